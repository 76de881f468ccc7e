#include "unit.h"

#include "damage.h"
#include "image.h"
#include "job.h"
#include "pictures.h"

#include <string.h>

/* A file read, and what was said of it. */
struct reading {
    struct job job;
    const struct picture *picture;
};

static struct reading read_bytes(struct arena *arena, const unsigned char *bytes, size_t length) {
    struct reading reading = {.job = {.arena = arena, .diagnostics = diagnostics_new(arena)}};
    const struct source *form = source_new(arena, "f.xml", "<logo href=\"logo.png\"/>", 23);
    reading.picture = image_read(&reading.job, "logo", bytes, length, (struct span){form, 12, 8});
    return reading;
}

static struct reading read_made(struct arena *arena, struct made_file file) {
    return read_bytes(arena, file.bytes, file.length);
}

/* The only thing said of the file, with its text. */
static void check_said(const struct reading *reading, enum message message, const char *text) {
    assert_int_equal(reading->job.diagnostics->count, 1);
    const struct diagnostic *item = &reading->job.diagnostics->items[0];
    assert_int_equal(item->message, message);
    assert_string_equal(item->text, text);
    assert_int_equal(item->span.offset, 12);
}

static void check_refused(const struct reading *reading, enum message message, const char *text) {
    assert_null(reading->picture);
    check_said(reading, message, text);
}

static void check_damaged(const struct reading *reading) {
    check_refused(reading, MESSAGE_IMAGE_DAMAGED, "l’image « logo » est abîmée ou incomplète.");
}

static void check_transparent(const struct reading *reading) {
    check_said(reading, MESSAGE_IMAGE_TRANSPARENT,
        "l’image « logo » est en partie transparente ; elle sera posée sur du blanc.");
}

static void check_silent(const struct reading *reading) {
    assert_int_equal(reading->job.diagnostics->count, 0);
}

static void check_pixels(const struct reading *reading, enum picture_format format, uint32_t width,
    uint32_t height, const unsigned char *expected, size_t length) {
    const struct picture *picture = reading->picture;
    assert_non_null(picture);
    assert_string_equal(picture->name, "logo");
    assert_int_equal(picture->format, format);
    assert_int_equal(picture->width, width);
    assert_int_equal(picture->height, height);
    assert_int_equal(picture->components, format == PICTURE_GREY ? 1 : 3);
    assert_int_equal(picture->length, length);
    assert_memory_equal(picture->bytes, expected, length);
}

#define BYTES(...) ((const unsigned char[]){__VA_ARGS__})

/* ---- PNG ---- */

static void test_png_grey(void **state) {
    struct png_recipe recipe = {.width = 3, .height = 2, .depth = 8, .row_length = 3};
    recipe.colour_type = PNG_COLOR_TYPE_GRAY;
    recipe.rows = BYTES(0, 1, 2, 253, 254, 255);
    struct reading reading = read_made(*state, pictures_png(*state, &recipe));
    check_silent(&reading);
    check_pixels(&reading, PICTURE_GREY, 3, 2, recipe.rows, 6);
}

static void test_png_of_one_bit(void **state) {
    struct png_recipe recipe = {.width = 3, .height = 1, .depth = 1, .row_length = 1};
    recipe.colour_type = PNG_COLOR_TYPE_GRAY;
    recipe.rows = BYTES(0xA0);
    struct reading reading = read_made(*state, pictures_png(*state, &recipe));
    check_silent(&reading);
    check_pixels(&reading, PICTURE_GREY, 3, 1, BYTES(255, 0, 255), 3);
}

/* 0x00FF is nearer to 1/255 than to 0: the value is scaled, not cut. */
static void test_png_of_16_bits(void **state) {
    struct png_recipe recipe = {.width = 1, .height = 1, .depth = 16, .row_length = 6};
    recipe.colour_type = PNG_COLOR_TYPE_RGB;
    recipe.rows = BYTES(0xFF, 0xFF, 0x00, 0xFF, 0x80, 0x80);
    struct reading reading = read_made(*state, pictures_png(*state, &recipe));
    check_silent(&reading);
    check_pixels(&reading, PICTURE_RGB, 1, 1, BYTES(255, 1, 128), 3);
}

