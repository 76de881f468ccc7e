#include "flow.h"

#include "arena.h"
#include "chart.h"
#include "flow_kinds.h"
#include "flow_text.h"
#include "job.h"
#include "text.h"

#include <string.h>

enum {
    /* A note of at most so many lines stays in one piece. */
    SHORT_NOTE_LINES = 10,
    LONGEST_SUBHEADING = 90, /* bytes */
    /* So few lines of a section are not to stand alone above the next heading. */
    SHORT_SECTION_LINES = 2,
    ANSWER_BAR = 1600,
    ANSWER_INDENT = 10600,
    NOTE_BAR = 2000,
    NOTE_INDENT = 12000,
    NOTE_PADDING = 8000,
    NOTE_RIGHT = 10000,
};

struct flow flow_inside(const struct flow *flow, struct slabs *slabs, int32_t measure) {
    struct flow inner = *flow;
    inner.slabs = slabs;
    inner.x = 0;
    inner.measure = measure;
    inner.frame = NULL;
    inner.hang = 0;
    inner.depth = 0;
    inner.bare = false;
    return inner;
}

void flow_add(const struct flow *flow, struct slab slab) {
    slab.frame = flow->frame;
    slab_add(flow->slabs, slab);
}

const struct block *flow_above(const struct block *block) {
    const struct block *above = block->parent ? block->parent->first : NULL;
    while (above && above->next != block) {
        above = above->next;
    }
    return above;
}

bool flow_is_bare(const struct block *first) {
    return first && !first->next && first->kind == BLOCK_PARAGRAPH && first->style != STYLE_NOTE;
}

/* ---- Paragraphs and headings ---- */

void flow_paragraph(
    const struct flow *flow, const struct block *block, const struct metrics *metrics) {
    size_t element = flow->element;
    if (!flow->bare && block->run_count > 0) {
        element = element_add(&flow->state->elements, ROLE_PARAGRAPH, flow->element, block->span);
    }
    if (metrics->close) {
        slab_keep(flow->slabs, 1); /* it belongs to what is above */
    }
    slab_space(flow->slabs, metrics->before, metrics->close);
    size_t first = flow->slabs->count;
    flow_text(flow, metrics, block->runs, block->run_count, element);
    slab_end(flow->slabs, metrics->after);
    if (metrics->keep_next) {
        slab_introduce(flow->slabs, first);
        slab_keep(flow->slabs, 1);
    }
}

static void flow_cover_rule(const struct flow *flow) {
    struct slab slab = {.height = 850 * MILLIMETRE / 1000};
    canvas_rectangle(flow->job->arena, &slab.canvas, flow->x, 0, 42 * MILLIMETRE, slab.height,
        flow->sheet->theme->accent);
    flow_add(flow, slab);
    slab_end(flow->slabs, 25 * POINT);
}

/* The number hangs left of the text; its space keeps it apart from the title for whoever reads the text.
 * Returns false when there is no room. */
static bool hang_number(
    const struct flow *flow, const struct metrics *metrics, const char *number, size_t element) {
    int32_t width;
    const char *label = arena_format(flow->job->arena, "%s ", number);
    struct item item = flow_text_label(flow, metrics, label, element, &width);
    if (width > flow->hang) {
        return false;
    }
    item.x = flow->x - flow->hang;
    canvas_item(flow->job->arena, &flow->slabs->pending, &item);
    flow->slabs->pending_ascent = flow_text_ascent(metrics);
    return true;
}

static void flow_numbered_runs(const struct flow *flow, const struct metrics *metrics,
    const struct block *block, size_t element) {
    struct run *runs = arena_array(flow->job->arena, block->run_count + 1, sizeof *runs);
    runs[0].text = arena_format(flow->job->arena, "%s\u00A0", block->number);
    runs[0].span = block->span;
    for (size_t i = 0; i < block->run_count; i++) {
        runs[i + 1] = block->runs[i];
    }
    flow_text(flow, metrics, runs, block->run_count + 1, element);
}

static void flow_heading(const struct flow *flow, const struct block *block) {
    if (block->hidden) {
        return; /* its mark is all there is */
    }
    unsigned level = block->level < 1 ? 1 : block->level > 6 ? 6 : block->level;
    struct metrics metrics = style_heading(flow->sheet, level);
    unsigned depth =
        flow->element == ELEMENT_ARTIFACT ? 1 : depth_next(&flow->state->depths, level);
    enum role role = (enum role)(ROLE_HEADING_1 + (depth - 1));
    size_t element = element_add(&flow->state->elements, role, flow->element, block->span);
    slab_release(flow->slabs);
    slab_short_end(flow->slabs, SHORT_SECTION_LINES * flow->base.text.leading);
    slab_space(flow->slabs, metrics.before, metrics.close);
    size_t first = flow->slabs->count;
    if (block->number && !hang_number(flow, &metrics, block->number, element)) {
        flow_numbered_runs(flow, &metrics, block, element);
    } else {
        flow_text(flow, &metrics, block->runs, block->run_count, element);
    }
    slab_together(flow->slabs, first, PENALTY_KEEP);
    slab_introduce(flow->slabs, first);
    slab_end_heading(flow->slabs, metrics.after);
    slab_keep(flow->slabs, metrics.after + 2 * flow->base.text.leading);
}

