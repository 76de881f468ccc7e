#include "personal.h"

#include "expression.h"
#include "form.h"

#include <stddef.h>

bool personal_field(const struct field *field) {
    for (; field != NULL; field = field->parent)
        if (field->personal)
            return true;
    return false;
}

bool personal_expression(const struct expression *expression) {
    for (size_t i = 0; i < expression->field_count; i++)
        if (personal_field(expression->fields[i]))
            return true;
    return false;
}
