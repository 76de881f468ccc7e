/* Tables that replace those of the models: --table id=FILE. Private to app. */
#ifndef GREFFE_TABLES_H
#define GREFFE_TABLES_H

#include <stddef.h>

struct form;
struct greffe;
struct task;

/** tables_load(greffe): checks the tables of the settings against the models before any of them is put in
 *  their place, so that nobody who filled a form, or keeps the models, is blamed for one. Reports a table that
 *  no model has, and a file that is missing or wrong; the others become the overrides of the process. */
void tables_load(struct greffe *greffe);

/** tables_warn(task, forms, count): warns of tables that none of the models has which the request is about. */
void tables_warn(struct task *task, const struct form *const *forms, size_t count);

#endif
