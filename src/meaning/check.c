#include "check.h"

#include "answers.h"
#include "applicability.h"
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

/* Whether a field is asked for at its parent. Where the answers that decide it are wrong
 * themselves, nobody knows: their own messages are enough. */
enum applicability {
    APPLICABLE,
    NOT_APPLICABLE,
    APPLICABILITY_UNKNOWN,
};

static enum applicability applicability_of(
    const struct checking *checking, const struct field *field, const struct answer *parent) {
    if (field->when == NULL)
        return APPLICABLE;
    if (faults_decide(&checking->faults, field->when, parent))
        return APPLICABILITY_UNKNOWN;
    return evaluate_truth(checking->answers->evaluation, field->when, parent) ? APPLICABLE
                                                                              : NOT_APPLICABLE;
}

/* A long list of options is cut in messages. */
#define OPTIONS_SHOWN 9

/* The tags of a choice's options: « <rural/>, <urbain/> ou <mixte/> »; a long list is cut. */
static const char *option_tags(struct arena *arena, const struct field *choice) {
    struct buffer tags = {.arena = arena};
    size_t count = 0;
    for (const struct field *option = choice->first; option != NULL; option = option->next) {
        if (count++ == OPTIONS_SHOWN) {
            buffer_text(&tags, ", …");
            break;
        }
        const char *before = count == 1 ? "" : option->next == NULL ? " ou " : ", ";
        buffer_format(&tags, "%s<%s/>", before, option->name);
    }
    return buffer_string(&tags);
}

/* « Autre, préciser » needs no second label for what follows it: the element names it then. */
static const char *dependent_label(const struct checking *checking, const struct field *field) {
    return field_has_label(field) ? field->label
                                  : arena_format(checking->job->arena, "<%s>", field->name);
}

/* A field's tag as it is to be filled; of another form or a file, its name. */
static const char *filled_tag(struct arena *arena, const struct field *field) {
    if (field->kind != FIELD_FORM && !field_names_file(field))
        return arena_format(arena, "<%s>…</%s>", field->name, field->name);
    return arena_format(arena, "<%s href=\"…\"%s/>", field->name,
        field->kind == FIELD_IMAGE ? " alternative=\"…\"" : "");
}

/* The element that lacks something: its name, or the file's start for a computed parent. */
static void report_missing(
    struct checking *checking, const struct answer *parent, const struct field *field) {
    struct diagnostics *diagnostics = checking->job->diagnostics;
    const char *place = place_of(checking, parent);
    if (field->required == REQUIRED_BY_HAND) {
        diagnose(diagnostics, MESSAGE_CHECK_BY_HAND, parent->name_span, place, field_label(field));
        return;
    }
    if (field->attribute)
        diagnose(diagnostics, MESSAGE_CHECK_ATTRIBUTE_MISSING, parent->name_span, place,
            field_label(field), field->name);
    else if (parent->field->kind == FIELD_OPTION)
        diagnose(diagnostics, MESSAGE_CHECK_DEPENDENT_MISSING, parent->name_span, place,
            dependent_label(checking, field), parent->field->label,
            filled_tag(checking->job->arena, field), parent->field->name);
    else if (field->kind == FIELD_CHOICE)
        diagnose(diagnostics, MESSAGE_CHECK_CHOICE_MISSING, parent->name_span, place,
            field_label(field), field->name, parent->field->name,
            option_tags(checking->job->arena, field));
    else
        diagnose(diagnostics, MESSAGE_CHECK_MISSING, parent->name_span, place, field->label,
            filled_tag(checking->job->arena, field), parent->field->name);
    faults_add(&checking->faults, field, parent);
}

static bool is_asked_for(
    const struct checking *checking, const struct answer *parent, const struct field *field) {
    return field->kind != FIELD_VALUE && field->kind != FIELD_OPTION &&
           !answers_excused(checking->answers, parent, field) &&
           applicability_of(checking, field, parent) == APPLICABLE;
}

static bool is_due(const struct field *field) {
    return field->kind == FIELD_RECORD ? field->least > 0 : field->required != REQUIRED_NO;
}

/* Of a group that lacks much, the hint shows the beginning. */
#define CHILDREN_SHOWN 4

static const char *due_tag(
    struct checking *checking, const struct answer *parent, const struct field *field);

/* The tag that a group lacks, with what is due in it; NULL when nothing is. */
static const char *due_group(
    struct checking *checking, const struct answer *parent, const struct field *group) {
    struct arena *arena = checking->job->arena;
    struct buffer attributes = {.arena = arena};
    struct buffer content = {.arena = arena};
    size_t count = 0;
    for (const struct field *child = group->first; child != NULL; child = child->next) {
        const char *tag = due_tag(checking, parent, child);
        if (tag == NULL)
            continue;
        if (count++ < CHILDREN_SHOWN)
            buffer_text(child->attribute ? &attributes : &content, tag);
    }
    if (count > CHILDREN_SHOWN)
        buffer_text(&content, "…");
    if (count == 0)
        return NULL;
    if (content.length == 0)
        return arena_format(arena, "<%s%s/>", group->name, buffer_string(&attributes));
    return arena_format(arena, "<%s%s>%s</%s>", group->name, buffer_string(&attributes),
        buffer_string(&content), group->name);
}

/* What stands for a field that is due in an absent group, as it is to be filled; it counts as missing at
 * the group's parent. */
