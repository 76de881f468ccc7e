#include "field_set.h"

#include "arena.h"
#include "form.h"

#include <stdlib.h>
#include <string.h>

static const struct field *root_of(const struct field *field) {
    while (field->parent) {
        field = field->parent;
    }
    return field;
}

static void append(struct arena *arena, struct field_set *set, enum field_place_kind kind,
    const struct field *field, const struct field *root) {
    set->places = arena_grow(arena, set->places, set->count, sizeof *set->places);
    set->places[set->count++] = (struct field_place){kind, field, root};
}

struct field_set field_set_of(struct arena *arena, const struct field *field) {
    struct field_set set = {0};
    append(arena, &set, PLACE_FIELD, field, root_of(field));
    return set;
}

void field_set_add(struct arena *arena, struct field_set *set, struct field_place place) {
    for (size_t i = 0; i < set->count; i++) {
        if (set->places[i].kind == place.kind && set->places[i].field == place.field) {
            return;
        }
    }
    append(arena, set, place.kind, place.field, place.root);
}

/* The root comes first, whether or not the list of fields counts it. */
static size_t position_of(const struct field *field) {
    return field->parent ? field->index + 1 : 0;
}

/* By model, field and kind: an order that does not depend on addresses. */
static int compare_places(const void *left, const void *right) {
    const struct field_place *a = left;
    const struct field_place *b = right;
    int order = a->root == b->root ? 0 : strcmp(a->root->name, b->root->name);
    if (order == 0) {
        size_t first = position_of(a->field);
        size_t second = position_of(b->field);
        order = (first > second) - (first < second);
    }
    return order != 0 ? order : (int)a->kind - (int)b->kind;
}

/* Brings a set that was appended to without looking into order, each place once. */
static void make_unique(struct field_set *set) {
    if (set->count < 2) {
        return;
    }
    qsort(set->places, set->count, sizeof *set->places, compare_places);
    size_t kept = 1;
    for (size_t i = 1; i < set->count; i++) {
        if (compare_places(&set->places[i], &set->places[kept - 1]) != 0) {
            set->places[kept++] = set->places[i];
        }
    }
    set->count = kept;
}

struct field_set field_set_union(
    struct arena *arena, const struct field_set *a, const struct field_set *b) {
    struct field_set both = {.open = a->open || b->open};
    for (size_t i = 0; i < a->count; i++) {
        append(arena, &both, a->places[i].kind, a->places[i].field, a->places[i].root);
    }
    for (size_t i = 0; i < b->count; i++) {
        append(arena, &both, b->places[i].kind, b->places[i].field, b->places[i].root);
    }
    make_unique(&both);
    return both;
}

struct field_set field_set_documents(struct arena *arena, const struct field_set *set) {
    struct field_set documents = {.open = set->open};
    for (size_t i = 0; i < set->count; i++) {
        const struct field *root = set->places[i].root;
        field_set_add(arena, &documents, (struct field_place){PLACE_DOCUMENT, root, root});
    }
    return documents;
}

/* ---- Steps ---- */

/* A step in the making: what it keeps of the nodes that its axis offers. */
struct stepping {
    struct arena *arena;
    const struct field_step *step;
    struct field_set reached;
};

static void offer(struct stepping *stepping, enum field_place_kind kind, const struct field *field,
    const struct field *root) {
    enum node_test test = stepping->step->test;
    bool kept = test == TEST_NODE || (test == TEST_TEXT && kind == PLACE_TEXT) ||
                (test == TEST_ANY_NAME && kind == PLACE_FIELD) ||
                (test == TEST_NAME && kind == PLACE_FIELD &&
                    strcmp(field->name, stepping->step->name) == 0);
    if (kept) {
        append(stepping->arena, &stepping->reached, kind, field, root);
    }
}

/* Fields whose value stands as text in the tree. The element of another form is empty there. */
static bool holds_text(const struct field *field) {
    return field->kind != FIELD_FORM && field->kind != FIELD_GROUP && field->kind != FIELD_RECORD &&
           field->kind != FIELD_CHOICE && field->kind != FIELD_OPTION;
}

static void offer_children(struct stepping *stepping, const struct field_place *place) {
    if (place->kind == PLACE_DOCUMENT) {
        offer(stepping, PLACE_FIELD, place->root, place->root);
        return;
    }
    if (place->kind == PLACE_TEXT) {
        return;
    }
    for (const struct field *child = place->field->first; child; child = child->next) {
        if (!child->attribute) {
            offer(stepping, PLACE_FIELD, child, place->root);
        }
    }
    if (holds_text(place->field) && !place->field->attribute) {
        offer(stepping, PLACE_TEXT, place->field, place->root);
    }
}

