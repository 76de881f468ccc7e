/* What a camera wrote of a photograph into its Exif segment (CIPA DC-008). */
#ifndef GREFFE_IMAGE_EXIF_H
#define GREFFE_IMAGE_EXIF_H

#include <stdbool.h>
#include <stddef.h>

/** image_exif_is_turned(bytes, length): the segment (« Exif », two NUL, a TIFF header, directories) says
 *  that the picture is to be shown turned or mirrored, which PDF readers do not do. False when it says
 *  nothing, or cannot be understood. */
bool image_exif_is_turned(const unsigned char *bytes, size_t length);

#endif
