/* Elements and attributes that no field answers to: what was probably meant, or where it belongs. */
#include "answers_reading.h"

#include "answers.h"
#include "arena.h"
#include "form.h"
#include "job.h"
#include "text.h"
#include "xml.h"

#include <stdint.h>
#include <string.h>

enum {
    MOST_PLACES = 3, /* where else a name is known, to be surely meant by it */
};

/* An unknown name. */
struct unknown {
    struct binding *binding;
    struct arena *arena;
    struct answer *parent;
    const struct node *node; /* the parent's element, NULL when it is not known */
    const char *name;
    struct span span;
    bool attribute;
};

/* Fields, and their names for text_nearest. */
struct candidates {
    const struct field **fields;
    const char **names;
    size_t count;
};

bool answers_unknown_ignored(const struct attribute *attribute) {
    return strcmp(attribute->space, "http://www.w3.org/2001/XMLSchema-instance") == 0 ||
           strcmp(attribute->space, "http://www.w3.org/XML/1998/namespace") == 0;
}

/* ---- What may stand here ---- */

/* Looks at all elements beside the unknown one, which is counted as comparing. */
static bool has_element(const struct unknown *unknown, const char *name) {
    const struct node *child = unknown->node->first;
    size_t count = 1;
    while (child && (child->kind != NODE_ELEMENT || strcmp(child->name, name) != 0)) {
        child = child->next;
        count++;
    }
    unknown->binding->reading->compared += count;
    return child != NULL;
}

static bool is_bound(const struct unknown *unknown, const struct field *field) {
    return unknown->binding->bound[field->index].parent == unknown->parent;
}

/* Records may be repeated: one more can always have been meant. */
static bool is_missing(const struct unknown *unknown, const struct field *field) {
    if (field->kind == FIELD_RECORD) {
        return true;
    }
    if (field->attribute) {
        return !node_attribute(unknown->node, field->name);
    }
    return !is_bound(unknown, field) && answers_may_compare(unknown->binding->reading, 1) &&
           !has_element(unknown, field->name);
}

static bool is_wanted(const struct field *field) {
    return field->required == REQUIRED_YES || field->kind == FIELD_OPTION ||
           field->kind == FIELD_RECORD || field->kind == FIELD_GROUP;
}

static bool may_be_meant(const struct unknown *unknown, const struct field *field) {
    return field->kind != FIELD_VALUE && field->attribute == unknown->attribute;
}

static void add_candidate(
    struct arena *arena, struct candidates *candidates, const struct field *field) {
    candidates->fields =
        arena_grow(arena, candidates->fields, candidates->count, sizeof *candidates->fields);
    candidates->names =
        arena_grow(arena, candidates->names, candidates->count, sizeof *candidates->names);
    candidates->fields[candidates->count] = field;
    candidates->names[candidates->count++] = field->name;
}

static const struct field *nearest(
    const struct unknown *unknown, const struct candidates *candidates) {
    const char *name =
        text_nearest(unknown->arena, unknown->name, candidates->names, candidates->count);
    for (size_t i = 0; name && i < candidates->count; i++) {
        if (candidates->names[i] == name) {
            return candidates->fields[i];
        }
    }
    return NULL;
}

/* The nearest field of the parent: of those that are missing (and due), or of all. */
static const struct field *nearest_child(
    const struct unknown *unknown, bool only_missing, bool only_wanted) {
    struct candidates candidates = {0};
    const struct field *child = unknown->parent->field->first;
    for (; child; child = child->next) {
        if (may_be_meant(unknown, child) && (!only_missing || is_missing(unknown, child)) &&
            (!only_wanted || is_wanted(child))) {
            add_candidate(unknown->arena, &candidates, child);
        }
    }
    return nearest(unknown, &candidates);
}

static const char *written(const struct unknown *unknown, const char *name) {
    return arena_format(unknown->arena, unknown->attribute ? "%s=\"…\"" : "<%s>", name);
}

static const char *possibilities(const struct unknown *unknown) {
    const char *names[ANSWERS_LISTED + 1];
    size_t count = 0;
    const struct field *child = unknown->parent->field->first;
    for (; child && count <= ANSWERS_LISTED; child = child->next) {
        if (may_be_meant(unknown, child)) {
            names[count++] = written(unknown, child->name);
        }
    }
    if (count > 0) {
        return arena_format(unknown->arena, "Possible ici\u00A0: %s",
            answers_text_list(unknown->arena, names, count, " et "));
    }
    return unknown->attribute ? "Supprimez-le."
                              : arena_format(unknown->arena,
                                    "Rien ne se remplit dans <%s>\u00A0: déplacez cette balise, ou "
                                    "supprimez-la.",
                                    unknown->parent->field->name);
}

/* ---- Where it belongs ---- */

