/* What fields say of other fields: keys, references, other forms, conditions, computed values. */
#include "form_reader.h"

#include "form_library.h"
#include "form_shapes.h"
#include "text.h"

#include <string.h>

/* A span inside an attribute's value, at a part of its text. */
static struct span part_of(const struct node *node, const char *name, const char *part) {
    const char *value = form_value(node, name);
    return span_part(form_value_span(node, name), (size_t)(part - value), strlen(part));
}

/* Keys. */

static const char *const *scalar_names(
    struct arena *arena, const struct field *record, size_t *count) {
    const char **names = NULL;
    *count = 0;
    for (const struct field *child = record->first; child != NULL; child = child->next) {
        if (!field_is_scalar(child))
            continue;
        names = arena_grow(arena, names, *count, sizeof *names);
        names[(*count)++] = child->name;
    }
    return names;
}

static bool may_be_key(const struct field *field) {
    return field_is_scalar(field) && field->kind != FIELD_RICH && !field_names_file(field);
}

static void bind_key(struct form_reader *reader, const struct node *node, struct field *record) {
    const char *name = form_value(node, "key");
    if (name == NULL) {
        if (form_value(node, "compare") != NULL)
            form_error(reader, MESSAGE_MODEL_COMPARE_NEEDLESS, form_value_span(node, "compare"),
                record->name);
        return;
    }
    struct span span = form_value_span(node, "key");
    const struct field *key = field_child(record, name);
    if (key == NULL) {
        size_t count = 0;
        const char *const *names = scalar_names(reader->job->arena, record, &count);
        form_error(reader, MESSAGE_MODEL_KEY_UNKNOWN, span, name, record->name,
            form_hint(reader->job->arena, name, names, count));
    } else if (!may_be_key(key)) {
        form_error(reader, MESSAGE_MODEL_KEY_KIND, span, name, record->name);
    } else {
        record->key = key;
    }
}

/* Other forms. */

/* The model of that name; NULL after a diagnostic. */
static const struct form *find_form(
    struct form_reader *reader, const char *name, struct span span) {
    const char *const *names = NULL;
    size_t count = form_library_names(reader->library, &names);
    bool known = false;
    for (size_t i = 0; i < count; i++)
        known = known || strcmp(names[i], name) == 0;
    if (!known) {
        form_error(reader, MESSAGE_MODEL_FORM_UNKNOWN, span, name,
            form_hint(reader->job->arena, name, names, count));
        return NULL;
    }
    const struct form *form = form_library_find(reader->library, name);
    if (form == NULL)
        form_error(reader, MESSAGE_MODEL_FORM_BROKEN, span, name);
    return form;
}

static void bind_form(struct form_reader *reader, const struct node *node) {
    const char *models = form_value(node, "model");
    if (models == NULL || reader->library == NULL)
        return;
    struct names names = {0};
    for (const char *at = models; *at != '\0';) {
        size_t length = strcspn(at, " ");
        const char *name = arena_copy(reader->job->arena, at, length);
        struct span span = span_part(form_value_span(node, "model"), (size_t)(at - models), length);
        if (form_name(reader, &names, name, span))
            find_form(reader, name, span);
        at += length + (at[length] == ' ');
    }
}

/* References. */

/* The record that a path names from a root, when it can be referred to. */
static const struct field *find_record(
    struct form_reader *reader, const struct field *root, const char *path, struct span span) {
    const struct field *field = form_field_at(reader, root, path, span);
    if (field == NULL)
        return NULL;
    if (field->kind != FIELD_RECORD) {
        form_error(reader, MESSAGE_MODEL_REFERENCE_KIND, span, path);
        return NULL;
    }
    return field;
}

/* A reference repeats the key of what it names: it is as personal as that. */
static void mark_personal(
    struct field *reference, const struct node *node, const struct field *key) {
    if (!form_says(node, "personal", "no") && field_is_personal(key))
        reference->personal = true;
}

/* A key that is wrong was reported; the element tells whether there is one. */
static void bind_own_record(
    struct form_reader *reader, const struct node *node, struct field *field) {
    const char *path = field->target_path;
    struct span span = form_value_span(node, "to");
    const struct field *record = find_record(reader, reader->form->root, path, span);
    if (record == NULL)
        return;
    if (form_value(reader->nodes[record->index], "key") == NULL)
        form_error(reader, MESSAGE_MODEL_REFERENCE_KEY, span, record->name);
    field->target = record;
    if (record->key != NULL)
        mark_personal(field, node, record->key);
}

