#include "pdf_structure.h"

#include "pdf_attribute.h"
#include "pdf_syntax.h"
#include "pdf_tree.h"

/* No element, no sequence: the end of a list of indices. */
#define NONE SIZE_MAX

/* A marked-content sequence of an element; `next` is the element's next one. */
struct sequence {
    size_t page;
    size_t number; /* MCID */
    size_t next;
};

/* An annotation of an element; `next` is the element's next one. */
struct annotation {
    size_t element;
    size_t page;
    HPDF_Dict object;
    size_t next;
};

/* A list of indices into one of the arrays. */
struct list {
    size_t first;
    size_t last;
};

/* What is known of one element. `link` is the Link inside a Reference that has annotations, else NULL.
 * `start` is the first sequence of the element or of what is inside it; `place` the same, or that of the
 * next sibling which has some: where the element stands among the sequences of its parent. */
struct node {
    HPDF_Dict object;
    HPDF_Dict link;
    struct list sequences;
    struct list annotations;
    size_t child;
    size_t sibling;
    size_t start;
    size_t place;
    size_t figure_page;
    struct pdf_extent figure;
};

/* The elements of the sequences of one page, by MCID. */
struct page_sequences {
    size_t *elements;
    size_t count;
};

struct pdf_structure {
    struct pdf *pdf;
    struct node *nodes;
    struct sequence *sequences;
    size_t sequence_count;
    struct annotation *annotations;
    size_t annotation_count;
    struct page_sequences *pages;
};

static const char *const TAGS[] = {
#define ROLE(identifier, tag) [ROLE_##identifier] = tag,
#include "roles.def"
#undef ROLE
};

const char *pdf_structure_tag(enum role role) {
    return TAGS[role];
}

struct pdf_structure *pdf_structure_new(struct pdf *pdf) {
    struct arena *arena = pdf->job->arena;
    struct pdf_structure *structure = arena_alloc(arena, sizeof *structure);
    structure->pdf = pdf;
    structure->pages = arena_array(arena, pdf->pages->page_count, sizeof *structure->pages);
    structure->nodes = arena_array(arena, pdf->pages->element_count, sizeof *structure->nodes);
    for (size_t i = 0; i < pdf->pages->element_count; i++) {
        structure->nodes[i] = (struct node){.object = pdf_object_new(pdf),
            .sequences = {NONE, NONE},
            .annotations = {NONE, NONE},
            .child = NONE,
            .sibling = NONE,
            .start = NONE,
            .place = NONE,
            .figure_page = NONE};
    }
    return structure;
}

size_t pdf_structure_sequence(struct pdf_structure *structure, size_t element, size_t page) {
    struct arena *arena = structure->pdf->job->arena;
    struct page_sequences *on_page = &structure->pages[page];
    size_t number = on_page->count;
    on_page->elements =
        arena_grow(arena, on_page->elements, on_page->count, sizeof *on_page->elements);
    on_page->elements[on_page->count++] = element;

    size_t index = structure->sequence_count++;
    structure->sequences =
        arena_grow(arena, structure->sequences, index, sizeof *structure->sequences);
    structure->sequences[index] = (struct sequence){page, number, NONE};
    struct list *list = &structure->nodes[element].sequences;
    if (list->last == NONE) {
        list->first = index;
        structure->nodes[element].start = index;
    } else {
        structure->sequences[list->last].next = index;
    }
    list->last = index;
    return number;
}

static void unite(struct pdf_extent *extent, const struct pdf_extent *other) {
    extent->left = other->left < extent->left ? other->left : extent->left;
    extent->top = other->top < extent->top ? other->top : extent->top;
    extent->right = other->right > extent->right ? other->right : extent->right;
    extent->bottom = other->bottom > extent->bottom ? other->bottom : extent->bottom;
}

void pdf_structure_extend(
    struct pdf_structure *structure, size_t element, size_t page, struct pdf_extent extent) {
    struct node *node = &structure->nodes[element];
    if (node->figure_page == NONE) {
        node->figure_page = page;
        node->figure = extent;
    } else if (node->figure_page == page) {
        unite(&node->figure, &extent);
    }
}

size_t pdf_structure_annotation(
    struct pdf_structure *structure, size_t element, size_t page, HPDF_Dict annotation) {
    struct pdf *pdf = structure->pdf;
    struct node *node = &structure->nodes[element];
    size_t index = structure->annotation_count++;
    structure->annotations =
        arena_grow(pdf->job->arena, structure->annotations, index, sizeof *structure->annotations);
    structure->annotations[index] = (struct annotation){element, page, annotation, NONE};
    if (node->annotations.last == NONE) {
        node->annotations.first = index;
    } else {
        structure->annotations[node->annotations.last].next = index;
    }
    node->annotations.last = index;
    if (pdf->pages->elements[element].role == ROLE_REFERENCE && !node->link) {
        node->link = pdf_object_new(pdf);
    }
    return pdf->pages->page_count + index;
}

