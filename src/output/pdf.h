/* The last stage: finished pages become the bytes of a PDF that is PDF/A-3a (ISO 19005-3), or 2a (ISO 19005-2), and
 * PDF/UA-1 (ISO 14289-1) at once. Nothing of the layout is decided here and nothing of the machine enters: the same
 * pages give the same bytes. */
#ifndef GREFFE_PDF_H
#define GREFFE_PDF_H

#include "job.h"
#include "pages.h"

#include <stdbool.h>
#include <stddef.h>

/** How a PDF is written down. `compact` packs the objects into object streams (ISO 32000-1, 7.5.7): two thirds of
 *  the size or less, several times slower to write. `part` of ISO 19005: 3, or 2, which admits no attachment (the
 *  pages must have none). */
struct pdf_options {
    bool compact;
    unsigned part;
};

/** pdf_write(job, pages, options, bytes, length): writes the pages. True, and the file's bytes (they live in
 *  the job's arena) and their number; or false after a diagnostic of level FAULT: a libharu other than the
 *  one compiled for, an error of libharu, a font that cannot be embedded, a document beyond what PDF can
 *  hold. Calls arena_exhausted when memory runs out. A glyph of number 0 leaves a gap: layout has
 *  reported it, and PDF/A forbids showing it. */
bool pdf_write(struct job *job, const struct pages *pages, const struct pdf_options *options,
    const unsigned char **bytes, size_t *length);

#endif
