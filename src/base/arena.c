#include "arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ALIGNMENT = alignof(max_align_t),
    FIRST_CAPACITY = 4,
#ifdef GREFFE_SANITIZED
    /* Every allocation stands apart, so that the sanitizer sees a step over its end. */
    CHUNK_SIZE = 0,
#else
    CHUNK_SIZE = 64 * 1024,
#endif
    /* What is larger stands apart: it would waste the rest of a chunk. */
    LARGE_SIZE = CHUNK_SIZE / 4,
};

/* A stretch of memory from the system. All of them form one chain, newest first. */
struct block {
    struct block *previous;
    alignas(max_align_t) unsigned char bytes[];
};

/* A foreign handle, to be released with the arena. */
struct handle {
    struct handle *previous;
    void (*release)(void *handle);
    void *handle;
};

/* Stands before the items of an array made by arena_grow. */
struct array {
    size_t capacity;
    alignas(max_align_t) unsigned char items[];
};

struct arena {
    struct block *blocks;
    struct handle *handles;
    unsigned char *free; /* the unused rest of the current chunk */
    size_t free_size;
    jmp_buf *escape; /* where arena_run waits; NULL outside of it */
    struct arena *scratch;
    struct arena *outer; /* of scratch memory: whose it is */
};

struct arena *arena_new(void) {
    return calloc(1, sizeof(struct arena));
}

static void release_handles(struct arena *arena) {
    while (arena->handles) {
        struct handle *handle = arena->handles;
        arena->handles = handle->previous;
        handle->release(handle->handle);
    }
}

/* Those that are newer than `oldest`, which stays. */
static void free_blocks(struct arena *arena, const struct block *oldest) {
    while (arena->blocks != oldest) {
        struct block *block = arena->blocks;
        arena->blocks = block->previous;
        free(block);
    }
}

void arena_free(struct arena *arena) {
    if (!arena) {
        return;
    }
    /* The records of the handles stand in the blocks, and so does the scratch arena. */
    release_handles(arena);
    if (arena->scratch) {
        free_blocks(arena->scratch, NULL);
    }
    free_blocks(arena, NULL);
    free(arena);
}

bool arena_run(struct arena *arena, void (*work)(void *context), void *context) {
    jmp_buf escape;
    if (arena->escape) {
        abort(); /* a nested call would unwind to the wrong place */
    }
    arena->escape = &escape;
    if (setjmp(escape) != 0) {
        arena->escape = NULL;
        return false;
    }
    work(context);
    arena->escape = NULL;
    return true;
}

_Noreturn void arena_exhausted(struct arena *arena) {
    while (arena->outer) {
        arena = arena->outer;
    }
    if (!arena->escape) {
        abort();
    }
    longjmp(*arena->escape, 1);
}

void arena_reserve(struct arena *arena, size_t size) {
    void *volatile memory = malloc(size); /* volatile: nobody may think it needless */
    if (!memory) {
        arena_exhausted(arena);
    }
    free(memory);
}

/* A zeroed block with room for size bytes, or NULL. */
static struct block *add_block(struct arena *arena, size_t size) {
    if (size > PTRDIFF_MAX - sizeof(struct block)) {
        return NULL;
    }
    struct block *block = calloc(1, sizeof *block + size);
    if (block) {
        block->previous = arena->blocks;
        arena->blocks = block;
    }
    return block;
}

static void *take_from_chunk(struct arena *arena, size_t size) {
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (rounded > arena->free_size) {
        struct block *chunk = add_block(arena, CHUNK_SIZE);
        if (!chunk) {
            return NULL;
        }
        arena->free = chunk->bytes;
        arena->free_size = CHUNK_SIZE;
    }
    void *taken = arena->free;
    arena->free += rounded;
    arena->free_size -= rounded;
    return taken;
}

/* As arena_alloc, but NULL when memory is exhausted. An allocation of nothing has an address of its
 * own. */
static void *try_alloc(struct arena *arena, size_t size) {
    if (size == 0) {
        size = 1;
    }
    if (size <= LARGE_SIZE) {
        return take_from_chunk(arena, size);
    }
    struct block *block = add_block(arena, size);
    return block ? block->bytes : NULL;
}

void *arena_alloc(struct arena *arena, size_t size) {
    void *memory = try_alloc(arena, size);
    if (!memory) {
        arena_exhausted(arena);
    }
    return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t size) {
    if (size > 0 && count > SIZE_MAX / size) {
        arena_exhausted(arena);
    }
    return arena_alloc(arena, count * size);
}

static struct array *new_array(struct arena *arena, size_t capacity, size_t size) {
    if (capacity > (PTRDIFF_MAX - sizeof(struct array)) / size) {
        arena_exhausted(arena);
    }
    struct array *array = arena_alloc(arena, sizeof *array + capacity * size);
    array->capacity = capacity;
    return array;
}

/* The capacity stands before the items rather than being derived from count, so that an array used
 * as a stack does not move again each time it crosses the same size. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t size) {
    if (!items) {
        return new_array(arena, FIRST_CAPACITY, size)->items;
    }
    const struct array *array =
        (const void *)((const unsigned char *)items - offsetof(struct array, items));
    if (count < array->capacity) {
        return items;
    }
    struct array *larger = new_array(arena, 2 * array->capacity, size);
    memcpy(larger->items, items, count * size);
    return larger->items;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length) {
    if (length == SIZE_MAX) {
        arena_exhausted(arena);
    }
    char *copy = arena_alloc(arena, length + 1);
    if (length > 0) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        arena_exhausted(arena); /* longer than an int counts */
    }
    char *text = arena_alloc(arena, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

/* A scratch arena has a chunk from the beginning on, so that closing leaves it one. */
struct scratch scratch_open(struct arena *arena) {
    if (!arena->scratch) {
        struct arena *scratch = arena_alloc(arena, sizeof *scratch);
        scratch->outer = arena;
        arena->scratch = scratch;
        arena_alloc(scratch, 1);
    }
    struct arena *scratch = arena->scratch;
    return (struct scratch){scratch, scratch->blocks, scratch->free, scratch->free_size};
}

void scratch_close(struct scratch scratch) {
    struct arena *arena = scratch.arena;
    bool same_chunk = arena->blocks == scratch.blocks;
    free_blocks(arena, scratch.blocks);
    if (scratch.free_size > 0) {
        memset(scratch.free, 0, scratch.free_size - (same_chunk ? arena->free_size : 0));
    }
    arena->free = scratch.free;
    arena->free_size = scratch.free_size;
}

void arena_release_later(struct arena *arena, void (*release)(void *handle), void *handle) {
    struct handle *record = try_alloc(arena, sizeof *record);
    if (!record) {
        release(handle); /* nobody else would */
        arena_exhausted(arena);
    }
    *record = (struct handle){arena->handles, release, handle};
    arena->handles = record;
}