static const char *due_tag(
    struct checking *checking, const struct answer *parent, const struct field *field) {
    struct arena *arena = checking->job->arena;
    if (!is_asked_for(checking, parent, field))
        return NULL;
    if (field->kind == FIELD_GROUP)
        return due_group(checking, parent, field);
    if (!is_due(field) || field->required == REQUIRED_BY_HAND)
        return NULL;
    faults_add(&checking->faults, field, parent);
    return field->attribute ? arena_format(arena, " %s=\"…\"", field->name)
                            : filled_tag(arena, field);
}

/* In an absent group in which nothing is due, a pen may still have something to fill. */
static void note_by_hand(
    struct checking *checking, const struct answer *parent, const struct field *group) {
    for (const struct field *child = group->first; child != NULL; child = child->next) {
        if (!is_asked_for(checking, parent, child))
            continue;
        if (child->kind == FIELD_GROUP)
            note_by_hand(checking, parent, child);
        else if (child->required == REQUIRED_BY_HAND)
            report_missing(checking, parent, child);
    }
}

/* A field that nobody answered; a group is due when something in it is. */
static void check_absent(
    struct checking *checking, const struct answer *parent, const struct field *field) {
    if (!is_asked_for(checking, parent, field))
        return;
    if (field->kind != FIELD_GROUP) {
        if (is_due(field))
            report_missing(checking, parent, field);
        return;
    }
    const char *tag = due_group(checking, parent, field);
    if (tag == NULL)
        note_by_hand(checking, parent, field);
    else
        diagnose(checking->job->diagnostics, MESSAGE_CHECK_GROUP_MISSING, parent->name_span,
            place_of(checking, parent), field_label(field), tag, parent->field->name);
}

static void mark_not_applicable(struct answer *answer) {
    answer->applicable = false;
    for (struct answer *child = answer->first; child != NULL; child = child->next)
        mark_not_applicable(child);
}

/* Something was answered that does not apply; of several records the first says so for all. */
static void report_not_applicable(struct checking *checking, struct answer *answer) {
    const char *question = applicability_question(answer->field);
    if (answer_for(answer->parent, answer->field) == answer)
        diagnose(checking->job->diagnostics, MESSAGE_CHECK_NOT_APPLICABLE, answer->name_span,
            place_of(checking, answer), field_label(answer->field), answer->field->name,
            question != NULL ? arena_format(checking->job->arena, "la réponse à « %s »", question)
                             : "les autres réponses");
    faults_add(&checking->faults, answer->field, answer);
    mark_not_applicable(answer);
}

/* Whether nothing stands in a group or choice: the tags alone, as an empty form has them, answer nothing. */
static bool is_empty(const struct answer *answer) {
    if (answer->field->kind == FIELD_VALUE)
        return true;
    if (answer->field->kind != FIELD_GROUP && answer->field->kind != FIELD_CHOICE)
        return false;
    const struct answer *child = answer->first;
    while (child != NULL && is_empty(child))
        child = child->next;
    return child == NULL;
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
        diagnose(checking->job->diagnostics, MESSAGE_CHECK_NO_TICK, choice->name_span,
            place_of(checking, choice), field_label(field), option_tags(arena, field));
        faults_add(&checking->faults, field, choice);
    } else if (field->least > 0 && count > 0 && count < field->least) {
        diagnose(checking->job->diagnostics, MESSAGE_CHECK_FEW_TICKS, choice->name_span,
            place_of(checking, choice), field_label(field),
            arena_format(arena, "%zu", field->least), arena_format(arena, "%zu", count));
        faults_add(&checking->faults, field, choice);
    } else if (field->most > 0 && count > field->most && !field->pick_one) {
        diagnose(checking->job->diagnostics, MESSAGE_CHECK_MANY_TICKS, choice->name_span,
            place_of(checking, choice), field_label(field), arena_format(arena, "%zu", field->most),
            arena_format(arena, "%zu", count));
        faults_add(&checking->faults, field, choice);
    }
}

static void check_answer(struct checking *checking, struct answer *answer) {
    const struct field *field = answer->field;
    bool applies = field->kind == FIELD_VALUE ||
                   applicability_of(checking, field, answer->parent) != NOT_APPLICABLE;
    if (!applies && !is_empty(answer))
        report_not_applicable(checking, answer);
    if (!applies || !answer->applicable) {
        mark_not_applicable(answer);
        return;
    }
    if (field->kind == FIELD_CHOICE)
        check_ticks(checking, answer);
    /* A second tick already says what is wrong: what each option asks for is not asked on top. */
    if (!(field->kind == FIELD_CHOICE && field->pick_one && answer->wrong))
        check_children(checking, answer);
}

static void check_children(struct checking *checking, struct answer *answer) {
    for (const struct field *field = answer->field->first; field != NULL; field = field->next)
        if (answer_for(answer, field) == NULL)
            check_absent(checking, answer, field);
    for (struct answer *child = answer->first; child != NULL; child = child->next)
        check_answer(checking, child);
}

/* What was found wrong when the form was read. It is gathered first: what comes later in the form
 * may decide what is asked for earlier. */
static void gather_faults(struct checking *checking, struct answer *answer) {
    for (const struct field *field = answer->field->first; field != NULL; field = field->next)
        if (answer_for(answer, field) == NULL && answers_excused(checking->answers, answer, field))
            faults_add(&checking->faults, field, answer);
    for (struct answer *child = answer->first; child != NULL; child = child->next) {
        if (child->wrong)
            faults_add(&checking->faults, child->field, child);
        gather_faults(checking, child);
    }
}

void check(struct job *job, struct answers *answers, const char *phase) {
    struct checking checking = {job, answers, {.arena = job->arena}};
    gather_faults(&checking, answers->root);
    check_children(&checking, answers->root);
    check_rules(job, answers, &checking.faults, phase);
}