static const png_color palette[4] = {{10, 20, 30}, {0, 0, 0}, {255, 0, 0}, {1, 2, 3}};

static struct png_recipe palette_recipe(void) {
    return (struct png_recipe){
        .width = 4,
        .height = 1,
        .depth = 2,
        .colour_type = PNG_COLOR_TYPE_PALETTE,
        .palette = palette,
        .rows = (const unsigned char *)"\x1B", /* 0 1 2 3 */
        .row_length = 1,
    };
}

static void test_png_palette(void **state) {
    struct png_recipe recipe = palette_recipe();
    struct reading reading = read_made(*state, pictures_png(*state, &recipe));
    check_silent(&reading);
    check_pixels(&reading, PICTURE_RGB, 4, 1, BYTES(10, 20, 30, 0, 0, 0, 255, 0, 0, 1, 2, 3), 12);
}

static void test_png_palette_with_transparency(void **state) {
    struct png_recipe recipe = palette_recipe();
    recipe.alphas = BYTES(255, 0, 128, 255);
    struct reading reading = read_made(*state, pictures_png(*state, &recipe));
    check_transparent(&reading);
    check_pixels(
        &reading, PICTURE_RGB, 4, 1, BYTES(10, 20, 30, 255, 255, 255, 255, 127, 127, 1, 2, 3), 12);
}

static void test_png_grey_with_alpha(void **state) {
    struct png_recipe recipe = {.width = 3, .height = 1, .depth = 8, .row_length = 6};
    recipe.colour_type = PNG_COLOR_TYPE_GRAY_ALPHA;
    recipe.rows = BYTES(0, 51, 7, 255, 9, 0);
    struct reading reading = read_made(*state, pictures_png(*state, &recipe));
    check_transparent(&reading);
    check_pixels(&reading, PICTURE_GREY, 3, 1, BYTES(204, 7, 255), 3);
}

/* Many programs write an alpha that is opaque everywhere: nothing changes, so nothing is said. */
static void test_png_with_idle_alpha(void **state) {
    struct png_recipe recipe = {.width = 2, .height = 1, .depth = 8, .row_length = 8};
    recipe.colour_type = PNG_COLOR_TYPE_RGB_ALPHA;
    recipe.rows = BYTES(1, 2, 3, 255, 4, 5, 6, 255);
    struct reading reading = read_made(*state, pictures_png(*state, &recipe));
    check_silent(&reading);
    check_pixels(&reading, PICTURE_RGB, 2, 1, BYTES(1, 2, 3, 4, 5, 6), 6);
}

static struct made_file checked_png(struct arena *arena, bool interlaced) {
    static unsigned char rows[11 * 9 * 3];
    for (size_t i = 0; i < sizeof rows; i++) {
        rows[i] = (unsigned char)(i * 37);
    }
    struct png_recipe recipe = {.width = 11, .height = 9, .depth = 8, .row_length = 33};
    recipe.colour_type = PNG_COLOR_TYPE_RGB;
    recipe.rows = rows;
    recipe.interlaced = interlaced;
    return pictures_png(arena, &recipe);
}

static void test_png_interlaced(void **state) {
    struct made_file file = checked_png(*state, true);
    struct reading straight = read_made(*state, checked_png(*state, false));
    struct reading reading = read_made(*state, file);
    check_silent(&reading);
    check_pixels(&reading, PICTURE_RGB, 11, 9, straight.picture->bytes, 11 * 9 * 3);
}

static void test_png_cut_anywhere(void **state) {
    struct made_file file = checked_png(*state, false);
    for (size_t length = 4; length < file.length; length++) {
        struct reading reading = read_bytes(*state, file.bytes, length);
        check_damaged(&reading);
    }
}

