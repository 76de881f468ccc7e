/* Pictures as image XObjects (ISO 32000-1, 8.9.5), each written once however often it is drawn. */
#ifndef GREFFE_PDF_PICTURE_H
#define GREFFE_PDF_PICTURE_H

#include "pdf_object.h"

/** The pictures of one document. */
struct pdf_pictures;

/** pdf_picture_list(pdf): no pictures yet; in the job's arena. */
struct pdf_pictures *pdf_picture_list(struct pdf *pdf);

/** pdf_picture_use(pictures, picture): writes the picture at its first use; returns its number, from 1 on:
 *  page contents call it /I1, /I2. Its bytes are borrowed until the document is saved. */
size_t pdf_picture_use(struct pdf_pictures *pictures, const struct picture *picture);

/** pdf_picture_add_names(pictures, resources): appends the names to a resource dictionary of XObjects. */
void pdf_picture_add_names(const struct pdf_pictures *pictures, struct buffer *resources);

#endif
