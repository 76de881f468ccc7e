#include "resolving.h"

#include "answers.h"
#include "arena.h"
#include "expression.h"
#include "form.h"
#include "inline_text.h"
#include "text.h"
#include "walk.h"

#include <string.h>

/* What stands in a signature block: the child element of <signatures> that gives it, and the field
 * of the record that stands for it when the model has no such child. */
struct piece {
    const char *element;
    const char *field;
};

static const struct piece organisation = {"organisation", "organisme"};
static const struct piece delegation = {"delegation", "delegation"};
static const struct piece capacity = {"capacity", "qualite"};
static const struct piece name = {"name", "nom"};

/* The text of a piece, NULL when there is none. */
static const char *piece_text(struct resolving *resolving, const struct template *template,
    const struct answer *record, const struct piece *piece) {
    for (const struct template *child = template->first; child != NULL; child = child->next)
        if (child->kind == TEMPLATE_ELEMENT && strcmp(child->name, piece->element) == 0) {
            const char *text =
                inline_text(resolving->evaluation, child, record, resolving->show_personal);
            return *text != '\0' ? text : NULL;
        }
    const struct answer *answer = answer_child(record, piece->field);
    if (answer == NULL || resolve_hidden(resolving, answer->field))
        return NULL;
    return answer->text != NULL && *answer->text != '\0' ? answer->text : NULL;
}

/* « Le Président, Rodez agglomération »: what a screen reader and a signing tool say. */
static const char *tooltip_of(struct arena *arena, const struct signature *signature) {
    struct buffer text = {.arena = arena};
    buffer_text(&text, "Signature");
    const char *const parts[] = {signature->name, signature->capacity, signature->organisation};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] != NULL)
            buffer_format(&text, "%s%s", i == 0 || text.length == 9 ? " : " : ", ", parts[i]);
    return buffer_string(&text);
}

static struct signature *put_signature(struct resolving *resolving, const struct template *template,
    const struct answer *record, struct block *parent) {
    struct signature *signature = arena_alloc(resolving->arena, sizeof *signature);
    signature->organisation = piece_text(resolving, template, record, &organisation);
    signature->delegation = piece_text(resolving, template, record, &delegation);
    signature->capacity = piece_text(resolving, template, record, &capacity);
    signature->name = piece_text(resolving, template, record, &name);
    signature->field = arena_format(resolving->arena, "signature-%u", ++resolving->signatures);
    signature->tooltip = tooltip_of(resolving->arena, signature);
    struct block *block = block_new(resolving, parent, BLOCK_SIGNATURE, STYLE_NONE);
    block->signature = signature;
    block->span = record->name_span;
    return signature;
}

void resolve_signatures(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent) {
    const struct answer **records = NULL;
    size_t count = evaluate_nodes(resolving->evaluation, template->select, context, &records);
    if (count == 0)
        return;
    struct block *block = block_new(resolving, parent, BLOCK_SIGNATURES, template->style);
    block->span = template->span;
    const struct expression *test = walk_expression(template, "initials");
    bool initials = test != NULL && evaluate_truth(resolving->evaluation, test, context);
    resolving->initials = resolving->initials || initials;
    for (size_t i = 0; i < count; i++)
        put_signature(resolving, template, records[i], block)->initials = initials;
}
