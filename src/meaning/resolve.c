#include "resolve.h"

#include "answers.h"
#include "form.h"
#include "job.h"
#include "resolve_links.h"
#include "resolve_numbers.h"
#include "resolving.h"

/* A whole that documents were inserted into is read, not signed: they are, each on its own. */
static bool is_whole(const struct document *document) {
    for (size_t i = 0; i < document->part_count; i++)
        if (document->parts[i].scope > 0)
            return true;
    return false;
}

struct document *resolve(struct job *job, const struct answers *answers,
    const struct form_document *form_document, const struct resolve_options *options) {
    struct part_list parts = {0};
    struct document *document = arena_alloc(job->arena, sizeof *document);
    struct numbers_wanted numbers = {NULL, 0};
    struct resolving resolving = {
        .arena = job->arena,
        .numbers = &numbers,
        .evaluation = answers->evaluation,
        .answers = answers,
        .form_document = form_document,
        .draft = options->draft,
        .show_personal = form_document->show_personal,
        .parts = &parts,
        .names = "",
        .description = &document->description,
    };
    const struct answer *root = answers->root;
    document->description = resolve_description(&resolving, root);
    resolving.page = resolve_page(&resolving, form_document->page, root);
    resolve_parts(&resolving, form_document->body, root);
    document->parts = parts.items;
    document->part_count = parts.count;
    document->language = "fr-FR";
    document->draft = options->draft;
    document->fields = options->fields && (options->whole || !is_whole(document));
    document->initials = resolving.initials;
    document->first_sheet = options->first_sheet;
    document->theme = options->theme;
    if (resolving.inserts > 0)
        resolve_links(job->arena, document, &numbers);
    resolve_numbers_fill(&resolving, job->diagnostics, document);
    return document;
}
