#include "resolving.h"

#include "answers.h"
#include "arena.h"
#include "expression.h"
#include "form.h"
#include "job.h"
#include "selected.h"
#include "text.h"
#include "walk.h"

#include <math.h>
#include <string.h>

#define STEPS_MOST 400

static bool hides(const struct resolving *resolving, const struct expression *expression) {
    return !resolving->show_personal && form_reads_personal(expression);
}

/* A chart whose labels or values are hidden would show nothing. */
static bool shows_personal(const struct resolving *resolving, const struct template *template) {
    static const char *const attributes[] = {"label", "value", "from", "to"};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
        const struct expression *expression = walk_expression(template, attributes[i]);
        if (expression != NULL && hides(resolving, expression))
            return true;
    }
    return false;
}

static const char *attribute_text(struct resolving *resolving, const struct template *template,
    const char *attribute, const struct answer *node) {
    const struct expression *expression = walk_expression(template, attribute);
    if (expression == NULL || hides(resolving, expression))
        return "";
    return evaluate_text(resolving->evaluation, expression, node);
}

/* What an attribute's expression gives, as people read it. */
static const char *attribute_written(struct resolving *resolving, const struct template *template,
    const char *attribute, const struct answer *node) {
    const struct expression *expression = walk_expression(template, attribute);
    if (expression == NULL || hides(resolving, expression))
        return "";
    struct template value = {.select = expression};
    return french_plain(resolving->arena, selected_phrase(resolving->evaluation, &value, node));
}

/* A number that an attribute's expression gives; `otherwise` when it gives none. */
static double attribute_number(struct resolving *resolving, const struct template *template,
    const char *attribute, const struct answer *node, double otherwise) {
    struct value text = {
        .kind = VALUE_TEXT, .text = attribute_text(resolving, template, attribute, node)};
    double number = value_number(&text);
    return isnan(number) || fabs(number) > 1e15 ? otherwise : number;
}

/* The value as it is written beside its bar: a node keeps its type, a number takes the format. */
static const char *written_value(
    struct resolving *resolving, const struct template *template, const struct answer *node) {
    const struct expression *expression = walk_expression(template, "value");
    if (expression == NULL)
        return "";
    struct template value = {.select = expression, .as = template->as};
    const char *text =
        french_plain(resolving->arena, selected_phrase(resolving->evaluation, &value, node));
    const char *unit = walk_attribute(template, "unit");
    return unit == NULL ? text : arena_format(resolving->arena, "%s\xC2\xA0%s", text, unit);
}

static size_t step_of(double number, double start, size_t steps) {
    double step = number - start;
    if (!(step > 0))
        return 0;
    return step >= (double)steps ? steps - 1 : (size_t)step;
}

/* The steps of a timeline: the whole numbers from start to end, as years are. */
static void set_steps(struct resolving *resolving, struct block *chart,
    const struct template *template, const struct answer *context, double *start) {
    *start = attribute_number(resolving, template, "start", context, 0);
    double end = attribute_number(resolving, template, "end", context, *start);
    double count = fmin(fmax(end - *start + 1, 1), STEPS_MOST);
    const char **steps = arena_array(resolving->arena, (size_t)count, sizeof *steps);
    for (size_t i = 0; i < (size_t)count; i++)
        steps[i] = arena_format(resolving->arena, "%lld", (long long)*start + (long long)i);
    chart->steps = steps;
    chart->step_count = (size_t)count;
}

static struct chart_value chart_value(struct resolving *resolving, const struct template *template,
    const struct answer *node, const struct block *chart, double start) {
    struct chart_value value = {
        .label = attribute_written(resolving, template, "label", node),
        .value = written_value(resolving, template, node),
        .amount = lround(attribute_number(resolving, template, "value", node, 0)),
        .state = (int)fmin(fmax(attribute_number(resolving, template, "state", node, 0), 0), 2),
        .state_name = attribute_written(resolving, template, "state-name", node),
    };
    if (chart->kind == BLOCK_TIMELINE) {
        double from = attribute_number(resolving, template, "from", node, start);
        double to = attribute_number(resolving, template, "to", node, from);
        value.from = step_of(from, start, chart->step_count);
        value.to = step_of(to, start, chart->step_count);
    }
    return value;
}

void resolve_chart(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent) {
    static const struct {
        const char *name;
        enum block_kind kind;
    } kinds[] = {{"bars", BLOCK_BARS}, {"timeline", BLOCK_TIMELINE}, {"tally", BLOCK_TALLY}};
    const struct answer **nodes = NULL;
    size_t count = evaluate_nodes(resolving->evaluation, template->select, context, &nodes);
    if (count == 0 || shows_personal(resolving, template))
        return;
    struct block *chart = block_new(resolving, parent, BLOCK_BARS, template->style);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, template->name) == 0)
            chart->kind = kinds[i].kind;
    chart->span = template->span;
    chart->alternative =
        walk_string(resolving->evaluation, template, "caption", context, resolving->show_personal);
    chart->unit = walk_attribute(template, "unit");
    double start = 0;
    if (chart->kind == BLOCK_TIMELINE)
        set_steps(resolving, chart, template, context, &start);
    struct chart_value *values = arena_array(resolving->arena, count, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = chart_value(resolving, template, nodes[i], chart, start);
    chart->values = values;
    chart->value_count = count;
}
