#include "source_attach.h"

#include "answers.h"
#include "form.h"
#include "image.h"
#include "key_index.h"
#include "pages.h"
#include "process.h"
#include "skeleton.h"
#include "text.h"
#include "xml.h"

#include <string.h>

static bool starts(const struct job_file *file, const char *begin) {
    size_t length = strlen(begin);
    return file->length >= length && memcmp(file->bytes, begin, length) == 0;
}

static const char *mime_of(const struct job_file *file) {
    switch (image_format(file->bytes, file->length)) {
    case IMAGE_PNG:
        return "image/png";
    case IMAGE_JPEG:
        return "image/jpeg";
    case IMAGE_NEITHER:
        break;
    }
    if (starts(file, "<") || starts(file, "\xEF\xBB\xBF<"))
        return "application/xml";
    return starts(file, "%PDF-") ? "application/pdf" : "application/octet-stream";
}

/* ---- Comments ---- */

/* The comments that people wrote, as they are counted; `ours` holds those of empty forms. */
struct counting {
    struct task *task;
    struct key_index ours;
    size_t count;
    struct span first;
};

static const char *collapsed(struct task *task, const char *start, size_t length) {
    return text_collapse(task->job->arena, arena_copy(task->job->arena, start, length));
}

/* What « greffe new » writes into an empty form of the model tells nothing of anybody. */
static void add_ours(struct counting *counting, const struct form *form) {
    static const char end[] = "-->";
    const char *at = skeleton(counting->task->job, form);
    while ((at = strstr(at, "<!--")) != NULL) {
        const char *behind = strstr(at, end) + strlen(end);
        const char *comment = collapsed(counting->task, at, (size_t)(behind - at));
        *key_index_add(&counting->ours, comment) = (void *)form;
        at = behind;
    }
}

static void add_ours_of_all(struct counting *counting, const struct answers *answers) {
    void **known = key_index_add(&counting->ours, answers->form->space);
    if (*known == NULL) {
        *known = (void *)answers->form;
        add_ours(counting, answers->form);
    }
    for (size_t i = 0; i < answers->form_count; i++)
        add_ours_of_all(counting, answers->forms[i]);
}

static void count_comments(struct counting *counting, const struct answers *answers) {
    for (size_t i = 0; i < answers->xml->comment_count; i++) {
        struct span span = answers->xml->comments[i].span;
        const char *start = (const char *)span.source->bytes + span.offset;
        if (key_index_find(&counting->ours, collapsed(counting->task, start, span.length)) != NULL)
            continue;
        counting->first = counting->count == 0 ? span : counting->first;
        counting->count++;
    }
    for (size_t i = 0; i < answers->form_count; i++)
        if (answers->forms[i]->outer != answers || answers->forms[i]->xml != answers->xml)
            count_comments(counting, answers->forms[i]);
}

static void warn_of_comments(struct task *task, const struct answers *answers) {
    struct counting counting = {.task = task, .ours = {.arena = task->job->arena}};
    add_ours_of_all(&counting, answers);
    count_comments(&counting, answers);
    if (counting.count > 0)
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_SOURCE_COMMENTS, counting.first, NULL,
            arena_format(task->job->arena, "%zu", counting.count));
}

/* ---- Files ---- */

void source_attach(struct task *task, const struct answers *answers, struct pages *pages) {
    if (task->form_document->source != SOURCE_WHOLE || task->request->no_source ||
        task->request->archive == GREFFE_PDFA_2A || task->request->draft)
        return;
    struct arena *arena = task->job->arena;
    for (size_t i = 0; i < task->job->file_count; i++) {
        const struct job_file *file = &task->job->files[i];
        pages->attachments = arena_grow(
            arena, pages->attachments, pages->attachment_count, sizeof *pages->attachments);
        pages->attachments[pages->attachment_count++] = (struct attachment){
            .name = file->name,
            .description = i == 0 ? "Le formulaire rempli dont ce document est fait"
                                  : "Un fichier que le formulaire nomme",
            .mime = mime_of(file),
            .relationship = i == 0 ? "Source" : "Supplement",
            .bytes = file->bytes,
            .length = file->length,
        };
    }
    pages->metadata.document = task->form_document->identifier;
    if (task->request->carried == NULL) /* what comes from a PDF is known already */
        warn_of_comments(task, answers);
}
