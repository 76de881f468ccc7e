#include "xml_tag.h"

#include "job.h"
#include "markup.h"
#include "text.h"
#include "xml_error.h"

#include <libxml/xmlerror.h>
#include <string.h>

enum {
    LONGEST_TAG = 40, /* bytes of a tag that is quoted whole */
};

/* A fault in a tag; `attribute` is the last one that begins before it, of no length when there is none. */
struct tag_fault {
    struct job *job;
    const struct source *source;
    int code;
    size_t offset;
    size_t tag;
    struct markup_name name;
    struct markup_attribute attribute;
};

/* ---- What stands where ---- */

static struct markup_attribute attribute_before(
    const struct source *source, size_t cursor, size_t offset) {
    struct markup_attribute found = {0};
    struct markup_attribute next;
    while (
        cursor < offset && markup_attribute(source, &cursor, &next) && next.name.offset < offset) {
        found = next;
    }
    return found;
}

static const char *quoted(const struct tag_fault *fault, struct markup_name name) {
    return xml_error_excerpt(fault->job->arena, fault->source->bytes + name.offset, name.length);
}

static char byte_at(const struct tag_fault *fault, size_t offset) {
    return fault->source->bytes[offset];
}

/* The next tag begins here, or the file ends. */
static bool tag_is_cut(const struct tag_fault *fault) {
    char byte = byte_at(fault, fault->offset);
    return byte == '<' || byte == '\0';
}

/* A name and = stand at the offset: another attribute begins here. */
static bool begins_attribute(const struct tag_fault *fault, size_t offset) {
    struct markup_name name = markup_name(fault->source, offset);
    size_t behind = markup_skip_space(fault->source, offset + name.length);
    return name.length > 0 && byte_at(fault, behind) == '=';
}

/* A quote that closes a value is not that of the next attribute, and what follows it belongs to a tag. */
static bool closes_value(const struct tag_fault *fault, size_t quote) {
    char next = byte_at(fault, quote + 1);
    return byte_at(fault, quote - 1) != '=' &&
           (text_is_space((unsigned char)next) || next == '/' || next == '>');
}

/* The value seems to end on the line of the offset: then a < at the offset is part of it. */
static bool is_closed_on_line(const struct tag_fault *fault) {
    for (size_t i = fault->offset; byte_at(fault, i) && byte_at(fault, i) != '\n'; i++) {
        if (byte_at(fault, i) == fault->attribute.quote) {
            return closes_value(fault, i);
        }
    }
    return false;
}

static bool value_holds(const struct tag_fault *fault, char byte) {
    const struct markup_attribute *attribute = &fault->attribute;
    return memchr(fault->source->bytes + attribute->value, byte, attribute->value_length);
}

static bool value_ends_with_equals(const struct tag_fault *fault) {
    const struct markup_attribute *attribute = &fault->attribute;
    return attribute->value_length > 0 &&
           byte_at(fault, attribute->value + attribute->value_length - 1) == '=';
}

/* ---- Reports ---- */

static void report(const struct tag_fault *fault, enum message message, size_t start, size_t end,
    const char *first, const char *second) {
    diagnose(fault->job->diagnostics, message, markup_span(fault->source, start, end), NULL, first,
        second);
}

/* The quote that opens the attribute's value is never closed. */
static void report_open_quote(const struct tag_fault *fault) {
    size_t quote = fault->attribute.value - 1;
    const char mark[2] = {fault->attribute.quote, '\0'};
    report(fault, MESSAGE_XML_QUOTE_OPEN, quote, quote + 1, quoted(fault, fault->attribute.name),
        mark);
}

/* The tag has no >: its text up to the fault is shown. */
static void report_unfinished(const struct tag_fault *fault) {
    size_t end = fault->offset;
    size_t shortest = fault->tag + 1;
    while (end > shortest && text_is_space((unsigned char)byte_at(fault, end - 1))) {
        end--;
    }
    report(fault, MESSAGE_XML_TAG_OPEN, fault->tag, end, quoted(fault, fault->name), NULL);
}

static void report_less_than_in_value(const struct tag_fault *fault) {
    if (is_closed_on_line(fault)) {
        report(fault, MESSAGE_XML_LESS_THAN_IN_VALUE, fault->offset, fault->offset + 1,
            quoted(fault, fault->attribute.name), NULL);
    } else {
        report_open_quote(fault);
    }
}

