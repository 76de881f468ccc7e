#include "image_decode.h"
#include "image_exif.h"

#include <setjmp.h>
#include <stdio.h> /* jpeglib.h wants FILE */
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

enum {
    /* Encoders write about ten. Each scan of a progressive file goes over the whole picture, so that a
     * small file could keep the machine busy for hours. */
    MOST_SCANS = 100,
    EXIF_MARKER = JPEG_APP0 + 1,
    MOST_MARKER_BYTES = 0xFFFF,
};

/* One decoding. It stands in the caller's frame, so that it is whole after a longjmp. */
struct decoding {
    struct image_decoded image;
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf escape;
};

/* ---- What libjpeg calls ---- */

static _Noreturn void stop(j_common_ptr jpeg) {
    struct decoding *decoding = jpeg->client_data;
    longjmp(decoding->escape, 1);
}

/* libjpeg goes on after damage, with grey or shifted blocks. Only what leaves the picture whole is let
 * pass: stray bytes between segments, which many cameras write. */
static void judge_message(j_common_ptr jpeg, int level) {
    bool is_warning = level < 0;
    if (is_warning && jpeg->err->msg_code != JWRN_EXTRANEOUS_DATA) {
        stop(jpeg);
    }
}

static void ignore(j_common_ptr jpeg) {
    (void)jpeg;
}

static void limit_scans(j_common_ptr jpeg) {
    struct decoding *decoding = jpeg->client_data;
    if (decoding->jpeg.input_scan_number > MOST_SCANS) {
        stop(jpeg);
    }
}

static void prepare(struct decoding *decoding) {
    decoding->jpeg.err = jpeg_std_error(&decoding->errors);
    decoding->errors.error_exit = stop;
    decoding->errors.emit_message = judge_message;
    decoding->errors.output_message = ignore;
    decoding->progress.progress_monitor = limit_scans;
    decoding->jpeg.client_data = decoding;
}

/* ---- Formats ---- */

/* A PDF reader decodes three components as YCbCr unless an Adobe marker says otherwise, and knows no
 * arithmetic coding (ISO 32000-1, 7.4.8). */
static bool may_stay(const struct jpeg_decompress_struct *jpeg) {
    if (jpeg->arith_code) {
        return false;
    }
    bool adobe_agrees = !jpeg->saw_Adobe_marker || jpeg->Adobe_transform == 1;
    return jpeg->jpeg_color_space == JCS_GRAYSCALE ||
           (jpeg->jpeg_color_space == JCS_YCbCr && adobe_agrees);
}

static bool is_cmyk(const struct jpeg_decompress_struct *jpeg) {
    return jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
}

/* What the rows shall hold, and what the picture will. */
static void choose_format(struct decoding *decoding) {
    struct jpeg_decompress_struct *jpeg = &decoding->jpeg;
    struct image_decoded *image = &decoding->image;
    image->components = jpeg->jpeg_color_space == JCS_GRAYSCALE ? 1 : 3;
    if (may_stay(jpeg)) {
        image->format = PICTURE_JPEG;
        /* All of the data is read and checked, but only an eighth of the pixels is worked out. */
        jpeg->scale_num = 1;
        jpeg->scale_denom = 8;
        return;
    }
    image->was_cmyk = is_cmyk(jpeg);
    image->format = image->components == 1 ? PICTURE_GREY : PICTURE_RGB;
    jpeg->out_color_space = image->was_cmyk          ? JCS_CMYK
                            : image->components == 1 ? JCS_GRAYSCALE
                                                     : JCS_RGB;
}

/* ---- Rows ---- */

/* Adobe's programs store CMYK inverted, 255 for no ink, and leave their marker. Without a profile of the
 * press the conversion can only be the plain one: light that passes a colour's ink and then the black. */
