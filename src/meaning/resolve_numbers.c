#include "resolve_numbers.h"

#include "arena.h"
#include "diagnostic.h"
#include "resolving.h"
#include "text.h"

#include <stdio.h>

/* Six levels of ten digits at most, with their points. */
#define LONGEST_NUMBER 72

const char *resolve_numbers_text(
    struct resolving *resolving, const char *target, struct span span) {
    struct numbers_wanted *wanted = resolving->numbers;
    wanted->items =
        arena_grow(resolving->arena, wanted->items, wanted->count, sizeof *wanted->items);
    char *text = arena_alloc(resolving->arena, LONGEST_NUMBER);
    wanted->items[wanted->count++] = (struct number_wanted){target, span, text};
    return text;
}

/* The number of the heading of that name among the block and its like, NULL when there is none. */
static const char *number_of(const struct block *block, const char *name) {
    for (; block != NULL; block = block->next) {
        if (text_equal(block->name, name) && block->number != NULL)
            return block->number;
        const char *inside = number_of(block->first, name);
        if (inside != NULL)
            return inside;
    }
    return NULL;
}

/* The number of the heading of that name in the document. */
static const char *number_in(const struct document *document, const char *name) {
    const char *number = NULL;
    for (size_t i = 0; i < document->part_count && number == NULL; i++)
        number = number_of(document->parts[i].body->first, name);
    return number;
}

void resolve_numbers_fill(const struct resolving *resolving, struct diagnostics *diagnostics,
    const struct document *document) {
    const struct numbers_wanted *wanted = resolving->numbers;
    for (size_t i = 0; i < wanted->count; i++) {
        const struct number_wanted *item = &wanted->items[i];
        const char *number = number_in(document, item->target);
        snprintf(item->text, LONGEST_NUMBER, "%s", number != NULL ? number : "?");
        if (number == NULL)
            diagnose(diagnostics, MESSAGE_RESOLVE_NUMBER_UNKNOWN, item->span, NULL, item->target);
    }
}
