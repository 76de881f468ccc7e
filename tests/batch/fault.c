/* Preloaded into the program by check-faults: whoever parses a form that asks for it comes to harm, as a fault of
 * the program or a hostile form would bring it. The form says how in a comment of its own. */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What libxml2 declares; its headers are not needed for that. */
void *xmlCtxtReadMemory(void *context, const char *bytes, int size, const char *address,
    const char *encoding, int options);

static int asks(const char *bytes, int size, const char *for_what) {
    return memmem(bytes, (size_t)size, for_what, strlen(for_what)) != NULL;
}

void *xmlCtxtReadMemory(void *context, const char *bytes, int size, const char *address,
    const char *encoding, int options) {
    void *(*real)(void *, const char *, int, const char *, const char *, int) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "xmlCtxtReadMemory");
    if (asks(bytes, size, "<!--plante-->"))
        raise(SIGSEGV);
    if (asks(bytes, size, "<!--s'arrête-->"))
        _exit(0);
    while (asks(bytes, size, "<!--n'en finit pas-->"))
        pause();
    /* All that there is: what is asked for next fails. A compiler may leave out what nobody looks at. */
    for (size_t step = (size_t)64 << 20; asks(bytes, size, "<!--prend tout-->") && step > 16;) {
        void *volatile taken = malloc(step);
        if (taken == NULL)
            step /= 2;
    }
    return real(context, bytes, size, address, encoding, options);
}

/* ---- A parent that is killed while it commits ---- */

/* GREFFE_NO_ROOM: no line of a journal can be written.
 * GREFFE_FAULT=NAME:N: the process is killed before its N-th call of that name; of pwrite, in the middle of it. */
static int is_time(const char *name, int *calls) {
    const char *wanted = getenv("GREFFE_FAULT");
    size_t length = strlen(name);
    return wanted != NULL && strncmp(wanted, name, length) == 0 && wanted[length] == ':' &&
           ++*calls == atoi(wanted + length + 1);
}

int linkat(int from, const char *old, int to, const char *new, int flags) {
    static int calls;
    int (*real)(int, const char *, int, const char *, int) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "linkat");
    if (is_time("linkat", &calls))
        raise(SIGKILL);
    return real(from, old, to, new, flags);
}

int unlinkat(int folder, const char *name, int flags) {
    static int calls;
    int (*real)(int, const char *, int) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "unlinkat");
    if (is_time("unlinkat", &calls))
        raise(SIGKILL);
    return real(folder, name, flags);
}

int syncfs(int descriptor) {
    static int calls;
    int (*real)(int) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "syncfs");
    if (is_time("syncfs", &calls))
        raise(SIGKILL);
    return real(descriptor);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    static int calls;
    ssize_t (*real)(int, const void *, size_t, off_t) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "pwrite");
    if (getenv("GREFFE_NO_ROOM") != NULL) {
        errno = ENOSPC;
        return -1;
    }
    if (is_time("pwrite", &calls)) {
        real(descriptor, bytes, length / 2, offset);
        raise(SIGKILL);
    }
    return real(descriptor, bytes, length, offset);
}

int rename(const char *from, const char *to) {
    static int calls;
    int (*real)(const char *, const char *) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "rename");
    if (is_time("rename", &calls))
        raise(SIGKILL);
    return real(from, to);
}

/* ---- A run that somebody ends while it looks at what is there ---- */

/* GREFFE_ENDED_BY=SIGNAL: this signal comes while the tenth line of a journal is read again. */
ssize_t pread(int descriptor, void *bytes, size_t length, off_t offset) {
    static int calls;
    ssize_t (*real)(int, void *, size_t, off_t) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "pread");
    const char *wanted = getenv("GREFFE_ENDED_BY");
    ssize_t count = real(descriptor, bytes, length, offset);
    if (wanted != NULL && offset > 0 && count > 0 && asks(bytes, (int)count, "\"greffe-batch\"") &&
        ++calls == 10)
        kill(getpid(), atoi(wanted));
    return count;
}
