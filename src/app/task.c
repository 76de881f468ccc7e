#include "process.h"

#include "answers.h"
#include "blocks.h"
#include "check.h"
#include "document.h"
#include "expression.h"
#include "file_name.h"
#include "files.h"
#include "form.h"
#include "form_library.h"
#include "functions.h"
#include "pdf.h"
#include "resolve.h"
#include "tables.h"
#include "text.h"
#include "theme_choice.h"

#include <string.h>

/* Whether the reading of a model was complained of in this task. */
static bool was_said(const struct task *task) {
    return task->greffe->job.diagnostics->count > task->before;
}

const struct form *task_form(struct task *task) {
    struct form_library *library = task->greffe->library;
    const struct form *form = form_library_find(library, task->argument);
    if (form != NULL && form_library_complete(library, form)) {
        tables_warn(task, &form, 1);
        return form;
    }
    task->usage = true;
    const char *const *names = NULL;
    size_t count = form_library_names(task->greffe->library, &names);
    const char *nearest = text_nearest(task->job->arena, task->argument, names, count);
    bool broken = nearest != NULL && strcmp(nearest, task->argument) == 0;
    if (nearest == NULL)
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_MODEL, (struct span){0}, NULL,
            task->argument, count > 0 ? text_list(task->job->arena, names, count, true) : "aucun");
    else if (!broken)
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_MODEL_MISSPELT, (struct span){0}, NULL,
            task->argument, nearest);
    else if (!was_said(task))
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_MODEL_BROKEN, (struct span){0}, NULL,
            task->argument);
    return NULL;
}

/* How the form is called that a PDF « acte.pdf » is made of, unless it was given another name. */
static const char *probable_form(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *point = strrchr(name, '.');
    size_t length = point != NULL && point > name ? (size_t)(point - path) : strlen(path);
    return arena_format(arena, "%.*s.xml", (int)length, path);
}

/* A PDF carries its form and what it names: its job reads these and nothing else. */
static bool open_carried(struct task *task, struct root *root, const char **name) {
    const struct greffe_request *request = task->request;
    struct job_file *files =
        arena_array(task->job->arena, request->carried_count + 1, sizeof *files);
    size_t sources = 0;
    for (size_t i = 0; i < request->carried_count; i++) {
        const struct greffe_file *file = &request->carried[i];
        files[i] = (struct job_file){file->name, file->bytes, file->length};
        if (strcmp(file->relationship, "Source") == 0) {
            *name = file->name;
            sources++;
        }
    }
    *root = (struct root){.path = request->path,
        .descriptor = -1,
        .carried = files,
        .carried_count = request->carried_count};
    if (sources != 1)
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_NO_SOURCE, (struct span){0}, NULL,
            request->path, probable_form(task->job->arena, request->path));
    return sources == 1;
}

/* The folder that was asked for, else that of the form itself. The name is then relative to it. */
static bool open_folder(struct task *task, struct root *root, const char **name) {
    const char *path = task->request->path;
    const char *folder = task->greffe->settings.root;
    if (folder == NULL)
        return process_open_beside(task->job, path, root, name);
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    bool beneath = strncmp(path, folder, length) == 0 && path[length] == '/';
    *name = beneath ? path + length + 1 : path;
    return root_open(task->job, folder, root);
}

/* Where a job reads. */
static bool open_root(struct task *task, struct root *root, const char **name) {
    if (task->request->carried != NULL)
        return open_carried(task, root, name);
    if (!task->request->beside)
        return open_folder(task, root, name);
    struct root *outer = arena_alloc(task->job->arena, sizeof *outer);
    if (!process_open_beside(task->job, task->request->path, outer, name))
        return false;
    root_open_beside(task->job, outer, *name, root);
    return true;
}

/* The phase of the document asked for, without a wish of the first; NULL when it has none. */
static const char *phase_of(const struct form *form, const char *variant) {
    for (size_t i = 0; i < form->document_count; i++)
        if (variant == NULL || strcmp(form->documents[i].identifier, variant) == 0)
            return form->documents[i].phase;
    return NULL;
}

static bool has_phase(const struct form *form, const char *name) {
    for (size_t i = 0; i < form->phase_count; i++)
        if (strcmp(form->phases[i].name, name) == 0)
            return true;
    return false;
}

/* The phase in which a form that another reads is checked: that of the other where its model has it
 * (the close of a sitting asks of its acts no more than the sitting does), else its own first. */
static const char *held_phase(const struct form *form, const char *phase) {
    return phase != NULL && has_phase(form, phase) ? phase : phase_of(form, NULL);
}

/* The forms that a form reads are evaluated and checked before it, each once. */
static void prepare(struct task *task, struct answers *answers, const char *phase) {
    if (answers->evaluation != NULL)
        return;
    for (size_t i = 0; i < answers->form_count; i++)
        prepare(task, answers->forms[i], held_phase(answers->forms[i]->form, phase));
    answers->evaluation = evaluation_new(task->job, answers, functions_table());
    check(task->job, answers, phase);
}

