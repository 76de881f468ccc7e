/* Page dictionaries and the tree that holds them (ISO 32000-1, 7.7.3). */
#ifndef GREFFE_PDF_PAGE_H
#define GREFFE_PDF_PAGE_H

#include "pdf_object.h"

/** What each page refers to: `contents` one stream and `annotations` one list of references (perhaps empty)
 *  for each page, `resources` one dictionary for all. */
struct pdf_page_parts {
    const HPDF_Dict *contents;
    const struct buffer *annotations;
    HPDF_Dict resources;
};

/** pdf_page_write(pdf, parts): fills the page dictionaries and writes the tree of pages. */
void pdf_page_write(struct pdf *pdf, const struct pdf_page_parts *parts);

#endif
