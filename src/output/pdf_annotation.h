/* Annotations: links, and empty signature fields with the form that lists them (ISO 32000-1, 12.5, 12.7). */
#ifndef GREFFE_PDF_ANNOTATION_H
#define GREFFE_PDF_ANNOTATION_H

#include "pdf_structure.h"

/** pdf_annotation_write(pdf, structure): writes all links and signature fields, ties them to their elements
 *  and enters the form in the catalog. The result, one buffer for each page, holds the references for
 *  the page's /Annots: links first, then fields, each in their order. */
struct buffer *pdf_annotation_write(struct pdf *pdf, struct pdf_structure *structure);

#endif
