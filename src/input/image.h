/* PNG and JPEG files, decoded with error recovery: a corrupt file is a diagnostic, never a crash.
 */
#ifndef GREFFE_IMAGE_H
#define GREFFE_IMAGE_H

#include "picture.h"
#include "source.h"

#include <stddef.h>

struct job;

/** The formats of pictures that are read. */
enum image_format {
    IMAGE_NEITHER,
    IMAGE_PNG,
    IMAGE_JPEG,
};

/** image_format(bytes, length): what a file is by its first bytes. Four of PNG's eight are enough: the
 * others tell a damaged PNG from a sound one. */
enum image_format image_format(const unsigned char *bytes, size_t length);

/** image_read(job, name, bytes, length, from): the picture, or NULL after a diagnostic at `from`:
 * neither PNG nor JPEG, corrupt, more than 40 megapixels. Transparency is blended on white and CMYK
 * converted, each with a warning; 16 bits become 8; palettes are expanded. A valid grey or YCbCr
 * JPEG keeps its bytes, borrowed for the arena's life; that its Exif data asks to turn it is a warning.
 * `name` is borrowed too. `from` is where the form names the image. */
const struct picture *image_read(
    struct job *job, const char *name, const unsigned char *bytes, size_t length, struct span from);

#endif
