#include "form_format.h"

#include "form_grammar.h"
#include "form_reader.h"
#include "text.h"

#include <string.h>

#define KIND(kind) (1u << (kind))
#define DATES (KIND(FIELD_DATE) | KIND(FIELD_MONTH))
#define NUMBERS (KIND(FIELD_INTEGER) | KIND(FIELD_DECIMAL) | KIND(FIELD_TEXT))
#define CHOICES (KIND(FIELD_CHOICE) | KIND(FIELD_OPTION))
#define ANY (~0u)

/* What each format is made for: kinds of fields, and results of functions. Formats that suit everything
 * are not listed. A text may hold anything, so it suits wherever it can be read as what is needed. */
static const struct suits {
    const char *format;
    unsigned kinds;
    bool text;
    bool date;
    bool number;
    bool truth;
} formats[] = {
    {"date-long", DATES, true, true, false, false},
    {"date-short", DATES, true, true, false, false},
    {"date-words", DATES, true, true, false, false},
    {"month", DATES, true, true, false, false},
    {"year", DATES, true, true, false, false},
    {"integer", NUMBERS, true, false, true, false},
    {"decimal", NUMBERS, true, false, true, false},
    {"words", NUMBERS, true, false, true, false},
    {"words-feminine", NUMBERS, true, false, true, false},
    {"ordinal", NUMBERS, true, false, true, false},
    {"ordinal-words", NUMBERS, true, false, true, false},
    {"money", KIND(FIELD_MONEY), true, false, true, false},
    {"yes-no", KIND(FIELD_BOOLEAN), true, false, false, true},
    {"label", CHOICES, false, false, false, false},
    {"rich", KIND(FIELD_RICH), false, false, false, false},
    {"size", KIND(FIELD_FILE), false, false, false, false},
    {"digest", KIND(FIELD_FILE), false, false, false, false},
    {"list", ANY, false, false, false, false},
    {"lines", ANY, false, false, false, false},
};

static const struct suits *find_format(const char *name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].format, name) == 0)
            return &formats[i];
    return NULL;
}

static bool kind_suits(const struct suits *format, const struct field *field) {
    enum field_kind kind = field->kind == FIELD_VALUE ? field->type : field->kind;
    return (format->kinds & KIND(kind)) != 0;
}

/* One of the fields that the expression may give is enough. */
static bool nodes_suit(const struct suits *format, const struct expression *expression) {
    for (size_t i = 0; i < expression->yield_count; i++)
        if (kind_suits(format, expression->yields[i]))
            return true;
    return expression->yield_count == 0;
}

static bool suits(const struct suits *format, const struct expression *expression) {
    switch (expression->kind) {
    case VALUE_NODES:
        return nodes_suit(format, expression);
    case VALUE_TEXT:
        return expression->date ? format->date : format->text;
    case VALUE_NUMBER: /* of an amount that is computed, what is true of an amount that is filled in */
        return expression->money == NULL ? format->number
                                         : (format->kinds & KIND(FIELD_MONEY)) != 0;
    case VALUE_TRUTH:
        return format->truth;
    case VALUE_ANY:
        return true;
    }
    return true;
}

/* « « date » et « month » », for the hint. */
static const char *kinds_text(struct arena *arena, const struct suits *format) {
    const char *names[FIELD_VALUE];
    size_t count = 0;
    for (size_t kind = 0; kind < FIELD_VALUE; kind++)
        if ((format->kinds & KIND(kind)) != 0)
            names[count++] = field_kind_name((enum field_kind)kind);
    return text_list(arena, names, count, true);
}

/* What is written: of charts each value, else what is selected. */
static const struct expression *written_expression(const struct template *template) {
    const struct template_expression *value = template_expression(template, "value");
    return value != NULL ? value->expression : template->select;
}

/* What an element stands in; control elements hold what the element around them does. */
static const struct node *holder_of(const struct node *node) {
    static const char *const control[] = {"for-each", "if", "choose", "when", "otherwise"};
    const struct node *outer = node->parent;
    for (size_t i = 0; outer != NULL && i < sizeof control / sizeof *control; i++)
        if (strcmp(outer->name, control[i]) == 0)
            return holder_of(outer);
    return outer;
}

static bool holds_blocks(const struct node *node) {
    size_t count = 0;
    const struct element_grammar *elements = form_elements(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(elements[i].name, node->name) == 0 && (elements[i].holds & CONTENT_BLOCKS) != 0)
            return true;
    return false;
}

/* In a line of text a rich answer would lose its paragraphs and lists. */
static void check_rich(struct form_reader *reader, const struct template *template) {
    if (!text_equal(template->as, "rich") || template->node == NULL)
        return;
    const struct node *holder = holder_of(template->node);
    if (holder != NULL && !holds_blocks(holder))
        form_error(reader, MESSAGE_MODEL_RICH_IN_LINE, form_value_span(template->node, "as"),
            holder->name);
}

void form_format_check(struct form_reader *reader, const struct template *template) {
    check_rich(reader, template);
    const struct expression *written = written_expression(template);
    const struct suits *format = template->as != NULL ? find_format(template->as) : NULL;
    if (written != NULL && text_equal(template->as, "money"))
        form_amount_check(reader, written);
    if (format == NULL || written == NULL || suits(format, written))
        return;
    struct span span = form_value_span(template->node, "as");
    if (format->kinds == ANY)
        form_error(reader, MESSAGE_MODEL_FORMAT_NODES, span, template->as, written->text);
    else
        form_error(reader, MESSAGE_MODEL_FORMAT, span, template->as, written->text,
            kinds_text(reader->job->arena, format));
}
