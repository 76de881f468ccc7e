#include "answers_value.h"

#include "arena.h"
#include "date.h"
#include "text.h"

#include <string.h>

#define DIGITS "0123456789"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

enum {
    MOST_DIGITS = 15, /* so many survive the way through XPath's numbers */
    MOST_DIGITS_OF_MONEY = 13,
    MOST_DECIMALS = 9,
    LEAST_DIGITS_OF_CALL = 8, /* of an international telephone number, ITU-T E.164 … */
    MOST_DIGITS_OF_CALL = 15,
};

/* ---- Numbers ---- */

/* A number's parts in its text; without digits it is none. */
struct number {
    bool negative;
    const char *whole; /* without zeros in front */
    size_t whole_length;
    const char *fraction; /* behind the point */
    size_t fraction_length;
};

static bool take_number(const char *text, struct number *number) {
    number->negative = *text == '-';
    text += *text == '-' || *text == '+';
    size_t length = strspn(text, DIGITS);
    size_t zeros = strspn(text, "0");
    zeros = zeros == length && zeros > 0 ? zeros - 1 : zeros;
    number->whole = text + zeros;
    number->whole_length = length - zeros;
    text += length;
    bool point = *text == '.';
    number->fraction = text + point;
    number->fraction_length = point ? strspn(number->fraction, DIGITS) : 0;
    return length > 0 && (!point || number->fraction_length > 0) &&
           number->fraction[number->fraction_length] == '\0';
}

static bool is_zero(const struct number *number) {
    return strspn(number->whole, "0") == number->whole_length &&
           strspn(number->fraction, "0") == number->fraction_length;
}

/* The decimals that a kind admits. */
static bool has_decimals_of(enum field_kind kind, const struct number *number) {
    switch (kind) {
    case FIELD_INTEGER:
        return number->fraction_length == 0;
    case FIELD_MONEY:
        return number->fraction_length == 0 || number->fraction_length == 2;
    default:
        return number->fraction_length <= MOST_DECIMALS;
    }
}

static size_t most_digits(enum field_kind kind) {
    return kind == FIELD_MONEY ? MOST_DIGITS_OF_MONEY : MOST_DIGITS;
}

static const char *number_value(struct arena *arena, enum field_kind kind, const char *text) {
    struct number number;
    if (!take_number(text, &number) || !has_decimals_of(kind, &number) ||
        number.whole_length > most_digits(kind) ||
        (kind == FIELD_DECIMAL && number.whole_length + number.fraction_length > MOST_DIGITS)) {
        return NULL;
    }
    const char *sign = number.negative && !is_zero(&number) ? "-" : "";
    int whole = (int)number.whole_length;
    if (kind == FIELD_MONEY) {
        return arena_format(arena, "%s%.*s.%s", sign, whole, number.whole,
            number.fraction_length > 0 ? number.fraction : "00");
    }
    return arena_format(arena, "%s%.*s%s%s", sign, whole, number.whole,
        number.fraction_length > 0 ? "." : "", number.fraction);
}

bool answers_value_is_long(enum field_kind kind, const char *text) {
    struct number number;
    bool numeric = kind == FIELD_INTEGER || kind == FIELD_DECIMAL || kind == FIELD_MONEY;
    return numeric && take_number(text, &number) &&
           (number.whole_length > most_digits(kind) ||
               (kind == FIELD_DECIMAL &&
                   number.whole_length + number.fraction_length > MOST_DIGITS));
}

const char *answers_value_cents(struct arena *arena, const char *money) {
    struct number number;
    take_number(money, &number);
    const char *digits =
        arena_format(arena, "%.*s%s", (int)number.whole_length, number.whole, number.fraction);
    size_t zeros = strspn(digits, "0");
    digits += digits[zeros] == '\0' ? zeros - 1 : zeros;
    return arena_format(arena, "%s%s", number.negative ? "-" : "", digits);
}

/* Compares digit by digit: no rounding. */
static int compare_magnitudes(const struct number *a, const struct number *b) {
    if (a->whole_length != b->whole_length) {
        return a->whole_length < b->whole_length ? -1 : 1;
    }
    int order = strncmp(a->whole, b->whole, a->whole_length);
    for (size_t i = 0; order == 0 && (i < a->fraction_length || i < b->fraction_length); i++) {
        char digit_a = i < a->fraction_length ? a->fraction[i] : '0';
        char digit_b = i < b->fraction_length ? b->fraction[i] : '0';
        order = digit_a - digit_b;
    }
    return order;
}

