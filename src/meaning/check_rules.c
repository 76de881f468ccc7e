#include "check_rules.h"

#include "answers.h"
#include "check_faults.h"
#include "expression.h"
#include "form.h"
#include "inline_text.h"
#include "job.h"
#include "text.h"

#include <string.h>

/* What the judging of one form's rules needs. */
struct judging {
    struct job *job;
    struct answers *answers;
    struct evaluation *evaluation;
    const struct faults *faults;
};

static bool has_word(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' '))
            return true;
    return false;
}

static void set_lets(
    struct judging *judging, const struct let *lets, size_t count, const struct answer *context) {
    for (size_t i = 0; i < count; i++) {
        struct value value = evaluate(judging->evaluation, lets[i].value, context);
        evaluation_variable(judging->evaluation, lets[i].name, &value);
    }
}

/* An assertion holds from one date to another, judged at the date of the act. */
static bool in_force(const struct judging *judging, const struct assertion *assertion) {
    long act = date_number(evaluation_date(judging->evaluation));
    return (assertion->from.year == 0 || date_number(assertion->from) <= act) &&
           (assertion->to.year == 0 || act <= date_number(assertion->to));
}

/* Another form has a date of its own. */
static bool is_own(const struct form *form, const struct field *field) {
    return field->index < form->field_count && form->fields[field->index] == field;
}

/* Whether an expression reads a dated parameter, through the variables and values that it reads, too. With `absent`
 * only one that has no value at the date of the act counts. */
static bool reads_parameter(
    const struct judging *judging, const struct expression *expression, bool absent) {
    long act = date_number(evaluation_date(judging->evaluation));
    if (expression == NULL)
        return false;
    for (size_t i = 0; i < expression->parameter_count; i++)
        if (!absent || act < date_number(expression->parameters[i]->values[0].from))
            return true;
    for (size_t i = 0; i < expression->field_count; i++)
        if (is_own(judging->answers->form, expression->fields[i]) &&
            reads_parameter(judging, expression->fields[i]->select, absent))
            return true;
    return false;
}

/* The first node of an expression, or the one that is given. */
static const struct answer *node_or(struct judging *judging, const struct expression *expression,
    const struct answer *context, const struct answer *otherwise) {
    const struct answer **nodes = NULL;
    if (expression == NULL || evaluate_nodes(judging->evaluation, expression, context, &nodes) == 0)
        return otherwise;
    return nodes[0];
}

/* Where an answer stands in a file: a computed value stands where its parent does. */
static struct span answer_span(const struct answer *answer) {
    while (answer->span.source == NULL && answer->parent != NULL)
        answer = answer->parent;
    return answer->text != NULL && answer->span.length > 0 ? answer->span : answer->name_span;
}

static void report(
    struct judging *judging, const struct assertion *assertion, const struct answer *context) {
    struct arena *arena = judging->job->arena;
    const struct answer *subject = node_or(judging, assertion->subject, context, context);
    const struct answer *related = node_or(judging, assertion->related, context, NULL);
    const char *text = inline_text(judging->evaluation, assertion->text, context, true);
    struct diagnostic *diagnostic = diagnose(judging->job->diagnostics, MESSAGE_RULE,
        answer_span(subject), answer_place(arena, subject), text);
    diagnostic->code = assertion->identifier;
    diagnostic->level = (enum level)assertion->level;
    diagnostic->law = assertion->law;
    if (assertion->hint != NULL)
        diagnostic->hint = inline_text(judging->evaluation, assertion->hint, context, true);
    if (related != NULL)
        diagnostic->related = answer_span(related);
}

/* What an assertion reads: its test, its context and the lets in its scope. */
static const struct expression **expressions_of(struct arena *arena, const struct pattern *pattern,
    const struct rule *rule, const struct assertion *assertion, size_t *count) {
    const struct expression **expressions =
        arena_array(arena, pattern->let_count + rule->let_count + 2, sizeof *expressions);
    *count = 0;
    expressions[(*count)++] = assertion->test;
    expressions[(*count)++] = rule->context;
    for (size_t i = 0; i < pattern->let_count; i++)
        expressions[(*count)++] = pattern->lets[i].value;
    for (size_t i = 0; i < rule->let_count; i++)
        expressions[(*count)++] = rule->lets[i].value;
    return expressions;
}

/* What keeps an assertion silent. */
struct silence {
    struct faults relevant; /* the faults of the fields that it reads */
    bool complete;          /* whatever the case: it cannot be judged at all */
};

/* An assertion that depends on the date of the act reads this date, too; without the value of a
 * parameter it cannot be judged. */
static struct silence silence_of(const struct judging *judging, const struct pattern *pattern,
    const struct rule *rule, const struct assertion *assertion) {
    struct arena *arena = judging->job->arena;
    struct silence silence = {.relevant = {.arena = arena}};
    size_t count = 0;
    const struct expression **expressions = expressions_of(arena, pattern, rule, assertion, &count);
    bool dated = assertion->from.year != 0 || assertion->to.year != 0;
    const struct expression *const judged[] = {assertion->test, rule->context};
    for (size_t i = 0; i < sizeof judged / sizeof *judged; i++) {
        dated = dated || reads_parameter(judging, judged[i], false);
        silence.complete = silence.complete || reads_parameter(judging, judged[i], true);
    }
    faults_read(judging->faults, expressions, count, &silence.relevant);
    if (dated) {
        struct faults of_date = {.arena = arena};
        faults_read(judging->faults, &judging->answers->form->date, 1, &of_date);
        silence.complete = silence.complete || of_date.count > 0;
    }
    return silence;
}

static void judge_assertion(struct judging *judging, const struct assertion *assertion,
    const struct answer *context, const struct silence *silence) {
    if (!in_force(judging, assertion) || silence->complete ||
        faults_concern(&silence->relevant, context))
        return;
    bool truth = evaluate_truth(judging->evaluation, assertion->test, context);
    if (truth == assertion->report)
        report(judging, assertion, context);
}

static void judge_rule(
    struct judging *judging, const struct pattern *pattern, const struct rule *rule) {
    struct arena *arena = judging->job->arena;
    const struct answer **nodes = NULL;
    size_t count =
        evaluate_nodes(judging->evaluation, rule->context, judging->answers->root, &nodes);
    struct silence *silences = arena_array(arena, rule->assertion_count, sizeof *silences);
    for (size_t k = 0; k < rule->assertion_count; k++)
        silences[k] = silence_of(judging, pattern, rule, &rule->assertions[k]);
    for (size_t i = 0; i < count; i++) {
        if (!nodes[i]->applicable)
            continue;
        set_lets(judging, rule->lets, rule->let_count, nodes[i]);
        for (size_t k = 0; k < rule->assertion_count; k++)
            judge_assertion(judging, &rule->assertions[k], nodes[i], &silences[k]);
    }
}

void check_rules(
    struct job *job, struct answers *answers, const struct faults *faults, const char *phase) {
    struct judging judging = {job, answers, answers->evaluation, faults};
    const struct form *form = answers->form;
    set_lets(&judging, form->lets, form->let_count, answers->root);
    for (size_t i = 0; i < form->pattern_count; i++) {
        const struct pattern *pattern = &form->patterns[i];
        if (pattern->phases != NULL && (phase == NULL || !has_word(pattern->phases, phase)))
            continue;
        set_lets(&judging, pattern->lets, pattern->let_count, answers->root);
        for (size_t k = 0; k < pattern->rule_count; k++)
            judge_rule(&judging, pattern, &pattern->rules[k]);
    }
}
