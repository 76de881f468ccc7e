/* The values that the types of fields admit, independent of any locale. Private to input. */
#ifndef GREFFE_ANSWERS_VALUE_H
#define GREFFE_ANSWERS_VALUE_H

#include "form.h"

#include <stdbool.h>

struct arena;

/** answers_value(arena, kind, text): the canonical form of a collapsed text that has the type: booleans
 *  oui or non, integers and decimals without needless zeros in front, money with two decimals; NULL
 *  when it has another. Numbers have at most 15 digits before the point (13 of money) and 9 behind. */
const char *answers_value(struct arena *arena, enum field_kind kind, const char *text);

/** answers_value_is_long(kind, text): it would be a number if it had fewer digits. */
bool answers_value_is_long(enum field_kind kind, const char *text);

/** answers_value_cents(arena, money): whole cents of a canonical sum of money. */
const char *answers_value_cents(struct arena *arena, const char *money);

/** answers_value_compare(kind, a, b): < 0, 0, > 0 as of two canonical numbers, dates or months. */
int answers_value_compare(enum field_kind kind, const char *a, const char *b);

#endif
