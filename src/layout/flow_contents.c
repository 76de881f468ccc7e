#include "flow_kinds.h"
#include "flow_text.h"

#include "arena.h"
#include "job.h"
#include "place.h"

enum {
    PAGE_ROOM = 12 * MILLIMETRE, /* for the number of the page, at the right */
    LEADER_STEP = 4200,          /* from one dot to the next, on a grid of the whole page */
    LEADER_GAP = 5 * POINT,      /* between text and dots */
};

/* What is the same for all entries of one table of contents. `title` is its own heading, no entry. */
struct contents {
    unsigned level;
    const struct block *title;
    int32_t number_room[7]; /* by level, 1-6 */
};

/* The next block of the document in reading order. */
static const struct block *next_block(const struct block *block) {
    if (block->first) {
        return block->first;
    }
    while (block && !block->next) {
        block = block->parent;
    }
    return block ? block->next : NULL;
}

static bool is_entry(const struct contents *contents, const struct block *block) {
    return block->kind == BLOCK_HEADING && block != contents->title && !block->hidden &&
           block->level >= 1 && block->level <= contents->level && block->level <= 6;
}

/* Numbers of one level stand in a column as wide as the widest of them. */
static void measure_numbers(const struct flow *flow, struct contents *contents) {
    for (const struct block *block = flow->document->body; block; block = next_block(block)) {
        if (!is_entry(contents, block) || !block->number) {
            continue;
        }
        struct metrics metrics = style_contents(flow->sheet, block->level);
        int32_t width;
        flow_text_label(flow, &metrics, block->number, ELEMENT_ARTIFACT, &width);
        width += 9 * POINT;
        if (width > contents->number_room[block->level]) {
            contents->number_room[block->level] = width;
        }
    }
}

static int32_t indent_of(const struct contents *contents, unsigned level) {
    int32_t indent = 0;
    for (unsigned above = 1; above < level; above++) {
        indent += contents->number_room[above];
    }
    return indent;
}

/* Dots stand at the same places on all lines, so that they form columns. */
static void draw_leader(const struct flow *flow, const struct metrics *metrics,
    struct canvas *canvas, int32_t from, int32_t to, int32_t y) {
    int32_t width;
    struct metrics light = *metrics;
    light.text.bold = false;
    struct item item = flow_text_label(flow, &light, ".", ELEMENT_ARTIFACT, &width);
    int32_t start = (from + LEADER_STEP - 1) / LEADER_STEP * LEADER_STEP;
    if (start + LEADER_STEP > to || item.glyph_count != 1) {
        return;
    }
    size_t count = (size_t)((to - start) / LEADER_STEP);
    struct glyph *dots = arena_array(flow->job->arena, count, sizeof *dots);
    for (size_t i = 0; i < count; i++) {
        dots[i] = item.glyphs[0];
        dots[i].advance = LEADER_STEP;
    }
    item.x = start;
    item.y = y;
    item.glyphs = dots;
    item.glyph_count = count;
    item.colour = flow->sheet->theme->grey;
    canvas_item(flow->job->arena, canvas, &item);
}

/* The page's number is known later; its place is kept at the right end. */
static void add_page_number(const struct flow *flow, const struct metrics *metrics,
    struct canvas *canvas, const struct block *heading, size_t element, int32_t baseline) {
    int32_t width;
    struct item item = flow_text_label(flow, metrics, " ", element, &width);
    item.glyph_count = 0;
    item.x = flow->x + flow->measure - PAGE_ROOM;
    item.y = baseline;
    canvas_late(flow->job->arena, canvas,
        (struct late){
            .item = canvas->item_count,
            .kind = RUN_PAGE_OF,
            .block = heading,
            .reserved = PAGE_ROOM,
            .flush_right = true,
        });
    canvas_item(flow->job->arena, canvas, &item);
}

