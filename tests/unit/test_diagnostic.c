#include "unit.h"

#include "diagnostic.h"
#include "source.h"
#include "text.h"

#include <string.h>

static struct source *source_of(struct arena *arena, const char *bytes) {
    return source_new(arena, "essai.xml", bytes, strlen(bytes));
}

/* The span of the first occurrence of a word. */
static struct span span_of(const struct source *source, const char *word) {
    const char *found = strstr(source->bytes, word);
    assert_non_null(found);
    return (struct span){source, (uint32_t)(found - source->bytes), (uint32_t)strlen(word)};
}

/* What is printed for one diagnostic at a span, behind its first line. */
static const char *quoted(struct arena *arena, struct span span) {
    struct diagnostics *diagnostics = diagnostics_new(arena);
    diagnose(diagnostics, MESSAGE_MEMORY_EXHAUSTED, span, NULL);
    return strchr(diagnostics_print(diagnostics), '\n') + 1;
}

/* ---- The list ---- */

static void test_message_texts(void **state) {
    (void)state;
    for (int i = 0; i < MESSAGE_COUNT; i++) {
        const struct message_text *entry = message_text((enum message)i);
        assert_true(strlen(entry->identifier) > 0);
        assert_true(strlen(entry->text) > 0);
        assert_non_null(entry->hint);
    }
    assert_string_equal(message_text(MESSAGE_MEMORY_EXHAUSTED)->identifier, "MEMORY_EXHAUSTED");
    assert_int_equal(message_text(MESSAGE_MEMORY_EXHAUSTED)->level, LEVEL_FAULT);
}

static void test_arguments(void **state) {
    struct diagnostics *diagnostics = diagnostics_new(*state);
    char name[] = "communes";
    /* An argument's own braces are the form's words, not places to fill. */
    struct diagnostic *added = diagnose(
        diagnostics, MESSAGE_TABLE_ROW_WIDTH, ((struct span){0}), "Statut", name, "{3}", "4");
    name[0] = 'X';
    assert_string_equal(added->text,
        "cette ligne de la table «\u00A0communes\u00A0» a {3} cellule(s), il en faut 4.");
    assert_string_equal(added->place, "Statut");
    assert_string_equal(added->code, "TABLE_ROW_WIDTH");
    assert_null(added->law);
    added = diagnose(diagnostics, MESSAGE_TABLE_ROW_WIDTH, ((struct span){0}), NULL, "t");
    assert_string_equal(
        added->text, "cette ligne de la table «\u00A0t\u00A0» a  cellule(s), il en faut .");
    assert_null(added->place);
    assert_int_equal(diagnostics->count, 2);
}

static void test_worst_and_errors(void **state) {
    struct diagnostics *diagnostics = diagnostics_new(*state);
    assert_int_equal(diagnostics_worst(diagnostics), LEVEL_NOTE);
    assert_int_equal(diagnostics_errors(diagnostics), 0);
    assert_string_equal(diagnostics_print(diagnostics), "");
    struct span nowhere = {0};
    diagnose(diagnostics, MESSAGE_TABLE_EMPTY, nowhere, NULL, "t")->level = LEVEL_WARNING;
    assert_int_equal(diagnostics_worst(diagnostics), LEVEL_WARNING);
    assert_int_equal(diagnostics_errors(diagnostics), 0);
    diagnose(diagnostics, MESSAGE_MEMORY_EXHAUSTED, nowhere, NULL);
    diagnose(diagnostics, MESSAGE_TABLE_EMPTY, nowhere, NULL, "t");
    assert_int_equal(diagnostics_worst(diagnostics), LEVEL_FAULT);
    assert_int_equal(diagnostics_errors(diagnostics), 2);
}

static void test_level_names(void **state) {
    (void)state;
    assert_string_equal(level_name(LEVEL_NOTE), "note");
    assert_string_equal(level_name(LEVEL_WARNING), "avertissement");
    assert_string_equal(level_name(LEVEL_ERROR), "erreur");
    assert_string_equal(level_name(LEVEL_FAULT), "panne");
}

static void add_at(struct diagnostics *diagnostics, const struct source *source, uint32_t offset,
    enum level level, const char *code) {
    struct diagnostic *added =
        diagnose(diagnostics, MESSAGE_MEMORY_EXHAUSTED, ((struct span){source, offset, 1}), NULL);
    added->level = level;
    added->code = code;
}

