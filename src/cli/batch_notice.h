/* What a submitter is told of a form that was refused: a PDF, made by a model like any other document, and a text.
 * Private to cli. */
#ifndef GREFFE_BATCH_NOTICE_H
#define GREFFE_BATCH_NOTICE_H

#include "greffe.h"

#include <stddef.h>

struct input;

/** batch_notice_text(input, result, length): the notice as a text, to be freed. */
char *batch_notice_text(
    const struct input *input, const struct greffe_result *result, size_t *length);

/** batch_notice_pdf(greffe, model, input, result): the notice that the model makes of the errors: docs/batch.md
 *  lists the fields that it must have. Letters that no font has are shown as □. NULL when it could not be made;
 *  the caller frees the result. */
struct greffe_result *batch_notice_pdf(struct greffe *greffe, const char *model,
    const struct input *input, const struct greffe_result *result);

/** batch_notice_example(greffe, model): a notice with all fields that one may have, as a trial of the model; the
 *  caller frees the result. NULL when memory is exhausted. */
struct greffe_result *batch_notice_example(struct greffe *greffe, const char *model);

#endif
