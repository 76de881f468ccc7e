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

static bool has_excuse(const struct excuse *excuses, const struct field *field) {
    while (excuses && excuses->field != field) {
        excuses = excuses->next;
    }
    return excuses != NULL;
}

void answers_excuse(struct binding *binding, struct answer *parent, const struct field *field) {
    const struct excuse **excuses = parent ? &parent->excuses : &binding->answers->excuses;
    if (!has_excuse(*excuses, field)) {
        struct excuse *excuse = arena_alloc(binding->arena, sizeof *excuse);
        *excuse = (struct excuse){field, *excuses};
        *excuses = excuse;
    }
}

bool answers_excused(
    const struct answers *answers, const struct answer *parent, const struct field *field) {
    return has_excuse(parent->excuses, field) || has_excuse(answers->excuses, field);
}
