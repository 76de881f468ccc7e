#include "flow_kinds.h"
#include "flow_text.h"

#include "arena.h"
#include "job.h"

#include <string.h>

enum {
    LABEL_GAP = 7 * POINT, /* between a marker and its text */
    BOX_INDENT = 15 * POINT,
    BOX_SIZE = 11400,        /* its square is then 8.6 pt */
    OPTION_LEADING = 3400,   /* added to the size: options are read as one column */
    SUBQUESTION = 5 * POINT, /* above a question among the dependents: it belongs to what follows */
    SHORT_LIST = 5,          /* so few options, each of one line, stay on one page */
    PALE_BOX_SHARE =
        80, /* of the grey in boxes that do not apply: 3 : 1 on any theme (WCAG 2.1, 1.4.11) */
    UNHYPHENATED_MEASURE = 220 * POINT, /* left-aligned lines as long as this need no hyphens */
};

/* The room around a list and between its items. */
struct gaps {
    int32_t above;
    int32_t above_nested;
    int32_t below;
    int32_t between;
    int32_t above_options; /* their question asks for its own distance */
    int32_t above_nested_options;
    int32_t between_options;
};

/* Sheets have no room to spare: there the marker alone tells the items apart. */
static const struct gaps *gaps_of(const struct flow *flow) {
    static const struct gaps usual = {
        .above = 6 * POINT,
        .above_nested = 4 * POINT,
        .below = 9 * POINT,
        .between = 5 * POINT,
        .above_options = 3 * POINT,
        .above_nested_options = 1500,
        .between_options = 3 * POINT,
    };
    static const struct gaps compact = {
        .above = POINT,
        .above_nested = POINT,
        .below = 4 * POINT,
        .between = POINT,
        .above_options = 0,
        .above_nested_options = 500,
        .between_options = POINT,
    };
    return flow->sheet->compact ? &compact : &usual;
}

/* How the labels of one list are set. */
struct labels {
    const struct block *list;
    struct metrics metrics;
    int32_t indent;
    int32_t width; /* of the widest number: numbers are aligned right */
};

static enum numbering numbering(enum marker marker) {
    switch (marker) {
    case MARKER_DASH:
        return NUMBERING_DASH;
    case MARKER_DECIMAL:
        return NUMBERING_DECIMAL;
    case MARKER_BOX:
        return NUMBERING_BOX;
    case MARKER_NONE:
        break;
    }
    return NUMBERING_NONE;
}

static size_t count_items(const struct block *list) {
    size_t count = 0;
    for (const struct block *item = list->first; item; item = item->next) {
        count++;
    }
    return count;
}

static const char *label_text(
    const struct flow *flow, const struct block *item, const struct labels *labels, size_t index) {
    switch (labels->list->marker) {
    case MARKER_DASH:
        return "–";
    case MARKER_DECIMAL:
        return arena_format(flow->job->arena, "%zu.", labels->list->start + index);
    case MARKER_BOX:
        return item->box == BOX_TICKED ? "☑" : "☐";
    case MARKER_NONE:
        break;
    }
    return "";
}

static int32_t widest_number(const struct flow *flow, const struct labels *labels, size_t count) {
    int32_t width;
    const char *last = label_text(flow, NULL, labels, count > 0 ? count - 1 : 0);
    flow_text_label(flow, &labels->metrics, last, ELEMENT_ARTIFACT, &width);
    return width;
}

static struct labels prepare_labels(const struct flow *flow, const struct block *list) {
    struct labels labels = {.list = list, .metrics = flow->base};
    labels.metrics.text.colour = flow->sheet->theme->accent;
    switch (list->marker) {
    case MARKER_DASH:
        labels.width = widest_number(flow, &labels, 1);
        labels.indent = labels.width + LABEL_GAP;
        break;
    case MARKER_DECIMAL:
        labels.metrics.text.family = flow->sheet->theme->heading_family;
        labels.metrics.text.bold = true;
        labels.metrics.text.size -= 600;
        labels.width = widest_number(flow, &labels, count_items(list));
        labels.indent = labels.width + LABEL_GAP;
        break;
    case MARKER_BOX:
        labels.metrics.text.family = flow->sheet->theme->symbol_family;
        labels.metrics.text.size = BOX_SIZE;
        labels.indent = BOX_INDENT;
        break;
    case MARKER_NONE:
        break;
    }
    return labels;
}

