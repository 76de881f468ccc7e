#include "place.h"

#include "arena.h"
#include "grid.h"

void place_begin(struct placing *placing, size_t start) {
    const struct continuation *continuation = placing->slabs->items[start].continuation;
    placing->bottom = continuation ? continuation->content.height : 0;
    placing->start = start;
    placing->grid = NULL;
}

static bool overlap(int32_t a, int32_t a_end, int32_t b, int32_t b_end) {
    return a < b_end && b < a_end;
}

static struct extent slab_extent(const struct slab *slab) {
    struct extent extent = canvas_extent(&slab->canvas);
    if (slab->piece) {
        extent =
            (struct extent){slab->piece->grid->x, slab->piece->grid->x + slab->piece->grid->width};
    }
    for (const struct frame *frame = slab->frame; frame; frame = frame->parent) {
        int32_t right = frame->x + (frame->tinted ? frame->width : frame->bar_width);
        extent.left = frame->x < extent.left ? frame->x : extent.left;
        extent.right = right > extent.right ? right : extent.right;
    }
    return extent;
}

/* The first top at or below this one where the slab touches no reserved rectangle. */
static int32_t clear_top(const struct placing *placing, const struct slab *slab, int32_t top) {
    if (placing->reserved_count == 0) {
        return top;
    }
    struct extent extent = slab_extent(slab);
    if (extent.right < extent.left) {
        return top;
    }
    bool moved = true;
    while (moved) {
        moved = false;
        for (size_t i = 0; i < placing->reserved_count; i++) {
            const struct reserved *rectangle = &placing->reserved[i];
            int32_t x = rectangle->x - placing->x;
            int32_t y = rectangle->y - placing->y;
            if (overlap(extent.left, extent.right, x, x + rectangle->width) &&
                overlap(top, top + slab->height, y, y + rectangle->height)) {
                top = y + rectangle->height;
                moved = true;
            }
        }
    }
    return top;
}

static void open_spans(struct placing *placing, const struct grid *grid) {
    if (grid->column_count > placing->span_capacity) {
        placing->span_capacity = grid->column_count;
        placing->span_bottoms =
            arena_array(placing->arena, grid->column_count, sizeof *placing->span_bottoms);
    }
    for (size_t i = 0; i < grid->column_count; i++) {
        placing->span_bottoms[i] = 0;
    }
    placing->grid = grid;
}

/* Cells that span rows and were begun on an earlier page are labelled again. */
static void continue_spans(struct placing *placing, const struct row_piece *piece, int32_t top) {
    const struct grid_row *row = &piece->grid->rows[piece->row];
    for (size_t i = 0; i < row->open_count; i++) {
        placing->span_bottoms[row->open[i]->column] = top + row->open[i]->continued.height;
    }
    for (size_t i = 0; !piece->first && i < row->cell_count; i++) {
        if (row->cells[i].row_span > 1) {
            placing->span_bottoms[row->cells[i].column] = top + row->cells[i].continued.height;
        }
    }
}

static void begin_spans(struct placing *placing, const struct grid_row *row, int32_t top) {
    for (size_t i = 0; i < row->cell_count; i++) {
        if (row->cells[i].row_span > 1) {
            placing->span_bottoms[row->cells[i].column] = top + row->cells[i].content.height;
        }
    }
}

static int32_t end_span(
    struct placing *placing, const struct grid_cell *cell, size_t row, int32_t bottom) {
    if (cell->row_span <= 1 || cell->row + cell->row_span != row + 1) {
        return bottom;
    }
    int32_t span_bottom = placing->span_bottoms[cell->column];
    placing->span_bottoms[cell->column] = 0;
    return span_bottom > bottom ? span_bottom : bottom;
}

/* A row grows when a cell that ends with it needs more than the rows that it spans. */
static int32_t place_row(struct placing *placing, const struct slab *slab, int32_t top) {
    const struct row_piece *piece = slab->piece;
    const struct grid_row *row = &piece->grid->rows[piece->row];
    if (placing->grid != piece->grid) {
        open_spans(placing, piece->grid);
        continue_spans(placing, piece, top);
    }
    if (piece->first) {
        begin_spans(placing, row, top);
    }
    int32_t bottom = top + slab->height;
    for (size_t i = 0; piece->last && i < row->open_count; i++) {
        bottom = end_span(placing, row->open[i], piece->row, bottom);
    }
    for (size_t i = 0; piece->last && i < row->cell_count; i++) {
        bottom = end_span(placing, &row->cells[i], piece->row, bottom);
    }
    return bottom;
}

struct placed place_next(struct placing *placing, size_t index) {
    const struct slab *slab = &placing->slabs->items[index];
    int32_t space = index == placing->start ? 0 : slab->space;
    int32_t top = clear_top(placing, slab, placing->bottom + space);
    int32_t bottom = top + slab->height;
    if (slab->piece) {
        bottom = place_row(placing, slab, top);
    } else {
        placing->grid = NULL;
    }
    placing->bottom = bottom;
    return (struct placed){top, bottom};
}

int32_t place_bottom(const struct placing *placing) {
    int32_t bottom = placing->bottom;
    for (size_t i = 0; placing->grid && i < placing->grid->column_count; i++) {
        if (placing->span_bottoms[i] > bottom) {
            bottom = placing->span_bottoms[i];
        }
    }
    return bottom;
}

struct placed_slabs place_all(struct arena *arena, const struct slabs *slabs) {
    struct placed_slabs all = {.slabs = *slabs};
    if (slabs->count == 0) {
        return all;
    }
    struct placing placing = {.arena = arena, .slabs = slabs};
    all.placed = arena_array(arena, slabs->count, sizeof *all.placed);
    place_begin(&placing, 0);
    placing.bottom = 0; /* nothing is repeated: this is no page */
    for (size_t i = 0; i < slabs->count; i++) {
        all.placed[i] = place_next(&placing, i);
    }
    all.height = place_bottom(&placing);
    all.placed[slabs->count - 1].bottom = all.height;
    return all;
}
