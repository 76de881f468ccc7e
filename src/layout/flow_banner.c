#include "draw.h"
#include "flow_kinds.h"
#include "flow_text.h"
#include "place.h"

#include "arena.h"
#include "job.h"

enum {
    BOX_WIDTH = 24 * MILLIMETRE,
    BOX_HEIGHT = 17 * MILLIMETRE,
    BOX_PADDING = 8 * POINT,
    BOX_GAP = 7 * MILLIMETRE,
    NUMBER_SIZE = 24 * POINT,
    NUMBER_LEAST = 8 * POINT,
    NUMBER_STEP = 2 * POINT,
};

static size_t first_bold(const struct block *paragraph) {
    size_t i = 0;
    while (i < paragraph->run_count && !paragraph->runs[i].bold) {
        i++;
    }
    return i;
}

/* As large as the box allows: what stands for a number may be words, a hole of a draft for one. */
static struct metrics number_metrics(
    const struct flow *flow, const struct run *runs, size_t count) {
    struct metrics metrics = {0};
    for (int32_t size = NUMBER_SIZE; size >= NUMBER_LEAST; size -= NUMBER_STEP) {
        int32_t narrowest;
        int32_t widest;
        metrics = style_on_accent(style_sans(flow->sheet, size, size + 3 * POINT));
        metrics.text.bold = true;
        flow_text_widths(flow, &metrics, runs, count, &narrowest, &widest);
        if (widest <= flow->measure) {
            break;
        }
    }
    return metrics;
}

/* The text of the box: what is bold is the number, large; what stands before it is its label. They are two paragraphs:
 * read aloud, « fiche action » and its number are two words. */
static void flow_box_paragraph(const struct flow *flow, const struct block *paragraph) {
    struct metrics label = style_on_accent(style_sans(flow->sheet, 7600, 10000));
    label.capitals = true;
    size_t element =
        element_add(&flow->state->elements, ROLE_PARAGRAPH, flow->element, paragraph->span);
    size_t bold = first_bold(paragraph);
    size_t label_end = bold;
    while (label_end > 0 && paragraph->runs[label_end - 1].kind == RUN_BREAK) {
        label_end--;
    }
    if (label_end > 0) {
        flow_text(flow, &label, paragraph->runs, label_end, element);
    }
    if (bold < paragraph->run_count) {
        const struct run *runs = paragraph->runs + bold;
        struct metrics number = number_metrics(flow, runs, paragraph->run_count - bold);
        if (label_end > 0) {
            element =
                element_add(&flow->state->elements, ROLE_PARAGRAPH, flow->element, paragraph->span);
        }
        flow_text(flow, &number, runs, paragraph->run_count - bold, element);
    }
}

static struct placed_slabs set_box(const struct flow *flow, const struct block *first) {
    struct slabs slabs = slab_list(flow->job->arena);
    struct flow inner = flow_inside(flow, &slabs, BOX_WIDTH - 2 * BOX_PADDING);
    if (first->name) {
        slab_mark(&slabs, first);
    }
    const struct block *paragraph = first->kind == BLOCK_PARAGRAPH ? first : first->first;
    while (paragraph) {
        if (paragraph->kind == BLOCK_PARAGRAPH) {
            flow_box_paragraph(&inner, paragraph);
        }
        paragraph = paragraph == first ? NULL : paragraph->next;
    }
    slab_finish(&slabs);
    return place_all(flow->job->arena, &slabs);
}

/* The path and the title. */
static struct placed_slabs set_titles(const struct flow *flow, const struct block *first) {
    struct slabs slabs = slab_list(flow->job->arena);
    struct flow inner = flow_inside(flow, &slabs, flow->measure - BOX_WIDTH - BOX_GAP);
    inner.base = style_sans(flow->sheet, 8400, 11200);
    inner.base.text.colour = flow->sheet->theme->grey;
    inner.base.after = 3 * POINT;
    flow_blocks(&inner, first);
    slab_finish(&slabs);
    return place_all(flow->job->arena, &slabs);
}

void flow_banner(const struct flow *flow, const struct block *block) {
    if (!block->first) {
        return;
    }
    struct arena *arena = flow->job->arena;
    struct placed_slabs box = set_box(flow, block->first);
    struct placed_slabs titles = set_titles(flow, block->first->next);
    int32_t box_height = box.height + 2 * BOX_PADDING;
    box_height = box_height > BOX_HEIGHT ? box_height : BOX_HEIGHT;
    struct slab slab = {.height = titles.height > box_height ? titles.height : box_height};
    canvas_rectangle(
        arena, &slab.canvas, flow->x, 0, BOX_WIDTH, box_height, flow->sheet->theme->accent);
    draw_all(arena, &slab.canvas, &box, flow->x + BOX_PADDING, BOX_PADDING, false);
    draw_all(arena, &slab.canvas, &titles, flow->x + BOX_WIDTH + BOX_GAP, 0, false);
    flow_add(flow, slab);
    slab_end(flow->slabs, 12 * POINT);
    slab_keep(flow->slabs, 1);
}
