#include "cut.h"
#include "draw.h"
#include "flow_kinds.h"
#include "place.h"

#include "arena.h"
#include "job.h"

enum {
    COLUMN_GAP = 9 * MILLIMETRE,
    ABOVE = 6 * POINT,
};

/* The children of one division, each set in a list of its own. */
struct columns {
    size_t count;
    int32_t *x;
    int32_t *widths;
    struct placed_slabs *contents;
    struct side *sides;
};

static size_t count_children(const struct block *block) {
    size_t count = 0;
    for (const struct block *child = block->first; child; child = child->next) {
        count++;
    }
    return count;
}

static int64_t share_of(const struct block *block, size_t index) {
    return block->columns && index < block->column_count && block->columns[index] > 0
               ? block->columns[index]
               : 1;
}

static struct columns measure_columns(const struct flow *flow, const struct block *block) {
    struct arena *arena = flow->job->arena;
    struct columns columns = {.count = count_children(block)};
    columns.x = arena_array(arena, columns.count, sizeof *columns.x);
    columns.widths = arena_array(arena, columns.count, sizeof *columns.widths);
    columns.contents = arena_array(arena, columns.count, sizeof *columns.contents);
    columns.sides = arena_array(arena, columns.count, sizeof *columns.sides);
    int64_t total = 0;
    for (size_t i = 0; i < columns.count; i++) {
        total += share_of(block, i);
    }
    int32_t room = flow->measure - (int32_t)(columns.count - 1) * COLUMN_GAP;
    int32_t x = flow->x;
    for (size_t i = 0; i < columns.count; i++) {
        columns.x[i] = x;
        columns.widths[i] = (int32_t)(room * share_of(block, i) / total);
        x += columns.widths[i] + COLUMN_GAP;
    }
    return columns;
}

static void set_columns(
    const struct flow *flow, const struct block *block, struct columns *columns) {
    const struct block *child = block->first;
    for (size_t i = 0; i < columns->count; i++, child = child->next) {
        struct slabs slabs = slab_list(flow->job->arena);
        struct flow inner = flow_inside(flow, &slabs, columns->widths[i]);
        /* Narrow columns full of justified lines are full of holes. */
        inner.base.text.alignment = ALIGN_LEFT;
        flow_block(&inner, child);
        slab_finish(&slabs);
        columns->contents[i] = place_all(flow->job->arena, &slabs);
        columns->sides[i].content = &columns->contents[i];
    }
}

/* From the highest top to the lowest bottom of what stands in all columns between two cuts. */
static struct placed strip_extent(
    const struct columns *columns, const size_t *from, const size_t *to) {
    struct placed extent = {INT32_MAX, 0};
    for (size_t c = 0; c < columns->count; c++) {
        const struct placed *placed = columns->contents[c].placed;
        if (from[c] < to[c]) {
            extent.top = placed[from[c]].top < extent.top ? placed[from[c]].top : extent.top;
            extent.bottom =
                placed[to[c] - 1].bottom > extent.bottom ? placed[to[c] - 1].bottom : extent.bottom;
        }
    }
    return extent;
}

/* One slab out of what stands between two cuts. Lines of several columns seldom stand at the same heights:
 * strips on one page overlap, by negative glue, that vanishes when a page ends between them. */
static void add_strip(const struct flow *flow, const struct columns *columns, const size_t *from,
    const size_t *to, struct placed extent, int32_t penalty) {
    struct slab slab = {.height = extent.bottom - extent.top, .penalty = penalty};
    for (size_t c = 0; c < columns->count; c++) {
        const struct placed_slabs *content = &columns->contents[c];
        if (from[c] == to[c]) {
            continue; /* an empty column has no places at all */
        }
        draw_slabs(flow->job->arena, &slab.canvas,
            (struct stretch){&content->slabs, content->placed + from[c], from[c], to[c]},
            columns->x[c], -extent.top, false);
        for (size_t i = from[c]; i < to[c]; i++) {
            slab_take_notes(flow->job->arena, &slab, &content->slabs.items[i]);
        }
    }
    flow_add(flow, slab);
}

static void add_strips(const struct flow *flow, const struct columns *columns) {
    struct arena *arena = flow->job->arena;
    struct cut *cuts;
    size_t cut_count = cut_find(arena, columns->sides, columns->count, false, &cuts);
    const size_t *from = arena_array(arena, columns->count, sizeof *from);
    size_t *ends = arena_array(arena, columns->count, sizeof *ends);
    for (size_t c = 0; c < columns->count; c++) {
        ends[c] = columns->contents[c].slabs.count;
    }
    struct placed above = {0};
    for (size_t i = 0; i <= cut_count; i++) {
        const size_t *to = i < cut_count ? cuts[i].next : ends;
        struct placed extent = strip_extent(columns, from, to);
        if (i == 0) {
            extent.top = 0;
        } else {
            slab_end_heading(flow->slabs, extent.top - above.bottom); /* whatever it is */
        }
        add_strip(flow, columns, from, to, extent, i == 0 ? 0 : cuts[i - 1].penalty);
        above = extent;
        from = to;
    }
}

/* What stands at the top of a column keeps its distance from what is above all of them: a heading. */
static int32_t space_above(const struct columns *columns) {
    int32_t space = ABOVE;
    for (size_t i = 0; i < columns->count; i++) {
        const struct slabs *slabs = &columns->contents[i].slabs;
        if (slabs->count > 0 && slabs->items[0].space > space) {
            space = slabs->items[0].space;
        }
    }
    return space;
}

void flow_columns(const struct flow *flow, const struct block *block) {
    if (!block->first) {
        return;
    }
    struct columns columns = measure_columns(flow, block);
    set_columns(flow, block, &columns);
    slab_space(flow->slabs, space_above(&columns), false);
    add_strips(flow, &columns);
    /* What follows is as wide as the page: it must not seem to end one column. */
    slab_end(flow->slabs, style_below_figure(flow->sheet));
}
