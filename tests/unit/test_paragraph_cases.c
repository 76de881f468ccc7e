/* Each paragraph of tests/paragraph, set, against the lines beside it. A .txt begins with settings, one per
 * line (« measure 419506 », « size 10200 14600 », « align left », « family PT Sans », « bold », « names »),
 * then an empty line, then the text, in which <b>, <i>, <sup>, <sans> and <a> begin and end a look and <br>
 * ends a line. « test_paragraph_cases --accept » rewrites the expectations. */
#include "typesetting.h"

#include <dirent.h>
#include <stdlib.h>

static const char folder[] = GREFFE_TESTS "/paragraph";

/* One paragraph as its file describes it. */
struct example {
    struct paragraph_style style;
    int32_t measure;
    struct run *runs;
    size_t count;
};

/* ---- Reading ---- */

static enum alignment alignment_of(const char *name) {
    const char *const names[] = {"justified", "left", "right", "centred"};
    for (size_t i = 0; i < 4; i++) {
        if (strcmp(name, names[i]) == 0) {
            return (enum alignment)i;
        }
    }
    fail_msg("no alignment %s", name);
    return ALIGN_LEFT;
}

static void read_setting(struct example *example, const char *line) {
    char *end;
    if (text_starts(line, "measure ")) {
        example->measure = (int32_t)strtol(line + 8, NULL, 10);
    } else if (text_starts(line, "size ")) {
        example->style.size = (int32_t)strtol(line + 5, &end, 10);
        example->style.leading = (int32_t)strtol(end, NULL, 10);
    } else if (text_starts(line, "align ")) {
        example->style.alignment = alignment_of(line + 6);
    } else if (text_starts(line, "family ")) {
        example->style.family = line + 7;
    } else if (strcmp(line, "bold") == 0) {
        example->style.bold = true;
    } else if (strcmp(line, "names") == 0) {
        example->style.hyphenate = false;
    } else {
        fail_msg("no setting %s", line);
    }
}

static void add_run(struct arena *arena, struct example *example, struct run run) {
    example->runs = arena_grow(arena, example->runs, example->count, sizeof *example->runs);
    example->runs[example->count++] = run;
}

static void read_tag(
    struct arena *arena, struct example *example, const char *tag, struct run *look) {
    bool begins = *tag != '/';
    const char *name = begins ? tag : tag + 1;
    if (text_starts(name, "br>")) {
        add_run(arena, example, (struct run){.kind = RUN_BREAK});
    } else if (text_starts(name, "b>")) {
        look->bold = begins;
    } else if (text_starts(name, "i>")) {
        look->italic = begins;
    } else if (text_starts(name, "sup>")) {
        look->superscript = begins;
    } else if (text_starts(name, "sans>")) {
        look->sans = begins;
    } else if (text_starts(name, "a>")) {
        look->uri = begins ? "https://greffe.example" : NULL;
    } else {
        fail_msg("no tag <%s", tag);
    }
}

static void read_text(struct arena *arena, struct example *example, const char *text) {
    struct run look = {0};
    while (*text != '\0') {
        size_t length = strcspn(text, "<");
        look.text = arena_copy(arena, text, length);
        if (length > 0) {
            add_run(arena, example, look);
        }
        text += length;
        if (*text == '<') {
            read_tag(arena, example, text + 1, &look);
            text = strchr(text, '>') + 1;
        }
    }
}

static struct example read_example(struct arena *arena, const char *path) {
    struct example example = {.style = test_style()};
    size_t length;
    char *line = read_test_file(arena, path, &length);
    while (*line != '\n') {
        char *end = strchr(line, '\n');
        assert_non_null(end);
        *end = '\0';
        read_setting(&example, line);
        line = end + 1;
    }
    read_text(arena, &example, line + 1);
    return example;
}

/* ---- Dump ---- */

