#include "expression_reading.h"

#include "form.h"
#include "job.h"
#include "text.h"

#include <string.h>

enum {
    DEEPEST = 64, /* expressions in expressions; keeps the machine's stack small */
};

/* The binary operators, weakest level first (XPath 1.0, 3.3 to 3.5). */
enum operator_kind {
    OPERATOR_LOGICAL,
    OPERATOR_EQUALITY,
    OPERATOR_ORDER,
    OPERATOR_ARITHMETIC,
};

static const struct {
    enum token_kind token;
    unsigned level;
    enum operator_kind kind;
} operators[] = {
    {TOKEN_OR, 1, OPERATOR_LOGICAL},
    {TOKEN_AND, 2, OPERATOR_LOGICAL},
    {TOKEN_EQUAL, 3, OPERATOR_EQUALITY},
    {TOKEN_UNEQUAL, 3, OPERATOR_EQUALITY},
    {TOKEN_LESS, 4, OPERATOR_ORDER},
    {TOKEN_LESS_OR_EQUAL, 4, OPERATOR_ORDER},
    {TOKEN_GREATER, 4, OPERATOR_ORDER},
    {TOKEN_GREATER_OR_EQUAL, 4, OPERATOR_ORDER},
    {TOKEN_PLUS, 5, OPERATOR_ARITHMETIC},
    {TOKEN_MINUS, 5, OPERATOR_ARITHMETIC},
    {TOKEN_MULTIPLY, 6, OPERATOR_ARITHMETIC},
    {TOKEN_DIVIDE, 6, OPERATOR_ARITHMETIC},
    {TOKEN_MODULO, 6, OPERATOR_ARITHMETIC},
};

enum {
    STRONGEST_LEVEL = 6,
    OPERATOR_COUNT = sizeof operators / sizeof *operators,
};

static struct operand unknown_operand(size_t first) {
    return (struct operand){.kind = VALUE_ANY, .places = {.open = true}, .first = first};
}

/* ---- Primary expressions ---- */

/* What a dated parameter yields says its type. */
static void read_parameter(struct reading *reading, const char *name, struct operand *operand) {
    const struct form *form = reading->scope->form;
    for (size_t i = 0; i < form->parameter_count; i++) {
        struct parameter *parameter = &form->parameters[i];
        if (strcmp(parameter->name, name) == 0) {
            bool text = parameter->type == FIELD_TEXT || parameter->type == FIELD_DATE;
            reading_note_parameter(reading, parameter);
            operand->kind = text ? VALUE_TEXT : VALUE_NUMBER;
            operand->date = parameter->type == FIELD_DATE;
            operand->money = parameter->currency;
            operand->parameter = parameter;
        }
    }
}

/* « $tarif-5 » is one name to XPath. */
static bool is_subtraction(const struct expression_scope *scope, const char *name) {
    for (size_t i = 0; i < scope->variable_count; i++) {
        if (text_starts(name, scope->variables[i]) && name[strlen(scope->variables[i])] == '-') {
            return true;
        }
    }
    return false;
}

static struct operand read_variable(struct reading *reading) {
    const struct expression_scope *scope = reading->scope;
    const struct token *token = reading_token(reading);
    struct operand operand = unknown_operand(reading->next++);
    size_t i = 0;
    while (i < scope->variable_count && strcmp(scope->variables[i], token->text) != 0) {
        i++;
    }
    if (i == scope->variable_count && is_subtraction(scope, token->text)) {
        reading_report(reading, MESSAGE_EXPRESSION_SUBTRACTION, operand.first, operand.first + 1,
            reading_text(reading, operand.first, operand.first + 1), NULL, NULL);
        return operand;
    }
    if (i == scope->variable_count) {
        struct unknown_word unknown = {MESSAGE_EXPRESSION_VARIABLE_MISSPELT,
            MESSAGE_EXPRESSION_VARIABLE_UNKNOWN, token->text, NULL, scope->variables,
            scope->variable_count};
        reading_unknown(reading, &unknown, operand.first);
        return operand;
    }
    const struct expression *value = scope->variable_values ? scope->variable_values[i] : NULL;
    if (!value) {
        read_parameter(reading, token->text, &operand);
    } else {
        operand.kind = value->kind;
        operand.date = value->date;
        operand.money = value->money;
        reading_note_expression(reading, value);
        operand.places.open = value->yield_count == 0;
        for (size_t k = 0; k < value->yield_count; k++) {
            struct field_set one = field_set_of(reading->arena, value->yields[k]);
            field_set_add(reading->arena, &operand.places, one.places[0]);
        }
    }
    return operand;
}

