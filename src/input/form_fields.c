/* The tree of fields: what each says of itself. What names other fields is bound afterwards
 * (form_bind.c). */
#include "form_reader.h"

#include "form_grammar.h"
#include "table.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static void read_children(
    struct form_reader *reader, const struct node *node, struct field *parent);

/* Elements, in the order of enum field_kind. */
static const char *const kind_names[] = {"text", "rich", "boolean", "integer", "decimal", "money",
    "date", "month", "url", "email", "telephone", "image", "file", "reference", "form", "group",
    "record", "choice", "option", "value"};

static enum field_kind kind_of(const char *name) {
    size_t kind = 0;
    while (kind < FIELD_VALUE && strcmp(kind_names[kind], name) != 0)
        kind++;
    return (enum field_kind)kind;
}

const char *field_kind_name(enum field_kind kind) {
    return kind_names[kind];
}

static struct field *add_field(
    struct form_reader *reader, const struct node *node, struct field *parent) {
    struct arena *arena = reader->job->arena;
    struct form *form = reader->form;
    struct field *field = arena_alloc(arena, sizeof *field);
    field->parent = parent;
    field->index = form->field_count;
    form->fields = arena_grow(arena, form->fields, form->field_count, sizeof *form->fields);
    reader->nodes = arena_grow(arena, reader->nodes, form->field_count, sizeof *reader->nodes);
    reader->nodes[form->field_count] = node;
    form->fields[form->field_count++] = field;
    if (parent == NULL)
        return field;
    if (parent->last != NULL)
        parent->last->next = field;
    else
        parent->first = field;
    parent->last = field;
    return field;
}

/* What all fields say. */
static void read_common(const struct node *node, struct field *field) {
    const char *label = form_value(node, "label");
    field->name = form_value(node, "name");
    field->label = label != NULL ? label : field->name;
    field->help = form_value(node, "help");
    field->span = form_value_span(node, "name");
    field->attribute = form_says(node, "in", "attribute");
    field->personal = form_says(node, "personal", "yes");
    field->quoted = form_says(node, "quoted", "yes");
    field->required = form_says(node, "required", "yes")       ? REQUIRED_YES
                      : form_says(node, "required", "by-hand") ? REQUIRED_BY_HAND
                                                               : REQUIRED_NO;
}

/* Patterns and tables. */

static const struct pattern_text *find_pattern(
    struct form_reader *reader, const struct node *node) {
    const char *name = form_value(node, "pattern");
    const struct form *form = reader->form;
    const char **names = arena_array(reader->job->arena, form->pattern_text_count, sizeof *names);
    if (name == NULL)
        return NULL;
    form_use(reader, USED_PATTERN, name);
    for (size_t i = 0; i < form->pattern_text_count; i++) {
        names[i] = form->pattern_texts[i]->name;
        if (strcmp(names[i], name) == 0)
            return form->pattern_texts[i];
    }
    form_error(reader, MESSAGE_MODEL_PATTERN_UNKNOWN, form_value_span(node, "pattern"), name,
        form_hint(reader->job->arena, name, names, form->pattern_text_count));
    return NULL;
}

static const struct table *find_table(struct form_reader *reader, const struct node *node) {
    const char *name = form_value(node, "table");
    const struct form *form = reader->form;
    const char **names = arena_array(reader->job->arena, form->table_count, sizeof *names);
    if (name == NULL)
        return NULL;
    form_use(reader, USED_TABLE, name);
    for (size_t i = 0; i < form->table_count; i++) {
        names[i] = form->tables[i]->name;
        if (strcmp(names[i], name) == 0)
            return form->tables[i];
    }
    form_error(reader, MESSAGE_MODEL_TABLE_UNKNOWN, form_value_span(node, "table"), name,
        form_hint(reader->job->arena, name, names, form->table_count));
    return NULL;
}

/* Bounds. */

/* Dates of one shape compare as texts do; numbers as numbers. */
static bool exceeds(enum field_kind kind, const char *minimum, const char *maximum) {
    if (kind == FIELD_DATE || kind == FIELD_MONTH)
        return strcmp(minimum, maximum) > 0;
    return strtold(minimum, NULL) > strtold(maximum, NULL);
}

static void read_bounds(struct form_reader *reader, const struct node *node, struct field *field) {
    field->minimum = form_value(node, "minimum");
    field->maximum = form_value(node, "maximum");
    if (field->minimum != NULL && field->maximum != NULL &&
        exceeds(field->kind, field->minimum, field->maximum))
        form_error(reader, MESSAGE_MODEL_BOUNDS, form_value_span(node, "minimum"), field->minimum,
            field->maximum);
}

