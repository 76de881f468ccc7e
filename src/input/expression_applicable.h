/* Which answers count: those whose condition holds. Private to the expression files. */
#ifndef GREFFE_EXPRESSION_APPLICABLE_H
#define GREFFE_EXPRESSION_APPLICABLE_H

struct evaluation;

/** expression_applicable_mark(evaluation): evaluates the `when` of each answer, in the order of the
 *  form, each over what the ones before it have left. An answer whose condition is false is not
 *  applicable, nor is what stands in it: both leave the tree. A condition that reads a wrong answer
 *  tells nothing: the answer stays. Computed values are judged as they are computed. */
void expression_applicable_mark(struct evaluation *evaluation);

#endif
