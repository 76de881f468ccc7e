#include "form_cells.h"

#include "form_reader.h"
#include "form_template.h"

#include <stdlib.h>
#include <string.h>

/* A table being looked at; `columns` is 0 until something says how many there are. */
struct checking {
    struct form_reader *reader;
    size_t columns;
};

/* How many columns a cell spans; 0 when that depends on the form. */
static size_t cell_span(const struct template *cell) {
    const char *span = form_value(cell->node, "colspan");
    if (span == NULL)
        return 1;
    return span[strspn(span, "0123456789")] == '\0' ? strtoul(span, NULL, 10) : 0;
}

/* How many columns a row fills; 0 when that depends on the form. */
static size_t row_width(const struct template *row) {
    size_t width = 0;
    for (const struct template *cell = row->first; cell != NULL; cell = cell->next) {
        size_t span = cell->kind == TEMPLATE_ELEMENT ? cell_span(cell) : 0;
        if (span == 0)
            return 0;
        width += span;
    }
    return width;
}

static bool has_rowspan(const struct template *template) {
    if (template->kind == TEMPLATE_ELEMENT && form_value(template->node, "rowspan") != NULL)
        return true;
    for (const struct template *child = template->first; child != NULL; child = child->next)
        if (child->kind != TEMPLATE_TEXT && !form_template_is(child, "table") && has_rowspan(child))
            return true;
    return false;
}

static void check_row(struct checking *checking, const struct template *row) {
    size_t width = row_width(row);
    struct arena *arena = checking->reader->job->arena;
    if (checking->columns == 0)
        checking->columns = width;
    if (width != 0 && width != checking->columns)
        form_error(checking->reader, MESSAGE_MODEL_CELLS, row->span,
            arena_format(arena, "%zu", width), arena_format(arena, "%zu", checking->columns));
}

static void check_rows(struct checking *checking, const struct template *template) {
    for (const struct template *child = template->first; child != NULL; child = child->next)
        if (form_template_is(child, "tr"))
            check_row(checking, child);
        else if (child->kind != TEMPLATE_TEXT && !form_template_is(child, "caption"))
            check_rows(checking, child);
}

/* The columns that widths are given for; 0 when nothing is, or when they depend on the form. */
static size_t count_widths(const char *widths) {
    if (widths == NULL || strchr(widths, '{') != NULL)
        return 0;
    size_t count = 1;
    for (; *widths != '\0'; widths++)
        count += *widths == ' ';
    return count;
}

void form_cells_check(struct form_reader *reader, const struct template *table) {
    struct checking checking = {reader, count_widths(form_value(table->node, "columns"))};
    if (!has_rowspan(table))
        check_rows(&checking, table);
}
