/* From letters to glyphs: which face, size and colour a run has, and the glyphs of a stretch of letters. */
#ifndef GREFFE_SHAPING_H
#define GREFFE_SHAPING_H

#include "composition.h"

/** Glyphs of one run and one face, or an object that is not text: then face is NULL. */
struct segment {
    size_t run;
    const struct face *face;
    struct glyph *glyphs;
    size_t glyph_count;
    int32_t width;
};

/** shaping_appearances(composition): finds the appearance of each run. */
void shaping_appearances(struct composition *composition);

/** shaping_faces(composition): finds the face of each letter. When the composition reports, reports the
 *  characters that neither the run's face nor the symbols have, each once, where it stands in the form; at
 *  most the first eight. */
void shaping_faces(struct composition *composition);

/** shaping_is_object(run): the run stands in the letters as one LETTER_OBJECT as wide as its appearance
 *  says: a blank, or a text that is known only later. */
bool shaping_is_object(const struct run *run);

/** shaping_segments(composition, from, to, hyphen, segments): shapes the letters [from, to), followed by a
 *  hyphen that reads U+00AD if so asked. *segments gets the segments in order, the result is their
 *  number. */
size_t shaping_segments(const struct composition *composition, size_t from, size_t to, bool hyphen,
    struct segment **segments);

/** shaping_measure(composition): fills the sums of width, stretch and shrink. Only spaces that are as wide
 *  as a word space stretch and shrink. */
void shaping_measure(struct composition *composition);

/** shaping_stretches(glyph): the glyph is such a space. */
bool shaping_stretches(const struct glyph *glyph);
/** shaping_shrink(width): how much a space of this width can shrink. */
int32_t shaping_shrink(int32_t width);

#endif
