#include "grid.h"

enum {
    HAIRLINE = 400,
    GROUP_RULE = 800, /* where a group of rows ends */
};

/* Rows of one table on one page while they are drawn. */
struct fragment {
    struct arena *arena;
    struct canvas *canvas;
    const struct grid *grid;
    const struct stretch *rows;
    int32_t x; /* of the table's left end */
    int32_t y;
    bool artifact;
};

static const struct row_piece *piece_at(const struct fragment *fragment, size_t i) {
    return fragment->rows->slabs->items[i].piece;
}

static const struct grid_row *row_at(const struct fragment *fragment, size_t i) {
    return &fragment->grid->rows[piece_at(fragment, i)->row];
}

static int32_t top_of(const struct fragment *fragment, size_t i) {
    return fragment->y + fragment->rows->placed[i - fragment->rows->first].top;
}

static int32_t bottom_of(const struct fragment *fragment, size_t i) {
    return fragment->y + fragment->rows->placed[i - fragment->rows->first].bottom;
}

/* ---- Grounds ---- */

/* The cell that covers the first column in a row: the row's own, or one from above; NULL when there is none. */
static const struct grid_cell *first_cell(const struct grid_row *row) {
    if (row->cell_count > 0 && row->cells[0].column == 0) {
        return &row->cells[0];
    }
    return row->open_count > 0 && row->open[0]->column == 0 ? row->open[0] : NULL;
}

/* How wide the ground behind a row is: the whole head, the labels of the body, which may span columns. */
static int32_t ground_width(const struct fragment *fragment, size_t i) {
    const struct grid *grid = fragment->grid;
    const struct grid_row *row = row_at(fragment, i);
    if (row->head) {
        return grid->look.filled_head ? grid->width : 0;
    }
    const struct grid_cell *label = first_cell(row);
    size_t end = label ? label->column + label->column_span : 1;
    bool labelled = grid->look.tinted && end < grid->column_count;
    return labelled ? grid->columns[end - 1].x + grid->columns[end - 1].width : 0;
}

/* One rectangle behind all rows with the same ground that follow one another: two would show a seam. */
static void draw_grounds(const struct fragment *fragment) {
    const struct theme *theme = fragment->grid->sheet->theme;
    size_t i = fragment->rows->first;
    while (i < fragment->rows->end) {
        size_t first = i;
        bool head = row_at(fragment, first)->head;
        int32_t width = ground_width(fragment, first);
        while (i < fragment->rows->end && row_at(fragment, i)->head == head &&
               ground_width(fragment, i) == width) {
            i++;
        }
        if (width > 0) {
            int32_t top = top_of(fragment, first);
            canvas_rectangle(fragment->arena, fragment->canvas, fragment->x, top, width,
                bottom_of(fragment, i - 1) - top, head ? theme->accent : theme->tint);
        }
    }
}

/* ---- Cells ---- */

static void draw_label(const struct fragment *fragment, const struct grid_cell *cell,
    const struct placed_slabs *content, int32_t top, bool artifact) {
    draw_all(fragment->arena, fragment->canvas, content, fragment->x + cell->x,
        top + fragment->grid->look.above, artifact);
}

/* The part of a cell of one row that lies in this piece of the row. */
static void draw_part(const struct fragment *fragment, const struct grid_cell *cell, size_t from,
    size_t to, int32_t row_top) {
    struct stretch part = {&cell->content.slabs, cell->content.placed, from, to};
    if (from < to) {
        part.placed += from;
        draw_slabs(fragment->arena, fragment->canvas, part, fragment->x + cell->x,
            row_top + fragment->grid->look.above, fragment->artifact);
    }
}

static void draw_row_cells(const struct fragment *fragment, size_t i) {
    const struct row_piece *piece = piece_at(fragment, i);
    const struct grid_row *row = row_at(fragment, i);
    int32_t top = top_of(fragment, i);
    for (size_t c = 0; c < row->cell_count; c++) {
        const struct grid_cell *cell = &row->cells[c];
        if (cell->row_span > 1) {
            if (piece->first) {
                draw_label(fragment, cell, &cell->content, top, fragment->artifact);
            } else if (i == fragment->rows->first) {
                draw_label(fragment, cell, &cell->continued, top, true);
            }
            continue;
        }
        size_t from = piece->from ? piece->from[c] : 0;
        size_t to = piece->to ? piece->to[c] : cell->content.slabs.count;
        draw_part(fragment, cell, from, to, top - piece->top);
    }
}

/* Cells that span rows and began on an earlier page are labelled again. */
static void draw_continued(const struct fragment *fragment) {
    size_t first = fragment->rows->first;
    const struct grid_row *row = row_at(fragment, first);
    for (size_t i = 0; i < row->open_count; i++) {
        draw_label(fragment, row->open[i], &row->open[i]->continued, top_of(fragment, first), true);
    }
}

/* ---- Rules ---- */

static void draw_rule(const struct fragment *fragment, size_t first_column, size_t end_column,
    int32_t y, int32_t stroke, uint32_t colour) {
    const struct grid_column *first = &fragment->grid->columns[first_column];
    const struct grid_column *last = &fragment->grid->columns[end_column - 1];
    canvas_rule(fragment->arena, fragment->canvas, fragment->x + first->x, y,
        last->x + last->width - first->x, stroke, colour);
}

