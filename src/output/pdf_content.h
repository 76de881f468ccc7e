/* The content stream of a page (ISO 32000-1, 7.8.2): its items as operators, each inside a marked-content
 * sequence of its element or inside an artifact. Sequences never nest; items of one element that follow
 * each other share one. */
#ifndef GREFFE_PDF_CONTENT_H
#define GREFFE_PDF_CONTENT_H

#include "pdf_font.h"
#include "pdf_picture.h"
#include "pdf_structure.h"

/** What the contents of all pages share. */
struct pdf_content {
    struct pdf *pdf;
    struct pdf_fonts *fonts;
    struct pdf_pictures *pictures;
    struct pdf_structure *structure;
};

/** pdf_content_write(content, page): writes the content of the page of that index; returns its stream. */
HPDF_Dict pdf_content_write(const struct pdf_content *content, size_t page);

#endif
