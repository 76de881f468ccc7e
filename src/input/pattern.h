/* The patterns that values of a form follow (PCRE2). PCRE2 is used in pattern.c only. */
#ifndef GREFFE_PATTERN_H
#define GREFFE_PATTERN_H

#include <stdbool.h>

struct arena;
struct job;
struct pattern_text;

enum pattern_result {
    PATTERN_MATCHES,
    PATTERN_DIFFERS,
    PATTERN_TOO_COSTLY, /* the limits of steps, depth or memory were reached: the model's fault */
};

/** pattern_compile(job, pattern): compiles pattern->regex; false after a diagnostic at the fault
 *  inside it. pattern->span must be the value of the regex attribute. Patterns see code points;
 *  \d \w \s mean ASCII only, \p{L} any letter; $ is the very end. A pattern matches anywhere in a
 *  value unless it begins with ^ and ends with $. Freed with the job's arena. */
bool pattern_compile(struct job *job, struct pattern_text *pattern);

/** pattern_matches(arena, pattern, text): whether a value follows the pattern; text is UTF-8. */
enum pattern_result pattern_matches(
    struct arena *arena, const struct pattern_text *pattern, const char *text);

/** pattern_find(arena, pattern, text, found): as pattern_matches; *found, unless found is NULL, gets the first
 *  part of the text that follows the pattern, from \K on where the pattern has it, in the arena; ""
 *  where none does. */
enum pattern_result pattern_find(
    struct arena *arena, const struct pattern_text *pattern, const char *text, const char **found);

#endif
