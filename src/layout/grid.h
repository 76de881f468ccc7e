/* The grid of a table: columns as wide as their content needs, cells that span columns and rows, a head that is
 * repeated after a page break. A table is one structure element however many pages it covers. Lengths are
 * in 1/1000 pt. */
#ifndef GREFFE_GRID_H
#define GREFFE_GRID_H

#include "draw.h"
#include "flow.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** A cell in the row where it begins. x and width are those of its text, from the table's left end. Heights
 *  of its contents include its padding. `continued` is its label, said again when a page begins inside it;
 *  empty for cells of one row. */
struct grid_cell {
    const struct block *block;
    size_t row;
    size_t column;
    size_t column_span;
    size_t row_span;
    int32_t x;
    int32_t width;
    struct placed_slabs content;
    struct placed_slabs continued;
};

/** A row: the cells that begin in it, and those that began above and still cover it. */
struct grid_row {
    const struct block *block;
    struct grid_cell *cells;
    size_t cell_count;
    struct grid_cell **open;
    size_t open_count;
    bool head;
    int32_t height;
};

/** A column. narrowest and widest are what its cells need, padding included. */
struct grid_column {
    int32_t x;
    int32_t width;
    int32_t narrowest;
    int32_t widest;
    bool figures; /* numbers: its cells and its header are aligned right */
};

/** The look of a role of tables: padding and rules. */
struct grid_look {
    int32_t above; /* padding inside a cell */
    int32_t below;
    int32_t side;
    bool outer;        /* padding at the table's own ends, too */
    bool filled_head;  /* white on accent */
    bool tinted;       /* the first column stands on the tint */
    int32_t top_rule;  /* accent rule above the table, 0 = none */
    int32_t thin_rule; /* hairline at the top instead */
    bool head_rule;    /* hairline under the head */
    bool row_rules;    /* hairline under each row */
    bool end_rule;     /* hairline under the table */
};

/** A table as it is set. x is the place of its left end in the list that it is set in. */
struct grid {
    const struct block *block;
    enum style style;
    const struct style_sheet *sheet;
    struct grid_look look;
    int32_t x;
    int32_t width;
    struct grid_column *columns;
    size_t column_count;
    struct grid_row *rows;
    size_t row_count;
    size_t head_count; /* rows of the head, at the top */
    bool figures;      /* some cells hold numbers */
    bool grouped;      /* some label in the first column spans rows of the body */
};

/** A row's slab, or one of several when the row is higher than a page can well hold: from `top` of the row
 *  down. `from` and `to` are, for each cell of one row, its first slab and the one after its last; NULL
 *  means all. */
struct row_piece {
    const struct grid *grid;
    size_t row;
    int32_t top;
    bool first;
    bool last;
    const size_t *from;
    const size_t *to;
};

/** grid_build(arena, grid, block): the table's rows and cells, each cell in the first free column; spans
 *  that reach over the end of head or body are cut. */
void grid_build(struct arena *arena, struct grid *grid, const struct block *block);

/** grid_cell_flow(flow, grid, cell): the flow for a cell's blocks, its base metrics set. */
struct flow grid_cell_flow(
    const struct flow *flow, const struct grid *grid, const struct grid_cell *cell);

/** grid_widths(flow, grid): sets the columns, and x and width of the cells. */
void grid_widths(const struct flow *flow, struct grid *grid);

/** grid_draw(arena, canvas, rows, x, y, artifact): draws rows of one table as they stand on one page. */
void grid_draw(struct arena *arena, struct canvas *canvas, const struct stretch *rows, int32_t x,
    int32_t y, bool artifact);

#endif
