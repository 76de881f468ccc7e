/* What the files that evaluate expressions share. Private to the expression files. */
#ifndef GREFFE_EXPRESSION_EVALUATION_H
#define GREFFE_EXPRESSION_EVALUATION_H

#include "expression.h"
#include "key_index.h"

#include <libxml/xpath.h>

/** One filled form's evaluation. */
struct evaluation {
    struct job *job;
    struct answers *answers;
    const struct function *functions;
    xmlDocPtr document;
    xmlXPathContextPtr xpath;
    const struct answer *current;         /* what current() is */
    struct standing standing;             /* in the innermost loop */
    const struct expression *expression;  /* the one being evaluated */
    const struct expression **complained; /* those that failed once: said once */
    size_t complained_count;
    unsigned long steps_left; /* of the whole form */
    bool spent;               /* they are used up, and that was said */
    bool reported;            /* a function has said why the expression fails */
    xmlXPathObjectPtr object; /* a result in conversion: freed when memory is exhausted meanwhile */
    struct date date;
    struct key_index wordings; /* texts in the form in which wordings are compared */
};

/** expression_functions_register(evaluation): makes the functions of expression_functions.def known
 *  to its XPath context. */
void expression_functions_register(struct evaluation *evaluation);

/** expression_functions_check(evaluation): false after a fault: the table of functions lacks one. */
bool expression_functions_check(const struct evaluation *evaluation);

/** expression_complained(evaluation, expression): it failed before, and that was said. */
bool expression_complained(
    const struct evaluation *evaluation, const struct expression *expression);

/** expression_object_value(evaluation, object): a copy of an XPath object in the arena. */
struct value expression_object_value(const struct evaluation *evaluation, xmlXPathObjectPtr object);
/** expression_object_new(evaluation, value): the XPath object of a value; the caller owns it. */
xmlXPathObjectPtr expression_object_new(
    const struct evaluation *evaluation, const struct value *value);

/** expression_computed_add(evaluation): evaluates the computed values, each after those that it
 *  reads, and adds their nodes and, in the order of the model, their answers. */
void expression_computed_add(struct evaluation *evaluation);

#endif
