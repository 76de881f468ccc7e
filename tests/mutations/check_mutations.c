/* check_mutations SHARE SAMPLE [LIST]: makes every single mistake in a sample and asks that each is
 * refused, without a PDF, by a message on the mistake or its parent. With LIST, the mistakes of that
 * file instead, each with the one message and the place that the file names; --accept behind it
 * writes what came. SHARE is the folder of forms/ and fonts/ beside the program. */
#include "answers.h"
#include "arena.h"
#include "diagnostic.h"
#include "files.h"
#include "form_library.h"
#include "greffe.h"
#include "job.h"
#include "mutations.h"
#include "process.h"
#include "source.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct trial {
    struct arena *arena;
    struct greffe *greffe;
    const char *sample; /* its path */
    const char *name;   /* the file's name */
    const char *folder; /* a temporary copy of the sample's folder */
    const char *list;
    bool accept;
    size_t made;
    size_t failed;
    size_t told_twice; /* mutations with more than one error */
};

static _Noreturn void die(const char *what, const char *path) {
    fprintf(stderr, "%s: %s: %s\n", what, path, strerror(errno));
    exit(2);
}

static char *read_file(struct arena *arena, const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        die("read", path);
    struct buffer out = {.arena = arena};
    char block[4096];
    for (size_t count; (count = fread(block, 1, sizeof block, file)) > 0;)
        buffer_add(&out, block, count);
    fclose(file);
    *length = out.length;
    return arena_copy(arena, buffer_string(&out), out.length);
}

static void write_file(const char *path, const char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        die("write", path);
}

/* What the sample references stands beside it: every file of its folder is copied. */
static void copy_folder(struct trial *trial) {
    const char *slash = strrchr(trial->sample, '/');
    const char *from =
        slash == NULL ? "."
                      : arena_copy(trial->arena, trial->sample, (size_t)(slash - trial->sample));
    trial->name = slash == NULL ? trial->sample : slash + 1;
    char *folder = arena_format(trial->arena, "%s/greffe-mutations-XXXXXX",
        getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
    if (mkdtemp(folder) == NULL)
        die("mkdtemp", folder);
    trial->folder = folder;
    DIR *directory = opendir(from);
    if (directory == NULL)
        die("opendir", from);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        const char *path = arena_format(trial->arena, "%s/%s", from, entry->d_name);
        struct stat status;
        if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
            continue;
        size_t length;
        const char *bytes = read_file(trial->arena, path, &length);
        write_file(arena_format(trial->arena, "%s/%s", folder, entry->d_name), bytes, length);
    }
    closedir(directory);
}

static void remove_folder(const struct trial *trial) {
    DIR *directory = opendir(trial->folder);
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;)
        unlinkat(dirfd(directory), entry->d_name, 0);
    if (directory != NULL)
        closedir(directory);
    rmdir(trial->folder);
}

static struct greffe_result *render(struct trial *trial, const char *bytes, size_t length) {
    const char *path = arena_format(trial->arena, "%s/%s", trial->folder, trial->name);
    write_file(path, bytes, length);
    struct greffe_request request = {.path = path};
    return greffe_render(trial->greffe, &request);
}

static const struct diagnostics *diagnostics_of(const struct greffe_result *result) {
    return ((const struct outcome *)result->inside)->job.diagnostics;
}

/* Where the mutated form's byte stood before, for bytes outside the edits. */
static bool answers_for(const struct mutation *mutation, size_t offset) {
    size_t to = mutation->to;
    size_t parent = mutation->parent;
    for (size_t i = 0; i < mutation->edit_count; i++) {
        size_t grown = strlen(mutation->edits[i].text);
        to = to + grown - mutation->edits[i].length;
        if (mutation->edits[i].offset < mutation->parent)
            parent = parent + grown - mutation->edits[i].length;
    }
    /* A copy put behind the element answers for it, too. */
    return (offset >= mutation->from && offset < to) || offset == parent;
}

static bool is_noticed(const struct greffe_result *result, const struct mutation *mutation) {
    const struct diagnostics *diagnostics = diagnostics_of(result);
    if (result->status != GREFFE_FORM || result->bytes != NULL)
        return false;
    for (size_t i = 0; i < diagnostics->count; i++)
        if (diagnostics->items[i].level >= LEVEL_ERROR &&
            answers_for(mutation, diagnostics->items[i].span.offset))
            return true;
    return false;
}

static void try_mutation(
    struct trial *trial, const struct mutations *mutations, const struct mutation *mutation) {
    size_t length;
    const char *bytes = mutation_apply(trial->arena, mutations->text, mutation, &length);
    struct greffe_result *result = render(trial, bytes, length);
    trial->made++;
    if (!is_noticed(result, mutation)) {
        trial->failed++;
        printf("not noticed: %s: %s (status %d)\n%s", mutation->what, mutation->where,
            (int)result->status, greffe_result_text(result, false));
    }
    if (result->errors > 1) {
        trial->told_twice++;
        printf("more than one message: %s: %s\n%s", mutation->what, mutation->where,
            greffe_result_text(result, false));
    }
    greffe_result_free(result);
}

static void print_kinds(const struct mutations *mutations) {
    for (size_t i = 0; i < mutations->count; i++) {
        size_t count = 0;
        bool first = true;
        for (size_t j = 0; j < mutations->count; j++) {
            bool same = strcmp(mutations->items[i].what, mutations->items[j].what) == 0;
            count += same;
            first = first && !(same && j < i);
        }
        if (first)
            printf("%5zu %s\n", count, mutations->items[i].what);
    }
}

