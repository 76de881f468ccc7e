#include "resolve.h"

#include "arena.h"
#include "form.h"
#include "job.h"
#include "resolving.h"

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

/* The outermost groups become headings, so that the outline of the empty form is the model's. */
static void put_field(
    struct resolving *resolving, const struct field *field, struct block *parent) {
    struct field_look look = {.label = true, .help = true};
    if (field->kind != FIELD_GROUP) {
        resolve_field(resolving, field, NULL, look, parent);
        return;
    }
    put_heading(resolving, field->label, 2, parent);
    look.label = false;
    resolve_field(resolving, field, NULL, look, parent);
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
    for (const struct field *field = form->root->first; field != NULL; field = field->next)
        put_field(&resolving, field, body);
    return document;
}