static void read_numbers(struct form_reader *reader, const struct node *node, struct field *field) {
    field->least = form_count(node, "min", 0);
    field->most = form_count(node, "max", SIZE_MAX);
    if (field->least > field->most)
        form_error(reader, MESSAGE_MODEL_BOUNDS, form_value_span(node, "min"),
            form_value(node, "min"), form_value(node, "max"));
}

/* Kinds. */

static size_t count_children(const struct field *field) {
    size_t count = 0;
    for (const struct field *child = field->first; child != NULL; child = child->next)
        count++;
    return count;
}

static void read_choice(struct form_reader *reader, const struct node *node, struct field *field) {
    field->pick_one = form_says(node, "pick", "one");
    read_numbers(reader, node, field);
    /* Of so many boxes one is due. */
    if (field->least > 0 && field->required == REQUIRED_NO)
        field->required = REQUIRED_YES;
    size_t options = count_children(field);
    bool bounded = form_value(node, "min") != NULL || form_value(node, "max") != NULL;
    if (field->pick_one && bounded)
        form_error(reader, MESSAGE_MODEL_CHOICE_OF_ONE,
            form_value_span(node, form_value(node, "min") != NULL ? "min" : "max"), field->name);
    else if (field->least > options)
        form_error(reader, MESSAGE_MODEL_CHOICE_OPTIONS, form_value_span(node, "min"), field->name,
            form_value(node, "min"), arena_format(reader->job->arena, "%zu", options));
}

static void read_currency(
    struct form_reader *reader, const struct node *node, struct field *field) {
    bool money = field->kind == FIELD_MONEY || field->type == FIELD_MONEY;
    field->currency = form_value(node, "currency");
    field->tax = form_says(node, "tax", "none") ? NULL : form_value(node, "tax");
    if (field->kind != FIELD_VALUE)
        return;
    if (money && field->currency == NULL)
        form_error(reader, MESSAGE_MODEL_CURRENCY_MISSING, node->name_span, field->name);
    if (!money && (field->currency != NULL || field->tax != NULL))
        form_error(reader, MESSAGE_MODEL_CURRENCY_NEEDLESS,
            form_value_span(node, field->currency != NULL ? "currency" : "tax"), field->name);
}

/* What only some kinds say. */
static void read_kind(struct form_reader *reader, const struct node *node, struct field *field) {
    switch (field->kind) {
    case FIELD_RECORD:
        read_numbers(reader, node, field);
        field->compare_names = form_says(node, "compare", "name");
        break;
    case FIELD_CHOICE:
        read_choice(reader, node, field);
        break;
    case FIELD_FORM:
        field->models = form_value(node, "model");
        break;
    case FIELD_VALUE:
        field->type = kind_of(form_value(node, "type") != NULL ? form_value(node, "type") : "text");
        read_currency(reader, node, field);
        break;
    case FIELD_MONEY:
        read_currency(reader, node, field);
        read_bounds(reader, node, field);
        break;
    default:
        field->pattern = find_pattern(reader, node);
        field->table = find_table(reader, node);
        read_bounds(reader, node, field);
        break;
    }
}

/* The attribute by which a form says that an option is not ticked. */
static bool is_reserved(const struct field *field) {
    return field->attribute && field->parent->kind == FIELD_OPTION &&
           strcmp(field->name, "coche") == 0;
}

static void read_field(struct form_reader *reader, const struct node *node, struct field *parent,
    struct names *names) {
    const char *name = form_value(node, "name");
    /* Without a name nothing can be bound to it; that was reported. */
    if (name == NULL || !form_name(reader, names, name, form_value_span(node, "name")))
        return;
    struct field *field = add_field(reader, node, parent);
    field->kind = kind_of(node->name);
    read_common(node, field);
    if (is_reserved(field))
        form_error(reader, MESSAGE_MODEL_FIELD_RESERVED, field->span, field->name);
    read_children(reader, node, field);
    read_kind(reader, node, field);
}

static void read_children(
    struct form_reader *reader, const struct node *node, struct field *parent) {
    struct names names = {0};
    for (const struct node *child = node->first; child != NULL; child = child->next)
        if (child->kind == NODE_ELEMENT &&
            form_element(child, CONTENT_FIELDS | CONTENT_OPTIONS) != NULL)
            read_field(reader, child, parent, &names);
}

void form_fields_read(struct form_reader *reader) {
    struct field *root = add_field(reader, reader->model, NULL);
    root->kind = FIELD_GROUP;
    root->name = reader->form->name;
    root->label = reader->form->title;
    root->span = form_value_span(reader->model, "name");
    reader->form->root = root;
    reader->root_context[0] = root;
    read_children(reader, reader->model, root);
}
