/* Optimal line breaking: Knuth and Plass, "Breaking paragraphs into lines", Software: Practice and
 * Experience 11 (1981), pages 1119-1184, in integers. It knows nothing of fonts or letters, only
 * how wide what stands between two possible line ends is, and how far that can stretch and shrink.
 */
#ifndef GREFFE_BREAKING_H
#define GREFFE_BREAKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/** Sums from the beginning of the paragraph on, in 1/1000 pt. */
struct sums {
    int64_t width;
    int64_t stretch;
    int64_t shrink;
};

/** A place where a line may end: the sums before what is left out there (spaces) and after it.
 * `added` is the width of the hyphen that a line gets that ends here. `penalty` makes it less
 * welcome (a hyphen: 150, never negative). `hyphen`: the line then ends with a hyphen, added or not.
 * `last_word` and `first_word` stand for the words before and after it, the same number for the same word; 0
 * for those that may stand one above the other.
 * `end` and `start` are the caller's: the index of the last letter's successor and of the next
 * line's first letter; so are `forced`: it parts what should stay whole, and `weak`: a word stands before
 * it that belongs to the next one. */
struct breakpoint {
    struct sums end_sums;
    struct sums start_sums;
    int32_t added;
    int32_t penalty;
    bool hyphen;
    bool forced;
    bool weak;
    uint32_t last_word;
    uint32_t first_word;
    size_t end;
    size_t start;
};

/** What lines must respect. */
struct breaking_limits {
    int32_t measure;
    int32_t ragged;     /* how much shorter than the measure lines become gladly; 0 = justified */
    int32_t short_line; /* a last line that is shorter is avoided */
    int32_t least_line; /* a last line after others is no shorter */
    int32_t least_part; /* nor is one that begins inside a word */
    int32_t loosest;    /* how far lines may stretch, in 1/1000 of their stretch */
    unsigned hyphens;   /* lines running that may end with a hyphen */
    bool overfull;      /* a line that cannot fit is let through where there is no other way */
};

/** breaking_choose(arena, points, count, limits, chosen): chooses the line ends. points[0] is where
 * the first line starts, points[count - 1] where the last one ends (count >= 2). *chosen gets the
 * indices of the points that the lines end at, in order; the result is their number, 0 when the
 * limits leave no solution (never with `overfull`). */
size_t breaking_choose(struct arena *arena, const struct breakpoint *points, size_t count,
    const struct breaking_limits *limits, size_t **chosen);

#endif
