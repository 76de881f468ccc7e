/* The first argument of every stage: where to allocate and where to complain. */
#ifndef GREFFE_JOB_H
#define GREFFE_JOB_H

#include "arena.h"
#include "date.h"
#include "diagnostic.h"

#include <stddef.h>

/** A file that a job has read: its name relative to the job's root, its bytes as stored. */
struct job_file {
    const char *name;
    const unsigned char *bytes;
    size_t length;
};

/** One job: one form and what it references. `today` is the reference date that only rules see.
 *  `files` are those that it has read, each once, in the order of reading: they may travel inside
 *  the PDF. The handles of libxml2 are made when they are first needed, serve all files and
 *  expressions that the job reads, and are released with the arena. */
struct job {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct date today;
    struct job_file *files;
    size_t file_count;
    void *parser;   /* an xmlParserCtxt, xml.c only */
    void *compiler; /* an xmlXPathContext, expression.c only */
};

#endif
