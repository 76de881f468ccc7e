/* From letters to glyphs: which face, size and colour a run has, and the glyphs of a stretch of letters. */
#ifndef GREFFE_SHAPING_H
#define GREFFE_SHAPING_H

#include "composition.h"

/** Glyphs of one run, one face and one size, or an object that is not text: then face is NULL. `raise` is
 *  above the baseline; `width` is in 64 bits because a whole paragraph can be one segment. */
struct segment {
    size_t run;
    const struct face *face;
    int32_t size;
    int32_t raise;
    struct glyph *glyphs;
    size_t glyph_count;
    int64_t width;
};

/** What stands at a line's end besides its letters: a space has no width, it only parts the line's last
 *  word from the next line's first one for whoever extracts the text (ISO 32000-1, 14.8.2.5); a hyphen
 *  reads U+00AD. */
enum line_end {
    LINE_END_NONE,
    LINE_END_SPACE,
    LINE_END_HYPHEN,
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

/** shaping_segments(composition, arena, from, to, line_end, segments): shapes the letters [from, to) and the
 *  line's end; the glyphs live in the arena, the segments as long as the composition. *segments gets the segments in order, the result is their number. */
size_t shaping_segments(const struct composition *composition, struct arena *arena, size_t from,
    size_t to, enum line_end line_end, struct segment **segments);

/** shaping_measure(composition): fills the sums of width, stretch and shrink. Only spaces that are as wide
 *  as a word space stretch and shrink. */
void shaping_measure(struct composition *composition);

/** shaping_stretches(glyph): the glyph is such a space, and not one that stands at a line's end. */
bool shaping_stretches(const struct glyph *glyph);
/** shaping_shrink(width): how much a space of this width can shrink. */
int32_t shaping_shrink(int32_t width);

#endif
