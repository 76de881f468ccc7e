/* The numbers of headings in other places (<number-of to="…"/>). Private to meaning. */
#ifndef GREFFE_RESOLVE_NUMBERS_H
#define GREFFE_RESOLVE_NUMBERS_H

#include "source.h"

#include <stddef.h>

struct diagnostics;
struct document;
struct resolving;

/** A number that is asked for before it is known. */
struct number_wanted {
    const char *target; /* the name of the heading's block */
    struct span span;
    char *text; /* to be filled in */
};

/** All numbers that one document asks for. */
struct numbers_wanted {
    struct number_wanted *items;
    size_t count;
};

/** resolve_numbers_text(resolving, target, span): a text, empty for now, that will be the number of the
 * heading named target. */
const char *resolve_numbers_text(struct resolving *resolving, const char *target, struct span span);

/** resolve_numbers_fill(resolving, diagnostics, document): fills in all numbers when the whole document is
 * made; warns of a target that is no numbered heading of it. */
void resolve_numbers_fill(const struct resolving *resolving, struct diagnostics *diagnostics,
    const struct document *document);

#endif
