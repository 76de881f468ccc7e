/* The worker processes of a batch, as the parent sees them. Private to cli. */
#ifndef GREFFE_BATCH_POOL_H
#define GREFFE_BATCH_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct batch;

/** How a form's work ended. */
enum ending {
    ENDING_ANSWERED,
    ENDING_CRASHED,  /* the worker died of a signal, or without an answer */
    ENDING_TOO_LONG, /* it was killed after --timeout */
};

/** What came of an input: the answer's text, which the receiver frees, or NULL; the signal that the worker died
 *  of, 0 when none is known; milliseconds since it was handed out. */
struct outcome {
    size_t input;
    enum ending ending;
    char *text;
    size_t length;
    int signal;
    size_t milliseconds;
    bool
        spent; /* set by the receiver: the worker had no memory left, and a new one shall follow it */
};

/** What `next` of a pool's user found. */
enum pool_next {
    POOL_NEXT_INPUT,
    POOL_NEXT_PASSED, /* one that nothing is to be done for; it shall be asked again */
    POOL_NEXT_NONE,
};

/** What the pool asks of its user. `next` looks at the next input, and gives it when it is to be done; `done` takes
 *  an outcome; `wait` is called once a second at least while outcomes are awaited. False of these two: no more work is
 *  to be handed out. */
struct pool_user {
    enum pool_next (*next)(void *context, size_t *input);
    bool (*done)(void *context, struct outcome *outcome);
    bool (*wait)(void *context);
    void *context;
};

/** How it all ended. */
enum pool_end {
    POOL_FINISHED,
    POOL_STOPPED,     /* by `done` or `wait` */
    POOL_INTERRUPTED, /* by SIGINT or SIGTERM: what was in work is not finished */
    POOL_FAILED,      /* no process could be started: errno says why */
};

/** batch_pool_run(batch, count, user): forks count workers, has all inputs done, and ends the workers. A worker that
 *  crashes or takes too long costs its form, and is replaced. */
enum pool_end batch_pool_run(struct batch *batch, size_t count, const struct pool_user *user);

#endif
