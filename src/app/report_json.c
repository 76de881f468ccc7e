#include "report_write.h"

#include "blocks.h"
#include "text.h"

#include <inttypes.h>

/* RFC 8259: quotation mark, reverse solidus and control characters are escaped; so is what could reorder a
 * line that shows the report. The rest is UTF-8, whatever the file held. */
void report_write_string(struct buffer *out, const char *text) {
    buffer_text(out, "\"");
    while (*text != '\0') {
        uint32_t code_point = text_next(&text);
        if (code_point == '"' || code_point == '\\')
            buffer_format(out, "\\%c", (char)code_point);
        else if (code_point < 0x20 || text_is_forbidden(code_point))
            buffer_format(out, "\\u%04" PRIx32, code_point);
        else
            buffer_code_point(out, code_point);
    }
    buffer_text(out, "\"");
}

static void json_member(struct buffer *out, const char *name, const char *value) {
    if (value == NULL || *value == '\0')
        return;
    buffer_format(out, ",\n      \"%s\": ", name);
    report_write_string(out, value);
}

/* { "file": …, "line": 41, "column": 22, "length": 16 }, in code points. */
static void json_place(struct buffer *out, const char *name, struct span span) {
    if (span.source == NULL)
        return;
    struct position position = source_position(span.source, span.offset);
    struct span whole = span_part(span, 0, span.length);
    buffer_format(out, ",\n      \"%s\": {\"file\": ", name);
    report_write_string(out, span.source->name);
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
    report_write_string(out, entry->path);
    buffer_format(out, ", \"status\": %d", entry->status);
    if (entry->block_count > 0) {
        buffer_text(out, ", \"signatures\": ");
        blocks_write(out, entry->blocks, entry->block_count, "  ");
    }
    buffer_text(out, ", \"diagnostics\": [");
    size_t count = entry->diagnostics != NULL ? entry->diagnostics->count : 0;
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        const struct diagnostic *diagnostic = &entry->diagnostics->items[i];
        if (diagnostic->level == LEVEL_NOTE && !entry->notes)
            continue;
        buffer_text(out, shown++ > 0 ? ",\n" : "\n");
        json_diagnostic(out, diagnostic);
    }
    buffer_text(out, shown > 0 ? "\n  ]}" : "]}");
}

void report_wrap_json(struct buffer *out, const char *body) {
    buffer_format(out, "{\"greffe-diagnostics\": 1, \"forms\": [%s\n]}\n", body);
}
