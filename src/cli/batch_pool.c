#include "batch_pool.h"

#include "batch.h"
#include "batch_worker.h"
#include "memory.h"
#include "options.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    DEFAULT_TIMEOUT = 300, /* seconds */
    MOST_ANSWER =
        256 * 1024 * 1024, /* bytes: a worker that a hostile form took over may say anything */
    STEP = 64 * 1024,      /* bytes read at once */
    LONGEST_WAIT = 1000,   /* milliseconds */
};

/* One worker; process 0: none runs here. An answer is gathered in `text`: eight bytes of length, then the line. */
struct worker {
    pid_t process;
    int channel;
    bool busy;
    size_t input;
    int64_t since; /* milliseconds, monotonic */
    char *text;
    size_t length;
    size_t room;
};

struct pool {
    struct batch *batch;
    const struct pool_user *user;
    struct worker *workers;
    size_t count;
    int64_t timeout; /* milliseconds */
    int signals;     /* a signalfd for SIGINT and SIGTERM */
    sigset_t before;
    bool stopped;
};

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* ---- Starting and ending a worker ---- */

/* The child: it dies with its parent, and Ctrl-C, which the terminal sends to all, is the parent's affair. */
static _Noreturn void become_worker(const struct pool *pool, pid_t parent, int channel) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
        _exit(1);
    for (size_t i = 0; i < pool->count; i++)
        if (pool->workers[i].process != 0)
            close(pool->workers[i].channel);
    for (size_t i = 0; i < sizeof pool->batch->locks / sizeof *pool->batch->locks; i++)
        close(pool->batch->locks[i]); /* else the locks would outlive a parent that is killed */
    batch_worker_run(pool->batch, channel);
}

static bool start(struct pool *pool, struct worker *worker) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    pid_t parent = getpid();
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        become_worker(pool, parent, ends[1]);
    }
    int error = errno;
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        errno = error;
        return false;
    }
    *worker = (struct worker){.process = process, .channel = ends[0]};
    return true;
}

/* Nothing is lost with a worker that has answered. Returns the signal that it died of, 0 when it ended by itself. */
static int finish(struct worker *worker) {
    int status = 0;
    kill(worker->process, SIGKILL); /* one that died already keeps its own signal */
    close(worker->channel);
    while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
        continue;
    free(worker->text);
    *worker = (struct worker){0};
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void finish_all(struct pool *pool) {
    for (size_t i = 0; i < pool->count; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->process != 0)
            finish(worker);
    }
}

/* ---- Work ---- */

/* The user wants to end it. The signal stays in its descriptor: whoever asks again is told the same. */
static bool is_interrupted(const struct pool *pool) {
    struct pollfd polled = {pool->signals, POLLIN, 0};
    return poll(&polled, 1, 0) > 0;
}

static void give_outcome(struct pool *pool, struct outcome *outcome) {
    if (!pool->user->done(pool->user->context, outcome))
        pool->stopped = true;
}

/* A worker that did not answer is gone; its form is accounted for. */
static void lose(struct pool *pool, struct worker *worker, enum ending ending) {
    struct outcome outcome = {
        .input = worker->input, .ending = ending, .milliseconds = (size_t)(now() - worker->since)};
    bool busy = worker->busy;
    outcome.signal = finish(worker);
    if (busy)
        give_outcome(pool, &outcome);
}

static bool hand_out(struct pool *pool, struct worker *worker, size_t input) {
    if (worker->process == 0 && !start(pool, worker))
        return false;
    uint64_t number = input;
    worker->busy = true;
    worker->input = input;
    worker->since = now();
    if (write(worker->channel, &number, sizeof number) != (ssize_t)sizeof number)
        lose(pool, worker, ENDING_CRASHED);
    return true;
}

/* Hands the next form to a worker that waits, started when there is none. False when no process can be started. */
static bool feed(struct pool *pool, struct worker *worker) {
    size_t input = 0;
    enum pool_next next = POOL_NEXT_PASSED;
    while (!pool->stopped && !worker->busy && next != POOL_NEXT_NONE && !is_interrupted(pool)) {
        next = pool->user->next(pool->user->context, &input);
        if (next == POOL_NEXT_INPUT && !hand_out(pool, worker, input))
            return false;
    }
    return true;
}

static bool is_whole(const struct worker *worker, size_t *length) {
    uint64_t count = 0;
    if (worker->length < sizeof count)
        return false;
    memcpy(&count, worker->text, sizeof count);
    *length = (size_t)count;
    return count <= MOST_ANSWER && worker->length - sizeof count >= count;
}

