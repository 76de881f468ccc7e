/* What a model defines and what it names: names that nothing defines are errors, definitions that
 * nothing names are warned of. */
#include "form_reader.h"

#include "text.h"

#include <string.h>

void form_define(struct form_reader *reader, const char *what, enum used kind, const char *name,
    struct span span) {
    reader->definitions = arena_grow(reader->job->arena, reader->definitions,
        reader->definition_count, sizeof *reader->definitions);
    reader->definitions[reader->definition_count++] = (struct definition){what, kind, name, span};
}

void form_use(struct form_reader *reader, enum used kind, const char *name) {
    reader->uses =
        arena_grow(reader->job->arena, reader->uses, reader->use_count, sizeof *reader->uses);
    reader->uses[reader->use_count++] = (struct use){kind, name};
}

void form_phase_check(struct form_reader *reader, const char *name, struct span span) {
    const struct form *form = reader->form;
    const char **names = arena_array(reader->job->arena, form->phase_count, sizeof *names);
    form_use(reader, USED_PHASE, name);
    for (size_t i = 0; i < form->phase_count; i++) {
        names[i] = form->phases[i].name;
        if (strcmp(names[i], name) == 0)
            return;
    }
    form_error(reader, MESSAGE_MODEL_PHASE_UNKNOWN, span, name,
        form_hint(reader->job->arena, name, names, form->phase_count));
}

/* A phase without a pattern of its own is that in which the patterns of the others are silent: one
 * use is enough for all phases. */
static bool is_used(const struct form_reader *reader, const struct definition *definition) {
    for (size_t i = 0; i < reader->use_count; i++)
        if (reader->uses[i].kind == definition->kind &&
            (definition->kind == USED_PHASE || strcmp(reader->uses[i].name, definition->name) == 0))
            return true;
    return false;
}

static bool reads_amount(const struct expression *expression) {
    bool amount = expression->money != NULL;
    for (size_t i = 0; i < expression->field_count; i++) {
        const struct field *field = expression->fields[i];
        enum field_kind kind = field->kind == FIELD_VALUE ? field->type : field->kind;
        amount = amount || kind == FIELD_MONEY;
    }
    for (size_t i = 0; i < expression->parameter_count; i++)
        amount = amount || expression->parameters[i]->type == FIELD_MONEY;
    return amount;
}

/* Beside an amount, « 0.20 » is a rate. */
void form_amount_check(struct form_reader *reader, const struct expression *expression) {
    struct form *form = reader->form;
    if (expression->fraction != NULL && !reads_amount(expression))
        form_error(reader, MESSAGE_MODEL_CENTS, expression->span, expression->fraction);
    for (size_t i = 0; i < expression->parameter_count; i++)
        for (size_t k = 0; k < form->parameter_count; k++)
            if (expression->parameters[i] == &form->parameters[k])
                form->parameters[k].counted = true;
}

/* Without a type a parameter is a text: « 18.50 » is then half an amount in cents, and « 18,50 » no number at
 * all. */
static void check_untyped(struct form_reader *reader, const struct parameter *parameter) {
    if (parameter->typed || !parameter->counted)
        return;
    for (size_t i = 0; i < parameter->value_count; i++)
        if (strpbrk(parameter->values[i].value, ".,") != NULL) {
            form_error(reader, MESSAGE_MODEL_PARAMETER_UNTYPED, parameter->values[i].span,
                parameter->name, parameter->values[i].value);
            return;
        }
}

void form_usage_check(struct form_reader *reader) {
    for (size_t i = 0; i < reader->form->parameter_count; i++)
        check_untyped(reader, &reader->form->parameters[i]);
    for (size_t i = 0; i < reader->definition_count; i++) {
        const struct definition *definition = &reader->definitions[i];
        if (!is_used(reader, definition))
            form_error(
                reader, MESSAGE_MODEL_UNUSED, definition->span, definition->what, definition->name);
    }
}