static struct operand read_parenthesis(struct reading *reading) {
    size_t first = reading->next++;
    struct operand operand = reading_expression(reading);
    operand.first = first;
    if (!reading_takes(reading, TOKEN_CLOSE)) {
        reading_break(reading, MESSAGE_EXPRESSION_CLOSE_MISSING, ")");
    }
    return operand;
}

static struct operand read_literal(struct reading *reading) {
    struct date date;
    struct operand operand = {.kind = VALUE_TEXT, .first = reading->next};
    operand.date = date_read(reading_token(reading)->text, &date);
    reading->next++;
    return operand;
}

/* Two decimals, or decimals in a number that is all there is, look like an amount with its cents. */
static struct operand read_number(struct reading *reading) {
    const struct token *token = reading_token(reading);
    const char *point = strchr(token->text, '.');
    bool alone = reading->next == 0 && token[1].kind == TOKEN_END;
    if (point && (alone || strlen(point + 1) == 2)) {
        reading->fraction = token->text;
    }
    return (struct operand){.kind = VALUE_NUMBER, .first = reading->next++};
}

static bool begins_primary(enum token_kind kind) {
    return kind == TOKEN_VARIABLE || kind == TOKEN_OPEN || kind == TOKEN_LITERAL ||
           kind == TOKEN_NUMBER || kind == TOKEN_FUNCTION;
}

static struct operand read_primary(struct reading *reading) {
    switch (reading_token(reading)->kind) {
    case TOKEN_VARIABLE:
        return read_variable(reading);
    case TOKEN_OPEN:
        return read_parenthesis(reading);
    case TOKEN_LITERAL:
        return read_literal(reading);
    case TOKEN_FUNCTION:
        return reading_call(reading);
    default:
        return read_number(reading);
    }
}

/* ---- Paths ---- */

static bool begins_step(enum token_kind kind) {
    return kind == TOKEN_NAME || kind == TOKEN_ANY_NAME || kind == TOKEN_AXIS ||
           kind == TOKEN_NODE_TYPE || kind == TOKEN_AT || kind == TOKEN_DOT ||
           kind == TOKEN_DOUBLE_DOT;
}

static struct field_set descendants(struct reading *reading, const struct field_set *from) {
    static const struct field_step anywhere = {AXIS_DESCENDANT_OR_SELF, TEST_NODE, NULL};
    return field_set_step(reading->arena, from, &anywhere);
}

static struct field_set read_location_path(struct reading *reading) {
    if (reading_takes(reading, TOKEN_SLASH)) {
        struct field_set documents = field_set_documents(reading->arena, &reading->context);
        bool alone = !begins_step(reading_token(reading)->kind);
        return alone ? documents : reading_steps(reading, documents);
    }
    if (reading_takes(reading, TOKEN_DOUBLE_SLASH)) {
        struct field_set documents = field_set_documents(reading->arena, &reading->context);
        return reading_steps(reading, descendants(reading, &documents));
    }
    return reading_steps(reading, reading->context);
}

/* Something that must be nodes, because of the tokens that follow it. */
static void need_nodes(struct reading *reading, struct operand *operand) {
    if (operand->kind == VALUE_NODES || operand->kind == VALUE_ANY) {
        return;
    }
    reading_report(
        reading, MESSAGE_EXPRESSION_NODES_NEEDED, operand->first, reading->next, NULL, NULL, NULL);
    *operand = unknown_operand(operand->first);
}

/* A primary expression, and the predicates and steps behind it. */
static struct operand read_filter(struct reading *reading) {
    struct operand operand = read_primary(reading);
    if (reading_token(reading)->kind == TOKEN_OPEN_PREDICATE) {
        need_nodes(reading, &operand);
        reading_predicates(reading, &operand.places);
    }
    enum token_kind next = reading_token(reading)->kind;
    if (next == TOKEN_SLASH || next == TOKEN_DOUBLE_SLASH) {
        need_nodes(reading, &operand);
        reading->next++;
        struct field_set from = operand.places;
        if (next == TOKEN_DOUBLE_SLASH) {
            from = descendants(reading, &from);
        }
        operand.places = reading_steps(reading, from);
        operand.kind = VALUE_NODES;
    }
    return operand;
}

