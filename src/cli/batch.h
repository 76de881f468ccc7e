/* A batch: any number of forms rendered by several processes, each accounted for. Private to cli.
 *
 * The parent lists the forms (batch_inbox), forks workers that have the models and fonts already (batch_pool),
 * gives each one form at a time (batch_worker), and takes their answers in the order of the list (batch_commit):
 * a group of finished files is brought to the disk, gets its names, and only then stands in the journal
 * (batch_journal). The journal is all that a later run needs to know (batch_again). */
#ifndef GREFFE_BATCH_H
#define GREFFE_BATCH_H

#include "batch_inbox.h"
#include "greffe.h"

struct options;

/** The folder in the outputs' folder where files stand that have no name yet. */
#define BATCH_TEMPORARY ".greffe"

/** What all parts of a batch work with. Paths are allocated. Beneath `outputs` no symbolic link is followed: senders may
 *  be allowed to write there. */
struct batch {
    struct greffe *greffe;
    const struct options *options;
    const char *folder; /* the outputs' */
    int outputs;        /* its descriptor */
    char *temporary;    /* the folder of files that have no name yet, beneath it */
    int unnamed;        /* its descriptor; the lock is held by another one */
    char *report;       /* path of the journal */
    const char
        *notice;   /* the model of notices to those whose forms are refused; NULL: there is none */
    bool notices;  /* they are wanted */
    bool awaited;  /* the folder of temporaries was there before: it goes when all is finished */
    bool finished; /* every form is accounted for, be it that some failed */
    int locks[2];  /* descriptors by which other runs are kept off: a worker must not hold them */
    struct inbox inbox;
    char *choices; /* the options that change an output: batch_choices_text */
    char fingerprint[GREFFE_DIGEST_SIZE]; /* of models, tables, fonts, program */
};

/** batch_wanted(options): the command line asks for a batch, not for a few files. */
bool batch_wanted(const struct options *options);

/** batch_run(greffe, options): renders all; the worst status of all. */
enum greffe_status batch_run(struct greffe *greffe, const struct options *options);

#endif
