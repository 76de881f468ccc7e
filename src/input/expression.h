/* XPath 1.0 over a read-only tree of a filled form, with the functions that docs/forms.md lists.
 * libxml2's XPath is used in the expression*.c files only. Expressions are checked against the
 * model when it is read: every name, function, arity, table and pattern. */
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
struct parameter;

/** What an expression or an argument is. VALUE_ANY: not known before it is evaluated. */
enum value_kind {
    VALUE_NODES,
    VALUE_TEXT,
    VALUE_NUMBER,
    VALUE_TRUTH,
    VALUE_ANY,
};

/** A compiled expression; its text and place, the fields that it reads. */
struct expression {
    const char *text;
    struct span span; /* in the model: the attribute's value */
    /* The fields at which its paths end, those of the variables that it reads among them, in the
     * order of reading, for cycles and for keeping rules silent. Each stands once; the last one is
     * what a value selects. */
    const struct field **fields;
    size_t field_count;
    /* The dated parameters that it reads, through variables, too. */
    const struct parameter **parameters;
    size_t parameter_count;
    enum value_kind kind;        /* what it yields */
    bool date;                   /* it yields a date or a month */
    const char *money;           /* it yields whole cents of this currency, or NULL */
    const char *fraction;        /* a number like 18.50 that is written in it, or NULL */
    const struct field **yields; /* VALUE_NODES: the fields that its nodes may be … */
    size_t yield_count;          /* … 0: not known */
    void *compiled;              /* an xmlXPathCompExpr, expression files only */
};

/** What an expression may see: the fields at its context, the variables in scope. No context at
 *  all means that it is not known (its own expression was wrong): names are then not checked. */
struct expression_scope {
    const struct form *form;             /* its fields, tables and pattern_texts are read */
    struct form_library *library;        /* for form(f); NULL: what lies behind it is not checked */
    const struct field *const *contexts; /* the fields that the context node may be */
    size_t context_count;
    const char *const *variables;
    size_t variable_count;
    /* Of each variable the expression of its let, so that $variable/name is checked, too; NULL for
     * a parameter. May be NULL altogether. */
    const struct expression *const *variable_values;
};

/** expression_read(job, scope, text, span): checks and compiles; NULL after diagnostics in the
 *  model at the guilty word. text is the attribute's decoded value, span the same in the source. In
 *  *contexts (may be NULL) the fields that its nodes may be: the context of what is inside a
 *  for-each or a rule; count in *context_count. Who asks for them needs nodes: an expression that
 *  yields something else is reported. *contexts is NULL, *context_count 0 after an error. */
const struct expression *expression_read(struct job *job, const struct expression_scope *scope,
    const char *text, struct span span, const struct field ***contexts, size_t *context_count);

/** expression_formats(written, names): all formats, for near-misses; returns their number. */
size_t expression_formats(struct arena *arena, bool written, const char *const **names);

/** One argument or result. */
struct value {
    enum value_kind kind;
    const struct answer **nodes;
    size_t node_count;
    const char *text;
    double number; /* an XPath number; money is whole cents, so sums up to 2^53 are exact */
    bool truth;
};

/** A function that expressions may call: given by meaning/functions, so that nothing calls upwards.
 *  The names, arities and shapes that models are checked against stand in
 *  expression_functions.def; evaluation_new compares the table with them. The result is put into
 *  *result; arguments are converted by value_text and the like. */
struct evaluation;
struct function {
    const char *name;
    int least; /* arguments */
    int most;
    const char *shape; /* per argument, as in expression_functions.def */
    void (*call)(struct evaluation *evaluation, const struct value *arguments, size_t count,
        struct value *result);
};

/** evaluation_new(job, answers, functions): what one filled form's expressions are evaluated in.
 *  Builds the XPath tree of the answers, sets the parameters as variables (in force at the date of
 *  the act, else today), evaluates the computed values, each after those that it reads, and adds
 *  their answers; then marks what does not apply (answer->applicable: its `when` is false) in the
 *  order of the form, and sets the model's lets as variables. Does all this before for the other
 *  forms that the answers reference, each once. Sets answers->evaluation, frees with the arena.
 *  functions ends with a NULL name; it must give every function of provider MEANING, else that is a
 *  fault. That something was answered that does not apply is left to check to report. */
struct evaluation *evaluation_new(
    struct job *job, struct answers *answers, const struct function *functions);

/** evaluation_job, evaluation_answers, evaluation_date: for functions. */
struct job *evaluation_job(const struct evaluation *evaluation);
struct answers *evaluation_answers(const struct evaluation *evaluation);
struct date evaluation_date(const struct evaluation *evaluation); /* of the act, else today */

/** evaluation_wording(evaluation, text): the text as wording_of gives it, made once: rules look for many words in one
 *  text, and for one word in many. The text must live as long as the job. */
const char *evaluation_wording(struct evaluation *evaluation, const char *text);

/** evaluation_variable(evaluation, name, value): sets a variable until it is set again. Nodes that
 *  do not apply are left out. */
void evaluation_variable(
    struct evaluation *evaluation, const char *name, const struct value *value);

/** Where a node stands among those that a loop goes through, from 1. */
struct standing {
    const struct answer *node;
    size_t position;
    size_t size;
};

/** evaluation_stand(evaluation, standing): a loop has reached this node: at it position() and last() are
 *  these from now on, elsewhere 1 (XSLT 1.0, 8: the current node list). Returns what held before, for
 *  the loop's end. */
struct standing evaluation_stand(struct evaluation *evaluation, struct standing standing);

/** evaluate(evaluation, expression, context): the value at a context node, which is current(), too.
 *  Steps are limited, for one expression and for the whole form; beyond the limit it is a
 *  diagnostic at the expression, once, and an empty text. Nodes are in document order, each once. A
 *  context without a place in the tree (it does not apply) yields an empty text. */
struct value evaluate(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context);
/** evaluate_as(…): the same with XPath's conversions. */
bool evaluate_truth(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context);
const char *evaluate_text(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context);
size_t evaluate_nodes(struct evaluation *evaluation, const struct expression *expression,
    const struct answer *context, const struct answer ***nodes);

/** value_text, value_number, value_truth: XPath 1.0's string(), number(), boolean(). Numbers are
 *  written without exponent: integers in full, others with 15 significant digits, so that the noise
 *  of binary fractions does not show; what is no number, or infinite, is an empty text. */
const char *value_text(struct arena *arena, const struct value *value);
double value_number(const struct value *value);
bool value_truth(const struct value *value);

#endif
