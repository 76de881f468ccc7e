#include "typesetting.h"

#include "text.h"

enum {
    SIZE = 10000,
};

/* A face with what a test shapes in it. */
struct sample {
    struct arena *arena;
    const struct fonts *fonts;
    struct shaper *shaper;
    const struct face *face;
};

static struct sample sample(void **state, const char *family) {
    struct fonts *fonts = test_fonts(*state);
    return (struct sample){
        *state, fonts, shaper_new(*state, fonts), font_find(fonts, family, false, false)};
}

static size_t shape(const struct sample *sample, const char *text, struct glyph **glyphs) {
    return shaper_glyphs(
        sample->shaper, sample->arena, sample->face, SIZE, text, strlen(text), glyphs);
}

static int32_t width(const struct sample *sample, const char *text) {
    struct glyph *glyphs;
    size_t count = shape(sample, text, &glyphs);
    int32_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += glyphs[i].advance;
    }
    return sum;
}

/* What a reader extracts from the glyphs. */
static const char *text_of(const struct sample *sample, const char *text) {
    struct glyph *glyphs;
    size_t count = shape(sample, text, &glyphs);
    struct buffer buffer = {.arena = sample->arena};
    for (size_t i = 0; i < count; i++) {
        buffer_text(&buffer, glyphs[i].text);
    }
    return buffer_string(&buffer);
}

/* ---- The library ---- */

static void metrics_are_read(void **state) {
    struct sample serif = sample(state, "PT Serif");
    assert_string_equal(serif.face->name, "PTSerif-Regular");
    assert_string_equal(serif.face->family, "PT Serif");
    assert_int_equal(serif.face->units_per_em, 1000);
    assert_int_equal(serif.face->ascent, 1018);
    assert_int_equal(serif.face->descent, -276);
    assert_int_equal(serif.face->capital_height, 700);
    assert_true(serif.face->serif);
    assert_false(serif.face->bold);
    assert_int_equal(serif.face->italic_angle, 0);
    assert_true(serif.face->box[0] < 0 && serif.face->box[1] < 0);
    assert_true(serif.face->box[2] > 1000 && serif.face->box[3] > 700);
    const struct face *italic = font_find(serif.fonts, "PT Serif", false, true);
    assert_string_equal(italic->name, "PTSerif-Italic");
    assert_true(italic->italic_angle < -5000 && italic->italic_angle > -30000);
    assert_false(font_find(serif.fonts, "PT Sans", false, false)->serif);
}

/* DejaVu's table OS/2 is too old to tell it. */
static void capital_height_of_old_fonts(void **state) {
    struct sample symbols = sample(state, "DejaVu Sans");
    assert_int_equal(symbols.face->units_per_em, 2048);
    assert_int_equal(symbols.face->capital_height, 1493);
}

static void nearest_style_is_found(void **state) {
    struct fonts *fonts = test_fonts(*state);
    assert_string_equal(font_find(fonts, "PT Serif", true, false)->name, "PTSerif-Bold");
    assert_string_equal(font_find(fonts, "PT Serif", true, true)->name, "PTSerif-Bold");
    assert_string_equal(font_find(fonts, "PT Sans", false, true)->name, "PTSans-Regular");
    assert_string_equal(font_find(fonts, "DejaVu Sans", true, true)->name, "DejaVuSans");
    assert_null(font_find(fonts, "Comic Sans MS", false, false));
    assert_null(font_find(fonts, NULL, false, false));
}

static void useless_files_are_refused(void **state) {
    struct fonts *fonts = font_library_new(*state);
    const unsigned char garbage[] = "this is no font at all, not even a small one";
    assert_false(font_library_add(fonts, "x", false, false, garbage, sizeof garbage));
    assert_false(font_library_add(fonts, "x", false, false, garbage, 0));
    assert_null(font_find(fonts, "x", false, false));
}

/* The offset of a table in a font file, from its directory of 16-byte entries. */
static size_t table_offset(const unsigned char *bytes, const char *tag) {
    size_t tables = (size_t)bytes[4] << 8 | bytes[5];
    for (size_t i = 0; i < tables; i++) {
        const unsigned char *entry = bytes + 12 + 16 * i;
        if (memcmp(entry, tag, 4) == 0) {
            return (size_t)entry[8] << 24 | (size_t)entry[9] << 16 | (size_t)entry[10] << 8 |
                   entry[11];
        }
    }
    fail_msg("no table %s", tag);
    return 0;
}

static bool accepted_with_type(struct arena *arena, unsigned char high, unsigned char low) {
    size_t length;
    unsigned char *bytes =
        (unsigned char *)read_test_file(arena, GREFFE_FONTS "/PTF55F.ttf", &length);
    size_t type = table_offset(bytes, "OS/2") + 8;
    bytes[type] = high;
    bytes[type + 1] = low;
    return font_library_add(font_library_new(arena), "x", false, false, bytes, length);
}

