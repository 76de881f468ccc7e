#include "pdf_tree.h"

#include "pdf_syntax.h"

#include <stdlib.h>
#include <string.h>

enum {
    NODE_SIZE = 64, /* entries of a leaf, kids of a node */
    NAME_LIMIT = 16000,
};

/* A finished node and the keys that it spans. */
struct node {
    HPDF_Dict object;
    const char *first;
    const char *last;
};

/* A tier of the tree: `kind` is Nums or Names. */
struct tier {
    const char *kind;
    struct node *nodes;
    size_t count;
};

const char *pdf_tree_number(struct arena *arena, size_t number) {
    return arena_format(arena, "%zu", number);
}

const char *pdf_tree_name(struct arena *arena, const char *text) {
    struct buffer token = {.arena = arena};
    if (pdf_syntax_is_ascii(text)) {
        pdf_syntax_hexadecimal(&token, (const unsigned char *)text, strlen(text));
    } else {
        buffer_text(&token, "<FEFF");
        pdf_syntax_utf16(&token, text, NAME_LIMIT);
        buffer_text(&token, ">");
    }
    return buffer_string(&token);
}

/* What follows a name's digits, « > », sorts after digits: a name would stand after those that it begins. */
static int compare_names(const void *left, const void *right) {
    const char *a = ((const struct pdf_tree_entry *)left)->key;
    const char *b = ((const struct pdf_tree_entry *)right)->key;
    size_t a_length = strlen(a);
    size_t b_length = strlen(b);
    size_t common = (a_length < b_length ? a_length : b_length) - 1;
    int order = memcmp(a, b, common);
    return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

static void add_entries(
    struct buffer *node, const char *kind, const struct pdf_tree_entry *entries, size_t count) {
    buffer_format(node, "/%s [", kind);
    for (size_t i = 0; i < count; i++) {
        buffer_text(node, entries[i].key);
        buffer_text(node, " ");
        buffer_text(node, entries[i].value);
        buffer_text(node, "\n");
    }
    buffer_text(node, "] ");
}

static void add_kids(struct buffer *node, const struct node *kids, size_t count) {
    buffer_text(node, "/Kids [");
    for (size_t i = 0; i < count; i++) {
        pdf_syntax_reference(node, kids[i].object);
    }
    buffer_text(node, "] ");
}

/* Only the nodes beneath the root state their limits. */
static struct node finish_node(
    struct pdf *pdf, struct buffer *entries, const char *first, const char *last) {
    buffer_format(entries, "/Limits [%s %s]", first, last);
    return (struct node){pdf_object_add(pdf, entries), first, last};
}

static size_t group_size(size_t count, size_t begin) {
    return count - begin < NODE_SIZE ? count - begin : (size_t)NODE_SIZE;
}

static struct tier write_leaves(
    struct pdf *pdf, const char *kind, const struct pdf_tree_entry *entries, size_t count) {
    struct tier tier = {.kind = kind};
    tier.nodes = arena_array(pdf->job->arena, count / NODE_SIZE + 1, sizeof *tier.nodes);
    for (size_t i = 0; i < count; i += NODE_SIZE) {
        size_t size = group_size(count, i);
        struct buffer node = pdf_object_buffer(pdf);
        add_entries(&node, kind, entries + i, size);
        tier.nodes[tier.count++] =
            finish_node(pdf, &node, entries[i].key, entries[i + size - 1].key);
    }
    return tier;
}

/* The nodes of a tier become the kids of fewer nodes, which take their places in the same array. */
static void group_nodes(struct pdf *pdf, struct tier *tier) {
    size_t grouped = 0;
    for (size_t i = 0; i < tier->count; i += NODE_SIZE) {
        size_t size = group_size(tier->count, i);
        struct buffer node = pdf_object_buffer(pdf);
        add_kids(&node, tier->nodes + i, size);
        tier->nodes[grouped++] =
            finish_node(pdf, &node, tier->nodes[i].first, tier->nodes[i + size - 1].last);
    }
    tier->count = grouped;
}

static HPDF_Dict write_tree(
    struct pdf *pdf, const char *kind, const struct pdf_tree_entry *entries, size_t count) {
    struct buffer root = pdf_object_buffer(pdf);
    if (count <= NODE_SIZE) {
        add_entries(&root, kind, entries, count);
        return pdf_object_add(pdf, &root);
    }
    struct tier tier = write_leaves(pdf, kind, entries, count);
    while (tier.count > NODE_SIZE) {
        group_nodes(pdf, &tier);
    }
    add_kids(&root, tier.nodes, tier.count);
    return pdf_object_add(pdf, &root);
}

HPDF_Dict pdf_tree_numbers(struct pdf *pdf, const struct pdf_tree_entry *entries, size_t count) {
    return write_tree(pdf, "Nums", entries, count);
}

HPDF_Dict pdf_tree_names(struct pdf *pdf, struct pdf_tree_entry *entries, size_t count) {
    if (count > 1) {
        qsort(entries, count, sizeof *entries, compare_names);
    }
    return write_tree(pdf, "Names", entries, count);
}