static uint32_t label_colour(
    const struct flow *flow, const struct labels *labels, const struct block *item) {
    if (labels->list->marker != MARKER_BOX) {
        return labels->metrics.text.colour;
    }
    return item->box == BOX_NOT_APPLICABLE
               ? style_blend(flow->sheet->theme->grey, PAPER, PALE_BOX_SHARE)
               : flow->base.text.colour;
}

static void add_label(const struct flow *flow, const struct labels *labels,
    const struct block *item, size_t index, size_t element) {
    if (labels->list->marker == MARKER_NONE) {
        return;
    }
    int32_t width;
    struct item label = flow_text_label(
        flow, &labels->metrics, label_text(flow, item, labels, index), element, &width);
    label.colour = label_colour(flow, labels, item);
    label.x = flow->x;
    if (labels->list->marker == MARKER_DECIMAL) {
        label.x += labels->width - width;
    }
    label.span = item->span;
    canvas_item(flow->job->arena, &flow->slabs->pending, &label);
    flow->slabs->pending_ascent = flow_text_ascent(&flow->base);
}

/* What does not apply is grey. What is ticked is bold already, but for the answer behind it. */
static struct metrics option_metrics(
    const struct flow *flow, const struct block *item, const struct block *text) {
    struct metrics metrics = style_metrics(flow->sheet, &flow->base, text->style);
    metrics.text.alignment = ALIGN_LEFT;
    metrics.text.hyphenate = metrics.text.hyphenate && flow->measure < UNHYPHENATED_MEASURE;
    metrics.text.leading = metrics.text.size + OPTION_LEADING;
    metrics.after = 0;
    if (item->box == BOX_NOT_APPLICABLE) {
        metrics.text.colour = flow->sheet->theme->grey;
    }
    return metrics;
}

/* What does not apply is as large as the other options: only its colour differs from theirs. */
static struct block without_labels(struct arena *arena, const struct block *text) {
    struct block plain = *text;
    plain.runs = arena_array(arena, text->run_count, sizeof *plain.runs);
    for (size_t i = 0; i < text->run_count; i++) {
        plain.runs[i] = text->runs[i];
        plain.runs[i].label = false;
    }
    return plain;
}

static void flow_option_text(
    const struct flow *flow, const struct block *item, const struct block *text) {
    struct metrics metrics = option_metrics(flow, item, text);
    struct block plain = *text;
    if (item->box == BOX_NOT_APPLICABLE) {
        plain = without_labels(flow->job->arena, text);
    }
    flow_paragraph(flow, &plain, &metrics);
}

/* A label, with its help or not, whose options follow. */
static bool is_subquestion(const struct block *block) {
    while (block && block->kind == BLOCK_PARAGRAPH && block->keep_next) {
        block = block->next;
        if (block && block->kind == BLOCK_LIST) {
            return true;
        }
    }
    return false;
}

/* Between a dependent and the one above it, NULL for the option's own text. */
static int32_t space_above_dependent(
    const struct flow *flow, const struct block *above, const struct block *dependent) {
    if (above == NULL && dependent->kind == BLOCK_LIST) {
        return gaps_of(flow)->between_options;
    }
    bool asks = is_subquestion(dependent) && !(above && is_subquestion(above));
    return asks || (above && above->kind == BLOCK_LIST) ? SUBQUESTION : 0;
}

/* An option with its dependents, which stay with it. */
static void flow_option(const struct flow *flow, const struct block *item) {
    const struct block *next = item->first;
    if (next && next->kind == BLOCK_PARAGRAPH && next->style != STYLE_DEPENDENT) {
        flow_option_text(flow, item, next);
        next = next->next;
    }
    struct flow inner = *flow;
    inner.bare = false;
    inner.base.text.alignment = ALIGN_LEFT;
    inner.base.after = 0;
    inner.base.text.leading = inner.base.text.size + OPTION_LEADING;
    for (const struct block *above = NULL; next; above = next, next = next->next) {
        slab_keep(flow->slabs, 1);
        slab_space(flow->slabs, space_above_dependent(flow, above, next), true);
        flow_block(&inner, next);
    }
}