/* ---- Divisions ---- */

static const struct frame *bar_frame(const struct flow *flow) {
    struct frame *frame = arena_alloc(flow->job->arena, sizeof *frame);
    *frame = (struct frame){
        .parent = flow->frame,
        .x = flow->x,
        .width = flow->measure,
        .bar = flow->sheet->theme->accent,
        .bar_width = ANSWER_BAR,
    };
    return frame;
}

/* Nothing but lines to write on. */
static bool is_ruled(const struct block *division) {
    for (const struct block *block = division->first; block; block = block->next) {
        if (block->run_count != 1 || block->runs[0].kind != RUN_BLANK) {
            return false;
        }
    }
    return true;
}

/* A long answer or a decision. The bar is drawn anew on each page. */
static void flow_barred(const struct flow *flow, const struct block *block) {
    struct flow inner = *flow;
    inner.frame = bar_frame(flow);
    inner.x += ANSWER_INDENT;
    inner.measure -= ANSWER_INDENT;
    inner.hang = 0;
    slab_space(flow->slabs, block->style == STYLE_DECISION ? 9 * POINT : 0, false);
    size_t first = flow->slabs->count;
    flow_blocks(&inner, block->first);
    if (is_ruled(block)) {
        slab_together(flow->slabs, first, PENALTY_DIVISION);
    }
    slab_end(flow->slabs, block->style == STYLE_DECISION ? 13 * POINT : 9 * POINT);
}

static void add_padding(const struct flow *flow, bool closing) {
    struct slab slab = {.height = NOTE_PADDING, .penalty = closing ? PENALTY_KEEP : 0};
    if (closing) {
        slab_end(flow->slabs, 0);
    }
    flow_add(flow, slab);
    if (!closing) {
        slab_keep(flow->slabs, 1);
    }
}

/* The legal note that closes a document stands at the foot of its last page, below the signatures. */
static bool closes_document(const struct flow *flow, const struct block *block) {
    const struct block *body = flow->part->body;
    bool signatures = false;
    for (const struct block *child = body->first; child && child != block; child = child->next) {
        signatures = signatures || child->kind == BLOCK_SIGNATURES;
    }
    return signatures && block->parent == body && !block->next;
}

static void finish_note(const struct flow *flow, const struct block *block, size_t first) {
    int32_t height = 0;
    for (size_t i = first; i < flow->slabs->count; i++) {
        height += flow->slabs->items[i].space + flow->slabs->items[i].height;
    }
    if (height <= SHORT_NOTE_LINES * flow->base.text.leading) {
        slab_together(flow->slabs, first, PENALTY_DIVISION);
    }
    if (closes_document(flow, block)) {
        flow->slabs->items[first].foot = true;
        slab_together(flow->slabs, first, PENALTY_DIVISION);
    }
    slab_end(flow->slabs, 12 * POINT);
}

/* A note on a tint: a division, or a paragraph of its own. */
static void flow_note(const struct flow *flow, const struct block *block) {
    struct frame *frame = arena_alloc(flow->job->arena, sizeof *frame);
    *frame = (struct frame){
        .parent = flow->frame,
        .x = flow->x,
        .width = flow->measure,
        .tinted = true,
        .tint = flow->sheet->theme->tint,
        .bar = flow->sheet->theme->accent,
        .bar_width = NOTE_BAR,
    };
    struct flow inner = *flow;
    inner.frame = frame;
    inner.x += NOTE_INDENT;
    inner.measure -= NOTE_INDENT + NOTE_RIGHT;
    inner.base = style_note(flow->sheet);
    inner.hang = 0;
    slab_space(flow->slabs, 9 * POINT, false);
    size_t first = flow->slabs->count;
    add_padding(&inner, false);
    if (block->kind == BLOCK_PARAGRAPH) {
        flow_paragraph(&inner, block, &inner.base);
    } else {
        flow_blocks(&inner, block->first);
    }
    add_padding(&inner, true);
    finish_note(flow, block, first);
}

static void flow_kept(const struct flow *flow, const struct block *block) {
    size_t first = flow->slabs->count;
    flow_blocks(flow, block->first);
    slab_together(flow->slabs, first, PENALTY_DIVISION);
}

/* A division of plain content lends its role to the text in it. */
static void flow_plain(const struct flow *flow, const struct block *block) {
    struct flow inner = *flow;
    inner.base = style_metrics(flow->sheet, &flow->base, block->style);
    if (block->style != STYLE_NONE) {
        slab_space(flow->slabs, inner.base.before, inner.base.close);
    }
    flow_blocks(&inner, block->first);
    if (inner.base.keep_next) {
        slab_keep(flow->slabs, 1);
    }
}

