#include "applicability.h"

#include "expression.h"
#include "form.h"

#include <stddef.h>
#include <string.h>

const char *applicability_question(const struct field *field) {
    const struct field *read =
        field->when != NULL && field->when->field_count > 0 ? field->when->fields[0] : NULL;
    /* An option says nothing alone; nor does what has no label of its own. */
    while (read != NULL && (read->kind == FIELD_OPTION || !field_has_label(read)))
        read = read->parent;
    return read != NULL && read->parent != NULL ? read->label : NULL;
}
