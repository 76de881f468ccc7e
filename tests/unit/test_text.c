#include "unit.h"

#include "text.h"

#include <string.h>

static void test_buffer_grows(void **state) {
    struct buffer buffer = {.arena = *state};
    assert_string_equal(buffer_string(&buffer), "");
    for (int i = 0; i < 1000; i++) {
        buffer_text(&buffer, "é");
        buffer_format(&buffer, "%d", i % 10);
        buffer_code_point(&buffer, 0x1F600);
    }
    assert_int_equal(buffer.length, 1000 * (2 + 1 + 4));
    assert_int_equal(strlen(buffer_string(&buffer)), buffer.length);
    assert_true(text_starts(buffer_string(&buffer), "é0😀é1😀"));
}

static void test_buffer_adds_nothing(void **state) {
    struct buffer buffer = {.arena = *state};
    buffer_add(&buffer, NULL, 0);
    assert_string_equal(buffer_string(&buffer), "");
    assert_int_equal(buffer.length, 0);
}

/* ---- Code points ---- */

static void test_next(void **state) {
    (void)state;
    const char *text = "aé€😀";
    assert_int_equal(text_next(&text), 'a');
    assert_int_equal(text_next(&text), 0xE9);
    assert_int_equal(text_next(&text), 0x20AC);
    assert_int_equal(text_next(&text), 0x1F600);
    const char *end = text;
    assert_int_equal(text_next(&text), 0);
    assert_ptr_equal(text, end);
}

/* The contract asks for valid text, but a caret must be drawn under a bad byte too. */
static void test_next_passes_over_what_is_not_utf8(void **state) {
    (void)state;
    const char *text = "\xE9"
                       "a\xE2\x82";
    assert_int_equal(text_next(&text), 0xFFFD);
    assert_int_equal(text_next(&text), 'a');
    assert_int_equal(text_next(&text), 0xFFFD);
    assert_int_equal(text_next(&text), 0xFFFD);
    assert_int_equal(text_next(&text), 0);
}

static void check_invalid(const char *bytes, size_t length, size_t expected) {
    assert_int_equal(text_invalid(bytes, length), expected);
}

static void test_invalid(void **state) {
    (void)state;
    check_invalid("", 0, 0);
    check_invalid("aé€😀", 10, 10);
    check_invalid("a\0b", 3, 1);
    check_invalid("ab\xE9t\xE9", 5, 2);      /* ISO-8859-1 */
    check_invalid("a\xC0\x80", 3, 1);        /* overlong NUL */
    check_invalid("a\xE0\x9F\xBF", 4, 1);    /* overlong, three bytes */
    check_invalid("\xED\xA0\x80", 3, 0);     /* surrogate */
    check_invalid("\xF4\x90\x80\x80", 4, 0); /* beyond U+10FFFF */
    check_invalid("\xF4\x8F\xBF\xBF", 4, 4); /* U+10FFFF */
    check_invalid("\xEF\xBF\xBF", 3, 3);     /* U+FFFF is UTF-8, though not for a contract */
    check_invalid("aaa\xE2\x82\xAC", 5, 3);  /* cut by the length */
    check_invalid("\x80", 1, 0);             /* a continuation alone */
}

static void test_count_and_encode(void **state) {
    (void)state;
    assert_int_equal(text_count("aé€😀", 10), 4);
    assert_int_equal(text_count("", 0), 0);
    char out[5];
    assert_int_equal(text_encode('a', out), 1);
    assert_string_equal(out, "a");
    assert_int_equal(text_encode(0x1F600, out), 4);
    assert_string_equal(out, "😀");
    const uint32_t not_scalar[] = {0, 0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF};
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(text_encode(not_scalar[i], out), 3);
        assert_string_equal(out, "\uFFFD");
    }
}

/* ---- Comparing and white space ---- */

static void test_equal_and_starts(void **state) {
    (void)state;
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal(NULL, ""));
    assert_false(text_equal("", NULL));
    assert_true(text_equal("é", "é"));
    assert_true(text_starts("abc", "ab"));
    assert_true(text_starts("abc", ""));
    assert_false(text_starts("ab", "abc"));
}

static void test_collapse(void **state) {
    assert_string_equal(text_collapse(*state, " \t a\r\n\n b  c\n"), "a b c");
    assert_string_equal(text_collapse(*state, " \n "), "");
    assert_string_equal(text_collapse(*state, ""), "");
    /* A no-break space is the author's, not white space of XML. */
    assert_string_equal(text_collapse(*state, "a\u00A0 \u00A0b"), "a\u00A0 \u00A0b");
}