/* Every byte before the end counts in some checksum or in the signature. */
static void test_png_with_a_wrong_byte(void **state) {
    struct made_file file = checked_png(*state, true);
    for (size_t i = 4; i < file.length; i++) {
        file.bytes[i] ^= 0x10;
        assert_null(read_made(*state, file).picture);
        file.bytes[i] ^= 0x10;
    }
    assert_non_null(read_made(*state, file).picture);
}

/* Only the header is there: 8000 × 5000 is as large as may be, and found to lack its pixels. */
static void test_png_size_limit(void **state) {
    struct png_recipe recipe = {.width = 8000, .depth = 8};
    recipe.colour_type = PNG_COLOR_TYPE_GRAY;
    unsigned char *row = arena_alloc(*state, 8000);
    recipe.rows = row;
    recipe.height = 5000;
    struct made_file file = pictures_png(*state, &recipe);
    assert_non_null(read_made(*state, file).picture);
    recipe.height = 5001;
    struct reading reading = read_made(*state, pictures_png(*state, &recipe));
    check_refused(&reading, MESSAGE_IMAGE_TOO_LARGE,
        "l’image « logo » compte 8000 × 5001 points, plus que 40 millions.");
}

/* ---- JPEG ---- */

static struct jpeg_recipe colour_recipe(void) {
    return (struct jpeg_recipe){
        .width = 40,
        .height = 24,
        .pixels = JCS_RGB,
        .stored = JCS_YCbCr,
        .components = 3,
        .pixel = {200, 100, 50},
    };
}

static void check_kept(const struct reading *reading, struct made_file file) {
    check_silent(reading);
    const struct picture *picture = reading->picture;
    assert_non_null(picture);
    assert_int_equal(picture->format, PICTURE_JPEG);
    assert_int_equal(picture->width, 40);
    assert_int_equal(picture->height, 24);
    assert_ptr_equal(picture->bytes, file.bytes);
    assert_int_equal(picture->length, file.length);
}

/* JPEG is not exact: a step of rounding is forgiven. */
static void check_colour(
    const struct reading *reading, unsigned red, unsigned green, unsigned blue) {
    const unsigned expected[3] = {red, green, blue};
    const struct picture *picture = reading->picture;
    assert_non_null(picture);
    assert_int_equal(picture->format, PICTURE_RGB);
    assert_int_equal(picture->components, 3);
    assert_int_equal(picture->length, 40 * 24 * 3);
    for (size_t i = 0; i < picture->length; i++) {
        assert_in_range(picture->bytes[i] + 3, expected[i % 3] + 1, expected[i % 3] + 5);
    }
}

static void test_jpeg_colour_keeps_its_bytes(void **state) {
    struct jpeg_recipe recipe = colour_recipe();
    struct made_file file = pictures_jpeg(*state, &recipe);
    struct reading reading = read_made(*state, file);
    check_kept(&reading, file);
    assert_int_equal(reading.picture->components, 3);
}

static void test_jpeg_grey_keeps_its_bytes(void **state) {
    struct jpeg_recipe recipe = colour_recipe();
    recipe.pixels = JCS_GRAYSCALE;
    recipe.stored = JCS_GRAYSCALE;
    recipe.components = 1;
    struct made_file file = pictures_jpeg(*state, &recipe);
    struct reading reading = read_made(*state, file);
    check_kept(&reading, file);
    assert_int_equal(reading.picture->components, 1);
}

static void test_jpeg_progressive_keeps_its_bytes(void **state) {
    struct jpeg_recipe recipe = colour_recipe();
    recipe.progressive = true;
    struct made_file file = pictures_jpeg(*state, &recipe);
    struct reading reading = read_made(*state, file);
    check_kept(&reading, file);
}

