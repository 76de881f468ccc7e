#include "pdf_identity.h"

#include <hpdf_encrypt.h>
#include <stdint.h>
#include <string.h>

enum {
    DIGITS = 2 * HPDF_MD5_KEY_LEN,
};

/* Where the digits of the two entries begin. */
struct place {
    size_t first;
    size_t second;
};

static bool is_space(unsigned char byte) {
    return byte == ' ' || byte == '\r' || byte == '\n';
}

static bool is_digit(unsigned char byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'F') ||
           (byte >= 'a' && byte <= 'f');
}

static size_t skip_spaces(const unsigned char *bytes, size_t length, size_t at) {
    while (at < length && is_space(bytes[at])) {
        at++;
    }
    return at;
}

/* Reads « <32 digits> », spaces before it allowed; false when something else stands there. */
static bool read_entry(const unsigned char *bytes, size_t length, size_t *at, size_t *digits) {
    size_t begin = skip_spaces(bytes, length, *at);
    if (length - begin < DIGITS + 2 || bytes[begin] != '<' || bytes[begin + DIGITS + 1] != '>') {
        return false;
    }
    for (size_t i = 1; i <= DIGITS; i++) {
        if (!is_digit(bytes[begin + i])) {
            return false;
        }
    }
    *digits = begin + 1;
    *at = begin + DIGITS + 2;
    return true;
}

/* Whether an /ID as Greffe writes it begins at `at`. */
static bool read_identity(
    const unsigned char *bytes, size_t length, size_t at, struct place *place) {
    if (length - at < 3 || memcmp(bytes + at, "/ID", 3) != 0) {
        return false;
    }
    at = skip_spaces(bytes, length, at + 3);
    if (at == length || bytes[at] != '[') {
        return false;
    }
    at++;
    return read_entry(bytes, length, &at, &place->first) &&
           read_entry(bytes, length, &at, &place->second);
}

/* The last /ID is that of the last trailer, which is the file's only one unless it was added to. */
static bool find_identity(const unsigned char *bytes, size_t length, struct place *place) {
    for (size_t at = length; at-- > 0;) {
        if (bytes[at] == '/' && read_identity(bytes, length, at, place)) {
            return true;
        }
    }
    return false;
}

static void add_bytes(HPDF_MD5_CTX *context, const unsigned char *bytes, size_t length) {
    const size_t piece = UINT32_C(1) << 30; /* libharu counts in 32 bits */
    for (; length > piece; length -= piece) {
        HPDF_MD5Update(context, bytes, (HPDF_UINT32)piece);
        bytes += piece;
    }
    HPDF_MD5Update(context, bytes, (HPDF_UINT32)length);
}

static void write_digits(const HPDF_BYTE *digest, unsigned char *digits) {
    static const char hexadecimal[] = "0123456789ABCDEF";
    for (size_t i = 0; i < HPDF_MD5_KEY_LEN; i++) {
        digits[2 * i] = (unsigned char)hexadecimal[digest[i] >> 4];
        digits[2 * i + 1] = (unsigned char)hexadecimal[digest[i] & 15];
    }
}

/* The digest of the file as it was with zeros in both places, in digits. */
static void digest_file(const unsigned char *bytes, size_t length, const struct place *place,
    unsigned char digits[DIGITS]) {
    static const unsigned char zeros[] = "00000000000000000000000000000000";
    size_t between = place->first + DIGITS;
    size_t behind = place->second + DIGITS;
    HPDF_MD5_CTX context;
    HPDF_BYTE digest[HPDF_MD5_KEY_LEN];
    HPDF_MD5Init(&context);
    add_bytes(&context, bytes, place->first);
    add_bytes(&context, zeros, DIGITS);
    add_bytes(&context, bytes + between, place->second - between);
    add_bytes(&context, zeros, DIGITS);
    add_bytes(&context, bytes + behind, length - behind);
    HPDF_MD5Final(digest, &context);
    write_digits(digest, digits);
}

bool pdf_identity_stamp(unsigned char *bytes, size_t length) {
    struct place place;
    unsigned char digits[DIGITS];
    if (!find_identity(bytes, length, &place)) {
        return false;
    }
    digest_file(bytes, length, &place, digits);
    memcpy(bytes + place.first, digits, DIGITS);
    memcpy(bytes + place.second, digits, DIGITS);
    return true;
}

bool pdf_is_own(const unsigned char *bytes, size_t length) {
    struct place place;
    unsigned char digits[DIGITS];
    if (length < 5 || memcmp(bytes, "%PDF-", 5) != 0 || !find_identity(bytes, length, &place)) {
        return false;
    }
    digest_file(bytes, length, &place, digits);
    return memcmp(bytes + place.first, digits, DIGITS) == 0 &&
           memcmp(bytes + place.second, digits, DIGITS) == 0;
}
