/* Lines of the journal of a batch: one JSON object for each form. Private to cli.
 *
 * A worker writes the beginning: what it read, made and found. The parent adds what only it knows, and the end.
 * docs/batch.md lists the members. */
#ifndef GREFFE_BATCH_LINE_H
#define GREFFE_BATCH_LINE_H

#include "greffe.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct batch;
struct input;

/** batch_line_begin(stream, batch, input): the members that every line has. No line end and no closing brace. */
void batch_line_begin(FILE *stream, const struct batch *batch, const struct input *input);

/** batch_line_result(stream, batch, result): what the result tells: digests of all that was read, the model, status,
 *  pages, diagnostics. */
void batch_line_result(FILE *stream, const struct batch *batch, const struct greffe_result *result);

/** batch_line_file(stream, first, path, kind, digest, bytes): one of the objects of `files`; a comma before it unless it
 *  is the first. */
void batch_line_file(
    FILE *stream, bool first, const char *path, const char *kind, const char *digest, size_t bytes);

/** batch_line_text, batch_line_number(stream, name, value): one more member. */
void batch_line_text(FILE *stream, const char *name, const char *value);
void batch_line_number(FILE *stream, const char *name, size_t value);

#endif