/* PDF readers would take it for YCbCr, or know no arithmetic coding. */
static void test_jpeg_that_pdf_misreads_is_decoded(void **state) {
    struct jpeg_recipe recipe = colour_recipe();
    recipe.stored = JCS_RGB;
    struct reading rgb = read_made(*state, pictures_jpeg(*state, &recipe));
    check_silent(&rgb);
    check_colour(&rgb, 200, 100, 50);
    recipe.stored = JCS_YCbCr;
    recipe.arithmetic = true;
    struct reading arithmetic = read_made(*state, pictures_jpeg(*state, &recipe));
    check_silent(&arithmetic);
    check_colour(&arithmetic, 200, 100, 50);
}

static void check_cmyk(struct arena *arena, const struct jpeg_recipe *recipe, unsigned red,
    unsigned green, unsigned blue) {
    struct reading reading = read_made(arena, pictures_jpeg(arena, recipe));
    check_said(&reading, MESSAGE_IMAGE_CMYK,
        "l’image « logo » est en quadrichromie (CMJN) ; ses couleurs seront converties de façon "
        "approchée.");
    check_colour(&reading, red, green, blue);
}

/* With Adobe's marker 255 is no ink, without it 255 is full ink. */
static void test_jpeg_cmyk(void **state) {
    struct jpeg_recipe recipe = {
        .width = 40,
        .height = 24,
        .pixels = JCS_CMYK,
        .stored = JCS_CMYK,
        .components = 4,
        .pixel = {255, 128, 0, 128},
    };
    check_cmyk(*state, &recipe, 128, 64, 0);
    recipe.without_adobe = true;
    check_cmyk(*state, &recipe, 0, 63, 127);
    recipe.without_adobe = false;
    recipe.stored = JCS_YCCK;
    check_cmyk(*state, &recipe, 128, 64, 0);
}

static void test_jpeg_cut_anywhere(void **state) {
    struct jpeg_recipe recipe = colour_recipe();
    struct made_file file = pictures_jpeg(*state, &recipe);
    for (size_t length = 3; length < file.length; length++) {
        struct reading reading = read_bytes(*state, file.bytes, length);
        check_damaged(&reading);
    }
}

static struct made_file with_inserted(
    struct arena *arena, struct made_file file, size_t offset, const char *text) {
    struct buffer bytes = {.arena = arena};
    buffer_add(&bytes, (const char *)file.bytes, offset);
    buffer_text(&bytes, text);
    buffer_add(&bytes, (const char *)file.bytes + offset, file.length - offset);
    return (struct made_file){(unsigned char *)bytes.bytes, bytes.length};
}

/* What telephones put behind the picture is not carried into the PDF. */
static void test_jpeg_with_a_tail(void **state) {
    struct jpeg_recipe recipe = colour_recipe();
    struct made_file file = pictures_jpeg(*state, &recipe);
    struct made_file longer = with_inserted(*state, file, file.length, "a film");
    struct reading reading = read_made(*state, longer);
    check_kept(&reading, (struct made_file){longer.bytes, file.length});
}

/* Behind the start marker and the first segment, of 2 and 18 bytes. */
static void test_jpeg_with_stray_bytes(void **state) {
    struct jpeg_recipe recipe = colour_recipe();
    struct made_file file = pictures_jpeg(*state, &recipe);
    struct made_file stray = with_inserted(*state, file, 20, "??");
    struct reading reading = read_made(*state, stray);
    check_kept(&reading, stray);
}

/* Exif data behind the start marker: a directory with one entry, the orientation, in either byte order. */
static struct made_file with_exif(struct arena *arena, const char *tiff, size_t length) {
    struct jpeg_recipe recipe = colour_recipe();
    struct made_file file = pictures_jpeg(arena, &recipe);
    struct buffer bytes = {.arena = arena};
    buffer_add(&bytes, "\xFF\xD8\xFF\xE1\0", 5);
    buffer_add(&bytes, (const char[]){(char)(2 + 6 + length)}, 1);
    buffer_add(&bytes, "Exif\0\0", 6);
    buffer_add(&bytes, tiff, length);
    buffer_add(&bytes, (const char *)file.bytes + 2, file.length - 2);
    return (struct made_file){(unsigned char *)bytes.bytes, bytes.length};
}