static bool is_date_field(const struct field *field) {
    enum field_kind kind = field->kind == FIELD_VALUE ? field->type : field->kind;
    return kind == FIELD_DATE || kind == FIELD_MONTH;
}

static bool are_dates(const struct field_set *places) {
    bool dates = places->count > 0 && !places->open;
    for (size_t i = 0; i < places->count; i++) {
        dates = dates && places->places[i].kind != PLACE_DOCUMENT &&
                is_date_field(places->places[i].field);
    }
    return dates;
}

const char *reading_money(const struct field_set *places) {
    const char *currency = NULL;
    for (size_t i = 0; i < places->count; i++) {
        const struct field *field = places->places[i].field;
        enum field_kind kind = field->kind == FIELD_VALUE ? field->type : field->kind;
        bool money = places->places[i].kind != PLACE_DOCUMENT && kind == FIELD_MONEY &&
                     field->currency != NULL;
        if (!money || (currency != NULL && strcmp(currency, field->currency) != 0)) {
            return NULL;
        }
        currency = field->currency;
    }
    return places->open ? NULL : currency;
}

static struct operand read_path(struct reading *reading) {
    enum token_kind kind = reading_token(reading)->kind;
    struct operand operand = {.kind = VALUE_NODES, .first = reading->next};
    if (begins_primary(kind)) {
        operand = read_filter(reading);
    } else if (begins_step(kind) || kind == TOKEN_SLASH || kind == TOKEN_DOUBLE_SLASH) {
        operand.places = read_location_path(reading);
    } else {
        reading_break(reading, MESSAGE_EXPRESSION_OPERAND_MISSING, NULL);
        return unknown_operand(operand.first);
    }
    if (operand.kind == VALUE_NODES) {
        operand.date = are_dates(&operand.places);
        operand.money = reading_money(&operand.places);
        reading_note(reading, &operand.places);
    }
    operand.end = reading->next;
    return operand;
}

/* ---- Operators ---- */

static struct operand read_union(struct reading *reading) {
    struct operand left = read_path(reading);
    while (reading_token(reading)->kind == TOKEN_UNION) {
        need_nodes(reading, &left);
        reading->next++;
        struct operand right = read_path(reading);
        need_nodes(reading, &right);
        left.places = field_set_union(reading->arena, &left.places, &right.places);
        left.kind = VALUE_NODES;
        left.date = left.date && right.date;
        left.money = reading_money(&left.places);
        left.end = reading->next;
    }
    return left;
}

static struct operand read_unary(struct reading *reading) {
    size_t first = reading->next;
    bool minus = false;
    while (reading_takes(reading, TOKEN_MINUS)) {
        minus = true;
    }
    struct operand operand = read_union(reading);
    if (!minus) {
        return operand;
    }
    reading_as_number(reading, &operand);
    return (struct operand){
        .kind = VALUE_NUMBER, .money = operand.money, .first = first, .end = reading->next};
}

void reading_as_number(struct reading *reading, const struct operand *operand) {
    if (operand->parameter) {
        operand->parameter->counted = true;
    }
    if (operand->date) {
        reading_report(reading, MESSAGE_EXPRESSION_DATE_AS_NUMBER, operand->first, operand->end,
            NULL, NULL, NULL);
    }
}

/* Amounts of one currency, added or subtracted, are an amount; what a product or a quotient is, only
 * the model's author knows. */
static const char *money_of(
    enum token_kind token, const struct operand *left, const struct operand *right) {
    bool sum = token == TOKEN_PLUS || token == TOKEN_MINUS;
    bool amounts = left->money != NULL && right->money != NULL;
    return sum && amounts && strcmp(left->money, right->money) == 0 ? left->money : NULL;
}

/* Ticked boxes have no text of their own. */
static bool is_choice(const struct operand *operand) {
    bool choice =
        operand->kind == VALUE_NODES && operand->places.count > 0 && !operand->places.open;
    for (size_t i = 0; choice && i < operand->places.count; i++) {
        const struct field_place *place = &operand->places.places[i];
        choice = place->kind == PLACE_FIELD &&
                 (place->field->kind == FIELD_CHOICE ||
                     (place->field->kind == FIELD_OPTION && place->field->first == NULL));
    }
    return choice;
}

