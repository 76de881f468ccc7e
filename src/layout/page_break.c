#include "page.h"

#include "arena.h"
#include "job.h"
#include "place.h"

enum {
    COST_PAGE = 300, /* of each page: text is not stretched over more of them than it needs */
    COST_EMPTY = 10000,
    RAGGED_FOOT = 150,     /* thousandths of a page */
    COST_SHORT_END = 1500, /* a last page of fewer than so many lines */
    SHORT_END_LINES = 4,
};

/* Far above any sum of other costs, far below overflow. */
static const int64_t COST_OVERFULL = (int64_t)1 << 40;
static const int64_t COST_NONE_YET = INT64_MAX;

/* A reserved rectangle in the lower half ends the first page's text above itself. */
static int32_t reserved_bottom(const struct page_shape *shape, const struct page_area *area) {
    int32_t bottom = area->y + area->height;
    for (size_t i = 0; i < shape->reserved_count; i++) {
        const struct reserved *rectangle = &shape->reserved[i];
        bool beside =
            rectangle->x >= area->x + area->width || rectangle->x + rectangle->width <= area->x;
        if (!beside && rectangle->y + rectangle->height / 2 > shape->height / 2 &&
            rectangle->y < bottom) {
            bottom = rectangle->y;
        }
    }
    return bottom;
}

struct page_area page_area(const struct page_context *context, size_t index) {
    const struct page_shape *shape = context->part->page;
    bool swapped = shape->mirrored && (context->first_number + index) % 2 == 0;
    struct page_area area = {
        .x = swapped ? shape->outer : shape->inner,
        .y = index == 0 && shape->first_top ? shape->first_top : shape->top,
        .width = shape->width - shape->inner - shape->outer,
    };
    area.height = shape->height - shape->bottom - area.y;
    if (index == 0) {
        area.height = reserved_bottom(shape, &area) - area.y;
    }
    return area;
}

struct placing page_place(const struct page_context *context, size_t first) {
    struct placing placing = {.arena = context->job->arena, .slabs = context->slabs};
    if (first == 0) {
        const struct page_shape *shape = context->part->page;
        struct page_area area = page_area(context, 0);
        placing.reserved = shape->reserved;
        placing.reserved_count = shape->reserved_count;
        placing.x = area.x;
        placing.y = area.y;
    }
    return placing;
}

static int32_t notes_height(const struct slab *slab) {
    int32_t height = 0;
    for (size_t i = 0; i < slab->note_count; i++) {
        height += slab->notes[i]->content.height;
    }
    return height;
}

int32_t page_notes_height(const struct slabs *slabs, size_t first, size_t end) {
    int32_t height = 0;
    for (size_t i = first; i < end; i++) {
        height += notes_height(&slabs->items[i]);
    }
    return height > 0 ? height + PAGE_NOTE_SEPARATOR : 0;
}

/* ---- The best way to each break ---- */

/* best[i]: the least cost of all pages before slab i, when slab i begins a page; before[i]: the slab that
 * begins the page above. */
struct breaking {
    const struct page_context *context;
    const struct slabs *slabs;
    struct placing placing; /* of pages other than the first; its memory serves for all of them */
    int64_t *best;
    size_t *before;
    bool *overfull;
};

static bool ends_freely(const struct slabs *slabs, size_t end) {
    return end == slabs->count || slabs->items[end].penalty == PENALTY_FORCED;
}

/* What is left empty at the page's foot costs little while it is what any ragged foot leaves, then in
 * proportion: were it squared throughout, the breaker would share the emptiness out among pages that could
 * be full. `thousandths` are of the page. */
static int64_t empty_cost(int64_t thousandths) {
    if (thousandths <= RAGGED_FOOT) {
        return thousandths * thousandths * COST_EMPTY / 1000000;
    }
    return RAGGED_FOOT * (2 * thousandths - RAGGED_FOOT) * COST_EMPTY / 1000000;
}

/* The glue that vanishes at the break counts as filled: it would stand there. Emptiness costs a little more
 * early in the document than late, so that pages are filled from the front. */