static void flow_styled_division(const struct flow *flow, const struct block *block) {
    switch (block->style) {
    case STYLE_COVER:
        flow_cover(flow, block);
        break;
    case STYLE_ANSWER:
    case STYLE_DECISION:
        flow_barred(flow, block);
        break;
    case STYLE_NOTE:
        flow_note(flow, block);
        break;
    case STYLE_KEEP:
        flow_kept(flow, block);
        break;
    case STYLE_BANNER:
        flow_banner(flow, block);
        break;
    case STYLE_COLUMNS:
        flow_columns(flow, block);
        break;
    default:
        flow_plain(flow, block);
        break;
    }
}

static void flow_division(const struct flow *flow, const struct block *block) {
    if (block->style == STYLE_NONE) {
        flow_blocks(flow, block->first);
        return;
    }
    struct flow inner = *flow;
    inner.bare = false;
    inner.element = element_add(&flow->state->elements, ROLE_DIVISION, flow->element, block->span);
    flow_styled_division(&inner, block);
}

/* ---- All blocks ---- */

/* One short bold phrase with nothing after it: what a rich answer has as a heading. */
static bool is_subheading(const struct flow *flow, const struct block *block) {
    for (size_t i = 0; i < block->run_count; i++) {
        if (!block->runs[i].bold || block->runs[i].kind != RUN_TEXT) {
            return false;
        }
    }
    const char *text = flow_text_plain(flow->job->arena, block->runs, block->run_count);
    return block->next && text[0] && strlen(text) <= LONGEST_SUBHEADING;
}

static void flow_paragraph_block(const struct flow *flow, const struct block *block) {
    if (block->style == STYLE_COVER_RULE) {
        flow_cover_rule(flow);
    } else if (block->style == STYLE_NOTE) {
        flow_note(flow, block);
    } else {
        struct metrics metrics = style_metrics(flow->sheet, &flow->base, block->style);
        bool plain = block->style == STYLE_NONE && !flow->bare;
        if (plain && is_subheading(flow, block)) {
            metrics = style_subheading(&metrics);
            bool first = block->parent && block->parent->first == block;
            metrics.before = first ? 0 : metrics.before;
        }
        flow_paragraph(flow, block, &metrics);
    }
}

static void flow_by_kind(const struct flow *flow, const struct block *block) {
    switch (block->kind) {
    case BLOCK_DIVISION:
        flow_division(flow, block);
        break;
    case BLOCK_HEADING:
        flow_heading(flow, block);
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_CAPTION:
        flow_paragraph_block(flow, block);
        break;
    case BLOCK_LIST:
        flow_list(flow, block);
        break;
    case BLOCK_TABLE:
        flow_table(flow, block);
        break;
    case BLOCK_FIGURE:
        flow_figure(flow, block);
        break;
    case BLOCK_LOGOS:
        flow_figure_logos(flow);
        break;
    case BLOCK_SIGNATURES:
        flow_signature(flow, block);
        break;
    case BLOCK_CONTENTS:
        flow_contents(flow, block);
        break;
    case BLOCK_PAGE_BREAK:
        flow->slabs->forced = flow->slabs->count > 0;
        break;
    case BLOCK_BARS:
        chart_bars(flow, block);
        break;
    case BLOCK_TIMELINE:
        chart_timeline(flow, block);
        break;
    case BLOCK_TALLY:
        chart_tally(flow, block);
        break;
    case BLOCK_ITEM:
    case BLOCK_ROW:
    case BLOCK_CELL:
    case BLOCK_SIGNATURE:
        flow_blocks(flow, block->first); /* outside of what they belong to */
        break;
    }
}

void flow_block(const struct flow *flow, const struct block *block) {
    if (block->new_page && flow->slabs->count > 0) {
        flow->slabs->forced = true;
    }
    bool marked = block->name || block->kind == BLOCK_HEADING;
    if (marked && flow->element != ELEMENT_ARTIFACT) {
        slab_mark(flow->slabs, block);
    }
    flow_by_kind(flow, block);
    if (block->keep_next) {
        slab_keep(flow->slabs, 1);
    }
}

/* A paragraph that ends with a colon: what it introduces, a list or whatever stands below it, should not begin
 * the next page. A label before a blank introduces nothing. */
static bool introduces(const struct flow *flow, const struct block *block) {
    if (block->kind != BLOCK_PARAGRAPH || block->run_count == 0 ||
        block->runs[block->run_count - 1].kind != RUN_TEXT) {
        return false;
    }
    const char *text = text_collapse(
        flow->job->arena, flow_text_plain(flow->job->arena, block->runs, block->run_count));
    size_t length = strlen(text);
    return length > 0 && text[length - 1] == ':';
}

void flow_blocks(const struct flow *flow, const struct block *first) {
    struct slabs *slabs = flow->slabs;
    bool introduced = false;
    for (const struct block *block = first; block; block = block->next) {
        size_t above = slabs->count;
        flow_block(flow, block);
        if (introduced && above > 0 && above < slabs->count && slabs->items[above].penalty >= 0) {
            slabs->items[above].penalty += PENALTY_INTRODUCED;
        }
        introduced = introduces(flow, block);
    }
}
