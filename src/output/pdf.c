#include "pdf.h"

#include "pdf_annotation.h"
#include "pdf_attachment.h"
#include "pdf_compact.h"
#include "pdf_content.h"
#include "pdf_identity.h"
#include "pdf_metadata.h"
#include "pdf_navigation.h"
#include "pdf_page.h"
#include "pdf_syntax.h"

/* All pages share one dictionary of resources: they share most of its fonts anyway. */
static void fill_resources(const struct pdf_content *content, HPDF_Dict resources) {
    struct buffer entries = pdf_object_buffer(content->pdf);
    buffer_text(&entries, "/Font <<");
    pdf_font_write(content->fonts, &entries);
    buffer_text(&entries, ">> /XObject <<");
    pdf_picture_add_names(content->pictures, &entries);
    buffer_text(&entries, ">> ");
    pdf_object_fill(content->pdf, resources, &entries);
}

static const HPDF_Dict *write_contents(const struct pdf_content *content) {
    size_t count = content->pdf->pages->page_count;
    HPDF_Dict *streams = arena_array(content->pdf->job->arena, count, sizeof *streams);
    for (size_t i = 0; i < count; i++) {
        streams[i] = pdf_content_write(content, i);
    }
    return streams;
}

/* Page objects come first, for everything refers to them; the structure comes last, when it is known what
 * belongs to each element. */
static void write_document(struct pdf *pdf) {
    size_t count = pdf->pages->page_count;
    pdf->page_objects = arena_array(pdf->job->arena, count, sizeof *pdf->page_objects);
    for (size_t i = 0; i < count; i++) {
        pdf->page_objects[i] = pdf_object_new(pdf);
    }
    struct pdf_structure *structure = pdf_structure_new(pdf);
    struct pdf_content content = {pdf, pdf_font_list(pdf), pdf_picture_list(pdf), structure};
    struct pdf_page_parts parts = {.resources = pdf_object_new(pdf)};
    parts.contents = write_contents(&content);
    parts.annotations = pdf_annotation_write(pdf, structure);
    fill_resources(&content, parts.resources);
    pdf_page_write(pdf, &parts);
    pdf_navigation_write(pdf);
    pdf_attachment_write(pdf);
    pdf_metadata_write(pdf);
    pdf_structure_write(structure);
}

bool pdf_write(struct job *job, const struct pages *pages, const struct pdf_options *options,
    const unsigned char **bytes, size_t *length) {
    struct pdf *pdf = arena_alloc(job->arena, sizeof *pdf);
    pdf->job = job;
    pdf->pages = pages;
    pdf->options = options;
    if (!pdf_object_begin(pdf)) {
        return false;
    }
    write_document(pdf);
    unsigned char *file = NULL;
    if (!pdf_object_save(pdf, &file, length) ||
        (options->compact && !pdf_compact(job, &file, length))) {
        return false;
    }
    pdf_identity_stamp(file, *length);
    *bytes = file;
    return true;
}