static void forbidden_embedding_is_refused(void **state) {
    assert_true(accepted_with_type(*state, 0, 0));
    assert_true(accepted_with_type(*state, 0, 8));  /* editable embedding */
    assert_false(accepted_with_type(*state, 0, 2)); /* restricted licence */
    assert_false(accepted_with_type(*state, 1, 0)); /* no subsets */
    assert_false(accepted_with_type(*state, 2, 0)); /* bitmaps only */
}

static void fonts_without_outlines_are_refused(void **state) {
    size_t length;
    unsigned char *bytes =
        (unsigned char *)read_test_file(*state, GREFFE_FONTS "/PTF55F.ttf", &length);
    size_t tables = (size_t)bytes[4] << 8 | bytes[5];
    for (size_t i = 0; i < tables; i++) {
        unsigned char *entry = bytes + 12 + 16 * i;
        if (memcmp(entry, "glyf", 4) == 0) {
            entry[0] = 'x';
        }
    }
    assert_false(font_library_add(font_library_new(*state), "x", false, false, bytes, length));
}

/* Whatever stands in the file, adding and shaping end without a fault. */
static void damaged_files_do_no_harm(void **state) {
    size_t length;
    char *original = read_test_file(*state, GREFFE_FONTS "/PTF55F.ttf", &length);
    unsigned seed = 1;
    for (int i = 0; i < 60; i++) {
        struct arena *arena = arena_new();
        unsigned char *bytes = (unsigned char *)arena_copy(arena, original, length);
        for (int j = 0; j < 40; j++) {
            seed = seed * 1103515245u + 12345u;
            bytes[(seed >> 8) % (j < 20 ? 2000 : length)] = (unsigned char)(seed >> 24);
        }
        struct fonts *fonts = font_library_new(arena);
        if (font_library_add(fonts, "x", false, false, bytes, length)) {
            struct sample damaged = {
                arena, fonts, shaper_new(arena, fonts), font_find(fonts, "x", false, false)};
            width(&damaged, "Élaboration et suivi, 50\u00A0%");
        }
        arena_free(arena);
    }
}

/* ---- Glyphs ---- */

static void characters_of_french_are_there(void **state) {
    const char *families[] = {"PT Serif", "PT Sans", "DejaVu Sans"};
    for (size_t i = 0; i < 3; i++) {
        struct sample face = sample(state, families[i]);
        const char *text = "AZaz09éèêëàâîïôùûüÿçÉÈÀÇœŒæÆ«»’“”…–—-€²³°§İ‑\u00A0\u202F\u2009%‰½";
        for (const char *next = text; *next != '\0';) {
            assert_true(font_has(face.fonts, face.face, text_next(&next)));
        }
        assert_string_equal(text_of(&face, text), text);
    }
}

static void symbols_are_only_in_their_family(void **state) {
    struct sample serif = sample(state, "PT Serif");
    struct sample symbols = sample(state, "DejaVu Sans");
    const uint32_t marks[] = {0x2610, 0x2611, 0x2192};
    for (size_t i = 0; i < 3; i++) {
        assert_false(font_has(serif.fonts, serif.face, marks[i]));
        assert_true(font_has(symbols.fonts, symbols.face, marks[i]));
    }
}

/* DejaVu Sans has glyphs for Hebrew and Arabic, but they would be set backwards. */
static void leftward_scripts_count_as_missing(void **state) {
    struct sample symbols = sample(state, "DejaVu Sans");
    assert_false(font_has(symbols.fonts, symbols.face, 0x05D0));
    assert_false(font_has(symbols.fonts, symbols.face, 0x0627));
    assert_true(font_has(symbols.fonts, symbols.face, 0x03B1));
}

static void missing_characters_keep_their_text(void **state) {
    struct sample serif = sample(state, "PT Serif");
    struct glyph *glyphs;
    assert_int_equal(shape(&serif, "a☐b", &glyphs), 3);
    assert_int_equal(glyphs[1].number, 0);
    assert_string_equal(glyphs[1].text, "☐");
    assert_int_not_equal(glyphs[2].number, 0);
}

static void ligatures_read_as_their_letters(void **state) {
    struct sample serif = sample(state, "PT Serif");
    struct glyph *glyphs;
    assert_int_equal(shape(&serif, "afin", &glyphs), 3);
    assert_string_equal(glyphs[0].text, "a");
    assert_string_equal(glyphs[1].text, "fi");
    assert_string_equal(glyphs[2].text, "n");
    struct sample sans = sample(state, "DejaVu Sans");
    assert_int_equal(shape(&sans, "efficace", &glyphs), 6);
    assert_string_equal(glyphs[1].text, "ffi");
}

static void pairs_are_kerned(void **state) {
    struct sample serif = sample(state, "PT Serif");
    assert_true(width(&serif, "AV") < width(&serif, "A") + width(&serif, "V"));
    struct glyph *glyphs;
    assert_int_equal(shape(&serif, "AV", &glyphs), 2);
    assert_true(glyphs[0].advance < glyphs[0].natural);
    assert_int_equal(glyphs[1].advance, glyphs[1].natural);
}

