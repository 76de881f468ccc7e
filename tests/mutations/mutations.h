/* Every single mistake that a person could make in a filled form, made from the form and its
 * model. */
#ifndef GREFFE_TEST_MUTATIONS_H
#define GREFFE_TEST_MUTATIONS_H

#include <stddef.h>

struct answers;
struct arena;

/** What replaces `length` bytes at `offset` of the form. */
struct edit {
    size_t offset;
    size_t length;
    const char *text;
};

#define EDITS_MOST 4

/** One mistake: `what` names its kind, `where` the field's place. Its edits are in rising order. A
 *  message about it must stand within [from, to[ of the form as it was, or on the name of the
 *  element at `parent`. */
struct mutation {
    const char *what;
    const char *where;
    struct edit edits[EDITS_MOST];
    size_t edit_count;
    size_t from;
    size_t to;
    size_t parent;
};

struct mutations {
    struct arena *arena;
    const char *text; /* of the form */
    struct mutation *items;
    size_t count;
};

/** mutations_of(mutations, answers): all mutations of a form that has no error. */
void mutations_of(struct mutations *mutations, const struct answers *answers);

/** mutation_apply(arena, text, mutation, length): the form with the mistake in it. */
const char *mutation_apply(
    struct arena *arena, const char *text, const struct mutation *mutation, size_t *length);

#endif
