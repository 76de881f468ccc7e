/* A smaller form of a finished PDF: its objects packed into object streams, by libqpdf. */
#ifndef GREFFE_PDF_COMPACT_H
#define GREFFE_PDF_COMPACT_H

#include "job.h"

#include <stdbool.h>
#include <stddef.h>

/** pdf_compact(job, bytes, length): replaces the file by its compact form, in the job's arena; both entries of
 *  its /ID are to be stamped anew. False after a diagnostic. */
bool pdf_compact(struct job *job, unsigned char **bytes, size_t *length);

#endif
