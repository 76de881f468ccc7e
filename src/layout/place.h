/* Placing slabs below one another: on a page, in a cell. It is done step by step, so that the page breaker
 * asks the same code how much fits that later says where all stands. Lengths are in 1/1000 pt. */
#ifndef GREFFE_PLACE_H
#define GREFFE_PLACE_H

#include "slab.h"

#include <stddef.h>
#include <stdint.h>

struct grid;

/** A walk down a list from `start`. Start with {.arena, .slabs} and, for a page with reserved rectangles,
 *  those and the place of the list's origin on the page. */
struct placing {
    struct arena *arena;
    const struct slabs *slabs;
    const struct reserved *reserved;
    size_t reserved_count;
    int32_t x;
    int32_t y;
    int32_t bottom;          /* of what was placed so far */
    size_t start;            /* the slab that was placed first */
    const struct grid *grid; /* the table that the last slab was a row of, or NULL */
    int32_t
        *span_bottoms; /* for each of its columns, where the label of an open cell that spans rows
                                  ends; 0 when there is none */
    size_t span_capacity;
};

/** place_begin(placing, start): the page begins with slab start; what is repeated there comes first. */
void place_begin(struct placing *placing, size_t start);
/** place_next(placing, index): places the next slab. */
struct placed place_next(struct placing *placing, size_t index);
/** place_bottom(placing): the height used if a break comes now: the labels of open cells need room, too. */
int32_t place_bottom(const struct placing *placing);

/** place_all(arena, slabs): the whole list below one another, as in a cell. */
struct placed_slabs place_all(struct arena *arena, const struct slabs *slabs);

#endif
