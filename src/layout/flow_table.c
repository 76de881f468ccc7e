#include "flow_kinds.h"
#include "grid.h"

#include "cut.h"
#include "flow_text.h"
#include "place.h"

#include "arena.h"
#include "job.h"

#include <string.h>

enum {
    SMALL_GROUP = 4, /* rows */
};

static struct grid_look look_of(enum style style, bool has_head, bool compact) {
    switch (style) {
    case STYLE_PLAN:
        return (struct grid_look){
            .above = 3000,
            .below = 3400,
            .side = 5 * POINT,
            .outer = true,
            .filled_head = true,
            .tinted = true,
            .row_rules = true,
            .end_rule = true,
        };
    case STYLE_FIGURES:
        return (struct grid_look){
            .above = 2400, .below = 1400, .side = 4 * POINT, .top_rule = 1200, .end_rule = true};
    case STYLE_FACTS:
        return (struct grid_look){
            .above = 1000,
            .below = 1000,
            .side = 5 * POINT,
            .thin_rule = has_head ? 400 : 0,
            .end_rule = has_head,
        };
    default:
        return (struct grid_look){
            .above = compact ? 1600 : 3000,
            .below = compact ? 2000 : 3200,
            .side = 5 * POINT,
            .top_rule = 800,
            .head_rule = true,
            .row_rules = true,
            .end_rule = true,
        };
    }
}

/* ---- Cells ---- */

static bool is_header(const struct grid_row *row, const struct block *cell) {
    return row->head || cell->header || cell->row_header;
}

static struct metrics cell_metrics(const struct flow *flow, const struct grid *grid,
    const struct grid_row *row, const struct grid_cell *cell) {
    bool grey_label = grid->style == STYLE_FACTS || grid->style == STYLE_FIGURES;
    if (row->head || (grey_label && is_header(row, cell->block))) {
        return style_header_cell(flow->sheet, grid->style);
    }
    struct metrics metrics = style_cell(flow->sheet, grid->style, grid->figures);
    if (row->block->style == STYLE_TOTAL || (grid->style == STYLE_FACTS && grid->head_count > 0)) {
        metrics.text.bold = true;
    }
    return metrics;
}

struct flow grid_cell_flow(
    const struct flow *flow, const struct grid *grid, const struct grid_cell *cell) {
    const struct grid_row *row = &grid->rows[cell->row];
    struct flow inner = flow_inside(flow, flow->slabs, cell->width);
    inner.base = cell_metrics(flow, grid, row, cell);
    bool figures = row->head && cell->column_span == 1 && grid->columns[cell->column].figures;
    if (cell->block->style == STYLE_NUMBER || figures) {
        inner.base.text.alignment = ALIGN_RIGHT;
        inner.base.text.hyphenate = false;
    } else if (cell->block->style == STYLE_CENTRED) {
        inner.base.text.alignment = ALIGN_CENTRED;
    } else if (cell->block->style == STYLE_MARK && !row->head) {
        inner.base = style_mark(flow->sheet, &inner.base);
    }
    inner.bare = flow_is_bare(cell->block->first);
    return inner;
}

static enum scope scope_of(const struct grid_row *row, const struct block *cell) {
    bool column = row->head || (cell->header && !cell->row_header);
    if (column && cell->row_header) {
        return SCOPE_BOTH;
    }
    return column ? SCOPE_COLUMN : cell->row_header ? SCOPE_ROW : SCOPE_NONE;
}

static size_t cell_element(const struct flow *flow, const struct grid_row *row,
    const struct grid_cell *cell, size_t parent) {
    bool header = is_header(row, cell->block);
    size_t index = element_add(&flow->state->elements,
        header ? ROLE_TABLE_HEADER_CELL : ROLE_TABLE_DATA_CELL, parent, cell->block->span);
    struct element *element = element_at(&flow->state->elements, index);
    if (element) {
        element->scope = scope_of(row, cell->block);
        element->column_span = (unsigned)cell->column_span;
        element->row_span = (unsigned)cell->row_span;
    }
    return index;
}

