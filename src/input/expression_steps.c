#include "expression_reading.h"

#include "form.h"
#include "job.h"
#include "text.h"

#include <string.h>

enum {
    MOST_PLACES_NAMED = 3,
    MOST_NAMES_LISTED = 12,
};

static const struct {
    const char *name;
    enum axis axis;
} axes[] = {
    {"child", AXIS_CHILD},
    {"descendant", AXIS_DESCENDANT},
    {"parent", AXIS_PARENT},
    {"ancestor", AXIS_ANCESTOR},
    {"following-sibling", AXIS_FOLLOWING_SIBLING},
    {"preceding-sibling", AXIS_PRECEDING_SIBLING},
    {"following", AXIS_FOLLOWING},
    {"preceding", AXIS_PRECEDING},
    {"attribute", AXIS_ATTRIBUTE},
    {"self", AXIS_SELF},
    {"descendant-or-self", AXIS_DESCENDANT_OR_SELF},
    {"ancestor-or-self", AXIS_ANCESTOR_OR_SELF},
};

enum {
    AXIS_COUNT = sizeof axes / sizeof *axes
};

/* ---- A name that selects nothing ---- */

/* Where a name was looked for, in a few names. */
static const char *where_looked(const struct reading *reading, const struct field_set *from) {
    const char *const *names = NULL;
    size_t count = field_set_names(reading->arena, from, &names);
    for (size_t i = 0; i < from->count; i++) {
        const struct field_place *place = &from->places[i];
        if (place->field == place->root) { /* what lies beneath it need not be named, too */
            return text_list(reading->arena, &place->root->name, 1, true);
        }
    }
    return text_list(
        reading->arena, names, count < MOST_PLACES_NAMED ? count : MOST_PLACES_NAMED, true);
}

static bool all_are_forms(const struct field_set *from) {
    bool forms = from->count > 0;
    for (size_t i = 0; i < from->count; i++) {
        const struct field_place *place = &from->places[i];
        forms = forms && place->kind == PLACE_FIELD && place->field->kind == FIELD_FORM;
    }
    return forms;
}

static const char *path_of(struct arena *arena, const struct field *field) {
    const char *path = "";
    for (; field; field = field->parent) {
        path = arena_format(arena, "/%s%s%s", field->attribute ? "@" : "", field->name, path);
    }
    return path;
}

static bool is_number(const char *text) {
    return *text != '\0' && strspn(text, "0123456789") == strlen(text);
}

/* « debut-fin » is one name to XPath: whether both halves at one of its hyphens are names, or the second one
 * a number. */
static bool is_subtraction(
    struct arena *arena, const char *name, const char *const *names, size_t count) {
    for (const char *hyphen = strchr(name, '-'); hyphen; hyphen = strchr(hyphen + 1, '-')) {
        const char *left = arena_copy(arena, name, (size_t)(hyphen - name));
        unsigned found = is_number(hyphen + 1) ? 2 : 0;
        for (size_t i = 0; i < count; i++) {
            found |= strcmp(names[i], left) == 0 ? 1 : 0;
            found |= strcmp(names[i], hyphen + 1) == 0 ? 2 : 0;
        }
        if (found == 3) {
            return true;
        }
    }
    return false;
}

/* The same name on the other of the axes child and attribute: people mix them up. */
static bool report_other_axis(struct reading *reading, const struct field_set *from,
    const struct field_step *step, size_t token) {
    struct field_step other = *step;
    other.axis = step->axis == AXIS_ATTRIBUTE ? AXIS_CHILD : AXIS_ATTRIBUTE;
    if ((step->axis != AXIS_CHILD && step->axis != AXIS_ATTRIBUTE) ||
        field_set_step(reading->arena, from, &other).count == 0) {
        return false;
    }
    enum message message =
        step->axis == AXIS_CHILD ? MESSAGE_EXPRESSION_IS_ATTRIBUTE : MESSAGE_EXPRESSION_IS_ELEMENT;
    reading_report(reading, message, token, token + 1, step->name, NULL, NULL);
    return true;
}

static const struct field *field_elsewhere(const struct reading *reading, const char *name) {
    const struct form *form = reading->scope->form;
    for (size_t i = 0; i < form->field_count; i++) {
        if (strcmp(form->fields[i]->name, name) == 0) {
            return form->fields[i];
        }
    }
    return NULL;
}

