/* The digest by which a file is known wherever it stands. */
#ifndef GREFFE_DIGEST_H
#define GREFFE_DIGEST_H

#include <stddef.h>

enum {
    DIGEST_DIGITS = 64,
};

/** digest_hexadecimal(bytes, length, digits): SHA-256 (FIPS 180-4) in lower-case hexadecimal digits and a
 *  NUL. */
void digest_hexadecimal(const void *bytes, size_t length, char digits[DIGEST_DIGITS + 1]);

#endif
