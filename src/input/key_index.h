/* Strings found again in constant time: keys of records, files already read. */
#ifndef GREFFE_KEY_INDEX_H
#define GREFFE_KEY_INDEX_H

#include <stddef.h>

struct arena;

/** One key and what belongs to it. */
struct key_entry {
    const char *key;
    void *value;
};

/** An index from strings to pointers. Start with {.arena = arena}. Entries stand in the order in
 *  which they were added. */
struct key_index {
    struct arena *arena;
    struct key_entry *entries;
    size_t count;
    size_t *slots; /* index of an entry + 1, 0 for none; open addressing */
    size_t slot_count;
};

/** key_index_add(index, key): the place of the key's value; NULL stands in it when the key is new.
 *  The key is borrowed. The place holds until the next key is added. */
void **key_index_add(struct key_index *index, const char *key);

/** key_index_find(index, key): the key's value, or NULL. */
void *key_index_find(const struct key_index *index, const char *key);

#endif
