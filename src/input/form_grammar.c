#include "form_grammar.h"

#include "form.h"
#include "form_reader.h"
#include "form_shapes.h"
#include "job.h"
#include "text.h"
#include "xml.h"

#include <string.h>

/* One check. */
struct checking {
    struct job *job;
    bool faulty;
};

/* Reports a fault of the grammar, as diagnose does. */
#define report(checking, message, span, ...)                                                       \
    ((checking)->faulty = true,                                                                    \
        diagnose((checking)->job->diagnostics, (message), (span), NULL, __VA_ARGS__))

static void check_element(struct checking *checking, struct node *node,
    const struct element_grammar *element, unsigned outer);

/* Attributes. */

/* The names of an element's attributes that the node does not have yet. */
static const char *const *missing_names(struct arena *arena, const struct element_grammar *element,
    const struct node *node, size_t *count) {
    const char **names = NULL;
    *count = 0;
    for (const struct attribute_grammar *at = element->attributes; at->name != NULL; at++) {
        if (node_attribute(node, at->name) != NULL)
            continue;
        names = arena_grow(arena, names, *count, sizeof *names);
        names[(*count)++] = at->name;
    }
    return names;
}

/* Says that an attribute is unknown; returns the name that was surely meant, or NULL. */
static const char *report_unknown_attribute(struct checking *checking, const struct node *node,
    const struct element_grammar *element, const struct attribute *attribute) {
    struct arena *arena = checking->job->arena;
    size_t count = 0;
    const char *const *names = missing_names(arena, element, node, &count);
    report(checking, MESSAGE_MODEL_ATTRIBUTE_UNKNOWN, attribute->name_span, attribute->name,
        node->name, form_hint(arena, attribute->name, names, count));
    return text_nearest(arena, attribute->name, names, count);
}

static void report_value(struct checking *checking, const struct attribute_grammar *grammar,
    const struct attribute *attribute) {
    struct arena *arena = checking->job->arena;
    if (grammar->shape == SHAPE_WORD && strcmp(grammar->words, FORM_ONLY_RICH) == 0) {
        report(checking, MESSAGE_MODEL_VALUE_BESIDE_BLOCKS, attribute->value_span, grammar->name);
        return;
    }
    bool empty = attribute->value_span.length == 0;
    struct span span = empty ? attribute->name_span : attribute->value_span;
    size_t count = 0;
    const char *const *words =
        shape_words(arena, grammar->shape == SHAPE_WORD ? grammar->words : "", &count);
    report(checking, shape_message(grammar->shape), span, grammar->name, attribute->value,
        form_hint(arena, attribute->value, words, count));
}

/* What it may be; NULL when it is none of the element's. */
static const struct attribute_grammar *grammar_of(
    const struct element_grammar *element, const struct attribute *attribute) {
    return attribute->space[0] == '\0' ? form_attribute(element, attribute->name) : NULL;
}

static bool all_fit(const struct element_grammar *element, const struct attribute *attributes) {
    for (; attributes != NULL; attributes = attributes->next) {
        const struct attribute_grammar *grammar = grammar_of(element, attributes);
        if (grammar == NULL || !shape_fits(grammar, attributes->value))
            return false;
    }
    return true;
}

/* The attribute, under its right name, when it may stay. */
static struct attribute *check_attribute(struct checking *checking, const struct node *node,
    const struct element_grammar *element, const struct attribute *attribute) {
    const char *name = attribute->name;
    const struct attribute_grammar *grammar = grammar_of(element, attribute);
    if (grammar == NULL) {
        name = report_unknown_attribute(checking, node, element, attribute);
        if (name == NULL)
            return NULL;
        grammar = form_attribute(element, name);
    }
    if (!shape_fits(grammar, attribute->value)) {
        report_value(checking, grammar, attribute);
        return NULL;
    }
    struct attribute *checked = arena_alloc(checking->job->arena, sizeof *checked);
    *checked = *attribute;
    checked->name = name;
    checked->space = "";
    checked->next = NULL;
    return checked;
}

/* `given` is the node as it was written: an attribute of the wrong shape was reported once already and is
 * not missing. */
static bool stands(const struct node *given, const struct node *node, const char *name) {
    return node_attribute(node, name) != NULL || node_attribute(given, name) != NULL;
}

static void check_required(struct checking *checking, const struct node *given,
    const struct node *node, const struct element_grammar *element) {
    for (const struct attribute_grammar *at = element->attributes; at->name != NULL; at++) {
        if (!at->required || stands(given, node, at->name))
            continue;
        if (at->shape == SHAPE_WORD && strcmp(at->words, FORM_ONLY_RICH) == 0)
            report(checking, MESSAGE_MODEL_VALUE_BESIDE_BLOCKS, node->name_span, node->name);
        else
            report(
                checking, MESSAGE_MODEL_ATTRIBUTE_MISSING, node->name_span, at->name, node->name);
    }
}

