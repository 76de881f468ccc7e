/* Small PNG and JPEG files, made in memory by the libraries' own writers. */
#ifndef GREFFE_PICTURES_H
#define GREFFE_PICTURES_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

#include "arena.h"
#include "text.h"

/** A file to be, or made. */
struct made_file {
    unsigned char *bytes;
    size_t length;
};

/* ---- PNG ---- */

/** What a PNG shall hold: `rows` are its bytes as the format stores them, height × row_length. */
struct png_recipe {
    uint32_t width;
    uint32_t height;
    int depth;
    int colour_type;
    bool interlaced;
    const unsigned char *rows;
    size_t row_length;
    const png_color *palette; /* of four colours, or NULL */
    const png_byte *alphas;   /* of the palette's colours, or NULL */
};

static inline void pictures_add_png(png_structp png, png_bytep bytes, size_t length) {
    buffer_add(png_get_io_ptr(png), (const char *)bytes, length);
}

/** pictures_png(arena, recipe): the file. */
static inline struct made_file pictures_png(struct arena *arena, const struct png_recipe *recipe) {
    struct buffer out = {.arena = arena};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &out, pictures_add_png, NULL);
    png_set_IHDR(png, info, recipe->width, recipe->height, recipe->depth, recipe->colour_type,
        recipe->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
        PNG_FILTER_TYPE_DEFAULT);
    if (recipe->palette) {
        png_set_PLTE(png, info, recipe->palette, 4);
    }
    if (recipe->alphas) {
        png_set_tRNS(png, info, recipe->alphas, 4, NULL);
    }
    png_write_info(png, info);
    int passes = png_set_interlace_handling(png);
    for (int pass = 0; pass < passes; pass++) {
        for (uint32_t y = 0; y < recipe->height; y++) {
            png_write_row(png, recipe->rows + y * recipe->row_length);
        }
    }
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return (struct made_file){(unsigned char *)out.bytes, out.length};
}

/* ---- JPEG ---- */

/** What a JPEG shall hold: width × height pixels, all alike. */
struct jpeg_recipe {
    uint32_t width;
    uint32_t height;
    J_COLOR_SPACE pixels; /* of `pixel` */
    J_COLOR_SPACE stored;
    int components;
    unsigned char pixel[4];
    bool progressive;
    bool arithmetic;
    bool many_scans; /* each coefficient in a scan of its own: 190 */
    bool without_adobe;
};

enum {
    PICTURES_BLOCK = 64, /* coefficients */
};

/* One scan for the three first coefficients, then one for each other. */
static inline int pictures_scans(jpeg_scan_info *scans) {
    int count = 0;
    scans[count++] = (jpeg_scan_info){3, {0, 1, 2}, 0, 0, 0, 0};
    for (int component = 0; component < 3; component++) {
        for (int i = 1; i < PICTURES_BLOCK; i++) {
            scans[count++] = (jpeg_scan_info){1, {component}, i, i, 0, 0};
        }
    }
    return count;
}

static inline void pictures_set_jpeg(
    struct jpeg_compress_struct *jpeg, const struct jpeg_recipe *recipe) {
    jpeg->image_width = recipe->width;
    jpeg->image_height = recipe->height;
    jpeg->input_components = recipe->components;
    jpeg->in_color_space = recipe->pixels;
    jpeg_set_defaults(jpeg);
    jpeg_set_colorspace(jpeg, recipe->stored);
    jpeg_set_quality(jpeg, 100, TRUE);
    if (recipe->progressive) {
        jpeg_simple_progression(jpeg);
    }
    jpeg->arith_code = recipe->arithmetic;
    jpeg->write_Adobe_marker = jpeg->write_Adobe_marker && !recipe->without_adobe;
}

/** pictures_jpeg(arena, recipe): the file. */
static inline struct made_file pictures_jpeg(
    struct arena *arena, const struct jpeg_recipe *recipe) {
    struct jpeg_compress_struct jpeg = {0};
    struct jpeg_error_mgr errors;
    jpeg_scan_info scans[1 + 3 * PICTURES_BLOCK];
    unsigned char *bytes = NULL;
    unsigned long length = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &length);
    pictures_set_jpeg(&jpeg, recipe);
    if (recipe->many_scans) {
        jpeg.num_scans = pictures_scans(scans);
        jpeg.scan_info = scans;
    }
    size_t size = (size_t)recipe->components;
    unsigned char *row = arena_array(arena, recipe->width, size);
    for (uint32_t x = 0; x < recipe->width; x++) {
        memcpy(row + x * size, recipe->pixel, size);
    }
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    arena_release_later(arena, free, bytes);
    return (struct made_file){bytes, length};
}

#endif
