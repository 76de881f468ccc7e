/* Which nodes an expression may reach, followed over the fields of a model: the static counterpart
 * of XPath's node sets. */
#ifndef GREFFE_FIELD_SET_H
#define GREFFE_FIELD_SET_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct field;

/** What a node may be. */
enum field_place_kind {
    PLACE_DOCUMENT, /* above the root element; `field` is the root */
    PLACE_FIELD,    /* the element or attribute of a field */
    PLACE_TEXT,     /* the text in it */
};

struct field_place {
    enum field_place_kind kind;
    const struct field *field;
    const struct field *root; /* of the model in which the field stands */
};

/** A set of places, each once. `open`: the nodes may be others, too; nothing is known. */
struct field_set {
    struct field_place *places;
    size_t count;
    bool open;
};

/** XPath 1.0, 2.2, without the namespace axis. */
enum axis {
    AXIS_CHILD,
    AXIS_DESCENDANT,
    AXIS_PARENT,
    AXIS_ANCESTOR,
    AXIS_FOLLOWING_SIBLING,
    AXIS_PRECEDING_SIBLING,
    AXIS_FOLLOWING,
    AXIS_PRECEDING,
    AXIS_ATTRIBUTE,
    AXIS_SELF,
    AXIS_DESCENDANT_OR_SELF,
    AXIS_ANCESTOR_OR_SELF,
};

/** XPath 1.0, 2.3: which of an axis' nodes a step keeps. */
enum node_test {
    TEST_NAME,
    TEST_ANY_NAME, /* * */
    TEST_TEXT,     /* text() */
    TEST_NODE,     /* node() */
};

struct field_step {
    enum axis axis;
    enum node_test test;
    const char *name; /* TEST_NAME */
};

/** field_set_of(arena, field): the set of that one field. */
struct field_set field_set_of(struct arena *arena, const struct field *field);

/** field_set_add(arena, set, place): adds a place unless it is there; the others keep their order. */
void field_set_add(struct arena *arena, struct field_set *set, struct field_place place);

/** field_set_union(arena, a, b): the places of both. */
struct field_set field_set_union(
    struct arena *arena, const struct field_set *a, const struct field_set *b);

/** field_set_documents(arena, set): the documents in which the places stand: XPath's /. */
struct field_set field_set_documents(struct arena *arena, const struct field_set *set);

/** field_set_step(arena, from, step): what a step reaches. From an open set it reaches an open set;
 *  an empty set from one that is not open means that the step can select nothing. */
struct field_set field_set_step(
    struct arena *arena, const struct field_set *from, const struct field_step *step);

/** field_set_names(arena, set, names): the names of its fields, each once; returns their number. */
size_t field_set_names(struct arena *arena, const struct field_set *set, const char *const **names);

#endif
