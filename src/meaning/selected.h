/* What a value-of selects, written in its format. Private to meaning. */
#ifndef GREFFE_SELECTED_H
#define GREFFE_SELECTED_H

#include "expression.h"
#include "written.h"

#include <stddef.h>

struct answer;
struct evaluation;
struct template;

/** selected_value(evaluation, expression, context): what the expression gives. A number that is none
 * (NaN: something it needs is missing; infinite: a division by zero) is an empty text: it is missing,
 * and nothing prints it. */
struct value selected_value(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context);

/** selected_text(evaluation, expression, context): the same as a text, as it is stored. */
const char *selected_text(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context);

/** selected_phrase(evaluation, template, context): the value in the template's format (`as`);
 * without one as French writes what the expression yields: a date long, an amount with its currency, a
 * number grouped. Of several nodes it is the first, but for « list » and « lines » (all of them, joined « a, b et c »
 * or by line feeds). */
struct phrase selected_phrase(
    struct evaluation *evaluation, const struct template *template, const struct answer *context);

/** selected_nodes(evaluation, template, context, nodes): the nodes selected; 0 when the expression
 * gives something else. */
size_t selected_nodes(struct evaluation *evaluation, const struct template *template,
    const struct answer *context, const struct answer ***nodes);

#endif
