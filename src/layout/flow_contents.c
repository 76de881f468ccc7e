#include "flow_kinds.h"
#include "flow_text.h"

#include "arena.h"
#include "job.h"
#include "place.h"

enum {
    PAGE_ROOM = 12 * MILLIMETRE,  /* for the number of the page, at the right */
    COUNT_ROOM = 20 * MILLIMETRE, /* for « 12 pages » there */
    PAGE_LEAST = 6 * MILLIMETRE,  /* of it, free of dots */
    COUNT_LEAST = 16 * MILLIMETRE,
    LEADER_STEP = 4200,     /* from one dot to the next, on a grid of the whole page */
    LEADER_GAP = 5 * POINT, /* between text and dots */
};

/* What is the same for all entries of one table of contents. `title` is its own heading, no entry. */
struct contents {
    const struct flow *flow;
    unsigned level;
    const struct block *title;
    bool counts;            /* some entry leads to pages that are numbered anew */
    int32_t number_room[7]; /* by level, 1-6 */
    size_t element;
};

/* One entry: a heading, or the title of a part. It leads to where `block` begins. */
struct entry {
    const struct part *part;
    const struct block *block;
    const struct run *runs;
    size_t run_count;
    const char *number;
    unsigned level;
};

/* The next block of the part in reading order. */
static const struct block *next_block(const struct block *block) {
    if (block->first) {
        return block->first;
    }
    while (block && !block->next) {
        block = block->parent;
    }
    return block ? block->next : NULL;
}

static bool is_titled(const struct part *part) {
    for (size_t i = 0; i < part->title_count; i++) {
        if (part->titles[i].scope == part->scope) {
            return true;
        }
    }
    return false;
}

/* A part with a title of its own has its own contents; others share those of their document. */
static bool has_headings(const struct flow *flow, const struct part *part) {
    return is_titled(flow->part) ? part == flow->part : part->scope == flow->part->scope;
}

static void each_title(struct contents *contents, const struct part *part,
    void (*take)(struct contents *contents, const struct entry *entry)) {
    const struct flow *flow = contents->flow;
    for (size_t i = 0; i < part->title_count && !is_titled(flow->part); i++) {
        const struct part_title *title = &part->titles[i];
        unsigned level = title->level - flow->part->depth;
        if (title->scope == flow->part->scope && level <= contents->level && level <= 6) {
            struct run run = {.text = title->text, .span = part->body->span};
            take(contents, &(struct entry){part, part->body, &run, 1, NULL, level});
        }
    }
}

static void each_heading(struct contents *contents, const struct part *part,
    void (*take)(struct contents *contents, const struct entry *entry)) {
    unsigned above = part->depth - contents->flow->part->depth;
    for (const struct block *block = part->body; block; block = next_block(block)) {
        unsigned level = above + block->level;
        if (block->kind == BLOCK_HEADING && block != contents->title && !block->hidden &&
            !flow_text_is_title(contents->flow->job->arena, part, block) && block->level >= 1 &&
            level <= contents->level && level <= 6) {
            take(contents,
                &(struct entry){part, block, block->runs, block->run_count, block->number, level});
        }
    }
}

static void each_entry(
    struct contents *contents, void (*take)(struct contents *contents, const struct entry *entry)) {
    const struct document *document = contents->flow->document;
    for (size_t i = 0; i < document->part_count; i++) {
        each_title(contents, &document->parts[i], take);
        if (has_headings(contents->flow, &document->parts[i])) {
            each_heading(contents, &document->parts[i], take);
        }
    }
}

/* Whether pages are numbered anew between the table of contents and the part. */
static bool is_counted_apart(const struct contents *contents, const struct part *part) {
    while (part > contents->flow->part && !part->restart) {
        part--;
    }
    return part > contents->flow->part;
}