static size_t depth_of(const struct field *field) {
    size_t depth = 0;
    for (; field->parent; field = field->parent) {
        depth++;
    }
    return depth;
}

/* How deep in the tree the two fields part. */
static size_t shared_depth(const struct field *a, const struct field *b) {
    size_t depth_a = depth_of(a);
    size_t depth_b = depth_of(b);
    while (a != b) {
        bool climb_a = depth_a >= depth_b;
        bool climb_b = depth_b >= depth_a;
        a = climb_a ? a->parent : a;
        b = climb_b ? b->parent : b;
        depth_a -= climb_a;
        depth_b -= climb_b;
    }
    return depth_a;
}

/* Of fields of one name those are meant that stand nearest in the tree: in the same question first. */
static void keep_nearest(const struct unknown *unknown, struct candidates *found) {
    size_t deepest = 0;
    size_t kept = 0;
    for (size_t i = 0; i < found->count; i++) {
        size_t depth = shared_depth(unknown->parent->field, found->fields[i]);
        kept = depth > deepest ? 0 : kept;
        deepest = depth > deepest ? depth : deepest;
        if (depth == deepest) {
            found->fields[kept++] = found->fields[i];
        }
    }
    found->count = kept;
}

static struct candidates fields_named(const struct unknown *unknown) {
    struct candidates found = {0};
    const struct form *form = unknown->binding->form;
    for (size_t i = 1; i < form->field_count; i++) {
        const struct field *field = form->fields[i];
        if (field->kind != FIELD_VALUE && strcmp(field->name, unknown->name) == 0) {
            add_candidate(unknown->arena, &found, field);
        }
    }
    keep_nearest(unknown, &found);
    return found;
}

/* A child of the parent that is missing and holds the field, when there is one: the field stands one
 * level too high. */
static const struct field *missing_wrapper(
    const struct unknown *unknown, const struct field *field) {
    while (field && field->parent != unknown->parent->field) {
        field = field->parent;
    }
    return field && !field->attribute && is_missing(unknown, field) ? field : NULL;
}

/* The field, or what should hold it, looks missing where it belongs: why was said here. A group that is
 * not required itself is not asked for, only what is in it. */
static void excuse(const struct unknown *unknown, const struct candidates *found) {
    for (size_t i = 0; i < found->count; i++) {
        const struct field *wrapper = missing_wrapper(unknown, found->fields[i]);
        bool asks_itself =
            wrapper && (wrapper->kind != FIELD_GROUP || wrapper->required != REQUIRED_NO);
        if (asks_itself) {
            answers_excuse(unknown->binding, unknown->parent, wrapper);
        }
    }
    if (found->count == 1) {
        answers_excuse(unknown->binding, NULL, found->fields[0]);
    }
}

static const char *place_advice(const struct unknown *unknown, const struct field *field) {
    const struct field *wrapper = missing_wrapper(unknown, field);
    const char *holder = field->parent->name;
    if (field->attribute) {
        return arena_format(
            unknown->arena, "Écrivez-le dans la balise\u00A0: <%s %s=\"…\">.", holder, field->name);
    }
    if (wrapper && wrapper == field->parent) {
        return arena_format(unknown->arena, "Entourez-%s de <%s>…</%s>.",
            unknown->attribute ? "le" : "la", wrapper->name, wrapper->name);
    }
    /* The other box of the same choice: the place of the message names it already. */
    if (field->parent->kind == FIELD_OPTION &&
        field->parent->parent == unknown->parent->field->parent) {
        return arena_format(unknown->arena, "Déplacez-la dans <%s>.", holder);
    }
    return arena_format(unknown->arena, "Déplacez-la dans <%s> («\u00A0%s\u00A0»).", holder,
        field->parent->parent ? field_place(unknown->arena, field->parent) : field->parent->label);
}

static void report(const struct unknown *unknown, enum message message, const char *advice) {
    diagnose(unknown->binding->job->diagnostics, message, unknown->span,
        answer_place(unknown->arena, unknown->parent), unknown->name, unknown->parent->field->name,
        advice);
}

/* The elements that may hold the fields, each name once. */
static const char *list_holders(const struct unknown *unknown, const struct candidates *found) {
    const char *names[ANSWERS_LISTED + 1];
    size_t count = 0;
    for (size_t i = 0; i < found->count && count <= ANSWERS_LISTED; i++) {
        const char *name = written(unknown, found->fields[i]->parent->name);
        size_t same = 0;
        while (same < count && strcmp(names[same], name) != 0) {
            same++;
        }
        names[same] = name;
        count += same == count;
    }
    return answers_text_list(unknown->arena, names, count, " ou ");
}

