/* Writes the sample pages as a PDF, for checks of whole files:
 *     write_sample FILE               two pages with one of everything
 *     write_sample FILE compact       the same, packed
 *     write_sample FILE hostile       one page with texts that try to break the file
 *     write_sample FILE PAGES         so many plain pages
 *     write_sample --own FILE         exit status 0: Greffe's own and unchanged; 1: not */
#include "arena.h"
#include "diagnostic.h"
#include "pdf.h"
#include "pdf_identity.h"
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct task {
    struct arena *arena;
    const char *file;
    const char *what;
    int status;
};

static bool save(const char *name, const unsigned char *bytes, size_t length) {
    FILE *file = fopen(name, "wb");
    bool written = file && fwrite(bytes, 1, length, file) == length;
    return file && fclose(file) == 0 && written;
}

static struct sample *choose_sample(const struct task *task) {
    size_t page_count = (size_t)strtoul(task->what, NULL, 10);
    if (page_count > 0) {
        return sample_many_pages(task->arena, page_count);
    }
    return strcmp(task->what, "hostile") == 0 ? sample_hostile_pages(task->arena)
                                              : sample_pages(task->arena);
}

static void write_sample(void *context) {
    struct task *task = context;
    struct job job = {
        .arena = task->arena, .diagnostics = diagnostics_new(task->arena), .today = {2024, 11, 5}};
    struct sample *sample = choose_sample(task);
    struct pdf_options options = {.compact = strcmp(task->what, "compact") == 0, .part = 3};
    const unsigned char *bytes = NULL;
    size_t length = 0;
    bool done = pdf_write(&job, &sample->pages, &options, &bytes, &length) &&
                save(task->file, bytes, length);
    fputs(diagnostics_print(job.diagnostics), stderr);
    task->status = done ? 0 : 1;
}

static int is_own(const char *name) {
    static unsigned char bytes[1 << 20];
    FILE *file = fopen(name, "rb");
    if (!file) {
        return 2;
    }
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return pdf_is_own(bytes, length) ? 0 : 1;
}

int main(int count, char **arguments) {
    if (count == 3 && strcmp(arguments[1], "--own") == 0) {
        return is_own(arguments[2]);
    }
    if (count != 2 && count != 3) {
        return 2;
    }
    struct task task = {arena_new(), arguments[1], count > 2 ? arguments[2] : "", 3};
    arena_run(task.arena, write_sample, &task);
    arena_free(task.arena);
    return task.status;
}
