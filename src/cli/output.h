/* What the program prints and writes. Private to cli. */
#ifndef GREFFE_OUTPUT_H
#define GREFFE_OUTPUT_H

#include "greffe.h"

#include <stdbool.h>
#include <stddef.h>

struct options;

/** output_messages(result, options): the diagnostics as text on standard error. */
void output_messages(const struct greffe_result *result, const struct options *options);

/** output_save(path, bytes, length, force): saves a file, says why when it could not; the status. */
enum greffe_status output_save(
    const char *path, const unsigned char *bytes, size_t length, bool force);

/** output_result(result, options): messages, then the bytes to --output or to standard output; the status.
 *  Frees the result. A NULL result is exhausted memory. */
enum greffe_status output_result(struct greffe_result *result, const struct options *options);

/** output_standard(bytes, length): bytes to standard output; false when they did not all go out. */
bool output_standard(const void *bytes, size_t length);

/** output_exhausted(): says that memory is exhausted; GREFFE_MACHINE. */
enum greffe_status output_exhausted(void);

/** output_worst(a, b): the graver of two statuses. */
enum greffe_status output_worst(enum greffe_status a, enum greffe_status b);

/** output_path(input, folder, extension): the name of an output, to be freed: the input's name with another
 *  extension, in the folder (NULL: beside the input). NULL when memory is exhausted. */
char *output_path(const char *input, const char *folder, const char *extension);

/** output_is_folder(path): a folder stands there. */
bool output_is_folder(const char *path);

#endif
