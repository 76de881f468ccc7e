/*
 * Preloaded into the program by check-failures: from main on, calls of one kind are counted, and the one that is asked
 * for fails as the system makes it fail. The environment says which:
 *     FAIL_CALL    malloc, write, fsync, rename (what gives a file its name) or open
 *     FAIL_AT      which call, from 1; 0: none
 *     FAIL_ON      set: all that follow, too
 *     FAIL_COUNT   a file that gets the number of calls in the end
 * Some functions of foreign libraries cannot bear exhausted memory: they end the process, or go on with less without
 * a word. The program makes sure of some memory before it calls them (arena_reserve), so within them none fails.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* glibc's own, beneath what can be interposed. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

static struct {
    bool started;
    const char *call;
    unsigned long at;
    bool on;
    unsigned long count;
    unsigned sheltered; /* calls of those functions that are under way */
} failing;

static void *next(const char *name) {
    return dlsym(RTLD_NEXT, name);
}

/* Whether this call shall fail; errno is set then. */
static bool fails(const char *call, int error) {
    if (!failing.started || failing.sheltered > 0 || failing.call == NULL ||
        strcmp(call, failing.call) != 0)
        return false;
    unsigned long now = __atomic_add_fetch(&failing.count, 1, __ATOMIC_RELAXED);
    bool wanted = now == failing.at || (failing.on && failing.at > 0 && now > failing.at);
    if (wanted)
        errno = error;
    return wanted;
}

/* ---- From main on ---- */

typedef int main_function(int count, char **arguments, char **environment);

static main_function **real_main(void) {
    static main_function *function;
    return &function;
}

static int start(int count, char **arguments, char **environment) {
    const char *at = getenv("FAIL_AT");
    failing.call = getenv("FAIL_CALL");
    failing.at = at != NULL ? strtoul(at, NULL, 10) : 0;
    failing.on = getenv("FAIL_ON") != NULL;
    failing.started = true;
    return (*real_main())(count, arguments, environment);
}

int __libc_start_main(main_function *function, int count, char **arguments,
    void (*initialize)(void), void (*finish)(void), void (*loader_finish)(void), void *stack_end);

int __libc_start_main(main_function *function, int count, char **arguments,
    void (*initialize)(void), void (*finish)(void), void (*loader_finish)(void), void *stack_end) {
    int (*real)(
        main_function *, int, char **, void (*)(void), void (*)(void), void (*)(void), void *);
    *(void **)&real = next("__libc_start_main");
    *real_main() = function;
    return real(start, count, arguments, initialize, finish, loader_finish, stack_end);
}

__attribute__((destructor)) static void tell(void) {
    failing.started = false;
    const char *path = getenv("FAIL_COUNT");
    FILE *file = path != NULL ? fopen(path, "w") : NULL;
    if (file != NULL) {
        fprintf(file, "%lu\n", failing.count);
        fclose(file);
    }
}

/* ---- Memory ---- */

#ifdef FAILING_MEMORY
void *malloc(size_t size) {
    return fails("malloc", ENOMEM) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails("malloc", ENOMEM) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
    return fails("malloc", ENOMEM) ? NULL : __libc_realloc(memory, size);
}
#endif

/* ---- What cannot bear it ---- */

/* The function of that name of a foreign library, while nothing fails. Its arguments are passed as they come. */
static void *shelter(const char *name, void *const arguments[8]) {
    void *(*real)(void *, void *, void *, void *, void *, void *, void *, void *);
    *(void **)&real = next(name);
    failing.sheltered++;
    void *answer = real(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4],
        arguments[5], arguments[6], arguments[7]);
    failing.sheltered--;
    return answer;
}

/* Pointers and whole numbers travel in the same way, whatever the function makes of them. */
#define SHELTER(name)                                                                              \
    void *name(void *a, void *b, void *c, void *d, void *e, void *f, void *g, void *h);            \
    void *name(void *a, void *b, void *c, void *d, void *e, void *f, void *g, void *h) {           \
        return shelter(#name, (void *const[]){a, b, c, d, e, f, g, h});                            \
    }
SHELTER(hnj_hyphen_load)
SHELTER(hnj_hyphen_hyphenate2)
SHELTER(xmlXPathNewContext)
SHELTER(xmlXPathRegisterFunc)
SHELTER(xmlXPathRegisterVariable)
SHELTER(xmlXPathCtxtCompile)
SHELTER(xmlXPathCompiledEval)
SHELTER(hb_face_create)
SHELTER(hb_face_get_upem)
SHELTER(hb_face_get_glyph_count)
SHELTER(hb_face_reference_table)
SHELTER(hb_font_create)
SHELTER(hb_font_get_glyph_h_advance)
SHELTER(hb_font_get_glyph_extents)
SHELTER(hb_font_get_nominal_glyph)
SHELTER(hb_ot_metrics_get_position)
SHELTER(hb_ot_name_get_utf8)
SHELTER(hb_set_add)
SHELTER(hb_shape)
SHELTER(hb_subset_plan_create_or_fail)
SHELTER(hb_subset_plan_execute_or_fail)
SHELTER(cmsCreate_sRGBProfile)

/* ---- Files ---- */

ssize_t write(int descriptor, const void *bytes, size_t length) {
    ssize_t (*real)(int, const void *, size_t);
    *(void **)&real = next("write");
    return fails("write", ENOSPC) ? -1 : real(descriptor, bytes, length);
}

int fsync(int descriptor) {
    int (*real)(int);
    *(void **)&real = next("fsync");
    return fails("fsync", EIO) ? -1 : real(descriptor);
}

int linkat(int from, const char *old, int to, const char *new, int flags) {
    int (*real)(int, const char *, int, const char *, int);
    *(void **)&real = next("linkat");
    return fails("rename", EIO) ? -1 : real(from, old, to, new, flags);
}

int renameat(int from, const char *old, int to, const char *new) {
    int (*real)(int, const char *, int, const char *);
    *(void **)&real = next("renameat");
    return fails("rename", EIO) ? -1 : real(from, old, to, new);
}

static mode_t mode_of(int flags, va_list arguments) {
    return (flags & (O_CREAT | O_TMPFILE)) != 0 ? (mode_t)va_arg(arguments, int) : 0;
}

int open(const char *path, int flags, ...) {
    int (*real)(const char *, int, ...);
    *(void **)&real = next("open");
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails("open", EMFILE) ? -1 : real(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
    int (*real)(int, const char *, int, ...);
    *(void **)&real = next("openat");
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails("open", EMFILE) ? -1 : real(folder, path, flags, mode);
}

/* openat2 has no function of its own in glibc. All arguments of a system call fit a long. */
long syscall(long number, ...) {
    long (*real)(long, ...);
    *(void **)&real = next("syscall");
    long values[6];
    va_list arguments;
    va_start(arguments, number);
    for (int i = 0; i < 6; i++)
        values[i] = va_arg(arguments, long);
    va_end(arguments);
    if (number == SYS_openat2 && fails("open", EMFILE))
        return -1;
    return real(number, values[0], values[1], values[2], values[3], values[4], values[5]);
}
