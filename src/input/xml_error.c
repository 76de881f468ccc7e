#include "xml_error.h"

#include "job.h"
#include "kind.h"
#include "markup.h"
#include "text.h"
#include "xml.h"
#include "xml_tag.h"

#include <libxml/xmlerror.h>
#include <string.h>

enum {
    MOST_QUOTED = 40, /* code points of the source in a message */
};

/* A fault with the means to report it. */
struct report {
    struct job *job;
    const struct xml_fault *fault;
    const struct source *source;
    size_t offset;
};

const char *xml_error_excerpt(struct arena *arena, const char *text, size_t length) {
    const char *at = text;
    for (size_t count = 0; at < text + length; count++) {
        if (count == MOST_QUOTED) {
            return arena_format(arena, "%.*s…", (int)(at - text), text);
        }
        text_next(&at);
    }
    return arena_copy(arena, text, length);
}

static const char *quoted(const struct report *report, size_t start, size_t end) {
    return xml_error_excerpt(report->job->arena, report->source->bytes + start, end - start);
}

static struct diagnostic *add(const struct report *report, enum message message, size_t start,
    size_t end, const char *first, const char *second) {
    return diagnose(report->job->diagnostics, message, markup_span(report->source, start, end),
        NULL, first, second);
}

static const char *quoted_name(const struct report *report, struct markup_name name) {
    return quoted(report, name.offset, name.offset + name.length);
}

/* The name of an open element as its tag has it, prefix included. */
static struct markup_name written_name(const struct node *node) {
    return markup_name(node->span.source, node->span.offset + 1);
}

static size_t end_of_text(const struct source *source, size_t start) {
    size_t end = start;
    while (source->bytes[end] && !strchr("<\n", source->bytes[end])) {
        end++;
    }
    while (end > start && text_is_space((unsigned char)source->bytes[end - 1])) {
        end--;
    }
    return end;
}

/* ---- A < that begins no tag ---- */

static void report_end_without_start(const struct report *report, size_t tag) {
    struct markup_name name = markup_name(report->source, tag + strlen("</"));
    add(report, MESSAGE_XML_NOTHING_TO_CLOSE, tag, name.offset + name.length,
        quoted_name(report, name), NULL);
}

static bool is_doctype(const struct report *report, size_t tag) {
    static const char word[] = "<!doctype";
    for (size_t i = 0; word[i]; i++) {
        char byte = report->source->bytes[tag + i];
        if (byte != word[i] && byte != word[i] - 'a' + 'A') {
            return false;
        }
    }
    return true;
}

/* « < nom> »: a tag but for the space. */
static bool is_spaced_tag(const struct report *report, size_t tag) {
    const struct source *source = report->source;
    size_t start = markup_skip_space(source, tag + 1);
    struct markup_name name = markup_name(source, start);
    size_t end = start + name.length;
    return start > tag + 1 && name.length > 0 &&
           (source->bytes[end] == '>' || markup_starts(source, end, "/>"));
}

static void report_spaced_tag(const struct report *report, size_t tag) {
    size_t start = markup_skip_space(report->source, tag + 1);
    struct markup_name name = markup_name(report->source, start);
    const char *meant = arena_format(report->job->arena, "<%s", quoted_name(report, name));
    add(report, MESSAGE_XML_TAG_SPACE, tag, start, "<", meant);
}

static void report_less_than(const struct report *report, size_t tag) {
    if (is_doctype(report, tag)) {
        add(report, MESSAGE_XML_DOCTYPE, tag, tag + strlen("<!doctype"), NULL, NULL);
    } else if (markup_starts(report->source, tag, "<!")) {
        add(report, MESSAGE_XML_BANG, tag, tag + strlen("<!"), NULL, NULL);
    } else if (markup_starts(report->source, tag, "</")) {
        report_end_without_start(report, tag);
    } else if (is_spaced_tag(report, tag)) {
        report_spaced_tag(report, tag);
    } else {
        size_t end = end_of_text(report->source, tag + 1);
        add(report, MESSAGE_XML_LESS_THAN, tag, tag + 1, quoted(report, tag, end), NULL);
    }
}