static bool report_elsewhere(const struct unknown *unknown, size_t most) {
    struct candidates found = fields_named(unknown);
    if (found.count == 0 || found.count > most) {
        return false;
    }
    report(unknown, MESSAGE_ANSWERS_ELEMENT_ELSEWHERE,
        found.count == 1
            ? place_advice(unknown, found.fields[0])
            : arena_format(unknown->arena, "Déplacez-la dans la balise qui convient\u00A0: %s",
                  list_holders(unknown, &found)));
    if (found.count <= MOST_PLACES) {
        excuse(unknown, &found);
    }
    return true;
}

/* What depends on a box, or belongs to any other element, is often written below it and not inside. */
static bool report_below(const struct unknown *unknown) {
    struct answer *before = unknown->parent->last;
    const struct field *field = before ? field_child(before->field, unknown->name) : NULL;
    if (!field || field->kind == FIELD_VALUE ||
        (field->kind != FIELD_RECORD && answer_for(before, field))) {
        return false;
    }
    report(unknown, MESSAGE_ANSWERS_ELEMENT_ELSEWHERE,
        arena_format(unknown->arena, "Écrivez-la dans <%s>\u00A0: %s.", before->field->name,
            answers_stray_example(unknown->arena, before->field, field, "…")));
    answers_excuse(unknown->binding, before, field);
    return true;
}

/* ---- Both ---- */

static void report_unknown(const struct unknown *unknown) {
    report(unknown,
        unknown->attribute ? MESSAGE_ANSWERS_ATTRIBUTE_UNKNOWN : MESSAGE_ANSWERS_ELEMENT_UNKNOWN,
        possibilities(unknown));
}

/* A field that is due and missing is what was meant by a name near it; then comes the same name in
 * another place, then any near name. */
static const struct field *explain(const struct unknown *unknown) {
    enum message misspelt =
        unknown->attribute ? MESSAGE_ANSWERS_ATTRIBUTE_MISSPELT : MESSAGE_ANSWERS_ELEMENT_MISSPELT;
    struct answers_reading *reading = unknown->binding->reading;
    if (!answers_may_compare(reading, unknown->binding->form->field_count)) {
        report_unknown(unknown);
        return NULL;
    }
    const struct field *meant = nearest_child(unknown, true, true);
    if (!meant && !unknown->attribute && report_elsewhere(unknown, MOST_PLACES)) {
        return NULL;
    }
    meant = meant ? meant : nearest_child(unknown, true, false);
    const struct field *near = meant ? meant : nearest_child(unknown, false, false);
    if (near) {
        report(unknown, misspelt, near->name);
    } else if (unknown->attribute || !report_elsewhere(unknown, SIZE_MAX)) {
        report_unknown(unknown);
    }
    return meant;
}

const struct field *answers_unknown_element(
    struct binding *binding, struct answer *parent, const struct node *node) {
    struct unknown unknown = {
        binding, binding->arena, parent, node->parent, node->name, node->name_span, false};
    if (report_below(&unknown)) {
        return NULL;
    }
    const struct field *meant = explain(&unknown);
    /* In a choice something was ticked, only what is not known. */
    parent->wrong = parent->wrong || (!meant && parent->field->kind == FIELD_CHOICE);
    return meant;
}

const struct field *answers_unknown_attribute(struct binding *binding, struct answer *parent,
    const struct node *node, const struct attribute *attribute) {
    struct unknown unknown = {
        binding, binding->arena, parent, node, attribute->name, attribute->name_span, true};
    static const char *const tick[] = {"coche"};
    if (parent->field->kind == FIELD_OPTION &&
        text_nearest(binding->arena, attribute->name, tick, 1)) {
        report(&unknown, MESSAGE_ANSWERS_ATTRIBUTE_MISSPELT, tick[0]);
        parent->wrong = true;
        return NULL;
    }
    return explain(&unknown);
}

bool answers_unknown_foreign(struct binding *binding, const struct answer *answer,
    const struct node *node, const char *const *known, size_t count) {
    bool found = false;
    const struct attribute *attribute = node->attributes;
    for (; attribute; attribute = attribute->next) {
        bool fits = answers_unknown_ignored(attribute);
        for (size_t i = 0; i < count && !fits; i++) {
            fits = *attribute->space == '\0' && strcmp(known[i], attribute->name) == 0;
        }
        if (fits) {
            continue;
        }
        const char *near = text_nearest(binding->arena, attribute->name, known, count);
        diagnose(binding->job->diagnostics,
            near ? MESSAGE_ANSWERS_ATTRIBUTE_MISSPELT : MESSAGE_ANSWERS_ATTRIBUTE_UNKNOWN,
            attribute->name_span, answer_place(binding->arena, answer), attribute->name, node->name,
            near ? near : "Supprimez-le.");
        found = true;
    }
    return found;
}
