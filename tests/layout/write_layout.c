/* Writes the test documents of the layout as PDFs, to be looked at:
 *     write_layout FOLDER [NAME…]     all of them, or those named */
#include "arena.h"
#include "cases.h"
#include "diagnostic.h"
#include "job.h"
#include "pdf.h"

#include <stdio.h>
#include <string.h>

struct task {
    const struct layout_case *example;
    const char *folder;
    bool written;
};

static bool save(const char *path, const unsigned char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    bool written = file && fwrite(bytes, 1, length, file) == length;
    return file && fclose(file) == 0 && written;
}

static void write_case(struct arena *arena, struct task *task) {
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena), .today = {2026, 1, 1}};
    struct typesetter typesetter = cases_typesetter(arena);
    const struct document *document = task->example->make(arena);
    struct pages *pages = layout(&job, &typesetter, document);
    struct pdf_options options = {.part = 3};
    const unsigned char *bytes = NULL;
    size_t length = 0;
    const char *path = arena_format(arena, "%s/%s.pdf", task->folder, task->example->name);
    task->written =
        pages && pdf_write(&job, pages, &options, &bytes, &length) && save(path, bytes, length);
    fputs(diagnostics_print(job.diagnostics), stderr);
}

struct run_context {
    struct arena *arena;
    struct task *task;
};

static void run(void *context) {
    struct run_context *run_context = context;
    write_case(run_context->arena, run_context->task);
}

static bool is_wanted(const char *name, int count, char **names) {
    for (int i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return count == 0;
}

int main(int argument_count, char **arguments) {
    if (argument_count < 2) {
        return 2;
    }
    size_t count;
    const struct layout_case *cases = cases_all(&count);
    bool written = true;
    for (size_t i = 0; i < count; i++) {
        if (!is_wanted(cases[i].name, argument_count - 2, arguments + 2)) {
            continue;
        }
        struct task task = {&cases[i], arguments[1], false};
        struct run_context context = {arena_new(), &task};
        arena_run(context.arena, run, &context);
        arena_free(context.arena);
        written = written && task.written;
    }
    return written ? 0 : 1;
}
