/* The faults of single fields, which keep the rules that read them silent. Private to check. */
#ifndef GREFFE_CHECK_FAULTS_H
#define GREFFE_CHECK_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

struct answer;
struct arena;
struct expression;
struct field;

/** A field with an error of its own, and where: the answer that is wrong, or the parent that lacks
 * it. */
struct fault {
    const struct field *field;
    const struct answer *where;
};

/** All faults of one form. */
struct faults {
    struct arena *arena;
    struct fault *items;
    size_t count;
};

/** faults_add(faults, field, where): notes a fault. */
void faults_add(struct faults *faults, const struct field *field, const struct answer *where);

/** faults_read(faults, expressions, count, relevant): puts the faults of the fields that the
 * expressions read (through computed values, too) into *relevant; NULL expressions are skipped. */
void faults_read(const struct faults *faults, const struct expression *const *expressions,
    size_t count, struct faults *relevant);

/** faults_concern(relevant, context): one of the faults bears on a rule judged at the context: it
 * lies inside the context, or outside the fields that the context holds. */
bool faults_concern(const struct faults *relevant, const struct answer *context);

/** faults_decide(faults, expression, context): one of the faults bears on the expression judged at
 * the context, as faults_read and faults_concern say; nothing is copied. */
bool faults_decide(
    const struct faults *faults, const struct expression *expression, const struct answer *context);

#endif