/* ---- Before and after the root ---- */

static void report_no_root(const struct report *report) {
    const struct source *source = report->source;
    size_t start = markup_skip_space(source, report->offset);
    if (start == source->length) {
        add(report, MESSAGE_XML_NO_ROOT, start, start, NULL, NULL);
    } else if (markup_find(source, start, "<") == source->length) {
        add(report, MESSAGE_XML_OTHER_KIND, start, start, "du texte simple", NULL);
    } else {
        size_t end = end_of_text(source, start);
        add(report, MESSAGE_XML_TEXT_BEFORE, start, end, quoted(report, start, end), NULL);
    }
}

static void report_second_root(const struct report *report, size_t tag) {
    struct markup_name name = markup_name(report->source, tag + 1);
    struct diagnostic *diagnostic =
        add(report, MESSAGE_XML_SECOND_ROOT, tag, name.offset + name.length,
            quoted_name(report, name), quoted_name(report, written_name(report->fault->root)));
    diagnostic->related = report->fault->root->span;
}

static void report_text_after(const struct report *report) {
    size_t end = end_of_text(report->source, report->offset);
    add(report, MESSAGE_XML_TEXT_AFTER, report->offset, end, quoted(report, report->offset, end),
        NULL);
}

static void report_after_root(const struct report *report) {
    size_t start = report->offset;
    if (markup_starts(report->source, start, "</")) {
        report_end_without_start(report, start);
    } else if (markup_starts(report->source, start, "<!") &&
               !markup_starts(report->source, start, "<![")) {
        report_less_than(report, start);
    } else if (report->source->bytes[start] == '<' &&
               markup_name(report->source, start + 1).length > 0 && report->fault->root) {
        report_second_root(report, start);
    } else {
        report_text_after(report);
    }
}

/* ---- Elements ---- */

static const struct node *open_ancestor(const struct report *report, struct markup_name name) {
    const struct node *node = report->fault->open;
    while (node && !markup_same_name(report->source, written_name(node), name)) {
        node = node->parent;
    }
    return node;
}

static size_t line_of(const struct source *source, size_t offset) {
    return source_position(source, offset).line;
}

static const char *line_number(const struct report *report, size_t offset) {
    return arena_format(report->job->arena, "%zu", line_of(report->source, offset));
}

static size_t behind_tag(const struct node *element) {
    return element->span.offset + element->span.length;
}

/* Nothing but comments and white space. */
static bool is_empty(const struct source *source, size_t start, size_t end) {
    size_t at = markup_skip_space(source, start);
    while (at < end && markup_starts(source, at, "<!--")) {
        at = markup_find(source, at, "-->") + strlen("-->");
        at = at < end ? markup_skip_space(source, at) : at;
    }
    return at == end;
}

/* Where the text that follows the element's start tag ends, without white space. */
static size_t own_text_end(const struct node *element) {
    const struct source *source = element->span.source;
    size_t end = markup_find(source, behind_tag(element), "<");
    while (end > behind_tag(element) && text_is_space((unsigned char)source->bytes[end - 1])) {
        end--;
    }
    return end;
}

static bool has_text_from(const struct node *node) {
    for (; node; node = node->next) {
        const char *text = node->text;
        while (text_is_space((unsigned char)*text)) {
            text++;
        }
        if (*text) {
            return true;
        }
    }
    return false;
}

/* « <nom>Dupont », and the next tags on lines below: a field whose end tag was forgotten, not a text with
 * tags in it. The end tag stands at the byte `tag`. */
static bool is_field(const struct report *report, const struct node *element, size_t tag) {
    const struct source *source = report->source;
    const struct node *next = element->first ? element->first->next : NULL;
    size_t start = behind_tag(element);
    size_t text = markup_skip_space(source, start);
    size_t end = own_text_end(element);
    return text < end && next && line_of(source, text) == line_of(source, start) &&
           line_of(source, next->span.offset) > line_of(source, end) && !has_text_from(next) &&
           is_empty(source, report->fault->after, tag);
}