/* A value without quotes, or between the quotes of a text processor: UTF-8 of “ ” « » ‘ ’. */
static size_t typographic_quote(const char *text) {
    static const char *const quotes[] = {"“", "”", "«", "»", "‘", "’"};
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        if (text_starts(text, quotes[i])) {
            return strlen(quotes[i]);
        }
    }
    return 0;
}

static size_t unquoted_end(const struct tag_fault *fault, bool typographic) {
    size_t end = fault->offset;
    while (byte_at(fault, end) && !strchr("<>\n", byte_at(fault, end)) &&
           !markup_starts(fault->source, end, "/>")) {
        size_t closing = typographic_quote(fault->source->bytes + end);
        if (end > fault->offset && closing > 0) {
            return end + closing;
        }
        if (!typographic && text_is_space((unsigned char)byte_at(fault, end))) {
            break;
        }
        end++;
    }
    return end;
}

static const char *without_quotes(const struct tag_fault *fault, size_t start, size_t end) {
    struct buffer text = {.arena = fault->job->arena};
    while (start < end) {
        size_t quote = typographic_quote(fault->source->bytes + start);
        if (quote == 0) {
            buffer_add(&text, fault->source->bytes + start, 1);
        }
        start += quote > 0 ? quote : 1;
    }
    return xml_error_excerpt(fault->job->arena, buffer_string(&text), text.length);
}

static void report_unquoted(const struct tag_fault *fault) {
    bool typographic = typographic_quote(fault->source->bytes + fault->offset) > 0;
    size_t end = unquoted_end(fault, typographic);
    enum message message =
        typographic ? MESSAGE_XML_TYPOGRAPHIC_QUOTES : MESSAGE_XML_QUOTES_MISSING;
    report(fault, message, fault->offset, end, quoted(fault, fault->attribute.name),
        without_quotes(fault, fault->offset, end));
}

/* The names in a tag that holds nothing else, with `between` between them, as a whole tag; NULL for any
 * other tag, or a long one, which is more likely prose. */
static const char *spaced_tag(const struct tag_fault *fault, const char *between) {
    struct buffer text = {.arena = fault->job->arena};
    size_t at = fault->tag + 1;
    buffer_text(&text, "<");
    for (struct markup_name name = fault->name; name.length > 0;
         name = markup_name(fault->source, at)) {
        buffer_text(&text, name.offset > fault->name.offset ? between : "");
        buffer_add(&text, fault->source->bytes + name.offset, name.length);
        at = markup_skip_space(fault->source, name.offset + name.length);
    }
    bool empty = byte_at(fault, at) == '/';
    if (byte_at(fault, at + empty) != '>' || text.length > LONGEST_TAG) {
        return NULL;
    }
    buffer_text(&text, empty ? "/>" : ">");
    return buffer_string(&text);
}

/* « <plus tard/> »: to XML, « tard » is an attribute. */
static void report_no_value(const struct tag_fault *fault) {
    struct markup_name name = fault->attribute.name;
    const char *meant = spaced_tag(fault, "-");
    if (meant) {
        diagnose(fault->job->diagnostics, MESSAGE_XML_TAG_NAME_SPACE,
            markup_span(fault->source, name.offset, name.offset + name.length), NULL,
            spaced_tag(fault, " "), meant, quoted(fault, name), quoted(fault, fault->name));
        return;
    }
    report(fault, MESSAGE_XML_VALUE_MISSING, name.offset, name.offset + name.length,
        quoted(fault, name), quoted(fault, fault->name));
}

/* Something stands right behind the quote that closed a value. */
static void report_behind_value(const struct tag_fault *fault) {
    if (fault->attribute.quote == 0 || tag_is_cut(fault)) {
        report_unfinished(fault);
    } else if (value_ends_with_equals(fault)) {
        report_open_quote(fault); /* it was closed by the quote that opens the next value */
    } else if (begins_attribute(fault, fault->offset)) {
        struct markup_name next = markup_name(fault->source, fault->offset);
        report(fault, MESSAGE_XML_SPACE_MISSING, fault->offset, fault->offset + next.length,
            quoted(fault, next), NULL);
    } else if (value_holds(fault, '>')) {
        report_open_quote(fault); /* it was closed by a quote in the text behind the tag */
    } else {
        report(fault, MESSAGE_XML_QUOTE_INSIDE, fault->offset - 1, fault->offset,
            quoted(fault, fault->attribute.name),
            fault->attribute.quote == '"' ? "&quot;" : "&apos;");
    }
}

