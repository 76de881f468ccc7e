#include "report_write.h"

#include "text.h"

/* RFC 8259: quotation mark, reverse solidus and control characters are escaped; the rest is UTF-8. */
static void json_string(struct buffer *out, const char *text) {
    buffer_text(out, "\"");
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            buffer_format(out, "\\%c", byte);
        else if (byte < 0x20 || byte == 0x7F)
            buffer_format(out, "\\u%04x", byte);
        else
            buffer_add(out, text, 1);
    }
    buffer_text(out, "\"");
}

static void json_member(struct buffer *out, const char *name, const char *value) {
    if (value == NULL || *value == '\0')
        return;
    buffer_format(out, ",\n      \"%s\": ", name);
    json_string(out, value);
}

/* { "file": …, "line": 41, "column": 22, "length": 16 }, in code points. */
static void json_place(struct buffer *out, const char *name, struct span span) {
    if (span.source == NULL)
        return;
    struct position position = source_position(span.source, span.offset);
    struct span whole = span_part(span, 0, span.length);
    buffer_format(out, ",\n      \"%s\": {\"file\": ", name);
    json_string(out, span.source->name);
    buffer_format(out, ", \"line\": %zu, \"column\": %zu, \"length\": %zu}", position.line,
        position.column, text_count(span.source->bytes + whole.offset, whole.length));
}

static const char *const levels[] = {"note", "warning", "error", "fault"};

static void json_diagnostic(struct buffer *out, const struct diagnostic *diagnostic) {
    buffer_format(out, "    {\n      \"level\": \"%s\"", levels[diagnostic->level]);
    json_member(out, "code", diagnostic->code);
    json_place(out, "place", diagnostic->span);
    json_member(out, "field", diagnostic->place);
    json_member(out, "text", diagnostic->text);
    json_member(out, "hint", diagnostic->hint);
    json_member(out, "law", diagnostic->law);
    json_place(out, "related", diagnostic->related);
    buffer_text(out, "\n    }");
}

void report_write_json(struct buffer *out, const struct report_entry *entry) {
    buffer_text(out, entry->index > 0 ? ",\n  {\"form\": " : "\n  {\"form\": ");
    json_string(out, entry->path);
    buffer_format(out, ", \"status\": %d, \"diagnostics\": [", entry->status);
    size_t count = entry->diagnostics != NULL ? entry->diagnostics->count : 0;
    for (size_t i = 0; i < count; i++) {
        buffer_text(out, i > 0 ? ",\n" : "\n");
        json_diagnostic(out, &entry->diagnostics->items[i]);
    }
    buffer_text(out, count > 0 ? "\n  ]}" : "]}");
}

void report_wrap_json(struct buffer *out, const char *body) {
    buffer_format(out, "{\"greffe-diagnostics\": 1, \"forms\": [%s\n]}\n", body);
}
