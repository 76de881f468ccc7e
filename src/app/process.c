#include "process.h"

#include "arena.h"
#include "catalogue.h"
#include "digest.h"
#include "files.h"
#include "form_library.h"
#include "tables.h"
#include "theme.h"

#include <stdlib.h>
#include <string.h>

const char *greffe_version(void) {
    return GREFFE_VERSION;
}

static void load_hyphenation(struct greffe *greffe) {
    const char *path = greffe->settings.hyphenation;
    if (path == NULL)
        return;
    greffe->typesetter.hyphenation = hyphenation_load(greffe->job.arena, path);
    if (greffe->typesetter.hyphenation == NULL)
        diagnose(greffe->job.diagnostics, MESSAGE_FONT_DICTIONARY, (struct span){0}, NULL, path);
}

bool process_open_beside(struct job *job, const char *path, struct root *root, const char **name) {
    const char *slash = strrchr(path, '/');
    const char *folder = slash == NULL   ? "."
                         : slash == path ? "/"
                                         : arena_copy(job->arena, path, (size_t)(slash - path));
    *name = slash == NULL ? path : slash + 1;
    return root_open(job, folder, root);
}

/* A theme is read beneath its own folder: its logos stand beside it. */
static const struct theme *load_theme(struct greffe *greffe) {
    const char *path = greffe->settings.theme;
    if (path == NULL)
        return theme_default(&greffe->job);
    struct root root;
    const char *name = NULL;
    if (!process_open_beside(&greffe->job, path, &root, &name))
        return NULL;
    return theme_read(&greffe->job, &root, name, &greffe->families);
}

static void read_date(struct greffe *greffe) {
    const char *date = greffe->settings.date;
    if (date != NULL && !date_read(date, &greffe->job.today))
        diagnose(greffe->job.diagnostics, MESSAGE_REQUEST_DATE, (struct span){0}, NULL, date);
}

static void load(void *context) {
    struct greffe *greffe = context;
    struct greffe_settings *settings = &greffe->settings;
    greffe->job.diagnostics = diagnostics_new(greffe->job.arena);
    read_date(greffe);
    tables_load(greffe);
    greffe->library = form_library_new(&greffe->job, settings->forms, settings->form_count,
        greffe->overrides, greffe->override_count);
    if (settings->fonts != NULL)
        greffe->typesetter.fonts = catalogue_load(&greffe->job, settings->fonts, &greffe->families);
    greffe->theme = load_theme(greffe);
    load_hyphenation(greffe);
    greffe->common = greffe->job.diagnostics->count;
    greffe->spoiled = diagnostics_errors(greffe->job.diagnostics) > 0;
    greffe->ready = true;
}

struct greffe *greffe_new(const struct greffe_settings *settings) {
    struct greffe *greffe = calloc(1, sizeof *greffe);
    struct arena *arena = arena_new();
    if (greffe == NULL || arena == NULL) {
        free(greffe);
        arena_free(arena);
        return NULL;
    }
    greffe->job.arena = arena;
    greffe->settings = *settings;
    if (!arena_run(arena, load, greffe)) {
        greffe_free(greffe);
        return NULL;
    }
    return greffe;
}

void greffe_free(struct greffe *greffe) {
    if (greffe == NULL)
        return;
    arena_free(greffe->job.arena);
    free(greffe);
}

/* What goes through arena_run: its context is one pointer. */
struct running {
    void (*work)(struct task *task);
    struct task *task;
};

static void run(void *context) {
    struct running *running = context;
    struct task *task = running->task;
    task->job->diagnostics = diagnostics_new(task->job->arena);
    running->work(task);
}

/* A model that is broken spoils the requests that need it, fonts and theme spoil all. */
static bool concerns(const struct task *task, size_t index) {
    enum level level = task->greffe->job.diagnostics->items[index].level;
    if (task->about_models)
        return level >= LEVEL_WARNING;
    return level >= LEVEL_ERROR && (index < task->greffe->common || index >= task->before);
}

