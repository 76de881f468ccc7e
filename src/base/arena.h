/* Memory of one job. Everything that a job makes lives in its arena and is freed with it; exhausted
 * memory unwinds once, to arena_run, so no function in between tests for it. Handles of foreign
 * libraries are registered with the arena and released with it, whichever way the job ends. */
#ifndef GREFFE_ARENA_H
#define GREFFE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/** arena_new(): an empty arena, or NULL when memory is exhausted. The caller frees it with arena_free. */
struct arena *arena_new(void);

/** arena_free(arena): releases the registered handles, last first, then all memory. NULL is a no-op. */
void arena_free(struct arena *arena);

/** arena_run(arena, work, context): calls work(context); true when it returned, false when memory was
 *  exhausted inside it. Calls may not nest for one arena. */
bool arena_run(struct arena *arena, void (*work)(void *context), void *context);

/** arena_exhausted(arena): unwinds to arena_run as an exhausted allocation does; for the NULL of a
 *  foreign library. Outside arena_run it aborts the process: that is a fault of the program. */
_Noreturn void arena_exhausted(struct arena *arena);

/** arena_reserve(arena, size): makes sure that size bytes could be had now, and unwinds as arena_exhausted does when
 *  not: before calls of foreign libraries that go wrong where memory is exhausted, without a word or the process. */
void arena_reserve(struct arena *arena, size_t size);

/** arena_alloc(arena, size): size bytes, zeroed, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/** arena_array(arena, count, size): room for count items of size bytes, zeroed; overflow of the
 *  product counts as exhausted memory. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/** arena_grow(arena, items, count, size): the array items, moved if needed, with room for one item more
 *  than count. Arrays grown this way start as NULL with count 0 and need no capacity of their own:
 *      list->items = arena_grow(arena, list->items, list->count, sizeof *list->items);
 *      list->items[list->count++] = item; */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t size);

/** arena_copy(arena, bytes, length): a NUL-terminated copy of length bytes. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/** arena_format(arena, format, …): a string made as printf makes it (no locale is ever set). */
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** What is needed only for a while: allocate in `arena`, which scratch_close empties again. The rest says how far. */
struct scratch {
    struct arena *arena;
    struct block *blocks;
    unsigned char *free;
    size_t free_size;
};

/** scratch_open(arena): scratch memory beside an arena, freed with it at the latest. Exhausted memory unwinds to where that of
 *  the arena does. It may be opened again meanwhile; what is opened last is closed first. No handles are registered in it. */
struct scratch scratch_open(struct arena *arena);

/** scratch_close(scratch): all that was allocated in it since it was opened is gone; its memory serves the next time. */
void scratch_close(struct scratch scratch);

/** arena_release_later(arena, release, handle): release(handle) is called when the arena is freed. */
void arena_release_later(struct arena *arena, void (*release)(void *handle), void *handle);

#endif
