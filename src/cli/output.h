/* What the program prints and writes. Private to cli. */
#ifndef GREFFE_OUTPUT_H
#define GREFFE_OUTPUT_H

#include "greffe.h"

#include <stdbool.h>
#include <stddef.h>

struct options;

/** output_say(format, …): prints on standard error as printf does, with %s and %zu only. What could act on
 *  a terminal in the strings (control characters, marks that reorder a line, bytes that are no UTF-8) is shown
 *  as U+FFFD: names of files come from anywhere. */
void output_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** output_messages(result, options): the diagnostics as text on standard error. */
void output_messages(const struct greffe_result *result, const struct options *options);

/** output_may_write(path, options): false, after a message, when the path is a file that the command reads:
 *  that is a slip, which not even --force turns into a wish. */
bool output_may_write(const char *path, const struct options *options);

/** output_save(path, bytes, length, options): saves a file unless output_may_write is against it, replaces
 *  anything with --force, says why when it could not; the status. */
enum greffe_status output_save(
    const char *path, const unsigned char *bytes, size_t length, const struct options *options);

/** output_result(result, options): messages, then the bytes to --output or to standard output; the status.
 *  Frees the result. A NULL result is exhausted memory. */
enum greffe_status output_result(struct greffe_result *result, const struct options *options);

/** output_standard(bytes, length): bytes to standard output; false, after a message, when they did not all
 *  go out. */
bool output_standard(const void *bytes, size_t length);

/** output_finish(): what was printed to standard output has gone out: GREFFE_OK, else GREFFE_MACHINE after a
 *  message. */
enum greffe_status output_finish(void);

/** output_exhausted(): says that memory is exhausted; GREFFE_MACHINE. */
enum greffe_status output_exhausted(void);

/** output_cause(error): why an errno of writing, in French. */
const char *output_cause(int error);

/** output_worst(a, b): the graver of two statuses. */
enum greffe_status output_worst(enum greffe_status a, enum greffe_status b);

/** output_path(input, folder, extension): the name of an output, to be freed: the input's name with another
 *  extension, in the folder (NULL: beside the input). NULL when memory is exhausted. */
char *output_path(const char *input, const char *folder, const char *extension);

/** output_is_folder(path): a folder stands there. */
bool output_is_folder(const char *path);

/** output_is_file(path): something else stands there. */
bool output_is_file(const char *path);

/** output_same(a, b): both paths would be the same new file: one name in one folder, however written. */
bool output_same(const char *a, const char *b);

#endif
