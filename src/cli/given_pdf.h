/* A finished PDF given on the command line in place of a form. Private to cli. */
#ifndef GREFFE_GIVEN_PDF_H
#define GREFFE_GIVEN_PDF_H

#include "greffe.h"

struct options;

/** The PDF's bytes and what it carries; `bytes` is NULL when the argument is no PDF. */
struct given_pdf {
    unsigned char *bytes;
    size_t length;
    struct greffe_file *files; /* they live in `answer` */
    size_t file_count;
    unsigned char *answer;
};

/** given_pdf_read(greffe, options, path, pdf): reads the file if it is a PDF, and says on standard error whether it
 *  is signed. What it carries is read by a process with limits. A file that cannot be opened is no PDF: whoever
 *  reads it as a form says why. given_pdf_free frees what was read, in any case. */
enum greffe_status given_pdf_read(
    struct greffe *greffe, const struct options *options, const char *path, struct given_pdf *pdf);
void given_pdf_free(struct given_pdf *pdf);

#endif
