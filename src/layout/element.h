/* The structure tree while it is built: elements are added in reading order, parents first. */
#ifndef GREFFE_ELEMENT_H
#define GREFFE_ELEMENT_H

#include "pages.h"

#include <stddef.h>

struct arena;

/** Elements added so far; elements[0] is the document. */
struct elements {
    struct arena *arena;
    struct element *items;
    size_t count;
};

/** element_tree(arena): a tree with its root, ROLE_DOCUMENT. */
struct elements element_tree(struct arena *arena);

/** element_add(elements, role, parent, span): adds a child of parent and returns its index. What stands
 *  under an artifact is one, too: parent ELEMENT_ARTIFACT adds nothing and returns ELEMENT_ARTIFACT. */
size_t element_add(struct elements *elements, enum role role, size_t parent, struct span span);

/** element_at(elements, index): the element, valid until the next element_add; NULL for an artifact. */
struct element *element_at(struct elements *elements, size_t index);

#endif