/* ---- Unicode forms ---- */

static void test_nfc(void **state) {
    assert_string_equal(text_nfc(*state, "Cafe\u0301"), "Café");
    assert_string_equal(text_nfc(*state, "plain"), "plain");
    assert_string_equal(text_nfc(*state, ""), "");
    assert_string_equal(text_nfc(*state, "\u212B"), "\u00C5");             /* Ångström sign */
    assert_string_equal(text_nfc(*state, "\u2001\u2126"), "\u2003\u03A9"); /* em quad, ohm sign */
    assert_string_equal(text_nfc(*state, "ﬁ\u00A0²"), "ﬁ\u00A0²");         /* C, not KC */
    assert_string_equal(text_nfc(*state, "l’œuvre\u202F: 5\u00A0€"), "l’œuvre\u202F: 5\u00A0€");
    assert_string_equal(
        text_nfc(*state, "a\u20D0\u0323"), "\u1EA1\u20D0"); /* marks in their order */
    assert_string_equal(text_nfc(*state, "Cafe\u0301 \xFF"), "Cafe\u0301 \xFF"); /* no UTF-8 */
    char name[] = "e\u0301";
    const char *normal = text_nfc(*state, name);
    name[0] = 'x'; /* the result is a copy */
    assert_string_equal(normal, "é");
}

static void check_same(struct arena *arena, const char *a, const char *b) {
    assert_string_equal(text_fold(arena, a), text_fold(arena, b));
}

static void test_fold(void **state) {
    check_same(*state, "TEYSSEDRE", "Teyssédre");
    check_same(*state, "VARSİ", "Varsi");
    check_same(*state, "VARSİ", "varsi\u0307");
    check_same(*state, "Varsı", "VARSI");
    check_same(*state, "Jean-Philippe  SADOUL", "jean\u2011philippe\u00A0sadoul ");
    check_same(*state, "PAGES TOUZE", "Pagès-Touzé");
    check_same(*state, "L'Hospitalet", "L’HOSPITALET");
    check_same(*state, "Lecœur", "LECOEUR");
    check_same(*state, "coo\u00ADpération", "COOPERATION"); /* soft hyphen */
    check_same(*state, "ﬁche", "FICHE");
    check_same(*state, "Straße", "STRASSE");
    check_same(*state, "", " - ");
}

static void test_fold_keeps_names_apart(void **state) {
    assert_string_not_equal(text_fold(*state, "LE ROUX"), text_fold(*state, "LEROUX"));
    assert_string_not_equal(text_fold(*state, "Marianne"), text_fold(*state, "Marie-Anne"));
    assert_string_not_equal(text_fold(*state, "d'Or"), text_fold(*state, "dor"));
}

static void test_case(void **state) {
    assert_string_equal(text_upper(*state, "Célérité, œuvre, Straße"), "CÉLÉRITÉ, ŒUVRE, STRASSE");
    assert_string_equal(text_lower(*state, "ÉLU ŒUVRE VARSİ"), "élu œuvre varsi");
    assert_string_equal(text_capitalised(*state, "élus de l’Aveyron"), "Élus de l’Aveyron");
    assert_string_equal(text_capitalised(*state, "«\u00A0œuvre\u00A0»"), "«\u00A0Œuvre\u00A0»");
    assert_string_equal(text_capitalised(*state, "1er janvier"), "1er janvier");
    assert_string_equal(text_capitalised(*state, ""), "");
    assert_string_equal(text_capitalised(*state, "…"), "…");
}

static void test_forbidden(void **state) {
    (void)state;
    size_t offset = 99;
    assert_int_equal(text_forbidden("a\tb\r\né\u200D\u00A0\u2065\u206A", &offset), 0);
    assert_int_equal(text_forbidden("é\x1B[31m", &offset), 0x1B);
    assert_int_equal(offset, 2);
    assert_int_equal(text_forbidden("a\x7F", &offset), 0x7F);
    assert_int_equal(text_forbidden("ab\xC2\x85", &offset), 0x85);
    assert_int_equal(offset, 2);
    assert_int_equal(text_forbidden("\u202E", &offset), 0x202E);
    assert_int_equal(text_forbidden("x\u2066\u202A", &offset), 0x2066);
    assert_int_equal(offset, 1);
    assert_int_equal(text_forbidden("\uFFFE", &offset), 0xFFFE);
    assert_int_equal(text_forbidden("\uFFFF", &offset), 0xFFFF);
}

/* ---- Near-misses ---- */