static void add_entry_link(const struct flow *flow, struct slab *slab, const struct block *heading,
    const char *title, size_t element) {
    canvas_link(flow->job->arena, &slab->canvas,
        (struct link_area){
            .x = flow->x,
            .width = flow->measure,
            .height = slab->height,
            .element = element,
            .block = heading,
            .description = title,
        });
}

static int32_t ink_right(const struct canvas *canvas) {
    struct extent extent = canvas_extent(canvas);
    return extent.right < extent.left ? 0 : extent.right;
}

static void finish_entry(const struct flow *flow, const struct metrics *metrics,
    const struct block *heading, size_t first, size_t element) {
    const char *title = flow_text_plain(flow->job->arena, heading->runs, heading->run_count);
    struct slab *last = &flow->slabs->items[flow->slabs->count - 1];
    int32_t from = ink_right(&last->canvas) + LEADER_GAP;
    draw_leader(flow, metrics, &last->canvas, from, flow->x + flow->measure - 6 * MILLIMETRE,
        last->baseline);
    add_page_number(flow, metrics, &last->canvas, heading, element, last->baseline);
    for (size_t i = first; i < flow->slabs->count; i++) {
        add_entry_link(flow, &flow->slabs->items[i], heading, title, element);
    }
    slab_together(flow->slabs, first, PENALTY_DIVISION);
}

/* A copy of a title's runs without what has no place in a list of titles: footnotes and links. */
static struct run *title_runs(struct arena *arena, const struct block *heading, size_t *count) {
    struct run *runs = arena_array(arena, heading->run_count, sizeof *runs);
    *count = 0;
    for (size_t i = 0; i < heading->run_count; i++) {
        if (heading->runs[i].kind != RUN_NOTE) {
            runs[*count] = heading->runs[i];
            runs[*count].uri = NULL;
            runs[(*count)++].target = NULL;
        }
    }
    return runs;
}

static void flow_entry(const struct flow *flow, const struct contents *contents,
    const struct block *heading, size_t parent) {
    struct elements *elements = &flow->state->elements;
    struct metrics metrics = style_contents(flow->sheet, heading->level);
    size_t entry = element_add(elements, ROLE_CONTENTS_ITEM, parent, heading->span);
    size_t reference = element_add(elements, ROLE_REFERENCE, entry, heading->span);
    size_t link = element_add(elements, ROLE_LINK, reference, heading->span);
    int32_t indent = indent_of(contents, heading->level);
    if (heading->number) {
        int32_t width;
        const char *number = arena_format(flow->job->arena, "%s ", heading->number);
        struct item item = flow_text_label(flow, &metrics, number, link, &width);
        item.x = flow->x + indent;
        canvas_item(flow->job->arena, &flow->slabs->pending, &item);
        flow->slabs->pending_ascent = flow_text_ascent(&metrics);
        indent += contents->number_room[heading->level];
    }
    struct flow inner = *flow;
    inner.x += indent;
    inner.measure -= indent + PAGE_ROOM;
    size_t count;
    struct run *runs = title_runs(flow->job->arena, heading, &count);
    slab_space(flow->slabs, metrics.before, false);
    size_t first = flow->slabs->count;
    flow_text(&inner, &metrics, runs, count, link);
    slab_end(flow->slabs, metrics.after);
    finish_entry(flow, &metrics, heading, first, link);
    if (heading->level == 1) {
        slab_keep(flow->slabs, 1);
    }
}

void flow_contents(const struct flow *flow, const struct block *block) {
    struct contents contents = {
        .level = block->level ? block->level : 2,
        .title = flow_above(block),
    };
    measure_numbers(flow, &contents);
    size_t element = element_add(&flow->state->elements, ROLE_CONTENTS, flow->element, block->span);
    for (const struct block *next = flow->document->body; next; next = next_block(next)) {
        if (is_entry(&contents, next)) {
            flow_entry(flow, &contents, next, element);
        }
    }
    slab_end(flow->slabs, 12 * POINT);
}
