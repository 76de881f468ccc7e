#include "process.h"

#include "arena.h"

#include <string.h>

/* A result's text is made when it is asked for, in the result's own arena. */
struct printing {
    struct outcome *outcome;
    bool notes;
    const char *text;
};

static void print(void *context) {
    struct printing *printing = context;
    struct diagnostics *all = printing->outcome->job.diagnostics;
    struct diagnostics shown = {.arena = all->arena};
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].level == LEVEL_NOTE && !printing->notes)
            continue;
        shown.items = arena_grow(shown.arena, shown.items, shown.count, sizeof *shown.items);
        shown.items[shown.count++] = all->items[i];
    }
    printing->text = diagnostics_print(&shown);
}

const char *greffe_result_text(const struct greffe_result *result, bool notes) {
    struct outcome *outcome = result->inside;
    const char *exhausted = message_text(MESSAGE_MEMORY_EXHAUSTED)->text;
    if (outcome->job.diagnostics == NULL)
        return exhausted;
    if (outcome->texts[notes] != NULL)
        return outcome->texts[notes];
    struct printing printing = {outcome, notes, NULL};
    if (!arena_run(outcome->job.arena, print, &printing))
        return exhausted;
    outcome->texts[notes] = printing.text;
    return printing.text;
}
