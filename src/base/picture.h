/* A picture, decoded or ready to embed. It is made by the reader of images and drawn by the output. */
#ifndef GREFFE_PICTURE_H
#define GREFFE_PICTURE_H

#include <stddef.h>
#include <stdint.h>

/** How the bytes of a picture are to be read. JPEG bytes were decoded once in full before they were
 *  accepted, so that a corrupt file never reaches the PDF. */
enum picture_format {
    PICTURE_GREY, /* one byte per pixel */
    PICTURE_RGB,  /* three bytes per pixel */
    PICTURE_JPEG, /* a whole baseline or progressive JPEG file, grey or YCbCr */
};

/** A picture of width × height pixels; `components` is 1 (grey) or 3. */
struct picture {
    const char *name;
    enum picture_format format;
    uint32_t width;
    uint32_t height;
    uint32_t components;
    const unsigned char *bytes;
    size_t length;
};

#endif
