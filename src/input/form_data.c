/* What a model defines beside its fields: phases, tables, patterns of texts, parameters. */
#include "form_reader.h"

#include "answers_value.h"
#include "files.h"
#include "form_shapes.h"
#include "pattern.h"
#include "table.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Phases. */

static void read_phases(struct form_reader *reader) {
    struct form *form = reader->form;
    struct names names = {0};
    const struct node *node = form_next(reader->model->first, "phase");
    for (; node != NULL; node = form_next(node->next, "phase")) {
        const char *name = form_value(node, "id");
        struct span span = form_value_span(node, "id");
        if (name == NULL || !form_name(reader, &names, name, span))
            continue;
        const char *label = form_value(node, "label");
        form_define(reader, "la phase", USED_PHASE, name, span);
        form->phases =
            arena_grow(reader->job->arena, form->phases, form->phase_count, sizeof *form->phases);
        form->phases[form->phase_count++] =
            (struct phase){name, label != NULL ? label : name, span};
    }
}

/* Tables. */

static const char *override_of(const struct form_reader *reader, const char *identifier) {
    for (size_t i = 0; i < reader->override_count; i++)
        if (strcmp(reader->overrides[i].identifier, identifier) == 0)
            return reader->overrides[i].path;
    return NULL;
}

/* A table that replaces the model's may stand anywhere: its own folder is its root. */
static bool read_override(
    struct form_reader *reader, const char *path, struct span from, struct file *file) {
    struct arena *arena = reader->job->arena;
    const char *slash = strrchr(path, '/');
    const char *folder = slash == NULL   ? "."
                         : slash == path ? "/"
                                         : arena_copy(arena, path, (size_t)(slash - path));
    struct root root;
    return root_open(reader->job, folder, &root) &&
           root_read(
               reader->job, &root, slash != NULL ? slash + 1 : path, FORM_FILE_LIMIT, from, file);
}

static bool read_table_file(
    struct form_reader *reader, const struct node *node, const char *name, struct file *file) {
    const char *override = override_of(reader, name);
    struct span from = form_value_span(node, "file");
    if (override != NULL)
        return read_override(reader, override, from, file);
    const char *path = form_value(node, "file");
    return path != NULL && root_read(reader->job, reader->form->home, form_path(reader, from, path),
                               FORM_FILE_LIMIT, from, file);
}

/* The table, or NULL after a diagnostic. */
static struct table *read_table(
    struct form_reader *reader, const struct node *node, const char *name) {
    struct arena *arena = reader->job->arena;
    const char *key = form_value(node, "key");
    struct file file;
    if (key == NULL || !read_table_file(reader, node, name, &file))
        return NULL;
    const struct source *source =
        source_new(arena, file.path, (const char *)file.bytes, file.length);
    return table_read(arena, reader->job->diagnostics, name, source, key);
}

/* Stands for a table that cannot be used, so that what names it is not reported as well. */
static struct table *broken_table(struct arena *arena, const char *name) {
    struct table *table = arena_alloc(arena, sizeof *table);
    table->name = name;
    return table;
}

static void read_tables(struct form_reader *reader) {
    struct form *form = reader->form;
    struct names names = {0};
    const struct node *node = form_next(reader->model->first, "table");
    for (; node != NULL; node = form_next(node->next, "table")) {
        const char *name = form_value(node, "id");
        if (name == NULL || !form_name(reader, &names, name, form_value_span(node, "id")))
            continue;
        struct table *table = read_table(reader, node, name);
        if (table == NULL)
            table = broken_table(reader->job->arena, name);
        form_define(reader, "la table", USED_TABLE, name, form_value_span(node, "id"));
        form->tables =
            arena_grow(reader->job->arena, form->tables, form->table_count, sizeof *form->tables);
        form->tables[form->table_count++] = table;
    }
}

/* Patterns of texts. */

static void read_pattern_text(struct form_reader *reader, const struct node *node) {
    struct form *form = reader->form;
    struct arena *arena = reader->job->arena;
    struct pattern_text *pattern = arena_alloc(arena, sizeof *pattern);
    pattern->name = form_value(node, "id");
    pattern->regex = form_value(node, "regex");
    pattern->message = text_collapse(arena, node_text(arena, node));
    pattern->span = form_value_span(node, "regex");
    form_define(reader, "le motif", USED_PATTERN, pattern->name, form_value_span(node, "id"));
    if (pattern->message[0] == '\0')
        form_error(reader, MESSAGE_MODEL_PATTERN_SENTENCE, node->name_span, pattern->name);
    if (pattern->regex != NULL)
        pattern_compile(reader->job, pattern);
    form->pattern_texts = arena_grow(
        arena, form->pattern_texts, form->pattern_text_count, sizeof *form->pattern_texts);
    form->pattern_texts[form->pattern_text_count++] = pattern;
}

static void read_pattern_texts(struct form_reader *reader) {
    struct names names = {0};
    const struct node *node = form_next(reader->model->first, "pattern-text");
    for (; node != NULL; node = form_next(node->next, "pattern-text")) {
        const char *name = form_value(node, "id");
        if (name != NULL && form_name(reader, &names, name, form_value_span(node, "id")))
            read_pattern_text(reader, node);
    }
}

