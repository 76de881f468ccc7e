#include "chart.h"

#include "draw.h"
#include "flow_text.h"
#include "place.h"

#include "arena.h"
#include "job.h"
#include "text.h"

enum {
    TEXT_SIZE = 9200,
    TEXT_LEADING = 12600,
    BAR = 11 * POINT,
    BAR_ROW = 17 * POINT,
    THIN_BAR = 8 * POINT,
    THIN_ROW = 14 * POINT,
    LABEL_GAP = 8 * POINT,
    VALUE_GAP = 5 * POINT,
    TICK = 400,
    LABEL_PERCENT = 42, /* the most of the measure that labels take; longer ones are wrapped */
    STACK = 13 * POINT,
    SWATCH = 8 * POINT, /* a square of the legend */
    SHARE_PADDING = 5 * POINT,
    LARGE_FIGURES = 5, /* so many stand in a row in large figures */
};

/* One chart: where its columns stand, from the left end of the text. */
struct chart {
    const struct flow *flow;
    const struct block *block;
    struct metrics label;
    struct metrics value;
    struct metrics grey;
    size_t list;    /* its element */
    int32_t number; /* width of the column of values before the labels, in a timeline */
    int32_t left;   /* of the bars */
    int32_t right;
};

static struct chart new_chart(const struct flow *flow, const struct block *block) {
    struct chart chart = {.flow = flow, .block = block};
    chart.label = style_sans(flow->sheet, TEXT_SIZE, TEXT_LEADING);
    chart.value = chart.label;
    chart.value.text.bold = true;
    chart.grey = style_sans(flow->sheet, 8200, 10600);
    chart.grey.text.colour = flow->sheet->theme->grey;
    chart.list = element_add(&flow->state->elements, ROLE_LIST, flow->element, block->span);
    return chart;
}

static int32_t text_width(
    const struct chart *chart, const struct metrics *metrics, const char *text) {
    if (!text || !text[0]) {
        return 0;
    }
    struct run run = {.text = text};
    int32_t narrowest;
    int32_t widest;
    flow_text_widths(chart->flow, metrics, &run, 1, &narrowest, &widest);
    return widest + POINT;
}

static int32_t larger(int32_t a, int32_t b) {
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b) {
    return a < b ? a : b;
}

/* Sets one text of a chart in a list of its own, `measure` wide. */
static struct placed_slabs set_text(const struct chart *chart, const struct metrics *metrics,
    const char *text, int32_t measure, size_t element) {
    struct arena *arena = chart->flow->job->arena;
    struct slabs slabs = slab_list(arena);
    if (text && text[0]) {
        struct flow inner = flow_inside(chart->flow, &slabs, measure);
        struct run *run = arena_alloc(arena, sizeof *run);
        *run = (struct run){.text = text, .span = chart->block->span};
        flow_text(&inner, metrics, run, 1, element);
    }
    return place_all(arena, &slabs);
}

/* A chart stays with the sentence that introduces it. */
static void keep_with_introduction(const struct flow *flow, const struct block *chart) {
    const struct block *above = flow_above(chart);
    if (above && above->kind == BLOCK_PARAGRAPH) {
        slab_keep(flow->slabs, 1);
    }
}

/* Each value is an item of the chart's list; returns the element of the item's text. */
static size_t add_item_element(const struct chart *chart) {
    struct elements *elements = &chart->flow->state->elements;
    struct span span = chart->block->span;
    size_t item = element_add(elements, ROLE_LIST_ITEM, chart->list, span);
    return element_add(elements, ROLE_LIST_BODY, item, span);
}

static void add_row(
    const struct chart *chart, struct slab slab, size_t index, const struct continuation *head) {
    size_t count = chart->block->value_count;
    slab.penalty = index == 0 ? 0 : PENALTY_GROUP;
    if (index == 1 || (index > 0 && index + 1 == count)) {
        slab.penalty += PENALTY_WIDOW;
    }
    slab.continuation = head;
    slab.span = chart->block->span;
    flow_add(chart->flow, slab);
}

static void draw_text(const struct chart *chart, struct slab *slab, const struct placed_slabs *text,
    int32_t x, int32_t y) {
    draw_all(chart->flow->job->arena, &slab->canvas, text, chart->flow->x + x, y, false);
}

