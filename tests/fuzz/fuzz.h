/* What the harnesses share: libFuzzer’s entry, and a job of its own for each input. */
#ifndef GREFFE_FUZZ_H
#define GREFFE_FUZZ_H

#include "arena.h"
#include "diagnostic.h"
#include "job.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* LLVM, « libFuzzer »: called once for each input; always returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/** An input on its way through one job. `bytes` are followed by a NUL. */
struct fuzzing {
    struct job job;
    const unsigned char *bytes;
    size_t length;
};

/** fuzz_run(bytes, length, work): work(fuzzing) in a job of its own, then all that was found is printed as a
 *  person would read it. */
static inline void fuzz_run(const uint8_t *bytes, size_t length, void (*work)(void *fuzzing)) {
    struct arena *arena = arena_new();
    if (arena == NULL)
        abort();
    struct fuzzing fuzzing = {.length = length};
    fuzzing.job = (struct job){.arena = arena, .today = {2026, 6, 15}};
    fuzzing.job.diagnostics = diagnostics_new(arena);
    fuzzing.bytes = (const unsigned char *)arena_copy(arena, (const char *)bytes, length);
    (void)arena_run(arena, work, &fuzzing);
    diagnostics_sort(fuzzing.job.diagnostics);
    (void)diagnostics_print(fuzzing.job.diagnostics);
    arena_free(arena);
}

#endif