/* The label of a cell that spans rows, for the pages on which it goes on: its first paragraph and the word
 * that says so. It is a repetition: no element, no second report of what is wrong with it. */
static struct placed_slabs set_continued(
    const struct flow *flow, const struct grid *grid, const struct grid_cell *cell) {
    const struct block *paragraph = cell->block->first;
    if (cell->row_span < 2 || !paragraph || paragraph->kind != BLOCK_PARAGRAPH) {
        return (struct placed_slabs){0};
    }
    struct arena *arena = flow->job->arena;
    struct slabs slabs = slab_list(arena);
    struct job job = *flow->job;
    job.diagnostics = diagnostics_new(arena);
    struct flow inner = grid_cell_flow(flow, grid, cell);
    inner.job = &job;
    inner.slabs = &slabs;
    inner.element = ELEMENT_ARTIFACT;
    struct run *runs = arena_array(arena, paragraph->run_count + 1, sizeof *runs);
    if (paragraph->run_count > 0) {
        memcpy(runs, paragraph->runs, paragraph->run_count * sizeof *runs);
    }
    runs[paragraph->run_count] = (struct run){.text = " (suite)", .italic = true, .label = true};
    flow_text(&inner, &inner.base, runs, paragraph->run_count + 1, ELEMENT_ARTIFACT);
    struct placed_slabs continued = place_all(arena, &slabs);
    continued.height += grid->look.above + grid->look.below;
    return continued;
}

static void set_cell(const struct flow *flow, const struct grid *grid, const struct grid_row *row,
    struct grid_cell *cell, size_t parent) {
    struct slabs slabs = slab_list(flow->job->arena);
    struct flow inner = grid_cell_flow(flow, grid, cell);
    inner.slabs = &slabs;
    inner.element = cell_element(flow, row, cell, parent);
    if (cell->block->name && inner.element != ELEMENT_ARTIFACT) {
        slab_mark(&slabs, cell->block);
    }
    flow_blocks(&inner, cell->block->first);
    slab_finish(&slabs);
    cell->content = place_all(flow->job->arena, &slabs);
    cell->content.height += grid->look.above + grid->look.below;
    cell->continued = set_continued(flow, grid, cell);
}

static void set_row(
    const struct flow *flow, const struct grid *grid, struct grid_row *row, size_t parent) {
    size_t element = element_add(&flow->state->elements, ROLE_TABLE_ROW, parent, row->block->span);
    struct metrics metrics = style_cell(flow->sheet, grid->style, grid->figures);
    bool alone = false; /* some cell lies in this row only */
    for (size_t i = 0; i < row->cell_count; i++) {
        struct grid_cell *cell = &row->cells[i];
        set_cell(flow, grid, row, cell, element);
        alone = alone || cell->row_span == 1;
        if (cell->row_span == 1 && cell->content.height > row->height) {
            row->height = cell->content.height;
        }
    }
    if (!alone) {
        row->height = metrics.text.leading + grid->look.above + grid->look.below;
    }
}

static void set_rows(
    const struct flow *flow, const struct grid *grid, size_t first, size_t end, enum role role) {
    if (first == end) {
        return;
    }
    size_t section = element_add(&flow->state->elements, role, flow->element, (struct span){0});
    for (size_t i = first; i < end; i++) {
        set_row(flow, grid, &grid->rows[i], section);
    }
}

/* ---- Rows to slabs ---- */

static struct slab row_slab(struct arena *arena, const struct grid *grid, size_t row) {
    struct row_piece *piece = arena_alloc(arena, sizeof *piece);
    *piece = (struct row_piece){.grid = grid, .row = row, .first = true, .last = true};
    return (struct slab){
        .height = grid->rows[row].height,
        .piece = piece,
        .span = grid->rows[row].block->span,
    };
}

