#include "tables.h"

#include "files.h"
#include "form.h"
#include "form_library.h"
#include "form_reader.h"
#include "process.h"
#include "table.h"
#include "text.h"

#include <string.h>

/* The models as they are without any table replaced, in a job whose diagnostics nobody sees: what is wrong
 * with a model is said to those who use it. */
struct models {
    const struct form_listed *listed;
    size_t count;
};

static struct models read_models(struct greffe *greffe) {
    struct arena *arena = greffe->job.arena;
    struct job job = {arena, diagnostics_new(arena), greffe->job.today};
    struct form_library *library =
        form_library_new(&job, greffe->settings.forms, greffe->settings.form_count, NULL, 0);
    struct models models = {0};
    models.count = form_library_list(library, arena, &models.listed);
    return models;
}

static const struct table *find_table(const struct form *form, const char *identifier) {
    for (size_t i = 0; form != NULL && i < form->table_count; i++)
        if (strcmp(form->tables[i]->name, identifier) == 0)
            return form->tables[i];
    return NULL;
}

/* ---- A table that no model has ---- */

static bool is_among(const char *const *names, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* The names of all tables, each once. */
static size_t list_tables(struct arena *arena, const struct models *models, const char ***names) {
    size_t count = 0;
    *names = NULL;
    for (size_t i = 0; i < models->count; i++) {
        const struct form *form = models->listed[i].form;
        for (size_t k = 0; form != NULL && k < form->table_count; k++) {
            if (is_among(*names, count, form->tables[k]->name))
                continue;
            *names = arena_grow(arena, *names, count, sizeof **names);
            (*names)[count++] = form->tables[k]->name;
        }
    }
    return count;
}

static const char *hint_for(
    struct arena *arena, const struct models *models, const char *identifier) {
    const char **names = NULL;
    size_t count = list_tables(arena, models, &names);
    const char *nearest = text_nearest(arena, identifier, names, count);
    if (nearest != NULL)
        return arena_format(arena, "Vouliez-vous dire « %s » ?", nearest);
    return count == 0 ? "Les modèles présents n’ont aucune table."
                      : arena_format(arena, "Tables des modèles : %s.",
                            text_list(arena, names, count, true));
}

/* ---- The file ---- */

/* Whatever is wrong with the file, the option named it. */
static bool read_file(struct greffe *greffe, const struct greffe_table *table, struct file *file) {
    struct diagnostics *own = diagnostics_new(greffe->job.arena);
    struct job job = {greffe->job.arena, own, greffe->job.today};
    struct root root;
    const char *name = NULL;
    if (process_open_beside(&job, table->path, &root, &name) &&
        root_read(&job, &root, name, FORM_FILE_LIMIT, (struct span){0}, file))
        return true;
    const struct diagnostic *cause = &own->items[own->count - 1];
    struct diagnostic *said = diagnose(greffe->job.diagnostics, MESSAGE_REQUEST_TABLE_FILE,
        (struct span){0}, NULL, table->identifier, cause->text, cause->hint);
    said->level = cause->level;
    return false;
}

/* Models may have different tables of one name: it is enough that the file serves one of them. What is wrong
 * with it is said once, as of the first. */
static bool serves_one(struct greffe *greffe, const struct models *models,
    const struct greffe_table *table, const struct source *source) {
    struct arena *arena = greffe->job.arena;
    struct diagnostics *first = greffe->job.diagnostics;
    size_t before = first->count;
    bool tried = false;
    for (size_t i = 0; i < models->count; i++) {
        const struct table *replaced = find_table(models->listed[i].form, table->identifier);
        if (replaced == NULL)
            continue;
        const char *key = replaced->columns[replaced->key];
        if (table_read(arena, tried ? diagnostics_new(arena) : first, table->identifier, source,
                key) != NULL) {
            first->count = before;
            return true;
        }
        tried = true;
    }
    return false;
}

static bool is_usable(
    struct greffe *greffe, const struct models *models, const struct greffe_table *table) {
    bool found = false;
    bool broken = false;
    for (size_t i = 0; i < models->count; i++) {
        found = found || find_table(models->listed[i].form, table->identifier) != NULL;
        broken = broken || models->listed[i].form == NULL;
    }
    if (!found && broken)
        return true; /* it may be the table of a model that cannot be read */
    if (!found) {
        diagnose(greffe->job.diagnostics, MESSAGE_REQUEST_TABLE, (struct span){0}, NULL,
            table->identifier, hint_for(greffe->job.arena, models, table->identifier));
        return false;
    }
    struct file file;
    if (!read_file(greffe, table, &file))
        return false;
    const struct source *source =
        source_new(greffe->job.arena, file.path, (const char *)file.bytes, file.length);
    return serves_one(greffe, models, table, source);
}

void tables_load(struct greffe *greffe) {
    const struct greffe_settings *settings = &greffe->settings;
    if (settings->table_count == 0)
        return;
    struct models models = read_models(greffe);
    greffe->overrides =
        arena_array(greffe->job.arena, settings->table_count, sizeof *greffe->overrides);
    for (size_t i = 0; i < settings->table_count; i++)
        if (is_usable(greffe, &models, &settings->tables[i]))
            greffe->overrides[greffe->override_count++] =
                (struct table_override){settings->tables[i].identifier, settings->tables[i].path};
}

void tables_warn(struct task *task, const struct form *const *forms, size_t count) {
    for (size_t i = 0; i < task->greffe->override_count; i++) {
        const char *identifier = task->greffe->overrides[i].identifier;
        bool found = false;
        for (size_t k = 0; k < count && !found; k++)
            found = find_table(forms[k], identifier) != NULL;
        if (!found)
            diagnose(task->job->diagnostics, MESSAGE_REQUEST_TABLE_ELSEWHERE, (struct span){0},
                NULL, identifier, forms[0]->name);
    }
}