/* A space that ends at x keeps the text there apart from the one before it, for whoever reads them aloud
 * or copies them. */
static struct item gap_item(const struct chart *chart, size_t element, int32_t x) {
    int32_t width;
    struct item space = flow_text_label(chart->flow, &chart->label, " ", element, &width);
    space.x = x - width;
    return space;
}

static void draw_gap(
    const struct chart *chart, struct slab *slab, size_t element, int32_t x, int32_t y) {
    struct item space = gap_item(chart, element, chart->flow->x + x);
    space.y = y + flow_text_ascent(&chart->label);
    canvas_item(chart->flow->job->arena, &slab->canvas, &space);
}

/* ---- Bars ---- */

static void measure_bars(struct chart *chart) {
    int32_t label = 0;
    int32_t value = 0;
    for (size_t i = 0; i < chart->block->value_count; i++) {
        label = larger(label, text_width(chart, &chart->label, chart->block->values[i].label));
        value = larger(value, text_width(chart, &chart->value, chart->block->values[i].value));
    }
    int32_t measure = chart->flow->measure;
    chart->left = smaller(label, measure * LABEL_PERCENT / 100) + LABEL_GAP;
    chart->right = measure - value - VALUE_GAP;
}

static long greatest(const struct block *block) {
    long greatest = block->most > 0 ? block->most : 1;
    for (size_t i = 0; i < block->value_count; i++) {
        if (block->values[i].amount > greatest) {
            greatest = block->values[i].amount;
        }
    }
    return greatest;
}

static int64_t not_negative(int64_t amount) {
    return amount > 0 ? amount : 0;
}

/* In integers: amounts may be cents of large sums, whose low bits no bar shows. */
static int32_t bar_length(int32_t room, int64_t amount, int64_t most) {
    int64_t part = not_negative(amount);
    int64_t whole = most;
    while (whole > INT32_MAX) {
        whole /= 2;
        part /= 2;
    }
    return (int32_t)(room * part / whole);
}

/* Texts and bars of one row share their middle. */
static int32_t middle(int32_t height, int32_t part) {
    return (height - part) / 2;
}

/* Behind bars of a known whole, all of it. */
static void draw_whole(const struct chart *chart, struct slab *slab) {
    canvas_rectangle(chart->flow->job->arena, &slab->canvas, chart->flow->x + chart->left,
        middle(slab->height, BAR), chart->right - chart->left, BAR,
        chart->flow->sheet->theme->tint);
}

/* A value stands behind its bar, and behind the whole where that is drawn. */
static int32_t value_x(const struct chart *chart, int32_t length) {
    int32_t drawn = chart->block->most > 0 ? chart->right - chart->left : length;
    return chart->left + drawn + (drawn > 0 ? VALUE_GAP : 0);
}

static void add_bar(const struct chart *chart, size_t index, long most) {
    const struct chart_value *value = &chart->block->values[index];
    struct arena *arena = chart->flow->job->arena;
    size_t element = add_item_element(chart);
    struct placed_slabs label =
        set_text(chart, &chart->label, value->label, chart->left - LABEL_GAP, element);
    struct placed_slabs text =
        set_text(chart, &chart->value, value->value, chart->flow->measure - chart->right, element);
    struct slab slab = {.height = larger(BAR_ROW, label.height + 3 * POINT)};
    int32_t length = bar_length(chart->right - chart->left, value->amount, most);
    draw_text(chart, &slab, &label, 0, middle(slab.height, label.height));
    if (chart->block->most > 0) {
        draw_whole(chart, &slab);
    }
    if (length > 0) {
        canvas_rectangle(arena, &slab.canvas, chart->flow->x + chart->left,
            middle(slab.height, BAR), length, BAR, chart->flow->sheet->theme->accent);
    }
    int32_t text_x = value_x(chart, length);
    int32_t text_top = middle(slab.height, text.height);
    draw_gap(chart, &slab, element, text_x, text_top);
    draw_text(chart, &slab, &text, text_x, text_top);
    add_row(chart, slab, index, NULL);
}

/* ---- Stacked bars ---- */

