/* XPath 1.0 over a read-only tree of a filled form, with the functions that docs/forms.md lists. libxml2's
 * XPath is used in the expression*.c files only. Expressions are checked against the model when it is
 * read: every name, function, arity, table and pattern. */
#ifndef GREFFE_EXPRESSION_H
#define GREFFE_EXPRESSION_H

#include "date.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>

struct answer;
struct answers;
struct arena;
struct field;
struct form;
struct form_library;
struct job;
struct let;

/** A compiled expression; its text and place, the fields that it reads. */
struct expression {
    const char *text;
    struct span span;             /* in the model: the attribute's value */
    const struct field **fields;  /* those it reads, for cycles and for keeping rules silent */
    size_t field_count;
    void *compiled; /* an xmlXPathCompExpr, expression files only */
};

/** What an expression may see: the fields at its context, the variables in scope. */
struct expression_scope {
    const struct form *form;
    struct form_library *library;
    const struct field *const *contexts; /* the fields that the context node may be */
    size_t context_count;
    const char *const *variables;
    size_t variable_count;
};

/** expression_read(job, scope, text, span): checks and compiles; NULL after diagnostics in the model at the
 *  guilty word. In *contexts (may be NULL) the fields that its nodes may be: the context of what is inside
 *  a for-each or a rule; count in *context_count. */
const struct expression *expression_read(struct job *job, const struct expression_scope *scope,
    const char *text, struct span span, const struct field ***contexts, size_t *context_count);

/** One argument or result. */
enum value_kind {
    VALUE_NODES,
    VALUE_TEXT,
    VALUE_NUMBER,
    VALUE_TRUTH,
};
struct value {
    enum value_kind kind;
    const struct answer **nodes;
    size_t node_count;
    const char *text;
    double number; /* an XPath number; money is whole cents, so sums up to 2^53 are exact */
    bool truth;
};

/** A function that expressions may call: given by meaning/functions, so that nothing calls upwards. The
 *  result is put into *result; arguments are converted by value_text and the like. */
struct evaluation;
struct function {
    const char *name;
    int least; /* arguments */
    int most;
    const char *shape; /* per argument: n nodes, s text, d date, # number, t table name, p pattern name,
                          f form field, w format of written(); checked when the model is read */
    void (*call)(struct evaluation *evaluation, const struct value *arguments, size_t count,
        struct value *result);
};

/** function_table: NULL-name-terminated; set once per form library before models are read. */

/** evaluation_new(job, answers, functions): what one filled form's expressions are evaluated in. Builds the
 *  XPath tree of the answers (computed values included, in order); it is freed with the arena. */
struct evaluation *evaluation_new(
    struct job *job, struct answers *answers, const struct function *functions);

/** evaluation_job, evaluation_answers, evaluation_current, evaluation_date: for functions. */
struct job *evaluation_job(const struct evaluation *evaluation);
struct answers *evaluation_answers(const struct evaluation *evaluation);
const struct answer *evaluation_current(const struct evaluation *evaluation);
struct date evaluation_date(const struct evaluation *evaluation); /* of the act, else today */

/** evaluation_variable(evaluation, name, value): sets a variable until it is set again. */
void evaluation_variable(
    struct evaluation *evaluation, const char *name, const struct value *value);

/** evaluate(evaluation, expression, context): the value at a context node. Steps are limited; beyond the
 *  limit it is a diagnostic at the expression and an empty text. */
struct value evaluate(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context);
/** evaluate_as(…): the same with XPath's conversions. */
bool evaluate_truth(struct evaluation *, const struct expression *, const struct answer *context);
const char *evaluate_text(
    struct evaluation *, const struct expression *, const struct answer *context);
size_t evaluate_nodes(struct evaluation *, const struct expression *, const struct answer *context,
    const struct answer ***nodes);

/** value_text, value_number, value_truth: XPath 1.0's string(), number(), boolean(). */
const char *value_text(struct arena *arena, const struct value *value);
double value_number(const struct value *value);
bool value_truth(const struct value *value);

#endif
