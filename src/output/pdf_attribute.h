/* What a structure element says of itself besides its content: language, alternatives, identifier and the
 * attributes of lists, tables and figures (ISO 32000-1, 14.7.2, 14.8.5, 14.9). */
#ifndef GREFFE_PDF_ATTRIBUTE_H
#define GREFFE_PDF_ATTRIBUTE_H

#include "pdf_structure.h"

/** pdf_attribute_add(pdf, entries, element, extent, page): appends to the entries of an element. `extent` is
 *  what its content covers on its first page, NULL when it has none; only figures state it. */
void pdf_attribute_add(struct pdf *pdf, struct buffer *entries, const struct element *element,
    const struct pdf_extent *extent, size_t page);

#endif
