#include "flow_text.h"
#include "grid.h"

#include "arena.h"
#include "job.h"

/* A need for width: the least without tearing words apart, and the most that could be used. */
struct need {
    int32_t narrowest;
    int32_t widest;
};

enum {
    LIST_INDENT = 15 * POINT,
    FIGURE_LEAST = 20 * MILLIMETRE,
};

static struct need larger(struct need a, struct need b) {
    return (struct need){
        a.narrowest > b.narrowest ? a.narrowest : b.narrowest,
        a.widest > b.widest ? a.widest : b.widest,
    };
}

/* ---- What cells need ---- */

static struct need need_of_block(const struct flow *flow, const struct block *block);

static struct need need_of_children(const struct flow *flow, const struct block *parent) {
    struct need need = {0};
    for (const struct block *child = parent->first; child; child = child->next) {
        need = larger(need, need_of_block(flow, child));
    }
    return need;
}

static struct need need_of_text(
    const struct flow *flow, const struct metrics *metrics, const struct block *block) {
    struct need need;
    flow_text_widths(flow, metrics, block->runs, block->run_count, &need.narrowest, &need.widest);
    return need;
}

static struct need need_of_block(const struct flow *flow, const struct block *block) {
    struct metrics metrics;
    struct need need;
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        metrics = style_metrics(flow->sheet, &flow->base, block->style);
        return need_of_text(flow, &metrics, block);
    case BLOCK_HEADING:
        metrics = style_heading(flow->sheet, block->level);
        return need_of_text(flow, &metrics, block);
    case BLOCK_LIST:
        need = need_of_children(flow, block);
        return (struct need){need.narrowest + LIST_INDENT, need.widest + LIST_INDENT};
    case BLOCK_FIGURE:
        return (struct need){
            FIGURE_LEAST, block->width > FIGURE_LEAST ? block->width : FIGURE_LEAST};
    case BLOCK_TABLE:
    case BLOCK_BARS:
    case BLOCK_TIMELINE:
    case BLOCK_TALLY:
        return (struct need){flow->measure / 4, flow->measure};
    default:
        return need_of_children(flow, block);
    }
}

static int32_t side_padding(const struct grid *grid, const struct grid_cell *cell) {
    bool first = cell->column == 0;
    bool last = cell->column + cell->column_span == grid->column_count;
    int32_t sides = 2;
    if (!grid->look.outer) {
        sides -= (first ? 1 : 0) + (last ? 1 : 0);
    }
    return sides * grid->look.side;
}

static struct need need_of_cell(
    const struct flow *flow, const struct grid *grid, const struct grid_cell *cell) {
    struct flow inner = grid_cell_flow(flow, grid, cell);
    struct need need = need_of_children(&inner, cell->block);
    int32_t padding = side_padding(grid, cell);
    /* Lengths are rounded glyph by glyph: one point more, so that what fits is not broken. */
    return (struct need){need.narrowest + padding, need.widest + padding + POINT};
}

/* What a cell over several columns needs beyond them is shared out among them. */
static void spread(struct grid *grid, const struct grid_cell *cell, struct need need) {
    struct need sum = {0};
    int32_t count = (int32_t)cell->column_span;
    struct grid_column *columns = grid->columns + cell->column;
    for (size_t i = 0; i < cell->column_span; i++) {
        sum.narrowest += columns[i].narrowest;
        sum.widest += columns[i].widest;
    }
    for (size_t i = 0; i < cell->column_span; i++) {
        if (need.narrowest > sum.narrowest) {
            columns[i].narrowest += (need.narrowest - sum.narrowest) / count + 1;
        }
        if (need.widest > sum.widest) {
            columns[i].widest += (need.widest - sum.widest) / count + 1;
        }
    }
}

static void measure_cells(const struct flow *flow, struct grid *grid, bool spanning) {
    for (size_t r = 0; r < grid->row_count; r++) {
        const struct grid_row *row = &grid->rows[r];
        for (size_t i = 0; i < row->cell_count; i++) {
            const struct grid_cell *cell = &row->cells[i];
            if ((cell->column_span > 1) != spanning) {
                continue;
            }
            struct need need = need_of_cell(flow, grid, cell);
            if (spanning) {
                spread(grid, cell, need);
                continue;
            }
            struct grid_column *column = &grid->columns[cell->column];
            need = larger(need, (struct need){column->narrowest, column->widest});
            column->narrowest = need.narrowest;
            column->widest = need.widest;
        }
    }
}

/* ---- Sharing out ---- */

static int32_t share(int32_t whole, int64_t part, int64_t total) {
    return total > 0 ? (int32_t)(whole * part / total) : 0;
}

static void by_weight(struct grid *grid) {
    const struct block *block = grid->block;
    int64_t total = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        total += i < block->column_count && block->columns[i] > 0 ? block->columns[i] : 1;
    }
    for (size_t i = 0; i < grid->column_count; i++) {
        int weight = i < block->column_count && block->columns[i] > 0 ? block->columns[i] : 1;
        grid->columns[i].width = share(grid->width, weight, total);
    }
}

static void equally(struct grid *grid) {
    for (size_t i = 0; i < grid->column_count; i++) {
        grid->columns[i].width = grid->width / (int32_t)grid->column_count;
    }
}

