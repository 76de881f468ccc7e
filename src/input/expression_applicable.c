#include "expression_applicable.h"

#include "answers.h"
#include "expression_evaluation.h"
#include "expression_tree.h"
#include "form.h"
#include "job.h"

/* `doubtful`, by index of the field: what was said to it is wrong somewhere, or was already reported as
 * misspelt; or it is a value computed from such. */
struct judging {
    struct evaluation *evaluation;
    bool *doubtful;
};

/* ---- Doubt ---- */

static void note_wrong(struct judging *judging, const struct answer *answer) {
    const struct answers *answers = judging->evaluation->answers;
    if (answer->wrong) {
        judging->doubtful[answer->field->index] = true;
    }
    for (const struct field *field = answer->field->first; field; field = field->next) {
        if (answers_excused(answers, answer, field)) {
            judging->doubtful[field->index] = true;
        }
    }
    for (const struct answer *child = answer->first; child; child = child->next) {
        note_wrong(judging, child);
    }
}

/* A field is in doubt where what it stands in is: two ticks in a choice say nothing of either. */
static bool is_doubtful_field(const struct judging *judging, const struct field *field) {
    while (field && !judging->doubtful[field->index]) {
        field = field->parent;
    }
    return field != NULL;
}

/* Fields of other forms do not count: what is wrong there was said there. */
static bool is_doubtful(const struct judging *judging, const struct expression *expression) {
    const struct form *form = judging->evaluation->answers->form;
    for (size_t i = 0; expression && i < expression->field_count; i++) {
        const struct field *field = expression->fields[i];
        bool own = field->index < form->field_count && form->fields[field->index] == field;
        if (own && is_doubtful_field(judging, field)) {
            return true;
        }
    }
    return false;
}

/* Values stand in an order in which each follows those that it reads. */
static void note_values(struct judging *judging) {
    const struct form *form = judging->evaluation->answers->form;
    for (size_t i = 0; i < form->value_count; i++) {
        const struct field *value = form->values[i];
        if (is_doubtful(judging, value->select) || is_doubtful(judging, value->when)) {
            judging->doubtful[value->index] = true;
        }
    }
}

/* ---- Judging ---- */

static void leave_out(struct answer *answer) {
    answer->applicable = false;
    answer->tree = NULL;
    for (struct answer *child = answer->first; child; child = child->next) {
        leave_out(child);
    }
}

static bool applies(struct judging *judging, const struct answer *answer) {
    const struct field *field = answer->field;
    return field->kind == FIELD_VALUE || !field->when || is_doubtful(judging, field->when) ||
           evaluate_truth(judging->evaluation, field->when, answer->parent);
}

static void judge_children(struct judging *judging, struct answer *answer) {
    for (struct answer *child = answer->first; child; child = child->next) {
        if (!child->applicable) {
            continue;
        }
        if (applies(judging, child)) {
            judge_children(judging, child);
        } else {
            expression_tree_drop(child);
            leave_out(child);
        }
    }
}

void expression_applicable_mark(struct evaluation *evaluation) {
    struct judging judging = {.evaluation = evaluation};
    size_t count = evaluation->answers->form->field_count;
    judging.doubtful = arena_array(evaluation->job->arena, count + 1, sizeof *judging.doubtful);
    note_wrong(&judging, evaluation->answers->root);
    note_values(&judging);
    judge_children(&judging, evaluation->answers->root);
}
