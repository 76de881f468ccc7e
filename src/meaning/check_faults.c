#include "check_faults.h"

#include "answers.h"
#include "arena.h"
#include "expression.h"
#include "form.h"

void faults_add(struct faults *faults, const struct field *field, const struct answer *where) {
    faults->items = arena_grow(faults->arena, faults->items, faults->count, sizeof *faults->items);
    faults->items[faults->count++] = (struct fault){field, where};
}

static bool inside_field(const struct field *field, const struct field *ancestor) {
    while (field != NULL && field != ancestor)
        field = field->parent;
    return field != NULL;
}

/* Whether an expression reads the field. A computed value reads what its own expression reads;
 * values form no cycle, the reader of models refused that. */
static bool reads(const struct expression *expression, const struct field *field) {
    for (size_t i = 0; i < expression->field_count; i++) {
        const struct field *read = expression->fields[i];
        if (read == field || (read->kind != FIELD_VALUE && inside_field(read, field)))
            return true;
        if (read->kind == FIELD_VALUE && read->select != NULL && reads(read->select, field))
            return true;
    }
    return false;
}

void faults_read(const struct faults *faults, const struct expression *const *expressions,
    size_t count, struct faults *relevant) {
    for (size_t i = 0; i < faults->count; i++)
        for (size_t k = 0; k < count; k++)
            if (expressions[k] != NULL && reads(expressions[k], faults->items[i].field)) {
                faults_add(relevant, faults->items[i].field, faults->items[i].where);
                break;
            }
}

static bool inside_answer(const struct answer *answer, const struct answer *ancestor) {
    while (answer != NULL && answer != ancestor)
        answer = answer->parent;
    return answer != NULL;
}

static bool concerns(const struct fault *fault, const struct answer *context) {
    return !inside_field(fault->field, context->field) || inside_answer(fault->where, context);
}

bool faults_concern(const struct faults *relevant, const struct answer *context) {
    for (size_t i = 0; i < relevant->count; i++)
        if (concerns(&relevant->items[i], context))
            return true;
    return false;
}

bool faults_decide(const struct faults *faults, const struct expression *expression,
    const struct answer *context) {
    for (size_t i = 0; i < faults->count; i++)
        if (concerns(&faults->items[i], context) && reads(expression, faults->items[i].field))
            return true;
    return false;
}
