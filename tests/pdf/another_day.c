/*
 * A preloaded clock: what the program asks for is CLOCK_SHIFT seconds away from now. It asks the kernel itself, so
 * that no other interposed function, a sanitizer's among them, is called from within it.
 */
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static struct timespec shifted(clockid_t clock) {
    struct timespec now = {0};
    syscall(SYS_clock_gettime, clock, &now);
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) {
        const char *shift = getenv("CLOCK_SHIFT");
        now.tv_sec += shift != NULL ? strtol(shift, NULL, 10) : 0;
    }
    return now;
}

int clock_gettime(clockid_t clock, struct timespec *answer) {
    *answer = shifted(clock);
    return 0;
}

int gettimeofday(struct timeval *restrict answer, void *restrict zone) {
    (void)zone;
    struct timespec now = shifted(CLOCK_REALTIME);
    *answer = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *answer) {
    struct timespec now = shifted(CLOCK_REALTIME);
    if (answer != NULL) {
        *answer = now.tv_sec;
    }
    return now.tv_sec;
}
