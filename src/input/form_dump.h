/* A model as text, for tests and for « greffe dump --stage=form ». */
#ifndef GREFFE_FORM_DUMP_H
#define GREFFE_FORM_DUMP_H

struct arena;
struct form;

/** form_dump(arena, form): what was read, one thing a line, inner things indented by two spaces: the
 * data, the fields with their indexes, the order of computed values, rules, pages, documents,
 * exports. UTF-8, in the arena. */
const char *form_dump(struct arena *arena, const struct form *form);

#endif
