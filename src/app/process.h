/* One process and one job of it: what the files of app share. Private to app. */
#ifndef GREFFE_PROCESS_H
#define GREFFE_PROCESS_H

#include "greffe.h"
#include "job.h"
#include "layout.h"
#include "theme.h"

struct answers;
struct document;
struct form;
struct form_document;
struct form_library;
struct pages;
struct root;
struct table_override;

/** A process: its models, fonts and theme live in the arena of `job`, and what is wrong with them stands in
 *  its diagnostics; the first `common` of these, about the settings, spoil every request. `overrides` are the
 *  tables that replace those of models, as far as they can. `ready` is false when memory was exhausted while it
 *  was made. */
struct greffe {
    struct job job;
    struct greffe_settings settings;
    struct form_library *library;
    struct table_override *overrides;
    size_t override_count;
    struct typesetter typesetter;
    const struct theme *theme; /* NULL after an error of the theme */
    struct theme_families families;
    size_t common;
    bool spoiled; /* one of them is an error */
    bool ready;
};

/** One request in the making. `usage`: an error is one of usage, not of the form. `about_models`: all that was
 *  ever said of models is wanted, warnings, too; otherwise only the errors found while this request ran, from
 *  `before` on in the process's diagnostics. */
struct task {
    struct greffe *greffe;
    const struct greffe_request *request;
    struct job *job;
    const char *argument; /* the stage of a dump, the model of a blank form … */
    size_t index;
    const struct form_document *form_document; /* the one that is made, once it is found */
    struct greffe_result *result;
    size_t before;
    bool usage;
    bool about_models;
};

/** What a result keeps for itself. */
struct outcome {
    struct greffe_result result;
    struct job job;
    const char *name;                   /* of an export */
    const struct job_file *theme_files; /* read for a theme of the form's own */
    size_t theme_file_count;
    const char *texts[2];
};

/** process_run(greffe, work, task): a new job in its own arena, in which work(task) is done; gathers the
 *  diagnostics and the status. NULL only when not even the result can be allocated. */
struct greffe_result *process_run(
    struct greffe *greffe, void (*work)(struct task *task), struct task *task);

/** process_open_beside(job, path, root, name): opens the folder of a file whose path a person gave; *name is
 *  the file's name in it. False after a diagnostic. */
bool process_open_beside(struct job *job, const char *path, struct root *root, const char **name);

/** task_form(task): the model named by task->argument, or NULL after a diagnostic. */
const struct form *task_form(struct task *task);

/** task_answers(task): reads and checks the filled form of the request, and those that it references. NULL
 *  when nothing can be bound. */
struct answers *task_answers(struct task *task);

/** task_has_document(task, form): whether the request names a document, or its phase has one of the form's. */
bool task_has_document(const struct task *task, const struct form *form);

/** task_document(task, answers): the resolved document of the request's variant, or NULL after a
 *  diagnostic; errors of the form end here unless it is a draft. */
const struct document *task_document(struct task *task, const struct answers *answers);

/** task_pages(task, document): the typeset pages, or NULL after a diagnostic. */
struct pages *task_pages(struct task *task, const struct document *document);

/** task_text(task, text): gives a text as the result's bytes. */
void task_text(struct task *task, const char *text);

/** task_pdf(task, pages): gives the PDF as the result's bytes, unless there is an error. */
void task_pdf(struct task *task, struct pages *pages);

#endif
