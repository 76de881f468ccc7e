/* Questions about single fields, and lengths. */
#include "form.h"

#include "arena.h"
#include "expression.h"
#include "text.h"

#include <string.h>

struct field *field_child(const struct field *field, const char *name) {
    struct field *child = field->first;
    while (child != NULL && strcmp(child->name, name) != 0)
        child = child->next;
    return child;
}

bool field_is_scalar(const struct field *field) {
    switch (field->kind) {
    case FIELD_FORM:
    case FIELD_GROUP:
    case FIELD_RECORD:
    case FIELD_CHOICE:
    case FIELD_OPTION:
        return false;
    default:
        return true;
    }
}

bool field_names_file(const struct field *field) {
    return field->kind == FIELD_IMAGE || field->kind == FIELD_FILE;
}

bool field_has_label(const struct field *field) {
    return strcmp(field->label, field->name) != 0;
}

const char *field_label(const struct field *field) {
    bool of_option =
        !field_has_label(field) && field->parent != NULL && field->parent->kind == FIELD_OPTION;
    return of_option ? field->parent->label : field->label;
}

bool field_is_personal(const struct field *field) {
    for (; field != NULL; field = field->parent)
        if (field->personal)
            return true;
    return false;
}

bool form_reads_personal(const struct expression *expression) {
    for (size_t i = 0; i < expression->field_count; i++)
        if (field_is_personal(expression->fields[i]))
            return true;
    return false;
}

static void add_place(struct buffer *place, const struct field *field) {
    if (field->parent != NULL && field->parent->parent != NULL) {
        add_place(place, field->parent);
        buffer_text(place, ", ");
    }
    buffer_text(place, field->label);
}

const char *field_place(struct arena *arena, const struct field *field) {
    struct buffer place = {.arena = arena};
    add_place(&place, field);
    return buffer_string(&place);
}

/* Lengths are whole thousandths of their unit, so that no floating point is needed. */

enum {
    LARGEST_LENGTH = 14400 * 1000
}; /* of a PDF page, in 1/1000 pt (ISO 32000-1, annex C) */

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* Reads digits, perhaps a point and up to three more, as thousandths; NULL when there are none. */
static const char *read_thousandths(const char *at, int64_t *thousandths) {
    size_t digits = 0;
    *thousandths = 0;
    for (; is_digit(*at) && digits < 6; at++, digits++)
        *thousandths = *thousandths * 10 + (*at - '0');
    if (digits == 0)
        return NULL;
    bool point = at[0] == '.' && is_digit(at[1]);
    at += point;
    for (digits = 0; digits < 3; digits++) {
        bool more = point && is_digit(*at);
        *thousandths = *thousandths * 10 + (more ? *at - '0' : 0);
        at += more;
    }
    return at;
}

bool form_length(const char *text, int32_t *length) {
    /* One unit in points: 72 points are 25.4 mm. */
    static const struct {
        const char *name;
        int64_t numerator;
        int64_t denominator;
    } units[] = {{"mm", 720, 254}, {"cm", 7200, 254}, {"pt", 1, 1}};
    int64_t thousandths = 0;
    const char *unit = read_thousandths(text, &thousandths);
    for (size_t i = 0; unit != NULL && i < sizeof units / sizeof *units; i++) {
        if (strcmp(unit, units[i].name) != 0)
            continue;
        int64_t half = units[i].denominator / 2;
        int64_t points = (thousandths * units[i].numerator + half) / units[i].denominator;
        *length = (int32_t)(points <= LARGEST_LENGTH ? points : 0);
        return points <= LARGEST_LENGTH;
    }
    return false;
}