/* The sample's answers, read apart from the renders; the models are those of the trial's process. */
static void walk_sample(void *context) {
    struct trial *trial = context;
    struct job job = {.arena = trial->arena, .diagnostics = diagnostics_new(trial->arena)};
    struct root root;
    if (!root_open(&job, trial->folder, &root))
        die("root", trial->folder);
    const struct answers *answers =
        answers_read(&job, trial->greffe->library, &root, trial->name, (struct span){NULL, 0, 0});
    if (answers == NULL || diagnostics_errors(job.diagnostics) > 0) {
        printf("%s has errors:\n%s", trial->sample, diagnostics_print(job.diagnostics));
        trial->failed++;
        return;
    }
    struct mutations mutations = {.arena = trial->arena};
    mutations_of(&mutations, answers);
    for (size_t i = 0; i < mutations.count; i++)
        try_mutation(trial, &mutations, &mutations.items[i]);
    print_kinds(&mutations);
    printf("%zu mutations, %zu not noticed, %zu with more than one message\n", trial->made,
        trial->failed, trial->told_twice);
}

/* One line of the list: kind, before, after, message, line:column. */
#define CELLS 5

static void split_line(struct arena *arena, char *line, const char *cells[CELLS]) {
    for (size_t i = 0; i < CELLS; i++) {
        cells[i] = line != NULL ? line : "";
        char *tab = line != NULL ? strchr(line, '\t') : NULL;
        if (tab != NULL)
            *tab = '\0';
        line = tab != NULL ? tab + 1 : NULL;
    }
    for (size_t i = 1; i <= 2; i++) {
        struct buffer out = {.arena = arena};
        for (const char *at = cells[i]; *at != '\0'; at++) {
            bool feed = at[0] == '\\' && at[1] == 'n';
            buffer_add(&out, feed ? "\n" : at, 1);
            at += feed;
        }
        cells[i] = arena_copy(arena, buffer_string(&out), out.length);
    }
}

/* What came, as the list writes it: the code and place of each error, in the order of the file. */
static const char *outcome_of(struct trial *trial, const char *text, const char *const *cells) {
    const char *at = strstr(text, cells[1]);
    if (at == NULL || strstr(at + 1, cells[1]) != NULL)
        return "« avant » is not in the sample exactly once";
    struct mutation mutation = {
        .edits = {{(size_t)(at - text), strlen(cells[1]), cells[2]}}, .edit_count = 1};
    size_t length;
    const char *bytes = mutation_apply(trial->arena, text, &mutation, &length);
    struct greffe_result *result = render(trial, bytes, length);
    struct buffer out = {.arena = trial->arena};
    const struct diagnostics *diagnostics = diagnostics_of(result);
    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct diagnostic *item = &diagnostics->items[i];
        if (item->level < LEVEL_ERROR)
            continue;
        struct position position = source_position(item->span.source, item->span.offset);
        buffer_format(&out, "%s%s\t%zu:%zu", out.length > 0 ? " + " : "", item->code, position.line,
            position.column);
    }
    if (result->status != GREFFE_FORM || result->bytes != NULL)
        buffer_text(&out, " (not refused)");
    greffe_result_free(result);
    return buffer_string(&out);
}

static void try_listed(struct trial *trial, const char *text, char *line, struct buffer *accepted) {
    const char *written = arena_format(trial->arena, "%s", line);
    const char *cells[CELLS];
    split_line(trial->arena, line, cells);
    const char *outcome = outcome_of(trial, text, cells);
    const char *expected = arena_format(trial->arena, "%s\t%s", cells[3], cells[4]);
    const char *third = strchr(strchr(strchr(written, '\t') + 1, '\t') + 1, '\t');
    buffer_add(accepted, written, third == NULL ? strlen(written) : (size_t)(third - written));
    buffer_format(accepted, "\t%s\n", outcome);
    trial->made++;
    if (strcmp(outcome, expected) != 0) {
        trial->failed++;
        printf("%s: %s\n  expected %s\n  came     %s\n", cells[0], cells[2], expected, outcome);
    }
}

static void walk_list(void *context) {
    struct trial *trial = context;
    size_t length;
    const char *text = read_file(trial->arena, trial->sample, &length);
    char *line = read_file(trial->arena, trial->list, &length);
    struct buffer accepted = {.arena = trial->arena};
    bool heading = true;
    for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        if (*line == '#' || *line == '\0' || heading) {
            heading = *line == '#';
            buffer_format(&accepted, "%s\n", line);
        } else {
            try_listed(trial, text, line, &accepted);
        }
    }
    if (trial->accept)
        write_file(trial->list, buffer_string(&accepted), accepted.length);
    printf("%zu mistakes listed, %zu otherwise than expected\n", trial->made, trial->failed);
}

int main(int count, char **arguments) {
    if (count < 3) {
        fprintf(stderr, "usage: %s SHARE SAMPLE [LIST [--accept]]\n", arguments[0]);
        return 2;
    }
    struct trial trial = {.arena = arena_new(),
        .sample = arguments[2],
        .list = count > 3 ? arguments[3] : NULL,
        .accept = count > 4 && strcmp(arguments[4], "--accept") == 0};
    const char *forms[] = {arena_format(trial.arena, "%s/forms", arguments[1])};
    struct greffe_settings settings = {.forms = forms,
        .form_count = 1,
        .fonts = arena_format(trial.arena, "%s/fonts", arguments[1]),
        .date = "2026-01-01"};
    trial.greffe = greffe_new(&settings);
    copy_folder(&trial);
    bool done = trial.greffe != NULL &&
                arena_run(trial.arena, trial.list != NULL ? walk_list : walk_sample, &trial);
    remove_folder(&trial);
    greffe_free(trial.greffe);
    arena_free(trial.arena);
    return done && trial.failed == 0 && trial.made > 0 ? 0 : 1;
}
