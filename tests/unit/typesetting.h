/* What the tests of fonts, typography and paragraphs share: the catalogue's fonts, the dictionary, files. */
#ifndef GREFFE_TEST_TYPESETTING_H
#define GREFFE_TEST_TYPESETTING_H

#include "unit.h"

#include "font.h"
#include "job.h"
#include "paragraph.h"
#include "shaper.h"
#include "text.h"
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

/* ---- Paragraphs ---- */

/* What a test sets paragraphs with. */
struct setting {
    struct job job;
    struct shaper *shaper;
    struct hyphenation *hyphenation;
    struct paragraph_style style;
};

static inline struct setting new_setting(void **state) {
    struct arena *arena = *state;
    return (struct setting){
        .job = {.arena = arena, .diagnostics = diagnostics_new(arena)},
        .shaper = shaper_new(arena, test_fonts(arena)),
        .hyphenation = test_hyphenation(arena),
        .style = test_style(),
    };
}

static inline struct lines set_runs(
    struct setting *setting, const struct run *runs, size_t count, int32_t measure) {
    return paragraph_set(&setting->job, setting->shaper, setting->hyphenation, &setting->style,
        runs, count, measure);
}

static inline struct lines set_text(struct setting *setting, const char *text, int32_t measure) {
    const struct run run = {.text = text};
    return set_runs(setting, &run, 1, measure);
}

/* What is read from the glyphs of a line. */
static inline const char *read_line(struct setting *setting, const struct line *line) {
    struct buffer text = {.arena = setting->job.arena};
    for (size_t i = 0; i < line->item_count; i++) {
        for (size_t j = 0; j < line->items[i].glyph_count; j++) {
            buffer_text(&text, line->items[i].glyphs[j].text);
        }
    }
    return buffer_string(&text);
}

static inline const char *read_lines(struct setting *setting, const struct lines *lines) {
    struct buffer text = {.arena = setting->job.arena};
    for (size_t i = 0; i < lines->count; i++) {
        buffer_text(&text, read_line(setting, &lines->items[i]));
    }
    return buffer_string(&text);
}

static inline const char *without_soft_hyphens(struct arena *arena, const char *text) {
    struct buffer buffer = {.arena = arena};
    while (*text != '\0') {
        uint32_t code_point = text_next(&text);
        if (code_point != 0xAD) {
            buffer_code_point(&buffer, code_point);
        }
    }
    return buffer_string(&buffer);
}

static inline void assert_clean(struct setting *setting) {
    assert_string_equal(diagnostics_print(setting->job.diagnostics), "");
}

/* Glyphs add up to their item, items follow one another without gap, and all of them make the line. */
static inline void check_widths(const struct line *line, int32_t x) {
    int32_t first = x;
    for (size_t i = 0; i < line->item_count; i++) {
        const struct item *item = &line->items[i];
        int32_t sum = 0;
        for (size_t j = 0; j < item->glyph_count; j++) {
            sum += item->glyphs[j].advance;
        }
        assert_int_equal(item->x, x);
        assert_int_equal(item->width, sum);
        x += sum;
    }
    assert_int_equal(line->width, x - first);
}

#endif
