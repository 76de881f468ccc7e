/* Drawing placed slabs: frames behind them, then each in reading order. */
#ifndef GREFFE_DRAW_H
#define GREFFE_DRAW_H

#include "slab.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/** Slabs first … end - 1 of a list, and where they stand: placed[0] is that of `first`. */
struct stretch {
    const struct slabs *slabs;
    const struct placed *placed;
    size_t first;
    size_t end;
};

/** draw_slabs(arena, canvas, stretch, x, y, artifact): draws them with the list's origin at (x, y); as an
 *  artifact they are a repetition. */
void draw_slabs(struct arena *arena, struct canvas *canvas, struct stretch stretch, int32_t x,
    int32_t y, bool artifact);

/** draw_all(arena, canvas, content, x, y, artifact): draws a whole placed list. */
void draw_all(struct arena *arena, struct canvas *canvas, const struct placed_slabs *content,
    int32_t x, int32_t y, bool artifact);

#endif
