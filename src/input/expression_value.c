#include "expression_value.h"

#include "answers.h"
#include "arena.h"
#include "expression.h"
#include "form.h"
#include "text.h"

#include <libxml/xpath.h>
#include <math.h>
#include <string.h>

enum {
    SIGNIFICANT_DIGITS = 15, /* every decimal of so many digits survives the way through a double */
    MOST_DECIMALS = 340,
};

/* ---- Answers ---- */

const char *expression_value_scalar(const struct answer *answer) {
    if (answer->field->kind == FIELD_FORM || answer->wrong) {
        return "";
    }
    if (answer->number) {
        return answer->number;
    }
    return answer->text ? answer->text : "";
}

/* XPath 1.0, 5.2: the texts of all elements inside, attributes not among them. */
static void add_string(struct buffer *text, const struct answer *answer) {
    if (field_is_scalar(answer->field)) {
        buffer_text(text, expression_value_scalar(answer));
        return;
    }
    for (const struct answer *child = answer->first; child; child = child->next) {
        if (child->applicable && !child->field->attribute) {
            add_string(text, child);
        }
    }
}

static const char *string_of(struct arena *arena, const struct answer *answer) {
    if (field_is_scalar(answer->field)) {
        return expression_value_scalar(answer);
    }
    struct buffer text = {.arena = arena};
    add_string(&text, answer);
    return buffer_string(&text);
}

/* ---- Numbers ---- */

/* Decimals that show all significant digits: more for small numbers. */
static int decimals_of(double number) {
    int digits_before = (int)floor(log10(fabs(number))) + 1;
    int decimals = SIGNIFICANT_DIGITS - digits_before;
    return decimals < 0 ? 0 : decimals > MOST_DECIMALS ? MOST_DECIMALS : decimals;
}

const char *expression_value_number(struct arena *arena, double number) {
    if (!isfinite(number)) {
        return ""; /* something is missing, or divided by zero: nobody wants to read « NaN » */
    }
    if (number == 0) {
        return "0"; /* not -0 */
    }
    if (number == floor(number)) {
        return arena_format(arena, "%.0f", number);
    }
    char *text = arena_format(arena, "%.*f", decimals_of(number), number);
    char *end = text + strlen(text);
    while (strchr(text, '.') && (end[-1] == '0' || end[-1] == '.')) {
        *--end = '\0';
    }
    return text;
}

static const char *skip_space(const char *text) {
    while (text_is_space((unsigned char)*text)) {
        text++;
    }
    return text;
}

/* XPath 1.0, 4.4: white space, minus, digits with a point; everything else is no number. The shape
 * is checked first because libxml2 reads exponents, too. libxml2 and not strtod, so that a number is
 * the same to the last bit wherever it is read. */
static double number_of(const char *text) {
    const char *start = skip_space(text);
    const char *at = start + (*start == '-');
    size_t whole = strspn(at, "0123456789");
    size_t fraction = 0;
    at += whole;
    if (*at == '.') {
        fraction = strspn(at + 1, "0123456789");
        at += 1 + fraction;
    }
    bool number = whole + fraction > 0 && *skip_space(at) == '\0';
    return number ? xmlXPathCastStringToNumber((const xmlChar *)start) : (double)NAN;
}

/* ---- Conversions ---- */

const char *value_text(struct arena *arena, const struct value *value) {
    switch (value->kind) {
    case VALUE_NODES:
        return value->node_count > 0 ? string_of(arena, value->nodes[0]) : "";
    case VALUE_NUMBER:
        return expression_value_number(arena, value->number);
    case VALUE_TRUTH:
        return value->truth ? "true" : "false";
    default:
        return value->text ? value->text : "";
    }
}

double value_number(const struct value *value) {
    switch (value->kind) {
    case VALUE_NODES:
        /* Groups have no text of their own that could be a number. */
        return value->node_count > 0 && field_is_scalar(value->nodes[0]->field)
                   ? number_of(expression_value_scalar(value->nodes[0]))
                   : (double)NAN;
    case VALUE_NUMBER:
        return value->number;
    case VALUE_TRUTH:
        return value->truth ? 1 : 0;
    default:
        return number_of(value->text ? value->text : "");
    }
}

bool value_truth(const struct value *value) {
    switch (value->kind) {
    case VALUE_NODES:
        return value->node_count > 0;
    case VALUE_NUMBER:
        return value->number != 0 && !isnan(value->number);
    case VALUE_TRUTH:
        return value->truth;
    default:
        return value->text && *value->text != '\0';
    }
}
