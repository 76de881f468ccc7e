#include "form_template.h"

#include "form_braces.h"
#include "form_figure.h"
#include "form_format.h"
#include "form_grammar.h"
#include "form_library.h"
#include "form_reader.h"
#include "text.h"

#include <string.h>

/* Everything that templates are made of and that has attributes. */
static const unsigned template_content =
    CONTENT_HINT | CONTENT_SIDES | CONTENT_METADATA | CONTENT_PARTS | CONTENT_FLOW | CONTENT_ITEMS |
    CONTENT_HEAD | CONTENT_BODY | CONTENT_ROWS | CONTENT_CELLS | CONTENT_CAPTION |
    CONTENT_SIGNATURE | CONTENT_BRANCHES | CONTENT_XML | CONTENT_ROOT | CONTENT_JSON |
    CONTENT_MEMBERS | CONTENT_LINES | CONTENT_FIGURES;

void form_template_add(struct template *parent, struct template *child) {
    child->parent = parent;
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

bool form_template_is(const struct template *template, const char *name) {
    return template->kind == TEMPLATE_ELEMENT && strcmp(template->name, name) == 0;
}

static enum template_kind kind_of(const char *name) {
    static const struct {
        const char *name;
        enum template_kind kind;
    } kinds[] = {
        {"value-of", TEMPLATE_VALUE_OF},
        {"for-each", TEMPLATE_FOR_EACH},
        {"if", TEMPLATE_IF},
        {"choose", TEMPLATE_CHOOSE},
        {"when", TEMPLATE_WHEN},
        {"otherwise", TEMPLATE_OTHERWISE},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].kind;
    return TEMPLATE_ELEMENT;
}

static enum style style_of(const char *name) {
    static const char *const names[] = {
#define STYLE(identifier, class_name) class_name,
#include "styles.def"
#undef STYLE
    };
    for (size_t i = 0; name != NULL && i < STYLE_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            return (enum style)i;
    return STYLE_NONE;
}

static struct template *new_text(struct arena *arena, const char *text, struct span span) {
    struct template *template = arena_alloc(arena, sizeof *template);
    template->kind = TEMPLATE_TEXT;
    template->text = text;
    template->span = span;
    return template;
}

struct template *form_template_plain(struct arena *arena, const char *text) {
    struct template *template = arena_alloc(arena, sizeof *template);
    template->kind = TEMPLATE_ELEMENT;
    template->name = "";
    form_template_add(template, new_text(arena, text, (struct span){0}));
    return template;
}

/* Text with {expressions}. */

/* Where a part of an attribute's text stands in the file. With entities in it the two differ in length:
 * then the whole value is meant. */
static struct span part_of(const struct attribute *attribute, const char *at, size_t length) {
    if (attribute->value_span.length != strlen(attribute->value))
        return attribute->value_span;
    return span_part(attribute->value_span, (size_t)(at - attribute->value), length);
}

/* Values are written in French there; in identifiers, addresses and names of files as they are stored. */
static bool is_read_by_people(const char *attribute) {
    static const char *const names[] = {"alt", "caption", "label", "title"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], attribute) == 0)
            return true;
    return false;
}

struct template *form_template_text(struct form_reader *reader, const struct node *node,
    const char *name, const struct expression_scope *scope) {
    struct arena *arena = reader->job->arena;
    const struct attribute *attribute = node_attribute(node, name);
    if (attribute == NULL)
        return NULL;
    struct template *text = arena_alloc(arena, sizeof *text);
    text->kind = TEMPLATE_ELEMENT;
    text->name = name;
    text->node = node;
    text->span = attribute->value_span;
    struct brace_part part = {0};
    const char *at = attribute->value;
    while (form_braces_next(arena, &at, &part)) {
        struct span span = part_of(attribute, part.start, part.length);
        struct template *child = new_text(arena, part.text, span);
        if (part.kind == BRACE_EXPRESSION) {
            child->kind = TEMPLATE_VALUE_OF;
            child->as = is_read_by_people(name) ? NULL : "text";
            child->select = form_expression_text(reader, scope, part.text, span);
        } else if (part.kind == BRACE_FAULT) {
            form_error(reader, MESSAGE_MODEL_BRACE, span, name);
            break;
        }
        form_template_add(text, child);
    }
    return text;
}

/* Attributes. */

/* A template element being read: its content is evaluated at `inner`. */
struct element {
    struct template *template;
    const struct expression_scope *scope;
    struct expression_scope inner;
};

