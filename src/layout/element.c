#include "element.h"

#include "arena.h"

static size_t append(struct elements *elements, struct element element) {
    elements->items =
        arena_grow(elements->arena, elements->items, elements->count, sizeof *elements->items);
    elements->items[elements->count] = element;
    return elements->count++;
}

struct elements element_tree(struct arena *arena) {
    struct elements elements = {.arena = arena};
    append(&elements, (struct element){.role = ROLE_DOCUMENT, .parent = ELEMENT_NONE});
    return elements;
}

size_t element_add(struct elements *elements, enum role role, size_t parent, struct span span) {
    if (parent == ELEMENT_ARTIFACT) {
        return ELEMENT_ARTIFACT;
    }
    return append(elements, (struct element){.role = role, .parent = parent, .span = span});
}

struct element *element_at(struct elements *elements, size_t index) {
    return index == ELEMENT_ARTIFACT ? NULL : &elements->items[index];
}
