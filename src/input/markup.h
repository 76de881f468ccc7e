/* The parts of a tag, found in its own text: libxml2 tells what stands in a tag but not where. These
 * functions also serve to explain a tag that libxml2 refused, so they stand any text. */
#ifndef GREFFE_MARKUP_H
#define GREFFE_MARKUP_H

#include "source.h"

#include <stdbool.h>
#include <stddef.h>

/** A name in a tag: `length` bytes from `offset`, the first `prefix` of which are its prefix with the
 *  colon (0 without prefix). */
struct markup_name {
    size_t offset;
    size_t length;
    size_t prefix;
};

/** An attribute as it is written: its value, of `value_length` bytes, begins behind the quote character
 *  `quote`, which is 0 when the attribute has no quoted value. `closed`: the second quote is there. */
struct markup_attribute {
    struct markup_name name;
    char quote;
    bool closed;
    size_t value;
    size_t value_length;
};

/** markup_span(source, offset, end): the span of the bytes from offset to end. */
struct span markup_span(const struct source *source, size_t offset, size_t end);

/** markup_name_span(source, name): the span of the name without its prefix. */
struct span markup_name_span(const struct source *source, struct markup_name name);

/** markup_name(source, offset): the name that begins at the offset, of length 0 when none does. */
struct markup_name markup_name(const struct source *source, size_t offset);

/** markup_same_name(source, a, b): the names are spelt alike, prefix included. */
bool markup_same_name(const struct source *source, struct markup_name a, struct markup_name b);

/** markup_attribute(source, offset, attribute): reads the attribute at *offset, after white space, and
 *  moves *offset behind it; false where the tag ends or no name follows. */
bool markup_attribute(
    const struct source *source, size_t *offset, struct markup_attribute *attribute);

/** markup_declares_namespace(source, attribute): it is xmlns or xmlns:prefix. */
bool markup_declares_namespace(
    const struct source *source, const struct markup_attribute *attribute);

/** markup_back(source, offset): the nearest < before the offset, or 0. Inside a tag of a well-formed file
 *  that is the tag's own, for no < may stand in it. */
size_t markup_back(const struct source *source, size_t offset);

/** markup_starts(source, offset, text): the text stands at the offset. */
bool markup_starts(const struct source *source, size_t offset, const char *text);

/** markup_find(source, offset, text): where the text stands next, from the offset on; the end of the
 *  source if nowhere. */
size_t markup_find(const struct source *source, size_t offset, const char *text);

/** markup_skip_space(source, offset): the first byte from the offset on that is not white space. */
size_t markup_skip_space(const struct source *source, size_t offset);

#endif
