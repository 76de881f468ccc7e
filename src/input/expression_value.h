/* What answers are worth in an expression. Private to the expression files; value_text and the like
 * stand in expression.h. */
#ifndef GREFFE_EXPRESSION_VALUE_H
#define GREFFE_EXPRESSION_VALUE_H

struct answer;
struct arena;

/** expression_value_scalar(answer): the text of a scalar answer in the tree: money as whole cents,
 *  nothing for another form and for what is wrong. Borrowed. */
const char *expression_value_scalar(const struct answer *answer);

/** expression_value_number(arena, number): a number as expressions write it; empty, against
 *  XPath 1.0, for what is no number or infinite: such a value is missing. */
const char *expression_value_number(struct arena *arena, double number);

#endif
