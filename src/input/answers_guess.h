/* What a person probably meant by a value that is not written as forms want it. Private to input. */
#ifndef GREFFE_ANSWERS_GUESS_H
#define GREFFE_ANSWERS_GUESS_H

#include "form.h"

struct arena;
struct pattern_text;

/** answers_guess(arena, kind, text): the value as it should be written (« 12/05/2026 » → 2026-05-12,
 *  « 56 303 » → 56303, « 1,5 » → 1.5, « 12 500 € » → 12500.00, « vrai » → oui), or NULL when that would
 *  be a guess in the dark. */
const char *answers_guess(struct arena *arena, enum field_kind kind, const char *text);

/** answers_guess_date(arena, kind, text), answers_guess_number(arena, kind, text): of dates and months,
 *  of integers, decimals and money. */
const char *answers_guess_date(struct arena *arena, enum field_kind kind, const char *text);
const char *answers_guess_number(struct arena *arena, enum field_kind kind, const char *text);

/** answers_guess_pattern(arena, pattern, text): a sentence that tells the smallest change after which the
 *  text follows the pattern: without the words in front that the pattern's sentence names (« Vu »,
 *  « Axe 1 : »), without marks at the end, or, of an identifier of digits and capitals, without spaces and
 *  points; NULL when there is none. */
const char *answers_guess_pattern(
    struct arena *arena, const struct pattern_text *pattern, const char *text);

#endif
