/* The documents whose pages tests/layout/<name>.pages hold. */
#ifndef GREFFE_TEST_LAYOUT_CASES_H
#define GREFFE_TEST_LAYOUT_CASES_H

#include "layout.h"

#include <stddef.h>

struct arena;
struct document;

/** A document by name; `make` writes it. */
struct layout_case {
    const char *name;
    const struct document *(*make)(struct arena *arena);
};

/** cases_all(count): all of them. */
const struct layout_case *cases_all(size_t *count);

/** cases_typesetter(arena): the fonts of the house and the hyphenation of French; ends the program when
 *  they cannot be read. */
struct typesetter cases_typesetter(struct arena *arena);

/** cases_parts(arena): a document of parts, one of them in landscape. */
const struct document *cases_parts(struct arena *arena);

/** cases_long_table(arena, rows): a document of one table. */
const struct document *cases_long_table(struct arena *arena, size_t rows);

#endif
