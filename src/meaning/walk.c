#include "walk.h"

#include "answers.h"
#include "arena.h"
#include "expression.h"
#include "form.h"
#include "inline_text.h"
#include "job.h"
#include "text.h"
#include "xml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void walk_template(
    struct walker *walker, const struct template *template, const struct answer *context);

/* A node of a for-each with its sort key; empty when it is missing. */
struct sorted {
    const struct answer *node;
    const char *key;
    double number;
    size_t order;
    bool descending;
    bool numeric;
};

static int compare_sorted(const void *left, const void *right) {
    const struct sorted *a = left;
    const struct sorted *b = right;
    bool a_empty = *a->key == '\0';
    if (a_empty != (*b->key == '\0'))
        return a_empty ? 1 : -1;
    int order = a->numeric && !a_empty ? (a->number > b->number) - (a->number < b->number)
                                       : strcmp(a->key, b->key);
    if (order == 0)
        return a->order < b->order ? -1 : 1;
    return a->descending ? -order : order;
}

/* Sorts numerically when every key that is there is a number, else by the folded text (accents and
 * case aside). What has no key comes last, in either order. */
static void sort_nodes(struct evaluation *evaluation, const struct template *template,
    const struct answer **nodes, size_t count) {
    struct arena *arena = evaluation_job(evaluation)->arena;
    struct sorted *items = arena_array(arena, count, sizeof *items);
    bool numeric = true;
    for (size_t i = 0; i < count; i++) {
        const char *key = evaluate_text(evaluation, template->sort, nodes[i]);
        struct value value = {.kind = VALUE_TEXT, .text = key};
        items[i] = (struct sorted){
            nodes[i], text_fold(arena, key), value_number(&value), i, template->descending, false};
        numeric = numeric && (*items[i].key == '\0' || !isnan(items[i].number));
    }
    for (size_t i = 0; i < count; i++)
        items[i].numeric = numeric;
    qsort(items, count, sizeof *items, compare_sorted);
    for (size_t i = 0; i < count; i++)
        nodes[i] = items[i].node;
}

/* Takes out the nodes that are personal. */
static size_t without_personal(const struct answer **nodes, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!field_is_personal(nodes[i]->field))
            nodes[kept++] = nodes[i];
    return kept;
}

size_t walk_nodes(struct evaluation *evaluation, const struct template *template,
    const struct answer *context, bool show_personal, const struct answer ***nodes) {
    size_t count = evaluate_nodes(evaluation, template->select, context, nodes);
    if (!show_personal)
        count = without_personal(*nodes, count);
    if (template->sort != NULL && count > 1)
        sort_nodes(evaluation, template, *nodes, count);
    return count;
}

static void walk_for_each(
    struct walker *walker, const struct template *template, const struct answer *context) {
    const struct answer **nodes = NULL;
    size_t count = walk_nodes(walker->evaluation, template, context, walker->show_personal, &nodes);
    for (size_t i = 0; i < count; i++) {
        struct standing outer =
            evaluation_stand(walker->evaluation, (struct standing){nodes[i], i + 1, count});
        walk_children(walker, template, nodes[i]);
        evaluation_stand(walker->evaluation, outer);
    }
}

static void walk_choose(
    struct walker *walker, const struct template *template, const struct answer *context) {
    for (const struct template *branch = template->first; branch != NULL; branch = branch->next)
        if (branch->kind == TEMPLATE_OTHERWISE ||
            (branch->kind == TEMPLATE_WHEN &&
                evaluate_truth(walker->evaluation, branch->test, context))) {
            walk_children(walker, branch, context);
            return;
        }
}

static void walk_template(
    struct walker *walker, const struct template *template, const struct answer *context) {
    switch (template->kind) {
    case TEMPLATE_TEXT:
        if (walker->text != NULL)
            walker->text(walker, template);
        break;
    case TEMPLATE_VALUE_OF:
        if (walker->value != NULL &&
            (walker->show_personal || !form_reads_personal(template->select)))
            walker->value(walker, template, context);
        break;
    case TEMPLATE_ELEMENT:
        walker->element(walker, template, context);
        break;
    case TEMPLATE_FOR_EACH:
        walk_for_each(walker, template, context);
        break;
    case TEMPLATE_IF:
        if (evaluate_truth(walker->evaluation, template->test, context))
            walk_children(walker, template, context);
        break;
    case TEMPLATE_CHOOSE:
        walk_choose(walker, template, context);
        break;
    case TEMPLATE_WHEN:
    case TEMPLATE_OTHERWISE:
        walk_children(walker, template, context);
        break;
    }
}

void walk_children(
    struct walker *walker, const struct template *template, const struct answer *context) {
    for (const struct template *child = template->first; child != NULL; child = child->next)
        walk_template(walker, child, context);
}

const struct expression *walk_expression(const struct template *template, const char *name) {
    const struct template_expression *evaluated = template_expression(template, name);
    return evaluated != NULL ? evaluated->expression : NULL;
}

const char *walk_attribute(const struct template *template, const char *name) {
    const struct attribute *attribute =
        template->node != NULL ? node_attribute(template->node, name) : NULL;
    return attribute != NULL ? attribute->value : NULL;
}

const char *walk_string(struct evaluation *evaluation, const struct template *template,
    const char *name, const struct answer *context, bool show_personal) {
    const struct template_expression *evaluated = template_expression(template, name);
    if (evaluated != NULL && evaluated->text != NULL)
        return inline_text(evaluation, evaluated->text, context, show_personal);
    return walk_attribute(template, name);
}
