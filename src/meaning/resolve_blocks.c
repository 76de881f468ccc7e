#include "resolving.h"

#include "answers.h"
#include "arena.h"
#include "expression.h"
#include "form.h"
#include "inline_text.h"
#include "resolve_insert.h"
#include "selected.h"
#include "text.h"
#include "walk.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH_MOST 9999 /* of a column */

/* The walk over the blocks of one container. Inline content that stands directly in the container
 * is gathered into `line`, which becomes a paragraph before the next block. */
struct container {
    struct resolving *resolving;
    struct block *parent;
    struct line_of_runs line;
};

struct block *block_new(
    struct resolving *resolving, struct block *parent, enum block_kind kind, enum style style) {
    struct block *block = arena_alloc(resolving->arena, sizeof *block);
    block->kind = kind;
    block->style = style;
    block->parent = parent;
    if (parent == NULL)
        return block;
    if (parent->last != NULL)
        parent->last->next = block;
    else
        parent->first = block;
    parent->last = block;
    return block;
}

void block_cut(struct block *parent, struct block *last) {
    parent->last = last;
    if (last != NULL)
        last->next = NULL;
    else
        parent->first = NULL;
}

void block_set_runs(struct block *block, const struct line_of_runs *line) {
    block->runs = line->runs;
    block->run_count = line->count;
}

static void close_line(struct container *container) {
    if (container->line.count > 0) {
        struct block *block =
            block_new(container->resolving, container->parent, BLOCK_PARAGRAPH, STYLE_NONE);
        block_set_runs(block, &container->line);
        block->span = container->line.runs[0].span;
    }
    container->line = line_new(container->resolving);
}

static bool is_yes(const struct template *template, const char *attribute) {
    return text_equal(walk_attribute(template, attribute), "yes");
}

const char *block_name(const struct resolving *resolving, const char *name) {
    if (name == NULL || *resolving->names == '\0')
        return name;
    return arena_format(resolving->arena, "%s%s", resolving->names, name);
}

/* A block with the attributes that all blocks share. */
static struct block *block_of(struct container *container, const struct template *template,
    const struct answer *context, enum block_kind kind) {
    struct block *block = block_new(container->resolving, container->parent, kind, template->style);
    block->span = template->span;
    const struct resolving *resolving = container->resolving;
    block->name = block_name(resolving,
        walk_string(resolving->evaluation, template, "id", context, resolving->show_personal));
    block->new_page = is_yes(template, "new-page");
    block->keep_next = is_yes(template, "keep-next");
    return block;
}

static void inline_block(struct container *container, const struct template *template,
    const struct answer *context, enum block_kind kind) {
    struct block *block = block_of(container, template, context, kind);
    struct line_of_runs line = line_new(container->resolving);
    line_children(&line, template, context);
    block_set_runs(block, &line);
}

/* A paragraph that came out empty, of what is hidden or was not answered, is none; one that is empty in the
 * model is meant, and one that is named is pointed at. */
static void put_paragraph(
    struct container *container, const struct template *template, const struct answer *context) {
    struct block *before = container->parent->last;
    inline_block(container, template, context, BLOCK_PARAGRAPH);
    const struct block *paragraph = container->parent->last;
    if (paragraph->run_count == 0 && template->first != NULL && paragraph->name == NULL &&
        !paragraph->new_page)
        block_cut(container->parent, before);
}

static void put_caption(
    struct container *container, const struct template *template, const struct answer *context) {
    inline_block(container, template, context, BLOCK_CAPTION);
}

/* « 2.1 »: the counters down to the heading's level; deeper ones start again. */
static const char *heading_number(struct resolving *resolving, unsigned level) {
    struct buffer number = {.arena = resolving->arena};
    resolving->headings[level - 1]++;
    for (unsigned i = level; i < 6; i++)
        resolving->headings[i] = 0;
    for (unsigned i = 0; i < level; i++)
        buffer_format(&number, i == 0 ? "%u" : ".%u", resolving->headings[i]);
    return buffer_string(&number);
}