static void take_answer(struct pool *pool, struct worker *worker, size_t length) {
    struct outcome outcome = {.input = worker->input,
        .ending = ENDING_ANSWERED,
        .text = memory_copy(worker->text + sizeof(uint64_t), length),
        .length = length,
        .milliseconds = (size_t)(now() - worker->since)};
    worker->busy = false;
    worker->length = 0;
    give_outcome(pool, &outcome);
    if (outcome.spent)
        finish(worker);
}

static void hear(struct pool *pool, struct worker *worker) {
    worker->text = memory_room(worker->text, worker->length, &worker->room, STEP);
    ssize_t count = read(worker->channel, worker->text + worker->length, STEP);
    if (count < 0 && errno == EINTR)
        return;
    worker->length += count > 0 ? (size_t)count : 0;
    size_t length = 0;
    if (count > 0 && worker->busy && is_whole(worker, &length))
        take_answer(pool, worker, length);
    else if (count <= 0 || !worker->busy || worker->length > MOST_ANSWER)
        lose(pool, worker, ENDING_CRASHED);
}

/* ---- The loop ---- */

static bool is_busy(const struct pool *pool) {
    for (size_t i = 0; i < pool->count; i++)
        if (pool->workers[i].busy)
            return true;
    return false;
}

/* Milliseconds until the first worker has had its time, or the user is to be told that time passes. */
static int time_left(const struct pool *pool) {
    int64_t least = LONGEST_WAIT;
    int64_t moment = now();
    for (size_t i = 0; i < pool->count; i++) {
        const struct worker *worker = &pool->workers[i];
        int64_t left = worker->since + pool->timeout - moment;
        if (worker->busy && left < least)
            least = left > 0 ? left : 0;
    }
    return (int)least;
}

static void end_late(struct pool *pool) {
    int64_t moment = now();
    for (size_t i = 0; i < pool->count; i++)
        if (pool->workers[i].busy && moment - pool->workers[i].since >= pool->timeout)
            lose(pool, &pool->workers[i], ENDING_TOO_LONG);
}

static void wait_and_hear(struct pool *pool, struct pollfd *polled) {
    for (size_t i = 0; i < pool->count; i++)
        polled[i] = (struct pollfd){
            pool->workers[i].process != 0 ? pool->workers[i].channel : -1, POLLIN, 0};
    polled[pool->count] = (struct pollfd){pool->signals, POLLIN, 0};
    int ready = poll(polled, (nfds_t)pool->count + 1, time_left(pool));
    for (size_t i = 0; ready > 0 && i < pool->count; i++)
        if (polled[i].revents != 0)
            hear(pool, &pool->workers[i]);
    end_late(pool);
    if (!pool->user->wait(pool->user->context))
        pool->stopped = true;
}

static enum pool_end work(struct pool *pool, struct pollfd *polled) {
    for (;;) {
        for (size_t i = 0; i < pool->count; i++)
            if (!feed(pool, &pool->workers[i]))
                return POOL_FAILED;
        if (is_interrupted(pool))
            return POOL_INTERRUPTED;
        if (!is_busy(pool))
            return pool->stopped ? POOL_STOPPED : POOL_FINISHED;
        wait_and_hear(pool, polled);
    }
}

/* The signals wait in a descriptor, which the workers inherit as blocked. */
static bool catch_signals(struct pool *pool) {
    sigset_t caught;
    sigemptyset(&caught);
    sigaddset(&caught, SIGINT);
    sigaddset(&caught, SIGTERM);
    if (sigprocmask(SIG_BLOCK, &caught, &pool->before) != 0)
        return false;
    pool->signals = signalfd(-1, &caught, SFD_CLOEXEC | SFD_NONBLOCK);
    return pool->signals >= 0;
}

/* A signal that was heeded is taken, else it would end the program before it has said what is done. */
static void release_signals(struct pool *pool, enum pool_end end) {
    struct signalfd_siginfo heeded;
    while (end == POOL_INTERRUPTED && read(pool->signals, &heeded, sizeof heeded) > 0)
        continue;
    close(pool->signals);
    sigprocmask(SIG_SETMASK, &pool->before, NULL);
}

enum pool_end batch_pool_run(struct batch *batch, size_t count, const struct pool_user *user) {
    size_t timeout = batch->options->timeout > 0 ? batch->options->timeout : DEFAULT_TIMEOUT;
    struct pool pool = {.batch = batch,
        .user = user,
        .workers = memory_zeroed(count, sizeof *pool.workers),
        .count = count,
        .timeout = (int64_t)timeout * 1000};
    struct pollfd *polled = memory_zeroed(count + 1, sizeof *polled);
    enum pool_end end = catch_signals(&pool) ? work(&pool, polled) : POOL_FAILED;
    int error = errno;
    finish_all(&pool);
    release_signals(&pool, end);
    free(polled);
    free(pool.workers);
    errno = error;
    return end;
}
