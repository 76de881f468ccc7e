#include "pdf_attribute.h"

#include "pdf_syntax.h"
#include "pdf_tree.h"

static void add_string(struct buffer *entries, const char *key, const char *text) {
    if (text) {
        pdf_syntax_name(entries, key);
        pdf_syntax_string(entries, text);
    }
}

static void add_list(struct buffer *attributes, enum numbering numbering) {
    static const char *const names[] = {
        [NUMBERING_NONE] = "None",
        [NUMBERING_DASH] = "Disc",
        [NUMBERING_BOX] = "Square",
        [NUMBERING_DECIMAL] = "Decimal",
    };
    buffer_format(attributes, "<</O /List /ListNumbering /%s>> ", names[numbering]);
}

static void add_cell(struct buffer *attributes, const struct element *element) {
    static const char *const scopes[] = {
        [SCOPE_NONE] = "",
        [SCOPE_COLUMN] = "/Scope /Column ",
        [SCOPE_ROW] = "/Scope /Row ",
        [SCOPE_BOTH] = "/Scope /Both ",
    };
    if (element->scope == SCOPE_NONE && element->column_span <= 1 && element->row_span <= 1) {
        return;
    }
    buffer_text(attributes, "<</O /Table ");
    if (element->column_span > 1) {
        buffer_format(attributes, "/ColSpan %u ", element->column_span);
    }
    if (element->row_span > 1) {
        buffer_format(attributes, "/RowSpan %u ", element->row_span);
    }
    buffer_text(attributes, scopes[element->scope]);
    buffer_text(attributes, ">> ");
}

static void add_figure(
    struct buffer *attributes, int64_t page_height, const struct pdf_extent *extent) {
    buffer_text(attributes, "<</O /Layout /BBox [");
    pdf_syntax_decimal(attributes, extent->left);
    pdf_syntax_decimal(attributes, page_height - extent->bottom);
    pdf_syntax_decimal(attributes, extent->right);
    pdf_syntax_decimal(attributes, page_height - extent->top);
    buffer_text(attributes, "] /Placement /Block>> ");
}

void pdf_attribute_add(struct pdf *pdf, struct buffer *entries, const struct element *element,
    const struct pdf_extent *extent, size_t page) {
    add_string(entries, "Lang", element->language);
    add_string(entries, "Alt", element->alternative);
    add_string(entries, "ActualText", element->actual_text);
    add_string(entries, "T", element->title);
    if (element->identifier) {
        buffer_format(entries, "/ID %s ", pdf_tree_name(pdf->job->arena, element->identifier));
    }
    struct buffer attributes = pdf_object_buffer(pdf);
    if (element->role == ROLE_LIST) {
        add_list(&attributes, element->numbering);
    } else if (element->role == ROLE_TABLE_HEADER_CELL || element->role == ROLE_TABLE_DATA_CELL) {
        add_cell(&attributes, element);
    } else if (element->role == ROLE_FIGURE && extent) {
        add_figure(&attributes, pdf->pages->pages[page].height, extent);
    }
    if (attributes.length > 0) {
        buffer_format(entries, "/A %s", buffer_string(&attributes));
    }
}
