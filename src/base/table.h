/* A data table beside a model: tab-separated UTF-8, first line the column names. */
#ifndef GREFFE_TABLE_H
#define GREFFE_TABLE_H

#include "source.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diagnostics;

/** One table, looked up by its key column through a hash. Cells are NUL-terminated UTF-8. */
struct table {
    const char *name;
    const struct source *source;
    const char **columns;
    size_t column_count;
    const char **cells; /* row by row */
    size_t row_count;
    size_t key; /* index of the key column */
    const char *
        *wordings; /* of each row's key, as wording_of gives it: to be looked for in texts */
    size_t *slots;
    size_t slot_count;
};

/** table_read(arena, diagnostics, name, source, key): reads a table; key is a column's name. Reports a
 *  missing column, a row of the wrong width, a key that stands twice; NULL when it cannot be used. Empty
 *  lines and lines that begin with # are skipped. */
struct table *table_read(struct arena *arena, struct diagnostics *diagnostics, const char *name,
    const struct source *source, const char *key);
/** table_column(table, column): index of the column, or (size_t)-1. */
size_t table_column(const struct table *table, const char *column);
/** table_find(table, key, row): true and the row's index when the key is there. */
bool table_find(const struct table *table, const char *key, size_t *row);
/** table_cell(table, row, column): the cell; borrowed. */
const char *table_cell(const struct table *table, size_t row, size_t column);

#endif
