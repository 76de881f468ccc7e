/* Fonts of the catalogue, and shaping with HarfBuzz. No other file of layout includes HarfBuzz. */
#ifndef GREFFE_FONT_H
#define GREFFE_FONT_H

#include "pages.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/** The fonts of one process: read once, const for all jobs. */
struct fonts;

/** font_library_new(arena): an empty library; it lives in the arena of the process. */
struct fonts *font_library_new(struct arena *arena);

/** font_library_add(fonts, family, bold, italic, bytes, length): adds a TrueType font; bytes are
 * borrowed and must outlive the library. False when HarfBuzz or PDF cannot use them (no glyf table,
 * embedding not allowed by OS/2 fsType). */
bool font_library_add(struct fonts *fonts, const char *family, bool bold, bool italic,
    const unsigned char *bytes, size_t length);

/** font_find(fonts, family, bold, italic): the face, the nearest style of the family when the very
 * one is missing, or NULL when the family is unknown. */
const struct face *font_find(const struct fonts *fonts, const char *family, bool bold, bool italic);

/** font_has(fonts, face, code_point): the face has a glyph for it. */
bool font_has(const struct fonts *fonts, const struct face *face, uint32_t code_point);

/** font_draws_space(code_point): it is drawn by the space: a space, U+00A0, U+2009 or U+202F. It keeps its own text. */
bool font_draws_space(uint32_t code_point);

/** font_shape(arena, fonts, face, size, text, length, glyphs): shapes a word, or one space, of length bytes of UTF-8 at
 *  size (1/1000 pt) with kerning and standard ligatures; *glyphs gets the array, the result is its count. Each glyph's
 *  text is its cluster. Code points without glyph become number 0 with their text. Texts of many words: shaper.h. */
size_t font_shape(struct arena *arena, const struct fonts *fonts, const struct face *face,
    int32_t size, const char *text, size_t length, struct glyph **glyphs);

#endif