int answers_value_compare(enum field_kind kind, const char *a, const char *b) {
    if (kind == FIELD_DATE || kind == FIELD_MONTH) {
        return strcmp(a, b);
    }
    struct number left;
    struct number right;
    take_number(a, &left);
    take_number(b, &right);
    bool below = left.negative && !is_zero(&left);
    bool other_below = right.negative && !is_zero(&right);
    if (below != other_below) {
        return below ? -1 : 1;
    }
    return below ? compare_magnitudes(&right, &left) : compare_magnitudes(&left, &right);
}

/* ---- Words and dates ---- */

static const char *boolean_value(const char *text) {
    if (strcmp(text, "oui") == 0 || strcmp(text, "true") == 0) {
        return "oui";
    }
    return strcmp(text, "non") == 0 || strcmp(text, "false") == 0 ? "non" : NULL;
}

static const char *date_value(const char *text, bool month) {
    struct date date;
    return (month ? date_read_month(text, &date) : date_read(text, &date)) ? text : NULL;
}

/* ---- Addresses ---- */

/* A host name: labels of letters, digits and hyphens with points between them, two at least; letters
 * beyond ASCII are allowed (IDNA). Returns its end, or NULL. */
static const char *skip_host(const char *at) {
    size_t labels = 0;
    for (;;) {
        const char *start = at;
        while (*at != '\0' && (strchr(LETTERS DIGITS "-", *at) || (unsigned char)*at >= 0x80)) {
            at++;
        }
        if (at == start || *start == '-' || at[-1] == '-') {
            return NULL;
        }
        labels++;
        if (*at != '.') {
            return labels >= 2 ? at : NULL;
        }
        at++;
    }
}

/* RFC 3986 in short: scheme, host, perhaps a port, a path without spaces or quotes. */
static bool is_url(const char *text) {
    size_t scheme = text_starts(text, "https://")  ? strlen("https://")
                    : text_starts(text, "http://") ? strlen("http://")
                                                   : 0;
    const char *at = scheme > 0 ? skip_host(text + scheme) : NULL;
    if (at && *at == ':') {
        size_t digits = strspn(at + 1, DIGITS);
        at = digits >= 1 && digits <= 5 ? at + 1 + digits : NULL;
    }
    return at && (*at == '\0' || strchr("/?#", *at)) && !strpbrk(at, " \"<>\\^`{|}");
}

/* The addresses in common use: RFC 5321's dot-string at a host name. */
static bool is_email(const char *text) {
    size_t local = strspn(text, LETTERS DIGITS "!#$%&'*+-/=?^_`{|}~.");
    if (local == 0 || text[local] != '@' || text[0] == '.' || text[local - 1] == '.') {
        return false;
    }
    const char *end = skip_host(text + local + 1);
    return end && *end == '\0';
}

/* French numbers have ten digits that begin with 0, short ones two (15), three (112), four (3919) or six
 * (118 218); with + or 00 in front they are international. */
static bool is_telephone(const char *text) {
    char digits[MOST_DIGITS_OF_CALL + 3];
    size_t count = 0;
    bool international = *text == '+';
    for (text += international; *text != '\0'; text++) {
        if (strchr(DIGITS, *text)) {
            if (count == sizeof digits - 1) {
                return false;
            }
            digits[count++] = *text;
        } else if (!strchr(" .-()", *text)) {
            return false;
        }
    }
    digits[count] = '\0';
    bool doubled = !international && strncmp(digits, "00", 2) == 0;
    count -= doubled ? 2 : 0;
    if (international || doubled) {
        return count >= LEAST_DIGITS_OF_CALL && count <= MOST_DIGITS_OF_CALL;
    }
    bool is_short = *digits != '0' && (count == 2 || count == 3 || count == 4 || count == 6);
    return is_short || (*digits == '0' && count == 10);
}

const char *answers_value(struct arena *arena, enum field_kind kind, const char *text) {
    switch (kind) {
    case FIELD_BOOLEAN:
        return boolean_value(text);
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
    case FIELD_MONEY:
        return number_value(arena, kind, text);
    case FIELD_DATE:
    case FIELD_MONTH:
        return date_value(text, kind == FIELD_MONTH);
    case FIELD_URL:
        return is_url(text) ? text : NULL;
    case FIELD_EMAIL:
        return is_email(text) ? text : NULL;
    case FIELD_TELEPHONE:
        return is_telephone(text) ? text : NULL;
    default:
        return text;
    }
}