/* The field swallowed all that follows it: it must end where its own text does. */
static void report_field(const struct report *report, const struct node *field) {
    diagnose(report->job->diagnostics, MESSAGE_XML_FIELD_OPEN, field->name_span, NULL,
        quoted_name(report, written_name(field)), line_number(report, own_text_end(field)));
}

/* Elements of the form language that never hold anything, and whose names no field bears. */
static bool is_always_empty(const struct node *node) {
    static const char *const names[] = {"br", "value-of", "page-break", "page-number", "page-count",
        "sheet-number", "page-of", "number-of"};
    bool empty = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        empty = empty || strcmp(node->name, names[i]) == 0;
    }
    return empty;
}

static void report_empty_element(
    const struct report *report, const struct node *open, struct markup_name name, size_t tag) {
    struct diagnostic *diagnostic = diagnose(report->job->diagnostics,
        MESSAGE_XML_EMPTY_ELEMENT_OPEN, open->span, NULL, quoted_name(report, written_name(open)),
        quoted_name(report, name), open->attributes ? " …" : "");
    diagnostic->related = markup_span(report->source, tag, report->offset);
}

/* What is wrong with an end tag, at the byte `tag`, that closes another element than the open one. */
static enum message mismatch(const struct report *report, struct markup_name name, size_t tag) {
    const struct node *open = report->fault->open;
    if (!open_ancestor(report, name)) {
        return MESSAGE_XML_END_TAG_OTHER;
    }
    bool empty = !open->attributes && is_empty(report->source, behind_tag(open), tag);
    return empty ? MESSAGE_XML_END_TAG_MISSING_EMPTY : MESSAGE_XML_END_TAG_MISSING;
}

/* « <duree>5<duree> »: the end tag of a field lacks its bar. */
static bool is_doubled(const struct report *report, const struct node *open) {
    const struct node *outer = open->parent;
    return outer && strcmp(outer->name, open->name) == 0 && !open->attributes &&
           source_position(report->source, outer->span.offset).line ==
               source_position(report->source, open->span.offset).line;
}

static void report_doubled(const struct report *report, const struct node *open) {
    struct diagnostic *diagnostic = diagnose(report->job->diagnostics, MESSAGE_XML_END_TAG_BAR,
        open->span, NULL, quoted_name(report, written_name(open)));
    diagnostic->related = open->parent->span;
}

/* The end tag behind which the parser stands closes another element than the innermost open one: either
 * that one lacks its end tag, or the end tag is misspelt. */
static void report_mismatch(const struct report *report) {
    const struct node *open = report->fault->open;
    size_t tag = markup_back(report->source, report->offset);
    struct markup_name name = markup_name(report->source, tag + strlen("</"));
    if (open_ancestor(report, name) && is_always_empty(open)) {
        report_empty_element(report, open, name, tag);
        return;
    }
    if (open_ancestor(report, name) && is_doubled(report, open)) {
        report_doubled(report, open);
        return;
    }
    if (open_ancestor(report, name) && is_field(report, open, tag)) {
        report_field(report, open);
        return;
    }
    struct diagnostic *diagnostic = diagnose(report->job->diagnostics, mismatch(report, name, tag),
        markup_span(report->source, tag, report->offset), NULL, quoted_name(report, name),
        quoted_name(report, written_name(open)), line_number(report, open->span.offset));
    diagnostic->related = open->span;
}

/* The file ends inside an element. */
static void report_not_closed(const struct report *report) {
    const struct node *open = report->fault->open;
    if (is_doubled(report, open)) {
        report_doubled(report, open);
        return;
    }
    diagnose(report->job->diagnostics,
        open->parent ? MESSAGE_XML_FILE_CUT : MESSAGE_XML_ROOT_NOT_CLOSED, open->span, NULL,
        quoted_name(report, written_name(open)), line_number(report, report->source->length));
}

