/* The identity of a file: both entries of its /ID (ISO 32000-1, 14.4) are the MD5 digest of its own bytes,
 * taken while their digits are zeros. So a file can be told from one that was signed, stamped or edited
 * since, without a second file beside it. */
#ifndef GREFFE_PDF_IDENTITY_H
#define GREFFE_PDF_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>

/** pdf_identity_stamp(bytes, length): enters the digest in the last /ID of a finished PDF, over whatever
 *  digits stand there; false when it has no /ID of two entries of 16 bytes. */
bool pdf_identity_stamp(unsigned char *bytes, size_t length);

/** pdf_is_own(bytes, length): Greffe wrote this file and not one byte of it has changed since. */
bool pdf_is_own(const unsigned char *bytes, size_t length);

#endif
