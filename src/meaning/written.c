#include "written.h"

#include "answers.h"
#include "arena.h"
#include "form.h"
#include "text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct phrase plain(const char *text) {
    return (struct phrase){text, "", ""};
}

/* What a format needs to know of the value: the text, and how money was stored. */
struct written {
    struct arena *arena;
    const char *text;
    bool cents;
    const char *currency;
};

static struct date any_date(const char *text) {
    struct date date = {0, 0, 0};
    if (!date_read(text, &date) && !date_read_month(text, &date))
        return (struct date){0, 0, 0};
    return date;
}

static long long whole_number(const char *text) {
    return strtoll(text, NULL, 10);
}

static struct phrase as_date_long(const struct written *value, struct date date) {
    return date.day == 0 ? plain(french_month(value->arena, date))
                         : french_date(value->arena, date);
}

static struct phrase as_date_short(const struct written *value, struct date date) {
    return plain(french_date_short(value->arena, date));
}

static struct phrase as_date_words(const struct written *value, struct date date) {
    return french_date_words(value->arena, date);
}

static struct phrase as_month(const struct written *value, struct date date) {
    return plain(french_month(value->arena, date));
}

static struct phrase as_year(const struct written *value, struct date date) {
    return plain(arena_format(value->arena, "%d", date.year));
}

static struct phrase as_integer(const struct written *value) {
    return plain(french_integer(value->arena, value->text));
}

static struct phrase as_decimal(const struct written *value) {
    return plain(french_decimal(value->arena, value->text));
}

/* A share of an amount may have fractions of a cent: they are rounded. */
static long long rounded_cents(const char *text) {
    return llround(strtod(text, NULL));
}

/* Money stands as « 12500.00 » in an answer and as whole cents in an expression. */
static long long cents_of(const struct written *value) {
    const char *point = strchr(value->text, '.');
    if (value->cents)
        return rounded_cents(value->text);
    if (point == NULL)
        return whole_number(value->text) * 100;
    char digits[3] = {'0', '0', '\0'};
    for (size_t i = 0; i < 2 && point[1 + i] != '\0'; i++)
        digits[i] = point[1 + i];
    long long fraction = whole_number(digits);
    long long whole = whole_number(value->text) * 100;
    return *value->text == '-' ? whole - fraction : whole + fraction;
}

static struct phrase as_money(const struct written *value) {
    return plain(french_money(value->arena, cents_of(value), value->currency));
}

static struct phrase as_words(const struct written *value) {
    return plain(french_words(value->arena, whole_number(value->text), false));
}

static struct phrase as_words_feminine(const struct written *value) {
    return plain(french_words(value->arena, whole_number(value->text), true));
}

static struct phrase as_ordinal(const struct written *value) {
    return french_ordinal(value->arena, whole_number(value->text), false);
}

static struct phrase as_ordinal_words(const struct written *value) {
    return plain(french_ordinal_words(value->arena, whole_number(value->text), false));
}

static struct phrase as_upper(const struct written *value) {
    return plain(text_upper(value->arena, value->text));
}

static struct phrase as_capitalised(const struct written *value) {
    return plain(text_capitalised(value->arena, value->text));
}

static struct phrase as_of(const struct written *value) {
    return plain(french_of(value->arena, value->text));
}

static struct phrase as_yes_no(const struct written *value) {
    bool no = strcmp(value->text, "non") == 0 || *value->text == '\0' ||
              strcmp(value->text, "false") == 0;
    return plain(no ? "non" : "oui");
}

/* Formats of dates, of numbers, and of any text. A value that is no date or no number is written as
 * it stands: that it is wrong was reported where it was read. */
static const struct {
    const char *name;
    struct phrase (*write)(const struct written *value, struct date date);
} date_formats[] = {
    {"date-long", as_date_long},
    {"date-short", as_date_short},
    {"date-words", as_date_words},
    {"month", as_month},
    {"year", as_year},
};

