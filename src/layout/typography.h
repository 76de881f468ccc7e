/* French typography of plain text: spaces, apostrophes, and where a line may break. Rules after the
 * Lexique des règles typographiques en usage à l'Imprimerie nationale. */
#ifndef GREFFE_TYPOGRAPHY_H
#define GREFFE_TYPOGRAPHY_H

#include <stddef.h>

struct arena;
struct hyphenation;
struct letters;

/** typography_french(arena, text, before, after): text with its spaces and apostrophes as French
 * wants them: U+202F before ; ! ? and between groups of digits, U+00A0 before : and inside « »,
 * U+2019 for a typewriter apostrophe between letters, no-break spaces after n°, M., Mme, art., L.,
 * between number and unit and before …, U+2011 is left as it is, `...` becomes …. Addresses (http://, www., x@y)
 * are left alone. `before` and `after` are the code points around the text in its paragraph (0 =
 * none). */
const char *typography_french(
    struct arena *arena, const char *text, unsigned long before, unsigned long after);

/** typography_letters(text): the same for the letters of a paragraph, across its runs: a new list
 * in the arena of text. What is put in belongs to the run of what it was put in for. Marks
 * addresses and what is raised. */
struct letters typography_letters(const struct letters *text);

/** hyphenation_load(arena, path): the patterns of a hyphen dictionary, or NULL when the file cannot
 * be read. Load before any job: libhyphen ends the process on exhausted memory. Freed with the
 * arena. */
struct hyphenation *hyphenation_load(struct arena *arena, const char *path);

/** hyphenation_points(arena, hyphenation, word, length, points): byte offsets in the word where it
 * may be parted, at least 3 letters before and 3 after, none in a word with a capital; returns
 * their number. */
size_t hyphenation_points(struct arena *arena, const struct hyphenation *hyphenation,
    const char *word, size_t length, size_t **points);

#endif