/* The first value in the full accent, then the lighter ones, then again: neighbours differ. */
static int segment_state(size_t index) {
    return 2 - (int)(index % 3);
}

/* Where a segment begins: ends are rounded alike, so that there is no gap. */
static int32_t segment_x(const struct chart *chart, size_t index) {
    int64_t below = 0;
    int64_t total = 0;
    for (size_t i = 0; i < chart->block->value_count; i++) {
        int64_t amount = not_negative(chart->block->values[i].amount);
        below += i < index ? amount : 0;
        total += amount;
    }
    return total > 0 ? bar_length(chart->flow->measure, below, total) : 0;
}

/* The share stands in its segment where there is room; the legend says it anyway. */
static void draw_share(
    const struct chart *chart, struct slab *slab, size_t index, int32_t x, int32_t width) {
    const char *share = chart->block->values[index].share;
    struct metrics metrics = chart->grey;
    metrics.text.colour = segment_state(index) == 2 ? PAPER : chart->label.text.colour;
    if (text_width(chart, &metrics, share) + 2 * SHARE_PADDING > width) {
        return;
    }
    struct placed_slabs text = set_text(chart, &metrics, share, width, ELEMENT_ARTIFACT);
    draw_text(chart, slab, &text, x + SHARE_PADDING, middle(STACK, text.height));
}

static void add_segments(const struct chart *chart) {
    struct slab slab = {.height = STACK + 4 * POINT, .span = chart->block->span};
    for (size_t i = 0; i < chart->block->value_count; i++) {
        int32_t x = segment_x(chart, i);
        int32_t width = segment_x(chart, i + 1) - x;
        if (width > 0) {
            canvas_rectangle(chart->flow->job->arena, &slab.canvas, chart->flow->x + x, 0, width,
                STACK, style_state(chart->flow->sheet, segment_state(i)));
            draw_share(chart, &slab, i, x, width);
        }
    }
    flow_add(chart->flow, slab);
    slab_keep(chart->flow->slabs, 1);
}

/* What a value is, in words: « Région : 250 000 € (25 %) ». */
static void add_legend(const struct chart *chart, size_t index) {
    const struct chart_value *value = &chart->block->values[index];
    struct arena *arena = chart->flow->job->arena;
    size_t element = add_item_element(chart);
    struct slabs slabs = slab_list(arena);
    struct flow inner =
        flow_inside(chart->flow, &slabs, chart->flow->measure - SWATCH - SHARE_PADDING);
    struct run *runs = arena_array(arena, 2, sizeof *runs);
    runs[0] = (struct run){.text = arena_format(arena, "%s ", value->label)};
    runs[1] = (struct run){.text = value->value, .bold = true};
    if (!text_equal(value->value, value->share)) {
        runs[1].text = arena_format(arena, "%s (%s)", value->value, value->share);
    }
    flow_text(&inner, &chart->label, runs, 2, element);
    struct placed_slabs text = place_all(arena, &slabs);
    struct slab slab = {.height = text.height};
    canvas_rectangle(arena, &slab.canvas, chart->flow->x, middle(TEXT_LEADING, SWATCH), SWATCH,
        SWATCH, style_state(chart->flow->sheet, segment_state(index)));
    draw_text(chart, &slab, &text, SWATCH + SHARE_PADDING, 0);
    add_row(chart, slab, index, NULL);
}

static void add_stack(const struct chart *chart) {
    add_segments(chart);
    for (size_t i = 0; i < chart->block->value_count; i++) {
        add_legend(chart, i);
    }
    slab_together(chart->flow->slabs, chart->flow->slabs->count - chart->block->value_count,
        PENALTY_DIVISION);
}

void chart_bars(const struct flow *flow, const struct block *block) {
    keep_with_introduction(flow, block);
    slab_space(flow->slabs, 5 * POINT, false);
    struct chart chart = new_chart(flow, block);
    if (block->stacked) {
        add_stack(&chart);
        slab_end(flow->slabs, style_below_figure(flow->sheet));
        return;
    }
    measure_bars(&chart);
    long most = greatest(block);
    for (size_t i = 0; i < block->value_count; i++) {
        add_bar(&chart, i, most);
    }
    slab_end(flow->slabs, style_below_figure(flow->sheet));
}

