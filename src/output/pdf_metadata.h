/* What the document says of itself: XMP metadata with the claims to PDF/A-3a and PDF/UA-1, the Info
 * dictionary, language, the colour space of its colours. */
#ifndef GREFFE_PDF_METADATA_H
#define GREFFE_PDF_METADATA_H

#include "pdf_object.h"

/** pdf_metadata_write(pdf): writes all of it and enters it in the catalog. */
void pdf_metadata_write(struct pdf *pdf);

#endif