static void check_distance(const char *a, const char *b, size_t limit, size_t expected) {
    assert_int_equal(text_distance(a, b, limit), expected);
    assert_int_equal(text_distance(b, a, limit), expected);
}

static void test_next_shown(void **state) {
    (void)state;
    const char bytes[] = "a\x1B\0\t\xE2\x80\xAE"; /* escape, NUL, tab, right-to-left override */
    const uint32_t shown[] = {'a', 0xFFFD, 0xFFFD, '\t', 0xFFFD};
    const char *at = bytes;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        assert_int_equal(text_next_shown(&at), shown[i]);
    }
    assert_ptr_equal(at, bytes + sizeof bytes - 1);
}

static void test_distance(void **state) {
    (void)state;
    check_distance("", "", 0, 0);
    check_distance("", "ab", 3, 2);
    check_distance("a", "b", 0, 1);
    check_distance("commune", "comune", 3, 1);
    check_distance("commune", "commmune", 3, 1);
    check_distance("commune", "communa", 3, 1);
    check_distance("commune", "comumne", 3, 1); /* neighbours swapped */
    check_distance("ca", "abc", 3, 3);          /* no edit inside a swap */
    check_distance("été", "ete", 3, 2);         /* code points, not bytes */
    check_distance("kitten", "sitting", 3, 3);
    check_distance("kitten", "sitting", 2, 3);
    check_distance("abcdef", "ghijkl", 3, 4);
    check_distance("ab", "ba", 1, 1);
    check_distance("aab", "aba", 1, 1);
    check_distance("abab", "baba", 3, 2);
}

static const char *nearest(struct arena *arena, const char *word) {
    static const char *const names[] = {
        "partenaire", "date-debut", "date-fin", "siren", "duree", "Nom", "an", "axe1", "axe2"};
    return text_nearest(arena, word, names, sizeof names / sizeof *names);
}

static void test_nearest(void **state) {
    assert_string_equal(nearest(*state, "partenaires"), "partenaire");
    assert_string_equal(nearest(*state, "patrenaire"), "partenaire");
    assert_string_equal(nearest(*state, "Durée"), "duree"); /* equal once folded */
    assert_string_equal(nearest(*state, "date_debut"), "date-debut");
    assert_string_equal(nearest(*state, "nom"), "Nom");
    assert_string_equal(nearest(*state, "siret"), "siren");
    assert_string_equal(nearest(*state, "ab"), "an");
}

static void test_nearest_does_not_guess(void **state) {
    assert_null(nearest(*state, "axe3"));  /* axe1 and axe2 are as near */
    assert_null(nearest(*state, "sirop")); /* two edits in five letters */
    assert_null(nearest(*state, "montant"));
    assert_string_equal(nearest(*state, "axe2"), "axe2");
    assert_null(text_nearest(*state, "x", NULL, 0));
    const char *const longer[] = {"intercommunalite"};
    assert_non_null(text_nearest(*state, "XXXercommunalite", longer, 1));
    assert_null(text_nearest(*state, "XXXXrcommunalite", longer, 1));
    const char *const three[] = {"axe1", "axe2", "axe4"};
    assert_null(text_nearest(*state, "axe3", three, 3));
}

static void test_list(void **state) {
    const char *const words[] = {"a", "b", "c"};
    assert_string_equal(text_list(*state, words, 0, true), "");
    assert_string_equal(text_list(*state, words, 1, true), "«\u00A0a\u00A0»");
    assert_string_equal(text_list(*state, words, 2, false), "a et b");
    assert_string_equal(
        text_list(*state, words, 3, true), "«\u00A0a\u00A0», «\u00A0b\u00A0» et «\u00A0c\u00A0»");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_buffer_grows),
        UNIT_TEST(test_buffer_adds_nothing),
        UNIT_TEST(test_next),
        UNIT_TEST(test_next_passes_over_what_is_not_utf8),
        UNIT_TEST(test_invalid),
        UNIT_TEST(test_count_and_encode),
        UNIT_TEST(test_equal_and_starts),
        UNIT_TEST(test_collapse),
        UNIT_TEST(test_nfc),
        UNIT_TEST(test_fold),
        UNIT_TEST(test_fold_keeps_names_apart),
        UNIT_TEST(test_case),
        UNIT_TEST(test_forbidden),
        UNIT_TEST(test_next_shown),
        UNIT_TEST(test_distance),
        UNIT_TEST(test_nearest),
        UNIT_TEST(test_nearest_does_not_guess),
        UNIT_TEST(test_list),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
