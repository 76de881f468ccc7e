#include "xml_reference.h"

#include "job.h"
#include "markup.h"
#include "text.h"
#include "xml_error.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>
#include <string.h>

enum {
    MOST_REPORTS = 30,
    MOST_FAULTS = 10000, /* repetitions included */
    WORD_REACH = 30,     /* bytes of a word shown on each side of the & */
};

/* ---- Which faults ---- */

/* The & before the offset at which libxml2 stood when it refused a reference: it has read no further than
 * behind the reference's end. */
static size_t ampersand_before(const struct source *source, size_t offset) {
    while (offset > 0 && source->bytes[offset - 1] != '&') {
        offset--;
    }
    return offset > 0 ? offset - 1 : 0;
}

bool xml_reference_is_fault(const struct xml_fault *fault) {
    switch (fault->code) {
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
    case XML_ERR_INVALID_DEC_CHARREF:
    case XML_ERR_INVALID_HEX_CHARREF:
    case XML_ERR_INVALID_CHARREF:
    case XML_ERR_INVALID_CHAR: /* raw ones were refused before: it is &#1; or the like */
        return true;
    case XML_ERR_NAME_REQUIRED: /* libxml2 says the same of a bare < */
        return fault->offset > 0 && fault->source->bytes[fault->offset - 1] == '&';
    default:
        return false;
    }
}

/* ---- Words ---- */

