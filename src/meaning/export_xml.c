#include "export_write.h"

#include "expression.h"
#include "form.h"
#include "inline_text.h"
#include "job.h"
#include "selected.h"
#include "text.h"
#include "walk.h"
#include "xml_escape.h"

#include <string.h>

/* A prefix in force; "" for elements without one. */
struct declared {
    const char *prefix;
    const char *space;
    const struct declared *outer;
};

/* An XML text in the making. `tag` is open while attributes may still come: then `names` are those of
 * its attributes. */
struct xml_text {
    struct buffer out;
    const struct declared *declared;
    const char **names;
    size_t name_count;
    bool tag;
    bool text; /* the current element holds text: no indentation in it */
    int depth;
};

static void close_tag(struct xml_text *xml) {
    if (xml->tag)
        buffer_text(&xml->out, ">");
    xml->tag = false;
}

static void add_text(struct xml_text *xml, const char *text) {
    if (*text == '\0')
        return;
    close_tag(xml);
    xml->text = true;
    xml_escape(&xml->out, text, false);
}

static void walk_text(struct walker *walker, const struct template *template) {
    struct xml_text *xml = walker->state;
    const char *text = text_collapse(xml->out.arena, template->text);
    add_text(xml, text);
}

static void walk_value(
    struct walker *walker, const struct template *template, const struct answer *context) {
    struct xml_text *xml = walker->state;
    struct phrase phrase = selected_phrase(walker->evaluation, template, context);
    add_text(xml, french_plain(xml->out.arena, phrase));
}

static bool is_declared(const struct xml_text *xml, const char *prefix, const char *space) {
    for (const struct declared *at = xml->declared; at != NULL; at = at->outer)
        if (strcmp(at->prefix, prefix) == 0)
            return strcmp(at->space, space) == 0;
    return false;
}

/* A namespace is declared on the element that needs it, unless it is in force. */
static void declare(struct xml_text *xml, const char *name, const char *space) {
    struct arena *arena = xml->out.arena;
    const char *colon = strchr(name, ':');
    const char *prefix = colon != NULL ? arena_copy(arena, name, (size_t)(colon - name)) : "";
    if (space == NULL || is_declared(xml, prefix, space))
        return;
    struct declared *declared = arena_alloc(arena, sizeof *declared);
    *declared = (struct declared){prefix, space, xml->declared};
    xml->declared = declared;
    buffer_format(&xml->out, " xmlns%s%s=\"", *prefix != '\0' ? ":" : "", prefix);
    xml_escape(&xml->out, space, true);
    buffer_text(&xml->out, "\"");
}

/* What would be no well-formed XML is reported, and left out. */
static bool may_be_written(
    struct walker *walker, const struct template *template, const char *name) {
    struct xml_text *xml = walker->state;
    struct diagnostics *diagnostics = evaluation_job(walker->evaluation)->diagnostics;
    if (!xml->tag) {
        diagnose(diagnostics, MESSAGE_EXPORT_ATTRIBUTE_LATE, template->span, NULL, name);
        return false;
    }
    size_t before = 0;
    for (size_t i = 0; i < xml->name_count; i++)
        before += strcmp(xml->names[i], name) == 0;
    if (before == 1) /* said once, however often a loop repeats it */
        diagnose(diagnostics, MESSAGE_EXPORT_ATTRIBUTE_TWICE, template->span, NULL, name);
    xml->names = arena_grow(xml->out.arena, xml->names, xml->name_count, sizeof *xml->names);
    xml->names[xml->name_count++] = name;
    return before == 0;
}

static void write_attribute(
    struct walker *walker, const struct template *template, const struct answer *context) {
    struct xml_text *xml = walker->state;
    const char *name = walk_attribute(template, "name");
    if (!may_be_written(walker, template, name))
        return;
    declare(xml, name, walk_attribute(template, "namespace"));
    buffer_format(&xml->out, " %s=\"", name);
    xml_escape(
        &xml->out, inline_text(walker->evaluation, template, context, walker->show_personal), true);
    buffer_text(&xml->out, "\"");
}

static void write_element(
    struct walker *walker, const struct template *template, const struct answer *context) {
    struct xml_text *xml = walker->state;
    const char *name = walk_attribute(template, "name");
    close_tag(xml);
    struct xml_text outer = *xml;
    buffer_format(&xml->out, "\n%*s<%s", xml->depth * 2, "", name);
    declare(xml, name, walk_attribute(template, "namespace"));
    xml->tag = true;
    xml->text = false;
    xml->names = NULL;
    xml->name_count = 0;
    xml->depth++;
    walk_children(walker, template, context);
    if (xml->tag)
        buffer_text(&xml->out, "/>");
    else if (xml->text)
        buffer_format(&xml->out, "</%s>", name);
    else
        buffer_format(&xml->out, "\n%*s</%s>", outer.depth * 2, "", name);
    outer.out = xml->out;
    *xml = outer;
}

static void walk_element(
    struct walker *walker, const struct template *template, const struct answer *context) {
    if (strcmp(template->name, "attribute") == 0)
        write_attribute(walker, template, context);
    else
        write_element(walker, template, context);
}

const char *export_write_xml(struct evaluation *evaluation, const struct form_export *form_export,
    const struct answer *root) {
    struct xml_text xml = {.out = {.arena = evaluation_job(evaluation)->arena}};
    struct walker walker = {evaluation, &xml, true, walk_text, walk_value, walk_element};
    const char *encoding = form_export->encoding != NULL ? form_export->encoding : "UTF-8";
    buffer_format(&xml.out, "<?xml version=\"1.0\" encoding=\"%s\"?>", encoding);
    walk_children(&walker, form_export->body, root);
    buffer_text(&xml.out, "\n");
    return buffer_string(&xml.out);
}