static void put_heading(
    struct container *container, const struct template *template, const struct answer *context) {
    inline_block(container, template, context, BLOCK_HEADING);
    struct block *heading = container->parent->last;
    heading->level = (unsigned)(template->name[1] - '0');
    heading->hidden = is_yes(template, "hidden");
    if (!text_equal(walk_attribute(template, "numbered"), "no") && !heading->hidden)
        heading->number = heading_number(container->resolving, heading->level);
}

static struct block *put_container(struct container *container, const struct template *template,
    const struct answer *context, enum block_kind kind) {
    struct block *block = block_of(container, template, context, kind);
    resolve_blocks(container->resolving, template, context, block);
    return block;
}

/* « 3 1 1 »: relative widths. What is computed and gives no widths leaves them to the content. */
static void set_columns(struct container *container, const struct template *template,
    const struct answer *context, struct block *block) {
    struct resolving *resolving = container->resolving;
    const char *columns =
        walk_string(resolving->evaluation, template, "columns", context, resolving->show_personal);
    int *widths = NULL;
    size_t count = 0;
    char *end = NULL;
    for (const char *at = columns; at != NULL && *at != '\0'; at = end) {
        long width = strtol(at, &end, 10);
        if (end == at || width < 1 || width > WIDTH_MOST)
            return;
        widths = arena_grow(resolving->arena, widths, count, sizeof *widths);
        widths[count++] = (int)width;
    }
    block->columns = widths;
    block->column_count = count;
}

static void put_division(
    struct container *container, const struct template *template, const struct answer *context) {
    struct block *division = put_container(container, template, context, BLOCK_DIVISION);
    set_columns(container, template, context, division);
}

static void put_note(
    struct container *container, const struct template *template, const struct answer *context) {
    struct block *block = put_container(container, template, context, BLOCK_DIVISION);
    if (block->style == STYLE_NONE)
        block->style = STYLE_NOTE;
}

static void put_list(
    struct container *container, const struct template *template, const struct answer *context) {
    bool ordered = strcmp(template->name, "ol") == 0;
    struct block *list = put_container(container, template, context, BLOCK_LIST);
    const char *start = walk_attribute(template, "start");
    list->marker = ordered ? MARKER_DECIMAL : MARKER_DASH;
    list->start = start != NULL ? (unsigned)strtoul(start, NULL, 10) : 1;
    if (list->first == NULL) /* nothing to list: no empty list in the structure */
        list->kind = BLOCK_DIVISION;
}

static void put_item(
    struct container *container, const struct template *template, const struct answer *context) {
    put_container(container, template, context, BLOCK_ITEM);
}

static bool has_body(const struct block *table) {
    const struct block *child = table->first;
    while (child != NULL && (child->kind != BLOCK_ROW || child->head))
        child = child->next;
    return child != NULL;
}

/* Without a row of its body a table is none, nor are its head and its caption: PDF/UA has no table of a head
 * alone (ISO 32000-1, 14.8.4.3.4). */
static void put_table(
    struct container *container, const struct template *template, const struct answer *context) {
    struct block *before = container->parent->last;
    struct block *table = put_container(container, template, context, BLOCK_TABLE);
    set_columns(container, template, context, table);
    if (has_body(table))
        return;
    block_cut(table, NULL);
    table->kind = BLOCK_DIVISION; /* may be pointed at */
    if (table->name == NULL)
        block_cut(container->parent, before);
}

/* thead and tbody leave no block of their own: rows carry `head`. */
static void put_rows(
    struct container *container, const struct template *template, const struct answer *context) {
    struct block *last = container->parent->last;
    resolve_blocks(container->resolving, template, context, container->parent);
    struct block *row = last != NULL ? last->next : container->parent->first;
    for (; row != NULL; row = row->next)
        row->head = strcmp(template->name, "thead") == 0;
}

static void put_row(
    struct container *container, const struct template *template, const struct answer *context) {
    put_container(container, template, context, BLOCK_ROW);
}

