#include "resolving.h"

#include "answers.h"
#include "arena.h"
#include "expression.h"
#include "form.h"
#include "job.h"
#include "selected.h"
#include "text.h"
#include "walk.h"
#include "written.h"

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

/* ---- Timelines ---- */

/* Where a bar begins or ends, in steps; which may be years, of which dates and months are parts. */
struct moment {
    double at;
    bool day;
    const char *words;
};

/* Months are twelfths of the year, so that they are equally long. What ends in a month or on a day
 * ends with it. */
static double date_moment(struct date date, bool end) {
    double days = date_days_in_month(date.year, date.month);
    double of_month = date.day == 0 ? end : (date.day - !end) / days;
    return date.year + (date.month - 1 + of_month) / 12;
}

/* A whole number ends with its step, a broken one says where in the step. */
static double number_moment(double number, bool end) {
    return number + (end && number == floor(number));
}

/* « 2026,5 »: a year, whose thousands are not parted. */
static const char *with_comma(struct arena *arena, const char *number) {
    char *text = arena_copy(arena, number, strlen(number));
    char *point = strchr(text, '.');
    if (point != NULL)
        *point = ',';
    return text;
}

static struct moment moment_of(struct resolving *resolving, const struct template *template,
    const char *attribute, const struct answer *node, double otherwise) {
    const char *text = attribute_text(resolving, template, attribute, node);
    bool end = strcmp(attribute, "to") == 0;
    struct moment moment = {.words = ""};
    const char *format = NULL;
    struct date date;
    moment.day = date_read(text, &date);
    if (moment.day || date_read_month(text, &date)) {
        moment.at = date_moment(date, end);
        format = moment.day ? "date-long" : "month";
    } else {
        double number = attribute_number(resolving, template, attribute, node, otherwise);
        moment.at = number_moment(number, end);
        moment.words = with_comma(resolving->arena, text);
    }
    if (format != NULL)
        moment.words = french_plain(
            resolving->arena, written_text(resolving->arena, text, format, false, NULL));
    return moment;
}

static long place_of(double moment, double start, size_t steps) {
    return lround(fmin(fmax(moment - start, 0), (double)steps) * 1000);
}

/* « de 2026 à 2028 », « du 1er mars 2026 au 31 mai 2026 ». */
static const char *period_of(struct arena *arena, struct moment from, struct moment to) {
    if (*to.words == '\0' || *from.words == '\0' || strcmp(from.words, to.words) == 0)
        return *from.words != '\0' ? from.words : to.words;
    return arena_format(
        arena, "%s %s %s %s", from.day ? "du" : "de", from.words, to.day ? "au" : "à", to.words);
}

static void set_period(struct resolving *resolving, const struct template *template,
    const struct answer *node, double start, size_t steps, struct chart_value *value) {
    struct moment from = moment_of(resolving, template, "from", node, start);
    double first = floor(from.at);
    struct moment to = moment_of(resolving, template, "to", node, first);
    value->from = place_of(from.at, start, steps);
    value->to = place_of(to.at, start, steps);
    value->period = period_of(resolving->arena, from, to);
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
    if (chart->kind == BLOCK_TIMELINE)
        set_period(resolving, template, node, start, chart->step_count, &value);
    return value;
}

/* ---- Stacked bars ---- */

static double positive(const struct chart_value *value) {
    return value->amount > 0 ? (double)value->amount : 0;
}

/* Shares in whole per cents that make 100: what rounding down leaves goes to the largest remainders. */
static void set_shares(struct arena *arena, struct chart_value *values, size_t count) {
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += positive(&values[i]);
    int *shares = arena_array(arena, count, sizeof *shares);
    int left = total > 0 ? 100 : 0;
    for (size_t i = 0; i < count && total > 0; i++) {
        shares[i] = (int)floor(100 * positive(&values[i]) / total);
        left -= shares[i];
    }
    for (; left > 0; left--) {
        size_t best = 0;
        double most = -1;
        for (size_t i = 0; i < count; i++) {
            double remainder = 100 * positive(&values[i]) / total - shares[i];
            best = remainder > most ? i : best;
            most = fmax(most, remainder);
        }
        shares[best]++;
    }
    for (size_t i = 0; i < count; i++)
        values[i].share = arena_format(arena, "%d" NO_BREAK_SPACE "%%", shares[i]);
}

void resolve_chart(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent) {
    static const struct {
        const char *name;
        enum block_kind kind;
    } kinds[] = {{"bars", BLOCK_BARS}, {"timeline", BLOCK_TIMELINE}, {"tally", BLOCK_TALLY}};
    const struct answer **nodes = NULL;
    size_t count =
        walk_nodes(resolving->evaluation, template, context, resolving->show_personal, &nodes);
    if (count == 0 || shows_personal(resolving, template))
        return;
    struct block *chart = block_new(resolving, parent, BLOCK_BARS, template->style);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, template->name) == 0)
            chart->kind = kinds[i].kind;
    chart->span = template->span;
    chart->alternative =
        walk_string(resolving->evaluation, template, "caption", context, resolving->show_personal);
    chart->stacked = text_equal(walk_attribute(template, "stacked"), "yes");
    chart->most = lround(attribute_number(resolving, template, "maximum", context, 0));
    double start = 0;
    if (chart->kind == BLOCK_TIMELINE)
        set_steps(resolving, chart, template, context, &start);
    struct chart_value *values = arena_array(resolving->arena, count, sizeof *values);
    for (size_t i = 0; i < count; i++) {
        struct standing outer =
            evaluation_stand(resolving->evaluation, (struct standing){nodes[i], i + 1, count});
        values[i] = chart_value(resolving, template, nodes[i], chart, start);
        evaluation_stand(resolving->evaluation, outer);
    }
    if (chart->stacked)
        set_shares(resolving->arena, values, count);
    chart->values = values;
    chart->value_count = count;
}
