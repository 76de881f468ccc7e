/* Scalars: from what was typed to the canonical value. One mistake is one message: the first test that
 * fails ends the others. */
#include "answers_reading.h"

#include "answers.h"
#include "answers_guess.h"
#include "answers_value.h"
#include "arena.h"
#include "date.h"
#include "form.h"
#include "job.h"
#include "pattern.h"
#include "raw_part.h"
#include "table.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

void answers_scalar_wrong(struct binding *binding, struct answer *answer, enum message message,
    const char *const arguments[10]) {
    const char *texts[11] = {NULL};
    texts[0] = answer_place(binding->arena, answer);
    memcpy(texts + 1, arguments, 10 * sizeof *texts);
    diagnostics_add(binding->job->diagnostics, message, answer->span, texts);
    answer->wrong = true;
}

void answers_scalar_place(struct binding *binding, const struct answer *answer, size_t from) {
    struct diagnostics *diagnostics = binding->job->diagnostics;
    for (size_t i = from; i < diagnostics->count; i++) {
        struct diagnostic *diagnostic = &diagnostics->items[i];
        if (!diagnostic->place && diagnostic->span.source == answer->span.source &&
            diagnostic->span.offset == answer->span.offset) {
            diagnostic->place = answer_place(binding->arena, answer);
        }
    }
}

/* ---- Types ---- */

/* What is said of a value that is not of its type, and how one is written. */
static const struct {
    enum message message;
    const char *example;
} types[] = {
    [FIELD_BOOLEAN] = {MESSAGE_ANSWERS_BOOLEAN, "Écrivez oui ou non."},
    [FIELD_INTEGER] = {MESSAGE_ANSWERS_INTEGER,
        "Écrivez les chiffres seuls, sans espace ni virgule, par exemple 56303."},
    [FIELD_DECIMAL] = {MESSAGE_ANSWERS_DECIMAL,
        "Écrivez les chiffres sans espace, avec un point pour la virgule, par exemple 12.5."},
    [FIELD_MONEY] = {MESSAGE_ANSWERS_MONEY,
        "Écrivez les chiffres sans espace ni €, avec un point devant les centimes, par exemple "
        "12500.00."},
    [FIELD_DATE] = {MESSAGE_ANSWERS_DATE, "Écrivez année-mois-jour, par exemple 2026-01-31."},
    [FIELD_MONTH] = {MESSAGE_ANSWERS_MONTH, "Écrivez année-mois, par exemple 2026-01."},
    [FIELD_URL] = {MESSAGE_ANSWERS_URL,
        "Écrivez l’adresse entière, par exemple https://www.exemple.fr/page."},
    [FIELD_EMAIL] = {MESSAGE_ANSWERS_EMAIL, "Écrivez par exemple accueil@exemple.fr."},
    [FIELD_TELEPHONE] = {MESSAGE_ANSWERS_TELEPHONE,
        "Écrivez par exemple 05 65 73 00 00 ou +33 5 65 73 00 00."},
};

/* The guess is worth showing when it is right itself. */
static const char *advice(struct arena *arena, enum field_kind kind, const char *text) {
    const char *guess = answers_guess(arena, kind, text);
    const char *value = guess ? answers_value(arena, kind, guess) : NULL;
    return value ? arena_format(arena, "Écrivez %s.", value) : types[kind].example;
}

/* A day such as 2026-02-30. */
static bool report_impossible(struct binding *binding, struct answer *answer, const char *text) {
    struct date month;
    bool shaped = strlen(text) == strlen("2026-02-30") && text[4] == '-' && text[7] == '-';
    if (answer->field->kind != FIELD_DATE || !shaped || strspn(text, "0123456789-") != 10) {
        return false;
    }
    bool known = date_read_month(arena_copy(binding->arena, text, strlen("2026-02")), &month);
    answers_scalar_report(binding, answer, MESSAGE_ANSWERS_DATE_IMPOSSIBLE, text,
        known ? arena_format(binding->arena, "Ce mois a %d jours.",
                    date_days_in_month(month.year, month.month))
              : "Écrivez année-mois-jour ; les mois vont de 01 à 12.");
    return true;
}