static bool is_variable(const struct reading *reading, const char *name) {
    for (size_t i = 0; i < reading->scope->variable_count; i++) {
        if (strcmp(reading->scope->variables[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void report_name(struct reading *reading, const struct field_set *from,
    const struct field_step *step, size_t token) {
    struct arena *arena = reading->arena;
    struct field_step all = {step->axis, TEST_ANY_NAME, NULL};
    struct field_set possible = field_set_step(arena, from, &all);
    struct unknown_word unknown = {
        MESSAGE_EXPRESSION_FIELD_MISSPELT,
        MESSAGE_EXPRESSION_FIELD_UNKNOWN,
        .word = step->name,
        .where = where_looked(reading, from),
    };
    unknown.known_count = field_set_names(arena, &possible, &unknown.known);
    const char *near = text_nearest(arena, step->name, unknown.known, unknown.known_count);
    const struct field *elsewhere = field_elsewhere(reading, step->name);
    if (all_are_forms(from)) {
        reading_report(reading, MESSAGE_EXPRESSION_FORM_CONTENT, token, token + 1, step->name,
            from->places[0].field->name, NULL);
    } else if (report_other_axis(reading, from, step, token)) {
        return;
    } else if (is_subtraction(arena, step->name, unknown.known, unknown.known_count)) {
        reading_report(
            reading, MESSAGE_EXPRESSION_SUBTRACTION, token, token + 1, step->name, NULL, NULL);
    } else if (is_variable(reading, step->name)) {
        reading_report(reading, MESSAGE_EXPRESSION_FIELD_VARIABLE, token, token + 1, step->name,
            unknown.where, NULL);
    } else if (!near && elsewhere) {
        reading_report(reading, MESSAGE_EXPRESSION_FIELD_ELSEWHERE, token, token + 1, step->name,
            unknown.where, path_of(arena, elsewhere));
    } else if (unknown.known_count == 0) {
        reading_report(reading, MESSAGE_EXPRESSION_NOTHING_INSIDE, token, token + 1, step->name,
            unknown.where, NULL);
    } else {
        if (unknown.known_count > MOST_NAMES_LISTED && !near) {
            unknown.known_count = MOST_NAMES_LISTED;
        }
        reading_unknown(reading, &unknown, token);
    }
}

/* ---- Steps ---- */

/* A step that can select no field is a fault of the model; what follows it is not checked. */
static struct field_set step_to(struct reading *reading, const struct field_set *from,
    const struct field_step *step, size_t token) {
    struct field_set reached = field_set_step(reading->arena, from, step);
    if (reached.count == 0 && !reached.open && !reading->broken) {
        if (step->test == TEST_NAME) {
            report_name(reading, from, step, token);
        } else {
            reading_report(reading, MESSAGE_EXPRESSION_STEP_EMPTY, token, reading->next,
                where_looked(reading, from), NULL, NULL);
        }
        reached.open = true;
    }
    return reached;
}

static bool read_axis(struct reading *reading, enum axis *axis) {
    const char *names[AXIS_COUNT];
    const struct token *token = reading_token(reading);
    for (size_t i = 0; i < AXIS_COUNT; i++) {
        names[i] = axes[i].name;
        if (strcmp(axes[i].name, token->text) == 0) {
            *axis = axes[i].axis;
            reading->next += 2; /* the name and :: */
            return true;
        }
    }
    struct unknown_word unknown = {MESSAGE_EXPRESSION_AXIS_MISSPELT,
        MESSAGE_EXPRESSION_AXIS_UNKNOWN, token->text, NULL, names, AXIS_COUNT};
    reading_unknown(reading, &unknown, reading->next);
    reading_stop(reading);
    return false;
}

/* The node test of a step; false after a fault of syntax. */
static bool read_test(struct reading *reading, struct field_step *step) {
    const struct token *token = reading_token(reading);
    if (reading_takes(reading, TOKEN_NAME)) {
        step->test = TEST_NAME;
        step->name = token->text;
        return true;
    }
    if (reading_takes(reading, TOKEN_ANY_NAME)) {
        step->test = TEST_ANY_NAME;
        return true;
    }
    if (!reading_takes(reading, TOKEN_NODE_TYPE)) {
        reading_break(reading, MESSAGE_EXPRESSION_STEP_MISSING, NULL);
        return false;
    }
    step->test = strcmp(token->text, "text") == 0 ? TEST_TEXT : TEST_NODE;
    reading_takes(reading, TOKEN_OPEN);
    if (!reading_takes(reading, TOKEN_CLOSE)) {
        reading_break(reading, MESSAGE_EXPRESSION_CLOSE_MISSING, ")");
        return false;
    }
    return true;
}

static struct field_set read_step(struct reading *reading, const struct field_set *from) {
    struct field_step step = {AXIS_CHILD, TEST_NODE, NULL};
    size_t token = reading->next;
    struct field_set nothing = {.open = true};
    if (reading_takes(reading, TOKEN_DOT)) {
        return *from;
    }
    if (reading_takes(reading, TOKEN_DOUBLE_DOT)) {
        step.axis = AXIS_PARENT;
        return step_to(reading, from, &step, token);
    }
    if (reading_takes(reading, TOKEN_AT)) {
        step.axis = AXIS_ATTRIBUTE;
    } else if (reading_token(reading)->kind == TOKEN_AXIS && !read_axis(reading, &step.axis)) {
        return nothing;
    }
    token = reading->next;
    if (!read_test(reading, &step)) {
        return nothing;
    }
    struct field_set reached = step_to(reading, from, &step, token);
    reading_predicates(reading, &reached);
    return reached;
}

struct field_set reading_steps(struct reading *reading, struct field_set from) {
    static const struct field_step anywhere = {AXIS_DESCENDANT_OR_SELF, TEST_NODE, NULL};
    struct field_set reached = read_step(reading, &from);
    for (;;) {
        if (reading_takes(reading, TOKEN_DOUBLE_SLASH)) {
            reached = field_set_step(reading->arena, &reached, &anywhere);
        } else if (!reading_takes(reading, TOKEN_SLASH)) {
            return reached;
        }
        reached = read_step(reading, &reached);
    }
}
