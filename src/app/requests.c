#include "process.h"

#include "answers.h"
#include "answers_dump.h"
#include "document_dump.h"
#include "export.h"
#include "file_name.h"
#include "form.h"
#include "form_dump.h"
#include "form_library.h"
#include "pages_dump.h"
#include "parts.h"
#include "pdf_inspect.h"
#include "resolve.h"
#include "schema.h"
#include "skeleton.h"
#include "source_attach.h"
#include "text.h"

#include <string.h>

/* Each request is a piece of work done in a job of its own; the public functions below only start it. */

/* A model without a document, made for its exports, has nothing to typeset, nor has a phase without one. */
static void work_check(struct task *task) {
    const struct answers *answers = task_answers(task);
    if (answers == NULL || !task_has_document(task, answers->form))
        return;
    const struct document *document = task_document(task, answers);
    if (document != NULL)
        task_pages(task, document);
}

static void work_render(struct task *task) {
    const struct answers *answers = task_answers(task);
    const struct document *document = answers != NULL ? task_document(task, answers) : NULL;
    if (document != NULL && task->request->parts) {
        parts_write(task, document);
        return;
    }
    struct pages *pages = document != NULL ? task_pages(task, document) : NULL;
    if (pages == NULL)
        return;
    source_attach(task, answers, pages);
    task_pdf(task, pages);
}

/* The faults of the process are added to each result. */
static void work_prepare(struct task *task) {
    const char *name = task->request->name;
    task->usage = name != NULL && !file_name_check(task->job, name);
}

static void work_blank(struct task *task) {
    const struct form *form = task_form(task);
    if (form == NULL || task->greffe->theme == NULL)
        return;
    struct pages *pages = task_pages(task, resolve_blank(task->job, form, task->greffe->theme));
    if (pages != NULL)
        task_pdf(task, pages);
}

static void work_skeleton(struct task *task) {
    const struct form *form = task_form(task);
    if (form != NULL)
        task_text(task, skeleton(task->job, form));
}

static void work_schema(struct task *task) {
    const struct form *form = task_form(task);
    if (form != NULL)
        task_text(task, schema(task->job, form, task->greffe->library));
}

/* A column of the list, as wide as its letters; the name of a folder may hold what acts on a terminal. */
static void list_column(struct buffer *out, const char *text, size_t width) {
    size_t count = 0;
    for (; *text != '\0'; count++) {
        uint32_t code_point = text_next_shown(&text);
        buffer_code_point(out, code_point < 0x20 ? 0xFFFD : code_point);
    }
    do
        buffer_text(out, " ");
    while (++count <= width);
}

/* A model that is broken is listed, too: that it is broken is what one wants to see. */
static void work_list(struct task *task) {
    const struct form_listed *listed = NULL;
    size_t count = form_library_list(task->greffe->library, task->job->arena, &listed);
    struct buffer out = {.arena = task->job->arena};
    for (size_t i = 0; i < count; i++) {
        const struct form *form = listed[i].form;
        list_column(&out, listed[i].name, 24);
        list_column(&out, form != NULL ? form->version : "–", 6);
        buffer_format(&out, "%s\n", form != NULL ? form->title : "modèle en erreur");
    }
    task_text(task, buffer_string(&out));
}

static void dump_form(struct task *task) {
    task->argument = task->request->path;
    const struct form *form = task_form(task);
    if (form != NULL)
        task_text(task, form_dump(task->job->arena, form));
}

static void dump_answers(struct task *task) {
    const struct answers *answers = task_answers(task);
    if (answers != NULL)
        task_text(task, answers_dump(task->job->arena, answers));
}

static void dump_document(struct task *task) {
    const struct answers *answers = task_answers(task);
    const struct document *document = answers != NULL ? task_document(task, answers) : NULL;
    if (document != NULL)
        task_text(task, document_dump(task->job->arena, document));
}

static void dump_pages(struct task *task) {
    const struct answers *answers = task_answers(task);
    const struct document *document = answers != NULL ? task_document(task, answers) : NULL;
    const struct pages *pages = document != NULL ? task_pages(task, document) : NULL;
    if (pages != NULL)
        task_text(task, pages_dump(task->job->arena, pages));
}

/* The stages of the pipeline, by the name of what they make. */
static void work_dump(struct task *task) {
    static const struct {
        const char *name;
        void (*dump)(struct task *task);
    } stages[] = {{"form", dump_form}, {"answers", dump_answers}, {"document", dump_document},
        {"pages", dump_pages}};
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
        if (strcmp(stages[i].name, task->argument) == 0) {
            stages[i].dump(task);
            return;
        }
    task->usage = true;
    diagnose(task->job->diagnostics, MESSAGE_REQUEST_STAGE, (struct span){0}, NULL, task->argument);
}

