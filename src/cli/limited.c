#include "limited.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define COMPUTING_TIME 20               /* seconds */
#define MORE_MEMORY ((size_t)1 << 30)   /* bytes */
#define MOST_ANSWER ((size_t)512 << 20) /* bytes */
#define ANSWER_STEP ((size_t)1 << 16)   /* bytes */

/* Who started the program may have limited it already: that is never lifted. */
static bool limit(unsigned resource, rlim_t most) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0)
        return false;
    limit.rlim_max = limit.rlim_max < most ? limit.rlim_max : most;
    limit.rlim_cur = limit.rlim_cur < most ? limit.rlim_cur : most;
    return setrlimit(resource, &limit) == 0;
}

/* Bytes of address space that this process has: proc(5), statm; 0 when it cannot be known. */
static rlim_t memory_now(void) {
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%lu", &pages) != 1)
        pages = 0;
    fclose(file);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

bool limited_memory(size_t more) {
    return limit(RLIMIT_AS, memory_now() + more) && limit(RLIMIT_CORE, 0);
}

static bool limit_all(void) {
    return limited_memory(MORE_MEMORY) && limit(RLIMIT_CPU, COMPUTING_TIME) &&
           limit(RLIMIT_NOFILE, 0);
}

static bool has_room(struct limited_answer *answer, size_t *room) {
    if (answer->length < *room)
        return true;
    if (*room >= MOST_ANSWER)
        return false;
    *room = *room == 0 ? ANSWER_STEP : *room * 2;
    unsigned char *bytes = realloc(answer->bytes, *room);
    if (bytes != NULL)
        answer->bytes = bytes;
    return bytes != NULL;
}

/* Until the child closes its end. */
static bool gather(int descriptor, struct limited_answer *answer) {
    size_t room = 0;
    while (has_room(answer, &room)) {
        ssize_t count = read(descriptor, answer->bytes + answer->length, room - answer->length);
        if (count == 0)
            return true;
        if (count < 0 && errno != EINTR)
            return false;
        answer->length += count > 0 ? (size_t)count : 0;
    }
    return false;
}

/* A child that has more to say than is read ends by a broken pipe. */
static int status_of(pid_t child) {
    int status = 0;
    pid_t ended;
    do
        ended = waitpid(child, &status, 0);
    while (ended < 0 && errno == EINTR);
    return ended == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int limited_run(limited_work *work, void *context, struct limited_answer *answer) {
    *answer = (struct limited_answer){0};
    int ends[2];
    if (pipe(ends) != 0)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        _exit(limit_all() ? work(context, ends[1]) : 126);
    }
    close(ends[1]);
    bool whole = child > 0 && gather(ends[0], answer);
    close(ends[0]);
    int status = child > 0 ? status_of(child) : -1;
    return whole ? status : -1;
}
