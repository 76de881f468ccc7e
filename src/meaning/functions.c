#include "functions.h"

#include "answers.h"
#include "expression.h"
#include "form.h"
#include "job.h"
#include "table.h"
#include "text.h"
#include "wording.h"
#include "written.h"

#include <math.h>
#include <string.h>

static struct arena *arena_of(const struct evaluation *evaluation) {
    return evaluation_job(evaluation)->arena;
}

static const char *text_of(const struct evaluation *evaluation, const struct value *value) {
    return value_text(arena_of(evaluation), value);
}

static void give_text(struct value *result, const char *text) {
    *result = (struct value){.kind = VALUE_TEXT, .text = text};
}

static void give_number(struct value *result, double number) {
    *result = (struct value){.kind = VALUE_NUMBER, .number = number};
}

static void give_truth(struct value *result, bool truth) {
    *result = (struct value){.kind = VALUE_TRUTH, .truth = truth};
}

/* A date or month; year 0 when the text is neither. A month counts as its first day. */
static struct date date_of(const struct evaluation *evaluation, const struct value *value) {
    struct date date = {0, 0, 0};
    const char *text = text_of(evaluation, value);
    if (!date_read(text, &date) && !date_read_month(text, &date))
        return (struct date){0, 0, 0};
    if (date.day == 0)
        date.day = 1;
    return date;
}

static void give_date(const struct evaluation *evaluation, struct value *result, struct date date) {
    char text[11];
    date_write(date, text);
    give_text(result, arena_copy(arena_of(evaluation), text, strlen(text)));
}

static void call_today(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)arguments;
    (void)count;
    give_date(evaluation, result, evaluation_job(evaluation)->today);
}

/* Days from a to b; NaN when one of them is no date, so that every comparison is false. */
static double days_between(const struct evaluation *evaluation, const struct value *arguments) {
    struct date a = date_of(evaluation, &arguments[0]);
    struct date b = date_of(evaluation, &arguments[1]);
    if (a.year == 0 || b.year == 0)
        return NAN;
    return (double)(date_number(b) - date_number(a));
}

static void call_days(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    give_number(result, days_between(evaluation, arguments));
}

/* Clear days (jours francs): neither the first nor the last day counts. */
static void call_clear_days(struct evaluation *evaluation, const struct value *arguments,
    size_t count, struct value *result) {
    (void)count;
    give_number(result, days_between(evaluation, arguments) - 1);
}

static void call_date_add(struct evaluation *evaluation, const struct value *arguments,
    size_t count, struct value *result) {
    (void)count;
    struct date date = date_of(evaluation, &arguments[0]);
    double amount = value_number(&arguments[1]);
    const char *unit = text_of(evaluation, &arguments[2]);
    give_text(result, "");
    if (date.year == 0 || !(fabs(amount) <= 400000))
        return;
    long steps = (long)amount;
    if (strcmp(unit, "day") == 0)
        date = date_from_number(date_number(date) + steps);
    else
        date = date_add_months(date, strcmp(unit, "year") == 0 ? steps * 12 : steps);
    if (date.year >= 1000 && date.year <= 9999)
        give_date(evaluation, result, date);
}

static void call_year(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    struct date date = date_of(evaluation, &arguments[0]);
    give_number(result, date.year == 0 ? (double)NAN : (double)date.year);
}

static void call_weekday(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    struct date date = date_of(evaluation, &arguments[0]);
    give_number(result, date.year == 0 ? (double)NAN : (double)date_weekday(date));
}

/* The Luhn sum of a number whose last digit is a check digit (ISO/IEC 7812-1, annex B). */
static void call_luhn(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    const char *digits = text_of(evaluation, &arguments[0]);
    size_t length = strlen(digits);
    int sum = 0;
    bool valid = length > 0 && strspn(digits, "0123456789") == length;
    for (size_t i = 0; valid && i < length; i++) {
        int digit = digits[length - 1 - i] - '0';
        int doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += i % 2 == 1 ? doubled : digit;
    }
    give_truth(result, valid && sum % 10 == 0);
}

static void call_same_name(struct evaluation *evaluation, const struct value *arguments,
    size_t count, struct value *result) {
    (void)count;
    struct arena *arena = arena_of(evaluation);
    const char *a = text_fold(arena, text_of(evaluation, &arguments[0]));
    const char *b = text_fold(arena, text_of(evaluation, &arguments[1]));
    give_truth(result, strcmp(a, b) == 0);
}

/* The order in which lists are sorted. */
static void call_sorts_before(struct evaluation *evaluation, const struct value *arguments,
    size_t count, struct value *result) {
    (void)count;
    struct arena *arena = arena_of(evaluation);
    const char *a = text_fold(arena, text_of(evaluation, &arguments[0]));
    const char *b = text_fold(arena, text_of(evaluation, &arguments[1]));
    give_truth(result, strcmp(a, b) < 0);
}

