#include "pdf_annotation.h"

#include "pdf_syntax.h"

#include <string.h>

/* What all annotations state; /F 4 (printed, visible) is what ISO 19005-3, 6.3.2 demands. */
static void add_common(struct buffer *entries, const struct pdf *pdf, size_t page,
    size_t structure_key, const char *subtype) {
    buffer_format(
        entries, "/Type /Annot /Subtype /%s /F 4 /StructParent %zu ", subtype, structure_key);
    pdf_syntax_entry(entries, "P", pdf->page_objects[page]);
}

static void add_place(struct buffer *entries, const struct pdf *pdf, size_t page, int32_t x,
    int32_t y, int32_t width, int32_t height) {
    buffer_text(entries, "/Rect ");
    pdf_syntax_rectangle(entries, pdf->pages->pages[page].height, x, y, width, height);
}

/* A character that a URI may hold (RFC 3986, 2). */
static bool is_uri_character(unsigned char byte) {
    return byte > ' ' && byte < 0x7F && !strchr("\"<>\\^`{|}", byte);
}

/* A URI is ASCII (ISO 32000-1, table 206): other bytes of its UTF-8 are written as %XX (RFC 3986, 2.1). */
static const char *encode_uri(struct arena *arena, const char *uri) {
    struct buffer encoded = {.arena = arena};
    for (; *uri; uri++) {
        unsigned char byte = (unsigned char)*uri;
        if (is_uri_character(byte)) {
            buffer_add(&encoded, uri, 1);
        } else {
            buffer_format(&encoded, "%%%02X", byte);
        }
    }
    return buffer_string(&encoded);
}

static void add_target(struct buffer *entries, const struct pdf *pdf, const struct link *link) {
    if (link->uri) {
        buffer_text(entries, "/A <</S /URI /URI ");
        pdf_syntax_string(entries, encode_uri(pdf->job->arena, link->uri));
        buffer_text(entries, ">> ");
        return;
    }
    buffer_text(entries, "/Dest [");
    pdf_syntax_reference(entries, pdf->page_objects[link->target_page]);
    buffer_text(entries, "/XYZ null ");
    pdf_syntax_decimal(
        entries, (int64_t)pdf->pages->pages[link->target_page].height - link->target_y);
    buffer_text(entries, "null] ");
}

static HPDF_Dict write_link(
    struct pdf *pdf, struct pdf_structure *structure, const struct link *link) {
    HPDF_Dict object = pdf_object_new(pdf);
    size_t key = pdf_structure_annotation(structure, link->element, link->page, object);
    struct buffer entries = pdf_object_buffer(pdf);
    add_common(&entries, pdf, link->page, key, "Link");
    add_place(&entries, pdf, link->page, link->x, link->y, link->width, link->height);
    buffer_text(&entries, "/Border [0 0 0] ");
    if (link->description) {
        buffer_text(&entries, "/Contents ");
        pdf_syntax_string(&entries, link->description);
    }
    add_target(&entries, pdf, link);
    pdf_object_fill(pdf, object, &entries);
    return object;
}

/* What an unsigned field shows: nothing. The appearance must be there all the same (ISO 19005-3, 6.3.3). */
static HPDF_Dict write_appearance(struct pdf *pdf, const struct signature_field *field) {
    struct buffer entries = pdf_object_buffer(pdf);
    buffer_text(&entries, "/Type /XObject /Subtype /Form /Resources <<>> /BBox [0 0 ");
    pdf_syntax_decimal(&entries, field->width);
    pdf_syntax_decimal(&entries, field->height);
    buffer_text(&entries, "] ");
    return pdf_object_stream(pdf, &entries, "", 0, PDF_PLAIN);
}

/* The field and its only widget, merged into one dictionary (ISO 32000-1, 12.5.6.19). */
static HPDF_Dict write_field(
    struct pdf *pdf, struct pdf_structure *structure, const struct signature_field *field) {
    HPDF_Dict object = pdf_object_new(pdf);
    size_t key = pdf_structure_annotation(structure, field->element, field->page, object);
    struct buffer entries = pdf_object_buffer(pdf);
    add_common(&entries, pdf, field->page, key, "Widget");
    add_place(&entries, pdf, field->page, field->x, field->y, field->width, field->height);
    buffer_text(&entries, "/FT /Sig /T ");
    pdf_syntax_string(&entries, field->name);
    if (field->tooltip) {
        buffer_text(&entries, "/TU ");
        pdf_syntax_string(&entries, field->tooltip);
    }
    buffer_text(&entries, "/AP <<");
    pdf_syntax_entry(&entries, "N", write_appearance(pdf, field));
    buffer_text(&entries, ">> ");
    pdf_object_fill(pdf, object, &entries);
    return object;
}

/* The form lists the fields in signing order. SigFlags 1: signature fields exist; bit 2, append only, is
 * set by the first signature. */
static void enter_form(struct pdf *pdf, const struct buffer *fields) {
    struct buffer entries = pdf_object_buffer(pdf);
    buffer_format(&entries, "/SigFlags 1 /Fields [%s] ", buffer_string(fields));
    pdf_syntax_entry(&pdf->catalog, "AcroForm", pdf_object_add(pdf, &entries));
}

struct buffer *pdf_annotation_write(struct pdf *pdf, struct pdf_structure *structure) {
    const struct pages *pages = pdf->pages;
    struct buffer *lists = arena_array(pdf->job->arena, pages->page_count, sizeof *lists);
    for (size_t i = 0; i < pages->page_count; i++) {
        lists[i] = pdf_object_buffer(pdf);
    }
    for (size_t i = 0; i < pages->link_count; i++) {
        HPDF_Dict link = write_link(pdf, structure, &pages->links[i]);
        pdf_syntax_reference(&lists[pages->links[i].page], link);
    }
    struct buffer fields = pdf_object_buffer(pdf);
    for (size_t i = 0; i < pages->field_count; i++) {
        if (pages->fields[i].element != ELEMENT_ARTIFACT) {
            HPDF_Dict field = write_field(pdf, structure, &pages->fields[i]);
            pdf_syntax_reference(&lists[pages->fields[i].page], field);
            pdf_syntax_reference(&fields, field);
        }
    }
    if (fields.length > 0) {
        enter_form(pdf, &fields);
    }
    return lists;
}
