/* How far a batch is: a bar on a terminal, lines elsewhere. Private to cli. */
#ifndef GREFFE_BATCH_PROGRESS_H
#define GREFFE_BATCH_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Numbers of forms; times in milliseconds. `left`: those that were done by an earlier run. */
struct progress {
    bool terminal;
    size_t total;
    size_t left;
    size_t made;
    size_t refused;
    size_t failed;
    size_t kept;  /* an output that was signed or changed, or that belongs to another form */
    size_t twice; /* of all these: the same content as another form */
    size_t since_line;
    int64_t start;
    int64_t shown;
};

void batch_progress_begin(struct progress *progress, size_t total);

/** batch_progress_show(progress): what has changed since it was shown last. */
void batch_progress_show(struct progress *progress);

/** batch_progress_clear(progress): takes the bar away, so that something else may be printed. */
void batch_progress_clear(struct progress *progress);

/** batch_progress_end(progress, report): the sums. */
void batch_progress_end(struct progress *progress, const char *report);

#endif