static void work_export(struct task *task) {
    const struct answers *answers = task_answers(task);
    if (answers == NULL || diagnostics_errors(task->job->diagnostics) > 0)
        return;
    size_t index = task->index;
    const struct form *form = answers->form;
    for (size_t i = 0; i < form->export_count; i++) {
        const struct form_export *export = &form->exports[i];
        bool wanted = task->argument == NULL || text_equal(export->purpose, task->argument);
        if (!wanted || index-- > 0)
            continue;
        struct outcome *outcome = task->result->inside;
        struct exported exported = export_write(task->job, answers, export);
        bool pdf = export->format == EXPORT_PDF;
        outcome->name = exported.name;
        task->result->bytes = pdf ? task->request->pdf : exported.bytes;
        task->result->length = pdf ? task->request->pdf_length : exported.length;
        return;
    }
}

static void enter_places(struct task *task, const struct pdf_inspection *inspection) {
    struct greffe_block *blocks =
        arena_array(task->job->arena, inspection->place_count, sizeof *blocks);
    for (size_t i = 0; i < inspection->place_count; i++) {
        const struct pdf_place *place = &inspection->places[i];
        blocks[i] = (struct greffe_block){place->name, place->tooltip, place->page, place->left,
            place->bottom, place->right, place->top, place->is_signed};
    }
    task->result->blocks = blocks;
    task->result->block_count = inspection->place_count;
}

/* What is inspected stands where a request has its finished PDF. */
static void work_inspect(struct task *task) {
    const struct greffe_request *request = task->request;
    struct pdf_inspection inspection;
    if (!pdf_inspect(task->job, request->path, request->pdf, request->pdf_length, &inspection))
        return;
    struct greffe_file *files = arena_array(task->job->arena, inspection.file_count, sizeof *files);
    for (size_t i = 0; i < inspection.file_count; i++) {
        const struct attachment *file = &inspection.files[i];
        files[i] = (struct greffe_file){file->name, file->relationship, file->bytes, file->length};
    }
    task->result->files = files;
    task->result->file_count = inspection.file_count;
    enter_places(task, &inspection);
    task->result->variant = inspection.document;
    task->result->signature_fields = inspection.fields;
    task->result->signatures = inspection.signatures;
}

struct greffe_result *greffe_check(struct greffe *greffe, const struct greffe_request *request) {
    struct task task = {.request = request};
    return process_run(greffe, work_check, &task);
}

struct greffe_result *greffe_prepare(struct greffe *greffe, const struct greffe_request *request) {
    struct task task = {.request = request};
    return process_run(greffe, work_prepare, &task);
}

struct greffe_result *greffe_render(struct greffe *greffe, const struct greffe_request *request) {
    struct task task = {.request = request};
    return process_run(greffe, work_render, &task);
}

struct greffe_result *greffe_dump(
    struct greffe *greffe, const struct greffe_request *request, const char *stage) {
    struct task task = {.request = request, .argument = stage};
    return process_run(greffe, work_dump, &task);
}

struct greffe_result *greffe_blank(struct greffe *greffe, const char *model) {
    struct greffe_request request = {0};
    struct task task = {.request = &request, .argument = model};
    return process_run(greffe, work_blank, &task);
}

struct greffe_result *greffe_skeleton(struct greffe *greffe, const char *model) {
    struct task task = {.argument = model};
    return process_run(greffe, work_skeleton, &task);
}

struct greffe_result *greffe_schema(struct greffe *greffe, const char *model) {
    struct task task = {.argument = model};
    return process_run(greffe, work_schema, &task);
}

struct greffe_result *greffe_list(struct greffe *greffe) {
    struct task task = {.about_models = true};
    return process_run(greffe, work_list, &task);
}

struct greffe_result *greffe_export(struct greffe *greffe, const struct greffe_request *request,
    const char *purpose, size_t index, const char **name) {
    struct task task = {.request = request, .argument = purpose, .index = index};
    struct greffe_result *result = process_run(greffe, work_export, &task);
    *name = result != NULL ? ((struct outcome *)result->inside)->name : NULL;
    return result;
}

struct greffe_result *greffe_inspect(
    struct greffe *greffe, const char *path, const unsigned char *bytes, size_t length) {
    struct greffe_request request = {.path = path, .pdf = bytes, .pdf_length = length};
    struct task task = {.request = &request};
    return process_run(greffe, work_inspect, &task);
}