static int64_t fill_cost(
    const struct breaking *breaking, size_t first, size_t end, int32_t used, int32_t capacity) {
    const struct slabs *slabs = breaking->slabs;
    if (ends_freely(slabs, end)) {
        int32_t leading = breaking->context->sheet->body.text.leading;
        return used < SHORT_END_LINES * leading ? COST_SHORT_END : 0;
    }
    int64_t free = (int64_t)capacity - used - slabs->items[end].space;
    int64_t cost = free > 0 ? empty_cost(free * 1000 / capacity) : 0;
    return cost + cost * (int64_t)(slabs->count - first) / (10 * (int64_t)slabs->count);
}

static void offer(
    struct breaking *breaking, size_t first, size_t end, int32_t used, int32_t capacity) {
    const struct slabs *slabs = breaking->slabs;
    bool freely = ends_freely(slabs, end);
    bool overfull = used > capacity;
    int64_t cost = breaking->best[first] + COST_PAGE;
    cost += overfull ? COST_OVERFULL : fill_cost(breaking, first, end, used, capacity);
    if (slabs->items[first].cover) {
        cost = breaking->best[first];
    }
    cost += freely ? 0 : slabs->items[end].penalty;
    if (cost < breaking->best[end]) {
        breaking->best[end] = cost;
        breaking->before[end] = first;
        breaking->overfull[end] = overfull;
    }
}

/* Offers every end that a page beginning with slab `first` can have. */
static void try_page(struct breaking *breaking, struct placing *placing, size_t first) {
    const struct slabs *slabs = breaking->slabs;
    int32_t capacity = page_area(breaking->context, first == 0 ? 0 : 1).height;
    int32_t notes = 0;
    place_begin(placing, first);
    for (size_t i = first; i < slabs->count; i++) {
        if (i > first && slabs->items[i].penalty == PENALTY_FORCED) {
            return;
        }
        place_next(placing, i);
        notes += notes_height(&slabs->items[i]);
        int32_t used = place_bottom(placing) + (notes > 0 ? notes + PAGE_NOTE_SEPARATOR : 0);
        if (i == first || used <= capacity) {
            offer(breaking, first, i + 1, used, capacity);
        }
        if (used > capacity) {
            return;
        }
    }
}

static void try_pages(struct breaking *breaking) {
    struct placing first_page = page_place(breaking->context, 0);
    try_page(breaking, &first_page, 0);
    for (size_t i = 1; i < breaking->slabs->count; i++) {
        if (breaking->best[i] != COST_NONE_YET) {
            try_page(breaking, &breaking->placing, i);
        }
    }
}

static void report_overfull(const struct page_context *context, size_t slab) {
    diagnose(
        context->job->diagnostics, MESSAGE_LAYOUT_TOO_TALL, context->slabs->items[slab].span, NULL);
}

static size_t trace_back(const struct breaking *breaking, struct page_range **ranges) {
    size_t count = 0;
    for (size_t end = breaking->slabs->count; end > 0; end = breaking->before[end]) {
        count++;
    }
    *ranges = arena_array(breaking->context->job->arena, count, sizeof **ranges);
    size_t next = count;
    for (size_t end = breaking->slabs->count; end > 0; end = breaking->before[end]) {
        (*ranges)[--next] =
            (struct page_range){breaking->before[end], end, breaking->overfull[end]};
    }
    for (size_t i = 0; i < count; i++) {
        if ((*ranges)[i].overfull) {
            report_overfull(breaking->context, (*ranges)[i].first);
        }
    }
    return count;
}

size_t page_break(const struct page_context *context, struct page_range **ranges) {
    struct arena *arena = context->job->arena;
    size_t count = context->slabs->count;
    if (count == 0) {
        return 0;
    }
    struct breaking breaking = {
        .context = context,
        .slabs = context->slabs,
        .placing = page_place(context, 1),
        .best = arena_array(arena, count + 1, sizeof(int64_t)),
        .before = arena_array(arena, count + 1, sizeof(size_t)),
        .overfull = arena_array(arena, count + 1, sizeof(bool)),
    };
    for (size_t i = 1; i <= count; i++) {
        breaking.best[i] = COST_NONE_YET;
    }
    try_pages(&breaking);
    return trace_back(&breaking, ranges);
}
