/* Variables, and patterns of rules. */
#include "form_reader.h"

#include "form_grammar.h"
#include "form_template.h"
#include "text.h"

#include <string.h>

/* Where rules stand: what their expressions see, and the names of the variables among it. A copy
 * serves what is inside, so that the variables of one rule are not those of the next. */
struct setting {
    struct expression_scope scope;
    struct names names;
};

/* Variables. */

static void add_let(
    struct form_reader *reader, const struct let *let, struct let **lets, size_t *count) {
    *lets = arena_grow(reader->job->arena, *lets, *count, sizeof **lets);
    (*lets)[(*count)++] = *let;
}

/* Each variable sees those before it. One whose expression is wrong stays known, so that what
 * names it is not reported as well. */
static void read_lets(struct form_reader *reader, const struct node *parent,
    struct setting *setting, struct let **lets, size_t *count) {
    const struct node *node = form_next(parent->first, "let");
    for (; node != NULL; node = form_next(node->next, "let")) {
        struct let let = {.name = form_value(node, "name"), .span = form_value_span(node, "name")};
        if (let.name == NULL || !form_name(reader, &setting->names, let.name, let.span))
            continue;
        let.value = form_expression(reader, &setting->scope, node, "value");
        form_define(reader, "la variable", USED_VARIABLE, let.name, let.span);
        setting->scope = form_scope_with(reader, setting->scope, &let);
        add_let(reader, &let, lets, count);
    }
}

/* Assertions. */

static void read_force(
    struct form_reader *reader, const struct node *node, struct assertion *assertion) {
    const char *from = form_value(node, "from");
    const char *to = form_value(node, "to");
    if (from != NULL)
        date_read(from, &assertion->from);
    if (to != NULL)
        date_read(to, &assertion->to);
    if (from != NULL && to != NULL && date_number(assertion->from) > date_number(assertion->to))
        form_error(reader, MESSAGE_MODEL_RULE_DATES, form_value_span(node, "to"), from, to);
}

static enum level level_of(const struct node *node) {
    if (form_says(node, "role", "note"))
        return LEVEL_NOTE;
    return form_says(node, "role", "warning") ? LEVEL_WARNING : LEVEL_ERROR;
}

static bool is_empty(const struct template *template) {
    for (const struct template *child = template->first; child != NULL; child = child->next)
        if (child->kind != TEMPLATE_TEXT || child->text[strspn(child->text, " \t\r\n")] != '\0')
            return false;
    return true;
}

/* Where a message points must be a node; which one is known only when the form is there. */
static const struct expression *read_place(struct form_reader *reader,
    const struct setting *setting, const struct node *node, const char *name) {
    const struct field **fields = NULL;
    size_t count = 0;
    return form_nodes(reader, &setting->scope, node, name, &fields, &count);
}

static void read_assertion(struct form_reader *reader, const struct node *node,
    const struct setting *setting, struct names *identifiers, struct rule *rule) {
    struct assertion assertion = {
        .identifier = form_value(node, "id"),
        .report = strcmp(node->name, "report") == 0,
        .level = (int)level_of(node),
        .law = form_value(node, "law"),
        .span = form_value_span(node, "id"),
    };
    if (assertion.identifier != NULL)
        form_name(reader, identifiers, assertion.identifier, assertion.span);
    read_force(reader, node, &assertion);
    assertion.test = form_expression(reader, &setting->scope, node, "test");
    assertion.subject = read_place(reader, setting, node, "subject");
    assertion.related = read_place(reader, setting, node, "related");
    const struct node *hint = form_next(node->first, "hint");
    if (hint != NULL)
        assertion.hint = form_template(reader, hint, &setting->scope);
    assertion.text = form_template_without(reader, node, &setting->scope, CONTENT_HINT);
    if (is_empty(assertion.text))
        form_error(reader, MESSAGE_MODEL_RULE_SENTENCE, node->name_span, assertion.identifier);
    rule->assertions = arena_grow(
        reader->job->arena, rule->assertions, rule->assertion_count, sizeof *rule->assertions);
    rule->assertions[rule->assertion_count++] = assertion;
}

/* Rules and their patterns. */

static void read_rule(struct form_reader *reader, const struct node *node, struct setting setting,
    struct names *identifiers, struct pattern *pattern) {
    struct rule rule = {.span = node->name_span};
    const struct field **fields = NULL;
    size_t count = 0;
    rule.context = form_nodes(reader, &setting.scope, node, "context", &fields, &count);
    setting.scope = form_scope_at(setting.scope, fields, count);
    read_lets(reader, node, &setting, &rule.lets, &rule.let_count);
    for (const struct node *child = node->first; child != NULL; child = child->next)
        if (child->kind == NODE_ELEMENT && form_element(child, CONTENT_ASSERTIONS) != NULL)
            read_assertion(reader, child, &setting, identifiers, &rule);
    pattern->rules =
        arena_grow(reader->job->arena, pattern->rules, pattern->rule_count, sizeof *pattern->rules);
    pattern->rules[pattern->rule_count++] = rule;
}

static void check_phases(struct form_reader *reader, const struct node *node) {
    const char *phases = form_value(node, "phase");
    struct names names = {0};
    for (const char *at = phases; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, " ");
        const char *name = arena_copy(reader->job->arena, at, length);
        struct span span = span_part(form_value_span(node, "phase"), (size_t)(at - phases), length);
        if (form_name(reader, &names, name, span))
            form_phase_check(reader, name, span);
        at += length + (at[length] == ' ');
    }
}

static void read_pattern(struct form_reader *reader, const struct node *node,
    struct setting setting, struct names *identifiers) {
    struct form *form = reader->form;
    struct pattern pattern = {
        .identifier = form_value(node, "id"),
        .title = form_value(node, "title"),
        .phases = form_value(node, "phase"),
        .span = form_value_span(node, "id"),
    };
    check_phases(reader, node);
    read_lets(reader, node, &setting, &pattern.lets, &pattern.let_count);
    const struct node *rule = form_next(node->first, "rule");
    for (; rule != NULL; rule = form_next(rule->next, "rule"))
        read_rule(reader, rule, setting, identifiers, &pattern);
    form->patterns =
        arena_grow(reader->job->arena, form->patterns, form->pattern_count, sizeof pattern);
    form->patterns[form->pattern_count++] = pattern;
}

/* A variable must not be named as a parameter is: both are written $name. */
static struct names parameter_names(struct form_reader *reader) {
    struct names names = {0};
    for (size_t i = 0; i < reader->form->parameter_count; i++) {
        const struct parameter *parameter = &reader->form->parameters[i];
        form_name(reader, &names, parameter->name, parameter->span);
    }
    return names;
}

void form_rules_read(struct form_reader *reader) {
    struct form *form = reader->form;
    struct setting setting = {form_scope(reader), parameter_names(reader)};
    read_lets(reader, reader->model, &setting, &form->lets, &form->let_count);
    struct names patterns = {0};
    struct names identifiers = {0};
    const struct node *node = form_next(reader->model->first, "pattern");
    for (; node != NULL; node = form_next(node->next, "pattern")) {
        const char *name = form_value(node, "id");
        if (name == NULL || form_name(reader, &patterns, name, form_value_span(node, "id")))
            read_pattern(reader, node, setting, &identifiers);
    }
}
