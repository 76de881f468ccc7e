#include "unit.h"

#include "document.h"
#include "files.h"
#include "job.h"
#include "pictures.h"
#include "theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define START "<theme xmlns=\"urn:greffe:theme:1\" "

/* ---- The folder ---- */

struct fixture {
    struct job job;
    struct root root;
    char folder[32];
};

static void make_file(
    const struct fixture *fixture, const char *name, const void *bytes, size_t length) {
    const char *path = arena_format(fixture->job.arena, "%s/%s", fixture->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* A folder with bleu/logo.png, a black pixel. */
static int set_up(void **state) {
    struct arena *arena = arena_new();
    struct fixture *fixture = arena_alloc(arena, sizeof *fixture);
    fixture->job =
        (struct job){.arena = arena, .diagnostics = diagnostics_new(arena), .today = {0, 0, 0}};
    strcpy(fixture->folder, "/tmp/greffe-theme-XXXXXX");
    if (!mkdtemp(fixture->folder) ||
        mkdir(arena_format(arena, "%s/bleu", fixture->folder), 0755) != 0) {
        return -1;
    }
    struct png_recipe recipe = {.width = 1, .height = 1, .depth = 8, .row_length = 1};
    recipe.rows = (const unsigned char *)"\0";
    struct made_file logo = pictures_png(arena, &recipe);
    make_file(fixture, "bleu/logo.png", logo.bytes, logo.length);
    *state = fixture;
    return root_open(&fixture->job, fixture->folder, &fixture->root) ? 0 : -1;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    struct arena *arena = fixture->job.arena;
    int status = system(arena_format(arena, "rm -rf %s", fixture->folder));
    arena_free(arena);
    return status;
}

/* The fonts that there are in these tests. */
static const char *const family_names[] = {"PT Serif", "PT Sans", "DejaVu Sans", "A", "B", "C"};
static const struct theme_families families = {family_names, 6};

static const struct theme *read_theme(struct fixture *fixture, const char *text) {
    make_file(fixture, "bleu/theme.xml", text, strlen(text));
    return theme_read(&fixture->job, &fixture->root, "bleu/theme.xml", &families);
}

/* Reading the text says one thing only, at the line and column, and the theme cannot be used. */
static const struct diagnostic *check_refused(
    struct fixture *fixture, const char *text, enum message message, size_t line, size_t column) {
    fixture->job.diagnostics->count = 0;
    assert_null(read_theme(fixture, text));
    assert_int_equal(fixture->job.diagnostics->count, 1);
    const struct diagnostic *item = &fixture->job.diagnostics->items[0];
    assert_int_equal(item->message, message);
    struct position position = source_position(item->span.source, item->span.offset);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
    return item;
}

/* ---- What a theme holds ---- */

static void check_same_look(const struct theme *theme, const struct theme *expected) {
    assert_string_equal(theme->name, expected->name);
    assert_int_equal(theme->accent, expected->accent);
    assert_int_equal(theme->grey, expected->grey);
    assert_int_equal(theme->hairline, expected->hairline);
    assert_int_equal(theme->tint, expected->tint);
    assert_string_equal(theme->text_family, expected->text_family);
    assert_string_equal(theme->heading_family, expected->heading_family);
    assert_string_equal(theme->symbol_family, expected->symbol_family);
    assert_int_equal(theme->logo_count, expected->logo_count);
}

/* The file that serves as an example is the look without a file. */
static void test_shipped_theme_is_the_default(void **state) {
    struct fixture *fixture = *state;
    struct root themes;
    assert_true(root_open(&fixture->job, GREFFE_TESTS "/../themes", &themes));
    const struct theme *theme = theme_read(&fixture->job, &themes, "greffe/theme.xml", &families);
    assert_non_null(theme);
    assert_int_equal(fixture->job.diagnostics->count, 0);
    check_same_look(theme, theme_default(&fixture->job));
}

static void test_reads_all(void **state) {
    struct fixture *fixture = *state;
    const struct theme *theme = read_theme(fixture,
        START "name='bleu' accent='#0B4F9e' grey='#444444' hairline='#DDDDDD' tint='#F8F8FF'\n"
              "text='A' headings='B' symbols='C'>\n"
              "<!-- deux --><logo href='logo.png' alternative='Ville'/>\n"
              "<logo href='../bleu/logo.png' alternative='Agglomération'/></theme>");
    assert_non_null(theme);
    assert_int_equal(fixture->job.diagnostics->count, 0);
    check_same_look(theme, &(struct theme){.name = "bleu",
                               .accent = 0x0B4F9E,
                               .grey = 0x444444,
                               .hairline = 0xDDDDDD,
                               .tint = 0xF8F8FF,
                               .text_family = "A",
                               .heading_family = "B",
                               .symbol_family = "C",
                               .logo_count = 2});
    assert_string_equal(theme->logos[0].alternative, "Ville");
    assert_string_equal(theme->logos[1].alternative, "Agglomération");
    assert_int_equal(theme->logos[1].picture->width, 1);
    assert_int_equal(theme->logos[1].picture->bytes[0], 0);
}

static void test_says_nothing_of_what_is_left_out(void **state) {
    struct fixture *fixture = *state;
    const struct theme *theme = read_theme(fixture, START "accent='#000000'/>");
    assert_non_null(theme);
    assert_int_equal(fixture->job.diagnostics->count, 0);
    assert_int_equal(theme->accent, 0);
    assert_int_equal(theme->grey, theme_default(&fixture->job)->grey);
}

/* ---- Colours ---- */

static void test_refuses_what_is_no_colour(void **state) {
    check_refused(*state, START "accent='bleu'/>", MESSAGE_THEME_COLOUR, 1, 43);
    check_refused(*state, START "tint='#12345'/>", MESSAGE_THEME_COLOUR, 1, 41);
    check_refused(*state, START "tint='#12345G'/>", MESSAGE_THEME_COLOUR, 1, 41);
    check_refused(*state, START "tint='1234567'/>", MESSAGE_THEME_COLOUR, 1, 41);
    check_refused(*state, START "tint=''/>", MESSAGE_THEME_COLOUR, 1, 41);
}

/* The greys on both sides of WCAG's limit, 4.54 and 4.48 to 1 (W3C, Understanding SC 1.4.3), and blue,
 * which is darker than it looks. */
static void test_text_must_be_legible_on_white(void **state) {
    assert_non_null(read_theme(*state, START "grey='#767676' accent='#0000FF' tint='#FEFEFE'/>"));
    const struct diagnostic *item =
        check_refused(*state, START "grey='#777777'/>", MESSAGE_THEME_CONTRAST, 1, 41);
    assert_string_equal(item->text,
        "la couleur #777777 se lit mal sur blanc : contraste de 4,4 pour 1, il en faut "
        "4,5.");
    item = check_refused(*state, START "accent='#FFFFFF'/>", MESSAGE_THEME_CONTRAST, 1, 43);
    assert_non_null(strstr(item->text, "contraste de 1,0 pour 1"));
    /* What stands on the tint; this is the palest theme of tests/accessibility/check-contrast. */
    assert_non_null(read_theme(*state, START "grey='#6E6E6E' accent='#0072A5' tint='#F1F1F1'/>"));
    item = check_refused(
        *state, START "grey='#6E6E6E' tint='#F0F0F0'/>", MESSAGE_THEME_CONTRAST_TINT, 1, 56);
    assert_non_null(strstr(item->text, "la couleur #6E6E6E se lit mal sur le fond #F0F0F0"));
    assert_non_null(strstr(item->text, "contraste de 4,4 pour 1"));
    check_refused(*state, START "grey='#707070'/>", MESSAGE_THEME_CONTRAST_TINT, 1, 2);
    item = check_refused(
        *state, START "accent='#0000FF' tint='#000000'/>", MESSAGE_THEME_CONTRAST_TINT, 1, 58);
    assert_non_null(strstr(item->text, "la couleur #000000 se lit mal sur le fond #000000"));
    assert_non_null(read_theme(*state, START "hairline='#FFFFFF' tint='#FFFF00'/>"));
}

/* ---- Fonts ---- */

static void test_fonts_must_be_in_the_catalogue(void **state) {
    const struct diagnostic *item =
        check_refused(*state, START "text='PT Sherif'/>", MESSAGE_THEME_FONT, 1, 41);
    assert_string_equal(item->hint, "Vouliez-vous dire « PT Serif » ?");
    item = check_refused(*state, START "symbols='Comic Sans MS'/>", MESSAGE_THEME_FONT, 1, 44);
    assert_non_null(strstr(item->hint, "« PT Serif », « PT Sans »"));
}

static void test_fonts_are_not_checked_without_a_catalogue(void **state) {
    struct fixture *fixture = *state;
    const char *text = START "text='Comic Sans MS'/>";
    make_file(fixture, "bleu/theme.xml", text, strlen(text));
    assert_non_null(
        theme_read(&fixture->job, &fixture->root, "bleu/theme.xml", &(struct theme_families){0}));
}

/* ---- Faults ---- */

static void test_refuses_what_is_unknown(void **state) {
    check_refused(*state, START "\ncouleur='#000000'/>", MESSAGE_THEME_UNKNOWN, 2, 1);
    check_refused(*state, START ">\n<logos/></theme>", MESSAGE_THEME_UNKNOWN, 2, 2);
    check_refused(*state, START ">\nbleu</theme>", MESSAGE_THEME_UNKNOWN, 2, 1);
    check_refused(*state, START ">\n<logo xmlns='u' href='logo.png' alternative='a'/></theme>",
        MESSAGE_THEME_UNKNOWN, 2, 2);
}

static void test_refuses_what_is_no_theme(void **state) {
    check_refused(*state, "<theme/>", MESSAGE_THEME_ROOT, 1, 2);
    check_refused(*state, "<model xmlns='urn:greffe:theme:1'/>", MESSAGE_THEME_ROOT, 1, 2);
    check_refused(*state, "", MESSAGE_XML_EMPTY, 1, 1);
}

static void test_logos_need_file_and_alternative(void **state) {
    check_refused(*state, START ">\n<logo href='logo.png'/></theme>", MESSAGE_THEME_LOGO, 2, 2);
    check_refused(*state, START ">\n<logo href='logo.png' alternative=''/></theme>",
        MESSAGE_THEME_LOGO, 2, 2);
    check_refused(*state, START ">\n<logo alternative='Ville'/></theme>", MESSAGE_THEME_LOGO, 2, 2);
    check_refused(*state, START ">\n<logo href='logo.pgn' alternative='Ville'/></theme>",
        MESSAGE_FILE_MISSPELT, 2, 13);
    check_refused(*state, START ">\n<logo href='theme.xml' alternative='Ville'/></theme>",
        MESSAGE_IMAGE_FORMAT, 2, 13);
}

static void test_reports_all_at_once(void **state) {
    struct fixture *fixture = *state;
    assert_null(read_theme(fixture, START "accent='x' couleur='y' grey='#EEEEEE'><logo/></theme>"));
    assert_int_equal(fixture->job.diagnostics->count, 4);
}

static void test_missing_theme_is_reported(void **state) {
    struct fixture *fixture = *state;
    assert_null(theme_read(&fixture->job, &fixture->root, "bleu/thème.xml", &families));
    assert_int_equal(fixture->job.diagnostics->count, 1);
    assert_int_equal(fixture->job.diagnostics->items[0].message, MESSAGE_FILE_MISSING);
}

#define THEME_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        THEME_TEST(test_shipped_theme_is_the_default),
        THEME_TEST(test_reads_all),
        THEME_TEST(test_says_nothing_of_what_is_left_out),
        THEME_TEST(test_refuses_what_is_no_colour),
        THEME_TEST(test_text_must_be_legible_on_white),
        THEME_TEST(test_fonts_must_be_in_the_catalogue),
        THEME_TEST(test_fonts_are_not_checked_without_a_catalogue),
        THEME_TEST(test_refuses_what_is_unknown),
        THEME_TEST(test_refuses_what_is_no_theme),
        THEME_TEST(test_logos_need_file_and_alternative),
        THEME_TEST(test_reports_all_at_once),
        THEME_TEST(test_missing_theme_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
