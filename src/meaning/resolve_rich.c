#include "resolving.h"

#include "answers.h"
#include "form.h"
#include "text.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

static void rich_line(struct line_of_runs *line, const struct node *node);
static void rich_blocks(struct resolving *resolving, const struct node *node, struct block *parent);

static const char *attribute_of(const struct node *node, const char *name) {
    const struct attribute *attribute = node_attribute(node, name);
    return attribute != NULL ? attribute->value : NULL;
}

/* Where a rich answer stands in a line, what would be a block there begins a new line. */
static void rich_break(struct line_of_runs *line, const struct node *node) {
    line->space = false;
    if (line->count > 0 && line->runs[line->count - 1].kind != RUN_BREAK)
        line_run(line, RUN_BREAK, node->span);
}

/* A personal phrase that is not shown leaves a mark, for nobody is to take what is left for the whole;
 * a footnote says why, where one may be called. */
static void hide(struct line_of_runs *line, struct span span) {
    struct line_of_runs content = line_new(line->resolving);
    line_text(&content, "Mention personnelle occultée avant publication.", span);
    line_text(line, "[…]", span);
    if (line->notes)
        line_note(line, &content, span);
}

/* One element of a rich answer with its content, in a line. */
static void rich_element(struct line_of_runs *line, const struct node *node) {
    struct run look = line->look;
    if (!line_is_inline(node->name))
        rich_break(line, node);
    if (strcmp(node->name, "personal") == 0 && !line->resolving->show_personal) {
        hide(line, node->span);
        return;
    }
    if (strcmp(node->name, "br") == 0) {
        line->space = false;
        line_run(line, RUN_BREAK, node->span);
        return;
    }
    line->look.bold |= strcmp(node->name, "strong") == 0;
    line->look.italic |= strcmp(node->name, "em") == 0;
    line->look.superscript |= strcmp(node->name, "sup") == 0;
    line->look.subscript |= strcmp(node->name, "sub") == 0;
    if (strcmp(node->name, "a") == 0)
        line->look.uri = attribute_of(node, "href");
    rich_line(line, node);
    line->look = look;
}

static void rich_line(struct line_of_runs *line, const struct node *node) {
    for (const struct node *child = node->first; child != NULL; child = child->next)
        if (child->kind == NODE_TEXT)
            line_text(line, child->text, child->span);
        else
            rich_element(line, child);
}

static bool is_inline(const struct node *node) {
    return node->kind == NODE_TEXT || line_is_inline(node->name);
}

/* A line among blocks. The head of a table, which every page repeats, calls no footnote. */
static struct line_of_runs rich_line_new(struct resolving *resolving, const struct block *parent) {
    struct line_of_runs line = line_new(resolving);
    line.notes = parent == NULL || parent->kind != BLOCK_CELL || !parent->header;
    return line;
}

static void rich_paragraph(
    struct resolving *resolving, const struct line_of_runs *line, struct block *parent) {
    if (line->count == 0)
        return;
    struct block *block = block_new(resolving, parent, BLOCK_PARAGRAPH, STYLE_NONE);
    block_set_runs(block, line);
    block->span = line->runs[0].span;
}

static unsigned span_of(const struct node *node, const char *name) {
    const char *value = attribute_of(node, name);
    unsigned long span = value != NULL ? strtoul(value, NULL, 10) : 1;
    return span >= 1 && span <= 1000 ? (unsigned)span : 1;
}

static void rich_block(struct resolving *resolving, const struct node *node, struct block *parent) {
    static const struct {
        const char *name;
        enum block_kind kind;
    } kinds[] = {{"ul", BLOCK_LIST}, {"ol", BLOCK_LIST}, {"li", BLOCK_ITEM}, {"table", BLOCK_TABLE},
        {"tr", BLOCK_ROW}, {"th", BLOCK_CELL}, {"td", BLOCK_CELL}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, node->name) != 0)
            continue;
        struct block *block = block_new(resolving, parent, kinds[i].kind, STYLE_NONE);
        block->span = node->span;
        block->marker = strcmp(node->name, "ol") == 0 ? MARKER_DECIMAL : MARKER_DASH;
        block->start = 1;
        block->header = strcmp(node->name, "th") == 0;
        block->column_span = span_of(node, "colspan");
        block->row_span = span_of(node, "rowspan");
        rich_blocks(resolving, node, block);
        return;
    }
    struct line_of_runs line = rich_line_new(resolving, parent);
    rich_line(&line, node);
    rich_paragraph(resolving, &line, parent);
}

/* A row whose cells are all headers is a row of the table's head. */
static void mark_heads(struct block *parent) {
    for (struct block *row = parent->first; row != NULL; row = row->next) {
        row->head = row->kind == BLOCK_ROW && row->first != NULL;
        for (struct block *cell = row->first; cell != NULL; cell = cell->next)
            row->head = row->head && cell->header;
        if (!row->head)
            return;
    }
}

static void rich_blocks(
    struct resolving *resolving, const struct node *node, struct block *parent) {
    struct line_of_runs line = rich_line_new(resolving, parent);
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        if (is_inline(child)) {
            if (child->kind == NODE_TEXT)
                line_text(&line, child->text, child->span);
            else
                rich_element(&line, child);
            continue;
        }
        rich_paragraph(resolving, &line, parent);
        line = rich_line_new(resolving, parent);
        rich_block(resolving, child, parent);
    }
    rich_paragraph(resolving, &line, parent);
    if (parent->kind == BLOCK_TABLE)
        mark_heads(parent);
}

void resolve_rich(struct resolving *resolving, const struct answer *answer, struct block *parent) {
    if (answer->rich != NULL)
        rich_blocks(resolving, answer->rich, parent);
}

void line_rich(struct line_of_runs *line, const struct answer *answer) {
    size_t before = line->count;
    const struct node *child = answer->rich != NULL ? answer->rich->first : NULL;
    for (; child != NULL; child = child->next)
        if (child->kind == NODE_TEXT)
            line_text(line, child->text, child->span);
        else if (line->count == before && !line_is_inline(child->name))
            rich_line(line, child); /* the first block goes on where the line stands */
        else
            rich_element(line, child);
}