static const struct {
    const char *name;
    bool number;
    struct phrase (*write)(const struct written *value);
} text_formats[] = {
    {"integer", true, as_integer},
    {"decimal", true, as_decimal},
    {"money", true, as_money},
    {"words", true, as_words},
    {"words-feminine", true, as_words_feminine},
    {"ordinal", true, as_ordinal},
    {"ordinal-words", true, as_ordinal_words},
    {"upper", false, as_upper},
    {"capitalised", false, as_capitalised},
    {"de", false, as_of},
    {"yes-no", false, as_yes_no},
};

static bool is_number(const char *text) {
    if (*text == '-')
        text++;
    size_t digits = strspn(text, "0123456789");
    if (digits == 0)
        return false;
    text += digits;
    if (*text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    return *text == '\0';
}

static struct phrase written(const struct written *value, const char *format) {
    for (size_t i = 0; i < sizeof date_formats / sizeof *date_formats; i++) {
        if (strcmp(format, date_formats[i].name) != 0)
            continue;
        struct date date = any_date(value->text);
        return date.year == 0 ? plain(value->text) : date_formats[i].write(value, date);
    }
    for (size_t i = 0; i < sizeof text_formats / sizeof *text_formats; i++) {
        if (strcmp(format, text_formats[i].name) != 0)
            continue;
        if (text_formats[i].number && !is_number(value->text))
            return plain(value->text);
        return text_formats[i].write(value);
    }
    return plain(value->text);
}

struct phrase written_text(
    struct arena *arena, const char *text, const char *format, bool cents, const char *currency) {
    struct written value = {arena, text, cents, currency};
    return format == NULL ? plain(text) : written(&value, format);
}

const char *written_labels(struct arena *arena, const struct answer *choice) {
    const char **labels = NULL;
    size_t count = 0;
    const struct field *option = choice->field->first;
    for (; option != NULL; option = option->next) {
        const struct answer *answer = answer_for(choice, option);
        if (answer == NULL || !answer->applicable)
            continue;
        labels = arena_grow(arena, labels, count, sizeof *labels);
        labels[count++] = option->label;
    }
    return text_list(arena, labels, count, false);
}

const char *written_number_format(const char *text) {
    if (strchr(text, '.') != NULL)
        return "decimal";
    return strlen(text) > 4 ? "integer" : NULL;
}

const char *written_stored_money(struct arena *arena, const char *cents) {
    long long amount = rounded_cents(cents);
    unsigned long long size =
        amount < 0 ? 0ULL - (unsigned long long)amount : (unsigned long long)amount;
    return arena_format(arena, "%s%llu.%02llu", amount < 0 ? "-" : "", size / 100, size % 100);
}

/* How a value is written when no format is asked for. */
static const char *format_of(enum field_kind kind, const char *text) {
    switch (kind) {
    case FIELD_DATE:
        return "date-long";
    case FIELD_MONTH:
        return "month";
    case FIELD_INTEGER:
        return written_number_format(text);
    case FIELD_DECIMAL:
        return "decimal";
    case FIELD_MONEY:
        return "money";
    default:
        return NULL;
    }
}

/* What is said of a file besides its name; nothing of one that could not be read. */
static struct phrase written_file(
    struct arena *arena, const struct named_file *file, const char *format) {
    if (file == NULL)
        return plain("");
    return plain(strcmp(format, "size") == 0 ? french_size(arena, file->length) : file->digest);
}

static bool is_file_format(const char *format) {
    return format != NULL && (strcmp(format, "size") == 0 || strcmp(format, "digest") == 0);
}

struct phrase written_answer(struct arena *arena, const struct answer *answer, const char *format) {
    const struct field *field = answer->field;
    if (field->kind == FIELD_CHOICE)
        return plain(written_labels(arena, answer));
    if (field->kind == FIELD_OPTION)
        return plain(field->label);
    if (is_file_format(format))
        return written_file(arena, answer->file, format);
    const char *text = answer->text != NULL ? answer->text : "";
    enum field_kind kind = field->kind == FIELD_VALUE ? field->type : field->kind;
    if (format == NULL)
        format = format_of(kind, text);
    return written_text(arena, text, format, false, field->currency);
}
