#include "resolve_insert.h"

#include "answers.h"
#include "arena.h"
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

/* Makes `inner` that of the inserted document; NULL when its form was not filled. */
static const struct form_document *enter(const struct resolving *resolving,
    const struct template *template, const struct answer *context, struct resolving *inner) {
    const struct answer *answer = resolve_field_answer(resolving, template->field, context);
    if (answer == NULL || answer->form == NULL)
        return NULL;
    const struct form_document *form_document =
        document_named(answer->form->form, walk_attribute(template, "document"));
    if (form_document == NULL)
        return NULL;
    *inner = *resolving;
    inner->answers = answer->form;
    inner->evaluation = answer->form->evaluation;
    inner->form_document = form_document;
    inner->show_personal = resolving->show_personal && form_document->show_personal;
    inner->inserts++;
    inner->names =
        arena_format(resolving->arena, "%s%u" NAME_SEPARATOR, resolving->names, inner->inserts);
    memset(inner->headings, 0, sizeof inner->headings);
    return form_document;
}

/* What counts through the whole document goes on behind the inserted one. */
static void leave(struct resolving *resolving, const struct resolving *inner) {
    resolving->signatures = inner->signatures;
    resolving->initials = inner->initials;
    resolving->inserts = inner->inserts;
}

void resolve_insert(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent) {
    struct resolving inner;
    const struct form_document *form_document = enter(resolving, template, context, &inner);
    if (form_document == NULL)
        return;
    struct block *division = block_new(resolving, parent, BLOCK_DIVISION, template->style);
    division->new_page = true;
    division->span = template->span;
    inner.parts = NULL;
    resolve_blocks(&inner, form_document->body, inner.answers->root, division);
    leave(resolving, &inner);
    resolving->notes = inner.notes;
}

void resolve_insert_parts(struct resolving *resolving, const struct template *template,
    const struct answer *context, unsigned depth) {
    struct resolving inner;
    const struct form_document *form_document = enter(resolving, template, context, &inner);
    if (form_document == NULL)
        return;
    const struct answer *root = inner.answers->root;
    struct description *description = arena_alloc(resolving->arena, sizeof *description);
    *description = resolve_description(&inner, root);
    inner.description = description;
    inner.page = resolve_page(&inner, form_document->page, root);
    inner.scope = inner.inserts;
    inner.depth = depth;
    inner.notes = 0;
    resolve_parts(&inner, form_document->body, root);
    leave(resolving, &inner);
}