static void flow_item(
    const struct flow *flow, const struct labels *labels, const struct block *item, size_t index) {
    struct elements *elements = &flow->state->elements;
    size_t element = element_add(elements, ROLE_LIST_ITEM, flow->element, item->span);
    if (labels->list->marker != MARKER_NONE) {
        size_t label = element_add(elements, ROLE_LABEL, element, item->span);
        add_label(flow, labels, item, index, label);
    }
    struct flow inner = *flow;
    inner.x += labels->indent;
    inner.measure -= labels->indent;
    inner.element = element_add(elements, ROLE_LIST_BODY, element, item->span);
    inner.bare = flow_is_bare(item->first);
    inner.hang = 0;
    inner.depth++;
    size_t first = flow->slabs->count;
    if (labels->list->marker == MARKER_BOX) {
        flow_option(&inner, item);
    } else {
        inner.base.text.hyphenate =
            inner.base.text.hyphenate &&
            (inner.base.text.alignment == ALIGN_JUSTIFIED || inner.measure < UNHYPHENATED_MEASURE);
        flow_blocks(&inner, item->first);
    }
    if (flow->slabs->count == first) {
        flow_text(&inner, &flow->base, NULL, 0, inner.element); /* an empty item keeps its label */
    }
}

/* What a page break above the list's item costs: no item should stand alone on its page. */
static int32_t item_penalty(const struct block *list, const struct block *item) {
    int32_t penalty = list->marker == MARKER_BOX ? PENALTY_GROUP : PENALTY_ITEM;
    bool alone = item == list->first->next || !item->next;
    return penalty + (alone ? PENALTY_ALONE : 0);
}

static void flow_items(const struct flow *flow, const struct block *list) {
    struct labels labels = prepare_labels(flow, list);
    const struct gaps *gaps = gaps_of(flow);
    bool boxes = list->marker == MARKER_BOX;
    size_t index = 0;
    for (const struct block *item = list->first; item; item = item->next, index++) {
        if (item->name && flow->element != ELEMENT_ARTIFACT) {
            slab_mark(flow->slabs, item);
        }
        if (index > 0) {
            slab_space(flow->slabs, boxes ? gaps->between_options : gaps->between, true);
        }
        size_t first = flow->slabs->count;
        flow_item(flow, &labels, item, index);
        if (index > 0 && flow->slabs->items[first].penalty >= 0) {
            flow->slabs->items[first].penalty += item_penalty(list, item);
        }
    }
}

/* Text, and items around an inner list, leave the distance to the list. */
static void ask_space_above(const struct flow *flow, const struct block *list) {
    const struct gaps *gaps = gaps_of(flow);
    if (list->marker == MARKER_BOX) {
        slab_space(
            flow->slabs, flow->depth > 0 ? gaps->above_nested_options : gaps->above_options, false);
    } else {
        bool text_above = !flow->slabs->firm && flow->slabs->after <= flow->sheet->body.after;
        slab_space(flow->slabs, flow->depth > 0 ? gaps->above_nested : gaps->above, text_above);
    }
}

/* Few options, each of one line, are read at one glance. */
static bool is_short(const struct flow *flow, const struct block *list, size_t first) {
    return list->marker == MARKER_BOX && flow->slabs->count - first <= SHORT_LIST;
}

void flow_list(const struct flow *flow, const struct block *block) {
    struct flow inner = *flow;
    inner.element = element_add(&flow->state->elements, ROLE_LIST, flow->element, block->span);
    if (inner.element != ELEMENT_ARTIFACT) {
        element_at(&flow->state->elements, inner.element)->numbering = numbering(block->marker);
    }
    inner.bare = false;
    ask_space_above(flow, block);
    size_t first = flow->slabs->count;
    flow_items(&inner, block);
    if (is_short(flow, block, first)) {
        slab_together(flow->slabs, first, PENALTY_INTRODUCED);
    }
    slab_end(flow->slabs, flow->depth > 0 ? flow->base.after : gaps_of(flow)->below);
}
