/* From UTF-8 to ISO-8859-1 or windows-1252, for the systems that take nothing else. Private to meaning. */
#ifndef GREFFE_TRANSLITERATE_H
#define GREFFE_TRANSLITERATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/** A text of one byte for each character. `changed` counts the characters that were replaced by others; `lost` is the first
 *  code point for which there is none, or 0. Bytes are NUL-terminated. */
struct latin {
    const char *bytes;
    size_t length;
    size_t changed;
    uint32_t lost;
};

/** transliterate(arena, text, windows): the text in ISO-8859-1, or in windows-1252, which has typographic
 *  signs and the euro in addition. */
struct latin transliterate(struct arena *arena, const char *text, bool windows);

#endif