static void call_says(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    const char *text = evaluation_wording(evaluation, text_of(evaluation, &arguments[0]));
    const char *words = evaluation_wording(evaluation, text_of(evaluation, &arguments[1]));
    give_truth(result, wording_holds(text, words));
}

static const struct table *table_named(const struct evaluation *evaluation, const char *name) {
    const struct form *form = evaluation_answers(evaluation)->form;
    for (size_t i = 0; i < form->table_count; i++)
        if (strcmp(form->tables[i]->name, name) == 0)
            return form->tables[i];
    return NULL;
}

static void call_lookup(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    const struct table *table = table_named(evaluation, text_of(evaluation, &arguments[0]));
    size_t row = 0;
    give_text(result, "");
    if (table == NULL || !table_find(table, text_of(evaluation, &arguments[1]), &row))
        return;
    size_t column = table_column(table, text_of(evaluation, &arguments[2]));
    if (column < table->column_count)
        give_text(result, table_cell(table, row, column));
}

/* The nth key of a table, in its order, that stands in a text. */
static void call_mention(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    const struct table *table = table_named(evaluation, text_of(evaluation, &arguments[0]));
    const char *text = evaluation_wording(evaluation, text_of(evaluation, &arguments[1]));
    double place = count > 2 ? value_number(&arguments[2]) : 1;
    size_t seen = 0;
    give_text(result, "");
    for (size_t row = 0; table != NULL && row < table->row_count; row++) {
        if (wording_holds(text, table->wordings[row]) && (double)++seen == place) {
            give_text(result, table_cell(table, row, table->key));
            return;
        }
    }
}

static double node_number(const struct evaluation *evaluation, const struct answer *node) {
    struct value one = {.kind = VALUE_NODES, .nodes = &node, .node_count = 1};
    struct value text = {.kind = VALUE_TEXT, .text = text_of(evaluation, &one)};
    return value_number(&text);
}

/* XPath 1.0 has no max or min; NaN for an empty set, as number() of nothing. */
static double extreme(const struct evaluation *evaluation, const struct value *set, bool greatest) {
    double best = NAN;
    for (size_t i = 0; i < set->node_count; i++) {
        double number = node_number(evaluation, set->nodes[i]);
        if (isnan(best) || (greatest ? number > best : number < best))
            best = number;
    }
    return best;
}

static void call_max(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    give_number(result, extreme(evaluation, &arguments[0], true));
}

static void call_min(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    give_number(result, extreme(evaluation, &arguments[0], false));
}

/* A node keeps its type (money its currency); any other value is a bare text or number. */
static void call_written(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    struct arena *arena = arena_of(evaluation);
    const char *format = text_of(evaluation, &arguments[1]);
    struct phrase phrase;
    if (arguments[0].kind == VALUE_NODES && arguments[0].node_count > 0)
        phrase = written_answer(arena, arguments[0].nodes[0], format);
    else
        phrase = written_text(
            arena, text_of(evaluation, &arguments[0]), format, strcmp(format, "money") == 0, NULL);
    give_text(result, french_plain(arena, phrase));
}

static void call_label(struct evaluation *evaluation, const struct value *arguments, size_t count,
    struct value *result) {
    (void)count;
    const struct value *set = &arguments[0];
    if (set->node_count == 0) {
        give_text(result, "");
        return;
    }
    const struct answer *node = set->nodes[0];
    if (node->field->kind == FIELD_CHOICE)
        give_text(result, written_labels(arena_of(evaluation), node));
    else
        give_text(result, node->field->label);
}

const struct function *functions_table(void) {
    static const struct function table[] = {
        {"today", 0, 0, "", call_today},
        {"days", 2, 2, "dd", call_days},
        {"clear-days", 2, 2, "dd", call_clear_days},
        {"date-add", 3, 3, "d#u", call_date_add},
        {"year", 1, 1, "d", call_year},
        {"weekday", 1, 1, "d", call_weekday},
        {"luhn", 1, 1, "s", call_luhn},
        {"same-name", 2, 2, "ss", call_same_name},
        {"sorts-before", 2, 2, "ss", call_sorts_before},
        {"says", 2, 2, "ss", call_says},
        {"lookup", 3, 3, "tsc", call_lookup},
        {"mention", 2, 3, "ts#", call_mention},
        {"max", 1, 1, "n", call_max},
        {"min", 1, 1, "n", call_min},
        {"written", 2, 2, "aw", call_written},
        {"label", 1, 1, "n", call_label},
        {NULL, 0, 0, NULL, NULL},
    };
    return table;
}
