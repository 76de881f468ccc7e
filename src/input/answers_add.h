/* How answers come into being: read from a filled form, or computed. Private to input. */
#ifndef GREFFE_ANSWERS_ADD_H
#define GREFFE_ANSWERS_ADD_H

struct answer;
struct arena;
struct field;

/** answer_new(arena, parent, field): an empty, applicable answer that knows its parent (NULL for the
 *  root) but does not yet stand among the parent's answers. */
struct answer *answer_new(struct arena *arena, struct answer *parent, const struct field *field);

/** answer_append(answer): puts it last among its parent's answers. */
void answer_append(struct answer *answer);

/** answer_add(arena, parent, field): both at once. parent is not NULL. */
struct answer *answer_add(struct arena *arena, struct answer *parent, const struct field *field);

#endif