/* The identifiers of the documents or the phases, for a message. */
static const char *document_names(struct task *task, const struct form *form) {
    const char **names = arena_array(task->job->arena, form->document_count, sizeof *names);
    for (size_t i = 0; i < form->document_count; i++)
        names[i] = form->documents[i].identifier;
    return text_list(task->job->arena, names, form->document_count, true);
}

static const char *phase_names(struct task *task, const struct form *form) {
    const char **names = arena_array(task->job->arena, form->phase_count, sizeof *names);
    for (size_t i = 0; i < form->phase_count; i++)
        names[i] = form->phases[i].name;
    return text_list(task->job->arena, names, form->phase_count, true);
}

/* Documents without a phase may be made in any. */
static bool is_of_phase(const struct form_document *document, const char *phase) {
    return phase == NULL || document->phase == NULL || strcmp(document->phase, phase) == 0;
}

/* Without a wish, the first document of the phase, else the first that has none; without a phase, the first of
 * all. NULL when the phase has none. */
static const struct form_document *document_of_phase(const struct form *form, const char *phase) {
    const struct form_document *any = NULL;
    for (size_t i = 0; i < form->document_count; i++) {
        const struct form_document *document = &form->documents[i];
        if (phase == NULL || text_equal(document->phase, phase))
            return document;
        any = any == NULL && document->phase == NULL ? document : any;
    }
    return any;
}

bool task_has_document(const struct task *task, const struct form *form) {
    const struct greffe_request *request = task->request;
    return request->variant != NULL || document_of_phase(form, request->phase) != NULL;
}

static const struct form_document *document_named(const struct form *form, const char *variant) {
    for (size_t i = 0; i < form->document_count; i++)
        if (strcmp(form->documents[i].identifier, variant) == 0)
            return &form->documents[i];
    return NULL;
}

/* A document of another phase would say what is not known yet, or no longer true. */
static void report_phase(
    struct task *task, const struct form_document *document, const struct form_document *meant) {
    struct arena *arena = task->job->arena;
    const char *advice = meant != NULL
                             ? arena_format(arena, "Écrivez --variant=%s, ou supprimez --phase=%s.",
                                   meant->identifier, task->request->phase)
                             : arena_format(arena, "Supprimez --phase=%s.", task->request->phase);
    diagnose(task->job->diagnostics, MESSAGE_REQUEST_DOCUMENT_PHASE, (struct span){0}, NULL,
        document->identifier, document->phase, task->request->phase, advice);
}

static void report_no_document(struct task *task, const struct form *form) {
    const char *variant = task->request->variant;
    if (variant != NULL)
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_VARIANT, (struct span){0}, NULL,
            form->name, variant, document_names(task, form));
    else if (form->document_count == 0)
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_NO_DOCUMENT, (struct span){0}, NULL,
            form->name);
    else
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_PHASE_WITHOUT, (struct span){0}, NULL,
            form->name, task->request->phase, document_names(task, form));
}

/* The document asked for, of the phase asked for. NULL after a diagnostic. */
static const struct form_document *find_document(struct task *task, const struct form *form) {
    const struct greffe_request *request = task->request;
    if (request->phase != NULL && !has_phase(form, request->phase))
        return NULL;
    const struct form_document *meant = document_of_phase(form, request->phase);
    const struct form_document *document =
        request->variant != NULL ? document_named(form, request->variant) : meant;
    if (document != NULL && is_of_phase(document, request->phase))
        return document;
    task->usage = true;
    if (document != NULL)
        report_phase(task, document, meant);
    else
        report_no_document(task, form);
    return NULL;
}

/* The phase of the rules: the one asked for, else that of the document asked for. */
static const char *find_phase(struct task *task, const struct form *form) {
    const char *phase = task->request->phase;
    if (phase != NULL && !has_phase(form, phase)) {
        task->usage = true;
        diagnose(task->job->diagnostics,
            form->phase_count > 0 ? MESSAGE_REQUEST_PHASE : MESSAGE_REQUEST_NO_PHASE,
            (struct span){0}, NULL, form->name, phase, phase_names(task, form));
    }
    return phase != NULL ? phase : phase_of(form, task->request->variant);
}

/* The models of a form and of those that it reads. */
struct forms {
    const struct form **items;
    size_t count;
};

static void gather_forms(struct task *task, const struct answers *answers, struct forms *forms) {
    forms->items = arena_grow(task->job->arena, forms->items, forms->count, sizeof *forms->items);
    forms->items[forms->count++] = answers->form;
    for (size_t i = 0; i < answers->form_count; i++)
        gather_forms(task, answers->forms[i], forms);
}

