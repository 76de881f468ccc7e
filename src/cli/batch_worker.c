#include "batch_worker.h"

#include "batch.h"
#include "batch_line.h"
#include "batch_notice.h"
#include "json.h"
#include "limited.h"
#include "memory.h"
#include "options.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum {
    DEFAULT_MEMORY = 1024, /* MiB */
};

/* One form in work. `failure` is the errno of the first file that could not be written. */
struct work {
    struct batch *batch;
    const struct input *input;
    size_t index;
    FILE *line;
    size_t files;
    int failure;
};

char *batch_worker_temporary(size_t input, size_t file) {
    return memory_format("%zu-%zu", input, file);
}

/* ---- Channel ---- */

static bool read_whole(int descriptor, void *bytes, size_t length) {
    char *at = bytes;
    while (length > 0) {
        ssize_t count = read(descriptor, at, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        at += count;
        length -= (size_t)count;
    }
    return true;
}

static bool write_whole(int descriptor, const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t count = write(descriptor, at, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        at += count;
        length -= (size_t)count;
    }
    return true;
}

/* ---- Files ---- */

/* They reach the disk with the others of their group. */
static bool write_file(int folder, const char *name, const void *bytes, size_t length) {
    int descriptor =
        openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor < 0)
        return false;
    bool written = write_whole(descriptor, bytes, length);
    int error = errno;
    bool closed = close(descriptor) == 0;
    if (!written)
        errno = error;
    return written && closed;
}

static void add_file(
    struct work *work, const char *kind, const char *path, const void *bytes, size_t length) {
    char *temporary = batch_worker_temporary(work->index, work->files);
    if (work->failure == 0 && !write_file(work->batch->unnamed, temporary, bytes, length))
        work->failure = errno != 0 ? errno : EIO;
    free(temporary);
    char digest[GREFFE_DIGEST_SIZE];
    greffe_digest(bytes, length, digest);
    batch_line_file(work->line, work->files++ == 0, path, kind, digest, length);
}

static void add_parts(struct work *work, const struct greffe_result *result) {
    char *folder = batch_inbox_stem(work->input->name, "");
    for (size_t i = 0; i < result->part_count; i++) {
        const struct greffe_part *part = &result->parts[i];
        char *path = memory_format("%s/%s", folder, part->name);
        add_file(work, "pdf", path, part->bytes, part->length);
        free(path);
    }
    free(folder);
}

static void add_pdf(struct work *work, const struct greffe_result *result) {
    char *path = result->name != NULL ? memory_copy(result->name, strlen(result->name))
                                      : batch_inbox_output(work->input->name, ".pdf");
    add_file(work, "pdf", path, result->bytes, result->length);
    free(path);
}

/* ---- One form ---- */

static struct greffe_result *render(const struct work *work) {
    const struct options *options = work->batch->options;
    struct greffe_request request = options_request(options, work->input->path);
    request.beside = options->root == NULL;
    request.name = options->name;
    return greffe_render(work->batch->greffe, &request);
}

/* A form that was refused gives the two of them; of a fault of the machine nobody who fills forms is told. */
static void add_notices(struct work *work, const struct greffe_result *result) {
    struct batch *batch = work->batch;
    size_t length = 0;
    struct greffe_result *pdf =
        batch->notice != NULL ? batch_notice_pdf(batch->greffe, batch->notice, work->input, result)
                              : NULL;
    char *text = batch_notice_text(work->input, result, &length);
    char *pdf_path = batch_inbox_output(work->input->name, ".avis.pdf");
    char *text_path = batch_inbox_output(work->input->name, ".avis.txt");
    if (pdf != NULL)
        add_file(work, "notice", pdf_path, pdf->bytes, pdf->length);
    if (text != NULL)
        add_file(work, "text", text_path, text, length);
    greffe_result_free(pdf);
    free(text);
    free(pdf_path);
    free(text_path);
}

static void write_result(struct work *work, const struct greffe_result *result) {
    bool named = work->batch->options->name == NULL || result->name != NULL;
    batch_line_result(work->line, work->batch, result);
    fputs(",\"files\":[", work->line);
    if (result->bytes != NULL && named)
        add_pdf(work, result);
    add_parts(work, result);
    if (result->status == GREFFE_FORM && work->files == 0 && work->batch->notices)
        add_notices(work, result);
    fputc(']', work->line);
}

static size_t milliseconds_since(const struct timespec *start) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long passed =
        (now.tv_sec - start->tv_sec) * 1000LL + (now.tv_nsec - start->tv_nsec) / 1000000;
    return passed > 0 ? (size_t)passed : 0;
}

/* Of this process so far: a worker that grows is seen in the journal. */
static size_t most_memory(void) {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (size_t)usage.ru_maxrss : 0;
}

/* A disk that is full is no fault of the form: the parent stops everything. */
static void write_end(struct work *work, const struct timespec *start) {
    if (work->failure != 0)
        batch_line_text(work->line, "fatal", output_cause(work->failure));
    /* From here on nothing that a second run would find again: batch_commit compares what stands before. */
    batch_line_number(work->line, "milliseconds", milliseconds_since(start));
    batch_line_number(work->line, "kibibytes", most_memory());
    fputc('}', work->line);
}

static void work_on(struct work *work) {
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    batch_line_begin(work->line, work->batch, work->input);
    struct greffe_result *result = render(work);
    if (result != NULL)
        write_result(work, result);
    else
        batch_line_number(work->line, "status", (size_t)GREFFE_MACHINE);
    greffe_result_free(result);
    write_end(work, &start);
}

static bool answer(struct batch *batch, int channel, size_t index) {
    char *text = NULL;
    size_t length = 0;
    FILE *line = open_memstream(&text, &length);
    if (line == NULL)
        return false;
    struct work work = {
        .batch = batch, .input = &batch->inbox.inputs[index], .index = index, .line = line};
    work_on(&work);
    bool whole = !ferror(line);
    whole = fclose(line) == 0 && whole;
    uint64_t count = length;
    bool answered =
        whole && write_whole(channel, &count, sizeof count) && write_whole(channel, text, length);
    free(text);
    return answered;
}

_Noreturn void batch_worker_run(struct batch *batch, int channel) {
    size_t memory = batch->options->memory > 0 ? batch->options->memory : DEFAULT_MEMORY;
    bool going = limited_memory(memory << 20);
    uint64_t index = 0;
    while (going && read_whole(channel, &index, sizeof index) && index < batch->inbox.count)
        going = answer(batch, channel, (size_t)index);
    _exit(going ? 0 : 1);
}
