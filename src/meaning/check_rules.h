/* The rules of a model, judged on one filled form. Private to check. */
#ifndef GREFFE_CHECK_RULES_H
#define GREFFE_CHECK_RULES_H

struct answers;
struct faults;
struct job;

/** check_rules(job, answers, faults, phase): judges every rule of the patterns that hold in the
 * phase. */
void check_rules(
    struct job *job, struct answers *answers, const struct faults *faults, const char *phase);

#endif
