/* What a value-of selects, written in its format. Private to meaning. */
#ifndef GREFFE_SELECTED_H
#define GREFFE_SELECTED_H

#include "written.h"

#include <stddef.h>

struct answer;
struct evaluation;
struct template;

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
