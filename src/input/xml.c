#include "xml.h"

#include "encoding.h"
#include "job.h"
#include "kind.h"
#include "markup.h"
#include "text.h"
#include "xml_error.h"
#include "xml_reference.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

enum {
    MEBIBYTE = 1024 * 1024,
    MOST_BYTES = 64 * MEBIBYTE,
    MOST_LEVELS = 256,
    /* libxml2 compares each attribute of a tag with all others, and each prefix with all that are in
     * scope; beyond these a small file would take hours. */
    MOST_ATTRIBUTES = 1000,
    MOST_NAMESPACES = 256,
    MOST_PREFIXES = 30, /* undeclared ones that are reported */
    MOST_ARROWS = 30,   /* « --> » without <!-- that are reported */
};

/* The state between libxml2's calls. No libxml2 tree is built. */
struct parser {
    struct job *job;
    struct xml *xml;
    xmlParserCtxtPtr context;
    struct node *open; /* the innermost open element */
    size_t levels;
    struct buffer text; /* of the text node that is being read */
    size_t text_start;
    size_t after; /* the byte behind the last tag, comment or instruction */
    struct xml_references references;
    const char **prefixes; /* those reported as undeclared */
    size_t prefix_count;
    size_t arrows;                 /* « --> » that were reported */
    const struct node *last_arrow; /* the element whose text holds the last of them */
    bool wrong;                    /* something was reported: there will be no result */
    bool broken;                   /* nothing that libxml2 says from here on is reliable */
    bool exhausted;
};

/* ---- Nodes ---- */

static struct node *add_node(struct parser *parser, enum node_kind kind, struct span span) {
    struct node *node = arena_alloc(parser->job->arena, sizeof *node);
    struct node *parent = parser->open;
    *node = (struct node){.kind = kind, .space = "", .name = "", .text = "", .span = span};
    node->parent = parent;
    if (!parent) {
        parser->xml->root = node;
    } else if (parent->last) {
        parent->last->next = node;
    } else {
        parent->first = node;
    }
    if (parent) {
        parent->last = node;
    }
    return node;
}

/* A « --> » in the text that was read, up to end: XML allows it, but here the <!-- before a tag of the
 * template was deleted and this forgotten, or the other way round. */
static void report_arrows(struct parser *parser, size_t end) {
    size_t most = MOST_ARROWS - parser->arrows;
    size_t count =
        xml_error_arrows(parser->job, parser->xml->source, parser->text_start, end, most);
    if (count > 0) {
        parser->arrows += count;
        parser->last_arrow = parser->open;
        parser->wrong = true;
    }
}

/* Makes a node of the text that was read, now that a tag begins at end. */
static void close_text(struct parser *parser, size_t end) {
    struct buffer *text = &parser->text;
    if (text->length == 0) {
        return;
    }
    report_arrows(parser, end);
    struct span span = markup_span(parser->xml->source, parser->text_start, end);
    struct node *node = add_node(parser, NODE_TEXT, span);
    node->text = arena_copy(parser->job->arena, text->bytes, text->length);
    text->length = 0;
}

/* ---- libxml2's calls ---- */

static size_t parser_offset(const struct parser *parser) {
    long offset = xmlByteConsumed(parser->context);
    size_t length = parser->xml->source->length;
    return offset < 0 ? 0 : (size_t)offset > length ? length : (size_t)offset;
}

/* Names and namespaces live in the parser's dictionary, which the arena releases with the parser. */
static const char *dictionary_string(const xmlChar *string) {
    return string ? (const char *)string : "";
}

/* Names of the dictionary are the same when their addresses are. */
static bool was_reported(const struct parser *parser, const char *prefix) {
    for (size_t i = 0; i < parser->prefix_count; i++) {
        if (parser->prefixes[i] == prefix) {
            return true;
        }
    }
    return false;
}

/* The first name with an undeclared prefix stands for all: they have one cause. */
static void report_prefix(
    struct parser *parser, const xmlChar *sax_prefix, struct markup_name name) {
    const char *prefix = dictionary_string(sax_prefix);
    if (parser->prefix_count == MOST_PREFIXES || was_reported(parser, prefix)) {
        return;
    }
    parser->prefixes = arena_grow(
        parser->job->arena, parser->prefixes, parser->prefix_count, sizeof *parser->prefixes);
    parser->prefixes[parser->prefix_count++] = prefix;
    parser->wrong = true;
    struct span span = markup_span(parser->xml->source, name.offset, name.offset + name.prefix - 1);
    diagnose(parser->job->diagnostics, MESSAGE_XML_PREFIX, span, NULL, prefix);
}

