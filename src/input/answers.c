/* The public face of reading a filled form. */
#include "answers.h"

#include "answers_reading.h"
#include "arena.h"
#include "job.h"

enum {
    MOST_COMPARISONS = 500000, /* a second at worst */
};

struct answers *answers_read(struct job *job, struct form_library *library, const struct root *root,
    const char *name, struct span from) {
    struct answers_reading *reading = arena_alloc(job->arena, sizeof *reading);
    reading->job = job;
    reading->library = library;
    reading->root = root;
    reading->files.arena = job->arena;
    reading->pictures.arena = job->arena;
    return answers_forms_file(reading, name, from, NULL);
}

bool answers_may_compare(struct answers_reading *reading, size_t count) {
    if (reading->compared > MOST_COMPARISONS || count > MOST_COMPARISONS - reading->compared) {
        return false;
    }
    reading->compared += count;
    return true;
}

void answers_excuse(
    struct binding *binding, const struct answer *parent, const struct field *field) {
    struct answers *answers = binding->answers;
    answers->excuses = arena_grow(
        binding->arena, answers->excuses, answers->excuse_count, sizeof *answers->excuses);
    answers->excuses[answers->excuse_count++] = (struct excuse){parent, field};
}

bool answers_excused(
    const struct answers *answers, const struct answer *parent, const struct field *field) {
    for (size_t i = 0; i < answers->excuse_count; i++) {
        const struct excuse *excuse = &answers->excuses[i];
        if (excuse->field == field && (!excuse->parent || excuse->parent == parent)) {
            return true;
        }
    }
    return false;
}