static void check_one_of(struct checking *checking, const struct node *given,
    const struct node *node, const struct element_grammar *element) {
    if (element->one_of == NULL)
        return;
    size_t count = 0;
    size_t present = 0;
    const char *const *names = shape_words(checking->job->arena, element->one_of, &count);
    for (size_t i = 0; i < count; i++)
        present += stands(given, node, names[i]);
    if (present != 1)
        report(checking, MESSAGE_MODEL_ONE_OF, node->name_span, node->name,
            text_list(checking->job->arena, names, count, true));
}

/* Takes away those that may not stay. */
static void keep_attributes(
    struct checking *checking, struct node *node, const struct element_grammar *element) {
    struct attribute *first = NULL;
    struct attribute *last = NULL;
    for (const struct attribute *at = node->attributes; at != NULL; at = at->next) {
        struct attribute *checked = check_attribute(checking, node, element, at);
        if (checked == NULL)
            continue;
        if (last != NULL)
            last->next = checked;
        else
            first = checked;
        last = checked;
    }
    node->attributes = first;
}

static void check_attributes(
    struct checking *checking, struct node *node, const struct element_grammar *element) {
    const struct node given = *node;
    if (!all_fit(element, node->attributes))
        keep_attributes(checking, node, element);
    check_one_of(checking, &given, node, element);
    check_required(checking, &given, node, element);
}

/* Content. */

static bool is_blank(const char *text) {
    while (text_is_space((unsigned char)*text))
        text++;
    return *text == '\0';
}

static bool is_known_anywhere(const char *name) {
    size_t count = 0;
    const struct element_grammar *elements = form_elements(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(elements[i].name, name) == 0)
            return true;
    return false;
}

/* The names of the elements that may stand in this content, each once. */
static const char *const *names_in(struct arena *arena, unsigned content, size_t *name_count) {
    size_t count = 0;
    const struct element_grammar *elements = form_elements(&count);
    const char **names = NULL;
    *name_count = 0;
    for (size_t i = 0; i < count; i++) {
        bool known = *name_count > 0 && strcmp(names[*name_count - 1], elements[i].name) == 0;
        if ((elements[i].belongs & content) == 0 || known)
            continue;
        names = arena_grow(arena, names, *name_count, sizeof *names);
        names[(*name_count)++] = elements[i].name;
    }
    return names;
}

/* Elements of HTML and types of other languages, which people write out of habit, and what they are called
 * here. */
static const char *meant_by_habit(const char *name, const char *const *names, size_t count) {
    static const struct {
        const char *written;
        const char *meant;
    } habits[] = {{"b", "strong"}, {"i", "em"}, {"u", "em"}, {"string", "text"},
        {"textarea", "rich"}, {"number", "decimal"}, {"checkbox", "boolean"}, {"bool", "boolean"},
        {"int", "integer"}, {"select", "choice"}, {"img", "figure"}, {"section", "div"},
        {"para", "p"}, {"list", "ul"}, {"item", "li"}, {"header", "head"}, {"footer", "foot"}};
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        for (size_t k = 0; strcmp(habits[i].written, name) == 0 && k < count; k++)
            if (strcmp(habits[i].meant, names[k]) == 0)
                return names[k];
    return NULL;
}

/* Says that an element may not stand here; returns the name that was surely meant, or NULL. */
static const char *report_unknown_element(
    struct checking *checking, const struct node *node, unsigned content) {
    struct arena *arena = checking->job->arena;
    size_t count = 0;
    const char *const *names = names_in(arena, content, &count);
    const char *meant = meant_by_habit(node->name, names, count);
    bool known = meant == NULL && is_known_anywhere(node->name);
    /* A known element is no misspelling of another. */
    const char *hint = meant != NULL ? form_hint(arena, meant, &meant, 1)
                                     : form_hint(arena, known ? "" : node->name, names, count);
    report(checking, known ? MESSAGE_MODEL_ELEMENT_MISPLACED : MESSAGE_MODEL_ELEMENT_UNKNOWN,
        node->name_span, node->name, node->parent->name, hint);
    if (meant != NULL)
        return meant;
    return known ? NULL : text_nearest(arena, node->name, names, count);
}

/* An unknown element where fields stand was meant to be one: it stays as one, so that what names it is
 * not reported as well. */
static const char *field_in_place_of(const struct node *node, unsigned content) {
    static const struct attribute_grammar name = {"name", SHAPE_NAME, true, NULL};
    const struct attribute *attribute = node_attribute(node, "name");
    if ((content & CONTENT_FIELDS) == 0 || attribute == NULL ||
        !shape_fits(&name, attribute->value))
        return NULL;
    for (const struct node *child = node->first; child != NULL; child = child->next)
        if (child->kind == NODE_ELEMENT)
            return "group";
    return "text";
}

static void keep_only_name(struct arena *arena, struct node *node) {
    struct attribute *name = arena_alloc(arena, sizeof *name);
    *name = *node_attribute(node, "name");
    name->next = NULL;
    node->attributes = name;
}

/* What a child is, NULL when it cannot stay. An element of another name space is not of this
 * language. */
