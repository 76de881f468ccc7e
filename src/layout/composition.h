/* A paragraph while it is being set: what letters, shaping, breaking and assembly share. */
#ifndef GREFFE_COMPOSITION_H
#define GREFFE_COMPOSITION_H

#include "breaking.h"
#include "letter.h"
#include "paragraph.h"

/** How a run is set. `face` has its letters, `symbols` those that face lacks. Lengths in 1/1000 pt:
 *  `raise` is above the baseline, `hyphen` the width of a hyphen, `object` that of what is not text. */
struct appearance {
    const struct face *face;
    const struct face *symbols;
    int32_t size;
    int32_t raise;
    int32_t hyphen;
    int32_t object;
    uint32_t colour;
};

/** `appearances` has one for each run; `faces` one for each letter, NULL for what has no glyph; `sums` one
 *  for the place before each letter and one for the end. `working` is memory for as long as the paragraph is set; what
 *  becomes part of its lines lives in the job's arena. `reports`: faults are reported; not when a
 *  paragraph is only measured. */
struct composition {
    struct job *job;
    struct arena *working;
    struct shaper *shaper;
    const struct hyphenation *hyphenation;
    const struct paragraph_style *style;
    const struct run *runs;
    size_t run_count;
    int32_t measure;
    bool reports;
    struct appearance *appearances;
    struct letters letters;
    const struct face **faces;
    struct sums *sums;
};

#endif