struct answers *task_answers(struct task *task) {
    struct root root;
    const char *name = NULL;
    if (!open_root(task, &root, &name))
        return NULL;
    struct answers *answers =
        answers_read(task->job, task->greffe->library, &root, name, (struct span){0});
    if (answers == NULL)
        return NULL;
    task->result->model = answers->form->name;
    task->result->model_version = answers->form->version;
    prepare(task, answers, find_phase(task, answers->form));
    struct forms forms = {0};
    gather_forms(task, answers, &forms);
    tables_warn(task, forms.items, forms.count);
    /* Of a form that has errors anyway, nothing is to be named. */
    bool printed = diagnostics_errors(task->job->diagnostics) == 0 || task->request->draft;
    if (task->request->name != NULL && printed)
        task->result->name = file_name_of(
            task->job, task->greffe->library, answers, task->request->name, &task->usage);
    return answers;
}

static bool has_sheet_number(const struct run *runs, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (runs[i].kind == RUN_SHEET_NUMBER)
            return true;
    return false;
}

static bool numbers_sheets(const struct furniture *furniture) {
    return has_sheet_number(furniture->left, furniture->left_count) ||
           has_sheet_number(furniture->right, furniture->right_count);
}

/* A number that no page would show is better refused: whoever gave it expects it. */
static bool sheets_are_right(struct task *task, const struct document *document) {
    if (task->request->first_sheet == 0)
        return true;
    for (size_t i = 0; i < document->part_count; i++)
        if (numbers_sheets(&document->parts[i].page->head) ||
            numbers_sheets(&document->parts[i].page->foot))
            return true;
    task->usage = true;
    diagnose(task->job->diagnostics, MESSAGE_REQUEST_NO_SHEETS, (struct span){0}, NULL,
        task->form_document->identifier);
    return false;
}

static bool report_broken(struct task *task, const struct form *form) {
    task->usage = true;
    if (!was_said(task))
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_MODEL_BROKEN, (struct span){0}, NULL,
            form->name);
    return false;
}

/* What a document inserts is read with it, from the model that is found by its name. Of a form of another version
 * of that model it may be any document. */
static bool read_versions(struct task *task, const struct answers *answers) {
    struct form_library *library = task->greffe->library;
    for (size_t i = 0; i < answers->form_count; i++) {
        const struct form *form = answers->forms[i]->form;
        bool found = form_library_find(library, form->name) == form;
        if (!found && !form_library_complete(library, form))
            return report_broken(task, form);
        if (!read_versions(task, answers->forms[i]))
            return false;
    }
    return true;
}

/* A document is read when it is asked for: what is wrong in the others of its model does not matter. */
static bool read_document(
    struct task *task, const struct answers *answers, const struct form_document *document) {
    if (!form_library_document(task->greffe->library, answers->form, document))
        return report_broken(task, answers->form);
    return read_versions(task, answers);
}

const struct document *task_document(struct task *task, const struct answers *answers) {
    const struct form_document *form_document = find_document(task, answers->form);
    if (form_document != NULL && !read_document(task, answers, form_document))
        return NULL;
    bool wrong = diagnostics_errors(task->job->diagnostics) > 0;
    if (form_document == NULL || (wrong && !task->request->draft))
        return NULL;
    const struct theme *theme = theme_choice(task, answers);
    if (theme == NULL)
        return NULL;
    task->form_document = form_document;
    struct resolve_options options = {
        .theme = theme,
        .draft = task->request->draft,
        .fields = !task->request->no_fields && !task->request->draft,
        .first_sheet = task->request->first_sheet,
        .whole = task->request->fields || task->request->parts,
    };
    const struct document *document = resolve(task->job, answers, form_document, &options);
    return sheets_are_right(task, document) ? document : NULL;
}

struct pages *task_pages(struct task *task, const struct document *document) {
    if (task->greffe->typesetter.fonts == NULL)
        return NULL;
    struct pages *pages = layout(task->job, &task->greffe->typesetter, document);
    if (pages == NULL)
        return NULL;
    const char *version = task->greffe->settings.version;
    pages->metadata.creator =
        arena_format(task->job->arena, "Greffe %s", version != NULL ? version : greffe_version());
    task->result->pages = pages->page_count;
    blocks_enter(task->job->arena, pages, task->result);
    return pages;
}

void task_text(struct task *task, const char *text) {
    task->result->bytes = (const unsigned char *)text;
    task->result->length = strlen(text);
}

void task_pdf(struct task *task, struct pages *pages) {
    if (diagnostics_errors(task->job->diagnostics) > 0 && !task->request->draft)
        return;
    struct pdf_options options = {
        .compact = task->request->compact,
        .part = task->request->archive == GREFFE_PDFA_2A ? 2 : 3,
    };
    const unsigned char *bytes = NULL;
    size_t length = 0;
    if (!pdf_write(task->job, pages, &options, &bytes, &length))
        return;
    task->result->bytes = bytes;
    task->result->length = length;
}