/* The second time a word is remembered: its glyphs are the same, and another's to change. */
static void words_are_remembered(void **state) {
    struct sample serif = sample(state, "PT Serif");
    struct glyph *first;
    struct glyph *second;
    assert_int_equal(shape(&serif, "AVA\u00A0AVA", &first), 7);
    for (size_t i = 0; i < 3; i++) {
        assert_memory_equal(&first[i], &first[i + 4], sizeof *first);
    }
    struct glyph before = first[0];
    first[0].advance = 0;
    assert_int_equal(shape(&serif, "AVA", &second), 3);
    assert_memory_equal(&second[0], &before, sizeof before);
    struct glyph *larger;
    assert_int_equal(
        shaper_glyphs(serif.shaper, serif.arena, serif.face, 2 * SIZE, "AVA", 3, &larger), 3);
    assert_true(larger[0].advance > before.advance);
    const struct face *bold = font_find(serif.fonts, "PT Serif", true, false);
    assert_int_equal(shaper_glyphs(serif.shaper, serif.arena, bold, SIZE, "AVA", 3, &larger), 3);
    assert_int_not_equal(larger[0].natural, before.natural);
}

/* An accent that follows a space is a word of its own, and stays. */
static void texts_of_any_shape(void **state) {
    struct sample serif = sample(state, "PT Serif");
    const char *const texts[] = {"", " ", "  ", " a", "a ", "a  b", " \u0301a", "\u202F!\u00A0"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_string_equal(text_of(&serif, texts[i]), texts[i]);
    }
}

/* Not with a space, which some fonts draw the comma before and the T after it near to. */
static void spaces_are_not_kerned(void **state) {
    const char *const families[] = {"PT Serif", "PT Sans"};
    for (size_t i = 0; i < 2; i++) {
        struct sample font = sample(state, families[i]);
        struct glyph *glyphs;
        size_t count = shape(&font, "o, T. Y\u00A0A", &glyphs);
        assert_int_equal(count, 9);
        for (size_t j = 0; j < count; j++) {
            assert_true(j == 3 || glyphs[j].advance == glyphs[j].natural || j == 0);
        }
    }
}

static void lengths_scale_in_integers(void **state) {
    struct sample serif = sample(state, "PT Serif");
    struct glyph *glyphs;
    const int32_t sizes[] = {1, 999, 6324, 10200, 30000, 600000};
    for (size_t i = 0; i < 6; i++) {
        shaper_glyphs(serif.shaper, serif.arena, serif.face, sizes[i], " ", 1, &glyphs);
        int32_t exact = (int32_t)(((int64_t)243 * sizes[i] + 500) / 1000);
        assert_int_equal(glyphs[0].advance, exact);
        assert_int_equal(glyphs[0].natural, exact);
    }
}

static void spaces_are_drawn_by_the_space(void **state) {
    struct sample serif = sample(state, "PT Serif");
    struct glyph *glyphs;
    assert_int_equal(shape(&serif, " \u00A0\u202F\u2009", &glyphs), 4);
    for (size_t i = 1; i < 4; i++) {
        assert_int_equal(glyphs[i].number, glyphs[0].number);
        assert_int_equal(glyphs[i].natural, glyphs[0].natural);
    }
    assert_string_equal(glyphs[1].text, "\u00A0");
    assert_string_equal(glyphs[2].text, "\u202F");
    assert_int_equal(glyphs[1].advance, glyphs[0].advance);
    assert_int_equal(glyphs[2].advance, SIZE / 6);
    assert_int_equal(glyphs[3].advance, SIZE / 6);
}

/* An accent that has no letter of its own is a glyph with its own text; nothing is lost. */
static void accents_keep_their_text(void **state) {
    struct sample symbols = sample(state, "DejaVu Sans");
    const char *text = "m\u0302q\u0301";
    struct glyph *glyphs;
    assert_int_equal(shape(&symbols, text, &glyphs), 4);
    assert_string_equal(glyphs[1].text, "\u0302");
    assert_string_equal(text_of(&symbols, text), text);
}

static void empty_text(void **state) {
    struct sample serif = sample(state, "PT Serif");
    struct glyph *glyphs;
    assert_int_equal(shape(&serif, "", &glyphs), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(metrics_are_read),
        UNIT_TEST(capital_height_of_old_fonts),
        UNIT_TEST(nearest_style_is_found),
        UNIT_TEST(useless_files_are_refused),
        UNIT_TEST(forbidden_embedding_is_refused),
        UNIT_TEST(fonts_without_outlines_are_refused),
        UNIT_TEST(damaged_files_do_no_harm),
        UNIT_TEST(characters_of_french_are_there),
        UNIT_TEST(symbols_are_only_in_their_family),
        UNIT_TEST(leftward_scripts_count_as_missing),
        UNIT_TEST(missing_characters_keep_their_text),
        UNIT_TEST(ligatures_read_as_their_letters),
        UNIT_TEST(pairs_are_kerned),
        UNIT_TEST(words_are_remembered),
        UNIT_TEST(texts_of_any_shape),
        UNIT_TEST(spaces_are_not_kerned),
        UNIT_TEST(lengths_scale_in_integers),
        UNIT_TEST(spaces_are_drawn_by_the_space),
        UNIT_TEST(accents_keep_their_text),
        UNIT_TEST(empty_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
