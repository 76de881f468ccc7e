#include "catalogue.h"

#include "files.h"
#include "font.h"
#include "job.h"
#include "table.h"
#include "theme.h"

#include <string.h>

#define FONT_LIMIT ((size_t)16 * 1024 * 1024)

/* The columns of catalogue.tsv that loading needs. */
struct columns {
    size_t file;
    size_t family;
    size_t style;
};

static bool load_font(struct job *job, const struct root *root, struct fonts *fonts,
    const struct table *table, const struct columns *columns, size_t row) {
    const char *name = table_cell(table, row, columns->file);
    const char *style = table_cell(table, row, columns->style);
    struct file file;
    if (root_map(job, root, name, FONT_LIMIT, (struct span){0}, &file) &&
        font_library_add(fonts, table_cell(table, row, columns->family),
            strstr(style, "bold") != NULL, strstr(style, "italic") != NULL, file.bytes,
            file.length))
        return true;
    diagnose(job->diagnostics, MESSAGE_FONT_UNUSABLE, (struct span){0}, NULL, name);
    return false;
}

static const struct table *read_table(struct job *job, const struct root *root) {
    struct file file;
    if (!root_read(job, root, "catalogue.tsv", FONT_LIMIT, (struct span){0}, &file))
        return NULL;
    const struct source *source =
        source_new(job->arena, file.path, (const char *)file.bytes, file.length);
    return table_read(job->arena, job->diagnostics, "catalogue", source, "file");
}

/* Each family once: its styles have a row each. */
static void list_families(struct arena *arena, const struct table *table, size_t column,
    struct theme_families *families) {
    const char **names = arena_array(arena, table->row_count, sizeof *names);
    size_t count = 0;
    for (size_t row = 0; row < table->row_count; row++) {
        const char *family = table_cell(table, row, column);
        size_t i = 0;
        while (i < count && strcmp(names[i], family) != 0)
            i++;
        names[i] = family;
        count = i == count ? count + 1 : count;
    }
    *families = (struct theme_families){names, count};
}

struct fonts *catalogue_load(struct job *job, const char *folder, struct theme_families *families) {
    struct root root;
    const struct table *table = root_open(job, folder, &root) ? read_table(job, &root) : NULL;
    struct columns columns = {0};
    if (table != NULL)
        columns = (struct columns){table_column(table, "file"), table_column(table, "family"),
            table_column(table, "style")};
    if (table == NULL || columns.family >= table->column_count ||
        columns.style >= table->column_count) {
        diagnose(job->diagnostics, MESSAGE_FONT_CATALOGUE, (struct span){0}, NULL, folder);
        return NULL;
    }
    list_families(job->arena, table, columns.family, families);
    struct fonts *fonts = font_library_new(job->arena);
    bool usable = true;
    for (size_t row = 0; row < table->row_count; row++)
        usable = load_font(job, &root, fonts, table, &columns, row) && usable;
    return usable ? fonts : NULL;
}