/* Adds what is wrong with the process itself; the worst of it, LEVEL_NOTE when there is nothing. */
static enum level add_process_faults(const struct task *task) {
    const struct diagnostics *own = task->greffe->job.diagnostics;
    struct diagnostics *all = task->job->diagnostics;
    enum level worst = LEVEL_NOTE;
    for (size_t i = 0; i < own->count; i++) {
        if (!concerns(task, i))
            continue;
        all->items = arena_grow(all->arena, all->items, all->count, sizeof *all->items);
        all->items[all->count++] = own->items[i];
        worst = own->items[i].level > worst ? own->items[i].level : worst;
    }
    return worst;
}

static enum greffe_status status_of(
    const struct task *task, enum level of_form, enum level of_process) {
    if (of_process == LEVEL_FAULT || of_form == LEVEL_FAULT)
        return GREFFE_MACHINE;
    if (of_process == LEVEL_ERROR || (of_form == LEVEL_ERROR && task->usage))
        return GREFFE_USAGE;
    return of_form == LEVEL_ERROR ? GREFFE_FORM : GREFFE_OK;
}

static void finish(void *context) {
    struct task *task = context;
    struct diagnostics *diagnostics = task->job->diagnostics;
    struct greffe_result *result = task->result;
    enum level of_form = diagnostics_worst(diagnostics);
    result->status = status_of(task, of_form, add_process_faults(task));
    if (task->greffe->spoiled && !task->about_models) {
        result->bytes =
            NULL; /* not even a draft: it would be of another date, or in another look */
        result->length = 0;
    }
    diagnostics_sort(diagnostics);
    for (size_t i = 0; i < diagnostics->count; i++) {
        result->errors += diagnostics->items[i].level >= LEVEL_ERROR;
        result->warnings += diagnostics->items[i].level == LEVEL_WARNING;
    }
}

struct greffe_result *process_run(
    struct greffe *greffe, void (*work)(struct task *task), struct task *task) {
    struct outcome *outcome = calloc(1, sizeof *outcome);
    struct arena *arena = arena_new();
    if (outcome == NULL || arena == NULL) {
        free(outcome);
        arena_free(arena);
        return NULL;
    }
    outcome->job = (struct job){.arena = arena, .today = greffe->job.today};
    outcome->result.inside = outcome;
    task->greffe = greffe;
    task->job = &outcome->job;
    task->result = &outcome->result;
    task->before = greffe->job.diagnostics->count;
    struct running running = {work, task};
    if (!arena_run(arena, run, &running) || !arena_run(arena, finish, task)) {
        outcome->job.diagnostics = NULL;
        outcome->result.status = GREFFE_MACHINE;
        outcome->result.errors = 1;
        outcome->result.bytes = NULL;
        outcome->result.length = 0;
        outcome->result.part_count = 0;
    }
    return &outcome->result;
}

void greffe_result_free(struct greffe_result *result) {
    if (result == NULL)
        return;
    struct outcome *outcome = result->inside;
    arena_free(outcome->job.arena);
    free(outcome);
}

/* The digest of the digests: each file weighs by its name and its bytes. */
void greffe_fingerprint(const struct greffe *greffe, char digest[GREFFE_DIGEST_SIZE]) {
    const char *version = greffe->settings.version;
    const char *versions[] = {greffe_version(), version != NULL ? version : ""};
    char all[3][GREFFE_DIGEST_SIZE] = {{0}};
    digest_hexadecimal(versions[0], strlen(versions[0]), all[0]);
    digest_hexadecimal(versions[1], strlen(versions[1]), all[1]);
    digest_hexadecimal(all, sizeof all, all[0]);
    for (size_t i = 0; i < greffe->job.file_count; i++) {
        const struct job_file *file = &greffe->job.files[i];
        digest_hexadecimal(file->name, strlen(file->name), all[1]);
        digest_hexadecimal(file->bytes, file->length, all[2]);
        digest_hexadecimal(all, sizeof all, all[0]);
    }
    memcpy(digest, all[0], GREFFE_DIGEST_SIZE);
}
