/* Ways through the document: the outline and the page labels (ISO 32000-1, 12.3.3 and 12.4.2). */
#ifndef GREFFE_PDF_NAVIGATION_H
#define GREFFE_PDF_NAVIGATION_H

#include "pdf_object.h"

/** pdf_navigation_write(pdf): writes outline and page labels, if any, and enters them in the catalog. The
 *  outline opens with the entries of its first two levels in sight. */
void pdf_navigation_write(struct pdf *pdf);

#endif
