#include "letter.h"
#include "text.h"
#include "typesetting.h"

/* Replaces \u00A0 and \u202F by what they stand for. */
static const char *unescape(struct arena *arena, const char *text) {
    struct buffer buffer = {.arena = arena};
    while (*text != '\0') {
        if (strncmp(text, "\\u00A0", 6) == 0) {
            buffer_text(&buffer, "\u00A0");
            text += 6;
        } else if (strncmp(text, "\\u202F", 6) == 0) {
            buffer_text(&buffer, "\u202F");
            text += 6;
        } else {
            buffer_add(&buffer, text++, 1);
        }
    }
    return buffer_string(&buffer);
}

/* The opposite, for messages. */
static const char *escape(struct arena *arena, const char *text) {
    struct buffer buffer = {.arena = arena};
    while (*text != '\0') {
        uint32_t code_point = text_next(&text);
        if (code_point == 0xA0 || code_point == 0x202F) {
            buffer_format(&buffer, "\\u%04X", (unsigned)code_point);
        } else {
            buffer_code_point(&buffer, code_point);
        }
    }
    return buffer_string(&buffer);
}

static void check_pair(struct arena *arena, const char *input, const char *expected) {
    const char *once = typography_french(arena, unescape(arena, input), 0, 0);
    assert_string_equal(escape(arena, once), expected);
    const char *twice = typography_french(arena, once, 0, 0);
    assert_string_equal(escape(arena, twice), expected);
}

static void golden_pairs(void **state) {
    struct arena *arena = *state;
    size_t length;
    char *table = read_test_file(arena, GREFFE_TESTS "/typography/french.tsv", &length);
    char *rest = NULL;
    size_t pairs = 0;
    for (char *line = strtok_r(table, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        if (*line == '#') {
            continue;
        }
        char *tab = strchr(line, '\t');
        assert_non_null(tab);
        *tab = '\0';
        check_pair(arena, line, tab + 1);
        pairs++;
    }
    assert_true(pairs >= 60);
}

static void neighbours_are_seen(void **state) {
    struct arena *arena = *state;
    assert_string_equal(typography_french(arena, "?", 'e', 0), "\u202F?");
    assert_string_equal(typography_french(arena, "?", '(', ')'), "?");
    assert_string_equal(typography_french(arena, "'", 'l', 'a'), "’");
    assert_string_equal(typography_french(arena, ":", '3', '1'), ":");
    assert_string_equal(typography_french(arena, ":", '3', ' '), "\u00A0:");
    assert_string_equal(typography_french(arena, " ans", '5', 0), "\u00A0ans");
    assert_string_equal(typography_french(arena, "..", '.', 0), "..");
    assert_string_equal(typography_french(arena, "", 'a', 'b'), "");
}

/* « n° » in one run and « 12 » in the next; what is put in belongs to the mark's run. */
static void runs_are_crossed(void **state) {
    struct letters text = {.arena = *state};
    letter_add_text(&text, "n°", (struct letter){.run = 0});
    letter_add_text(&text, " 12", (struct letter){.run = 1});
    letter_add_text(&text, "?", (struct letter){.run = 2});
    struct letters result = typography_letters(&text);
    assert_string_equal(letter_text(*state, result.items, 0, result.count), "n°\u00A012\u202F?");
    assert_int_equal(result.items[2].run, 1);
    assert_int_equal(result.items[5].code_point, LETTER_NARROW_NO_BREAK_SPACE);
    assert_int_equal(result.items[5].run, 2);
}

static void other_languages_are_left_alone(void **state) {
    struct letters text = {.arena = *state};
    letter_add_text(&text, "What's that?", (struct letter){.fixed = true});
    letter_add_text(&text, " Rien !", (struct letter){.run = 1});
    struct letters result = typography_letters(&text);
    assert_string_equal(
        letter_text(*state, result.items, 0, result.count), "What's that? Rien\u202F!");
}

/* Letters without any of the rules' own characters come out as they went in. */
static void long_text_is_linear(void **state) {
    struct arena *arena = *state;
    struct buffer text = {.arena = arena};
    for (int i = 0; i < 20000; i++) {
        buffer_text(&text, "« mot ! » 1 000 ");
    }
    const char *result = typography_french(arena, buffer_string(&text), 0, 0);
    assert_true(text_starts(result, "«\u00A0mot\u202F!\u00A0» 1\u202F000 «"));
}

/* What is raised in a text, in braces. */
static const char *raised(struct arena *arena, const char *text) {
    struct letters letters = {.arena = arena};
    letter_add_text(&letters, text, (struct letter){0});
    struct letters result = typography_letters(&letters);
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < result.count; i++) {
        bool before = i > 0 && result.items[i - 1].raised;
        buffer_text(&buffer, result.items[i].raised && !before ? "{" : "");
        buffer_text(&buffer, before && !result.items[i].raised ? "}" : "");
        buffer_code_point(&buffer, result.items[i].code_point);
    }
    bool last = result.count > 0 && result.items[result.count - 1].raised;
    return arena_format(arena, "%s%s", buffer_string(&buffer), last ? "}" : "");
}

