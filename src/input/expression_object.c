#include "expression_evaluation.h"

#include "answers.h"
#include "expression_tree.h"
#include "expression_value.h"
#include "job.h"

#include <libxml/xpathInternals.h>
#include <string.h>

/* The answers of a node set, which is in document order once it is sorted. */
static void take_nodes(
    const struct evaluation *evaluation, struct value *value, xmlNodeSetPtr nodes) {
    size_t count = nodes ? (size_t)nodes->nodeNr : 0;
    value->nodes = arena_array(evaluation->job->arena, count + 1, sizeof *value->nodes);
    for (size_t i = 0; i < count; i++) {
        const struct answer *answer = expression_tree_answer(nodes->nodeTab[i]);
        /* An element and its text are the same answer. */
        if (value->node_count == 0 || value->nodes[value->node_count - 1] != answer) {
            value->nodes[value->node_count++] = answer;
        }
    }
}

struct value expression_object_value(
    const struct evaluation *evaluation, xmlXPathObjectPtr object) {
    struct value value = {.kind = VALUE_TEXT, .text = ""};
    switch (object->type) {
    case XPATH_NODESET:
    case XPATH_XSLT_TREE:
        value.kind = VALUE_NODES;
        xmlXPathNodeSetSort(object->nodesetval);
        take_nodes(evaluation, &value, object->nodesetval);
        break;
    case XPATH_NUMBER:
        value.kind = VALUE_NUMBER;
        value.number = object->floatval;
        break;
    case XPATH_BOOLEAN:
        value.kind = VALUE_TRUTH;
        value.truth = object->boolval != 0;
        break;
    default:
        if (object->stringval) {
            const char *text = (const char *)object->stringval;
            value.text = arena_copy(evaluation->job->arena, text, strlen(text));
        }
        break;
    }
    return value;
}

/* libxml2's function of that name adds without looking for the same node, which there is none of. */
static xmlXPathObjectPtr nodes_object(const struct value *value) {
    xmlXPathObjectPtr object = xmlXPathNewNodeSet(NULL);
    for (size_t i = 0; object && i < value->node_count; i++) {
        xmlNodePtr node = value->nodes[i]->tree;
        if (node && xmlXPathNodeSetAddUnique(object->nodesetval, node) < 0) {
            xmlXPathFreeObject(object);
            object = NULL;
        }
    }
    return object;
}

xmlXPathObjectPtr expression_object_new(
    const struct evaluation *evaluation, const struct value *value) {
    xmlXPathObjectPtr object;
    switch (value->kind) {
    case VALUE_NODES:
        object = nodes_object(value);
        break;
    case VALUE_NUMBER:
        object = xmlXPathNewFloat(value->number);
        break;
    case VALUE_TRUTH:
        object = xmlXPathNewBoolean(value->truth);
        break;
    default:
        object = xmlXPathNewString((const xmlChar *)(value->text ? value->text : ""));
        break;
    }
    bool lost = object && value->kind == VALUE_TEXT && !object->stringval;
    if (!object || lost) {
        xmlXPathFreeObject(object);
        arena_exhausted(evaluation->job->arena);
    }
    return object;
}
