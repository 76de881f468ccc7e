/* The order in which computed values can be evaluated, and cycles of conditions and values. What is
 * computed from personal answers becomes personal in that order. */
#include "form_reader.h"

#include "text.h"

#include <string.h>

enum colour {
    UNSEEN,
    OPEN, /* on the path that is being followed */
    DONE,
};

/* A walk over what each field depends on. `path` are the open fields, `values` the computed ones that
 * are done. */
struct ordering {
    struct form_reader *reader;
    enum colour *colours;
    const struct field **path;
    size_t path_count;
    struct field **values;
    size_t value_count;
    bool cyclic;
};

static void visit(struct ordering *ordering, const struct field *field);

static const struct expression *expression_of(const struct field *field) {
    return field->select != NULL ? field->select : field->when;
}

/* « fin → duree → fin », from the place in the path where the cycle begins. */
static const char *cycle_text(const struct ordering *ordering, size_t start) {
    struct buffer text = {.arena = ordering->reader->job->arena};
    for (size_t i = start; i < ordering->path_count; i++) {
        buffer_text(&text, ordering->path[i]->name);
        buffer_text(&text, " → ");
    }
    buffer_text(&text, ordering->path[start]->name);
    return buffer_string(&text);
}

/* The message stands at the first expression of the cycle: there is one, since a field and its parents
 * alone form none. */
static void report_cycle(struct ordering *ordering, const struct field *field) {
    ordering->cyclic = true;
    size_t start = ordering->path_count;
    do
        start--;
    while (ordering->path[start] != field);
    size_t guilty = start;
    while (guilty + 1 < ordering->path_count && expression_of(ordering->path[guilty]) == NULL)
        guilty++;
    const struct field *named = ordering->path[guilty];
    const struct expression *expression = expression_of(named);
    form_error(ordering->reader, MESSAGE_MODEL_CYCLE,
        expression != NULL ? expression->span : named->span, named->name,
        cycle_text(ordering, start));
}

static void visit_read(struct ordering *ordering, const struct expression *expression) {
    if (expression == NULL)
        return;
    for (size_t i = 0; i < expression->field_count; i++) {
        const struct field *field = expression->fields[i];
        /* Fields of other forms are read before this one. */
        const struct form *form = ordering->reader->form;
        if (field->index < form->field_count && form->fields[field->index] == field)
            visit(ordering, field);
    }
}

/* A field depends on its parent, which may not apply, on what its condition reads, and a value on what
 * it is computed from. */
static void visit(struct ordering *ordering, const struct field *field) {
    struct form *form = ordering->reader->form;
    enum colour *colour = &ordering->colours[field->index];
    if (*colour == OPEN)
        report_cycle(ordering, field);
    if (*colour != UNSEEN)
        return;
    *colour = OPEN;
    ordering->path[ordering->path_count++] = field;
    if (field->parent != NULL)
        visit(ordering, field->parent);
    visit_read(ordering, field->when);
    visit_read(ordering, field->select);
    ordering->path_count--;
    *colour = DONE;
    if (field->kind != FIELD_VALUE)
        return;
    struct field *value = form->fields[field->index];
    const struct node *node = ordering->reader->nodes[field->index];
    if (value->select != NULL && !form_says(node, "personal", "no"))
        value->personal = value->personal || form_reads_personal(value->select);
    ordering->values[ordering->value_count++] = value;
}

static struct ordering new_ordering(struct form_reader *reader) {
    struct arena *arena = reader->job->arena;
    size_t count = reader->form->field_count;
    return (struct ordering){
        .reader = reader,
        .colours = arena_array(arena, count, sizeof(enum colour)),
        .path = arena_array(arena, count, sizeof(const struct field *)),
        .values = arena_array(arena, count, sizeof(struct field *)),
    };
}

static bool reads_variable(const struct expression *expression) {
    return expression != NULL && strchr(expression->text, '$') != NULL;
}

/* Which value a parameter has is judged at the date of the act: what this date is computed from cannot
 * depend on a parameter. */
static void check_date(struct form_reader *reader) {
    const struct form *form = reader->form;
    struct ordering ordering = new_ordering(reader);
    visit_read(&ordering, form->date);
    for (size_t i = 0; i < ordering.value_count; i++) {
        const struct field *value = ordering.values[i];
        if (!reads_variable(value->select))
            continue;
        form_error(reader, MESSAGE_MODEL_DATE_PARAMETER, form->date->span, value->name)->related =
            value->select->span;
        return;
    }
}

void form_order(struct form_reader *reader) {
    struct ordering ordering = new_ordering(reader);
    for (size_t i = 0; i < reader->form->field_count; i++)
        visit(&ordering, reader->form->fields[i]);
    reader->form->values = ordering.values;
    reader->form->value_count = ordering.value_count;
    if (!ordering.cyclic)
        check_date(reader);
}