#define WITH_EXIF(tiff) with_exif(*state, tiff, sizeof(tiff) - 1)

static void test_jpeg_that_a_camera_turned(void **state) {
    static const char text[] =
        "la photographie « logo » sera imprimée couchée ou à l’envers : l’appareil l’a enregistrée "
        "ainsi.";
    struct reading motorola = read_made(
        *state, WITH_EXIF("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"));
    assert_non_null(motorola.picture);
    check_said(&motorola, MESSAGE_IMAGE_TURNED, text);
    struct reading intel = read_made(
        *state, WITH_EXIF("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0"));
    check_said(&intel, MESSAGE_IMAGE_TURNED, text);
}

static void test_jpeg_whose_exif_asks_nothing(void **state) {
    struct made_file files[] = {
        WITH_EXIF("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x01\0\0\0\0\0\0"),
        WITH_EXIF("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09\0\0\0\0\0\0"),
        WITH_EXIF("MM\0*\0\0\0\x08\0\x01\x01\x0F\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"),
        WITH_EXIF("MM\0*\xFF\xFF\xFF\xFF\0\x01"),
        WITH_EXIF("MM\0*\0\0\0\x08\xFF\xFF\x01\x12"),
        WITH_EXIF(""),
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct reading reading = read_made(*state, files[i]);
        check_kept(&reading, files[i]);
    }
}

static void test_jpeg_of_too_many_scans(void **state) {
    struct jpeg_recipe recipe = colour_recipe();
    recipe.many_scans = true;
    struct reading reading = read_made(*state, pictures_jpeg(*state, &recipe));
    check_damaged(&reading);
}

static void test_jpeg_size_limit(void **state) {
    struct jpeg_recipe recipe = colour_recipe();
    struct made_file file = pictures_jpeg(*state, &recipe);
    unsigned char *frame = file.bytes;
    while (memcmp(frame, "\xFF\xC0", 2) != 0) {
        frame++;
    }
    memcpy(frame + 5, "\x13\x89\x1F\x40", 4); /* 5001 × 8000 */
    struct reading reading = read_made(*state, file);
    check_refused(&reading, MESSAGE_IMAGE_TOO_LARGE,
        "l’image « logo » compte 8000 × 5001 points, plus que 40 millions.");
    frame[6] = 0x88; /* 5000: as large as may be, but cut */
    reading = read_made(*state, file);
    check_damaged(&reading);
}

/* ---- Other files ---- */

static void check_other(
    struct arena *arena, const char *bytes, size_t length, enum message message, const char *text) {
    struct reading reading = read_bytes(arena, (const unsigned char *)bytes, length);
    check_refused(&reading, message, text);
}

#define CHECK_KIND(bytes, kind)                                                                    \
    check_other(*state, bytes, sizeof(bytes) - 1, MESSAGE_IMAGE_OTHER_KIND,                        \
        "« logo » n’est pas une image PNG ou JPEG : c’est, semble-t-il, " kind ".")

