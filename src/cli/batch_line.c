#include "batch_line.h"

#include "batch.h"
#include "json.h"
#include "options.h"

#include <stdlib.h>

#include <string.h>

void batch_line_text(FILE *stream, const char *name, const char *value) {
    fprintf(stream, ",\"%s\":", name);
    json_string(stream, value);
}

void batch_line_number(FILE *stream, const char *name, size_t value) {
    fprintf(stream, ",\"%s\":%zu", name, value);
}

void batch_line_file(FILE *stream, bool first, const char *path, const char *kind,
    const char *digest, size_t bytes) {
    fputs(first ? "{\"path\":" : ",{\"path\":", stream);
    json_string(stream, path);
    batch_line_text(stream, "kind", kind);
    batch_line_text(stream, "digest", digest);
    batch_line_number(stream, "bytes", bytes);
    fputc('}', stream);
}

void batch_line_begin(FILE *stream, const struct batch *batch, const struct input *input) {
    fputs("{\"greffe-batch\":1", stream);
    batch_line_text(stream, "input", input->name);
    batch_line_text(stream, "program", greffe_version());
    batch_line_text(stream, "models", batch->fingerprint);
    if (*batch->choices != '\0')
        fprintf(stream, ",\"options\":%s", batch->choices);
}

static void write_reads(FILE *stream, const struct greffe_result *result) {
    struct greffe_file file;
    fputs(",\"read\":[", stream);
    for (size_t i = 0; greffe_result_read(result, i, &file); i++) {
        char digest[GREFFE_DIGEST_SIZE];
        greffe_digest(file.bytes, file.length, digest);
        fputs(i > 0 ? ",{\"name\":" : "{\"name\":", stream);
        json_string(stream, file.name);
        batch_line_text(stream, "digest", digest);
        if (strcmp(file.relationship, "Theme") == 0)
            batch_line_text(stream, "from", "themes");
        fputc('}', stream);
    }
    fputc(']', stream);
}

static void write_optional(FILE *stream, const char *name, const char *value) {
    if (value != NULL && *value != '\0')
        batch_line_text(stream, name, value);
}

/* Where it stands says nothing of what was filled in; the words may quote it. */
static void write_diagnostic(
    FILE *stream, const struct greffe_diagnostic *diagnostic, bool values) {
    static const char *const levels[] = {"note", "warning", "error", "fault"};
    fprintf(stream, "{\"level\":\"%s\"", levels[diagnostic->level]);
    write_optional(stream, "code", diagnostic->code);
    if (diagnostic->file != NULL) {
        batch_line_text(stream, "file", diagnostic->file);
        batch_line_number(stream, "line", diagnostic->line);
        batch_line_number(stream, "column", diagnostic->column);
        batch_line_number(stream, "length", diagnostic->length);
    }
    if (values) {
        write_optional(stream, "field", diagnostic->field);
        write_optional(stream, "text", diagnostic->text);
        write_optional(stream, "hint", diagnostic->hint);
    }
    write_optional(stream, "law", diagnostic->law);
    fputc('}', stream);
}

static void write_diagnostics(
    FILE *stream, const struct options *options, const struct greffe_result *result) {
    struct greffe_diagnostic diagnostic;
    size_t shown = 0;
    fputs(",\"diagnostics\":[", stream);
    for (size_t i = 0; greffe_result_diagnostic(result, i, &diagnostic); i++) {
        if (diagnostic.level == GREFFE_NOTE && !options->notes)
            continue;
        fputs(shown++ > 0 ? "," : "", stream);
        write_diagnostic(stream, &diagnostic, !options->report_without_values);
    }
    fputc(']', stream);
}

/* The rectangles without who signs there; to be freed. */
static struct greffe_block *nameless(const struct greffe_result *result) {
    struct greffe_block *blocks = calloc(result->block_count, sizeof *blocks);
    for (size_t i = 0; blocks != NULL && i < result->block_count; i++) {
        blocks[i] = result->blocks[i];
        blocks[i].label = NULL;
    }
    return blocks;
}

/* Where the PDF is signed; a document that nobody signs has no such member. */
static void write_blocks(
    FILE *stream, const struct options *options, const struct greffe_result *result) {
    if (result->block_count == 0)
        return;
    struct greffe_block *blocks = options->report_without_values ? nameless(result) : NULL;
    const struct greffe_block *shown = blocks != NULL ? blocks : result->blocks;
    bool possible = blocks != NULL || !options->report_without_values;
    char *text = possible ? greffe_blocks_text(shown, result->block_count, false) : NULL;
    if (text != NULL)
        fprintf(stream, ",\"signatures\":%s", text);
    free(text);
    free(blocks);
}

void batch_line_result(
    FILE *stream, const struct batch *batch, const struct greffe_result *result) {
    struct greffe_file form;
    if (greffe_result_read(result, 0, &form)) {
        char digest[GREFFE_DIGEST_SIZE];
        greffe_digest(form.bytes, form.length, digest);
        batch_line_text(stream, "digest", digest);
    }
    write_reads(stream, result);
    write_optional(stream, "model", result->model);
    write_optional(stream, "model-version", result->model_version);
    batch_line_number(stream, "status", (size_t)result->status);
    batch_line_number(stream, "errors", result->errors);
    batch_line_number(stream, "warnings", result->warnings);
    batch_line_number(stream, "pages", result->pages);
    write_blocks(stream, batch->options, result);
    write_diagnostics(stream, batch->options, result);
}
