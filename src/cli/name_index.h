/* Strings that are found again at once: names of inputs and outputs, digests. Private to cli. */
#ifndef GREFFE_NAME_INDEX_H
#define GREFFE_NAME_INDEX_H

#include <stddef.h>
#include <stdint.h>

#define NAME_INDEX_NEW SIZE_MAX

struct name_index_entry {
    char *name; /* NULL: free */
    size_t value;
};

/** Zeroed: empty. */
struct name_index {
    struct name_index_entry *entries;
    size_t room; /* a power of two, or 0 */
    size_t count;
};

/** name_index_add(index, name): where the value of a name stands; NAME_INDEX_NEW when it was not there yet.
 *  The name is copied; the pointer lives until the next call. */
size_t *name_index_add(struct name_index *index, const char *name);

/** name_index_find(index, name): its value, or NAME_INDEX_NEW. */
size_t name_index_find(const struct name_index *index, const char *name);

/** name_index_hash(name): FNV-1a, 64 bits, the same on every machine. */
uint64_t name_index_hash(const char *name);

void name_index_free(struct name_index *index);

#endif
