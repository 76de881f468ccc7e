#include "image_exif.h"

#include <stdint.h>
#include <string.h>

enum {
    MARK_LENGTH = 6,      /* "Exif\0\0" */
    ENTRY_LENGTH = 12,    /* of a directory: tag, type, count, value */
    VALUE_OFFSET = 8,     /* in an entry */
    ORIENTATION = 0x0112, /* the tag */
    UPRIGHT = 1,
};

/* The TIFF part of a segment. Offsets that lead out of it give 0, which means nothing anywhere. */
struct tiff {
    const unsigned char *bytes;
    size_t length;
    bool big_endian;
};

static uint32_t number_at(const struct tiff *tiff, size_t offset, size_t size) {
    if (offset > tiff->length || tiff->length - offset < size) {
        return 0;
    }
    uint32_t number = 0;
    for (size_t i = 0; i < size; i++) {
        size_t at = tiff->big_endian ? i : size - 1 - i;
        number = number << 8 | tiff->bytes[offset + at];
    }
    return number;
}

/* The orientation of the first directory, 1 to 8; 0 when there is none. */
static uint32_t orientation(const struct tiff *tiff) {
    size_t directory = number_at(tiff, 4, 4);
    size_t count = number_at(tiff, directory, 2);
    for (size_t i = 0; i < count; i++) {
        size_t entry = directory + 2 + i * ENTRY_LENGTH;
        if (number_at(tiff, entry, 2) == ORIENTATION) {
            return number_at(tiff, entry + VALUE_OFFSET, 2);
        }
    }
    return 0;
}

bool image_exif_is_turned(const unsigned char *bytes, size_t length) {
    if (length < MARK_LENGTH + 8 || memcmp(bytes, "Exif\0\0", MARK_LENGTH) != 0) {
        return false;
    }
    struct tiff tiff = {bytes + MARK_LENGTH, length - MARK_LENGTH, bytes[MARK_LENGTH] == 'M'};
    uint32_t value = orientation(&tiff);
    return value > UPRIGHT && value <= 8;
}