static void test_sort(void **state) {
    struct source *first = source_of(*state, "0123456789");
    struct source *second = source_of(*state, "0123456789");
    struct diagnostics *diagnostics = diagnostics_new(*state);
    diagnostics_sort(diagnostics);
    add_at(diagnostics, second, 5, LEVEL_ERROR, "c");
    add_at(diagnostics, first, 9, LEVEL_ERROR, "g");
    add_at(diagnostics, NULL, 0, LEVEL_ERROR, "h");
    add_at(diagnostics, first, 1, LEVEL_NOTE, "e");
    add_at(diagnostics, second, 5, LEVEL_FAULT, "b");
    add_at(diagnostics, second, 5, LEVEL_ERROR, "d");
    add_at(diagnostics, first, 1, LEVEL_NOTE, "f");
    add_at(diagnostics, second, 0, LEVEL_NOTE, "a");
    diagnostics_sort(diagnostics);
    struct buffer order = {.arena = *state};
    for (size_t i = 0; i < diagnostics->count; i++) {
        buffer_text(&order, diagnostics->items[i].code);
    }
    assert_string_equal(buffer_string(&order), "abcdefgh");
}

/* ---- Printing ---- */

static void test_print_all(void **state) {
    struct source *source =
        source_of(*state, "<d>\n    <procuration a=\"Jacques DOUZIECH\"/>\n</d>\n");
    struct diagnostics *diagnostics = diagnostics_new(*state);
    struct diagnostic *added = diagnose(diagnostics, MESSAGE_TABLE_EMPTY,
        span_of(source, "Jacques DOUZIECH"), "Procurations, Valérie ABADIE-ROQUES");
    added->code = "D5";
    added->text = "Le mandataire ne figure pas parmi les présents.";
    added->hint = "Vérifiez la liste des présents.";
    added->law = "CGCT, art. L.2121-20";
    added->related = span_of(source, "<d>");
    assert_string_equal(diagnostics_print(diagnostics),
        "essai.xml:2:21: erreur [D5] Le mandataire ne figure pas parmi les présents.\n"
        "    <procuration a=\"Jacques DOUZIECH\"/>\n"
        "                    ^~~~~~~~~~~~~~~~\n"
        "    § Procurations, Valérie ABADIE-ROQUES. CGCT, art. L.2121-20.\n"
        "    voir aussi essai.xml:1:1\n"
        "    Vérifiez la liste des présents.\n");
}

static void test_print_without_source(void **state) {
    struct diagnostics *diagnostics = diagnostics_new(*state);
    diagnose(diagnostics, MESSAGE_MEMORY_EXHAUSTED, ((struct span){0}), NULL);
    struct diagnostic *added =
        diagnose(diagnostics, MESSAGE_MEMORY_EXHAUSTED, ((struct span){0}), NULL);
    added->law = "CGCT, art. L.1.";
    assert_string_equal(diagnostics_print(diagnostics),
        "greffe: panne [MEMORY_EXHAUSTED] la mémoire de la machine est épuisée.\n"
        "greffe: panne [MEMORY_EXHAUSTED] la mémoire de la machine est épuisée.\n"
        "    CGCT, art. L.1.\n");
}

static void test_caret_under_multibyte_text(void **state) {
    struct source *source = source_of(*state, "é€😀 abcé fin\r\n");
    assert_string_equal(quoted(*state, span_of(source, "abcé")), "    é€😀 abcé fin\n"
                                                                 "        ^~~~\n");
}

static void test_caret_of_an_empty_span(void **state) {
    struct source *source = source_of(*state, "abc\n\n");
    assert_string_equal(quoted(*state, (struct span){source, 1, 0}), "    abc\n     ^\n");
    assert_string_equal(quoted(*state, (struct span){source, 3, 1}), "    abc\n       ^\n");
    /* There is nothing to quote of an empty line, nor at the end of the file. */
    assert_string_equal(quoted(*state, (struct span){source, 4, 1}), "");
    assert_string_equal(quoted(*state, (struct span){source, 99, 1}), "");
    assert_string_equal(quoted(*state, (struct span){source_of(*state, ""), 0, 0}), "");
}

static void test_span_over_lines_stops_at_the_first(void **state) {
    struct source *source = source_of(*state, "\t<a>\r\n</a>\r\n");
    assert_string_equal(quoted(*state, (struct span){source, 1, 9}), "    <a>\n    ^~~\n");
}

static void test_tabs_and_controls(void **state) {
    struct source *source = source_of(*state, "\t\ta\tb\x1B[31m\u202Ec\xC2\x85 mot");
    assert_string_equal(quoted(*state, span_of(source, "mot")),
        "    a b\uFFFD[31m\uFFFDc\uFFFD mot\n"
        "                ^~~\n");
}

