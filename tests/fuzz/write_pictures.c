/* write_pictures FOLDER: a small picture of each kind that is read, for fuzz_image to begin with. */
#include "../unit/pictures.h"

#include <stdio.h>
#include <string.h>

static void write_file(const char *folder, const char *name, struct made_file file) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    if (out == NULL || fwrite(file.bytes, 1, file.length, out) != file.length || fclose(out) != 0) {
        perror(path);
        exit(1);
    }
}

static void write_png(struct arena *arena, const char *folder) {
    static const unsigned char rows[4 * 4 * 8] = {0x1B, 0x2C, 0x3D, 0xFF, 0x80};
    static const png_color palette[4] = {{10, 20, 30}, {0, 0, 0}, {255, 0, 0}, {1, 2, 3}};
    static const png_byte alphas[4] = {255, 0, 128, 255};
    static const struct {
        const char *name;
        int depth;
        int colour_type;
        size_t row_length;
    } kinds[] = {
        {"grey-1.png", 1, PNG_COLOR_TYPE_GRAY, 1},
        {"grey-16.png", 16, PNG_COLOR_TYPE_GRAY, 8},
        {"grey-alpha.png", 8, PNG_COLOR_TYPE_GRAY_ALPHA, 8},
        {"palette.png", 2, PNG_COLOR_TYPE_PALETTE, 1},
        {"rgb.png", 8, PNG_COLOR_TYPE_RGB, 12},
        {"rgb-alpha-16.png", 16, PNG_COLOR_TYPE_RGB_ALPHA, 32},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        bool coloured = kinds[i].colour_type == PNG_COLOR_TYPE_PALETTE;
        struct png_recipe recipe = {4, 4, kinds[i].depth, kinds[i].colour_type, i % 2 == 1, rows,
            kinds[i].row_length, coloured ? palette : NULL, coloured ? alphas : NULL};
        write_file(folder, kinds[i].name, pictures_png(arena, &recipe));
    }
}

static void write_jpeg(struct arena *arena, const char *folder) {
    static const struct {
        const char *name;
        struct jpeg_recipe recipe;
    } kinds[] = {
        {"grey.jpg", {9, 9, JCS_GRAYSCALE, JCS_GRAYSCALE, 1, {90}, false, false, false, false}},
        {"colour.jpg", {9, 9, JCS_RGB, JCS_YCbCr, 3, {9, 99, 200}, false, false, false, false}},
        {"progressive.jpg", {9, 9, JCS_RGB, JCS_YCbCr, 3, {9, 99, 200}, true, false, false, false}},
        {"arithmetic.jpg", {9, 9, JCS_RGB, JCS_YCbCr, 3, {9, 99, 200}, false, true, false, false}},
        {"rgb.jpg", {9, 9, JCS_RGB, JCS_RGB, 3, {9, 99, 200}, false, false, false, false}},
        {"cmyk.jpg", {9, 9, JCS_CMYK, JCS_CMYK, 4, {9, 99, 200, 30}, false, false, false, false}},
        {"ycck.jpg", {9, 9, JCS_CMYK, JCS_YCCK, 4, {9, 99, 200, 30}, false, false, false, false}},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        write_file(folder, kinds[i].name, pictures_jpeg(arena, &kinds[i].recipe));
}

int main(int count, char **arguments) {
    struct arena *arena = count == 2 ? arena_new() : NULL;
    if (arena == NULL) {
        fputs("usage: write_pictures FOLDER\n", stderr);
        return 2;
    }
    write_png(arena, arguments[1]);
    write_jpeg(arena, arguments[1]);
    arena_free(arena);
    return 0;
}
