#include "source_attach.h"

#include "answers.h"
#include "form.h"
#include "image.h"
#include "pages.h"
#include "process.h"
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

/* Comments of a form and of those that it reads; in *first the place of the first one. */
static size_t count_comments(const struct answers *answers, struct span *first) {
    size_t count = answers->xml->comment_count;
    if (count > 0 && first->source == NULL)
        *first = answers->xml->comments[0].span;
    for (size_t i = 0; i < answers->form_count; i++)
        if (answers->forms[i]->outer != answers || answers->forms[i]->xml != answers->xml)
            count += count_comments(answers->forms[i], first);
    return count;
}

static void warn_of_comments(struct task *task, const struct answers *answers) {
    struct span first = {0};
    size_t count = count_comments(answers, &first);
    if (count > 0)
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_SOURCE_COMMENTS, first, NULL,
            arena_format(task->job->arena, "%zu", count));
}

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
