#include "form_dump_template.h"

#include "expression.h"
#include "form.h"
#include "text.h"
#include "xml.h"

static void dump_text(struct buffer *out, const struct template *template, int depth) {
    const char *text = text_collapse(out->arena, template->text);
    if (*text != '\0')
        buffer_format(out, "%*s\"%s\"\n", 2 * depth, "", text);
}

/* Attributes as they are written, those that are evaluated first. */
static void dump_attributes(struct buffer *out, const struct template *template) {
    for (size_t i = 0; i < template->expression_count; i++) {
        const struct template_expression *evaluated = &template->expressions[i];
        if (evaluated->expression != NULL)
            buffer_format(out, " %s=(%s)", evaluated->name, evaluated->expression->text);
        else
            buffer_format(out, " %s={…}", evaluated->name);
    }
    const struct attribute *at = template->node != NULL ? template->node->attributes : NULL;
    for (; at != NULL; at = at->next)
        if (template_expression(template, at->name) == NULL)
            buffer_format(out, " %s=\"%s\"", at->name, at->value);
}

/* The parts of an attribute with {expressions}, as the content of a line of its own. */
static void dump_parts(struct buffer *out, const struct template *template, int depth) {
    for (size_t i = 0; i < template->expression_count; i++)
        if (template->expressions[i].text != NULL)
            form_dump_template(out, template->expressions[i].text, depth);
}

static const char *name_of(const struct template *template) {
    switch (template->kind) {
    case TEMPLATE_TEXT:
    case TEMPLATE_ELEMENT:
        return template->name;
    case TEMPLATE_VALUE_OF:
        return "value-of";
    case TEMPLATE_FOR_EACH:
        return "for-each";
    case TEMPLATE_IF:
        return "if";
    case TEMPLATE_CHOOSE:
        return "choose";
    case TEMPLATE_WHEN:
        return "when";
    case TEMPLATE_OTHERWISE:
        break;
    }
    return "otherwise";
}

/* A document, an export, a message, an attribute: what the caller says of it is not said twice. */
static bool is_root(const struct template *template) {
    return template->parent == NULL;
}

void form_dump_template(struct buffer *out, const struct template *template, int depth) {
    if (template->kind == TEMPLATE_TEXT) {
        dump_text(out, template, depth);
        return;
    }
    buffer_format(out, "%*s%s", 2 * depth, "", name_of(template));
    if (template->node == NULL && template->select != NULL)
        buffer_format(out, " (%s)", template->select->text);
    else if (!is_root(template))
        dump_attributes(out, template);
    if (template->field != NULL)
        buffer_format(out, " #%zu", template->field->index);
    buffer_text(out, "\n");
    dump_parts(out, template, depth + 1);
    for (const struct template *child = template->first; child != NULL; child = child->next)
        form_dump_template(out, child, depth + 1);
}
