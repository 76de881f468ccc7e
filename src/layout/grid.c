#include "grid.h"

#include "arena.h"

static size_t span(unsigned wanted) {
    return wanted > 0 ? wanted : 1;
}

/* How many rows below, its own included, a cell still covers in each column. */
struct occupancy {
    struct grid_cell **cells; /* the cell that covers the column, or NULL */
    size_t columns;
};

static void count_rows(struct arena *arena, struct grid *grid, const struct block *block) {
    for (const struct block *child = block->first; child; child = child->next) {
        if (child->kind == BLOCK_ROW) {
            grid->rows = arena_grow(arena, grid->rows, grid->row_count, sizeof *grid->rows);
            grid->rows[grid->row_count++] = (struct grid_row){.block = child, .head = child->head};
        }
    }
    /* A head below the body would be no head. */
    while (grid->head_count < grid->row_count && grid->rows[grid->head_count].head) {
        grid->head_count++;
    }
    for (size_t i = grid->head_count; i < grid->row_count; i++) {
        grid->rows[i].head = false;
    }
}

static size_t section_end(const struct grid *grid, size_t row) {
    return row < grid->head_count ? grid->head_count : grid->row_count;
}

static bool covers(const struct grid_cell *cell, size_t row) {
    return cell && cell->row + cell->row_span > row;
}

static size_t free_column(const struct occupancy *occupancy, size_t column, size_t row) {
    while (column < occupancy->columns && covers(occupancy->cells[column], row)) {
        column++;
    }
    return column;
}

static void occupy(struct arena *arena, struct occupancy *occupancy, struct grid_cell *cell) {
    for (size_t column = cell->column; column < cell->column + cell->column_span; column++) {
        while (occupancy->columns <= column) {
            occupancy->cells =
                arena_grow(arena, occupancy->cells, occupancy->columns, sizeof(struct grid_cell *));
            occupancy->cells[occupancy->columns++] = NULL;
        }
        occupancy->cells[column] = cell;
    }
}

static void find_open(
    struct arena *arena, struct grid_row *row, size_t index, const struct occupancy *occupancy) {
    for (size_t column = 0; column < occupancy->columns; column++) {
        struct grid_cell *cell = occupancy->cells[column];
        if (covers(cell, index) && cell->column == column) {
            row->open = arena_grow(arena, row->open, row->open_count, sizeof *row->open);
            row->open[row->open_count++] = cell;
        }
    }
}

static size_t count_cells(const struct block *row) {
    size_t count = 0;
    for (const struct block *cell = row->first; cell; cell = cell->next) {
        count += cell->kind == BLOCK_CELL;
    }
    return count;
}

static void place_cells(
    struct arena *arena, struct grid *grid, size_t index, struct occupancy *occupancy) {
    struct grid_row *row = &grid->rows[index];
    row->cells = arena_array(arena, count_cells(row->block), sizeof *row->cells);
    size_t column = 0;
    for (const struct block *block = row->block->first; block; block = block->next) {
        if (block->kind != BLOCK_CELL) {
            continue;
        }
        struct grid_cell *cell = &row->cells[row->cell_count++];
        size_t rows_left = section_end(grid, index) - index;
        size_t row_span = span(block->row_span);
        *cell = (struct grid_cell){
            .block = block,
            .row = index,
            .column = free_column(occupancy, column, index),
            .column_span = span(block->column_span),
            .row_span = row_span < rows_left ? row_span : rows_left,
        };
        column = cell->column + cell->column_span;
        occupy(arena, occupancy, cell);
        grid->figures = grid->figures || block->style == STYLE_NUMBER;
        grid->grouped = grid->grouped || (cell->column == 0 && cell->row_span > 1 && !row->head);
    }
}

void grid_build(struct arena *arena, struct grid *grid, const struct block *block) {
    struct occupancy occupancy = {0};
    count_rows(arena, grid, block);
    for (size_t i = 0; i < grid->row_count; i++) {
        find_open(arena, &grid->rows[i], i, &occupancy);
        place_cells(arena, grid, i, &occupancy);
    }
    grid->column_count = occupancy.columns;
    grid->columns = arena_array(arena, grid->column_count, sizeof *grid->columns);
}
