#include "resolve.h"

#include "arena.h"
#include "expression.h"
#include "form.h"
#include "job.h"
#include "resolving.h"

#include <string.h>

/* The sheet of an empty form: A4, generous at the left for a binder. Lengths in 1/1000 pt. */
static const struct page_shape blank_page = {
    .width = 595276,
    .height = 841890,
    .top = 72000,
    .bottom = 68000,
    .inner = 72000,
    .outer = 62000,
    .first_furniture = true,
    .ragged = true,
};

static struct line_of_runs line_of(struct resolving *resolving, const char *text) {
    struct line_of_runs line = line_new(resolving);
    line_text(&line, text, (struct span){0});
    return line;
}

static void put_heading(
    struct resolving *resolving, const char *text, unsigned level, struct block *parent) {
    struct block *heading = block_new(resolving, parent, BLOCK_HEADING, STYLE_NONE);
    struct line_of_runs line = line_of(resolving, text);
    block_set_runs(heading, &line);
    heading->level = level;
    heading->keep_next = true;
}

/* The outermost groups become headings, so that the outline of the empty form is the model's. What
 * follows a group without being part of it gets a heading, too: nobody shall take it for its end. */
static void put_fields(
    struct resolving *resolving, const struct field *first, struct block *parent) {
    bool after_group = false;
    for (const struct field *field = first; field != NULL; field = field->next) {
        struct block *last = parent->last;
        bool group = field->kind == FIELD_GROUP;
        if (group || after_group)
            put_heading(resolving, group ? field->label : "Suite du formulaire", 2, parent);
        struct block *heading = parent->last;
        struct field_look look = {.label = !group, .help = true};
        resolve_field(resolving, field, NULL, look, parent);
        if (parent->last == heading)
            block_cut(parent, last);
        else
            after_group = group;
    }
}

/* Signatures. */

/* One block for each <signatures>: how many will sign is not known, so it is named after the records. */
static void put_signature(
    struct resolving *resolving, const struct template *template, struct block *parent) {
    struct signature *signature = arena_alloc(resolving->arena, sizeof *signature);
    const struct expression *select = template->select;
    if (select != NULL && select->yield_count > 0)
        signature->organisation = field_label(select->yields[0]);
    signature->capacity = "Date et signature";
    signature->field = arena_format(resolving->arena, "signature-%u", ++resolving->signatures);
    signature->tooltip = "Signature";
    if (signature->organisation != NULL)
        signature->tooltip =
            arena_format(resolving->arena, "Signature : %s", signature->organisation);
    if (resolving->signatures == 1)
        put_heading(resolving, "Signature", 2, parent);
    if (resolving->signatures == 1)
        block_new(resolving, parent, BLOCK_SIGNATURES, STYLE_NONE);
    struct block *block = block_new(resolving, parent->last, BLOCK_SIGNATURE, STYLE_NONE);
    block->signature = signature;
    block->span = template->span;
}

static void put_signatures(
    struct resolving *resolving, const struct template *template, struct block *parent) {
    for (const struct template *child = template->first; child != NULL; child = child->next) {
        if (child->kind == TEMPLATE_ELEMENT && strcmp(child->name, "signatures") == 0)
            put_signature(resolving, child, parent);
        else
            put_signatures(resolving, child, parent);
    }
}

/* « page 2 / 5 » at the foot, the form's name at the head. */
static const struct page_shape *page_of(struct resolving *resolving, const struct form *form) {
    struct page_shape *page = arena_alloc(resolving->arena, sizeof *page);
    *page = blank_page;
    struct line_of_runs head = line_of(resolving, form->title);
    page->head = (struct furniture){.left = head.runs, .left_count = head.count};
    struct line_of_runs foot = line_of(resolving, "page ");
    line_run(&foot, RUN_PAGE_NUMBER, (struct span){0});
    line_text(&foot, " / ", (struct span){0});
    line_run(&foot, RUN_PAGE_COUNT, (struct span){0});
    page->foot = (struct furniture){.right = foot.runs, .right_count = foot.count};
    return page;
}

struct document *resolve_blank(
    struct job *job, const struct form *form, const struct theme *theme) {
    struct resolving resolving = {
        .arena = job->arena, .blank = true, .show_personal = true, .names = ""};
    struct document *document = arena_alloc(job->arena, sizeof *document);
    document->description.title =
        arena_format(job->arena, "%s : formulaire à remplir", form->title);
    document->language = "fr-FR";
    document->theme = theme;
    struct block *body = block_new(&resolving, NULL, BLOCK_DIVISION, STYLE_NONE);
    document->parts = arena_alloc(job->arena, sizeof *document->parts);
    document->parts[document->part_count++] = (struct part){
        .first = true,
        .description = &document->description,
        .page = page_of(&resolving, form),
        .body = body,
    };
    put_heading(&resolving, form->title, 1, body);
    put_fields(&resolving, form->root->first, body);
    if (form->document_count > 0)
        put_signatures(&resolving, form->documents[0].body, body);
    return document;
}
