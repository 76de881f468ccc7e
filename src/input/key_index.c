#include "key_index.h"

#include "arena.h"
#include "text.h"

#include <string.h>

enum {
    FIRST_SLOTS = 16
};

/* The slot of the key, or the empty one where it belongs. There is always an empty slot. */
static size_t slot_of(const struct key_index *index, const char *key) {
    size_t slot = (size_t)text_hash(key, strlen(key)) & (index->slot_count - 1);
    while (
        index->slots[slot] != 0 && strcmp(index->entries[index->slots[slot] - 1].key, key) != 0) {
        slot = (slot + 1) & (index->slot_count - 1);
    }
    return slot;
}

static void grow(struct key_index *index) {
    index->slot_count = index->slot_count == 0 ? FIRST_SLOTS : index->slot_count * 2;
    index->slots = arena_array(index->arena, index->slot_count, sizeof *index->slots);
    for (size_t i = 0; i < index->count; i++) {
        index->slots[slot_of(index, index->entries[i].key)] = i + 1;
    }
}

void **key_index_add(struct key_index *index, const char *key) {
    if (index->count * 2 >= index->slot_count) {
        grow(index);
    }
    size_t slot = slot_of(index, key);
    if (index->slots[slot] == 0) {
        index->entries =
            arena_grow(index->arena, index->entries, index->count, sizeof *index->entries);
        index->entries[index->count++] = (struct key_entry){key, NULL};
        index->slots[slot] = index->count;
    }
    return &index->entries[index->slots[slot] - 1].value;
}

void *key_index_find(const struct key_index *index, const char *key) {
    if (index->slot_count == 0) {
        return NULL;
    }
    size_t slot = index->slots[slot_of(index, key)];
    return slot == 0 ? NULL : index->entries[slot - 1].value;
}