/* ---- Comments, instructions, CDATA ---- */

/* What opens at the offset and where it closes; NULL for other markup. */
static const char *closing_of(const struct source *source, size_t offset, const char **opening) {
    static const char *const pairs[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (markup_starts(source, offset, pairs[i][0])) {
            *opening = pairs[i][0];
            return pairs[i][1];
        }
    }
    return NULL;
}

/* A comment, instruction or CDATA section. */
struct construct {
    size_t start;
    const char *opening;
    const char *closing;
};

/* The construct in which the offset stands, its closing included: libxml2 finds the hyphen too many of « ---> » there.
 * The search begins behind the last whole tag: a < inside a construct means nothing, so it cannot go backwards. */
static struct construct construct_around(const struct report *report, size_t offset) {
    const struct source *source = report->source;
    struct construct construct = {.opening = "", .closing = ""};
    size_t at = markup_find(source, report->fault->after, "<");
    while (at < source->length) {
        const char *opening = "<";
        const char *closing = closing_of(source, at, &opening);
        size_t inside = at + strlen(opening);
        size_t end = closing ? markup_find(source, inside, closing) : inside;
        if (closing && end + strlen(closing) > offset) {
            construct = (struct construct){at, opening, closing};
            break;
        }
        at = markup_find(source, end, "<");
    }
    construct.start = at;
    return construct;
}

/* The comment that begins at start swallows what follows it. */
static struct diagnostic *report_open_comment(const struct report *report, size_t start) {
    return add(report, MESSAGE_XML_COMMENT_OPEN, start, start + strlen("<!--"),
        line_number(report, start), NULL);
}

static void report_unterminated(const struct report *report) {
    struct construct construct = construct_around(report, report->source->length);
    if (markup_starts(report->source, construct.start, "<!--")) {
        report_open_comment(report, construct.start);
        return;
    }
    add(report, MESSAGE_XML_UNTERMINATED, construct.start,
        construct.start + strlen(construct.opening), construct.opening, construct.closing);
}

static void report_hyphens(const struct report *report) {
    struct construct comment = construct_around(report, report->offset);
    size_t inside = comment.start + strlen(comment.opening);
    size_t hyphens = markup_find(report->source, inside, "--");
    size_t next = hyphens - strlen("<!");
    if (next >= inside && markup_starts(report->source, next, "<!--")) {
        report_open_comment(report, comment.start)->related =
            markup_span(report->source, next, hyphens + strlen("--"));
        return;
    }
    struct diagnostic *diagnostic =
        add(report, MESSAGE_XML_COMMENT_HYPHENS, hyphens, hyphens + 2, NULL, NULL);
    diagnostic->related = markup_span(report->source, comment.start, inside);
}

/* The next « --> » in character data, or end. */
static size_t find_arrow(const struct source *source, size_t start, size_t end) {
    size_t at = start + strcspn(source->bytes + start, "<-");
    while (at < end && !markup_starts(source, at, "-->")) {
        const char *opening = NULL;
        const char *closing = closing_of(source, at, &opening);
        if (closing) {
            at = markup_find(source, at + strlen(opening), closing) + strlen(closing);
        } else {
            at++;
        }
        at += at < end ? strcspn(source->bytes + at, "<-") : 0;
    }
    return at < end ? at : end;
}

size_t xml_error_arrows(
    struct job *job, const struct source *source, size_t start, size_t end, size_t most) {
    size_t count = 0;
    size_t arrow = find_arrow(source, start, end);
    while (arrow < end && count < most) {
        size_t behind = arrow + strlen("-->");
        struct span span = markup_span(source, arrow, behind);
        diagnose(job->diagnostics, MESSAGE_XML_COMMENT_CLOSE, span, NULL);
        count++;
        arrow = find_arrow(source, behind, end);
    }
    return count;
}

