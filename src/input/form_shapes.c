#include "form_shapes.h"

#include "arena.h"
#include "date.h"
#include "form.h"
#include "text.h"

#include <string.h>

/* Each skip_ function returns the end of what it knows at the beginning of a text, or NULL; what it
 * admits stands in forms/model.rng as a regular expression, too. */

static const char *skip_digits(const char *at, size_t least, size_t most) {
    size_t length = strspn(at, "0123456789");
    return length >= least && length <= most ? at + length : NULL;
}

static bool is_name_start(uint32_t letter) {
    return (letter >= 'a' && letter <= 'z') || letter == '_' ||
           (letter >= 0xDF && letter <= 0xF6) || (letter >= 0xF8 && letter <= 0xFF) ||
           letter == 0x153; /* œ */
}

static const char *skip_name(const char *at) {
    const char *next = at;
    uint32_t letter = text_next(&next);
    if (!is_name_start(letter))
        return NULL;
    while (is_name_start(letter) || (letter >= '0' && letter <= '9') || letter == '-') {
        at = next;
        letter = text_next(&next);
    }
    return at;
}

static const char *skip_each(const char *(*skip)(const char *at), const char *at, char separator) {
    at = skip(at);
    while (at != NULL && *at == separator)
        at = skip(at + 1);
    return at;
}

static const char *skip_fields(const char *at) {
    return skip_each(skip_name, at, '/');
}

static const char *skip_names(const char *at) {
    return skip_each(skip_name, at, ' ');
}

static const char *skip_target(const char *at) {
    if (!text_starts(at, "form("))
        return skip_fields(at);
    at = skip_fields(at + strlen("form("));
    return at != NULL && text_starts(at, ")/") ? skip_fields(at + strlen(")/")) : NULL;
}

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

static const char *skip_code(const char *at) {
    return strspn(at, LETTERS DIGITS) > 0 ? at + strspn(at, LETTERS DIGITS "._-") : NULL;
}

static const char *skip_local_name(const char *at) {
    return strspn(at, LETTERS "_") > 0 ? at + strspn(at, LETTERS DIGITS "._-") : NULL;
}

static const char *skip_xml_name(const char *at) {
    at = skip_local_name(at);
    return at != NULL && *at == ':' ? skip_local_name(at + 1) : at;
}

static const char *skip_count(const char *at) {
    return skip_digits(at, 1, 9);
}

static const char *skip_positive(const char *at) {
    return *at != '0' ? skip_digits(at, 1, 9) : NULL;
}

static const char *skip_integer(const char *at) {
    return skip_digits(*at == '-' ? at + 1 : at, 1, 15);
}

static const char *skip_decimal(const char *at) {
    at = skip_integer(at);
    return at != NULL && *at == '.' ? skip_digits(at + 1, 1, 9) : at;
}

static const char *skip_money(const char *at) {
    at = skip_digits(*at == '-' ? at + 1 : at, 1, 13);
    return at != NULL && *at == '.' ? skip_digits(at + 1, 2, 2) : NULL;
}

static const char *skip_language(const char *at) {
    size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz");
    if (length < 2 || length > 3)
        return NULL;
    at += length;
    while (*at == '-') {
        length = strspn(at + 1, LETTERS DIGITS);
        if (length < 2 || length > 8)
            return NULL;
        at += 1 + length;
    }
    return at;
}

static const char *skip_all(const char *at) {
    while (text_is_space((unsigned char)*at))
        at++;
    return *at != '\0' ? at + strlen(at) : NULL;
}

static const char *skip_width(const char *at) {
    return *at != '0' ? skip_digits(at, 1, 4) : NULL;
}

static const char *skip_numbers(const char *at) {
    if (strpbrk(at, "{}") != NULL) /* known when the expressions in it are evaluated */
        return skip_all(at);
    return skip_each(skip_width, at, ' ');
}

static const char *skip_version(const char *at) {
    bool zero = *at == '0';
    at = skip_digits(at, 1, zero ? 1 : 4);
    return at != NULL && *at == '.' ? skip_digits(at + 1, 1, 4) : NULL;
}

