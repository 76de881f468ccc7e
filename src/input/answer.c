/* Finding one's way among answers, and naming them. */
#include "answers.h"

#include "answers_reading.h"
#include "arena.h"
#include "form.h"

#include <stdint.h>
#include <string.h>

struct answer *answer_child(const struct answer *answer, const char *name) {
    struct answer *child = answer->first;
    while (child && strcmp(child->field->name, name) != 0) {
        child = child->next;
    }
    return child;
}

struct answer *answer_for(const struct answer *answer, const struct field *field) {
    struct answer *child = answer->first;
    while (child && child->field != field) {
        child = child->next;
    }
    return child;
}

struct answer *answer_next(const struct answer *answer) {
    struct answer *next = answer->next;
    while (next && next->field != answer->field) {
        next = next->next;
    }
    return next;
}

static const char *step_of(struct arena *arena, const struct answer *answer) {
    const struct field *field = answer->field;
    if (field->kind == FIELD_RECORD && field->most != 1) {
        return arena_format(arena, "%s n°\u00A0%zu", field->label, answer->order);
    }
    return field->label;
}

const char *answer_place(struct arena *arena, const struct answer *answer) {
    if (!answer->parent) {
        return NULL;
    }
    const char *before = answer_place(arena, answer->parent);
    /* What an option asks for without a label of its own is named by the option. */
    if (field_label(answer->field) != answer->field->label) {
        return before;
    }
    const char *step = step_of(arena, answer);
    return before ? arena_format(arena, "%s, %s", before, step) : step;
}
