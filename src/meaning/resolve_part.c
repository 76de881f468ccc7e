/* The parts of a document: stretches of pages with a shape, a title, a label of their own. */
#include "resolving.h"

#include "answers.h"
#include "arena.h"
#include "expression.h"
#include "form.h"
#include "inline_text.h"
#include "resolve_insert.h"
#include "text.h"
#include "walk.h"

#include <string.h>

/* What a document says of itself and of its pages. */

/* A line of furniture is short; what it holds is inline content of the model. */
static struct run *furniture_runs(struct resolving *resolving, const struct template *template,
    const struct answer *root, size_t *count) {
    struct line_of_runs line = line_new(resolving);
    if (template != NULL)
        line_children(&line, template, root);
    *count = line.count;
    return line.runs;
}

const struct page_shape *resolve_page(
    struct resolving *resolving, const struct form_page *page, const struct answer *root) {
    struct page_shape *shape = arena_alloc(resolving->arena, sizeof *shape);
    *shape = page->shape;
    shape->head.left = furniture_runs(resolving, page->head_left, root, &shape->head.left_count);
    shape->head.right = furniture_runs(resolving, page->head_right, root, &shape->head.right_count);
    shape->foot.left = furniture_runs(resolving, page->foot_left, root, &shape->foot.left_count);
    shape->foot.right = furniture_runs(resolving, page->foot_right, root, &shape->foot.right_count);
    return shape;
}

/* A piece of metadata, or what stands for it. */
static const char *metadata(struct resolving *resolving, const struct template *template,
    const struct answer *root, const char *otherwise) {
    if (template == NULL)
        return otherwise;
    const char *text = inline_text(resolving->evaluation, template, root, resolving->show_personal);
    return *text != '\0' ? text : otherwise;
}

/* The document's own date; what is no date leaves none, so that no clock ever enters the file. */
static struct date document_date(struct resolving *resolving, const struct answer *root) {
    const struct expression *expression = resolving->form_document->date;
    struct date date = {0, 0, 0};
    if (expression == NULL)
        expression = resolving->answers->form->date;
    if (expression == NULL)
        return date;
    const char *text = evaluate_text(resolving->evaluation, expression, root);
    if (!date_read(text, &date) && !date_read_month(text, &date))
        return (struct date){0, 0, 0};
    return date;
}

struct description resolve_description(struct resolving *resolving, const struct answer *root) {
    const struct form_document *document = resolving->form_document;
    return (struct description){
        .title = metadata(resolving, document->title, root, resolving->answers->form->title),
        .author = metadata(resolving, document->author, root, NULL),
        .subject = metadata(resolving, document->subject, root, NULL),
        .keywords = metadata(resolving, document->keywords, root, NULL),
        .date = document_date(resolving, root),
    };
}

/* The list. */

/* A new last part, with the pages of its document. */
static struct part *add_part(struct resolving *resolving, struct span span) {
    struct part_list *list = resolving->parts;
    list->items = arena_grow(resolving->arena, list->items, list->count, sizeof *list->items);
    struct part *part = &list->items[list->count++];
    *part = (struct part){
        .depth = resolving->depth,
        .first = true,
        .scope = resolving->scope,
        .description = resolving->description,
        .page = resolving->page,
        .body = block_new(resolving, NULL, BLOCK_DIVISION, STYLE_NONE),
    };
    part->body->span = span;
    return part;
}