static void ordinals_and_titles_are_raised(void **state) {
    const char *const texts[] = {"le 1{er} du mois", "la 1{re} fois", "2{e}", "12{e}, 3{es}",
        "la 2{nde}", "XXI{e} siècle", "François I{er}", "l’article\u00A01{er}", "(1{er})",
        "M{me} X", "M{mes} X", "M{lle} Y"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct buffer plain = {.arena = *state};
        for (const char *c = texts[i]; *c != '\0'; c++) {
            buffer_add(&plain, c, *c != '{' && *c != '}');
        }
        assert_string_equal(raised(*state, buffer_string(&plain)), texts[i]);
    }
}

static void the_rest_is_not_raised(void **state) {
    const char *const texts[] = {"1e3", "2e-mail", "DL-2e", "3.2e", "0x2e", "Me Cayla", "même",
        "Mmes2", "MME", "2 e", "e", "12ex", "Vie", "Mer", "https://a.fr/2e/", "2eme"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_null(strchr(raised(*state, texts[i]), '{'));
    }
}

/* « 1 » in one run, « er » in the next; another language is left alone. */
static void raising_crosses_runs(void **state) {
    struct letters text = {.arena = *state};
    letter_add_text(&text, "1", (struct letter){.run = 0});
    letter_add_text(&text, "er", (struct letter){.run = 1});
    letter_add_text(&text, " 2e", (struct letter){.run = 2, .fixed = true});
    struct letters result = typography_letters(&text);
    assert_true(result.items[1].raised && result.items[2].raised);
    assert_false(result.items[5].raised);
}

/* ---- Hyphenation ---- */

/* The word with its points shown. */
static const char *hyphenated(struct arena *arena, const char *word) {
    struct hyphenation *hyphenation = test_hyphenation(arena);
    size_t *points;
    size_t count = hyphenation_points(arena, hyphenation, word, strlen(word), &points);
    struct buffer buffer = {.arena = arena};
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        buffer_format(&buffer, "%.*s-", (int)(points[i] - from), word + from);
        from = points[i];
    }
    buffer_text(&buffer, word + from);
    return buffer_string(&buffer);
}

static void words_are_parted(void **state) {
    assert_string_equal(hyphenated(*state, "renouvellement"), "re-nou-vel-le-ment");
    assert_string_equal(hyphenated(*state, "déclinaison"), "dé-cli-nai-son");
    assert_string_equal(hyphenated(*state, "coordination"), "co-or-di-na-tion");
    assert_string_equal(hyphenated(*state, "préfiguration"), "pré-fi-gu-ra-tion");
}

static void two_letters_stay_before_and_three_after(void **state) {
    assert_string_equal(hyphenated(*state, "agglomération"), "ag-glo-mé-ra-tion");
    assert_string_equal(hyphenated(*state, "territoire"), "ter-ri-toire");
    assert_string_equal(hyphenated(*state, "santé"), "santé"); /* not san-té */
    assert_string_equal(hyphenated(*state, "école"), "école");
    assert_string_equal(hyphenated(*state, "été"), "été");
}

static void capitals_are_not_parted(void **state) {
    assert_string_equal(hyphenated(*state, "Agglomération"), "Agglomération");
    assert_string_equal(hyphenated(*state, "RENOUVELLEMENT"), "RENOUVELLEMENT");
    assert_string_equal(hyphenated(*state, "Élaboration"), "Élaboration");
    assert_string_equal(hyphenated(*state, "renouVellement"), "renouVellement");
}

static void what_is_no_word_is_not_parted(void **state) {
    assert_string_equal(hyphenated(*state, ""), "");
    assert_string_equal(hyphenated(*state, "renouvellement2"), "renouvellement2");
    const char *endless = "anticonstitutionnellementanticonstitutionnellementanticonstitutionnell"
                          "ementanticonstitutionnellementanticonstitutionnellement";
    assert_string_equal(hyphenated(*state, endless), endless);
}

static void missing_dictionary(void **state) {
    assert_null(hyphenation_load(*state, GREFFE_FONTS "/missing.dic"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(golden_pairs),
        UNIT_TEST(neighbours_are_seen),
        UNIT_TEST(runs_are_crossed),
        UNIT_TEST(other_languages_are_left_alone),
        UNIT_TEST(long_text_is_linear),
        UNIT_TEST(ordinals_and_titles_are_raised),
        UNIT_TEST(the_rest_is_not_raised),
        UNIT_TEST(raising_crosses_runs),
        UNIT_TEST(words_are_parted),
        UNIT_TEST(two_letters_stay_before_and_three_after),
        UNIT_TEST(capitals_are_not_parted),
        UNIT_TEST(what_is_no_word_is_not_parted),
        UNIT_TEST(missing_dictionary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
