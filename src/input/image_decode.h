/* What image_read and the decoders of PNG and JPEG share. The decoders leave by longjmp where their
 * library finds a fault, so nothing in them allocates from an arena: what they make is malloc's until
 * image_read hands it to the arena. */
#ifndef GREFFE_IMAGE_DECODE_H
#define GREFFE_IMAGE_DECODE_H

#include "picture.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum image_status {
    IMAGE_DECODED,
    IMAGE_CORRUPT,
    IMAGE_OVERSIZED, /* width and height are set */
    IMAGE_OUT_OF_MEMORY,
};

/** A decoded image. `pixels` is malloc's and the caller's to free, `length` its bytes; NULL unless the
 *  status is IMAGE_DECODED, and for a JPEG that may stay as it is: then `length` is where it ends in the
 *  file. */
struct image_decoded {
    enum image_status status;
    enum picture_format format;
    uint32_t width;
    uint32_t height;
    uint32_t components;
    unsigned char *pixels;
    size_t length;
    bool was_transparent; /* some pixel let the paper show through */
    bool was_cmyk;
    bool was_turned; /* its Exif data asks to turn or mirror it, which was not done */
};

/** image_is_oversized(width, height): more than 40 megapixels. */
static inline bool image_is_oversized(uint32_t width, uint32_t height) {
    return (uint64_t)width * height > 40 * 1000 * 1000;
}

/** image_png_decode(bytes, length): a PNG file (ISO/IEC 15948) as grey or RGB pixels. Colour profiles and
 *  gamma are not applied: screens and printers of offices take such pictures for sRGB. */
struct image_decoded image_png_decode(const unsigned char *bytes, size_t length);

/** image_jpeg_decode(bytes, length): a JPEG file (ITU-T T.81), decoded to its end. Grey and YCbCr as PDF
 *  readers know them (ISO 32000-1, 7.4.8) stay as they are; all others become RGB pixels. */
struct image_decoded image_jpeg_decode(const unsigned char *bytes, size_t length);

#endif