static void add_cmyk_row(struct decoding *decoding, const unsigned char *row) {
    unsigned ink = decoding->jpeg.saw_Adobe_marker ? 0 : 255;
    unsigned char *to = decoding->image.pixels + decoding->image.length;
    for (uint32_t x = 0; x < decoding->image.width; x++, row += 4) {
        unsigned black = row[3] ^ ink;
        for (int i = 0; i < 3; i++) {
            *to++ = (unsigned char)(((row[i] ^ ink) * black + 127) / 255);
        }
    }
    decoding->image.length = (size_t)(to - decoding->image.pixels);
}

static void add_row(struct decoding *decoding, const unsigned char *row) {
    struct image_decoded *image = &decoding->image;
    if (image->format == PICTURE_JPEG) {
        return; /* its bytes are kept */
    }
    if (image->was_cmyk) {
        add_cmyk_row(decoding, row);
        return;
    }
    size_t length = (size_t)image->width * image->components;
    memcpy(image->pixels + image->length, row, length);
    image->length += length;
}

static void read_rows(struct decoding *decoding) {
    struct jpeg_decompress_struct *jpeg = &decoding->jpeg;
    JDIMENSION row_length = jpeg->output_width * (JDIMENSION)jpeg->output_components;
    JSAMPARRAY row = jpeg->mem->alloc_sarray((j_common_ptr)jpeg, JPOOL_IMAGE, row_length, 1);
    while (jpeg->output_scanline < jpeg->output_height) {
        jpeg_read_scanlines(jpeg, row, 1);
        add_row(decoding, *row);
    }
}

/* ---- Decoding ---- */

static bool is_turned(const struct jpeg_decompress_struct *jpeg) {
    for (jpeg_saved_marker_ptr at = jpeg->marker_list; at; at = at->next) {
        if (image_exif_is_turned(at->data, at->data_length)) {
            return true;
        }
    }
    return false;
}

static void read_header(struct decoding *decoding, const unsigned char *bytes, size_t length) {
    struct jpeg_decompress_struct *jpeg = &decoding->jpeg;
    jpeg_create_decompress(jpeg);
    jpeg->progress = &decoding->progress;
    jpeg_mem_src(jpeg, bytes, length);
    jpeg_save_markers(jpeg, EXIF_MARKER, MOST_MARKER_BYTES);
    jpeg_read_header(jpeg, TRUE);
    decoding->image.width = jpeg->image_width;
    decoding->image.height = jpeg->image_height;
    decoding->image.was_turned = is_turned(jpeg);
}

static bool make_room(struct image_decoded *image) {
    if (image->format == PICTURE_JPEG) {
        return true;
    }
    image->pixels = malloc((size_t)image->width * image->height * image->components);
    return image->pixels;
}

/* Whatever libjpeg does not like leads back to the setjmp. */
static enum image_status decode(
    struct decoding *decoding, const unsigned char *bytes, size_t length) {
    if (setjmp(decoding->escape) != 0) {
        bool exhausted = decoding->errors.msg_code == JERR_OUT_OF_MEMORY;
        return exhausted ? IMAGE_OUT_OF_MEMORY : IMAGE_CORRUPT;
    }
    read_header(decoding, bytes, length);
    if (image_is_oversized(decoding->image.width, decoding->image.height)) {
        return IMAGE_OVERSIZED;
    }
    choose_format(decoding);
    jpeg_start_decompress(&decoding->jpeg);
    if (!make_room(&decoding->image)) {
        return IMAGE_OUT_OF_MEMORY;
    }
    read_rows(decoding);
    jpeg_finish_decompress(&decoding->jpeg);
    if (decoding->image.format == PICTURE_JPEG) {
        /* Telephones append previews and films, which nobody would see. */
        decoding->image.length = length - decoding->jpeg.src->bytes_in_buffer;
    }
    return IMAGE_DECODED;
}

struct image_decoded image_jpeg_decode(const unsigned char *bytes, size_t length) {
    struct decoding decoding = {0};
    prepare(&decoding);
    decoding.image.status = decode(&decoding, bytes, length);
    jpeg_destroy_decompress(&decoding.jpeg);
    if (decoding.image.status != IMAGE_DECODED) {
        free(decoding.image.pixels);
        decoding.image.pixels = NULL;
    }
    return decoding.image;
}
