/* What a person probably meant by a value that is not written as forms want it. Private to input. */
#ifndef GREFFE_ANSWERS_GUESS_H
#define GREFFE_ANSWERS_GUESS_H

#include "form.h"

struct arena;

/** answers_guess(arena, kind, text): the value as it should be written (« 12/05/2026 » → 2026-05-12,
 *  « 56 303 » → 56303, « 1,5 » → 1.5, « 12 500 € » → 12500.00, « vrai » → oui), or NULL when that would
 *  be a guess in the dark. */
const char *answers_guess(struct arena *arena, enum field_kind kind, const char *text);

/** answers_guess_date(arena, kind, text), answers_guess_number(arena, kind, text): of dates and months,
 *  of integers, decimals and money. */
const char *answers_guess_date(struct arena *arena, enum field_kind kind, const char *text);
const char *answers_guess_number(struct arena *arena, enum field_kind kind, const char *text);

#endif
