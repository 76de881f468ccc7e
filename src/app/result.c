#include "process.h"

#include "arena.h"
#include "digest.h"
#include "source.h"
#include "text.h"

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

bool greffe_result_diagnostic(
    const struct greffe_result *result, size_t index, struct greffe_diagnostic *diagnostic) {
    const struct diagnostics *all = ((const struct outcome *)result->inside)->job.diagnostics;
    if (all == NULL || index >= all->count)
        return false;
    const struct diagnostic *found = &all->items[index];
    *diagnostic = (struct greffe_diagnostic){
        .level = (enum greffe_level)found->level,
        .code = found->code,
        .field = found->place,
        .text = found->text,
        .hint = found->hint,
        .law = found->law,
    };
    if (found->span.source == NULL)
        return true;
    struct position position = source_position(found->span.source, found->span.offset);
    struct span span = span_part(found->span, 0, found->span.length);
    diagnostic->file = span.source->name;
    diagnostic->line = position.line;
    diagnostic->column = position.column;
    diagnostic->length = text_count(span.source->bytes + span.offset, span.length);
    return true;
}

bool greffe_result_read(
    const struct greffe_result *result, size_t index, struct greffe_file *file) {
    const struct outcome *outcome = result->inside;
    size_t own = outcome->job.file_count;
    if (outcome->job.diagnostics == NULL || index >= own + outcome->theme_file_count)
        return false;
    const struct job_file *found =
        index < own ? &outcome->job.files[index] : &outcome->theme_files[index - own];
    const char *relationship = index >= own ? "Theme" : index == 0 ? "Source" : "Supplement";
    *file = (struct greffe_file){found->name, relationship, found->bytes, found->length};
    return true;
}

void greffe_digest(const void *bytes, size_t length, char digest[GREFFE_DIGEST_SIZE]) {
    digest_hexadecimal(bytes, length, digest);
}
