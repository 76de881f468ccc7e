/* References to pages inside running text (« page 5 »). How wide a number is decides where lines and pages
 * break, and these decide the number: a document with references is laid out again with the numbers of
 * the time before until they no longer change. */
#ifndef GREFFE_REFERENCE_H
#define GREFFE_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/** A reference to the block named `target` from the pages of a group, which are numbered together; `text`
 *  is the page's number as it is known, or NULL. */
struct page_reference {
    const char *target;
    size_t group;
    const char *text;
};

/** All references of one document. `changed`: the last layout moved a target to another page. `late`: the
 *  numbers do not settle; each gets a fixed width, and what fits into it when pages are made. */
struct page_references {
    struct arena *arena;
    struct page_reference *items;
    size_t count;
    bool changed;
    bool late;
};

/** reference_text(references, target, group): the number of the target's page as text, for pages of the
 *  group; NULL while it is not known. */
const char *reference_text(struct page_references *references, const char *target, size_t group);

/** reference_found(references, index, text): the pages are made, and this is the number of items[index]. */
void reference_found(struct page_references *references, size_t index, const char *text);

#endif
