#include "resolve_insert.h"

#include "answers.h"
#include "form.h"
#include "resolving.h"
#include "text.h"
#include "walk.h"

#include <string.h>

/* The document of that name, or the first one. */
static const struct form_document *document_named(const struct form *form, const char *name) {
    for (size_t i = 0; i < form->document_count; i++)
        if (name == NULL || text_equal(form->documents[i].identifier, name))
            return &form->documents[i];
    return NULL;
}

void resolve_insert(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent) {
    const struct answer *answer = resolve_field_answer(resolving, template->field, context);
    if (answer == NULL || answer->form == NULL)
        return;
    const struct form_document *form_document =
        document_named(answer->form->form, walk_attribute(template, "document"));
    if (form_document == NULL)
        return;
    struct resolving inner = *resolving;
    inner.answers = answer->form;
    inner.evaluation = answer->form->evaluation;
    inner.form_document = form_document;
    inner.show_personal = resolving->show_personal && form_document->show_personal;
    memset(inner.headings, 0, sizeof inner.headings);
    struct block *part = block_new(resolving, parent, BLOCK_DIVISION, template->style);
    part->new_page = true;
    part->span = template->span;
    resolve_blocks(&inner, form_document->body, answer->form->root, part);
    resolving->notes = inner.notes;
    resolving->signatures = inner.signatures;
    resolving->initials = inner.initials;
}