/* ---- Timeline ---- */

static void measure_timeline(struct chart *chart) {
    int32_t label = 0;
    int32_t number = 0;
    int32_t state = 0;
    for (size_t i = 0; i < chart->block->value_count; i++) {
        const struct chart_value *value = &chart->block->values[i];
        label = larger(label, text_width(chart, &chart->label, value->label));
        number = larger(number, text_width(chart, &chart->value, value->value));
        state = larger(state, text_width(chart, &chart->grey, value->state_name));
    }
    int32_t measure = chart->flow->measure;
    chart->number = number > 0 ? number + LABEL_GAP : 0;
    label = smaller(label, measure * LABEL_PERCENT / 100);
    chart->left = chart->number + label + LABEL_GAP;
    chart->right = measure - (state > 0 ? state + LABEL_GAP : 0);
}

/* Where something stands, in 1/1000 of a step. */
static int32_t time_x(const struct chart *chart, int64_t thousandths) {
    int64_t room = chart->right - chart->left;
    return chart->left + (int32_t)(room * thousandths / (1000 * (int64_t)chart->block->step_count));
}

/* Where a step begins; the one after the last is the right end. */
static int32_t step_x(const struct chart *chart, size_t step) {
    return time_x(chart, 1000 * (int64_t)step);
}

/* The names of the steps: each one, or as many as stand beside one another without touching. */
static struct slab steps_slab(const struct chart *chart) {
    struct slab slab = {.height = 13 * POINT};
    int32_t free_x = chart->left;
    for (size_t i = 0; i < chart->block->step_count; i++) {
        int32_t x = step_x(chart, i);
        int32_t width = text_width(chart, &chart->grey, chart->block->steps[i]);
        if (x < free_x || width == 0) {
            continue;
        }
        struct placed_slabs text =
            set_text(chart, &chart->grey, chart->block->steps[i], width, ELEMENT_ARTIFACT);
        draw_text(chart, &slab, &text, x, 0);
        free_x = x + width + VALUE_GAP;
    }
    return slab;
}

static const struct continuation *repeated_steps(const struct chart *chart, struct slab slab) {
    struct arena *arena = chart->flow->job->arena;
    struct slabs slabs = slab_list(arena);
    slab_add(&slabs, slab);
    struct continuation *continuation = arena_alloc(arena, sizeof *continuation);
    continuation->content = place_all(arena, &slabs);
    return continuation;
}

static void draw_ticks(const struct chart *chart, struct slab *slab) {
    for (size_t i = 0; i <= chart->block->step_count; i++) {
        canvas_item(chart->flow->job->arena, &slab->canvas,
            &(struct item){
                .kind = ITEM_LINE,
                .element = ELEMENT_ARTIFACT,
                .x = chart->flow->x + step_x(chart, i),
                .y = middle(slab->height, THIN_BAR),
                .height = THIN_BAR,
                .colour = chart->flow->sheet->theme->hairline,
                .stroke = TICK,
            });
    }
}

static void draw_time(
    const struct chart *chart, struct slab *slab, const struct chart_value *value, size_t parent) {
    draw_ticks(chart, slab);
    int32_t left = time_x(chart, value->from);
    int32_t right = time_x(chart, value->to);
    if (right <= left) {
        return;
    }
    struct elements *elements = &chart->flow->state->elements;
    size_t figure = element_add(elements, ROLE_FIGURE, parent, chart->block->span);
    if (figure != ELEMENT_ARTIFACT) {
        element_at(elements, figure)->alternative = value->period;
    }
    canvas_rectangle(chart->flow->job->arena, &slab->canvas, chart->flow->x + left,
        middle(slab->height, THIN_BAR), right - left, THIN_BAR,
        style_state(chart->flow->sheet, value->state));
    slab->canvas.items[slab->canvas.item_count - 1].element = figure;
}

