/* Answers of a batch become outputs and lines of the journal, in the order of the inputs unless one of them keeps the
 * others waiting for too long. Private to cli. */
#ifndef GREFFE_BATCH_COMMIT_H
#define GREFFE_BATCH_COMMIT_H

#include "batch_journal.h"
#include "batch_pool.h"
#include "batch_progress.h"
#include "greffe.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct batch;

/** An input on its way; waiting until it is `done`. */
struct commit_entry {
    struct outcome outcome;
    struct json *line; /* of the outcome's text; NULL when there is none, or it is no line */
    bool done;
    bool committed;
    bool left;       /* nothing is to be done: an earlier run's outcome stands */
    const char *why; /* the same, but that is to be told as a reason to keep it; NULL: it is not */
};

/** All before `next` is committed, all before `ready` finished, nothing from `last` on. Answers are committed in groups:
 *  their files reach the disk together. */
struct commit {
    struct batch *batch;
    struct journal *journal;
    struct progress progress;
    struct commit_entry *entries;
    struct name_index owners;
    size_t next;
    size_t ready;
    size_t last;
    int64_t since; /* the last commit, in milliseconds, monotonic */
    int64_t moved; /* when the form at `ready` became the first that is awaited; the same clock */
    enum greffe_status status;
    bool unwritten; /* a commit failed: outputs may have their names without a line */
};

/** batch_commit_begin(commit, batch, journal): nothing is done yet. batch_commit_end frees everything. */
void batch_commit_begin(struct commit *commit, struct batch *batch, struct journal *journal);
void batch_commit_end(struct commit *commit);

/** batch_commit_leave(commit, input, why): an earlier run's outcome stands; when `why` is not NULL its output is kept
 *  for this reason, which lives as long as the program. */
bool batch_commit_leave(struct commit *commit, size_t input, const char *why);

/** batch_commit_take(commit, outcome): takes a worker's answer; outcome->spent says whether the worker is still
 *  good for another form. False after a message when the machine fails: no more
 *  forms should be rendered. */
bool batch_commit_take(struct commit *commit, struct outcome *outcome);

/** batch_commit_wait(commit): to be called every now and then while answers are awaited: commits what has waited long
 *  enough. False after a message, as batch_commit_take. */
bool batch_commit_wait(struct commit *commit);

/** batch_commit_flush(commit): commits what is ready, whatever the size of the group. */
bool batch_commit_flush(struct commit *commit);

#endif