/* What was meant by comparing a choice with a text or with another choice. */
static const char *choice_comparison(struct reading *reading, const struct operand *choice,
    const struct operand *other, bool unequal) {
    const char *path = reading_text(reading, choice->first, choice->end);
    const struct token *token = &reading->tokens[other->first];
    bool option = choice->places.places[0].field->kind == FIELD_OPTION;
    if (other->kind == VALUE_NODES) {
        return arena_format(reading->arena, "name(%s/*) %s name(%s/*)", path, unequal ? "!=" : "=",
            reading_text(reading, other->first, other->end));
    }
    const char *name = token->kind == TOKEN_LITERAL ? token->text : "…";
    const char *test = option ? path : arena_format(reading->arena, "%s/%s", path, name);
    return unequal ? arena_format(reading->arena, "not(%s)", test) : test;
}

static void check_choice(struct reading *reading, enum token_kind token, const struct operand *left,
    const struct operand *right) {
    const struct operand *choice = is_choice(left) ? left : right;
    const struct operand *other = choice == left ? right : left;
    if (!is_choice(choice) || (other->kind != VALUE_TEXT && !is_choice(other))) {
        return;
    }
    reading_report(reading, MESSAGE_EXPRESSION_CHOICE_TEXT, choice->first, choice->end,
        reading_text(reading, choice->first, choice->end),
        choice_comparison(reading, choice, other, token == TOKEN_UNEQUAL), NULL);
}

/* « montant <= 18.50 » compares cents with euros. Beside × and div a number is a rate. */
static void check_cents(
    struct reading *reading, const struct operand *amount, const struct operand *number) {
    const struct token *token = &reading->tokens[number->first];
    bool alone = number->end == number->first + 1 && token->kind == TOKEN_NUMBER;
    if (amount->money && alone && strchr(token->text, '.')) {
        diagnose(reading->job->diagnostics, MESSAGE_MODEL_CENTS,
            reading_span(reading, number->first, number->end), NULL, token->text);
    }
}

static struct operand combine(struct reading *reading, size_t operator, const struct operand * left,
    const struct operand *right) {
    enum operator_kind kind = operators[operator].kind;
    if (kind == OPERATOR_ORDER || kind == OPERATOR_ARITHMETIC) {
        reading_as_number(reading, left);
        reading_as_number(reading, right);
    }
    enum token_kind token = operators[operator].token;
    if (kind == OPERATOR_EQUALITY || kind == OPERATOR_ORDER || token == TOKEN_PLUS ||
        token == TOKEN_MINUS) {
        check_cents(reading, left, right);
        check_cents(reading, right, left);
    }
    if (kind == OPERATOR_EQUALITY) {
        check_choice(reading, token, left, right);
    }
    return (struct operand){.kind = kind == OPERATOR_ARITHMETIC ? VALUE_NUMBER : VALUE_TRUTH,
        .money = money_of(token, left, right),
        .first = left->first,
        .end = reading->next};
}

/* Index of the binary operator that is looked at and stands on that level, or OPERATOR_COUNT. */
static size_t operator_at(const struct reading *reading, unsigned level) {
    enum token_kind token = reading_token(reading)->kind;
    size_t i = 0;
    while (i < OPERATOR_COUNT && (operators[i].token != token || operators[i].level != level)) {
        i++;
    }
    return i;
}

static struct operand read_binary(struct reading *reading, unsigned level) {
    if (level > STRONGEST_LEVEL) {
        return read_unary(reading);
    }
    struct operand left = read_binary(reading, level + 1);
    for (;;) {
        size_t found = operator_at(reading, level);
        if (found == OPERATOR_COUNT) {
            return left;
        }
        reading->next++;
        struct operand right = read_binary(reading, level + 1);
        left = combine(reading, found, &left, &right);
    }
}

struct operand reading_expression(struct reading *reading) {
    if (reading->depth == DEEPEST) {
        reading_break(reading, MESSAGE_EXPRESSION_TOO_LONG, NULL);
        return unknown_operand(reading->next);
    }
    reading->depth++;
    struct operand operand = read_binary(reading, 1);
    reading->depth--;
    return operand;
}

void reading_predicates(struct reading *reading, const struct field_set *places) {
    struct field_set outside = reading->context;
    while (reading_takes(reading, TOKEN_OPEN_PREDICATE)) {
        reading->context = *places;
        reading_expression(reading);
        reading->context = outside;
        if (!reading_takes(reading, TOKEN_CLOSE_PREDICATE)) {
            reading_break(reading, MESSAGE_EXPRESSION_CLOSE_MISSING, "]");
        }
    }
}
