#include "reference.h"

#include "arena.h"
#include "text.h"

const char *reference_text(struct page_references *references, const char *target, size_t group) {
    for (size_t i = 0; i < references->count; i++) {
        const struct page_reference *reference = &references->items[i];
        if (reference->group == group && text_equal(reference->target, target)) {
            return references->late ? NULL : reference->text;
        }
    }
    references->items = arena_grow(
        references->arena, references->items, references->count, sizeof *references->items);
    references->items[references->count++] =
        (struct page_reference){.target = target, .group = group};
    return NULL;
}

void reference_found(struct page_references *references, size_t index, const char *text) {
    struct page_reference *reference = &references->items[index];
    references->changed = references->changed || !text_equal(reference->text, text);
    reference->text = text;
}
