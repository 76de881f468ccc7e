#include "export_write.h"

#include "expression.h"
#include "form.h"
#include "inline_text.h"
#include "job.h"
#include "text.h"
#include "walk.h"

#include <string.h>

/* A JSON text in the making; `members` counts those of the current object or array. */
struct json {
    struct buffer out;
    size_t members;
    int depth;
};

static void write_string(struct json *json, const char *text) {
    buffer_text(&json->out, "\"");
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            buffer_format(&json->out, "\\%c", byte);
        else if (byte < 0x20)
            buffer_format(&json->out, "\\u%04x", byte);
        else
            buffer_add(&json->out, text, 1);
    }
    buffer_text(&json->out, "\"");
}

static void begin_member(struct json *json, const char *name) {
    if (json->depth > 0)
        buffer_format(&json->out, "%s\n%*s", json->members > 0 ? "," : "", json->depth * 2, "");
    json->members++;
    if (name != NULL) {
        write_string(json, name);
        buffer_text(&json->out, ": ");
    }
}

static void write_container(struct walker *walker, const struct template *template,
    const struct answer *context, const char *brackets) {
    struct json *json = walker->state;
    size_t members = json->members;
    buffer_add(&json->out, brackets, 1);
    json->members = 0;
    json->depth++;
    walk_children(walker, template, context);
    json->depth--;
    if (json->members > 0)
        buffer_format(&json->out, "\n%*s", json->depth * 2, "");
    buffer_add(&json->out, brackets + 1, 1);
    json->members = members;
}

/* RFC 8259, 6: JSON's numbers are narrower than XPath's; what is none is null. */
static bool is_number(const char *text) {
    if (*text == '-')
        text++;
    size_t whole = strspn(text, "0123456789");
    if (whole == 0 || (whole > 1 && *text == '0'))
        return false;
    text += whole;
    if (*text == '.') {
        size_t fraction = strspn(text + 1, "0123456789");
        if (fraction == 0)
            return false;
        text += 1 + fraction;
    }
    return *text == '\0';
}

static bool is_true(const char *text) {
    return strcmp(text, "oui") == 0 || strcmp(text, "true") == 0 || strcmp(text, "1") == 0;
}

static void element(
    struct walker *walker, const struct template *template, const struct answer *context) {
    struct json *json = walker->state;
    begin_member(
        json, walk_string(walker->evaluation, template, "name", context, walker->show_personal));
    if (strcmp(template->name, "object") == 0) {
        write_container(walker, template, context, "{}");
    } else if (strcmp(template->name, "array") == 0) {
        write_container(walker, template, context, "[]");
    } else {
        const char *text =
            inline_text(walker->evaluation, template, context, walker->show_personal);
        if (strcmp(template->name, "string") == 0)
            write_string(json, text);
        else if (strcmp(template->name, "truth") == 0)
            buffer_text(&json->out, is_true(text) ? "true" : "false");
        else
            buffer_text(&json->out, is_number(text) ? text : "null");
    }
}

const char *export_write_json(struct evaluation *evaluation, const struct form_export *form_export,
    const struct answer *root) {
    struct json json = {.out = {.arena = evaluation_job(evaluation)->arena}};
    struct walker walker = {evaluation, &json, true, NULL, NULL, element};
    walk_children(&walker, form_export->body, root);
    buffer_text(&json.out, "\n");
    return buffer_string(&json.out);
}