static void test_white_space_that_is_meant(void **state) {
    struct source *source = source_of(*state, "    \tx");
    assert_string_equal(quoted(*state, (struct span){source, 2, 1}), "       x\n    ^\n");
}

static void test_bytes_that_are_not_utf8(void **state) {
    const char bytes[] = "<nom>R\xE9my \0 x</nom>";
    struct source *source = source_new(*state, "essai.xml", bytes, sizeof bytes - 1);
    assert_string_equal(quoted(*state, (struct span){source, 6, 1}),
        "    <nom>R\uFFFDmy \uFFFD x</nom>\n"
        "          ^\n");
}

/* No byte of a form's own words reaches the terminal as an escape sequence. */
static void test_texts_are_made_harmless(void **state) {
    struct diagnostics *diagnostics = diagnostics_new(*state);
    struct source *source = source_new(*state, "a\x1B.xml", "x\n", 2);
    diagnose(
        diagnostics, MESSAGE_TABLE_EMPTY, ((struct span){source, 0, 1}), "lieu\x07\nb", "\x1B[2J");
    const char *printed = diagnostics_print(diagnostics);
    assert_null(strpbrk(printed, "\x1B\x07"));
    assert_true(
        text_starts(printed, "a\uFFFD.xml:1:1: erreur [TABLE_EMPTY] la table «\u00A0\uFFFD[2J"));
    assert_non_null(strstr(printed, "\n    § lieu\uFFFD b.\n"));
}

static struct span span_in_long_line(
    struct arena *arena, size_t before, size_t marked, size_t after) {
    struct buffer line = {.arena = arena};
    for (size_t i = 0; i < before; i++) {
        buffer_text(&line, "é");
    }
    size_t offset = line.length;
    for (size_t i = 0; i < marked; i++) {
        buffer_text(&line, "X");
    }
    size_t length = line.length - offset;
    for (size_t i = 0; i < after; i++) {
        buffer_text(&line, "à");
    }
    return (struct span){
        source_of(arena, buffer_string(&line)), (uint32_t)offset, (uint32_t)length};
}

static const char *repeated(struct arena *arena, const char *text, size_t count) {
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        buffer_text(&buffer, text);
    }
    return buffer_string(&buffer);
}

static void test_long_line_is_clipped_around_the_span(void **state) {
    struct arena *arena = *state;
    const char *expected = arena_format(arena, "    …%sXXX%s…\n    %s^~~\n",
        repeated(arena, "é", 60), repeated(arena, "à", 37), repeated(arena, " ", 61));
    assert_string_equal(quoted(arena, span_in_long_line(arena, 200, 3, 200)), expected);
}

static void test_long_span_is_clipped(void **state) {
    struct arena *arena = *state;
    const char *expected = arena_format(
        arena, "    %s…\n    ^%s\n", repeated(arena, "X", 100), repeated(arena, "~", 99));
    assert_string_equal(quoted(arena, span_in_long_line(arena, 0, 300, 5)), expected);
}

static void test_line_that_fits_is_whole(void **state) {
    struct arena *arena = *state;
    const char *expected = arena_format(arena, "    %sXX%s\n    %s^~\n", repeated(arena, "é", 60),
        repeated(arena, "à", 38), repeated(arena, " ", 60));
    assert_string_equal(quoted(arena, span_in_long_line(arena, 60, 2, 38)), expected);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_message_texts),
        UNIT_TEST(test_arguments),
        UNIT_TEST(test_worst_and_errors),
        UNIT_TEST(test_level_names),
        UNIT_TEST(test_sort),
        UNIT_TEST(test_print_all),
        UNIT_TEST(test_print_without_source),
        UNIT_TEST(test_caret_under_multibyte_text),
        UNIT_TEST(test_caret_of_an_empty_span),
        UNIT_TEST(test_span_over_lines_stops_at_the_first),
        UNIT_TEST(test_tabs_and_controls),
        UNIT_TEST(test_white_space_that_is_meant),
        UNIT_TEST(test_bytes_that_are_not_utf8),
        UNIT_TEST(test_texts_are_made_harmless),
        UNIT_TEST(test_long_line_is_clipped_around_the_span),
        UNIT_TEST(test_long_span_is_clipped),
        UNIT_TEST(test_line_that_fits_is_whole),
    };
    return cmocka_run_group_tests_name("diagnostic", tests, NULL, NULL);
}