/* Numbers of one level stand in a column as wide as the widest of them. */
static void measure_entry(struct contents *contents, const struct entry *entry) {
    contents->counts = contents->counts || is_counted_apart(contents, entry->part);
    if (!entry->number) {
        return;
    }
    struct metrics metrics = style_contents(contents->flow->sheet, entry->level);
    int32_t width;
    flow_text_label(contents->flow, &metrics, entry->number, ELEMENT_ARTIFACT, &width);
    width += 9 * POINT;
    if (width > contents->number_room[entry->level]) {
        contents->number_room[entry->level] = width;
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

static int32_t page_room(const struct contents *contents) {
    return contents->counts ? COUNT_ROOM : PAGE_ROOM;
}

/* The page's number is known later; its place is kept at the right end. A space before it parts it from the title
 * for those who do not see the leader. */
static void add_page_number(const struct contents *contents, const struct metrics *metrics,
    struct canvas *canvas, const struct block *block, size_t element, int32_t baseline) {
    const struct flow *flow = contents->flow;
    int32_t room = page_room(contents);
    int32_t width;
    struct item item = flow_text_label(flow, metrics, " ", element, &width);
    item.x = flow->x + flow->measure - room - width;
    item.y = baseline;
    canvas_item(flow->job->arena, canvas, &item);
    item.glyph_count = 0;
    item.x += width;
    canvas_late(flow->job->arena, canvas,
        (struct late){
            .item = canvas->item_count,
            .kind = RUN_PAGE_OF,
            .block = block,
            .reserved = room,
            .flush_right = true,
        });
    canvas_item(flow->job->arena, canvas, &item);
}

static void add_entry_link(const struct flow *flow, struct slab *slab, const struct block *block,
    const char *title, size_t element) {
    canvas_link(flow->job->arena, &slab->canvas,
        (struct link_area){
            .x = flow->x,
            .width = flow->measure,
            .height = slab->height,
            .element = element,
            .block = block,
            .description = title,
        });
}

static int32_t ink_right(const struct canvas *canvas) {
    struct extent extent = canvas_extent(canvas);
    return extent.right < extent.left ? 0 : extent.right;
}

static void finish_entry(const struct contents *contents, const struct metrics *metrics,
    const struct entry *entry, size_t first, size_t element) {
    const struct flow *flow = contents->flow;
    int32_t least = contents->counts ? COUNT_LEAST : PAGE_LEAST;
    const char *title = flow_text_plain(flow->job->arena, entry->runs, entry->run_count);
    struct slab *last = &flow->slabs->items[flow->slabs->count - 1];
    int32_t from = ink_right(&last->canvas) + LEADER_GAP;
    draw_leader(
        flow, metrics, &last->canvas, from, flow->x + flow->measure - least, last->baseline);
    add_page_number(contents, metrics, &last->canvas, entry->block, element, last->baseline);
    for (size_t i = first; i < flow->slabs->count; i++) {
        add_entry_link(flow, &flow->slabs->items[i], entry->block, title, element);
    }
    slab_together(flow->slabs, first, PENALTY_DIVISION);
}

/* A copy of a title's runs without what has no place in a list of titles: footnotes and links. */
static struct run *title_runs(struct arena *arena, const struct entry *entry, size_t *count) {
    struct run *runs = arena_array(arena, entry->run_count, sizeof *runs);
    *count = 0;
    for (size_t i = 0; i < entry->run_count; i++) {
        if (entry->runs[i].kind != RUN_NOTE) {
            runs[*count] = entry->runs[i];
            runs[*count].uri = NULL;
            runs[(*count)++].target = NULL;
        }
    }
    return runs;
}

static size_t add_entry_elements(const struct flow *flow, size_t parent, struct span span) {
    struct elements *elements = &flow->state->elements;
    size_t item = element_add(elements, ROLE_CONTENTS_ITEM, parent, span);
    size_t reference = element_add(elements, ROLE_REFERENCE, item, span);
    return element_add(elements, ROLE_LINK, reference, span);
}

static void flow_entry(struct contents *contents, const struct entry *entry) {
    const struct flow *flow = contents->flow;
    struct metrics metrics = style_contents(flow->sheet, entry->level);
    size_t link = add_entry_elements(flow, contents->element, entry->block->span);
    int32_t indent = indent_of(contents, entry->level);
    if (entry->number) {
        int32_t width;
        const char *number = arena_format(flow->job->arena, "%s ", entry->number);
        struct item item = flow_text_label(flow, &metrics, number, link, &width);
        item.x = flow->x + indent;
        canvas_item(flow->job->arena, &flow->slabs->pending, &item);
        flow->slabs->pending_ascent = flow_text_ascent(&metrics);
        indent += contents->number_room[entry->level];
    }
    struct flow inner = *flow;
    inner.x += indent;
    inner.measure -= indent + page_room(contents);
    size_t count;
    struct run *runs = title_runs(flow->job->arena, entry, &count);
    slab_space(flow->slabs, metrics.before, false);
    size_t first = flow->slabs->count;
    flow_text(&inner, &metrics, runs, count, link);
    slab_end(flow->slabs, metrics.after);
    finish_entry(contents, &metrics, entry, first, link);
    if (entry->level == 1) {
        slab_keep(flow->slabs, 1);
    }
}

void flow_contents(const struct flow *flow, const struct block *block) {
    struct contents contents = {
        .flow = flow,
        .level = block->level ? block->level : 2,
        .title = flow_above(block),
    };
    each_entry(&contents, measure_entry);
    contents.element =
        element_add(&flow->state->elements, ROLE_CONTENTS, flow->element, block->span);
    each_entry(&contents, flow_entry);
    slab_end(flow->slabs, 12 * POINT);
}
