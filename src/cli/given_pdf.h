/* A finished PDF given on the command line in place of a form. Private to cli. */
#ifndef GREFFE_GIVEN_PDF_H
#define GREFFE_GIVEN_PDF_H

#include "greffe.h"

struct greffe_request;
struct options;

/** The PDF's bytes and what it carries; `bytes` is NULL when the argument is no PDF. `variant` is the document of its
 *  model that it is, NULL when it does not say. */
struct given_pdf {
    unsigned char *bytes;
    size_t length;
    const char *variant;
    struct greffe_file *files; /* they live in `answer` */
    size_t file_count;
    struct greffe_block *blocks; /* so do their strings */
    size_t block_count;
    unsigned char *answer;
};

/** given_pdf_read(greffe, options, path, pdf): reads the file if it is a PDF, and says on standard error whether it
 *  is signed. What it carries is read by a process with limits. A file that cannot be opened is no PDF: whoever
 *  reads it as a form says why. given_pdf_free frees what was read, in any case. */
enum greffe_status given_pdf_read(
    struct greffe *greffe, const struct options *options, const char *path, struct given_pdf *pdf);
void given_pdf_free(struct given_pdf *pdf);

/** given_pdf_request(options, path, pdf): what is asked for a form, or for the one that the PDF read at that path
 *  carries: it becomes the document that it was, unless the options name another. Borrows from pdf. */
struct greffe_request given_pdf_request(
    const struct options *options, const char *path, const struct given_pdf *pdf);

#endif
