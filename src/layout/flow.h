/* From blocks to the vertical list: each kind of block is set as slabs, and its structure elements are
 * made. No page is known here. Lengths are in 1/1000 pt. */
#ifndef GREFFE_FLOW_H
#define GREFFE_FLOW_H

#include "depth.h"
#include "element.h"
#include "layout.h"
#include "reference.h"
#include "slab.h"
#include "style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What is shared by all parts of one document's flow. */
struct flow_state {
    struct elements elements;
    size_t *note_counts;  /* footnotes called so far, by the scopes of parts */
    struct depths depths; /* of the headings so far */
    struct page_references *references;
};

/** Where blocks are set: passed down by value, narrowed for what lies inside. */
struct flow {
    struct job *job;
    struct shaper *shaper;
    const struct hyphenation *hyphenation;
    const struct document *document;
    const struct part *part;
    size_t group; /* of the part's pages, which are numbered together */
    const struct style_sheet *sheet;
    struct flow_state *state;
    struct slabs *slabs;       /* gets the slabs */
    int32_t x;                 /* left end of the text in the list */
    int32_t measure;           /* its width */
    int32_t page_measure;      /* width of the page's text, for footnotes */
    int32_t page_height;       /* height of the page's text: what is higher must be cut */
    int32_t hang;              /* room for heading numbers left of the text; 0 = none */
    struct metrics base;       /* plain text */
    const struct frame *frame; /* innermost */
    size_t element;            /* parent of the elements made; ELEMENT_ARTIFACT for a repetition */
    bool bare;                 /* a paragraph's text belongs to `element` itself */
    unsigned depth;            /* of lists */
};

/** flow_blocks(flow, first): sets first and its later siblings. */
void flow_blocks(const struct flow *flow, const struct block *first);
/** flow_block(flow, block): sets one block. */
void flow_block(const struct flow *flow, const struct block *block);
/** flow_paragraph(flow, block, metrics): sets a paragraph as metrics say. */
void flow_paragraph(
    const struct flow *flow, const struct block *block, const struct metrics *metrics);

/** flow_inside(flow, slabs, measure): the flow for a list of its own, like a cell's, `measure` wide. */
struct flow flow_inside(const struct flow *flow, struct slabs *slabs, int32_t measure);
/** flow_add(flow, slab): adds a slab inside the flow's frame. */
void flow_add(const struct flow *flow, struct slab slab);
/** flow_above(block): the block before it inside its parent, or NULL. */
const struct block *flow_above(const struct block *block);
/** flow_is_bare(first): the block is alone and a paragraph, so that it needs no element of its own. */
bool flow_is_bare(const struct block *first);

#endif
