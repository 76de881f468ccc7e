/* What a finished PDF, of whatever origin, says of itself: the files that it carries and its signatures. */
#ifndef GREFFE_PDF_INSPECT_H
#define GREFFE_PDF_INSPECT_H

#include "job.h"
#include "pages.h"

#include <stdbool.h>
#include <stddef.h>

/** Where a signature field is shown, in 1/1000 pt from the lower left corner of its page, which counts from 1. `name`
 *  is its whole name (/T), `tooltip` is NULL when it has none. */
struct pdf_place {
    const char *name;
    const char *tooltip;
    size_t page;
    int left;
    int bottom;
    int right;
    int top;
    bool is_signed;
};

/** `files` in the order of the PDF's name tree, named by its keys, without mime type. `fields` are all
 *  signature fields, `signatures` those of them that somebody signed: a time stamp of the whole document
 *  (/DocTimeStamp) is none. Whether the signatures are valid is not looked at. `document` is the document of its model
 *  that Greffe made, NULL when the PDF does not say. */
struct pdf_inspection {
    const char *document;
    struct attachment *files;
    size_t file_count;
    size_t fields;
    size_t signatures;
    struct pdf_place *places; /* of the fields that are shown, in the order of the form */
    size_t place_count;
};

/** pdf_inspect(job, path, bytes, length, inspection): reads a PDF without repairing it; `path` is for
 *  messages. Everything found is copied into the job's arena. False after a diagnostic: what cannot be read,
 *  or is encrypted. Memory and time that a hostile file takes are the caller's to limit. */
bool pdf_inspect(struct job *job, const char *path, const unsigned char *bytes, size_t length,
    struct pdf_inspection *inspection);

#endif