/* Hands what a child covers, and where it begins, on to its parent, and chains it to its siblings. Called
 * from the last element to the first: all of a child's own children have been here before it, and the
 * parent's list so far begins with the next sibling. */
static void join_parent(struct pdf_structure *structure, size_t index) {
    struct node *node = &structure->nodes[index];
    struct node *parent = &structure->nodes[structure->pdf->pages->elements[index].parent];
    node->sibling = parent->child;
    parent->child = index;
    node->place = node->start;
    if (node->start == NONE && node->sibling != NONE) {
        node->place = structure->nodes[node->sibling].place;
    }
    if (node->start < parent->start) {
        parent->start = node->start;
    }
    if (node->figure_page != NONE && node->figure_page <= parent->figure_page) {
        if (node->figure_page < parent->figure_page) {
            parent->figure_page = node->figure_page;
            parent->figure = node->figure;
        } else {
            unite(&parent->figure, &node->figure);
        }
    }
}

/* What holds the content of an element: the element, or the Link inside it. */
static HPDF_Dict owner_of(const struct node *node) {
    return node->link ? node->link : node->object;
}

/* The page that an element names, so that its sequences there need no more than their number. */
static size_t page_of(const struct pdf_structure *structure, const struct node *node) {
    if (node->sequences.first != NONE) {
        return structure->sequences[node->sequences.first].page;
    }
    if (node->annotations.first != NONE) {
        return structure->annotations[node->annotations.first].page;
    }
    return NONE;
}

static void add_page(struct buffer *kids, const struct pdf_structure *structure, size_t page) {
    pdf_syntax_entry(kids, "Pg", structure->pdf->page_objects[page]);
}

static void add_sequence(struct buffer *kids, const struct pdf_structure *structure,
    const struct sequence *sequence, size_t page) {
    if (sequence->page == page) {
        pdf_syntax_integer(kids, (int64_t)sequence->number);
        return;
    }
    buffer_text(kids, "<</Type /MCR ");
    add_page(kids, structure, sequence->page);
    buffer_text(kids, "/MCID ");
    pdf_syntax_integer(kids, (int64_t)sequence->number);
    buffer_text(kids, ">> ");
}

static void add_annotation(struct buffer *kids, const struct pdf_structure *structure,
    const struct annotation *annotation, size_t page) {
    buffer_text(kids, "<</Type /OBJR ");
    if (annotation->page != page) {
        add_page(kids, structure, annotation->page);
    }
    pdf_syntax_entry(kids, "Obj", annotation->object);
    buffer_text(kids, ">> ");
}

/* The kids of an element: its children in their order, each after those sequences of the element's own that
 * come before the child's place, then what is left of these, then the annotations. Returns their number. */
static size_t add_kids(
    struct buffer *kids, const struct pdf_structure *structure, const struct node *node) {
    size_t page = page_of(structure, node);
    size_t sequence = node->sequences.first;
    size_t count = 0;
    for (size_t child = node->child; child != NONE; child = structure->nodes[child].sibling) {
        for (; sequence < structure->nodes[child].place; count++) {
            add_sequence(kids, structure, &structure->sequences[sequence], page);
            sequence = structure->sequences[sequence].next;
        }
        pdf_syntax_reference(kids, structure->nodes[child].object);
        count++;
    }
    for (; sequence != NONE; sequence = structure->sequences[sequence].next, count++) {
        add_sequence(kids, structure, &structure->sequences[sequence], page);
    }
    for (size_t i = node->annotations.first; i != NONE; i = structure->annotations[i].next) {
        add_annotation(kids, structure, &structure->annotations[i], page);
        count++;
    }
    return count;
}

/* A single kid stands without brackets (ISO 32000-1, table 323). That is shorter, and only so does pyHanko know
 * the Form that holds a signature field, and takes a second signature for no forgery of the first. */
static void add_content(
    struct buffer *entries, const struct pdf_structure *structure, const struct node *node) {
    size_t page = page_of(structure, node);
    if (page != NONE) {
        add_page(entries, structure, page);
    }
    struct buffer kids = pdf_object_buffer(structure->pdf);
    size_t count = add_kids(&kids, structure, node);
    if (count > 0) {
        buffer_format(entries, count == 1 ? "/K %s" : "/K [%s] ", buffer_string(&kids));
    }
}