/* libxml2's five pointers for each attribute: local name, prefix, namespace, value, its end. */
enum {
    SAX_NAME,
    SAX_PREFIX,
    SAX_SPACE,
    SAX_VALUE,
    SAX_END,
    SAX_FIELDS
};

static struct attribute *new_attribute(
    struct parser *parser, const xmlChar **sax, const struct markup_attribute *markup) {
    const struct source *source = parser->xml->source;
    struct attribute *attribute = arena_alloc(parser->job->arena, sizeof *attribute);
    attribute->space = dictionary_string(sax[SAX_SPACE]);
    attribute->name = dictionary_string(sax[SAX_NAME]);
    attribute->value = arena_copy(
        parser->job->arena, (const char *)sax[SAX_VALUE], (size_t)(sax[SAX_END] - sax[SAX_VALUE]));
    attribute->name_span = markup_name_span(source, markup->name);
    attribute->value_span =
        markup_span(source, markup->value, markup->value + markup->value_length);
    if (sax[SAX_PREFIX] && !sax[SAX_SPACE]) {
        report_prefix(parser, sax[SAX_PREFIX], markup->name);
    }
    return attribute;
}

/* libxml2 gives the attributes in the order of the tag, without the declarations of namespaces. */
static void add_attributes(
    struct parser *parser, struct node *node, size_t offset, const xmlChar **sax, size_t count) {
    const struct attribute **link = &node->attributes;
    struct markup_attribute markup;
    while (count > 0 && markup_attribute(parser->xml->source, &offset, &markup)) {
        if (markup_declares_namespace(parser->xml->source, &markup)) {
            continue;
        }
        struct attribute *attribute = new_attribute(parser, sax, &markup);
        *link = attribute;
        link = &attribute->next;
        sax += SAX_FIELDS;
        count--;
    }
}

static void stop(struct parser *parser, enum message message, struct span span, const char *limit) {
    diagnose(parser->job->diagnostics, message, span, NULL, limit);
    parser->wrong = true;
    parser->broken = true;
    xmlStopParser(parser->context);
}

/* Behind the > or /> at the offset; a tag that the file cuts off ends with it. */
static size_t tag_end(const struct source *source, size_t offset) {
    size_t end = offset + (source->bytes[offset] == '/' ? 2 : 1);
    return end < source->length ? end : source->length;
}

/* libxml2 stands at the > or /> of the tag, which is not yet read. */
static void start_element(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *space, int namespace_count, const xmlChar **namespaces, int attribute_count,
    int defaulted, const xmlChar **attributes) {
    (void)namespace_count, (void)namespaces, (void)defaulted;
    struct parser *parser = user;
    if (parser->broken) {
        xmlStopParser(parser->context);
        return;
    }
    const struct source *source = parser->xml->source;
    size_t here = parser_offset(parser);
    size_t start = markup_back(source, here);
    size_t end = tag_end(source, here);
    close_text(parser, start);
    struct node *node = add_node(parser, NODE_ELEMENT, markup_span(source, start, end));
    struct markup_name written = markup_name(source, start + 1);
    node->space = dictionary_string(space);
    node->name = dictionary_string(name);
    node->name_span = markup_name_span(source, written);
    if (prefix && !space) {
        report_prefix(parser, prefix, written);
    }
    add_attributes(parser, node, start + 1 + written.length, attributes, (size_t)attribute_count);
    parser->open = node;
    parser->after = end;
    parser->levels++;
    if (parser->levels > MOST_LEVELS) {
        stop(parser, MESSAGE_XML_DEEP, node->span, "256");
    } else if (parser->context->nsNr > 2 * MOST_NAMESPACES) { /* prefix and name are two entries */
        stop(parser, MESSAGE_XML_MANY_NAMESPACES, node->span, "256");
    }
}

/* libxml2 stands behind the > of the end tag or of the empty element's only tag. */
static void end_element(
    void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
    (void)name, (void)prefix, (void)space;
    struct parser *parser = user;
    if (parser->broken) {
        return;
    }
    size_t here = parser_offset(parser);
    close_text(parser, markup_back(parser->xml->source, here));
    parser->open = parser->open->parent;
    parser->levels--;
    parser->after = here;
}

static void characters(void *user, const xmlChar *text, int length) {
    struct parser *parser = user;
    if (parser->broken || length <= 0) {
        return;
    }
    if (parser->text.length == 0) {
        parser->text_start = parser->after;
    }
    buffer_add(&parser->text, (const char *)text, (size_t)length);
}

/* A comment holds no two hyphens, so the nearest <!-- before its end is its own. */
static size_t comment_start(const struct source *source, size_t end) {
    size_t start = markup_back(source, end);
    while (start > 0 && !markup_starts(source, start, "<!--")) {
        start = markup_back(source, start);
    }
    return start;
}

