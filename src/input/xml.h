/* XML files as plain nodes with their places. libxml2's parser is used in xml.c only. */
#ifndef GREFFE_XML_H
#define GREFFE_XML_H

#include "source.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct job;

/** An attribute; `name` without prefix, `space` its namespace or "". `value` has entities resolved.
 */
struct attribute {
    const char *space;
    const char *name;
    const char *value;
    struct span name_span;
    struct span value_span; /* between the quotes */
    const struct attribute *next;
};

enum node_kind {
    NODE_ELEMENT,
    NODE_TEXT,
};

/** An element or a text. Texts of adjacent character data, CDATA and entities are one node.
 * Comments and processing instructions leave no node. `span` of an element is its start tag from <
 * to >, `name_span` the name in it; `span` of a text is from its first byte to the next tag. */
struct node {
    enum node_kind kind;
    const char *space; /* namespace URI, "" for none */
    const char *name;
    const char *text;
    struct span span;
    struct span name_span;
    const struct attribute *attributes;
    struct node *parent;
    struct node *first;
    struct node *last;
    struct node *next;
};

/** A comment: the whole of it, from <!-- to -->. */
struct xml_comment {
    struct span span;
};

/** A parsed file. `comments` are all of them in the order of the file, also those before and after the
 *  root: a value may have been written in one by mistake. */
struct xml {
    const struct source *source;
    struct node *root;
    struct xml_comment *comments;
    size_t comment_count;
};

/** xml_read(job, name, bytes, length): decodes (UTF-8 with or without BOM, UTF-16 with BOM,
 * declared ISO-8859-1, ISO-8859-15, windows-1252, US-ASCII), refuses NUL, invalid UTF-8, more than
 * 64 MiB, more than 256 levels, a DOCTYPE; parses; NULL after an error, which was reported at its
 * place. bytes are borrowed for the arena's life and NUL-terminated beyond length. */
const struct xml *xml_read(
    struct job *job, const char *name, const unsigned char *bytes, size_t length);

/** node_attribute(node, name): the attribute without namespace of that name, or NULL. */
const struct attribute *node_attribute(const struct node *node, const char *name);

/** node_text(arena, node): all text inside an element, concatenated. */
const char *node_text(struct arena *arena, const struct node *node);

#endif