static void test_names_what_else_it_is(void **state) {
    CHECK_KIND("%PDF-1.7\n", "un document PDF");
    CHECK_KIND("GIF89a\x01\0\x01\0", "une image GIF");
    CHECK_KIND("RIFF\x10\0\0\0WEBPVP8 ", "une image WebP");
    CHECK_KIND("BM\x46\0\0\0\0\0\0\0\x36\0\0\0", "une image BMP");
    CHECK_KIND("II*\0\x08\0\0\0", "une image TIFF");
    CHECK_KIND("MM\0*\0\0\0\x08", "une image TIFF");
    CHECK_KIND("\0\0\0\x18"
               "ftypheic\0\0\0\0",
        "une photographie HEIC (iPhone)");
    CHECK_KIND("<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"/>", "un dessin SVG");
    CHECK_KIND("<svg xmlns=\"x\"/>", "un dessin SVG");
    CHECK_KIND("Bonjour", "du texte simple");
    CHECK_KIND("", "un fichier vide");
}

static void test_refuses_what_it_does_not_know(void **state) {
    static const char text[] = "« logo » n’est pas une image PNG ou JPEG.";
    check_other(*state, "\xFF\xD8\0\0", 4, MESSAGE_IMAGE_FORMAT, text);
    check_other(*state, "qoif\0\0\0\x10", 8, MESSAGE_IMAGE_FORMAT, text);
    check_other(*state, "\x01\x02\x03\x04", 4, MESSAGE_IMAGE_FORMAT, text);
}

/* ---- Damage ---- */

/* Each damaged file gives a whole picture or a reason, under the eyes of the sanitizers. */
static void read_damaged(struct made_file sound, uint64_t *state, size_t *refused) {
    struct arena *arena = arena_new();
    unsigned char *bytes =
        (unsigned char *)arena_copy(arena, (const char *)sound.bytes, sound.length);
    size_t length = damage(bytes, sound.length, state);
    struct reading reading = read_bytes(arena, bytes, length);
    const struct picture *picture = reading.picture;
    assert_true((picture == NULL) == (diagnostics_errors(reading.job.diagnostics) > 0));
    if (picture && picture->format != PICTURE_JPEG) {
        assert_int_equal(
            picture->length, (size_t)picture->width * picture->height * picture->components);
    }
    *refused += picture == NULL;
    arena_free(arena);
}

static void check_stands_damage(struct made_file sound) {
    uint64_t state = 20260101;
    size_t refused = 0;
    for (int i = 0; i < 500; i++) {
        read_damaged(sound, &state, &refused);
    }
    assert_in_range(refused, 50, 500);
}

static void test_png_stands_damage(void **state) {
    struct png_recipe recipe = palette_recipe();
    recipe.alphas = BYTES(255, 0, 128, 255);
    check_stands_damage(checked_png(*state, true));
    check_stands_damage(pictures_png(*state, &recipe));
}

static void test_jpeg_stands_damage(void **state) {
    struct jpeg_recipe recipe = colour_recipe();
    check_stands_damage(pictures_jpeg(*state, &recipe));
    recipe.progressive = true;
    check_stands_damage(pictures_jpeg(*state, &recipe));
    recipe.arithmetic = true;
    check_stands_damage(pictures_jpeg(*state, &recipe));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_png_grey),
        UNIT_TEST(test_png_of_one_bit),
        UNIT_TEST(test_png_of_16_bits),
        UNIT_TEST(test_png_palette),
        UNIT_TEST(test_png_palette_with_transparency),
        UNIT_TEST(test_png_grey_with_alpha),
        UNIT_TEST(test_png_with_idle_alpha),
        UNIT_TEST(test_png_interlaced),
        UNIT_TEST(test_png_cut_anywhere),
        UNIT_TEST(test_png_with_a_wrong_byte),
        UNIT_TEST(test_png_size_limit),
        UNIT_TEST(test_jpeg_colour_keeps_its_bytes),
        UNIT_TEST(test_jpeg_grey_keeps_its_bytes),
        UNIT_TEST(test_jpeg_progressive_keeps_its_bytes),
        UNIT_TEST(test_jpeg_that_pdf_misreads_is_decoded),
        UNIT_TEST(test_jpeg_cmyk),
        UNIT_TEST(test_jpeg_cut_anywhere),
        UNIT_TEST(test_jpeg_with_a_tail),
        UNIT_TEST(test_jpeg_with_stray_bytes),
        UNIT_TEST(test_jpeg_that_a_camera_turned),
        UNIT_TEST(test_jpeg_whose_exif_asks_nothing),
        UNIT_TEST(test_jpeg_of_too_many_scans),
        UNIT_TEST(test_jpeg_size_limit),
        UNIT_TEST(test_names_what_else_it_is),
        UNIT_TEST(test_refuses_what_it_does_not_know),
        UNIT_TEST(test_png_stands_damage),
        UNIT_TEST(test_jpeg_stands_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