static void add_time(const struct chart *chart, size_t index, const struct continuation *head) {
    const struct chart_value *value = &chart->block->values[index];
    size_t element = add_item_element(chart);
    struct metrics number_metrics = chart->value;
    number_metrics.text.colour = chart->flow->sheet->theme->accent;
    struct placed_slabs number =
        set_text(chart, &number_metrics, value->value, chart->number, element);
    int32_t label_width = chart->left - chart->number - LABEL_GAP;
    struct placed_slabs label = set_text(chart, &chart->label, value->label, label_width, element);
    struct slab slab = {.height = larger(THIN_ROW, label.height + 2 * POINT)};
    int32_t text_top = middle(slab.height, label.height);
    draw_text(chart, &slab, &number, 0, text_top);
    draw_gap(chart, &slab, element, chart->number, text_top);
    draw_text(chart, &slab, &label, chart->number, text_top);
    draw_time(chart, &slab, value, element);
    struct placed_slabs state = set_text(
        chart, &chart->grey, value->state_name, chart->flow->measure - chart->right, element);
    int32_t state_top = middle(slab.height, state.height);
    draw_gap(chart, &slab, element, chart->right + LABEL_GAP, state_top);
    draw_text(chart, &slab, &state, chart->right + LABEL_GAP, state_top);
    add_row(chart, slab, index, head);
}

void chart_timeline(const struct flow *flow, const struct block *block) {
    if (block->step_count == 0) {
        return;
    }
    struct chart chart = new_chart(flow, block);
    measure_timeline(&chart);
    keep_with_introduction(flow, block);
    slab_space(flow->slabs, 5 * POINT, false);
    struct slab steps = steps_slab(&chart);
    flow_add(flow, steps);
    slab_keep(flow->slabs, 1);
    const struct continuation *head = repeated_steps(&chart, steps);
    for (size_t i = 0; i < block->value_count; i++) {
        add_time(&chart, i, head);
    }
    slab_end(flow->slabs, style_below_figure(flow->sheet));
}

/* ---- Tally ---- */

static struct placed_slabs set_figure(
    const struct chart *chart, const struct chart_value *value, int32_t size, int32_t measure) {
    struct arena *arena = chart->flow->job->arena;
    struct slabs slabs = slab_list(arena);
    struct flow inner = flow_inside(chart->flow, &slabs, measure);
    struct metrics figure = style_sans(chart->flow->sheet, size, size + 3 * POINT);
    figure.text.bold = true;
    size_t element = add_item_element(chart);
    struct run *runs = arena_array(arena, 2, sizeof *runs);
    runs[0].text = value->value ? value->value : "";
    runs[1].text = value->label ? value->label : "";
    flow_text(&inner, &figure, &runs[0], 1, element);
    struct item space = gap_item(chart, element, 0);
    canvas_item(arena, &slabs.pending, &space);
    flow_text(&inner, &chart->grey, &runs[1], 1, element);
    return place_all(arena, &slabs);
}

static size_t figures_in_a_row(const struct flow *flow, size_t count) {
    size_t fit = (size_t)(flow->measure / (19 * MILLIMETRE));
    fit = fit > 0 ? fit : 1;
    size_t rows = (count + fit - 1) / fit;
    return (count + rows - 1) / rows;
}

void chart_tally(const struct flow *flow, const struct block *block) {
    if (block->value_count == 0) {
        return;
    }
    struct chart chart = new_chart(flow, block);
    size_t places = figures_in_a_row(flow, block->value_count);
    int32_t step = flow->measure / (int32_t)places;
    int32_t size = places <= LARGE_FIGURES ? 20 * POINT : 15 * POINT;
    keep_with_introduction(flow, block);
    slab_space(flow->slabs, 6 * POINT, false);
    for (size_t first = 0; first < block->value_count; first += places) {
        struct slab slab = {.span = block->span};
        for (size_t i = 0; i < places && first + i < block->value_count; i++) {
            struct placed_slabs figure =
                set_figure(&chart, &block->values[first + i], size, step - 6 * POINT);
            slab.height = larger(slab.height, figure.height);
            draw_text(&chart, &slab, &figure, (int32_t)i * step, 0);
        }
        slab.penalty = first == 0 ? 0 : PENALTY_DIVISION;
        flow_add(flow, slab);
        slab_end(flow->slabs, 6 * POINT);
    }
    slab_end(flow->slabs, style_below_figure(flow->sheet));
}
