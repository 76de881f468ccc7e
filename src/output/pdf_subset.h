/* The part of a TrueType font that a document uses, cut out by HarfBuzz. */
#ifndef GREFFE_PDF_SUBSET_H
#define GREFFE_PDF_SUBSET_H

#include "arena.h"

#include <hb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A font file with only the glyphs asked for, numbered anew: numbers[i] is what glyphs[i] has become. The
 *  arrays live in the arena. */
struct pdf_subset {
    const unsigned char *bytes;
    size_t length;
    const uint32_t *numbers;
};

/** pdf_subset_make(arena, face, glyphs, count, subset): keeps those glyphs, what they are composed of, and
 *  .notdef; drops hinting and all tables that a CIDFontType2 does without (ISO 32000-1, table 126). False
 *  when HarfBuzz cannot. */
bool pdf_subset_make(struct arena *arena, hb_face_t *face, const uint32_t *glyphs, size_t count,
    struct pdf_subset *subset);

#endif
