/* What French does with numbers, dates and names. Nothing here knows a form. */
#ifndef GREFFE_FRENCH_H
#define GREFFE_FRENCH_H

#include "date.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

/** A phrase of which one part may be raised: « 1 » « er » « janvier 2026 ». Parts are "" when
 * absent. */
struct phrase {
    const char *before;
    const char *raised;
    const char *after;
};

/** french_plain(arena, phrase): the phrase as one string, nothing raised. */
const char *french_plain(struct arena *arena, struct phrase phrase);

/** french_integer(arena, digits): the digits in groups of three parted by U+202F: « 56 303 ».
 * Numbers of four digits are grouped, too. A leading minus becomes U+2212. */
const char *french_integer(struct arena *arena, const char *digits);
/** french_decimal(arena, number): « 1 234,5 » for 1234.5. */
const char *french_decimal(struct arena *arena, const char *number);
/** french_size(arena, bytes): « 812 octets », « 45 ko », « 1,2 Mo », in powers of a thousand. */
const char *french_size(struct arena *arena, size_t bytes);
/** french_money(arena, cents, currency): « 12 500,00 € », « 12 500 € » when there are no cents. An
 * unknown currency code is written as it is. */
const char *french_money(struct arena *arena, long long cents, const char *currency);

/** french_words(arena, number, feminine): the number in words after the traditional spelling: «
 * quatre- vingts », « deux cent un », « vingt et une ». From 0 to 999 999 999 999; negative ones
 * begin with « moins ». */
const char *french_words(struct arena *arena, long long number, bool feminine);
/** french_ordinal(arena, number, feminine): « 1 » + raised « er », « 2 » + raised « e ». */
struct phrase french_ordinal(struct arena *arena, long long number, bool feminine);
/** french_ordinal_words(arena, number, feminine): « premier », « vingt et unième ». */
const char *french_ordinal_words(struct arena *arena, long long number, bool feminine);

/** french_date(arena, date): « 1er janvier 2026 », « 16 décembre 2025 ». */
struct phrase french_date(struct arena *arena, struct date date);
/** french_date_words(arena, date): « L’an deux mille vingt-cinq, le 16 décembre ». */
struct phrase french_date_words(struct arena *arena, struct date date);
/** french_date_short(arena, date): « 01/01/2026 ». */
const char *french_date_short(struct arena *arena, struct date date);
/** french_month(arena, date): « janvier 2026 ». */
const char *french_month(struct arena *arena, struct date date);

/** french_of(arena, name): the name after « de »: « de Rodez », « d’Albi », « du Mans », « des Ulis
 * », « de La Rochelle », « de l’agglomération », « de la communauté ». Before
 * H it is « de », which is never wrong before a proper name; a common word in h elides (« d’habitants »)
 * unless its h is known to be aspirated (« de hameaux »). */
const char *french_of(struct arena *arena, const char *name);

#endif