static void report_type(struct binding *binding, struct answer *answer, const char *text) {
    enum field_kind kind = answer->field->kind;
    if (answers_value_is_long(kind, text)) {
        answers_scalar_report(
            binding, answer, MESSAGE_ANSWERS_NUMBER_LONG, text, field_label(answer->field));
    } else if (!report_impossible(binding, answer, text)) {
        answers_scalar_report(binding, answer, types[kind].message,
            answers_text_short(binding->arena, text), advice(binding->arena, kind, text));
    }
}

/* ---- Bounds ---- */

static bool check_length(struct binding *binding, struct answer *answer) {
    const struct field *field = answer->field;
    size_t count = text_count(answer->text, strlen(answer->text));
    const char *found = arena_format(binding->arena, "%zu", count);
    const char *label = field_label(field);
    if (field->minimum && count < strtoul(field->minimum, NULL, 10)) {
        answers_scalar_report(binding, answer, MESSAGE_ANSWERS_SHORT, label, found, field->minimum);
    } else if (field->maximum && count > strtoul(field->maximum, NULL, 10)) {
        answers_scalar_report(binding, answer, MESSAGE_ANSWERS_LONG, label, found, field->maximum);
    }
    return !answer->wrong;
}

static bool check_bounds(struct binding *binding, struct answer *answer) {
    const struct field *field = answer->field;
    bool date = field->kind == FIELD_DATE || field->kind == FIELD_MONTH;
    const char *label = field_label(field);
    if (field->minimum && answers_value_compare(field->kind, answer->text, field->minimum) < 0) {
        answers_scalar_report(binding, answer,
            date ? MESSAGE_ANSWERS_BEFORE : MESSAGE_ANSWERS_BELOW, answer->text, label,
            field->minimum);
    } else if (field->maximum &&
               answers_value_compare(field->kind, answer->text, field->maximum) > 0) {
        answers_scalar_report(binding, answer, date ? MESSAGE_ANSWERS_AFTER : MESSAGE_ANSWERS_ABOVE,
            answer->text, label, field->maximum);
    }
    return !answer->wrong;
}

/* ---- Patterns and tables ---- */

static bool check_pattern(struct binding *binding, struct answer *answer) {
    const struct pattern_text *pattern = answer->field->pattern;
    const char *quoted = answers_text_short(binding->arena, answer->text);
    switch (pattern_matches(binding->arena, pattern, answer->text)) {
    case PATTERN_MATCHES:
        return true;
    case PATTERN_TOO_COSTLY:
        answers_scalar_report(
            binding, answer, MESSAGE_ANSWERS_PATTERN_COSTLY, quoted, pattern->name);
        return false;
    default:
        break;
    }
    const char *change = answers_guess_pattern(binding->arena, pattern, answer->text);
    answers_scalar_report(binding, answer, MESSAGE_ANSWERS_PATTERN, quoted,
        field_label(answer->field),
        change ? arena_format(binding->arena, "%s %s", pattern->message, change)
               : pattern->message);
    return false;
}

static const char *const *keys_of(struct arena *arena, const struct table *table) {
    const char **keys = arena_array(arena, table->row_count, sizeof *keys);
    for (size_t row = 0; row < table->row_count; row++) {
        keys[row] = table_cell(table, row, table->key);
    }
    return keys;
}

/* The key of the row that has the text in another column: « Aveyron » was typed for 12. */
static const char *key_by_cell(struct arena *arena, const struct table *table, const char *text) {
    const char *folded = text_fold(arena, text);
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t column = 0; column < table->column_count; column++) {
            if (strcmp(text_fold(arena, table_cell(table, row, column)), folded) == 0) {
                return table_cell(table, row, table->key);
            }
        }
    }
    return NULL;
}

