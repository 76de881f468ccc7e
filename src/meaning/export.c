#include "export.h"

#include "answers.h"
#include "export_write.h"
#include "expression.h"
#include "file_name.h"
#include "form.h"
#include "inline_text.h"
#include "job.h"
#include "text.h"
#include "transliterate.h"

#include <string.h>

/* The last step: UTF-8 to the export's encoding. */
static void encode(struct job *job, const struct answers *answers,
    const struct form_export *form_export, const char *text, struct exported *exported) {
    exported->bytes = (const unsigned char *)text;
    exported->length = strlen(text);
    bool windows = text_equal(form_export->encoding, "windows-1252");
    if (!windows && !text_equal(form_export->encoding, "ISO-8859-1"))
        return;
    struct latin latin = transliterate(job->arena, text, windows);
    struct span span = answers->root->name_span;
    if (latin.changed > 0)
        diagnose(job->diagnostics, MESSAGE_EXPORT_TRANSLITERATED, span, NULL, exported->name,
            arena_format(job->arena, "%zu", latin.changed), form_export->encoding);
    if (latin.lost != 0) {
        char letter[5];
        text_encode(latin.lost, letter);
        diagnose(job->diagnostics, MESSAGE_EXPORT_LOST, span, NULL, exported->name,
            arena_copy(job->arena, letter, strlen(letter)), form_export->encoding);
    }
    exported->bytes = (const unsigned char *)latin.bytes;
    exported->length = latin.length;
}

struct exported export_write(
    struct job *job, const struct answers *answers, const struct form_export *form_export) {
    struct evaluation *evaluation = answers->evaluation;
    const char *name = inline_text(evaluation, form_export->name, answers->root, true);
    struct exported exported = {.name = file_name(job->arena, name, "export")};
    const char *text = "";
    switch (form_export->format) {
    case EXPORT_XML:
        text = export_write_xml(evaluation, form_export, answers->root);
        break;
    case EXPORT_JSON:
        text = export_write_json(evaluation, form_export, answers->root);
        break;
    case EXPORT_CSV:
        text = export_write_csv(evaluation, form_export, answers->root);
        break;
    case EXPORT_PDF:
        return exported;
    }
    encode(job, answers, form_export, text, &exported);
    return exported;
}
