/* Cutting what stands side by side: cells of a row, columns of a sheet. A cut goes between two slabs of each
 * of them; an even one is a height at which none has ink. */
#ifndef GREFFE_CUT_H
#define GREFFE_CUT_H

#include "slab.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/** A possible cut. `next[c]` is the first slab of column c below it. */
struct cut {
    int32_t y;
    int32_t penalty;
    size_t *next;
};

/** One of the things side by side: its slabs, whose origin lies at y. */
struct side {
    const struct placed_slabs *content;
    int32_t y;
};

/** cut_find(arena, sides, count, even, cuts): all cuts, from the top down; *cuts gets the array, the result
 *  is its length. The penalty of a cut is the sum of what it costs in each column. If it need not be even,
 *  what reaches over the height goes below; but each column begins above. */
size_t cut_find(
    struct arena *arena, const struct side *sides, size_t count, bool even, struct cut **cuts);

#endif
