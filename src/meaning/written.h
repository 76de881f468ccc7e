/* A value written in French in one of the formats of value-of and written(). */
#ifndef GREFFE_WRITTEN_H
#define GREFFE_WRITTEN_H

#include "french.h"

struct answer;
struct arena;

/** written_answer(arena, answer, format): the answer's value in the format; without format (NULL) as
 * its type is read: a date long, a number of five digits or more grouped, money with its currency,
 * a boolean « oui » or « non ». A choice is written by the labels of its ticked options, whatever
 * the format. */
struct phrase written_answer(struct arena *arena, const struct answer *answer, const char *format);

/** written_text(arena, text, format, cents, currency): a bare text, as an expression gives it.
 * `cents` says that a number is whole cents, as money is in expressions. What does not fit the
 * format (a date that is none) is written as it is. */
struct phrase written_text(
    struct arena *arena, const char *text, const char *format, bool cents, const char *currency);

/** written_number_format(text): the format of a number for which none is asked: « decimal » with a
 * fraction, « integer » from five digits on, else NULL: up to four stand unparted, so that years read
 * as years. */
const char *written_number_format(const char *text);

/** written_stored_money(arena, cents): whole cents as an answer stores money: « 12500.00 ». */
const char *written_stored_money(struct arena *arena, const char *cents);

/** written_labels(arena, choice): the labels of the ticked options in the order of the model,
 * « a, b et c ». */
const char *written_labels(struct arena *arena, const struct answer *choice);

#endif
