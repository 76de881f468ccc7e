#include "export_write.h"

#include "expression.h"
#include "form.h"
#include "inline_text.h"
#include "job.h"
#include "selected.h"
#include "text.h"
#include "walk.h"

#include <string.h>

/* An XML text in the making. `tag` is open while attributes may still come. */
struct xml_text {
    struct buffer out;
    const char *space; /* of the element that holds the current one */
    bool tag;
    bool text; /* the current element holds text: no indentation in it */
    int depth;
};

static void write_escaped(struct buffer *out, const char *text, bool attribute) {
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '&')
            buffer_text(out, "&amp;");
        else if (byte == '<')
            buffer_text(out, "&lt;");
        else if (byte == '>' && !attribute)
            buffer_text(out, "&gt;");
        else if (byte == '"' && attribute)
            buffer_text(out, "&quot;");
        else if (byte < 0x20 && attribute)
            buffer_format(out, "&#%u;", byte);
        else
            buffer_add(out, text, 1);
    }
}

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
    write_escaped(&xml->out, text, false);
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

/* A name with a prefix needs the prefix declared: on the element itself, which is always right. */
static void declare(struct xml_text *xml, const char *name, const char *space) {
    const char *colon = strchr(name, ':');
    if (space == NULL)
        return;
    if (colon != NULL)
        buffer_format(&xml->out, " xmlns:%.*s=\"", (int)(colon - name), name);
    else
        buffer_text(&xml->out, " xmlns=\"");
    write_escaped(&xml->out, space, true);
    buffer_text(&xml->out, "\"");
}

static void write_attribute(
    struct walker *walker, const struct template *template, const struct answer *context) {
    struct xml_text *xml = walker->state;
    const char *name =
        walk_string(walker->evaluation, template, "name", context, walker->show_personal);
    if (!xml->tag || name == NULL)
        return;
    declare(xml, name,
        walk_string(walker->evaluation, template, "namespace", context, walker->show_personal));
    buffer_format(&xml->out, " %s=\"", name);
    write_escaped(
        &xml->out, inline_text(walker->evaluation, template, context, walker->show_personal), true);
    buffer_text(&xml->out, "\"");
}

static void write_element(
    struct walker *walker, const struct template *template, const struct answer *context) {
    struct xml_text *xml = walker->state;
    const char *name =
        walk_string(walker->evaluation, template, "name", context, walker->show_personal);
    const char *space =
        walk_string(walker->evaluation, template, "namespace", context, walker->show_personal);
    struct xml_text outer = *xml;
    if (name == NULL)
        return;
    close_tag(xml);
    buffer_format(&xml->out, "\n%*s<%s", xml->depth * 2, "", name);
    if (space != NULL && !text_equal(space, outer.space))
        declare(xml, name, space);
    xml->space = space != NULL ? space : outer.space;
    xml->tag = true;
    xml->text = false;
    xml->depth++;
    walk_children(walker, template, context);
    if (xml->tag)
        buffer_text(&xml->out, "/>");
    else if (xml->text)
        buffer_format(&xml->out, "</%s>", name);
    else
        buffer_format(&xml->out, "\n%*s</%s>", outer.depth * 2, "", name);
    xml->space = outer.space;
    xml->tag = false;
    xml->text = outer.text;
    xml->depth = outer.depth;
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
