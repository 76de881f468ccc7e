/* Plain text in a rich answer: paragraphs parted by empty lines, list items that begin with « - ». */
#include "answers_reading.h"

#include "arena.h"
#include "raw_part.h"
#include "text.h"
#include "xml.h"

#include <string.h>

/* A structure in the making: where the next words go. */
struct structure {
    struct arena *arena;
    const struct node *source;
    struct node *root;
    struct node *list;  /* open, or NULL */
    struct node *block; /* open paragraph or item, or NULL */
    bool line_start;
    /* Of the text that is being parted: what is left of it in the source, and how many bytes of it came
     * before. A search from its start for each line would take the square of its length. */
    struct span rest;
    size_t passed;
};

/* Elements that mark words. Anything else, be it known or not, parts the text by itself. */
static bool marks_words(const char *name) {
    static const char *const names[] = {
        "strong", "em", "sup", "sub", "a", "br", "personal", "b", "i", "u", "span", "font"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_blocks(const struct node *node) {
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_ELEMENT && !marks_words(child->name)) {
            return true;
        }
    }
    return false;
}

void answers_rich_append(struct node *parent, struct node *node) {
    node->parent = parent;
    node->next = NULL;
    if (parent->last) {
        parent->last->next = node;
    } else {
        parent->first = node;
    }
    parent->last = node;
}

static struct node *open_element(
    struct structure *structure, struct node *parent, const char *name, struct span span) {
    struct node *node = arena_alloc(structure->arena, sizeof *node);
    *node = (struct node){.kind = NODE_ELEMENT,
        .space = structure->source->space,
        .name = name,
        .text = "",
        .span = span,
        .name_span = span};
    answers_rich_append(parent, node);
    return node;
}

/* The block in which words stand: a new paragraph when none is open. */
static struct node *block_for(struct structure *structure, struct span span) {
    if (!structure->block) {
        structure->block = open_element(structure, structure->root, "p", span);
    }
    return structure->block;
}

static void start_item(struct structure *structure, struct span span) {
    if (!structure->list) {
        structure->list = open_element(structure, structure->root, "ul", span);
    }
    structure->block = open_element(structure, structure->list, "li", span);
}

static void end_block(struct structure *structure) {
    structure->block = NULL;
    structure->list = NULL;
}

/* Where bytes of the text stand, from an offset that does not fall behind those passed. Inside a CDATA
 * section that began before, a « & » would be read as a reference: the place is then not exact. */
static struct span place_of(struct structure *structure, size_t offset, size_t length) {
    return raw_part(structure->rest, offset - structure->passed, length);
}

static void pass(struct structure *structure, struct span part, size_t decoded) {
    size_t raw = part.offset + part.length - structure->rest.offset;
    structure->rest = span_part(structure->rest, raw, structure->rest.length - raw);
    structure->passed = decoded;
}

/* The bytes from offset on of a text node, as a text of the open block. */
static void add_words(
    struct structure *structure, const struct node *text, size_t offset, size_t length) {
    struct span span = place_of(structure, offset, length);
    struct node *block = block_for(structure, span);
    struct node *words = arena_alloc(structure->arena, sizeof *words);
    *words = *text;
    words->text = arena_copy(structure->arena, text->text + offset, length);
    words->span = span;
    answers_rich_append(block, words);
    pass(structure, span, offset + length);
}

/* One line with its line feed. */
static void add_line(
    struct structure *structure, const struct node *text, size_t offset, size_t length) {
    const char *line = text->text + offset;
    size_t lead = strspn(line, " \t\r");
    bool blank = lead >= length || line[lead] == '\n';
    bool last = line[length - 1] != '\n';
    if (structure->line_start && blank && !last) {
        end_block(structure);
        return;
    }
    if (structure->line_start && !blank && line[lead] == '-' && line[lead + 1] == ' ') {
        offset += lead + strlen("- ");
        length -= lead + strlen("- ");
        start_item(structure, place_of(structure, offset, length));
    }
    /* White space alone belongs to a block that is open, but opens none. */
    if (length > 0 && (!blank || structure->block)) {
        add_words(structure, text, offset, length);
    }
}

static void add_text(struct structure *structure, const struct node *text) {
    size_t offset = 0;
    structure->rest = text->span;
    structure->passed = 0;
    while (text->text[offset] != '\0') {
        size_t length = strcspn(text->text + offset, "\n");
        bool ends = text->text[offset + length] == '\n';
        length += ends;
        add_line(structure, text, offset, length);
        structure->line_start = ends;
        offset += length;
    }
}

static void add_inline(struct structure *structure, const struct node *element) {
    struct node *block = block_for(structure, element->span);
    struct node *copy = arena_alloc(structure->arena, sizeof *copy);
    *copy = *element;
    answers_rich_append(block, copy);
    structure->line_start = false;
}

const struct node *answers_rich_structure(struct arena *arena, const struct node *node) {
    if (has_blocks(node)) {
        return node;
    }
    struct structure structure = {.arena = arena, .source = node, .line_start = true};
    structure.root = arena_alloc(arena, sizeof *structure.root);
    *structure.root = *node;
    structure.root->first = NULL;
    structure.root->last = NULL;
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_TEXT) {
            add_text(&structure, child);
        } else {
            add_inline(&structure, child);
        }
    }
    return structure.root;
}
