/* What a document that hides personal values must not print. Private to meaning. */
#ifndef GREFFE_PERSONAL_H
#define GREFFE_PERSONAL_H

#include <stdbool.h>

struct expression;
struct field;

/** personal_field(field): the model marks it, or what it stands in, personal="yes". */
bool personal_field(const struct field *field);

/** personal_expression(expression): it reads a personal field. What is computed from such a value
 * is hidden as the value is: a length or an initial says something of the person, too. */
bool personal_expression(const struct expression *expression);

#endif