static void add_expression(
    struct form_reader *reader, struct template *template, struct template_expression expression) {
    if (expression.expression == NULL && expression.text == NULL)
        return;
    template->expressions = arena_grow(reader->job->arena, template->expressions,
        template->expression_count, sizeof *template->expressions);
    template->expressions[template->expression_count++] = expression;
}

/* What gives nodes is read first: the others are evaluated at them. */
static void read_nodes(struct form_reader *reader, const struct node *node,
    const struct attribute_grammar *attributes, struct element *element) {
    element->inner = *element->scope;
    for (const struct attribute_grammar *at = attributes; at->name != NULL; at++) {
        if (at->shape != SHAPE_NODES)
            continue;
        const struct field **contexts = NULL;
        size_t count = 0;
        element->template->select =
            form_nodes(reader, element->scope, node, at->name, &contexts, &count);
        element->inner = form_scope_at(*element->scope, contexts, count);
        add_expression(reader, element->template,
            (struct template_expression){at->name, element->template->select, NULL});
    }
}

static bool holds_expressions(enum attribute_shape shape) {
    return shape == SHAPE_TEMPLATE || shape == SHAPE_NUMBERS;
}

static bool has_braces(const char *value) {
    return value != NULL && strpbrk(value, "{}") != NULL;
}

static void read_evaluated(struct form_reader *reader, const struct node *node,
    const struct attribute_grammar *grammar, struct element *element) {
    struct template_expression evaluated = {.name = grammar->name};
    if (grammar->shape == SHAPE_EXPRESSION)
        evaluated.expression = form_expression(reader, element->scope, node, grammar->name);
    else if (grammar->shape == SHAPE_EACH)
        evaluated.expression = form_expression(reader, &element->inner, node, grammar->name);
    else if (holds_expressions(grammar->shape) && has_braces(form_value(node, grammar->name)))
        evaluated.text = form_template_text(reader, node, grammar->name, element->scope);
    add_expression(reader, element->template, evaluated);
}

static void read_attributes(
    struct form_reader *reader, const struct node *node, struct element *element) {
    struct template *template = element->template;
    const struct element_grammar *grammar = form_element(node, template_content);
    element->inner = *element->scope;
    if (grammar == NULL)
        return; /* the root of a document, an export, a message: it has none of its own */
    read_nodes(reader, node, grammar->attributes, element);
    for (const struct attribute_grammar *at = grammar->attributes; at->name != NULL; at++)
        read_evaluated(reader, node, at, element);
    const struct template_expression *select = template_expression(template, "select");
    const struct template_expression *test = template_expression(template, "test");
    const struct template_expression *sort = template_expression(template, "sort");
    template->select = select != NULL ? select->expression : NULL;
    template->test = test != NULL ? test->expression : NULL;
    template->sort = sort != NULL ? sort->expression : NULL;
    template->descending = form_says(node, "order", "descending");
    template->as = form_value(node, "as");
    template->style = style_of(form_value(node, "class"));
}

/* Fields. */

/* The field that a path reaches from where the template stands. The context may be one of several fields:
 * then all of them must lead to one. */
static const struct field *find_field(struct form_reader *reader, const struct node *node,
    const char *name, const struct expression_scope *scope) {
    const char *path = form_value(node, name);
    struct span span = form_value_span(node, name);
    const struct field *found = NULL;
    for (size_t i = 0; path != NULL && i < scope->context_count; i++) {
        const struct field *field = form_field_at(reader, scope->contexts[i], path, span);
        if (field == NULL)
            return NULL;
        if (found != NULL && field != found) {
            form_error(reader, MESSAGE_MODEL_FIELD_AMBIGUOUS, span, path,
                field_place(reader->job->arena, found), field_place(reader->job->arena, field));
            return NULL;
        }
        found = field;
    }
    return found;
}

static void bind_field(
    struct form_reader *reader, struct template *template, const struct expression_scope *scope) {
    const struct field *field = find_field(reader, template->node, "ref", scope);
    if (field == NULL)
        return;
    if (field->kind == FIELD_OPTION)
        form_error(reader, MESSAGE_MODEL_FIELD_IS_OPTION, form_value_span(template->node, "ref"),
            field->name, field->parent->name);
    else if (field->kind == FIELD_FORM)
        form_error(reader, MESSAGE_MODEL_FIELD_IS_FORM, form_value_span(template->node, "ref"),
            field->name);
    template->field = field;
}

/* The document must be in each model that the form field admits, and right. A model that is being read itself
 * may have none yet: it is this one or names this one, and is not looked into. */