/* The head again, for the pages after the first. */
static const struct continuation *repeated_head(const struct flow *flow, const struct grid *grid) {
    struct arena *arena = flow->job->arena;
    struct slabs slabs = slab_list(arena);
    for (size_t i = 0; i < grid->head_count; i++) {
        slab_add(&slabs, row_slab(arena, grid, i));
    }
    struct continuation *continuation = arena_alloc(arena, sizeof *continuation);
    continuation->content = place_all(arena, &slabs);
    bool worth = grid->head_count > 0 && continuation->content.height <= flow->page_height / 3;
    return worth ? continuation : NULL;
}

/* A small group is parted only where there is no room for it. */
static int32_t group_penalty(const struct grid_row *row) {
    int32_t penalty = (int32_t)row->open_count * PENALTY_GROUP;
    for (size_t i = 0; i < row->open_count; i++) {
        penalty += row->open[i]->row_span <= SMALL_GROUP ? PENALTY_ALONE : 0;
    }
    return penalty;
}

/* A table does not leave one row alone on either side of a break, and rather ends a page with a group
 * than inside one. */
static int32_t row_penalty(const struct grid *grid, size_t row) {
    if (row <= grid->head_count) {
        return row == 0 ? 0 : PENALTY_KEEP;
    }
    size_t body = grid->row_count - grid->head_count;
    bool lonely = body > 3 && (row == grid->head_count + 1 || row + 1 == grid->row_count);
    int32_t penalty = PENALTY_ITEM + group_penalty(&grid->rows[row]);
    if (grid->style == STYLE_FIGURES) {
        penalty += PENALTY_DIVISION;
    }
    return penalty + (lonely ? PENALTY_INTRODUCED : 0);
}

static void take_notes(
    struct arena *arena, struct slab *slab, const struct grid_cell *cell, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        slab_take_notes(arena, slab, &cell->content.slabs.items[i]);
    }
}

static void add_whole_row(const struct flow *flow, const struct grid *grid, size_t index,
    const struct continuation *head) {
    const struct grid_row *row = &grid->rows[index];
    struct slab slab = row_slab(flow->job->arena, grid, index);
    slab.penalty = row_penalty(grid, index);
    slab.continuation = row->head ? NULL : head;
    for (size_t i = 0; i < row->cell_count; i++) {
        take_notes(flow->job->arena, &slab, &row->cells[i], 0, row->cells[i].content.slabs.count);
    }
    flow_add(flow, slab);
}

/* ---- Rows higher than a page can well hold ---- */

/* A row that is being cut: its cells of one row stand side by side. */
struct cut_row {
    const struct grid *grid;
    size_t index;
    struct cut *cuts;
    size_t cut_count;
    const size_t *ends;
};

static void add_piece(const struct flow *flow, const struct cut_row *cut, size_t part,
    const size_t *from, const struct continuation *head) {
    struct arena *arena = flow->job->arena;
    const struct grid_row *row = &cut->grid->rows[cut->index];
    bool last = part == cut->cut_count;
    int32_t top = part == 0 ? 0 : cut->cuts[part - 1].y;
    int32_t bottom = last ? row->height : cut->cuts[part].y;
    struct row_piece *piece = arena_alloc(arena, sizeof *piece);
    *piece = (struct row_piece){
        .grid = cut->grid,
        .row = cut->index,
        .top = top,
        .first = part == 0,
        .last = last,
        .from = from,
        .to = last ? cut->ends : cut->cuts[part].next,
    };
    struct slab slab = {
        .height = bottom - top,
        .penalty = part == 0 ? row_penalty(cut->grid, cut->index)
                             : PENALTY_ROW + cut->cuts[part - 1].penalty,
        .piece = piece,
        .continuation = head,
        .span = row->block->span,
    };
    for (size_t i = 0; i < row->cell_count; i++) {
        take_notes(arena, &slab, &row->cells[i], from[i], piece->to[i]);
    }
    flow_add(flow, slab);
}