static const struct element_grammar *find_child(
    struct checking *checking, struct node *child, unsigned content) {
    if (strcmp(child->space, FORM_MODEL_NAMESPACE) != 0) {
        report(checking, MESSAGE_MODEL_ELEMENT_SPACE, child->name_span, child->name);
        return NULL;
    }
    const struct element_grammar *element = form_element(child, content);
    if (element != NULL)
        return element;
    const char *meant = report_unknown_element(checking, child, content);
    if (meant == NULL) {
        meant = field_in_place_of(child, content);
        if (meant != NULL)
            keep_only_name(checking->job->arena, child);
    }
    if (meant == NULL)
        return NULL;
    child->name = meant;
    return form_element(child, content);
}

static bool check_text(struct checking *checking, const struct node *text, unsigned content) {
    if ((content & CONTENT_TEXT) != 0)
        return true;
    if (is_blank(text->text))
        return false;
    enum message message = (content & CONTENT_BLOCKS) != 0 ? MESSAGE_MODEL_TEXT_BESIDE_BLOCKS
                                                           : MESSAGE_MODEL_TEXT_MISPLACED;
    report(checking, message, text->span, text->parent->name);
    return false;
}

/* The order and number of an element among its siblings. */
static void check_siblings(struct checking *checking, const struct node *node,
    const struct element_grammar *element, int *rank) {
    int own = element->rank == 0 ? RANK_BODY : element->rank;
    if (element->once)
        for (const struct node *other = node->parent->first; other != node; other = other->next)
            if (other->kind == NODE_ELEMENT && strcmp(other->name, node->name) == 0) {
                report(checking, MESSAGE_MODEL_CHILD_TWICE, node->name_span, node->name,
                    node->parent->name)
                    ->related = other->name_span;
                return;
            }
    if (own < *rank)
        report(checking,
            *rank == RANK_LAST ? MESSAGE_MODEL_CHILD_AFTER_LAST : MESSAGE_MODEL_CHILD_LATE,
            node->name_span, node->name, node->parent->name);
    else
        *rank = own;
}

/* Takes the children off the node, so that those that may stay are put back. */
static struct node *take_children(struct node *node) {
    struct node *children = node->first;
    node->first = node->last = NULL;
    return children;
}

static void put_child(struct node *node, struct node *child) {
    if (node->last != NULL)
        node->last->next = child;
    else
        node->first = child;
    node->last = child;
    child->next = NULL;
}

static void check_needs(
    struct checking *checking, const struct node *node, const struct element_grammar *element) {
    if (element->needs == NULL)
        return;
    struct arena *arena = checking->job->arena;
    size_t count = 0;
    const char *const *names = shape_words(arena, element->needs, &count);
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        if (child->kind != NODE_ELEMENT)
            continue;
        if (strcmp(element->needs, "*") == 0 && form_element(child, CONTENT_METADATA) == NULL)
            return;
        for (size_t i = 0; i < count; i++)
            if (strcmp(child->name, names[i]) == 0)
                return;
    }
    if (strcmp(element->needs, "*") == 0)
        report(checking, MESSAGE_MODEL_CONTENT_MISSING, node->name_span, node->name);
    else
        report(checking, MESSAGE_MODEL_CHILD_MISSING, node->name_span, node->name,
            text_list(arena, names, count, true));
}

static void check_single(
    struct checking *checking, const struct node *node, const struct element_grammar *element) {
    if (element->single && node->first != node->last)
        report(checking, MESSAGE_MODEL_CHILD_SECOND, node->last->name_span, node->name);
}

/* choose itself holds branches only, but they hold what choose stands in. */
static unsigned content_for_children(const struct element_grammar *element, unsigned outer) {
    return (element->holds & CONTENT_BRANCHES) != 0 ? outer : form_content(element, outer);
}

static void check_content(struct checking *checking, struct node *node,
    const struct element_grammar *element, unsigned outer) {
    unsigned content = form_content(element, outer);
    int rank = 0;
    for (struct node *child = take_children(node), *next; child != NULL; child = next) {
        next = child->next;
        if (child->kind == NODE_TEXT) {
            if (check_text(checking, child, content))
                put_child(node, child);
            continue;
        }
        const struct element_grammar *inner = find_child(checking, child, content);
        if (inner == NULL)
            continue;
        put_child(node, child);
        check_siblings(checking, child, inner, &rank);
        check_element(checking, child, inner, content_for_children(element, outer));
    }
}

static void check_element(struct checking *checking, struct node *node,
    const struct element_grammar *element, unsigned outer) {
    check_attributes(checking, node, element);
    if (element->holds == CONTENT_UNKNOWN)
        return;
    bool faulty = checking->faulty;
    checking->faulty = false;
    check_content(checking, node, element, outer);
    /* What was wrong in the content may be what is missing. */
    if (!checking->faulty) {
        check_needs(checking, node, element);
        check_single(checking, node, element);
    }
    checking->faulty = checking->faulty || faulty;
}

bool form_grammar_check(struct job *job, struct node *node) {
    struct checking checking = {job, false};
    size_t count = 0;
    const struct element_grammar *elements = form_elements(&count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(elements[i].name, node->name) == 0) {
            check_element(&checking, node, &elements[i], 0);
            break;
        }
    return !checking.faulty;
}
