/* What a filled form lacks or contradicts: what is due, what does not apply, and the model's rules.
 */
#ifndef GREFFE_CHECK_H
#define GREFFE_CHECK_H

struct answers;
struct job;

/** check(job, answers, phase): reports every field that is due and missing, everything that stands
 * where it does not apply, every choice without or with too many ticks, then judges the rules of
 * the patterns that hold in the phase (NULL: none, only patterns without a phase hold). The forms
 * that the answers reference were checked before, each once. answers->evaluation must be made.
 * Marks answers as not applicable. A rule is silent where a field that it reads has an error of its
 * own; one that depends on the date of the act (from, to, a parameter) also where this date has one, and
 * where the parameter has no value yet. */
void check(struct job *job, struct answers *answers, const char *phase);

#endif
