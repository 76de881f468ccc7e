#include "cut.h"

#include "arena.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static int compare_heights(const void *a, const void *b) {
    int32_t left = *(const int32_t *)a;
    int32_t right = *(const int32_t *)b;
    return (left > right) - (left < right);
}

/* The bottoms of all slabs, in order: a cut further down than one of them gains nothing. */
static size_t candidates(
    struct arena *arena, const struct side *sides, size_t count, int32_t **heights) {
    size_t total = 0;
    for (size_t c = 0; c < count; c++) {
        total += sides[c].content->slabs.count;
    }
    *heights = arena_array(arena, total, sizeof **heights);
    size_t next = 0;
    for (size_t c = 0; c < count; c++) {
        for (size_t i = 0; i < sides[c].content->slabs.count; i++) {
            (*heights)[next++] = sides[c].y + sides[c].content->placed[i].bottom;
        }
    }
    qsort(*heights, total, sizeof **heights, compare_heights);
    return total;
}

/* Moves *next past the slabs of a column that end above y; false when y would cut through ink. */
static bool pass_slabs(const struct side *side, int32_t y, size_t *next) {
    const struct slabs *slabs = &side->content->slabs;
    const struct placed *placed = side->content->placed;
    y -= side->y;
    while (*next < slabs->count && placed[*next].bottom - slabs->items[*next].slack <= y) {
        (*next)++;
    }
    return *next == slabs->count || placed[*next].top + slabs->items[*next].slack >= y;
}

static int32_t cost(const struct side *sides, size_t count, const size_t *next) {
    int32_t sum = 0;
    for (size_t c = 0; c < count; c++) {
        const struct slabs *slabs = &sides[c].content->slabs;
        if (next[c] > 0 && next[c] < slabs->count && slabs->items[next[c]].penalty > 0) {
            sum += slabs->items[next[c]].penalty;
        }
    }
    return sum;
}

static bool finished(const struct side *sides, size_t count, const size_t *next) {
    for (size_t c = 0; c < count; c++) {
        if (next[c] < sides[c].content->slabs.count) {
            return false;
        }
    }
    return true;
}

static bool all_begun(const struct side *sides, size_t count, const size_t *next) {
    for (size_t c = 0; c < count; c++) {
        if (next[c] == 0 && sides[c].content->slabs.count > 0) {
            return false;
        }
    }
    return true;
}

size_t cut_find(
    struct arena *arena, const struct side *sides, size_t count, bool even, struct cut **cuts) {
    int32_t *heights;
    size_t height_count = candidates(arena, sides, count, &heights);
    size_t *next = arena_array(arena, count, sizeof *next);
    size_t found = 0;
    *cuts = NULL;
    for (size_t h = 0; h < height_count; h++) {
        bool free_of_ink = true;
        for (size_t c = 0; c < count; c++) {
            free_of_ink = pass_slabs(&sides[c], heights[h], &next[c]) && free_of_ink;
        }
        bool possible = even ? free_of_ink : all_begun(sides, count, next);
        if (!possible || finished(sides, count, next)) {
            continue;
        }
        bool same = found > 0 && memcmp((*cuts)[found - 1].next, next, count * sizeof *next) == 0;
        if (!same) {
            *cuts = arena_grow(arena, *cuts, found, sizeof **cuts);
            (*cuts)[found].next = arena_array(arena, count, sizeof *next);
            memcpy((*cuts)[found].next, next, count * sizeof *next);
            found++;
        }
        /* Of two heights that cut alike the lower one leaves no line hanging over. */
        (*cuts)[found - 1].y = heights[h];
        (*cuts)[found - 1].penalty = cost(sides, count, next);
    }
    return found;
}