/* Parameters. */

static int compare_dates(const void *left, const void *right) {
    const struct parameter_value *a = left;
    const struct parameter_value *b = right;
    long days = date_number(a->from) - date_number(b->from);
    return days < 0 ? -1 : days > 0;
}

/* The types that a parameter may have, and the shape of their values. */
static const struct {
    enum field_kind type;
    enum attribute_shape shape;
} parameter_types[] = {
    {FIELD_TEXT, SHAPE_TEXT},
    {FIELD_INTEGER, SHAPE_INTEGER},
    {FIELD_DECIMAL, SHAPE_DECIMAL},
    {FIELD_MONEY, SHAPE_MONEY},
    {FIELD_DATE, SHAPE_DATE},
};

static size_t type_index(const char *name) {
    size_t i = sizeof parameter_types / sizeof *parameter_types - 1;
    while (i > 0 && !text_equal(name, field_kind_name(parameter_types[i].type)))
        i--;
    return i; /* a text without a type */
}

static void read_type(
    struct form_reader *reader, const struct node *node, struct parameter *parameter) {
    const char *type = form_value(node, "type");
    parameter->typed = type != NULL;
    parameter->type = parameter_types[type_index(type)].type;
    parameter->currency = form_value(node, "currency");
    if (parameter->type == FIELD_MONEY && parameter->currency == NULL)
        form_error(reader, MESSAGE_MODEL_CURRENCY_MISSING, parameter->span, parameter->name);
    if (parameter->type != FIELD_MONEY && parameter->currency != NULL)
        form_error(reader, MESSAGE_MODEL_CURRENCY_NEEDLESS, form_value_span(node, "currency"),
            parameter->name);
}

/* The value in the form in which expressions read it; NULL after a diagnostic when it is not of the
 * parameter's type. */
static const char *typed_value(
    struct form_reader *reader, const struct node *from, const struct parameter *parameter) {
    const char *text = form_value(from, "value");
    size_t type = type_index(field_kind_name(parameter->type));
    struct attribute_grammar grammar = {.name = "value", .shape = parameter_types[type].shape};
    if (text != NULL && !shape_fits(&grammar, text)) {
        form_error(reader, shape_message(grammar.shape), form_value_span(from, "value"),
            grammar.name, text);
        return NULL;
    }
    return text != NULL && parameter->type == FIELD_MONEY
               ? answers_value_cents(reader->job->arena, text)
               : text;
}

static void add_value(
    struct form_reader *reader, struct parameter *parameter, struct parameter_value value) {
    parameter->values = arena_grow(
        reader->job->arena, parameter->values, parameter->value_count, sizeof *parameter->values);
    parameter->values[parameter->value_count++] = value;
}

/* The value that holds from that day on, or NULL. */
static const struct parameter_value *value_from(
    const struct parameter *parameter, struct date date) {
    for (size_t i = 0; i < parameter->value_count; i++)
        if (date_number(parameter->values[i].from) == date_number(date))
            return &parameter->values[i];
    return NULL;
}

static void read_values(
    struct form_reader *reader, const struct node *node, struct parameter *parameter) {
    const struct node *from = form_next(node->first, "from");
    for (; from != NULL; from = form_next(from->next, "from")) {
        const char *date = form_value(from, "date");
        struct parameter_value value = {
            .value = typed_value(reader, from, parameter), .span = form_value_span(from, "value")};
        if (date == NULL || value.value == NULL)
            continue;
        date_read(date, &value.from);
        const struct parameter_value *other = value_from(parameter, value.from);
        if (other != NULL)
            form_error(reader, MESSAGE_MODEL_PARAMETER_DATE, form_value_span(from, "date"),
                parameter->name, date)
                ->related = other->span;
        else
            add_value(reader, parameter, value);
    }
    if (parameter->value_count > 0)
        qsort(parameter->values, parameter->value_count, sizeof *parameter->values, compare_dates);
}

static void read_parameters(struct form_reader *reader) {
    struct form *form = reader->form;
    struct names names = {0};
    const struct node *node = form_next(reader->model->first, "parameter");
    for (; node != NULL; node = form_next(node->next, "parameter")) {
        struct parameter parameter = {
            .name = form_value(node, "name"), .span = form_value_span(node, "name")};
        if (parameter.name == NULL || !form_name(reader, &names, parameter.name, parameter.span))
            continue;
        read_type(reader, node, &parameter);
        read_values(reader, node, &parameter);
        form_define(reader, "le paramètre", USED_VARIABLE, parameter.name, parameter.span);
        form->parameters = arena_grow(
            reader->job->arena, form->parameters, form->parameter_count, sizeof *form->parameters);
        form->parameters[form->parameter_count++] = parameter;
    }
}

void form_data_read(struct form_reader *reader) {
    read_phases(reader);
    read_tables(reader);
    read_pattern_texts(reader);
    read_parameters(reader);
}
