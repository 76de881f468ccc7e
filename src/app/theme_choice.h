/* The theme of one form among many: that of whom it concerns. Private to app. */
#ifndef GREFFE_THEME_CHOICE_H
#define GREFFE_THEME_CHOICE_H

struct answers;
struct task;
struct theme;

/** theme_choice(task, answers): the theme that stands in the settings' folder of themes under the value that the
 *  form's model names, else that of the process; NULL after a diagnostic. The files that were read for it are
 *  told by the result, and do not belong to the form's. */
const struct theme *theme_choice(struct task *task, const struct answers *answers);

#endif
