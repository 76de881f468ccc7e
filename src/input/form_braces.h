/* Text with {expressions} in it, as attributes of templates have it: {{ and }} stand for the braces
 * themselves (XSLT 1.0, 7.6.2: attribute value templates). */
#ifndef GREFFE_FORM_BRACES_H
#define GREFFE_FORM_BRACES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum brace_kind {
    BRACE_TEXT,
    BRACE_EXPRESSION,
    BRACE_FAULT, /* a brace without its partner, or nothing between two */
};

/** A part of such a text: what it says, and where it is written. */
struct brace_part {
    enum brace_kind kind;
    const char *text;
    const char *start;
    size_t length;
};

/** form_braces_next(arena, at, part): the part that begins at *at, which moves past it; false at the end. */
bool form_braces_next(struct arena *arena, const char **at, struct brace_part *part);

#endif
