#include "pdf_page.h"

#include "pdf_syntax.h"

enum {
    NODE_SIZE = 32, /* kids of a node */
};

/* A node of the tree without a parent so far, and how many pages it stands for (itself, for a page). Page
 * dictionaries are nodes too; `entries` is what will be written besides the parent. */
struct node {
    HPDF_Dict object;
    struct buffer entries;
    size_t page_count;
};

static struct buffer page_entries(
    const struct pdf *pdf, const struct pdf_page_parts *parts, size_t index) {
    const struct page *page = &pdf->pages->pages[index];
    struct buffer entries = pdf_object_buffer(pdf);
    buffer_text(&entries, "/Type /Page /MediaBox [0 0 ");
    pdf_syntax_decimal(&entries, page->width);
    pdf_syntax_decimal(&entries, page->height);
    buffer_text(&entries, "] ");
    pdf_syntax_entry(&entries, "Contents", parts->contents[index]);
    pdf_syntax_entry(&entries, "Resources", parts->resources);
    /* The tab key follows the structure (ISO 14289-1, 7.18.3). */
    buffer_format(&entries, "/Tabs /S /StructParents %zu ", index);
    if (parts->annotations[index].length > 0) {
        buffer_format(&entries, "/Annots [%s] ", buffer_string(&parts->annotations[index]));
    }
    return entries;
}

static void finish_node(struct pdf *pdf, struct node *node, HPDF_Dict parent) {
    pdf_syntax_entry(&node->entries, "Parent", parent);
    pdf_object_fill(pdf, node->object, &node->entries);
}

/* Makes nodes the kids of one parent, which gets its own entries. */
static void adopt(struct pdf *pdf, struct node *parent, struct node *kids, size_t count) {
    parent->entries = pdf_object_buffer(pdf);
    parent->page_count = 0;
    buffer_text(&parent->entries, "/Kids [");
    for (size_t i = 0; i < count; i++) {
        pdf_syntax_reference(&parent->entries, kids[i].object);
        parent->page_count += kids[i].page_count;
        finish_node(pdf, &kids[i], parent->object);
    }
    buffer_format(&parent->entries, "] /Count %zu ", parent->page_count);
}

/* Groups the nodes of one level under fewer parents, which take their places in the array. */
static size_t group_nodes(struct pdf *pdf, struct node *nodes, size_t count) {
    size_t grouped = 0;
    for (size_t i = 0; i < count; i += NODE_SIZE) {
        size_t size = count - i < NODE_SIZE ? count - i : (size_t)NODE_SIZE;
        struct node parent = {.object = pdf_object_new(pdf)};
        adopt(pdf, &parent, nodes + i, size);
        buffer_text(&parent.entries, "/Type /Pages ");
        nodes[grouped++] = parent;
    }
    return grouped;
}

void pdf_page_write(struct pdf *pdf, const struct pdf_page_parts *parts) {
    size_t count = pdf->pages->page_count;
    struct node *nodes = arena_array(pdf->job->arena, count, sizeof *nodes);
    for (size_t i = 0; i < count; i++) {
        nodes[i] = (struct node){pdf->page_objects[i], page_entries(pdf, parts, i), 1};
    }
    while (count > NODE_SIZE) {
        count = group_nodes(pdf, nodes, count);
    }
    struct node root = {.object = pdf_object_page_root(pdf)};
    adopt(pdf, &root, nodes, count);
    pdf_object_fill(pdf, root.object, &root.entries);
}
