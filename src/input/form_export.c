/* What makes an exported XML text well-formed (Namespaces in XML 1.0): attributes once each, before the
 * content, and prefixes that mean something. What only a filled form tells is left to the export. */
#include "form_export.h"

#include "form_reader.h"
#include "form_template.h"
#include "text.h"

#include <string.h>

/* A prefix in force; "" for elements without one. */
struct prefix {
    const char *name;
    const char *space;
    const struct prefix *outer;
};

/* The prefix of a name, "" when it has none. */
static const char *prefix_of(struct arena *arena, const char *name) {
    const char *colon = strchr(name, ':');
    return colon != NULL ? arena_copy(arena, name, (size_t)(colon - name)) : "";
}

static const char *space_of(const struct prefix *prefixes, const char *name) {
    for (; prefixes != NULL; prefixes = prefixes->outer)
        if (strcmp(prefixes->name, name) == 0)
            return prefixes->space;
    return NULL;
}

static bool is_attribute(const struct template *template) {
    return form_template_is(template, "attribute");
}

/* White space between tags is none. */
static bool is_content(const struct template *template) {
    if (template->kind == TEMPLATE_TEXT)
        return template->text[strspn(template->text, " \t\r\n")] != '\0';
    return template->kind == TEMPLATE_VALUE_OF || form_template_is(template, "element");
}

static bool is_among(const struct names *names, const char *name) {
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0)
            return true;
    return false;
}

/* Those that stand directly in the element: of two conditions one may hold at a time. */
static void check_attributes(struct form_reader *reader, const struct template *element) {
    struct names names = {0};
    bool content = false;
    for (const struct template *child = element->first; child != NULL; child = child->next) {
        const char *name = is_attribute(child) ? form_value(child->node, "name") : NULL;
        content = content || is_content(child);
        if (name == NULL)
            continue;
        struct span span = form_value_span(child->node, "name");
        if (content)
            form_error(reader, MESSAGE_MODEL_EXPORT_ATTRIBUTE_LATE, span, name);
        if (is_among(&names, name))
            form_error(reader, MESSAGE_MODEL_EXPORT_ATTRIBUTE_TWICE, span, name);
        else
            form_name(reader, &names, name, span);
    }
}

/* The name of an element or attribute: its prefix must mean something. `tag` is what the element of an
 * attribute declares, NULL when nothing: one prefix means one namespace within one tag. */
static void check_name(struct form_reader *reader, const struct template *template,
    const struct prefix *own, const struct prefix *tag) {
    struct span span = form_value_span(template->node, "name");
    bool prefixed = *own->name != '\0' && strcmp(own->name, "xml") != 0;
    bool clash = tag != NULL && own->space != NULL && strcmp(tag->name, own->name) == 0 &&
                 strcmp(tag->space, own->space) != 0;
    if (is_attribute(template) && !prefixed && own->space != NULL)
        form_error(
            reader, MESSAGE_MODEL_EXPORT_ATTRIBUTE_SPACE, span, form_value(template->node, "name"));
    else if (strcmp(form_value(template->node, "name"), "xmlns") == 0)
        form_error(reader, MESSAGE_MODEL_EXPORT_PREFIX, span, "xmlns");
    else if (prefixed && own->space == NULL && space_of(own->outer, own->name) == NULL)
        form_error(reader, MESSAGE_MODEL_EXPORT_PREFIX, span, own->name);
    else if (is_attribute(template) && clash)
        form_error(reader, MESSAGE_MODEL_EXPORT_PREFIX_TWICE, span, own->name);
}

static void check_tree(struct form_reader *reader, const struct template *template,
    const struct prefix *outer, const struct prefix *tag);

static void check_children(struct form_reader *reader, const struct template *template,
    const struct prefix *outer, const struct prefix *tag) {
    for (const struct template *child = template->first; child != NULL; child = child->next)
        check_tree(reader, child, outer, tag);
}

static void check_tree(struct form_reader *reader, const struct template *template,
    const struct prefix *outer, const struct prefix *tag) {
    bool element = form_template_is(template, "element");
    const char *name =
        element || is_attribute(template) ? form_value(template->node, "name") : NULL;
    if (name == NULL) {
        check_children(reader, template, outer, tag);
        return;
    }
    struct prefix own = {
        prefix_of(reader->job->arena, name), form_value(template->node, "namespace"), outer};
    check_name(reader, template, &own, tag);
    if (!element)
        return;
    check_attributes(reader, template);
    if (own.space != NULL)
        check_children(reader, template, &own, &own);
    else
        check_children(reader, template, outer, NULL);
}

void form_export_check(struct form_reader *reader, const struct template *body) {
    check_tree(reader, body, NULL, NULL);
}