static void add_cut_row(const struct flow *flow, const struct grid *grid, size_t index,
    const struct continuation *head) {
    struct arena *arena = flow->job->arena;
    const struct grid_row *row = &grid->rows[index];
    struct side *sides = arena_array(arena, row->cell_count, sizeof *sides);
    size_t *ends = arena_array(arena, row->cell_count, sizeof *ends);
    struct placed_slabs *nothing = arena_alloc(arena, sizeof *nothing);
    for (size_t i = 0; i < row->cell_count; i++) {
        /* A cell that spans rows is no part of the row: its label is drawn once, at its top. */
        bool alone = row->cells[i].row_span == 1;
        sides[i].content = alone ? &row->cells[i].content : nothing;
        sides[i].y = grid->look.above;
        ends[i] = sides[i].content->slabs.count;
    }
    struct cut_row cut = {.grid = grid, .index = index, .ends = ends};
    cut.cut_count = cut_find(arena, sides, row->cell_count, true, &cut.cuts);
    const size_t *from = arena_array(arena, row->cell_count, sizeof *from);
    for (size_t part = 0; part <= cut.cut_count; part++) {
        add_piece(flow, &cut, part, from, head);
        from = part < cut.cut_count ? cut.cuts[part].next : from;
    }
}

static void add_rows(const struct flow *flow, const struct grid *grid) {
    const struct continuation *head = repeated_head(flow, grid);
    for (size_t i = 0; i < grid->row_count; i++) {
        const struct grid_row *row = &grid->rows[i];
        if (row->block->name && flow->element != ELEMENT_ARTIFACT) {
            slab_mark(flow->slabs, row->block);
        }
        if (!row->head && row->height > flow->page_height / 3) {
            add_cut_row(flow, grid, i, head);
        } else {
            add_whole_row(flow, grid, i, head);
        }
    }
}

/* ---- The table ---- */

static void flow_caption(const struct flow *flow, const struct block *caption) {
    struct metrics metrics = style_sans(flow->sheet, 9200, 12600);
    metrics.text.bold = true;
    struct flow inner = *flow;
    inner.element = element_add(&flow->state->elements, ROLE_CAPTION, flow->element, caption->span);
    inner.bare = true;
    flow_paragraph(&inner, caption, &metrics);
    slab_end(flow->slabs, 5 * POINT);
    slab_keep(flow->slabs, 1);
}

static const struct block *find_caption(const struct block *block) {
    const struct block *child = block->first;
    while (child && child->kind != BLOCK_CAPTION) {
        child = child->next;
    }
    return child;
}

void flow_table(const struct flow *flow, const struct block *block) {
    struct grid *grid = arena_alloc(flow->job->arena, sizeof *grid);
    *grid = (struct grid){
        .block = block,
        .style = block->style,
        .sheet = flow->sheet,
        .x = flow->x,
        .width = flow->measure,
    };
    grid_build(flow->job->arena, grid, block);
    if (grid->column_count == 0) {
        return;
    }
    grid->look = look_of(grid->style, grid->head_count > 0, flow->sheet->compact);
    grid_widths(flow, grid);
    struct flow inner = *flow;
    inner.bare = false;
    inner.element = element_add(&flow->state->elements, ROLE_TABLE, flow->element, block->span);
    slab_space(flow->slabs, 5 * POINT, false);
    const struct block *caption = find_caption(block);
    if (caption) {
        flow_caption(&inner, caption);
    }
    set_rows(&inner, grid, 0, grid->head_count, ROLE_TABLE_HEAD);
    set_rows(&inner, grid, grid->head_count, grid->row_count, ROLE_TABLE_BODY);
    add_rows(&inner, grid);
    slab_end(flow->slabs, grid->style == STYLE_FACTS ? 9 * POINT : style_below_figure(flow->sheet));
}
