/* A thin layer over libharu's object layer, which its shipped headers open (libhpdf-dev): indirect objects
 * whose entries are one prepared text, streams, the catalog, the file's bytes. It has none of the limits
 * of libharu's own arrays and strings, and every use of a private header of libharu stands behind it.
 *
 * Errors of libharu are sticky. Here the first one becomes a diagnostic; from then on calls do no harm, and
 * pdf_object_save fails. Exhausted memory goes to arena_exhausted. */
#ifndef GREFFE_PDF_OBJECT_H
#define GREFFE_PDF_OBJECT_H

#include "job.h"
#include "pages.h"
#include "pdf.h"
#include "text.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <stdbool.h>
#include <stddef.h>

/** The document being written; it lives in the job's arena. `page_objects` are the page dictionaries, one
 *  for each page; `catalog` gathers the catalog's entries; `byte_count` is what the file has to hold so
 *  far, unpacked; `compressor` packs its streams, NULL before the first; `failed`: a diagnostic of level FAULT was given. */
struct pdf {
    struct job *job;
    const struct pages *pages;
    const struct pdf_options *options;
    HPDF_Doc document;
    HPDF_Dict *page_objects;
    struct libdeflate_compressor *compressor;
    struct buffer catalog;
    size_t byte_count;
    bool failed;
};

/** How the bytes of a stream are packed. */
enum pdf_packing {
    PDF_PLAIN,
    PDF_FLATE, /* deflated here */
    PDF_JPEG,  /* a JPEG file already */
};

/** pdf_object_begin(pdf): checks libharu's version and makes the empty document, which the job's arena
 *  releases. False after a diagnostic. */
bool pdf_object_begin(struct pdf *pdf);

/** pdf_object_fault(pdf, message, first, second): reports a diagnostic with two arguments and marks the
 *  document as failed; only the first one is reported. */
void pdf_object_fault(struct pdf *pdf, enum message message, const char *first, const char *second);

/** pdf_object_buffer(pdf): an empty buffer in the job's arena. */
struct buffer pdf_object_buffer(const struct pdf *pdf);

/** pdf_object_new(pdf): a new indirect dictionary, empty so far. Objects made one after the other are
 *  numbered one after the other. */
HPDF_Dict pdf_object_new(struct pdf *pdf);

/** pdf_object_fill(pdf, object, entries): gives a dictionary the entries of a buffer, as PDF syntax without
 *  << and >>, and keeps a stream's filter. The bytes are borrowed until the document is saved. */
void pdf_object_fill(struct pdf *pdf, HPDF_Dict object, const struct buffer *entries);

/** pdf_object_add(pdf, entries): pdf_object_new and pdf_object_fill. */
HPDF_Dict pdf_object_add(struct pdf *pdf, const struct buffer *entries);

/** pdf_object_stream(pdf, entries, bytes, length, packing): a new stream object with those entries besides
 *  /Length and /Filter. The bytes are borrowed until the document is saved. */
HPDF_Dict pdf_object_stream(struct pdf *pdf, const struct buffer *entries, const void *bytes,
    size_t length, enum pdf_packing packing);

/** pdf_object_page_root(pdf): the root of the page tree, which libharu has made, with /Type alone; /Kids and
 *  /Count are to be filled in. */
HPDF_Dict pdf_object_page_root(struct pdf *pdf);

/** pdf_object_number(object): the object's number. */
unsigned pdf_object_number(HPDF_Dict object);

/** pdf_object_save(pdf, bytes, length): writes the document, its /ID all zeros, into the arena, and releases
 *  what libharu holds. False after a diagnostic. */
bool pdf_object_save(struct pdf *pdf, unsigned char **bytes, size_t *length);

#endif
