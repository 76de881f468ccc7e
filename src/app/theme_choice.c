#include "theme_choice.h"

#include "answers.h"
#include "expression.h"
#include "file_name.h"
#include "files.h"
#include "form.h"
#include "process.h"
#include "theme.h"

#include <fcntl.h>
#include <unistd.h>

/* « 241200187.xml », or NULL when the form or its model does not say. */
static const char *name_of(struct task *task, const struct answers *answers) {
    const struct expression *expression = answers->form->theme;
    if (task->greffe->settings.themes == NULL || expression == NULL)
        return NULL;
    struct arena *arena = task->job->arena;
    const char *value =
        file_name(arena, evaluate_text(answers->evaluation, expression, answers->root), "");
    return *value != '\0' ? arena_format(arena, "%s.xml", value) : NULL;
}

/* In a job that has nothing in common with the form's but its memory and its diagnostics. */
static const struct theme *read_theme(
    struct task *task, const struct root *root, const char *name) {
    struct job job = *task->job;
    job.files = NULL;
    job.file_count = 0;
    const struct theme *theme = theme_read(&job, root, name, &task->greffe->families);
    struct outcome *outcome = task->result->inside;
    outcome->theme_files = job.files;
    outcome->theme_file_count = job.file_count;
    if (theme == NULL)
        task->usage = true; /* the theme is wrong, not the form */
    return theme;
}

const struct theme *theme_choice(struct task *task, const struct answers *answers) {
    const struct theme *usual = task->greffe->theme;
    const char *name = usual != NULL ? name_of(task, answers) : NULL;
    struct root root;
    if (name == NULL)
        return usual;
    if (!root_open(task->job, task->greffe->settings.themes, &root)) {
        task->usage = true;
        return NULL;
    }
    bool there = faccessat(root.descriptor, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    return there ? read_theme(task, &root, name) : usual;
}