static unsigned span_of(const struct template *template, const char *name) {
    const char *value = walk_attribute(template, name);
    return value != NULL ? (unsigned)strtoul(value, NULL, 10) : 1;
}

/* A rowspan may be computed: XHTML's attribute may hold an expression here. */
static unsigned computed_span(struct container *container, const struct template *template,
    const char *name, const struct answer *context) {
    const struct expression *expression = walk_expression(template, name);
    if (expression == NULL)
        return span_of(template, name);
    const char *value = evaluate_text(container->resolving->evaluation, expression, context);
    unsigned long span = strtoul(value, NULL, 10);
    return span >= 1 && span < 100000 ? (unsigned)span : 1;
}

static void put_cell(
    struct container *container, const struct template *template, const struct answer *context) {
    struct block *cell = put_container(container, template, context, BLOCK_CELL);
    cell->header = strcmp(template->name, "th") == 0;
    cell->row_header = text_equal(walk_attribute(template, "scope"), "row");
    cell->column_span = computed_span(container, template, "colspan", context);
    cell->row_span = computed_span(container, template, "rowspan", context);
}

static void put_logos(
    struct container *container, const struct template *template, const struct answer *context) {
    block_of(container, template, context, BLOCK_LOGOS);
}

static void put_page_break(
    struct container *container, const struct template *template, const struct answer *context) {
    block_of(container, template, context, BLOCK_PAGE_BREAK);
}

static void put_contents(
    struct container *container, const struct template *template, const struct answer *context) {
    struct block *block = block_of(container, template, context, BLOCK_CONTENTS);
    const char *levels = walk_attribute(template, "levels");
    block->level = levels != NULL ? (unsigned)strtoul(levels, NULL, 10) : 2;
}

static int32_t length_of(const struct template *template, const char *name) {
    const char *text = walk_attribute(template, name);
    int32_t length = 0;
    if (text != NULL)
        form_length(text, &length);
    return length;
}

static struct block *figure_of(struct container *container, const struct template *template,
    const struct answer *context, const struct picture *picture) {
    struct block *figure = put_container(container, template, context, BLOCK_FIGURE);
    figure->picture = picture;
    figure->width = length_of(template, "width");
    figure->height = length_of(template, "height");
    return figure;
}

/* An image that was filled in brings its alternative text; that of any other file, and of an image which
 * stands beside the model, is the model's. */
static const char *alternative_of(struct resolving *resolving, const struct template *template,
    const struct answer *context, const struct answer *image) {
    if (image == NULL || image->field->kind == FIELD_FILE)
        return walk_string(
            resolving->evaluation, template, "alt", context, resolving->show_personal);
    return image->decorative ? NULL : image->alternative;
}

static void put_figure(
    struct container *container, const struct template *template, const struct answer *context) {
    struct resolving *resolving = container->resolving;
    const struct expression *select = walk_expression(template, "select");
    const struct answer **nodes = NULL;
    size_t count =
        select != NULL ? evaluate_nodes(resolving->evaluation, select, context, &nodes) : 0;
    const struct answer *image = count > 0 ? nodes[0] : NULL;
    const struct picture *picture = image != NULL ? image->picture : template->picture;
    if (picture == NULL || (image != NULL && resolve_hidden(resolving, image->field)))
        return;
    struct block *figure = figure_of(container, template, context, picture);
    figure->alternative = alternative_of(resolving, template, context, image);
    if (image != NULL)
        figure->span = image->span;
}

/* Whether all that the field stands in, from the context down, is asked for. */
static bool ancestors_apply(
    const struct resolving *resolving, const struct field *field, const struct answer *context) {
    const struct field *outer = field->parent;
    for (; outer != NULL && outer != context->field; outer = outer->parent) {
        const struct answer *owner = resolve_field_answer(resolving, outer->parent, context);
        if (!resolve_applicable(resolving, outer, owner))
            return false;
    }
    return true;
}

