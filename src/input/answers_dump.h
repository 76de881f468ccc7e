/* The answers of a filled form as text, for tests and for « greffe dump ». */
#ifndef GREFFE_ANSWERS_DUMP_H
#define GREFFE_ANSWERS_DUMP_H

struct answers;
struct arena;

/** answers_dump(arena, answers): each answer on a line of its own with its canonical value and its place
 *  in the file (line:column), children indented, attributes marked with @; « faux »: it has an error of
 *  its own; « sans objet »: it does not apply. Inline forms stand where they are filled, those in files
 *  follow, each once. */
const char *answers_dump(struct arena *arena, const struct answers *answers);

#endif