static void draw_full_rule(
    const struct fragment *fragment, int32_t y, int32_t stroke, uint32_t colour) {
    draw_rule(fragment, 0, fragment->grid->column_count, y, stroke, colour);
}

/* The columns from `column` on whose cell goes on below this row; returns the first that does not. */
static size_t skip_open(const struct fragment *fragment, size_t row, size_t column) {
    const struct grid *grid = fragment->grid;
    if (row + 1 >= grid->row_count) {
        return column;
    }
    const struct grid_row *below = &grid->rows[row + 1];
    for (size_t i = 0; i < below->open_count; i++) {
        const struct grid_cell *cell = below->open[i];
        if (cell->column <= column && column < cell->column + cell->column_span) {
            return cell->column + cell->column_span;
        }
    }
    return column;
}

/* Whether the rows of a label on the tint end with this one, above others. */
static bool ends_group(const struct fragment *fragment, size_t i) {
    const struct grid *grid = fragment->grid;
    size_t row = piece_at(fragment, i)->row;
    return grid->look.tinted && grid->grouped && row + 1 < grid->row_count &&
           skip_open(fragment, row, 0) == 0;
}

/* A hairline under the cells that end with this row, a heavier rule under a group. */
static void draw_row_rule(const struct fragment *fragment, size_t i) {
    const struct grid *grid = fragment->grid;
    if (ends_group(fragment, i)) {
        draw_full_rule(fragment, bottom_of(fragment, i), GROUP_RULE, grid->sheet->theme->accent);
        return;
    }
    size_t row = piece_at(fragment, i)->row;
    size_t column = 0;
    while (column < grid->column_count) {
        size_t next = skip_open(fragment, row, column);
        if (next > column) {
            column = next;
            continue;
        }
        size_t end = column + 1;
        while (end < grid->column_count && skip_open(fragment, row, end) == end) {
            end++;
        }
        draw_rule(
            fragment, column, end, bottom_of(fragment, i), HAIRLINE, grid->sheet->theme->hairline);
        column = end;
    }
}

static void draw_top_rule(const struct fragment *fragment) {
    const struct grid *grid = fragment->grid;
    size_t first = fragment->rows->first;
    const struct row_piece *piece = piece_at(fragment, first);
    bool begins = piece->row == 0 && piece->first;
    bool after_head = piece->row >= grid->head_count && grid->head_count > 0;
    int32_t y = top_of(fragment, first);
    if (begins && grid->look.top_rule > 0) {
        draw_full_rule(fragment, y, grid->look.top_rule, grid->sheet->theme->accent);
    } else if (begins && grid->look.thin_rule > 0) {
        draw_full_rule(fragment, y, grid->look.thin_rule, grid->sheet->theme->hairline);
    } else if (!begins && !after_head && grid->look.row_rules) {
        draw_full_rule(fragment, y, HAIRLINE, grid->sheet->theme->hairline);
    }
}

/* A header over several columns is underlined as far as it reaches. */
static void draw_head_rules(const struct fragment *fragment, size_t i) {
    const struct grid_row *row = row_at(fragment, i);
    for (size_t c = 0; c < row->cell_count; c++) {
        const struct grid_cell *cell = &row->cells[c];
        if (cell->column_span > 1 && cell->row_span == 1) {
            canvas_rule(fragment->arena, fragment->canvas, fragment->x + cell->x,
                bottom_of(fragment, i), cell->width, HAIRLINE,
                fragment->grid->sheet->theme->hairline);
        }
    }
}

static void draw_rules(const struct fragment *fragment) {
    const struct grid_look *look = &fragment->grid->look;
    uint32_t hairline = fragment->grid->sheet->theme->hairline;
    draw_top_rule(fragment);
    for (size_t i = fragment->rows->first; i < fragment->rows->end; i++) {
        const struct grid_row *row = row_at(fragment, i);
        bool last_of_head =
            row->head && piece_at(fragment, i)->row + 1 == fragment->grid->head_count;
        bool last = i + 1 == fragment->rows->end && !row->head;
        if (last && look->end_rule) {
            draw_full_rule(fragment, bottom_of(fragment, i), HAIRLINE, hairline);
        } else if (last_of_head && look->head_rule) {
            draw_full_rule(fragment, bottom_of(fragment, i), HAIRLINE, hairline);
        } else if (row->head && look->head_rule) {
            draw_head_rules(fragment, i);
        } else if (!row->head && look->row_rules && piece_at(fragment, i)->last) {
            draw_row_rule(fragment, i);
        }
    }
}

void grid_draw(struct arena *arena, struct canvas *canvas, const struct stretch *rows, int32_t x,
    int32_t y, bool artifact) {
    const struct grid *grid = rows->slabs->items[rows->first].piece->grid;
    struct fragment fragment = {arena, canvas, grid, rows, x + grid->x, y, artifact};
    draw_grounds(&fragment);
    for (size_t i = rows->first; i < rows->end; i++) {
        int32_t top = top_of(&fragment, i);
        canvas_copy(arena, canvas, &rows->slabs->items[i].canvas, x, top, artifact);
        if (i == rows->first) {
            draw_continued(&fragment);
        }
        draw_row_cells(&fragment, i);
    }
    draw_rules(&fragment);
}
