#include "tables.h"

#include "arena.h"
#include "form.h"
#include "form_library.h"
#include "process.h"
#include "table.h"
#include "text.h"

#include <string.h>

/* A library of its own, with one table replaced or none, in a job whose diagnostics are only looked at: what is
 * wrong with a model is said to those who use it. */
struct trial {
    const struct greffe_settings *settings;
    struct table_override override; /* without a path: none */
    struct job job;
    struct form_library *library;
};

static void scan(void *context) {
    struct trial *trial = context;
    trial->job.diagnostics = diagnostics_new(trial->job.arena);
    trial->library = form_library_new(&trial->job, trial->settings->forms,
        trial->settings->form_count, &trial->override, trial->override.path != NULL);
}

static void free_arena(void *arena) {
    arena_free(arena);
}

/* A library catches exhausted memory in its arena whenever it reads a model, and that of the process is being
 * guarded already: a trial has an arena of its own, as long as the process's. */
static struct trial *trial_new(struct greffe *greffe, const struct greffe_table *table) {
    struct trial *trial = arena_alloc(greffe->job.arena, sizeof *trial);
    struct arena *arena = arena_new();
    if (arena == NULL)
        arena_exhausted(greffe->job.arena);
    arena_release_later(greffe->job.arena, free_arena, arena);
    *trial = (struct trial){.settings = &greffe->settings,
        .override = {table != NULL ? table->identifier : NULL, table != NULL ? table->path : NULL},
        .job = {.arena = arena, .today = greffe->job.today}};
    if (!arena_run(arena, scan, trial))
        arena_exhausted(greffe->job.arena);
    return trial;
}

/* The models as they are without any table replaced. */
struct models {
    const struct form_listed *listed;
    size_t count;
};

static struct models read_models(struct greffe *greffe) {
    struct trial *trial = trial_new(greffe, NULL);
    struct models models = {0};
    models.count = form_library_list(trial->library, greffe->job.arena, &models.listed);
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

/* ---- A file that does not serve ---- */

static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* Copies what is said of places in the file itself, whose path may be written otherwise there; false when
 * there is nothing. */
static bool report_places(
    struct greffe *greffe, const struct greffe_table *table, const struct diagnostics *found) {
    struct diagnostics *own = greffe->job.diagnostics;
    size_t before = own->count;
    for (size_t i = 0; i < found->count; i++) {
        const struct source *source = found->items[i].span.source;
        if (source == NULL || strcmp(name_of(source->name), name_of(table->path)) != 0)
            continue;
        own->items = arena_grow(own->arena, own->items, own->count, sizeof *own->items);
        own->items[own->count++] = found->items[i];
    }
    return own->count > before;
}

/* Without a place in the file, the first error says why: the file is missing, or a column is. The place is
 * that of the model, which is not to blame. */
static void report_cause(
    struct greffe *greffe, const struct greffe_table *table, const struct diagnostics *found) {
    size_t i = 0;
    while (i < found->count && found->items[i].level < LEVEL_ERROR)
        i++;
    if (i == found->count)
        return;
    const struct diagnostic *cause = &found->items[i];
    struct diagnostic *said = diagnose(greffe->job.diagnostics, MESSAGE_REQUEST_TABLE_FILE,
        (struct span){0}, NULL, table->identifier, cause->text, cause->hint);
    said->level = cause->level;
}

/* Models may have different tables of one name: it is enough that the file serves one of them. */
static bool serves_one(
    struct greffe *greffe, const struct models *models, const struct greffe_table *table) {
    struct trial *trial = trial_new(greffe, table);
    for (size_t i = 0; i < models->count; i++) {
        const struct form *form = models->listed[i].form;
        if (find_table(form, table->identifier) == NULL)
            continue;
        const struct form *tried = form_library_find_space(trial->library, form->space);
        if (tried != NULL && form_library_complete(trial->library, tried))
            return true;
    }
    if (!report_places(greffe, table, trial->job.diagnostics))
        report_cause(greffe, table, trial->job.diagnostics);
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
    return serves_one(greffe, models, table);
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
