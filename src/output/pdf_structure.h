/* The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8): elements with their attributes, the
 * marked-content sequences and annotations that belong to them, and the parent tree that leads back. */
#ifndef GREFFE_PDF_STRUCTURE_H
#define GREFFE_PDF_STRUCTURE_H

#include "pdf_object.h"

#include <stdint.h>

/** The tree under construction. */
struct pdf_structure;

/** A rectangle in the coordinates of struct page (1/1000 pt, y downwards), by its edges. */
struct pdf_extent {
    int64_t left;
    int64_t top;
    int64_t right;
    int64_t bottom;
};

/** pdf_structure_new(pdf): reserves one object for each element; in the job's arena. */
struct pdf_structure *pdf_structure_new(struct pdf *pdf);

/** pdf_structure_tag(role): the name of a standard structure type. */
const char *pdf_structure_tag(enum role role);

/** pdf_structure_sequence(structure, element, page): begins a marked-content sequence of the element on that
 *  page; returns its MCID. Calls come in the order of the content. */
size_t pdf_structure_sequence(struct pdf_structure *structure, size_t element, size_t page);

/** pdf_structure_extend(structure, element, page, extent): the element has content there. Figures state in
 *  /BBox what they cover on their first page. */
void pdf_structure_extend(
    struct pdf_structure *structure, size_t element, size_t page, struct pdf_extent extent);

/** pdf_structure_annotation(structure, element, page, annotation): an annotation on that page belongs to the
 *  element; returns its /StructParent. Links belong to the element itself when it is a Link, else to a Link
 *  inside it, as ISO 14289-1, 7.18.5 demands. */
size_t pdf_structure_annotation(
    struct pdf_structure *structure, size_t element, size_t page, HPDF_Dict annotation);

/** pdf_structure_write(structure): writes the tree and enters it in the catalog. */
void pdf_structure_write(struct pdf_structure *structure);

#endif