static bool ends_word(char byte) {
    return byte == '\0' || text_is_space((unsigned char)byte) || strchr("<>\"'", byte);
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static bool is_inside_code_point(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The word that holds the &; with the words beside it when the & stands between spaces. */
static struct span word_around(const struct source *source, size_t ampersand) {
    const char *bytes = source->bytes;
    size_t start = ampersand;
    while (start > 0 && ampersand - start < WORD_REACH && is_blank(bytes[start - 1])) {
        start--;
    }
    while (start > 0 && ampersand - start < WORD_REACH && !ends_word(bytes[start - 1])) {
        start--;
    }
    while (is_inside_code_point(bytes[start]) || is_blank(bytes[start])) {
        start++;
    }
    size_t end = ampersand + 1;
    while (end - ampersand < WORD_REACH && is_blank(bytes[end])) {
        end++;
    }
    while (end - ampersand < WORD_REACH && !ends_word(bytes[end])) {
        end++;
    }
    while (is_inside_code_point(bytes[end]) || is_blank(bytes[end - 1])) {
        end--;
    }
    return markup_span(source, start, end);
}

static size_t name_length(const char *text) {
    size_t length = 0;
    while (!ends_word(text[length]) && !strchr("&;=,!?#()[]{}/", text[length])) {
        length++;
    }
    return length;
}

/* The word with each & that begins no whole reference written as &amp;. */
static const char *escaped(struct arena *arena, struct span word) {
    struct buffer text = {.arena = arena};
    const char *at = word.source->bytes + word.offset;
    for (const char *end = at + word.length; at < end; at++) {
        size_t length = name_length(at + 1);
        bool whole = length > 0 && at[length + 1] == ';' && at + length + 1 < end;
        if (*at == '&' && !whole) {
            buffer_text(&text, "&amp;");
        } else {
            buffer_add(&text, at, 1);
        }
    }
    return buffer_string(&text);
}

/* ---- Reports ---- */

/* One refused reference: `&`, `&name`, `&name;` or `&#digits`. */
struct reference {
    struct job *job;
    struct xml_references *references;
    struct span span;
    const char *name; /* "" after a bare & */
};

static bool was_named(const struct reference *reference) {
    const struct xml_references *references = reference->references;
    for (size_t i = 0; i < references->name_count; i++) {
        if (strcmp(references->names[i], reference->name) == 0) {
            return true;
        }
    }
    return false;
}

static void remember_name(const struct reference *reference) {
    struct xml_references *references = reference->references;
    references->names = arena_grow(reference->job->arena, references->names, references->name_count,
        sizeof *references->names);
    references->names[references->name_count++] = reference->name;
}

/* What to type instead of a name that HTML defines: the character, or its number when it cannot be seen. */
static const char *typed(struct arena *arena, const htmlEntityDesc *entity) {
    switch (entity->value) {
    case '<':
    case '>':
    case '&':
    case '"':
        return arena_format(arena, "« &%s; »", entity->name);
    case 0x00AB: /* guillemets: none around them */
    case 0x00BB:
        return entity->value == 0x00AB ? "«" : "»";
    case 0x00A0:
        return "&#160; (espace insécable)";
    case 0x2009:
        return "&#8201; (espace fine)";
    case 0x00AD:
        return "&#173; (trait d’union conditionnel)";
    default:
        break;
    }
    if (entity->value >= 0x2002 && entity->value <= 0x200F) {
        return arena_format(arena, "&#%u; (caractère invisible)", entity->value);
    }
    char character[5];
    text_encode(entity->value, character);
    return arena_format(arena, "« %s »", character);
}

static const htmlEntityDesc *html_entity(const char *name) {
    return htmlEntityLookup((const xmlChar *)name);
}

static void report_undefined(const struct reference *reference) {
    struct diagnostics *diagnostics = reference->job->diagnostics;
    if (was_named(reference)) {
        return;
    }
    remember_name(reference);
    reference->references->reported++;
    const htmlEntityDesc *entity = html_entity(reference->name);
    if (entity) {
        const char *character = typed(reference->job->arena, entity);
        diagnose(diagnostics, MESSAGE_XML_HTML_ENTITY, reference->span, NULL, reference->name,
            character);
    } else {
        diagnose(diagnostics, MESSAGE_XML_UNKNOWN_ENTITY, reference->span, NULL, reference->name);
    }
}

static void report_character(const struct reference *reference) {
    struct span span = reference->span;
    reference->references->reported++;
    const char *text =
        xml_error_excerpt(reference->job->arena, span.source->bytes + span.offset, span.length);
    diagnose(reference->job->diagnostics, MESSAGE_XML_CHARACTER_REFERENCE, span, NULL, text);
}

/* &eacute without its semicolon; but in « a=1&copy=2 » the & is a sign of the text. */
static bool lacks_semicolon(const struct reference *reference) {
    const struct span *span = &reference->span;
    return html_entity(reference->name) && span->source->bytes[span->offset + span->length] != '=';
}

static void report_unfinished(const struct reference *reference) {
    struct arena *arena = reference->job->arena;
    struct diagnostics *diagnostics = reference->job->diagnostics;
    reference->references->reported++;
    if (lacks_semicolon(reference)) {
        const char *character = typed(arena, html_entity(reference->name));
        diagnose(
            diagnostics, MESSAGE_XML_SEMICOLON, reference->span, NULL, reference->name, character);
        return;
    }
    struct span word = word_around(reference->span.source, reference->span.offset);
    const char *text = arena_copy(arena, word.source->bytes + word.offset, word.length);
    struct span ampersand = span_part(reference->span, 0, 1);
    diagnose(diagnostics, MESSAGE_XML_AMPERSAND, ampersand, NULL, text, escaped(arena, word));
    reference->references->covered = word.offset + word.length;
}

static struct reference read_reference(
    struct job *job, struct xml_references *references, const struct source *source, size_t start) {
    bool number = source->bytes[start + 1] == '#';
    const char *name = source->bytes + start + 1;
    size_t length = number + name_length(name + number);
    size_t end = start + 1 + length;
    end += source->bytes[end] == ';';
    return (struct reference){
        job, references, markup_span(source, start, end), arena_copy(job->arena, name, length)};
}

static void report_reference(const struct reference *reference) {
    size_t end = reference->span.offset + reference->span.length;
    reference->references->covered = end;
    if (*reference->name == '#') {
        report_character(reference);
    } else if (reference->span.source->bytes[end - 1] == ';') {
        report_undefined(reference);
    } else {
        report_unfinished(reference);
    }
}

bool xml_reference_report(
    struct job *job, struct xml_references *references, const struct xml_fault *fault) {
    size_t start = ampersand_before(fault->source, fault->offset);
    struct reference reference = read_reference(job, references, fault->source, start);
    if (start >= references->covered) {
        report_reference(&reference);
    }
    references->seen++;
    if (references->seen < MOST_FAULTS && references->reported < MOST_REPORTS) {
        return true;
    }
    diagnose(job->diagnostics, MESSAGE_XML_MORE_REFERENCES, reference.span, NULL);
    return false;
}
