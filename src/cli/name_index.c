#include "name_index.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* Fowler, Noll and Vo: offset basis and prime for 64 bits. */
uint64_t name_index_hash(const char *name) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *name != '\0'; name++)
        hash = (hash ^ (unsigned char)*name) * UINT64_C(1099511628211);
    return hash;
}

/* The entry of the name, or the free one where it belongs; the table is never full. */
static struct name_index_entry *entry_of(const struct name_index *index, const char *name) {
    size_t at = (size_t)name_index_hash(name) & (index->room - 1);
    while (index->entries[at].name != NULL && strcmp(index->entries[at].name, name) != 0)
        at = (at + 1) & (index->room - 1);
    return &index->entries[at];
}

static void make_room(struct name_index *index) {
    struct name_index old = *index;
    index->room = old.room == 0 ? 64 : old.room * 2;
    index->entries = memory_zeroed(index->room, sizeof *index->entries);
    for (size_t i = 0; i < old.room; i++)
        if (old.entries[i].name != NULL)
            *entry_of(index, old.entries[i].name) = old.entries[i];
    free(old.entries);
}

size_t *name_index_add(struct name_index *index, const char *name) {
    if (index->count * 2 >= index->room)
        make_room(index);
    struct name_index_entry *entry = entry_of(index, name);
    if (entry->name == NULL) {
        *entry = (struct name_index_entry){memory_copy(name, strlen(name)), NAME_INDEX_NEW};
        index->count++;
    }
    return &entry->value;
}

size_t name_index_find(const struct name_index *index, const char *name) {
    if (index->room == 0)
        return NAME_INDEX_NEW;
    const struct name_index_entry *entry = entry_of(index, name);
    return entry->name == NULL ? NAME_INDEX_NEW : entry->value;
}

void name_index_free(struct name_index *index) {
    for (size_t i = 0; i < index->room; i++)
        free(index->entries[i].name);
    free(index->entries);
    *index = (struct name_index){0};
}
