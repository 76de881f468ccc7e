/* The vertical list: what a document's blocks become before any page is made. A slab is a strip as wide as
 * the text that a page break never parts: a line, a row of a table, a signatory's block. Between slabs
 * stand the glue that vanishes at a page's top and the cost of breaking there (Knuth, The TeXbook,
 * chapter 15). Lengths are in 1/1000 pt. */
#ifndef GREFFE_SLAB_H
#define GREFFE_SLAB_H

#include "canvas.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What a page break above a slab costs. A page left half empty costs about 1300 (page_break.c), so the
 *  larger ones are paid only where nothing else is possible. Costs add up. */
enum {
    PENALTY_FORCED = INT32_MIN,
    PENALTY_ITEM = 10,  /* between list items, rows */
    PENALTY_LINE = 20,  /* inside a paragraph */
    PENALTY_GROUP = 60, /* between things that belong together */
    PENALTY_HYPHEN = 150,
    PENALTY_ALONE = 500, /* leaves one item of a list, or little of a section, alone on a page */
    PENALTY_INTRODUCED = 700,  /* between « … : » and its list */
    PENALTY_ROW = 4000,        /* inside a table's row */
    PENALTY_SIGNATURES = 7000, /* between rows of signature blocks */
    PENALTY_WIDOW = 20000,
    PENALTY_ORPHAN = 20000,
    PENALTY_DIVISION = 40000, /* inside what is to be kept together */
    PENALTY_KEEP = 80000,     /* between a heading and its text */
};

/** What is drawn behind and beside a run of slabs, anew on each page: a tint, a bar at the left end. */
struct frame {
    const struct frame *parent;
    int32_t x;
    int32_t width;
    bool tinted;
    uint32_t tint;
    uint32_t bar;
    int32_t bar_width; /* 0: no bar */
};

struct row_piece;
struct cover;
struct continuation;
struct note;

/** One slab. `space` is the glue above it. `baseline` is that of its line of text below its top, 0 when
 *  it is no line; `slack` how much of it above and below is no ink. A slab with a `piece` is a row of a
 *  table, drawn by grid_draw.c; one with a `cover` is a whole page. */
struct slab {
    int32_t space;
    int32_t height;
    int32_t penalty;
    int32_t baseline;
    int32_t slack;
    struct canvas canvas;
    const struct frame *frame;
    const struct note *const *notes; /* footnotes called in it */
    size_t note_count;
    const struct row_piece *piece;
    const struct continuation *continuation; /* set again above it when it begins a page, or NULL */
    const struct cover *cover;
    bool foot;        /* it and what follows go to the foot of the page */
    bool signatories; /* a row of signature blocks */
    bool introduces;  /* a heading, a closing formula: only leads to what follows */
    struct span span;
};

/** A vertical list under construction. The members after `count` wait for the next slab. */
struct slabs {
    struct arena *arena;
    struct slab *items;
    size_t count;
    int32_t after;          /* glue wanted below the last slab */
    int32_t before;         /* glue wanted above the next one */
    bool close;             /* … even if `after` wants more */
    bool firm;              /* `after` holds even if `before` wants more */
    int32_t keep;           /* length that must stay on the page of what is above */
    bool keep_asked;        /* since the last slab; otherwise it is the rest of an earlier wish */
    bool forced;            /* the next slab begins a page */
    struct canvas pending;  /* marks, and items whose y counts from the next baseline */
    int32_t pending_ascent; /* where that baseline is when the next slab has none */
};

/** Where a slab was placed. */
struct placed {
    int32_t top;
    int32_t bottom;
};

/** Slabs with their places, first of all things that are drawn as one. */
struct placed_slabs {
    struct slabs slabs;
    struct placed *placed;
    int32_t height;
};

/** What is set again when a page begins in the middle of something: the head of a table. */
struct continuation {
    struct placed_slabs content;
};

/** A footnote at the foot of the page of its call. */
struct note {
    struct placed_slabs content;
};

/** slab_list(arena): an empty list. */
struct slabs slab_list(struct arena *arena);
/** slab_space(slabs, before, close): asks for glue above the next slab. */
void slab_space(struct slabs *slabs, int32_t before, bool close);
/** slab_end(slabs, after): the block ends that the last slab belongs to. */
void slab_end(struct slabs *slabs, int32_t after);
/** slab_end_heading(slabs, after): a heading ends. What follows stands this far below it, however much room
 *  it would keep from another text. */
void slab_end_heading(struct slabs *slabs, int32_t after);
/** slab_keep(slabs, length): the next slabs up to this length stay on the page of the last one. */
void slab_keep(struct slabs *slabs, int32_t length);
/** slab_keep_above(slabs, lines, leading): the next slab stays on the page of the last so many lines of text
 *  above it, and of what stands between. What only introduces does not count; what is no line counts for its
 *  height, in lines of this leading; of a row of a table all is kept. */
void slab_keep_above(struct slabs *slabs, int32_t lines, int32_t leading);
/** slab_release(slabs): a new section begins. What a heading above wanted to keep with itself beyond the end
 *  of its own section is free. */
void slab_release(struct slabs *slabs);
/** slab_mark(slabs, block): the block begins with the next slab. */
void slab_mark(struct slabs *slabs, const struct block *block);
/** slab_add(slabs, slab): appends a slab after what was asked for above. */
void slab_add(struct slabs *slabs, struct slab slab);
/** slab_together(slabs, first, penalty): makes breaks between slabs from first on dearer. */
void slab_together(struct slabs *slabs, size_t first, int32_t penalty);
/** slab_introduce(slabs, first): the slabs from first on only lead to what follows. */
void slab_introduce(struct slabs *slabs, size_t first);
/** slab_short_end(slabs, length): a section ends here. Makes breaks dearer that would carry no more than
 *  `length` of it to the next page. */
void slab_short_end(struct slabs *slabs, int32_t length);
/** slab_take_notes(arena, slab, source): slab holds source: its footnotes are slab's, too. */
void slab_take_notes(struct arena *arena, struct slab *slab, const struct slab *source);
/** slab_finish(slabs): what still waits for a slab goes to the last one. */
void slab_finish(struct slabs *slabs);

#endif
