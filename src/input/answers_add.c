#include "answers_add.h"

#include "answers.h"
#include "arena.h"

struct answer *answer_new(struct arena *arena, struct answer *parent, const struct field *field) {
    struct answer *answer = arena_alloc(arena, sizeof *answer);
    answer->field = field;
    answer->parent = parent;
    answer->applicable = true;
    return answer;
}

void answer_append(struct answer *answer) {
    struct answer *parent = answer->parent;
    if (parent->last) {
        parent->last->next = answer;
    } else {
        parent->first = answer;
    }
    parent->last = answer;
}

struct answer *answer_add(struct arena *arena, struct answer *parent, const struct field *field) {
    struct answer *answer = answer_new(arena, parent, field);
    answer_append(answer);
    return answer;
}
