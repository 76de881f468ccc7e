#include "expression_tree.h"

#include "answers.h"
#include "arena.h"
#include "expression_value.h"
#include "form.h"

#include <string.h>

static void release_document(void *handle) {
    xmlFreeDoc(handle);
}

/* libxml2 says by a NULL that memory is exhausted. Each node is joined to the document before the next
 * one is made, so none is lost. */
static void *needed(struct arena *arena, void *made) {
    if (!made) {
        arena_exhausted(arena);
    }
    return made;
}

/* Names are kept once, in the document's dictionary. libxml2 takes them without const and leaves them
 * as they are. */
static xmlChar *name_in(struct arena *arena, xmlDocPtr document, const char *name) {
    const xmlChar *known = xmlDictLookup(document->dict, (const xmlChar *)name, -1);
    return needed(arena, (void *)(uintptr_t)known);
}

/* An element at the end of its parent, or the document's root. */
static xmlNodePtr add_element(
    struct arena *arena, xmlDocPtr document, xmlNodePtr parent, const char *name) {
    xmlNodePtr node =
        needed(arena, xmlNewDocNodeEatName(document, NULL, name_in(arena, document, name), NULL));
    if (parent) {
        xmlAddChild(parent, node);
    } else {
        xmlDocSetRootElement(document, node);
    }
    return node;
}

static xmlNodePtr add_attribute(
    struct arena *arena, xmlDocPtr document, xmlNodePtr parent, const char *name) {
    xmlAttrPtr attribute =
        needed(arena, xmlNewDocProp(document, name_in(arena, document, name), NULL));
    return xmlAddChild(parent, (xmlNodePtr)attribute);
}

void expression_tree_fill(struct arena *arena, struct answer *answer) {
    const char *content = expression_value_scalar(answer);
    xmlNodePtr node = answer->tree;
    if (*content == '\0') {
        return;
    }
    xmlNodePtr text = needed(arena, xmlNewDocText(node->doc, (const xmlChar *)content));
    needed(arena, text->content); /* a node without its text would do for libxml2 */
    text->_private = answer;
    xmlAddChild(node, text);
}

static void add_node(struct arena *arena, xmlDocPtr document, struct answer *answer) {
    xmlNodePtr parent = answer->parent ? answer->parent->tree : NULL;
    const struct field *field = answer->field;
    answer->tree = field->attribute ? add_attribute(arena, document, parent, field->name)
                                    : add_element(arena, document, parent, field->name);
    ((xmlNodePtr)answer->tree)->_private = answer;
}

/* Answers nest as deep as the XML that they come from. */
static void add_answer(struct arena *arena, xmlDocPtr document, struct answer *answer) {
    if (!answer->applicable) {
        return;
    }
    add_node(arena, document, answer);
    if (field_is_scalar(answer->field)) {
        expression_tree_fill(arena, answer);
    }
    for (struct answer *child = answer->first; child; child = child->next) {
        add_answer(arena, document, child);
    }
}

xmlDocPtr expression_tree_build(struct arena *arena, struct answers *answers) {
    xmlDocPtr document = needed(arena, xmlNewDoc((const xmlChar *)"1.0"));
    arena_release_later(arena, release_document, document);
    document->dict = needed(arena, xmlDictCreate());
    document->_private = answers->root;
    add_answer(arena, document, answers->root);
    return document;
}

void expression_tree_reserve(struct arena *arena, struct answer *answer) {
    add_node(arena, ((xmlNodePtr)answer->parent->tree)->doc, answer);
}

void expression_tree_drop(struct answer *answer) {
    xmlNodePtr node = answer->tree;
    answer->tree = NULL;
    if (node->type == XML_ATTRIBUTE_NODE) {
        xmlRemoveProp((xmlAttrPtr)node);
    } else {
        xmlUnlinkNode(node);
        xmlFreeNode(node);
    }
}

struct answer *expression_tree_answer(const xmlNode *node) {
    return node->_private;
}
