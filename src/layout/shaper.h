/* The glyphs of texts, word by word: each word is shaped once and remembered, as most words of a document come again and
 * as a paragraph is first measured, then set line by line. Where words are parted no glyph depends on the other side:
 * no ligature reaches over a space, and nothing is kerned with one (some fonts draw a comma near to the space that follows,
 * as if words should be less far apart there). */
#ifndef GREFFE_SHAPER_H
#define GREFFE_SHAPER_H

#include "font.h"

/** Shapes for one job and remembers for it. */
struct shaper;

/** shaper_new(arena, fonts): one that has seen no word; it lives in the arena, fonts outlive it. */
struct shaper *shaper_new(struct arena *arena, const struct fonts *fonts);

/** shaper_fonts(shaper): the fonts that it shapes with. */
const struct fonts *shaper_fonts(const struct shaper *shaper);

/** shaper_glyphs(shaper, arena, face, size, text, length, glyphs): shapes length bytes of UTF-8 at size (1/1000 pt), as
 *  font_shape does a word. *glyphs gets an array in the arena that is the caller's to change, the result is its count. */
size_t shaper_glyphs(struct shaper *shaper, struct arena *arena, const struct face *face,
    int32_t size, const char *text, size_t length, struct glyph **glyphs);

#endif