/* Takes out the parts from `from` on that hold nothing. */
static void leave_out_empty(struct part_list *list, size_t from) {
    size_t kept = from;
    for (size_t i = from; i < list->count; i++)
        if (list->items[i].body->first != NULL)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

static void add_title(struct arena *arena, struct part *part, struct part_title title) {
    struct part_title *titles = arena_array(arena, part->title_count + 1, sizeof *titles);
    titles[0] = title;
    for (size_t i = 0; i < part->title_count; i++)
        titles[i + 1] = part->titles[i];
    part->titles = titles;
    part->title_count++;
}

/* One part. */

/* What a <part> says of itself; a title or label that comes out empty is none. */
struct heading {
    const char *label;
    const char *title;
    unsigned level; /* of the title, counted from the document's own */
    const char *name;
    bool restart;
};

static const char *string_of(const struct resolving *resolving, const struct template *template,
    const char *name, const struct answer *context) {
    const char *text =
        walk_string(resolving->evaluation, template, name, context, resolving->show_personal);
    return text != NULL && *text != '\0' ? text : NULL;
}

static struct heading heading_of(const struct resolving *resolving, const struct template *template,
    const struct answer *context) {
    const char *level = walk_attribute(template, "level");
    return (struct heading){
        .level = level != NULL ? (unsigned)(*level - '0') : 1,
        .label = string_of(resolving, template, "label", context),
        .title = string_of(resolving, template, "title", context),
        .name = block_name(resolving, string_of(resolving, template, "id", context)),
        .restart = text_equal(walk_attribute(template, "numbering"), "restart"),
    };
}

/* The first of the parts from `from` on begins what the heading names; all of them have its label. */
static void put_heading(struct resolving *resolving, size_t from, const struct heading *heading) {
    struct part_list *list = resolving->parts;
    if (from == list->count)
        return;
    struct part *first = &list->items[from];
    if (heading->title != NULL)
        add_title(resolving->arena, first,
            (struct part_title){
                heading->title, resolving->depth + heading->level, resolving->scope});
    if (heading->name != NULL)
        first->body->name = heading->name;
    first->restart = heading->restart;
    for (size_t i = from; i < list->count; i++) {
        list->items[i].first = list->items[i].first && i == from;
        list->items[i].label = heading->label != NULL ? heading->label : list->items[i].label;
    }
}

/* The insert that is all that a part holds: its document brings its own pages. */
static const struct template *only_insert(const struct template *template) {
    const struct template *child = template->first;
    bool only = child != NULL && child->next == NULL && child->kind == TEMPLATE_ELEMENT;
    return only && strcmp(child->name, "insert") == 0 ? child : NULL;
}

static void put_blocks(struct resolving *resolving, const struct template *template,
    const struct answer *context, unsigned depth) {
    struct part *part = add_part(resolving, template->span);
    part->depth = depth;
    if (template->page != NULL)
        part->page = resolve_page(resolving, template->page, resolving->answers->root);
    struct part_list *list = resolving->parts;
    struct block *body = part->body;
    resolving->parts = NULL;
    resolve_blocks(resolving, template, context, body);
    resolving->parts = list;
}

/* Only in the outline. */
static void put_hidden_heading(
    struct resolving *resolving, const char *title, struct block *parent, struct span span) {
    struct block *heading = block_new(resolving, parent, BLOCK_HEADING, STYLE_NONE);
    struct line_of_runs line = line_new(resolving);
    line_text(&line, title, span);
    block_set_runs(heading, &line);
    heading->level = 1;
    heading->hidden = true;
    heading->span = span;
}

/* Amid blocks there are no pages to choose: a part is a division on a new page. */
static void put_division(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent) {
    struct heading heading = heading_of(resolving, template, context);
    struct block *before = parent->last;
    struct block *division = block_new(resolving, parent, BLOCK_DIVISION, STYLE_NONE);
    division->new_page = true;
    division->name = heading.name;
    division->span = template->span;
    if (heading.title != NULL)
        put_hidden_heading(resolving, heading.title, division, template->span);
    struct block *title = division->last;
    resolve_blocks(resolving, template, context, division);
    if (division->last == title) /* it holds nothing */
        block_cut(parent, before);
}

struct block *resolve_part(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent) {
    if (resolving->parts == NULL) {
        put_division(resolving, template, context, parent);
        return parent;
    }
    size_t from = resolving->parts->count;
    struct heading heading = heading_of(resolving, template, context);
    unsigned depth = resolving->depth + (heading.title != NULL ? heading.level : 0);
    const struct template *insert = only_insert(template);
    if (insert != NULL)
        resolve_insert_parts(resolving, insert, context, depth);
    else
        put_blocks(resolving, template, context, depth);
    leave_out_empty(resolving->parts, from);
    put_heading(resolving, from, &heading);
    return add_part(resolving, template->span)->body;
}

void resolve_parts(
    struct resolving *resolving, const struct template *template, const struct answer *root) {
    size_t from = resolving->parts->count;
    struct block *body = add_part(resolving, template->span)->body;
    resolve_blocks(resolving, template, root, body);
    leave_out_empty(resolving->parts, from);
    if (resolving->parts->count == 0)
        add_part(resolving, template->span); /* a document has at least one page */
}