/* The Link inside a Reference. */
static void write_link(struct pdf_structure *structure, const struct node *node) {
    struct buffer entries = pdf_object_buffer(structure->pdf);
    buffer_text(&entries, "/S /Link ");
    pdf_syntax_entry(&entries, "P", node->object);
    add_content(&entries, structure, node);
    pdf_object_fill(structure->pdf, node->link, &entries);
}

static void write_element(struct pdf_structure *structure, size_t index, HPDF_Dict root) {
    const struct element *element = &structure->pdf->pages->elements[index];
    const struct node *node = &structure->nodes[index];
    struct buffer entries = pdf_object_buffer(structure->pdf);
    buffer_text(&entries, "/S ");
    pdf_syntax_name(&entries, TAGS[element->role]);
    pdf_syntax_entry(&entries, "P",
        element->parent == ELEMENT_NONE ? root : structure->nodes[element->parent].object);
    pdf_attribute_add(structure->pdf, &entries, element,
        node->figure_page == NONE ? NULL : &node->figure, node->figure_page);
    if (node->link) {
        pdf_syntax_entry(&entries, "K", node->link);
        write_link(structure, node);
    } else {
        add_content(&entries, structure, node);
    }
    pdf_object_fill(structure->pdf, node->object, &entries);
}

static const char *page_owners(struct pdf_structure *structure, size_t page) {
    const struct page_sequences *on_page = &structure->pages[page];
    struct buffer owners = pdf_object_buffer(structure->pdf);
    buffer_text(&owners, "[");
    for (size_t i = 0; i < on_page->count; i++) {
        pdf_syntax_reference(&owners, owner_of(&structure->nodes[on_page->elements[i]]));
    }
    buffer_text(&owners, "]");
    return buffer_string(&owners);
}

/* From /StructParents of a page and /StructParent of an annotation back to the elements: the pages by their
 * index, then the annotations. */
static HPDF_Dict write_parent_tree(struct pdf_structure *structure) {
    struct arena *arena = structure->pdf->job->arena;
    size_t page_count = structure->pdf->pages->page_count;
    size_t count = page_count + structure->annotation_count;
    struct pdf_tree_entry *entries = arena_array(arena, count, sizeof *entries);
    for (size_t i = 0; i < count; i++) {
        entries[i].key = pdf_tree_number(arena, i);
        if (i < page_count) {
            entries[i].value = page_owners(structure, i);
        } else {
            size_t element = structure->annotations[i - page_count].element;
            struct buffer owner = pdf_object_buffer(structure->pdf);
            pdf_syntax_reference(&owner, owner_of(&structure->nodes[element]));
            entries[i].value = buffer_string(&owner);
        }
    }
    return pdf_tree_numbers(structure->pdf, entries, count);
}

/* From /ID to the element; NULL when no element has one. */
static HPDF_Dict write_identifier_tree(struct pdf_structure *structure) {
    struct arena *arena = structure->pdf->job->arena;
    const struct pages *pages = structure->pdf->pages;
    struct pdf_tree_entry *entries = NULL;
    size_t count = 0;
    for (size_t i = 0; i < pages->element_count; i++) {
        if (pages->elements[i].identifier) {
            struct buffer value = pdf_object_buffer(structure->pdf);
            pdf_syntax_reference(&value, structure->nodes[i].object);
            entries = arena_grow(arena, entries, count, sizeof *entries);
            entries[count++] = (struct pdf_tree_entry){
                pdf_tree_name(arena, pages->elements[i].identifier), buffer_string(&value)};
        }
    }
    return count > 0 ? pdf_tree_names(structure->pdf, entries, count) : NULL;
}

void pdf_structure_write(struct pdf_structure *structure) {
    struct pdf *pdf = structure->pdf;
    HPDF_Dict root = pdf_object_new(pdf);
    for (size_t i = pdf->pages->element_count; i-- > 1;) {
        join_parent(structure, i);
    }
    for (size_t i = 0; i < pdf->pages->element_count; i++) {
        write_element(structure, i, root);
    }
    struct buffer entries = pdf_object_buffer(pdf);
    buffer_text(&entries, "/Type /StructTreeRoot ");
    pdf_syntax_entry(&entries, "K", structure->nodes[0].object);
    pdf_syntax_entry(&entries, "ParentTree", write_parent_tree(structure));
    buffer_text(&entries, "/ParentTreeNextKey ");
    pdf_syntax_integer(&entries, (int64_t)(pdf->pages->page_count + structure->annotation_count));
    HPDF_Dict identifiers = write_identifier_tree(structure);
    if (identifiers) {
        pdf_syntax_entry(&entries, "IDTree", identifiers);
    }
    pdf_object_fill(pdf, root, &entries);
    pdf_syntax_entry(&pdf->catalog, "StructTreeRoot", root);
    buffer_text(&pdf->catalog, "/MarkInfo <</Marked true>> ");
}
