/* What a later run of a batch need not do again. Private to cli. */
#ifndef GREFFE_BATCH_AGAIN_H
#define GREFFE_BATCH_AGAIN_H

#include <stddef.h>

struct batch;
struct journal;

enum again_verdict {
    AGAIN_DO,
    AGAIN_LEAVE,     /* done, and there */
    AGAIN_UNTOUCHED, /* --refresh: its output was signed or changed since: that is to be told */
    AGAIN_CHANGED,   /* --resume: the form is not the one that the output was made of: that, too */
};

/** batch_again_judge(batch, journal, input): whether an input must be rendered, by the journal and by what stands in
 *  the outputs' folder. */
enum again_verdict batch_again_judge(
    const struct batch *batch, const struct journal *journal, size_t input);

/** batch_again_reason(verdict): why an output is kept, in French; NULL when there is nothing to tell. */
const char *batch_again_reason(enum again_verdict verdict);

#endif