static void comment(void *user, const xmlChar *text) {
    (void)text;
    struct parser *parser = user;
    if (parser->broken) {
        return;
    }
    struct xml *xml = parser->xml;
    size_t end = parser_offset(parser);
    struct span span = markup_span(xml->source, comment_start(xml->source, end), end);
    xml->comments =
        arena_grow(parser->job->arena, xml->comments, xml->comment_count, sizeof *xml->comments);
    xml->comments[xml->comment_count++] = (struct xml_comment){span};
    parser->after = end;
}

static void instruction(void *user, const xmlChar *target, const xmlChar *data) {
    (void)target, (void)data;
    struct parser *parser = user;
    parser->after = parser_offset(parser);
}

/* Called before anything inside the DOCTYPE is read. Entities are the only thing that it could bring here,
 * and a danger. */
static void internal_subset(
    void *user, const xmlChar *name, const xmlChar *public_name, const xmlChar *system_name) {
    (void)name, (void)public_name, (void)system_name;
    struct parser *parser = user;
    if (parser->broken) {
        xmlStopParser(parser->context);
        return;
    }
    size_t start = markup_find(parser->xml->source, parser->after, "<!DOCTYPE");
    size_t end = start + strlen("<!DOCTYPE");
    stop(parser, MESSAGE_XML_DOCTYPE, markup_span(parser->xml->source, start, end), NULL);
}

/* Tags in a text whose <!-- is missing close nothing: its --> explains them. */
static void report_breaking_fault(struct parser *parser, const struct xml_fault *found) {
    if (parser->text.length > 0) {
        report_arrows(parser, found->offset);
    }
    bool explained = found->code == XML_ERR_TAG_NAME_MISMATCH && found->open == parser->last_arrow;
    if (!explained) {
        xml_error_report(parser->job, found);
    }
}

/* The parser goes on after a fault of a reference, so that all are reported at once; after any other it
 * only guesses. */
static void fault(void *user, xmlErrorPtr error) {
    struct parser *parser = user;
    if (error->code == XML_ERR_NO_MEMORY) {
        parser->exhausted = true;
        parser->broken = true;
    }
    /* Prefixes are checked in start_element, which knows their place. That a namespace is no URI of
     * RFC 3986 (it has accents, say) does not matter: it is only compared. */
    if (parser->broken || error->level < XML_ERR_ERROR ||
        error->code == XML_NS_ERR_UNDEFINED_NAMESPACE || error->code == XML_WAR_NS_URI) {
        return;
    }
    parser->wrong = true;
    size_t here = parser_offset(parser);
    struct xml_fault found = {
        parser->xml->source, error->code, here, parser->after, parser->open, parser->xml->root};
    if (!xml_reference_is_fault(&found)) {
        report_breaking_fault(parser, &found);
        parser->broken = true;
    } else if (!xml_reference_report(parser->job, &parser->references, &found)) {
        parser->broken = true;
        xmlStopParser(parser->context);
    }
}

/* ---- Reading ---- */

static void set_handlers(struct parser *parser) {
    *parser->context->sax = (xmlSAXHandler){
        .initialized = XML_SAX2_MAGIC,
        .internalSubset = internal_subset,
        .startElementNs = start_element,
        .endElementNs = end_element,
        .characters = characters,
        .ignorableWhitespace = characters,
        .cdataBlock = characters,
        .comment = comment,
        .processingInstruction = instruction,
        .serror = fault,
    };
    parser->context->userData = parser;
}

static void release_context(void *context) {
    xmlFreeParserCtxt(context);
}

/* One for all files of the job: a dictionary of its own would cost a small file more than its content. What a
 * broken file leaves behind, xmlCtxtReadMemory clears away before the next. */
static xmlParserCtxtPtr context_of(struct job *job) {
    if (!job->parser) {
        xmlParserCtxtPtr context = xmlNewParserCtxt();
        if (!context) {
            arena_exhausted(job->arena);
        }
        arena_release_later(job->arena, release_context, context);
        job->parser = context;
    }
    return job->parser;
}

static bool parse(struct parser *parser) {
    /* IGNORE_ENC: the source is UTF-8 now, whatever its declaration says. HUGE: our limits instead of
     * libxml2's. RECOVER: elements are told even after a fault of a reference. NOENT: &amp; in an
     * attribute arrives resolved; there is no DOCTYPE, so there are no other entities. */
    const int options = XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_IGNORE_ENC |
                        XML_PARSE_RECOVER | XML_PARSE_NOENT;
    const struct source *source = parser->xml->source;
    parser->context = context_of(parser->job);
    set_handlers(parser);
    xmlCtxtReadMemory(parser->context, source->bytes, (int)source->length, NULL, NULL, options);
    xmlCtxtReset(parser->context); /* frees its copy of the text, keeps the dictionary */
    /* A text without fault has a root, unless libxml2 could not even copy it: of that it says nothing. */
    if (parser->exhausted || (!parser->wrong && !parser->xml->root)) {
        arena_exhausted(parser->job->arena);
    }
    return !parser->wrong;
}

