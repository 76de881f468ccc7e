#include "expression_reading.h"

#include "form.h"
#include "form_library.h"
#include "job.h"
#include "table.h"
#include "text.h"

#include <string.h>

enum {
    MOST_ARGUMENTS = 64, /* of concat */
};

/* A call being checked. `signature` is NULL for an unknown function. */
struct call {
    size_t name; /* its token */
    const struct function_signature *signature;
    struct operand *arguments;
    size_t count;
};

static const struct function_signature signatures[] = {
#define FUNCTION(name, least, most, shape, result, provider)                                       \
    {name, least, most, shape, result, PROVIDER_##provider},
#include "expression_functions.def"
#undef FUNCTION
};

enum {
    SIGNATURE_COUNT = sizeof signatures / sizeof *signatures
};

const struct function_signature *reading_signatures(size_t *count) {
    *count = SIGNATURE_COUNT;
    return signatures;
}

static const struct function_signature *signature_named(const char *name) {
    for (size_t i = 0; i < SIGNATURE_COUNT; i++) {
        if (strcmp(signatures[i].name, name) == 0) {
            return &signatures[i];
        }
    }
    return NULL;
}

static void report_unknown_function(struct reading *reading, size_t token, const char *name) {
    const char *names[SIGNATURE_COUNT];
    for (size_t i = 0; i < SIGNATURE_COUNT; i++) {
        names[i] = signatures[i].name;
    }
    struct unknown_word unknown = {MESSAGE_EXPRESSION_FUNCTION_MISSPELT,
        MESSAGE_EXPRESSION_FUNCTION_UNKNOWN, name, NULL, names, SIGNATURE_COUNT};
    reading_unknown(reading, &unknown, token);
}

/* ---- Arguments that name something of the model ---- */

/* The text of an argument that is one literal, or NULL: then it is only known when evaluated. */
static const char *literal_of(const struct reading *reading, const struct operand *argument) {
    const struct token *token = &reading->tokens[argument->first];
    bool alone = argument->end == argument->first + 1 && token->kind == TOKEN_LITERAL;
    return alone ? token->text : NULL;
}

static bool is_among(const char *word, const char *const *known, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, known[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void check_word(
    struct reading *reading, const struct operand *argument, struct unknown_word unknown) {
    unknown.word = literal_of(reading, argument);
    if (unknown.word && !is_among(unknown.word, unknown.known, unknown.known_count)) {
        reading_unknown(reading, &unknown, argument->first);
    }
}

static void check_table(struct reading *reading, const struct operand *argument) {
    const struct form *form = reading->scope->form;
    const char **names = arena_array(reading->arena, form->table_count + 1, sizeof *names);
    for (size_t i = 0; i < form->table_count; i++) {
        names[i] = form->tables[i]->name;
    }
    check_word(reading, argument,
        (struct unknown_word){MESSAGE_EXPRESSION_TABLE_MISSPELT, MESSAGE_EXPRESSION_TABLE_UNKNOWN,
            .known = names, .known_count = form->table_count});
}

/* The column of a table that an argument before names. */
static void check_column(struct reading *reading, const struct call *call, size_t index) {
    const struct form *form = reading->scope->form;
    const char *name = literal_of(reading, &call->arguments[0]);
    for (size_t i = 0; name && i < form->table_count; i++) {
        const struct table *table = form->tables[i];
        if (strcmp(table->name, name) == 0) {
            check_word(reading, &call->arguments[index],
                (struct unknown_word){MESSAGE_EXPRESSION_COLUMN_MISSPELT,
                    MESSAGE_EXPRESSION_COLUMN_UNKNOWN, .where = name, .known = table->columns,
                    .known_count = table->column_count});
        }
    }
}

static void check_pattern(struct reading *reading, const struct operand *argument) {
    const struct form *form = reading->scope->form;
    const char **names = arena_array(reading->arena, form->pattern_text_count + 1, sizeof *names);
    for (size_t i = 0; i < form->pattern_text_count; i++) {
        names[i] = form->pattern_texts[i]->name;
    }
    check_word(reading, argument,
        (struct unknown_word){MESSAGE_EXPRESSION_PATTERN_MISSPELT,
            MESSAGE_EXPRESSION_PATTERN_UNKNOWN, .known = names,
            .known_count = form->pattern_text_count});
}

static void check_format(struct reading *reading, const struct operand *argument) {
    struct unknown_word unknown = {
        MESSAGE_EXPRESSION_FORMAT_MISSPELT, MESSAGE_EXPRESSION_FORMAT_UNKNOWN, .word = NULL};
    unknown.known_count = expression_formats(reading->arena, true, &unknown.known);
    check_word(reading, argument, unknown);
}

static void check_unit(struct reading *reading, const struct operand *argument) {
    static const char *const units[] = {"day", "month", "year"};
    check_word(reading, argument,
        (struct unknown_word){MESSAGE_EXPRESSION_UNIT_MISSPELT, MESSAGE_EXPRESSION_UNIT_UNKNOWN,
            .known = units, .known_count = sizeof units / sizeof *units});
}

/* ---- Arguments of the wrong kind ---- */

static void report_argument(struct reading *reading, enum message message, const struct call *call,
    const struct operand *argument) {
    reading_report(
        reading, message, argument->first, argument->end, call->signature->name, NULL, NULL);
}

static void check_nodes(
    struct reading *reading, const struct call *call, const struct operand *argument) {
    if (argument->kind != VALUE_NODES && argument->kind != VALUE_ANY) {
        report_argument(reading, MESSAGE_EXPRESSION_ARGUMENT_NODES, call, argument);
    }
}

/* Text fields may hold a date: they pass. */
static bool may_hold_date(const struct field *field) {
    enum field_kind kind = field->kind == FIELD_VALUE ? field->type : field->kind;
    return kind == FIELD_DATE || kind == FIELD_MONTH || kind == FIELD_TEXT;
}

static bool may_be_date(const struct reading *reading, const struct operand *argument) {
    const char *literal = literal_of(reading, argument);
    struct date date;
    if (literal) {
        return date_read(literal, &date) || date_read_month(literal, &date);
    }
    if (argument->kind == VALUE_NUMBER || argument->kind == VALUE_TRUTH) {
        return false;
    }
    bool possible = argument->kind != VALUE_NODES || argument->places.open;
    for (size_t i = 0; i < argument->places.count; i++) {
        possible = possible || may_hold_date(argument->places.places[i].field);
    }
    return possible;
}

static bool is_form(const struct operand *argument) {
    bool forms = argument->kind == VALUE_NODES || argument->kind == VALUE_ANY;
    for (size_t i = 0; i < argument->places.count; i++) {
        const struct field_place *place = &argument->places.places[i];
        forms = forms && place->kind == PLACE_FIELD && place->field->kind == FIELD_FORM;
    }
    return forms;
}

static void check_argument(struct reading *reading, const struct call *call, size_t index) {
    const struct operand *argument = &call->arguments[index];
    const char *shape = call->signature->shape;
    size_t last = strlen(shape) - 1;
    switch (shape[index < last ? index : last]) {
    case 'n':
        check_nodes(reading, call, argument);
        break;
    case '#':
        reading_as_number(reading, argument);
        break;
    case 'd':
        if (!may_be_date(reading, argument)) {
            report_argument(reading, MESSAGE_EXPRESSION_ARGUMENT_DATE, call, argument);
        }
        break;
    case 'f':
        if (!is_form(argument)) {
            report_argument(reading, MESSAGE_EXPRESSION_ARGUMENT_FORM, call, argument);
        }
        break;
    case 't':
        check_table(reading, argument);
        break;
    case 'c':
        check_column(reading, call, index);
        break;
    case 'p':
        check_pattern(reading, argument);
        break;
    case 'w':
        check_format(reading, argument);
        break;
    case 'u':
        check_unit(reading, argument);
        break;
    default:
        break;
    }
}

/* ---- What a call yields ---- */

/* A sum of amounts, and the greatest and the least of them, are amounts. */
static const char *money_of(const struct call *call) {
    static const char *const functions[] = {"sum", "max", "min"};
    bool keeps = false;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        keeps = keeps || strcmp(call->signature->name, functions[i]) == 0;
    }
    return keeps && call->count == 1 ? call->arguments[0].money : NULL;
}

/* The root elements of the models that a form field allows. What cannot be read is not checked: its
 * own faults are reported where it stands. */
static struct field_set roots_behind(const struct reading *reading, const struct operand *field) {
    struct field_set roots = {.open = field->places.open || !reading->scope->library};
    for (size_t i = 0; i < field->places.count && !roots.open; i++) {
        const char *names = field->places.places[i].field->models;
        while (names && *names) {
            size_t length = strcspn(names, " ");
            const struct form *form = form_library_find(
                reading->scope->library, arena_copy(reading->arena, names, length));
            if (form && form->root) {
                struct field_set root = field_set_of(reading->arena, form->root);
                field_set_add(reading->arena, &roots, root.places[0]);
            } else {
                roots.open = true;
            }
            names += length + strspn(names + length, " ");
        }
    }
    return roots;
}

static struct operand result_of(const struct reading *reading, const struct call *call) {
    struct operand result = {.kind = VALUE_ANY, .places = {.open = true}, .first = call->name};
    if (!call->signature) {
        return result;
    }
    switch (call->signature->result) {
    case '#':
        result.kind = VALUE_NUMBER;
        result.money = money_of(call);
        break;
    case 'b':
        result.kind = VALUE_TRUTH;
        break;
    case 'n':
        result.kind = VALUE_NODES;
        if (strcmp(call->signature->name, "current") == 0) {
            result.places = reading->current;
        } else if (call->count == 1 && is_form(&call->arguments[0])) {
            result.places = roots_behind(reading, &call->arguments[0]);
        }
        break;
    default:
        result.kind = VALUE_TEXT;
        result.date = call->signature->result == 'd';
        break;
    }
    return result;
}

/* ---- Calls ---- */

static void read_arguments(struct reading *reading, struct call *call) {
    reading_takes(reading, TOKEN_OPEN);
    if (reading_takes(reading, TOKEN_CLOSE)) {
        return;
    }
    do {
        if (call->count == MOST_ARGUMENTS) {
            reading_break(reading, MESSAGE_EXPRESSION_TOO_LONG, NULL);
            return;
        }
        struct operand argument = reading_expression(reading);
        call->arguments =
            arena_grow(reading->arena, call->arguments, call->count, sizeof *call->arguments);
        call->arguments[call->count++] = argument;
    } while (reading_takes(reading, TOKEN_COMMA));
    if (!reading_takes(reading, TOKEN_CLOSE)) {
        reading_break(reading, MESSAGE_EXPRESSION_CLOSE_MISSING, ")");
    }
}

static bool check_arity(struct reading *reading, const struct call *call) {
    const struct function_signature *signature = call->signature;
    if (call->count >= (size_t)signature->least && call->count <= (size_t)signature->most) {
        return true;
    }
    const char *wanted =
        signature->least == signature->most
            ? arena_format(reading->arena, "%d", signature->least)
            : arena_format(reading->arena, "%d-%d", signature->least, signature->most);
    reading_report(reading, MESSAGE_EXPRESSION_ARITY, call->name, call->name + 1, signature->name,
        wanted, arena_format(reading->arena, "%zu", call->count));
    return false;
}

struct operand reading_call(struct reading *reading) {
    struct call *call = arena_alloc(reading->arena, sizeof *call);
    call->name = reading->next;
    const char *name = reading_token(reading)->text;
    call->signature = signature_named(name);
    if (!call->signature) {
        report_unknown_function(reading, call->name, name);
    }
    reading->next++;
    read_arguments(reading, call);
    if (call->signature && !reading->broken && check_arity(reading, call)) {
        for (size_t i = 0; i < call->count; i++) {
            check_argument(reading, call, i);
        }
    }
    return result_of(reading, call);
}
