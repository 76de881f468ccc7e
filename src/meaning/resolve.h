/* From a filled form to a document in which nothing is conditional any more. */
#ifndef GREFFE_RESOLVE_H
#define GREFFE_RESOLVE_H

#include <stdbool.h>

struct answers;
struct document;
struct form;
struct form_document;
struct job;
struct theme;

/** What resolve is told beside the form. */
struct resolve_options {
    const struct theme *theme;
    bool draft;  /* what is missing becomes a marked hole */
    bool fields; /* signature fields are asked for … */
    unsigned
        first_sheet; /* number of the first page where pages are numbered as sheets; 0: not known */
    bool whole;      /* … even in a whole, whose inserted documents are signed on their own */
};

/** resolve(job, answers, form_document, options): the document that the model describes, for these
 * answers. check must have found no error, unless options->draft. */
struct document *resolve(struct job *job, const struct answers *answers,
    const struct form_document *form_document, const struct resolve_options *options);

/** resolve_blank(job, form, theme): the empty form to print: every field with its label and help,
 * all options with empty boxes, ruled lines, empty records. */
struct document *resolve_blank(struct job *job, const struct form *form, const struct theme *theme);

#endif