/* There is room to spare: it goes to the columns of text, figures stay close together. */
static void with_room(struct grid *grid, int32_t widest) {
    int64_t text = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        text += grid->columns[i].figures ? 0 : grid->columns[i].widest;
    }
    for (size_t i = 0; i < grid->column_count; i++) {
        struct grid_column *column = &grid->columns[i];
        int64_t part = text == 0 ? column->widest : column->figures ? 0 : column->widest;
        column->width =
            column->widest + share(grid->width - widest, part, text == 0 ? widest : text);
    }
}

/* Columns that need less than an equal share get what they need; true when the others then have enough
 * not to tear words apart. */
static bool narrow_ones_first(struct grid *grid) {
    int32_t room = grid->width;
    int32_t left = (int32_t)grid->column_count;
    for (size_t i = 0; i < grid->column_count; i++) {
        grid->columns[i].width = 0;
    }
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < grid->column_count; i++) {
            struct grid_column *column = &grid->columns[i];
            if (column->width == 0 && left > 0 && column->widest <= room / left) {
                column->width = column->widest;
                room -= column->widest;
                left--;
                changed = true;
            }
        }
    }
    int64_t wanted = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        wanted += grid->columns[i].width == 0 ? grid->columns[i].widest : 0;
    }
    bool enough = true;
    for (size_t i = 0; i < grid->column_count; i++) {
        struct grid_column *column = &grid->columns[i];
        if (column->width == 0) {
            column->width = share(room, column->widest, wanted);
            enough = enough && column->width >= column->narrowest;
        }
    }
    return enough;
}

/* Each column gets its longest word, the rest is shared by what more they could use. */
static void tight(struct grid *grid, int32_t narrowest, int32_t widest) {
    for (size_t i = 0; i < grid->column_count; i++) {
        struct grid_column *column = &grid->columns[i];
        if (narrowest > grid->width) {
            column->width = share(grid->width, column->narrowest, narrowest);
        } else {
            column->width = column->narrowest + share(grid->width - narrowest,
                                                    column->widest - column->narrowest,
                                                    (int64_t)widest - narrowest);
        }
    }
}

static int32_t clamped_sum(int64_t sum) {
    return sum > INT32_MAX / 2 ? INT32_MAX / 2 : (int32_t)sum;
}

static void by_content(struct grid *grid) {
    int64_t narrowest = 0;
    int64_t widest = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        narrowest += grid->columns[i].narrowest;
        widest += grid->columns[i].widest;
    }
    if (widest <= grid->width) {
        with_room(grid, (int32_t)widest);
    } else if (!narrow_ones_first(grid)) {
        tight(grid, clamped_sum(narrowest), clamped_sum(widest));
    }
}

/* Facts: labels as wide as they are, the values take the rest. */
static void last_takes_rest(struct grid *grid) {
    by_content(grid);
    int32_t used = 0;
    for (size_t i = 0; i + 1 < grid->column_count; i++) {
        struct grid_column *column = &grid->columns[i];
        if (column->widest < column->width) {
            column->width = column->widest;
        }
        used += column->width;
    }
    grid->columns[grid->column_count - 1].width = grid->width - used;
}

static void place_columns(struct grid *grid) {
    int32_t x = 0;
    for (size_t i = 0; i < grid->column_count; i++) {
        grid->columns[i].x = x;
        x += grid->columns[i].width;
    }
    /* What rounding left over. */
    grid->columns[grid->column_count - 1].width += grid->width - x;
}

static void place_cell(const struct grid *grid, struct grid_cell *cell) {
    const struct grid_column *first = &grid->columns[cell->column];
    const struct grid_column *last = &grid->columns[cell->column + cell->column_span - 1];
    bool pad_left = cell->column > 0 || grid->look.outer;
    cell->x = first->x + (pad_left ? grid->look.side : 0);
    cell->width = last->x + last->width - first->x - side_padding(grid, cell);
}

static void find_figures(struct grid *grid) {
    for (size_t r = grid->head_count; r < grid->row_count; r++) {
        for (size_t i = 0; i < grid->rows[r].cell_count; i++) {
            const struct grid_cell *cell = &grid->rows[r].cells[i];
            if (cell->block->style == STYLE_NUMBER && cell->column_span == 1) {
                grid->columns[cell->column].figures = true;
            }
        }
    }
}

void grid_widths(const struct flow *flow, struct grid *grid) {
    if (grid->column_count == 0) {
        return;
    }
    find_figures(grid);
    measure_cells(flow, grid, false);
    measure_cells(flow, grid, true);
    if (grid->block->columns) {
        by_weight(grid);
    } else if (grid->style == STYLE_FIGURES ||
               (grid->style == STYLE_FACTS && grid->head_count > 0)) {
        equally(grid);
    } else if (grid->style == STYLE_FACTS) {
        last_takes_rest(grid);
    } else {
        by_content(grid);
    }
    place_columns(grid);
    for (size_t r = 0; r < grid->row_count; r++) {
        for (size_t i = 0; i < grid->rows[r].cell_count; i++) {
            place_cell(grid, &grid->rows[r].cells[i]);
        }
    }
}
