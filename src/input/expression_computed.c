#include "answers.h"
#include "answers_add.h"
#include "expression_evaluation.h"
#include "expression_tree.h"
#include "expression_value.h"
#include "form.h"
#include "job.h"
#include "text.h"

#include <libxml/xpath.h>
#include <math.h>
#include <string.h>

/* Beyond 2^53 a double no longer tells neighbouring whole numbers apart. */
#define LARGEST_EXACT 9007199254740992.0

/* The answers of one computed field: one per group or record that has it. */
struct computed_field {
    struct answer **answers;
    size_t count;
};

/* The computing of one form's values. */
struct computing {
    struct evaluation *evaluation;
    struct arena *arena;
    struct computed_field *fields; /* by index of the field */
    bool doubtful; /* the form has errors already: a strange value may follow from them */
};

/* ---- Places for the values ---- */

static void reserve(struct computing *computing, const struct field *field, struct answer *parent) {
    struct computed_field *list = &computing->fields[field->index];
    struct answer *answer = answer_new(computing->arena, parent, field);
    expression_tree_reserve(computing->arena, answer);
    list->answers = arena_grow(computing->arena, list->answers, list->count, sizeof *list->answers);
    list->answers[list->count++] = answer;
}

static void reserve_in(struct computing *computing, struct answer *answer) {
    if (!answer->tree) {
        return;
    }
    for (const struct field *field = answer->field->first; field; field = field->next) {
        if (field->kind == FIELD_VALUE) {
            reserve(computing, field, answer);
        }
    }
    for (struct answer *child = answer->first; child; child = child->next) {
        reserve_in(computing, child);
    }
}

/* ---- Canonical values ---- */

/* The text of a number, or "" when there is none; NULL when it is not whole but has to be. */
static const char *number_text(struct arena *arena, const struct value *value, bool whole) {
    double number = value_number(value);
    if (isnan(number)) {
        return *value_text(arena, value) == '\0' ? "" : NULL;
    }
    bool exact = fabs(number) <= LARGEST_EXACT && (!whole || number == floor(number));
    return exact ? expression_value_number(arena, number) : NULL;
}

static const char *boolean_text(struct arena *arena, const struct value *value) {
    const char *text = value_text(arena, value);
    if (strcmp(text, "oui") == 0 || strcmp(text, "non") == 0) {
        return text;
    }
    if (value->kind == VALUE_TRUTH || value->kind == VALUE_NUMBER) {
        return value_truth(value) ? "oui" : "non";
    }
    return *text == '\0' ? "" : NULL;
}

static const char *date_text(struct arena *arena, const struct value *value, bool month) {
    const char *text = text_collapse(arena, value_text(arena, value));
    struct date date;
    if (!date_read(text, &date) && !(month && date_read_month(text, &date))) {
        return *text == '\0' ? "" : NULL;
    }
    if (month) {
        date.day = 0;
    }
    char written[11];
    date_write(date, written);
    return arena_copy(arena, written, strlen(written));
}

/* Whole cents, rounded; the answer's own text has two decimals. */
static const char *money_text(
    struct arena *arena, const struct value *value, struct answer *answer) {
    struct value rounded = {.kind = VALUE_NUMBER, .number = floor(value_number(value) + 0.5)};
    const char *cents = number_text(arena, isnan(rounded.number) ? value : &rounded, true);
    if (!cents || *cents == '\0') {
        return cents;
    }
    answer->number = cents;
    double amount = fabs(rounded.number);
    return arena_format(
        arena, "%s%.0f.%02.0f", *cents == '-' ? "-" : "", floor(amount / 100), fmod(amount, 100));
}

/* The canonical text of a value: "" when there is none, NULL when it does not fit its type. */
static const char *canonical(
    struct computing *computing, const struct value *value, struct answer *answer) {
    struct arena *arena = computing->arena;
    switch (answer->field->type) {
    case FIELD_BOOLEAN:
        return boolean_text(arena, value);
    case FIELD_INTEGER:
        return number_text(arena, value, true);
    case FIELD_DECIMAL:
        return number_text(arena, value, false);
    case FIELD_MONEY:
        return money_text(arena, value, answer);
    case FIELD_DATE:
        return date_text(arena, value, false);
    case FIELD_MONTH:
        return date_text(arena, value, true);
    default:
        return text_collapse(arena, value_text(arena, value));
    }
}

/* ---- Computing ---- */

static void report_type(
    struct computing *computing, const struct answer *answer, const char *text) {
    if (!computing->doubtful) {
        diagnose(computing->evaluation->job->diagnostics, MESSAGE_EXPRESSION_VALUE_TYPE,
            answer->field->select->span, answer_place(computing->arena, answer->parent),
            answer->field->label, text);
    }
}

static void compute(struct computing *computing, struct answer *answer) {
    struct evaluation *evaluation = computing->evaluation;
    const struct field *field = answer->field;
    const struct answer *parent = answer->parent;
    if (field->when && !evaluate_truth(evaluation, field->when, parent)) {
        expression_tree_drop(answer);
        return;
    }
    struct value value = evaluate(evaluation, field->select, parent);
    /* What is no number, because something is missing or divided by zero, is no value. */
    if (value.kind == VALUE_NUMBER && !isfinite(value.number)) {
        value = (struct value){.kind = VALUE_TEXT, .text = ""};
    }
    answer->text = canonical(computing, &value, answer);
    if (!answer->text) {
        answer->text = value_text(computing->arena, &value);
        answer->wrong = true;
        report_type(computing, answer, answer->text);
    }
    if (*answer->text == '\0') {
        expression_tree_drop(answer);
        return;
    }
    expression_tree_fill(computing->arena, answer);
}

static bool has_errors(const struct evaluation *evaluation) {
    const struct diagnostics *diagnostics = evaluation->job->diagnostics;
    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct diagnostic *diagnostic = &diagnostics->items[i];
        if (diagnostic->level >= LEVEL_ERROR &&
            diagnostic->span.source == evaluation->answers->source) {
            return true;
        }
    }
    return false;
}

/* The values that are something become answers, in the order of the model. */
static void append_answers(struct computing *computing, size_t field_count) {
    for (size_t i = 0; i < field_count; i++) {
        const struct computed_field *list = &computing->fields[i];
        for (size_t k = 0; k < list->count; k++) {
            if (list->answers[k]->tree) {
                answer_append(list->answers[k]);
            }
        }
    }
}

void expression_computed_add(struct evaluation *evaluation) {
    const struct form *form = evaluation->answers->form;
    struct computing computing = {.evaluation = evaluation, .arena = evaluation->job->arena};
    computing.fields =
        arena_array(computing.arena, form->field_count + 1, sizeof *computing.fields);
    computing.doubtful = has_errors(evaluation);
    reserve_in(&computing, evaluation->answers->root);
    /* Numbers the elements, so that sorting node sets is cheap; nodes that are taken out again leave
     * the order of the others as it is. */
    xmlXPathOrderDocElems(evaluation->document);
    for (size_t i = 0; i < form->value_count; i++) {
        const struct computed_field *list = &computing.fields[form->values[i]->index];
        for (size_t k = 0; k < list->count; k++) {
            compute(&computing, list->answers[k]);
        }
    }
    append_answers(&computing, form->field_count);
}