static const char *advice_of_table(
    struct binding *binding, const struct table *table, const char *text) {
    enum {
        MOST_LISTED = 12
    };
    struct arena *arena = binding->arena;
    const char *key = NULL;
    if (answers_may_compare(binding->reading, table->row_count * (table->column_count + 1))) {
        key = key_by_cell(arena, table, text);
        key = key ? key : text_nearest(arena, text, keys_of(arena, table), table->row_count);
    }
    if (key) {
        return arena_format(arena, "Écrivez %s.", key);
    }
    if (table->row_count > MOST_LISTED) {
        return "Choisissez une valeur de la liste.";
    }
    return arena_format(arena, "Valeurs possibles\u00A0: %s.",
        text_list(arena, keys_of(arena, table), table->row_count, true));
}

static bool check_table(struct binding *binding, struct answer *answer) {
    size_t row = 0;
    if (table_find(answer->field->table, answer->text, &row)) {
        return true;
    }
    answers_scalar_report(binding, answer, MESSAGE_ANSWERS_TABLE,
        answers_text_short(binding->arena, answer->text), field_label(answer->field),
        advice_of_table(binding, answer->field->table, answer->text));
    return false;
}

/* ---- All ---- */

/* A placeholder inside a longer text is shown where it stands. */
static bool refuse_placeholder(
    struct binding *binding, struct answer *answer, const char *text, struct span span) {
    size_t offset = 0;
    size_t length = 0;
    if (answer->field->quoted ||
        !answers_text_placeholder(binding->arena, answer->text, &offset, &length)) {
        return false;
    }
    const char *found = arena_copy(binding->arena, answer->text + offset, length);
    struct span place = answer->span;
    if (length < strlen(answer->text)) {
        answers_text_placeholder(binding->arena, text, &offset, &length);
        place = raw_part(span, offset, length);
    }
    diagnose(binding->job->diagnostics, MESSAGE_ANSWERS_PLACEHOLDER, place,
        answer_place(binding->arena, answer), found, field_label(answer->field));
    answer->wrong = true;
    return true;
}

static bool is_typed(enum field_kind kind) {
    return kind != FIELD_TEXT && kind != FIELD_REFERENCE;
}

/* Puts the canonical value of a typed field into the answer. */
static bool check_type(struct binding *binding, struct answer *answer) {
    enum field_kind kind = answer->field->kind;
    const char *value = answers_value(binding->arena, kind, answer->text);
    if (!value) {
        report_type(binding, answer, answer->text);
        return false;
    }
    answer->text = value;
    if (kind == FIELD_MONEY) {
        answer->number = answers_value_cents(binding->arena, value);
    }
    return true;
}

static void check_value(struct binding *binding, struct answer *answer) {
    const struct field *field = answer->field;
    bool ordered = field->kind >= FIELD_INTEGER && field->kind <= FIELD_MONTH;
    if ((is_typed(field->kind) && !check_type(binding, answer)) ||
        (field->table && !check_table(binding, answer)) ||
        (ordered && !check_bounds(binding, answer)) ||
        (field->kind == FIELD_TEXT && !check_length(binding, answer))) {
        return;
    }
    if (field->pattern) {
        check_pattern(binding, answer);
    }
}

bool answers_scalar_fill(
    struct binding *binding, struct answer *answer, const char *text, struct span span) {
    answer->text = text_collapse(binding->arena, text_nfc(binding->arena, text));
    if (*answer->text == '\0') {
        return false;
    }
    answer->span = answers_text_trimmed(text, span);
    /* Something else may be wrong with it already, such as its place. */
    if (!answers_text_forbidden(binding, answer, text, span) &&
        !refuse_placeholder(binding, answer, text, span)) {
        check_value(binding, answer);
    }
    return true;
}