static void put_field(
    struct container *container, const struct template *template, const struct answer *context) {
    struct field_look look = {
        .label = !text_equal(walk_attribute(template, "label"), "no"),
        .help = !text_equal(walk_attribute(template, "help"), "no"),
        .ticked = text_equal(walk_attribute(template, "options"), "ticked"),
    };
    const struct answer *owner =
        resolve_field_answer(container->resolving, template->field->parent, context);
    look.not_applicable = !ancestors_apply(container->resolving, template->field, context);
    resolve_field(container->resolving, template->field, owner, look, container->parent);
}

static void put_signatures(
    struct container *container, const struct template *template, const struct answer *context) {
    resolve_signatures(container->resolving, template, context, container->parent);
}

static void put_chart(
    struct container *container, const struct template *template, const struct answer *context) {
    resolve_chart(container->resolving, template, context, container->parent);
}

static void put_part(
    struct container *container, const struct template *template, const struct answer *context) {
    container->parent = resolve_part(container->resolving, template, context, container->parent);
}

static void put_insert(
    struct container *container, const struct template *template, const struct answer *context) {
    resolve_insert(container->resolving, template, context, container->parent);
}

static const struct {
    const char *name;
    void (*put)(
        struct container *container, const struct template *template, const struct answer *context);
} block_elements[] = {
    {"p", put_paragraph},
    {"h1", put_heading},
    {"h2", put_heading},
    {"h3", put_heading},
    {"h4", put_heading},
    {"h5", put_heading},
    {"h6", put_heading},
    {"ul", put_list},
    {"ol", put_list},
    {"li", put_item},
    {"div", put_division},
    {"aside", put_note},
    {"table", put_table},
    {"caption", put_caption},
    {"thead", put_rows},
    {"tbody", put_rows},
    {"tr", put_row},
    {"th", put_cell},
    {"td", put_cell},
    {"figure", put_figure},
    {"logos", put_logos},
    {"contents", put_contents},
    {"page-break", put_page_break},
    {"field", put_field},
    {"signatures", put_signatures},
    {"bars", put_chart},
    {"timeline", put_chart},
    {"tally", put_chart},
    {"insert", put_insert},
    {"part", put_part},
};

/* Where blocks stand, « part » is one; in running heads it is text. */
static bool is_inline(const char *name) {
    return line_is_inline(name) && strcmp(name, "part") != 0;
}

static void walk_text(struct walker *walker, const struct template *template) {
    struct container *container = walker->state;
    line_text(&container->line, template->text, template->span);
}

/* A rich answer among blocks keeps its paragraphs and lists. */
static void walk_value(
    struct walker *walker, const struct template *template, const struct answer *context) {
    struct container *container = walker->state;
    const struct answer **nodes = NULL;
    size_t count = selected_nodes(walker->evaluation, template, context, &nodes);
    if (count == 0 || nodes[0]->field->kind != FIELD_RICH) {
        line_value(&container->line, template, context);
        return;
    }
    close_line(container);
    resolve_rich(container->resolving, nodes[0], container->parent);
}

static void walk_element(
    struct walker *walker, const struct template *template, const struct answer *context) {
    struct container *container = walker->state;
    if (is_inline(template->name)) {
        line_element(&container->line, template, context);
        return;
    }
    close_line(container);
    struct resolving *resolving = container->resolving;
    const char *outer = resolving->language;
    const char *own = walk_attribute(template, "lang");
    resolving->language = own != NULL ? own : outer;
    for (size_t i = 0; i < sizeof block_elements / sizeof *block_elements; i++)
        if (strcmp(block_elements[i].name, template->name) == 0)
            block_elements[i].put(container, template, context);
    resolving->language = outer;
}

void resolve_blocks(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent) {
    struct container container = {resolving, parent, line_new(resolving)};
    struct walker walker = {resolving->evaluation, &container, resolving->show_personal, walk_text,
        walk_value, walk_element};
    walk_children(&walker, template, context);
    close_line(&container);
}