static const char *skip_date(const char *at) {
    struct date date;
    return date_read(at, &date) ? at + strlen(at) : NULL;
}

static const char *skip_month(const char *at) {
    struct date date;
    return date_read_month(at, &date) ? at + strlen(at) : NULL;
}

static const char *skip_length(const char *at) {
    int32_t length = 0;
    return form_length(at, &length) ? at + strlen(at) : NULL;
}

static const struct {
    const char *(*skip)(const char *at);
    enum message message;
} shapes[] = {
    [SHAPE_TEXT] = {skip_all, MESSAGE_MODEL_VALUE_EMPTY},
    [SHAPE_NAME] = {skip_name, MESSAGE_MODEL_VALUE_NAME},
    [SHAPE_NAMES] = {skip_names, MESSAGE_MODEL_VALUE_NAMES},
    [SHAPE_CODE] = {skip_code, MESSAGE_MODEL_VALUE_CODE},
    [SHAPE_XML_NAME] = {skip_xml_name, MESSAGE_MODEL_VALUE_XML_NAME},
    [SHAPE_FIELDS] = {skip_fields, MESSAGE_MODEL_VALUE_FIELDS},
    [SHAPE_TARGET] = {skip_target, MESSAGE_MODEL_VALUE_TARGET},
    [SHAPE_WORD] = {NULL, MESSAGE_MODEL_VALUE_WORD},
    [SHAPE_COUNT] = {skip_count, MESSAGE_MODEL_VALUE_COUNT},
    [SHAPE_POSITIVE] = {skip_positive, MESSAGE_MODEL_VALUE_POSITIVE},
    [SHAPE_INTEGER] = {skip_integer, MESSAGE_MODEL_VALUE_INTEGER},
    [SHAPE_DECIMAL] = {skip_decimal, MESSAGE_MODEL_VALUE_DECIMAL},
    [SHAPE_MONEY] = {skip_money, MESSAGE_MODEL_VALUE_MONEY},
    [SHAPE_DATE] = {skip_date, MESSAGE_MODEL_VALUE_DATE},
    [SHAPE_MONTH] = {skip_month, MESSAGE_MODEL_VALUE_MONTH},
    [SHAPE_LENGTH] = {skip_length, MESSAGE_MODEL_VALUE_LENGTH},
    [SHAPE_LANGUAGE] = {skip_language, MESSAGE_MODEL_VALUE_LANGUAGE},
    [SHAPE_NUMBERS] = {skip_numbers, MESSAGE_MODEL_VALUE_NUMBERS},
    [SHAPE_VERSION] = {skip_version, MESSAGE_MODEL_VALUE_VERSION},
    [SHAPE_EXPRESSION] = {skip_all, MESSAGE_MODEL_VALUE_EMPTY},
    [SHAPE_NODES] = {skip_all, MESSAGE_MODEL_VALUE_EMPTY},
    [SHAPE_EACH] = {skip_all, MESSAGE_MODEL_VALUE_EMPTY},
    [SHAPE_TEMPLATE] = {skip_all, MESSAGE_MODEL_VALUE_EMPTY},
};

static bool is_word(const char *words, const char *value) {
    size_t length = strlen(value);
    for (const char *at = words; length > 0 && *at != '\0';) {
        size_t word = strcspn(at, " ");
        if (word == length && strncmp(at, value, length) == 0)
            return true;
        at += word + strspn(at + word, " ");
    }
    return false;
}

bool shape_fits(const struct attribute_grammar *attribute, const char *value) {
    if (attribute->shape == SHAPE_WORD)
        return is_word(attribute->words, value);
    const char *end = shapes[attribute->shape].skip(value);
    return end != NULL && *end == '\0';
}

enum message shape_message(enum attribute_shape shape) {
    return shapes[shape].message;
}

const char *const *shape_words(struct arena *arena, const char *words, size_t *count) {
    const char **list = NULL;
    *count = 0;
    for (const char *at = words + strspn(words, " "); *at != '\0';) {
        size_t length = strcspn(at, " ");
        list = arena_grow(arena, list, *count, sizeof *list);
        list[(*count)++] = arena_copy(arena, at, length);
        at += length + strspn(at + length, " ");
    }
    return list;
}
