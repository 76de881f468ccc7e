#include "pdf_navigation.h"

#include "pdf_syntax.h"
#include "pdf_tree.h"

#define NONE SIZE_MAX

/* An outline entry among its relatives, by index. */
struct relatives {
    HPDF_Dict object;
    size_t parent;
    size_t first;
    size_t last;
    size_t previous;
    size_t next;
    size_t child_count;
};

/* All entries; the root, which is no entry, stands behind the last. */
struct outline {
    struct pdf *pdf;
    struct relatives *items;
    size_t root;
};

/* Enters an entry as the last child of its parent. */
static void append_child(struct outline *outline, size_t parent, size_t index) {
    struct relatives *family = &outline->items[parent];
    outline->items[index].parent = parent;
    outline->items[index].previous = family->last;
    if (family->last == NONE) {
        family->first = index;
    } else {
        outline->items[family->last].next = index;
    }
    family->last = index;
    family->child_count++;
}

/* The parent of an entry is the nearest one before it of a lower level. */
static size_t find_parent(const struct outline *outline, size_t index) {
    const struct outline_entry *entries = outline->pdf->pages->outline;
    if (index == 0) {
        return outline->root;
    }
    size_t candidate = index - 1;
    while (candidate != outline->root && entries[candidate].level >= entries[index].level) {
        candidate = outline->items[candidate].parent;
    }
    return candidate;
}

static void relate(struct outline *outline) {
    for (size_t i = 0; i <= outline->root; i++) {
        outline->items[i] =
            (struct relatives){pdf_object_new(outline->pdf), NONE, NONE, NONE, NONE, NONE, 0};
    }
    for (size_t i = 0; i < outline->root; i++) {
        append_child(outline, find_parent(outline, i), i);
    }
}

static void add_relative(
    struct buffer *entries, const struct outline *outline, const char *key, size_t index) {
    if (index != NONE) {
        pdf_syntax_entry(entries, key, outline->items[index].object);
    }
}

/* The first level is open, what is deeper is closed: a negative count (ISO 32000-1, table 153). */
static void add_count(struct buffer *entries, size_t children, bool open) {
    if (children > 0) {
        buffer_format(entries, "/Count %s%zu ", open ? "" : "-", children);
    }
}

static void write_entry(struct outline *outline, size_t index) {
    struct pdf *pdf = outline->pdf;
    const struct outline_entry *entry = &pdf->pages->outline[index];
    const struct relatives *item = &outline->items[index];
    struct buffer entries = pdf_object_buffer(pdf);
    buffer_text(&entries, "/Title ");
    pdf_syntax_string(&entries, entry->title);
    add_relative(&entries, outline, "Parent", item->parent);
    add_relative(&entries, outline, "Prev", item->previous);
    add_relative(&entries, outline, "Next", item->next);
    add_relative(&entries, outline, "First", item->first);
    add_relative(&entries, outline, "Last", item->last);
    add_count(&entries, item->child_count, item->parent == outline->root);
    buffer_text(&entries, "/Dest [");
    pdf_syntax_reference(&entries, pdf->page_objects[entry->page]);
    buffer_text(&entries, "/XYZ null ");
    pdf_syntax_decimal(&entries, (int64_t)pdf->pages->pages[entry->page].height - entry->y);
    buffer_text(&entries, "null] ");
    pdf_object_fill(pdf, item->object, &entries);
}

/* The root counts what is in sight: its children and, as these are open, their children. */
static void write_root(struct outline *outline) {
    const struct relatives *root = &outline->items[outline->root];
    size_t visible = root->child_count;
    for (size_t i = root->first; i != NONE; i = outline->items[i].next) {
        visible += outline->items[i].child_count;
    }
    struct buffer entries = pdf_object_buffer(outline->pdf);
    buffer_text(&entries, "/Type /Outlines ");
    add_relative(&entries, outline, "First", root->first);
    add_relative(&entries, outline, "Last", root->last);
    add_count(&entries, visible, true);
    pdf_object_fill(outline->pdf, root->object, &entries);
}

static void write_outline(struct pdf *pdf) {
    struct outline outline = {.pdf = pdf, .root = pdf->pages->outline_count};
    outline.items = arena_array(pdf->job->arena, outline.root + 1, sizeof *outline.items);
    relate(&outline);
    for (size_t i = 0; i < outline.root; i++) {
        write_entry(&outline, i);
    }
    write_root(&outline);
    pdf_syntax_entry(&pdf->catalog, "Outlines", outline.items[outline.root].object);
    buffer_text(&pdf->catalog, "/PageMode /UseOutlines ");
}

static const char *label_value(const struct pdf *pdf, const struct page_label *label) {
    struct buffer value = pdf_object_buffer(pdf);
    buffer_format(&value, "<</S /D /St %u ", label->number);
    if (label->prefix && *label->prefix) {
        buffer_text(&value, "/P ");
        pdf_syntax_string(&value, label->prefix);
    }
    buffer_text(&value, ">>");
    return buffer_string(&value);
}

/* A tree of labels must speak of the first page. */
static void write_labels(struct pdf *pdf) {
    const struct pages *pages = pdf->pages;
    struct arena *arena = pdf->job->arena;
    struct pdf_tree_entry *entries = arena_array(arena, pages->label_count + 1, sizeof *entries);
    size_t count = 0;
    if (pages->labels[0].first_page > 0) {
        entries[count++] = (struct pdf_tree_entry){"0", "<</S /D>>"};
    }
    for (size_t i = 0; i < pages->label_count; i++) {
        entries[count++] =
            (struct pdf_tree_entry){pdf_tree_number(arena, pages->labels[i].first_page),
                label_value(pdf, &pages->labels[i])};
    }
    pdf_syntax_entry(&pdf->catalog, "PageLabels", pdf_tree_numbers(pdf, entries, count));
}

void pdf_navigation_write(struct pdf *pdf) {
    if (pdf->pages->outline_count > 0) {
        write_outline(pdf);
    }
    if (pdf->pages->label_count > 0) {
        write_labels(pdf);
    }
}