static void report_instruction(const struct report *report) {
    struct construct instruction = construct_around(report, report->offset);
    size_t inside = instruction.start + strlen(instruction.opening);
    add(report, MESSAGE_XML_INSTRUCTION, instruction.start, inside, NULL, NULL);
}

/* ---- Which fault it is ---- */

static bool has_declaration(const struct source *source) {
    return markup_starts(source, 0, "<?xml") && text_is_space((unsigned char)source->bytes[5]);
}

/* The fault lies in <?xml … ?> at the file's start: libxml2 has as many codes for it as it has parts. */
static bool is_in_declaration(const struct report *report) {
    return has_declaration(report->source) &&
           report->offset <= markup_find(report->source, 0, ">") &&
           report->fault->code != XML_ERR_DOCUMENT_EMPTY;
}

static void report_late_declaration(const struct report *report) {
    size_t start = markup_back(report->source, report->offset);
    add(report, MESSAGE_XML_DECLARATION_LATE, start, report->offset, NULL, NULL);
}

static void report_colon(const struct report *report) {
    const struct source *source = report->source;
    size_t start = report->offset;
    while (start > 0 && !strchr("<>/=\"' \t\r\n", source->bytes[start - 1])) {
        start--;
    }
    struct markup_name name = markup_name(source, start);
    add(report, MESSAGE_XML_COLON, start, start + name.length, quoted_name(report, name), NULL);
}

static void report_other(const struct report *report) {
    const char *code = arena_format(report->job->arena, "%d", report->fault->code);
    add(report, MESSAGE_XML_OTHER_FAULT, report->offset, report->offset, code, NULL);
}

static void report_in_markup(const struct report *report) {
    size_t start = markup_back(report->source, report->offset);
    bool bare = report->fault->code == XML_ERR_NAME_REQUIRED && start + 1 == report->offset;
    if (markup_starts(report->source, start, "<?")) {
        report_instruction(report);
    } else if (bare) {
        report_less_than(report, start);
    } else {
        xml_tag_report(report->job, report->fault, start);
    }
}

void xml_error_report(struct job *job, const struct xml_fault *fault) {
    struct report report = {job, fault, fault->source, fault->offset};
    if (is_in_declaration(&report)) {
        size_t end = strlen("<?xml");
        add(&report, MESSAGE_XML_DECLARATION, 0, end, NULL, NULL);
        return;
    }
    switch (fault->code) {
    case XML_ERR_DOCUMENT_EMPTY:
        report_no_root(&report);
        break;
    case XML_ERR_DOCUMENT_END:
        report_after_root(&report);
        break;
    case XML_ERR_TAG_NAME_MISMATCH:
        report_mismatch(&report);
        break;
    case XML_ERR_TAG_NOT_FINISHED:
        report_not_closed(&report);
        break;
    case XML_ERR_COMMENT_NOT_FINISHED:
    case XML_ERR_CDATA_NOT_FINISHED:
    case XML_ERR_PI_NOT_FINISHED:
        report_unterminated(&report);
        break;
    case XML_ERR_PI_NOT_STARTED:
    case XML_NS_ERR_COLON:
        report_instruction(&report);
        break;
    case XML_ERR_HYPHEN_IN_COMMENT:
        report_hyphens(&report);
        break;
    case XML_ERR_MISPLACED_CDATA_END:
        add(&report, MESSAGE_XML_CDATA_END, fault->offset, fault->offset + 3, NULL, NULL);
        break;
    case XML_ERR_RESERVED_XML_NAME:
        report_late_declaration(&report);
        break;
    case XML_NS_ERR_QNAME:
        report_colon(&report);
        break;
    case XML_ERR_LT_IN_ATTRIBUTE:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
    case XML_ERR_ATTRIBUTE_REDEFINED:
    case XML_NS_ERR_ATTRIBUTE_REDEFINED:
    case XML_NS_ERR_XML_NAMESPACE:
    case XML_ERR_SPACE_REQUIRED:
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_GT_REQUIRED:
        report_in_markup(&report);
        break;
    default:
        report_other(&report);
        break;
    }
}