static void add_text(struct buffer *out, const char *text) {
    while (*text != '\0') {
        uint32_t code_point = text_next(&text);
        switch (code_point) {
        case 0xA0:
            buffer_text(out, "[nbsp]");
            break;
        case 0x202F:
            buffer_text(out, "[nnbsp]");
            break;
        case 0xAD:
            buffer_text(out, "[shy]");
            break;
        default:
            buffer_code_point(out, code_point);
        }
    }
}

/* How wide the word spaces of a line became, in per cent. */
static long spaces_of(const struct line *line) {
    long natural = 0;
    long set = 0;
    for (size_t i = 0; i < line->item_count; i++) {
        for (size_t j = 0; j < line->items[i].glyph_count; j++) {
            const struct glyph *glyph = &line->items[i].glyphs[j];
            if (strcmp(glyph->text, " ") == 0 && glyph->advance > 0) {
                natural += glyph->natural;
                set += glyph->advance;
            }
        }
    }
    return natural > 0 ? (set * 100 + natural / 2) / natural : 100;
}

static void add_items(struct buffer *out, const struct example *example, const struct line *line) {
    for (size_t i = 0; i < line->item_count; i++) {
        const struct item *item = &line->items[i];
        if (item->kind != ITEM_GLYPHS) {
            continue;
        }
        bool plain = strcmp(item->face->name, "PTSerif-Regular") == 0 &&
                     item->size == example->style.size && item->colour == 0;
        if (!plain) {
            buffer_format(
                out, "{%s %d %06X: ", item->face->name, (int)item->size, (unsigned)item->colour);
        }
        for (size_t j = 0; j < item->glyph_count; j++) {
            add_text(out, item->glyphs[j].text);
        }
        buffer_text(out, plain ? "" : "}");
    }
}

static const char *result_of(struct arena *arena, const char *path) {
    struct example example = read_example(arena, path);
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena)};
    struct fonts *fonts = test_fonts(arena);
    assert_true(add_test_font(arena, fonts, "PTF76F.ttf", "PT Serif", true, true));
    struct lines lines = paragraph_set(&job, shaper_new(arena, fonts), test_hyphenation(arena),
        &example.style, example.runs, example.count, example.measure);
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.items[i];
        buffer_format(&out, "%6d %3ld%% |", (int)line->width, spaces_of(line));
        add_items(&out, &example, line);
        buffer_text(&out, "|\n");
    }
    buffer_text(&out, diagnostics_print(job.diagnostics));
    return buffer_string(&out);
}

/* ---- Cases ---- */

static void accept_result(const char *path, const char *result) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(result, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static bool check_case(const char *name, bool accept) {
    struct arena *arena = arena_new();
    const char *path = arena_format(arena, "%s/%s", folder, name);
    const char *expected_path = arena_format(arena, "%.*s.lines", (int)strlen(path) - 4, path);
    const char *result = result_of(arena, path);
    if (accept) {
        accept_result(expected_path, result);
    }
    size_t length;
    const char *expected = read_test_file(arena, expected_path, &length);
    bool same = strcmp(expected, result) == 0;
    if (!same) {
        print_message("%s: expected\n%s%s: found\n%s", name, expected, name, result);
    }
    arena_free(arena);
    return same;
}

static void check_all(bool accept) {
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    size_t cases = 0;
    size_t failures = 0;
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot && strcmp(dot, ".txt") == 0) {
            failures += !check_case(entry->d_name, accept);
            cases++;
        }
    }
    closedir(directory);
    assert_true(cases >= 10); /* the folder is there */
    assert_int_equal(failures, 0);
}

static void test_cases(void **state) {
    (void)state;
    check_all(false);
}

static void test_accept(void **state) {
    (void)state;
    check_all(true);
}

int main(int count, char **arguments) {
    const struct CMUnitTest comparison[] = {cmocka_unit_test(test_cases)};
    const struct CMUnitTest acceptance[] = {cmocka_unit_test(test_accept)};
    if (count > 1 && strcmp(arguments[1], "--accept") == 0) {
        return cmocka_run_group_tests(acceptance, NULL, NULL);
    }
    return cmocka_run_group_tests(comparison, NULL, NULL);
}