/* ---- What is refused before the parser sees it ---- */

static const struct source *empty_source(
    struct job *job, const char *name, const unsigned char *bytes, size_t length) {
    struct source *source = source_new(job->arena, name, "", 0);
    source->original = bytes;
    source->original_length = length;
    return source;
}

static bool is_blank(const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (!text_is_space(bytes[i])) {
            return false;
        }
    }
    return true;
}

/* True after a diagnostic: the bytes are no XML at all. */
static bool refuse_bytes(
    struct job *job, const char *name, const unsigned char *bytes, size_t length) {
    const char *kind = length > MOST_BYTES ? NULL : kind_of(bytes, length);
    if (length <= MOST_BYTES && !is_blank(bytes, length) && !kind) {
        return false;
    }
    struct span start = {empty_source(job, name, bytes, length), 0, 0};
    if (length > MOST_BYTES) {
        size_t rounded_up = (length + MEBIBYTE - 1) / MEBIBYTE;
        const char *size = arena_format(job->arena, "%zu", rounded_up);
        diagnose(job->diagnostics, MESSAGE_XML_TOO_LARGE, start, NULL, size, "64");
    } else if (kind) {
        diagnose(job->diagnostics, MESSAGE_XML_OTHER_KIND, start, NULL, kind);
    } else {
        diagnose(job->diagnostics, MESSAGE_XML_EMPTY, start, NULL);
    }
    return true;
}

/* Counts as long as the attributes are well-formed: at the first that is not, so does libxml2. */
static size_t count_attributes(const struct source *source, size_t offset) {
    size_t count = 0;
    struct markup_attribute attribute;
    while (count <= MOST_ATTRIBUTES && markup_attribute(source, &offset, &attribute) &&
           attribute.closed &&
           !memchr(source->bytes + attribute.value, '<', attribute.value_length)) {
        count++;
    }
    return count;
}

/* Most files do not hold so many in all their tags together. */
static bool may_have_many_attributes(const struct source *source) {
    size_t count = 0;
    for (size_t i = 0; i < source->length; i++) {
        count += source->bytes[i] == '=';
    }
    return count > MOST_ATTRIBUTES;
}

static bool refuse_many_attributes(struct job *job, const struct source *source) {
    if (!may_have_many_attributes(source)) {
        return false;
    }
    size_t start = markup_find(source, 0, "<");
    while (start < source->length) {
        struct markup_name name = markup_name(source, start + 1);
        size_t end = start + 1 + name.length;
        if (count_attributes(source, end) > MOST_ATTRIBUTES) {
            struct span span = markup_span(source, start, end);
            diagnose(job->diagnostics, MESSAGE_XML_MANY_ATTRIBUTES, span, NULL, "1 000");
            return true;
        }
        start = markup_find(source, end, "<");
    }
    return false;
}

const struct xml *xml_read(
    struct job *job, const char *name, const unsigned char *bytes, size_t length) {
    if (refuse_bytes(job, name, bytes, length)) {
        return NULL;
    }
    const struct source *source = encoding_read(job, name, bytes, length);
    if (!source || refuse_many_attributes(job, source)) {
        return NULL;
    }
    struct xml *xml = arena_alloc(job->arena, sizeof *xml);
    xml->source = source;
    struct parser parser = {.job = job, .xml = xml, .text = {.arena = job->arena}};
    return parse(&parser) ? xml : NULL;
}

/* ---- Questions to nodes ---- */

const struct attribute *node_attribute(const struct node *node, const char *name) {
    for (const struct attribute *attribute = node->attributes; attribute;
         attribute = attribute->next) {
        if (*attribute->space == '\0' && strcmp(attribute->name, name) == 0) {
            return attribute;
        }
    }
    return NULL;
}

static void collect_text(struct buffer *text, const struct node *node) {
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_TEXT) {
            buffer_text(text, child->text);
        } else {
            collect_text(text, child);
        }
    }
}

const char *node_text(struct arena *arena, const struct node *node) {
    struct buffer text = {.arena = arena};
    if (node->kind == NODE_TEXT) {
        return node->text;
    }
    collect_text(&text, node);
    return buffer_string(&text);
}
