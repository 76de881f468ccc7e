#include "check.h"

#include "answers.h"
#include "check_faults.h"
#include "check_rules.h"
#include "expression.h"
#include "form.h"
#include "job.h"
#include "text.h"

#include <string.h>

/* One check of one form. */
struct checking {
    struct job *job;
    struct answers *answers;
    struct faults faults;
};

static void check_children(struct checking *checking, struct answer *answer);

static const char *place_of(const struct checking *checking, const struct answer *answer) {
    return answer_place(checking->job->arena, answer);
}

static bool is_applicable(
    const struct checking *checking, const struct field *field, const struct answer *parent) {
    return field->when == NULL ||
           evaluate_truth(checking->answers->evaluation, field->when, parent);
}

/* The element that lacks something: its name, or the file's start for a computed parent. */
static void report_missing(
    struct checking *checking, const struct answer *parent, const struct field *field) {
    struct diagnostics *diagnostics = checking->job->diagnostics;
    const char *place = place_of(checking, parent);
    if (field->required == REQUIRED_BY_HAND) {
        diagnose(diagnostics, MESSAGE_CHECK_BY_HAND, parent->name_span, place, field->label);
        return;
    }
    if (field->attribute)
        diagnose(diagnostics, MESSAGE_CHECK_ATTRIBUTE_MISSING, parent->name_span, place,
            field->label, field->name);
    else if (parent->field->kind == FIELD_OPTION)
        diagnose(diagnostics, MESSAGE_CHECK_DEPENDENT_MISSING, parent->name_span, place,
            field->label, parent->field->label, field->name);
    else
        diagnose(diagnostics, MESSAGE_CHECK_MISSING, parent->name_span, place, field->label,
            field->name, parent->field->name);
    faults_add(&checking->faults, field, parent);
}

/* A field that nobody answered. */
static void check_absent(
    struct checking *checking, const struct answer *parent, const struct field *field) {
    if (field->kind == FIELD_VALUE || field->kind == FIELD_OPTION)
        return;
    if (answers_excused(checking->answers, parent, field)) {
        faults_add(&checking->faults, field, parent);
        return;
    }
    if (field->kind == FIELD_RECORD ? field->least > 0 : field->required != REQUIRED_NO) {
        if (is_applicable(checking, field, parent))
            report_missing(checking, parent, field);
        return;
    }
    /* An absent group whose children are due is due itself: its children say so at their parent. */
    if (field->kind == FIELD_GROUP && is_applicable(checking, field, parent))
        for (const struct field *child = field->first; child != NULL; child = child->next)
            check_absent(checking, parent, child);
}

static void mark_not_applicable(struct answer *answer) {
    answer->applicable = false;
    for (struct answer *child = answer->first; child != NULL; child = child->next)
        mark_not_applicable(child);
}

/* Something was answered that does not apply. */
static void report_not_applicable(struct checking *checking, struct answer *answer) {
    diagnose(checking->job->diagnostics, MESSAGE_CHECK_NOT_APPLICABLE, answer->name_span,
        place_of(checking, answer), answer->field->label, answer->field->name);
    faults_add(&checking->faults, answer->field, answer);
    mark_not_applicable(answer);
}

static size_t ticks(const struct answer *choice) {
    size_t count = 0;
    for (const struct answer *option = choice->first; option != NULL; option = option->next)
        count += option->applicable && option->field->kind == FIELD_OPTION;
    return count;
}

static void check_ticks(struct checking *checking, const struct answer *choice) {
    const struct field *field = choice->field;
    struct arena *arena = checking->job->arena;
    size_t count = ticks(choice);
    if (count == 0 && field->required == REQUIRED_YES && !choice->wrong) {
        const char **labels = NULL;
        size_t label_count = 0;
        for (const struct field *option = field->first; option != NULL; option = option->next) {
            labels = arena_grow(arena, labels, label_count, sizeof *labels);
            labels[label_count++] = option->name;
        }
        diagnose(checking->job->diagnostics, MESSAGE_CHECK_NO_TICK, choice->name_span,
            place_of(checking, choice), field->label, text_list(arena, labels, label_count, true));
        faults_add(&checking->faults, field, choice);
    } else if (field->least > 0 && count > 0 && count < field->least) {
        diagnose(checking->job->diagnostics, MESSAGE_CHECK_FEW_TICKS, choice->name_span,
            place_of(checking, choice), field->label, arena_format(arena, "%zu", field->least),
            arena_format(arena, "%zu", count));
        faults_add(&checking->faults, field, choice);
    } else if (field->most > 0 && count > field->most && !field->pick_one) {
        diagnose(checking->job->diagnostics, MESSAGE_CHECK_MANY_TICKS, choice->name_span,
            place_of(checking, choice), field->label, arena_format(arena, "%zu", field->most),
            arena_format(arena, "%zu", count));
        faults_add(&checking->faults, field, choice);
    }
}

static void check_answer(struct checking *checking, struct answer *answer) {
    const struct field *field = answer->field;
    if (!answer->applicable) {
        mark_not_applicable(answer);
        return;
    }
    if (field->kind != FIELD_VALUE && !is_applicable(checking, field, answer->parent)) {
        report_not_applicable(checking, answer);
        return;
    }
    if (answer->wrong)
        faults_add(&checking->faults, field, answer);
    if (field->kind == FIELD_CHOICE)
        check_ticks(checking, answer);
    /* A second tick already says what is wrong: what each option asks for is not asked on top. */
    if (!(field->kind == FIELD_CHOICE && answer->wrong))
        check_children(checking, answer);
}

static void check_children(struct checking *checking, struct answer *answer) {
    for (const struct field *field = answer->field->first; field != NULL; field = field->next)
        if (answer_for(answer, field) == NULL)
            check_absent(checking, answer, field);
    for (struct answer *child = answer->first; child != NULL; child = child->next)
        check_answer(checking, child);
}

void check(struct job *job, struct answers *answers, const char *phase) {
    struct checking checking = {job, answers, {.arena = job->arena}};
    check_children(&checking, answers->root);
    check_rules(job, answers, &checking.faults, phase);
}
