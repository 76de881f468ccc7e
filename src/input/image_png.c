#include "image_decode.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

/* One decoding. It stands in the caller's frame, so that it is whole after a longjmp. */
struct decoding {
    struct image_decoded image;
    const unsigned char *rest;
    size_t rest_length;
    bool exhausted;
    size_t row_length; /* bytes */
    int passes;        /* 7 when interlaced, else 1 */
};

/* ---- What libpng calls ---- */

static _Noreturn void stop(png_structp png, png_const_charp text) {
    (void)text;
    png_longjmp(png, 1);
}

/* libpng warns of what it can mend by itself. */
static void ignore(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}

static void give_bytes(png_structp png, png_bytep out, size_t count) {
    struct decoding *decoding = png_get_io_ptr(png);
    if (count > decoding->rest_length) {
        png_error(png, "the file ends too early");
    }
    memcpy(out, decoding->rest, count);
    decoding->rest += count;
    decoding->rest_length -= count;
}

static png_voidp allocate(png_structp png, png_alloc_size_t size) {
    void *memory = malloc(size);
    if (!memory) {
        struct decoding *decoding = png_get_mem_ptr(png);
        decoding->exhausted = true;
    }
    return memory;
}

static void release(png_structp png, png_voidp memory) {
    (void)png;
    free(memory);
}

/* ---- Decoding ---- */

static void read_header(struct decoding *decoding, png_structp png, png_infop info) {
    /* Only what the pixels need: no profile, text or time stamp is looked into. */
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    /* A palette or a transparency that is not what was written would silently spoil the picture. */
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    /* Our own limit has a message of its own. */
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_read_fn(png, decoding, give_bytes);
    png_read_info(png, info);
    decoding->image.width = png_get_image_width(png, info);
    decoding->image.height = png_get_image_height(png, info);
}

/* Asks for one byte per sample, without palette. */
static void choose_format(struct decoding *decoding, png_structp png, png_infop info) {
    png_set_expand(png);
    png_set_scale_16(png);
    decoding->passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    decoding->image.components = png_get_channels(png, info);
    decoding->row_length = png_get_rowbytes(png, info);
}

/* Row by row, pass by pass: an array of pointers to the rows could be larger than the pixels. */
static void read_rows(const struct decoding *decoding, png_structp png) {
    for (int pass = 0; pass < decoding->passes; pass++) {
        unsigned char *row = decoding->image.pixels;
        for (uint32_t y = 0; y < decoding->image.height; y++, row += decoding->row_length) {
            png_read_row(png, row, NULL);
        }
    }
}

/* Whatever libpng does not like leads back to the setjmp. */
static enum image_status decode(struct decoding *decoding, png_structp png, png_infop info) {
    if (setjmp(png_jmpbuf(png)) != 0) {
        return decoding->exhausted ? IMAGE_OUT_OF_MEMORY : IMAGE_CORRUPT;
    }
    read_header(decoding, png, info);
    if (image_is_oversized(decoding->image.width, decoding->image.height)) {
        return IMAGE_OVERSIZED;
    }
    choose_format(decoding, png, info);
    decoding->image.length = decoding->row_length * decoding->image.height;
    decoding->image.pixels = malloc(decoding->image.length);
    if (!decoding->image.pixels) {
        return IMAGE_OUT_OF_MEMORY;
    }
    read_rows(decoding, png);
    png_read_end(png, NULL);
    return IMAGE_DECODED;
}

/* ---- Transparency ---- */

static unsigned char on_white(unsigned value, unsigned alpha) {
    return (unsigned char)((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

/* Takes the last component, the alpha, out of the pixels, which move together. PDF/A-3 could keep
 * transparency, but a printed act must look the same everywhere. */
static void blend_on_white(struct image_decoded *image) {
    size_t colours = image->components - 1;
    const unsigned char *from = image->pixels;
    const unsigned char *end = from + image->length;
    unsigned char *to = image->pixels;
    while (from < end) {
        unsigned alpha = from[colours];
        for (size_t i = 0; i < colours; i++) {
            *to++ = on_white(from[i], alpha);
        }
        image->was_transparent |= alpha < 255;
        from += colours + 1;
    }
    image->components--;
    image->length = (size_t)(to - image->pixels);
}

/* ---- The image ---- */

static struct image_decoded finish(struct decoding *decoding, enum image_status status) {
    struct image_decoded *image = &decoding->image;
    image->status = status;
    if (status != IMAGE_DECODED) {
        free(image->pixels);
        image->pixels = NULL;
        return *image;
    }
    if (image->components == 2 || image->components == 4) {
        blend_on_white(image);
    }
    image->format = image->components == 1 ? PICTURE_GREY : PICTURE_RGB;
    return *image;
}

struct image_decoded image_png_decode(const unsigned char *bytes, size_t length) {
    struct decoding decoding = {.rest = bytes, .rest_length = length};
    png_structp png = png_create_read_struct_2(
        PNG_LIBPNG_VER_STRING, NULL, stop, ignore, &decoding, allocate, release);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    enum image_status status = IMAGE_OUT_OF_MEMORY;
    if (info) {
        status = decode(&decoding, png, info);
    }
    png_destroy_read_struct(&png, &info, NULL);
    return finish(&decoding, status);
}
