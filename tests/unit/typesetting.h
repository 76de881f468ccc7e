/* What the tests of fonts, typography and paragraphs share: the catalogue's fonts, the dictionary, files. */
#ifndef GREFFE_TEST_TYPESETTING_H
#define GREFFE_TEST_TYPESETTING_H

#include "unit.h"

#include "font.h"
#include "paragraph.h"
#include "typography.h"

#include <stdio.h>
#include <string.h>

/* The bytes of a file and a NUL, in the arena; the test fails when it cannot be read. */
static inline char *read_test_file(struct arena *arena, const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        fail_msg("%s cannot be read", path);
    }
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *length = (size_t)ftell(file);
    rewind(file);
    char *bytes = arena_alloc(arena, *length + 1);
    assert_int_equal(fread(bytes, 1, *length, file), *length);
    assert_int_equal(fclose(file), 0);
    return bytes;
}

static inline bool add_test_font(struct arena *arena, struct fonts *fonts, const char *name,
    const char *family, bool bold, bool italic) {
    size_t length;
    const char *path = arena_format(arena, "%s/%s", GREFFE_FONTS, name);
    const char *bytes = read_test_file(arena, path, &length);
    return font_library_add(fonts, family, bold, italic, (const unsigned char *)bytes, length);
}

/* The families of the house: PT Serif, PT Sans, DejaVu Sans. */
static inline struct fonts *test_fonts(struct arena *arena) {
    struct fonts *fonts = font_library_new(arena);
    assert_true(add_test_font(arena, fonts, "PTF55F.ttf", "PT Serif", false, false));
    assert_true(add_test_font(arena, fonts, "PTF56F.ttf", "PT Serif", false, true));
    assert_true(add_test_font(arena, fonts, "PTF75F.ttf", "PT Serif", true, false));
    assert_true(add_test_font(arena, fonts, "PTS55F.ttf", "PT Sans", false, false));
    assert_true(add_test_font(arena, fonts, "PTS75F.ttf", "PT Sans", true, false));
    assert_true(add_test_font(arena, fonts, "DejaVuSans.ttf", "DejaVu Sans", false, false));
    return fonts;
}

static inline struct hyphenation *test_hyphenation(struct arena *arena) {
    struct hyphenation *hyphenation = hyphenation_load(arena, GREFFE_FONTS "/hyph_fr.dic");
    assert_non_null(hyphenation);
    return hyphenation;
}

/* Plain text of the house. */
static inline struct paragraph_style test_style(void) {
    return (struct paragraph_style){
        .family = "PT Serif",
        .sans_family = "PT Sans",
        .symbol_family = "DejaVu Sans",
        .size = 10200,
        .leading = 14600,
        .colour = 0x000000,
        .label_colour = 0x57606D,
        .link_colour = 0x1B3A6B,
        .alignment = ALIGN_JUSTIFIED,
        .hyphenate = true,
    };
}

#endif