static void report_attribute_name(const struct tag_fault *fault) {
    if (tag_is_cut(fault)) {
        report_unfinished(fault);
        return;
    }
    size_t end = fault->offset + 1;
    while (byte_at(fault, end) && !strchr("<>=\"' \t\r\n", byte_at(fault, end))) {
        end++;
    }
    const char *word = xml_error_excerpt(
        fault->job->arena, fault->source->bytes + fault->offset, end - fault->offset);
    report(fault, MESSAGE_XML_ATTRIBUTE_NAME, fault->offset, end, word, NULL);
}

/* ---- Twice the same attribute ---- */

/* Two attributes are one: spelt alike; or, where libxml2 says that their prefixes stand for the same
 * namespace, alike behind the prefix. */
static bool are_same(
    const struct tag_fault *fault, struct markup_name first, struct markup_name second) {
    if (fault->code == XML_NS_ERR_ATTRIBUTE_REDEFINED) {
        if (first.prefix == 0 || second.prefix == 0) {
            return false;
        }
        first = markup_name(fault->source, first.offset + first.prefix);
        second = markup_name(fault->source, second.offset + second.prefix);
    }
    return markup_same_name(fault->source, first, second);
}

static void report_twice(const struct tag_fault *fault) {
    size_t cursor = fault->name.offset + fault->name.length;
    struct markup_attribute first;
    while (markup_attribute(fault->source, &cursor, &first) && first.name.offset < fault->offset) {
        size_t rest = cursor;
        struct markup_attribute second;
        while (
            markup_attribute(fault->source, &rest, &second) && second.name.offset < fault->offset) {
            if (are_same(fault, first.name, second.name)) {
                struct span span = markup_span(
                    fault->source, second.name.offset, second.name.offset + second.name.length);
                struct diagnostic *diagnostic = diagnose(fault->job->diagnostics,
                    MESSAGE_XML_ATTRIBUTE_TWICE, span, NULL, quoted(fault, second.name));
                diagnostic->related = markup_span(
                    fault->source, first.name.offset, first.name.offset + first.name.length);
                return;
            }
        }
    }
}

/* ---- End tags ---- */

static void report_end_tag(const struct tag_fault *fault) {
    size_t name = fault->tag + 2;
    if (text_is_space((unsigned char)byte_at(fault, name))) {
        size_t start = markup_skip_space(fault->source, name);
        struct markup_name meant = markup_name(fault->source, start);
        const char *tag = arena_format(fault->job->arena, "</%s", quoted(fault, meant));
        report(fault, MESSAGE_XML_TAG_SPACE, fault->tag, start, "</", tag);
        return;
    }
    struct markup_name written = markup_name(fault->source, name);
    const char *tag = arena_format(fault->job->arena, "/%s", quoted(fault, written));
    report(fault, MESSAGE_XML_TAG_OPEN, fault->tag, name + written.length, tag, NULL);
}

static void report_namespace(const struct tag_fault *fault) {
    const struct markup_attribute *attribute = &fault->attribute;
    report(fault, MESSAGE_XML_NAMESPACE, attribute->name.offset,
        attribute->value + attribute->value_length + 1, quoted(fault, attribute->name), NULL);
}

void xml_tag_report(struct job *job, const struct xml_fault *found, size_t tag) {
    struct tag_fault fault = {
        .job = job,
        .source = found->source,
        .code = found->code,
        .offset = found->offset,
        .tag = tag,
        .name = markup_name(found->source, tag + 1),
    };
    fault.attribute =
        attribute_before(found->source, fault.name.offset + fault.name.length, found->offset);
    if (markup_starts(found->source, tag, "</")) {
        report_end_tag(&fault);
        return;
    }
    switch (fault.code) {
    case XML_ERR_LT_IN_ATTRIBUTE:
        report_less_than_in_value(&fault);
        break;
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
        report_open_quote(&fault);
        break;
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
        report_unquoted(&fault);
        break;
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
        report_no_value(&fault);
        break;
    case XML_ERR_ATTRIBUTE_REDEFINED:
    case XML_NS_ERR_ATTRIBUTE_REDEFINED:
        report_twice(&fault);
        break;
    case XML_ERR_SPACE_REQUIRED:
        report_behind_value(&fault);
        break;
    case XML_ERR_NAME_REQUIRED:
        report_attribute_name(&fault);
        break;
    case XML_NS_ERR_XML_NAMESPACE:
        report_namespace(&fault);
        break;
    default:
        report_unfinished(&fault);
        break;
    }
}
