/* What decides whether a field is asked for, in words. Private to meaning. */
#ifndef GREFFE_APPLICABILITY_H
#define GREFFE_APPLICABILITY_H

struct field;

/** applicability_question(field): the label of the question whose answer decides the field's `when`;
 * NULL when it reads no question. Of several questions the first one read. */
const char *applicability_question(const struct field *field);

#endif
