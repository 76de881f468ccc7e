/* Files attached to the document as PDF/A-3 wants them (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4). */
#ifndef GREFFE_PDF_ATTACHMENT_H
#define GREFFE_PDF_ATTACHMENT_H

#include "pdf_object.h"

/** pdf_attachment_write(pdf): writes the attachments, if any, and enters them in the catalog, both among its
 *  names and as its associated files. */
void pdf_attachment_write(struct pdf *pdf);

#endif