/* Fields nest as deep as models do, a few hundred levels at most: the reader of XML sees to it. */
static void offer_descendants(struct stepping *stepping, const struct field_place *place) {
    offer_children(stepping, place);
    if (place->kind == PLACE_DOCUMENT) {
        struct field_place root = {PLACE_FIELD, place->root, place->root};
        offer_descendants(stepping, &root);
    } else if (place->kind == PLACE_FIELD) {
        for (const struct field *child = place->field->first; child; child = child->next) {
            struct field_place below = {PLACE_FIELD, child, place->root};
            if (!child->attribute) {
                offer_descendants(stepping, &below);
            }
        }
    }
}

static void offer_attributes(struct stepping *stepping, const struct field_place *place) {
    if (place->kind != PLACE_FIELD) {
        return;
    }
    for (const struct field *child = place->field->first; child; child = child->next) {
        if (child->attribute) {
            offer(stepping, PLACE_FIELD, child, place->root);
        }
    }
}

/* The place above, or false at the document. */
static bool climb(struct field_place *place) {
    if (place->kind == PLACE_DOCUMENT) {
        return false;
    }
    if (place->kind == PLACE_TEXT) {
        place->kind = PLACE_FIELD;
    } else if (place->field->parent) {
        place->field = place->field->parent;
    } else {
        place->kind = PLACE_DOCUMENT;
    }
    return true;
}

static void offer_ancestors(struct stepping *stepping, struct field_place place, bool all) {
    while (climb(&place)) {
        offer(stepping, place.kind, place.field, place.root);
        if (!all) {
            return;
        }
    }
}

/* Order is free in a form, so each other child of the parent may stand before or after; of the field
 * itself only another record. */
static void offer_siblings(struct stepping *stepping, const struct field_place *place) {
    const struct field *field = place->field;
    if (place->kind != PLACE_FIELD || field->attribute || !field->parent) {
        return;
    }
    for (const struct field *other = field->parent->first; other; other = other->next) {
        if (!other->attribute && (other != field || field->kind == FIELD_RECORD)) {
            offer(stepping, PLACE_FIELD, other, place->root);
        }
    }
}

static void offer_axis(struct stepping *stepping, const struct field_place *place) {
    struct field_place document = {PLACE_DOCUMENT, place->root, place->root};
    enum axis axis = stepping->step->axis;
    if (axis == AXIS_SELF || axis == AXIS_DESCENDANT_OR_SELF || axis == AXIS_ANCESTOR_OR_SELF) {
        offer(stepping, place->kind, place->field, place->root);
    }
    switch (axis) {
    case AXIS_SELF:
        break;
    case AXIS_CHILD:
        offer_children(stepping, place);
        break;
    case AXIS_DESCENDANT:
    case AXIS_DESCENDANT_OR_SELF:
        offer_descendants(stepping, place);
        break;
    case AXIS_PARENT:
        offer_ancestors(stepping, *place, false);
        break;
    case AXIS_ANCESTOR:
    case AXIS_ANCESTOR_OR_SELF:
        offer_ancestors(stepping, *place, true);
        break;
    case AXIS_FOLLOWING_SIBLING:
    case AXIS_PRECEDING_SIBLING:
        offer_siblings(stepping, place);
        break;
    case AXIS_FOLLOWING:
    case AXIS_PRECEDING:
        offer_descendants(stepping, &document);
        break;
    case AXIS_ATTRIBUTE:
        offer_attributes(stepping, place);
        break;
    }
}

struct field_set field_set_step(
    struct arena *arena, const struct field_set *from, const struct field_step *step) {
    struct stepping stepping = {arena, step, {.open = from->open}};
    for (size_t i = 0; i < from->count; i++) {
        offer_axis(&stepping, &from->places[i]);
    }
    make_unique(&stepping.reached);
    return stepping.reached;
}

size_t field_set_names(
    struct arena *arena, const struct field_set *set, const char *const **names) {
    const char **list = arena_array(arena, set->count + 1, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < set->count; i++) {
        bool known = set->places[i].kind != PLACE_FIELD;
        for (size_t k = 0; k < count && !known; k++) {
            known = strcmp(list[k], set->places[i].field->name) == 0;
        }
        if (!known) {
            list[count++] = set->places[i].field->name;
        }
    }
    *names = list;
    return count;
}
