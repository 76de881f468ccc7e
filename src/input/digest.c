#include "digest.h"

#include <nettle/sha2.h>

void digest_hexadecimal(const void *bytes, size_t length, char digits[DIGEST_DIGITS + 1]) {
    static const char hexadecimal[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, length, bytes);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        digits[2 * i] = hexadecimal[digest[i] >> 4];
        digits[2 * i + 1] = hexadecimal[digest[i] & 15];
    }
    digits[DIGEST_DIGITS] = '\0';
}
