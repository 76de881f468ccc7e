/* Answers that nobody will read, as they stand in a comment: an empty form has tags that wait in comments, and
 * they are easily filled there without taking them out. */
#include "answers_reading.h"

#include "answers.h"
#include "arena.h"
#include "form.h"
#include "job.h"
#include "xml.h"

#include <string.h>

/* A value that was found, without the white space around it; start is NULL for none. */
struct value {
    const char *start;
    size_t length;
};

/* The scan of one comment's bytes, from `at` to `end`. It knows as much of XML as it takes to find
 * <name>value</name> and <name attribute="value">; what else stands in a comment is passed over. */
struct scan {
    struct arena *arena;
    const struct key_index *names; /* of the fields that are filled */
    const char *at;
    const char *end;
    const char *open;  /* the name of the field whose start tag was the last one, or NULL */
    struct value text; /* the first text behind that tag */
};

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static struct value trimmed(const char *start, const char *end) {
    while (start < end && is_space(*start)) {
        start++;
    }
    while (end > start && is_space(end[-1])) {
        end--;
    }
    return (struct value){start, (size_t)(end - start)};
}

static const char *find(const struct scan *scan, const char *at, char byte) {
    const char *found = memchr(at, byte, (size_t)(scan->end - at));
    return found ? found : scan->end;
}

/* The name at the beginning of a tag, when it is a field's; a prefix does not matter. */
static const char *field_name(const struct scan *scan, const char *at, const char *end) {
    const char *start = at;
    while (at < end && !is_space(*at) && *at != '/') {
        start = *at == ':' ? at + 1 : start;
        at++;
    }
    const char *name = arena_copy(scan->arena, start, (size_t)(at - start));
    return key_index_find(scan->names, name) ? name : NULL;
}

/* The first value of an attribute in a start tag, declarations of namespaces apart. */
static struct value attribute_value(const char *at, const char *end) {
    for (const char *equals = memchr(at, '=', (size_t)(end - at)); equals;
         equals = memchr(at, '=', (size_t)(end - at))) {
        const char *name = equals;
        const char *quote = equals + 1;
        while (name > at && !is_space(name[-1])) {
            name--;
        }
        while (quote < end && is_space(*quote)) {
            quote++;
        }
        const char *close =
            quote < end ? memchr(quote + 1, *quote, (size_t)(end - quote - 1)) : NULL;
        if (!close || (*quote != '"' && *quote != '\'')) {
            break;
        }
        struct value value = trimmed(quote + 1, close);
        if (value.length > 0 && strncmp(name, "xmlns", strlen("xmlns")) != 0) {
            return value;
        }
        at = close + 1;
    }
    return (struct value){NULL, 0};
}

/* Behind the end tag of a field the text in it is known for a value: text behind a start tag alone may be a
 * remark on what is to be filled there. */
static struct value read_end_tag(struct scan *scan, const char *at, const char *end) {
    const char *name = field_name(scan, at, end);
    struct value none = {NULL, 0};
    if (!name) {
        return none;
    }
    bool ends = scan->text.start && strcmp(name, scan->open) == 0;
    struct value value = ends ? scan->text : none;
    scan->open = NULL;
    scan->text = none;
    return value;
}

static struct value read_start_tag(struct scan *scan, const char *at, const char *end) {
    const char *name = field_name(scan, at, end);
    struct value value = {NULL, 0};
    if (!name) {
        return value;
    }
    value = attribute_value(at, end);
    if (end[-1] != '/') {
        scan->open = name;
        scan->text = (struct value){NULL, 0};
    }
    return value;
}

/* The first value of a field in the comment; without start when there is none. */
static struct value first_value(struct scan *scan) {
    struct value value = {NULL, 0};
    while (!value.start && scan->at < scan->end) {
        const char *tag = find(scan, scan->at, '<');
        struct value text = trimmed(scan->at, tag);
        if (scan->open && !scan->text.start && text.length > 0) {
            scan->text = text;
        }
        const char *inside = tag < scan->end ? tag + 1 : tag;
        const char *close = find(scan, inside, '>');
        if (close == scan->end) {
            break;
        }
        value = *inside == '/' ? read_end_tag(scan, inside + 1, close)
                               : read_start_tag(scan, inside, close);
        scan->at = close + 1;
    }
    return value;
}

/* ---- Reports ---- */

static void report(struct job *job, struct span comment, struct value value) {
    struct arena *arena = job->arena;
    const struct source *source = comment.source;
    size_t first = source_position(source, comment.offset).line;
    size_t last = source_position(source, comment.offset + comment.length - 1).line;
    bool one = first == last;
    struct span place = {source, (uint32_t)(value.start - source->bytes), (uint32_t)value.length};
    diagnose(job->diagnostics, MESSAGE_ANSWERS_IN_COMMENT, place, NULL,
        answers_text_short(arena, arena_copy(arena, value.start, value.length)),
        one ? arena_format(arena, "ligne %zu", first)
            : arena_format(arena, "lignes %zu à %zu", first, last),
        one ? "Si c’est une réponse, supprimez «\u00A0<!--\u00A0» et «\u00A0-->\u00A0» qui "
              "l’entourent."
            : arena_format(arena,
                  "Si c’est une réponse, supprimez «\u00A0<!--\u00A0» ligne %zu et "
                  "«\u00A0-->\u00A0» "
                  "ligne %zu.",
                  first, last));
}

/* The names of the form's fields, and of those of forms inside it. */
static void add_names(struct key_index *names, const struct answers *answers) {
    for (size_t i = 1; i < answers->form->field_count; i++) {
        struct field *field = answers->form->fields[i];
        if (field->kind != FIELD_VALUE && !field->attribute) {
            *key_index_add(names, field->name) = field;
        }
    }
    for (size_t i = 0; i < answers->form_count; i++) {
        if (answers->forms[i]->xml == answers->xml) {
            add_names(names, answers->forms[i]);
        }
    }
}

void answers_comment_report(struct job *job, const struct answers *answers) {
    static const char opening[] = "<!--";
    static const char closing[] = "-->";
    struct key_index names = {.arena = job->arena};
    const struct xml *xml = answers->xml;
    if (xml->comment_count > 0) {
        add_names(&names, answers);
    }
    for (size_t i = 0; i < xml->comment_count; i++) {
        struct span span = xml->comments[i].span;
        const char *bytes = span.source->bytes + span.offset;
        struct scan scan = {.arena = job->arena,
            .names = &names,
            .at = bytes + strlen(opening),
            .end = bytes + span.length - strlen(closing)};
        struct value value = first_value(&scan);
        if (value.start) {
            report(job, span, value);
        }
    }
}