static void check_inserted(
    struct form_reader *reader, const struct node *node, const struct form *form) {
    const char *name = form_value(node, "document");
    struct arena *arena = reader->job->arena;
    if (form == NULL || form->document_count == 0)
        return;
    const char **names = arena_array(arena, form->document_count, sizeof *names);
    for (size_t i = 0; i < form->document_count; i++) {
        names[i] = form->documents[i].identifier;
        if (name != NULL && strcmp(names[i], name) != 0)
            continue;
        if (!form_document_read(form, &form->documents[i]))
            form_error(
                reader, MESSAGE_MODEL_FORM_BROKEN, form_value_span(node, "form"), form->name);
        return;
    }
    form_error(reader, MESSAGE_MODEL_DOCUMENT_UNKNOWN, form_value_span(node, "document"), name,
        form->name, form_hint(arena, name, names, form->document_count));
}

static void bind_insert(
    struct form_reader *reader, struct template *template, const struct expression_scope *scope) {
    const struct node *node = template->node;
    const struct field *field = find_field(reader, node, "form", scope);
    if (field == NULL)
        return;
    if (field->kind != FIELD_FORM) {
        form_error(reader, MESSAGE_MODEL_NOT_A_FORM, form_value_span(node, "form"), field->name);
        return;
    }
    template->field = field;
    const char *models = field->models != NULL ? field->models : "";
    for (const char *at = models; *at != '\0' && reader->library != NULL;) {
        size_t length = strcspn(at, " ");
        const char *name = arena_copy(reader->job->arena, at, length);
        check_inserted(reader, node, form_library_find(reader->library, name));
        at += length + (at[length] == ' ');
    }
}

/* Signatures. */

/* What stands in a signature block when <signatures> has no children of its own. */
static bool names_somebody(const struct field *record) {
    static const char *const names[] = {"organisme", "qualite", "nom"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (field_child(record, names[i]) != NULL)
            return true;
    return false;
}

static void check_signatures(struct form_reader *reader, const struct template *template) {
    const struct expression *select = template->select;
    bool told = false;
    for (const struct template *child = template->first; child != NULL; child = child->next)
        told = told || child->kind == TEMPLATE_ELEMENT;
    for (size_t i = 0; select != NULL && i < select->yield_count; i++) {
        const struct field *field = select->yields[i];
        bool held = field->kind == FIELD_RECORD || field->kind == FIELD_GROUP ||
                    field->kind == FIELD_OPTION;
        if (held && (told || names_somebody(field)))
            continue;
        form_error(reader, held ? MESSAGE_MODEL_SIGNATURES_EMPTY : MESSAGE_MODEL_SIGNATURES_FIELD,
            form_value_span(template->node, "select"), field->label);
        return;
    }
}

/* Elements. */

static void read_children(struct form_reader *reader, const struct node *node,
    const struct expression_scope *scope, unsigned skipped, struct template *parent) {
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        if (child->kind == NODE_TEXT)
            form_template_add(parent, new_text(reader->job->arena, child->text, child->span));
        else if (skipped == 0 || form_element(child, skipped) == NULL)
            form_template_add(parent, form_template(reader, child, scope));
    }
}

struct template *form_template_without(struct form_reader *reader, const struct node *node,
    const struct expression_scope *scope, unsigned skipped) {
    struct template *template = arena_alloc(reader->job->arena, sizeof *template);
    template->name = node->name;
    template->kind = kind_of(node->name);
    template->node = node;
    template->span = node->name_span;
    struct element element = {.template = template, .scope = scope};
    read_attributes(reader, node, &element);
    if (form_template_is(template, "field"))
        bind_field(reader, template, scope);
    if (form_template_is(template, "insert"))
        bind_insert(reader, template, scope);
    if (form_template_is(template, "figure"))
        form_figure_read(reader, template);
    if (form_template_is(template, "part") && form_value(node, "page") != NULL)
        template->page = form_page(reader, node);
    form_format_check(reader, template);
    bool moves = template->kind == TEMPLATE_FOR_EACH || form_template_is(template, "signatures");
    read_children(reader, node, moves ? &element.inner : scope, skipped, template);
    if (form_template_is(template, "signatures"))
        check_signatures(reader, template);
    return template;
}

struct template *form_template(
    struct form_reader *reader, const struct node *node, const struct expression_scope *scope) {
    return form_template_without(reader, node, scope, 0);
}

const struct template_expression *template_expression(
    const struct template *template, const char *name) {
    for (size_t i = 0; i < template->expression_count; i++)
        if (strcmp(template->expressions[i].name, name) == 0)
            return &template->expressions[i];
    return NULL;
}