/* « form(contrat)/axe »: the record must be in each model that the form field admits. */
static void bind_other_record(
    struct form_reader *reader, const struct node *node, struct field *field) {
    struct arena *arena = reader->job->arena;
    const char *inner = field->target_path + strlen("form(");
    const char *close = strchr(inner, ')');
    const char *form_path = arena_copy(arena, inner, (size_t)(close - inner));
    struct span span = span_part(part_of(node, "to", inner), 0, (size_t)(close - inner));
    const struct field *form_field = form_field_at(reader, reader->form->root, form_path, span);
    if (form_field == NULL)
        return;
    if (form_field->kind != FIELD_FORM || form_field->models == NULL) {
        if (form_field->kind != FIELD_FORM)
            form_error(reader, MESSAGE_MODEL_NOT_A_FORM, span, form_path);
        return;
    }
    size_t count = 0;
    const char *const *models = shape_words(arena, form_field->models, &count);
    const char *path = close + strlen(")/");
    for (size_t i = 0; i < count && reader->library != NULL; i++) {
        const struct form *other = form_library_find(reader->library, models[i]);
        const struct field *record =
            other != NULL ? find_record(reader, other->root, path, part_of(node, "to", path))
                          : NULL;
        bool keyed = record != NULL && record->key != NULL;
        if (keyed)
            mark_personal(field, node, record->key);
        if (record != NULL && !keyed)
            form_error(
                reader, MESSAGE_MODEL_REFERENCE_KEY, part_of(node, "to", path), record->name);
    }
}

static void bind_reference(
    struct form_reader *reader, const struct node *node, struct field *field) {
    field->target_path = form_value(node, "to");
    if (field->target_path == NULL)
        return;
    if (text_starts(field->target_path, "form("))
        bind_other_record(reader, node, field);
    else
        bind_own_record(reader, node, field);
}

/* Conditions and computed values. */

static bool is_date_type(enum field_kind kind) {
    return kind == FIELD_DATE || kind == FIELD_MONTH;
}

bool form_may_yield_date(const struct expression *expression) {
    if (expression->kind != VALUE_NODES)
        return expression->date || expression->kind == VALUE_ANY || expression->kind == VALUE_TEXT;
    for (size_t i = 0; i < expression->yield_count; i++) {
        const struct field *field = expression->yields[i];
        if (is_date_type(field->kind) || is_date_type(field->type))
            return true;
    }
    return expression->yield_count == 0;
}

static bool may_yield_number(const struct expression *expression) {
    return expression->kind != VALUE_TRUTH && !expression->date;
}

/* What an expression surely does not yield is said when the model is read. */
static void check_type(
    struct form_reader *reader, const struct node *node, const struct field *field) {
    bool number =
        field->type == FIELD_INTEGER || field->type == FIELD_DECIMAL || field->type == FIELD_MONEY;
    if ((is_date_type(field->type) && !form_may_yield_date(field->select)) ||
        (number && !may_yield_number(field->select)))
        form_error(reader, MESSAGE_MODEL_VALUE_TYPE, form_value_span(node, "select"), field->name,
            field_kind_name(field->type));
}

/* The context of a field's own expressions is its parent. */
static void bind_expressions(
    struct form_reader *reader, const struct node *node, struct field *field) {
    const struct field **parent = arena_alloc(reader->job->arena, sizeof *parent);
    *parent = field->parent;
    struct expression_scope scope = form_scope_at(form_scope(reader), parent, 1);
    field->when = form_expression(reader, &scope, node, "when");
    if (field->kind != FIELD_VALUE)
        return;
    field->select = form_expression(reader, &scope, node, "select");
    if (field->select != NULL)
        check_type(reader, node, field);
    if (field->select != NULL && field->type == FIELD_MONEY)
        form_amount_check(reader, field->select);
}

/* Keys come first: other models that are read meanwhile refer to them. */
void form_fields_bind(struct form_reader *reader) {
    for (size_t i = 1; i < reader->form->field_count; i++)
        if (reader->form->fields[i]->kind == FIELD_RECORD)
            bind_key(reader, reader->nodes[i], reader->form->fields[i]);
    for (size_t i = 1; i < reader->form->field_count; i++) {
        const struct node *node = reader->nodes[i];
        struct field *field = reader->form->fields[i];
        if (field->kind == FIELD_FORM)
            bind_form(reader, node);
        if (field->kind == FIELD_REFERENCE)
            bind_reference(reader, node, field);
    }
    for (size_t i = 1; i < reader->form->field_count; i++)
        bind_expressions(reader, reader->nodes[i], reader->form->fields[i]);
}
