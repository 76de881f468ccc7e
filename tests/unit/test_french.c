/* What French does with numbers, dates and names. */
#include "unit.h"

#include "french.h"

#include <string.h>

static void expect_words(struct arena *arena, long long number, const char *words) {
    assert_string_equal(french_words(arena, number, false), words);
}

static void test_words(void **state) {
    struct arena *arena = *state;
    expect_words(arena, 0, "zéro");
    expect_words(arena, 1, "un");
    expect_words(arena, 16, "seize");
    expect_words(arena, 17, "dix-sept");
    expect_words(arena, 21, "vingt et un");
    expect_words(arena, 22, "vingt-deux");
    expect_words(arena, 61, "soixante et un");
    expect_words(arena, 70, "soixante-dix");
    expect_words(arena, 71, "soixante et onze");
    expect_words(arena, 79, "soixante-dix-neuf");
    expect_words(arena, 80, "quatre-vingts");
    expect_words(arena, 81, "quatre-vingt-un");
    expect_words(arena, 91, "quatre-vingt-onze");
    expect_words(arena, 99, "quatre-vingt-dix-neuf");
    expect_words(arena, 100, "cent");
    expect_words(arena, 101, "cent un");
    expect_words(arena, 180, "cent quatre-vingts");
    expect_words(arena, 200, "deux cents");
    expect_words(arena, 201, "deux cent un");
    expect_words(arena, 999, "neuf cent quatre-vingt-dix-neuf");
    expect_words(arena, 1000, "mille");
    expect_words(arena, 1999, "mille neuf cent quatre-vingt-dix-neuf");
    expect_words(arena, 2025, "deux mille vingt-cinq");
    expect_words(arena, 80000, "quatre-vingt mille");
    expect_words(arena, 200000, "deux cent mille");
    expect_words(arena, 1000000, "un million");
    expect_words(arena, 80000000, "quatre-vingts millions");
    expect_words(arena, 200000000, "deux cents millions");
    expect_words(arena, 1000000001, "un milliard un");
    expect_words(arena, -3, "moins trois");
    assert_string_equal(french_words(arena, 21, true), "vingt et une");
    assert_string_equal(french_words(arena, 1, true), "une");
    assert_string_equal(french_words(arena, 1001, true), "mille une");
}

static void test_ordinals(void **state) {
    struct arena *arena = *state;
    assert_string_equal(french_ordinal_words(arena, 1, false), "premier");
    assert_string_equal(french_ordinal_words(arena, 1, true), "première");
    assert_string_equal(french_ordinal_words(arena, 3, false), "troisième");
    assert_string_equal(french_ordinal_words(arena, 4, false), "quatrième");
    assert_string_equal(french_ordinal_words(arena, 5, false), "cinquième");
    assert_string_equal(french_ordinal_words(arena, 9, false), "neuvième");
    assert_string_equal(french_ordinal_words(arena, 21, false), "vingt et unième");
    assert_string_equal(french_ordinal_words(arena, 23, false), "vingt-troisième");
    assert_string_equal(french_ordinal_words(arena, 80, false), "quatre-vingtième");
    assert_string_equal(french_ordinal_words(arena, 200, false), "deux centième");
    assert_string_equal(french_ordinal_words(arena, 1000, false), "millième");
    assert_string_equal(french_ordinal_words(arena, 1000000, false), "millionième");
    assert_string_equal(french_ordinal_words(arena, 2000000, false), "deux millionième");
    assert_string_equal(french_ordinal_words(arena, 1000000000, false), "milliardième");
    assert_string_equal(french_ordinal(arena, 1, false).raised, "er");
    assert_string_equal(french_ordinal(arena, 1, true).raised, "re");
    assert_string_equal(french_ordinal(arena, 2, false).raised, "e");
}

static void test_numbers(void **state) {
    struct arena *arena = *state;
    assert_string_equal(french_integer(arena, "56303"), "56\u202f303");
    assert_string_equal(french_integer(arena, "1234567"), "1\u202f234\u202f567");
    assert_string_equal(french_integer(arena, "999"), "999");
    assert_string_equal(french_integer(arena, "-1000"), "\u22121\u202f000");
    assert_string_equal(french_decimal(arena, "1234.5"), "1\u202f234,5");
    assert_string_equal(french_size(arena, 1), "1\u00a0octet");
    assert_string_equal(french_size(arena, 999), "999\u00a0octets");
    assert_string_equal(french_size(arena, 44600), "45\u00a0ko");
    assert_string_equal(french_size(arena, 999499), "999\u00a0ko");
    assert_string_equal(french_size(arena, 999500), "1,0\u00a0Mo");
    assert_string_equal(french_size(arena, 1249999), "1,2\u00a0Mo");
    assert_string_equal(french_money(arena, 1250000, "EUR"), "12\u202f500\u00a0€");
    assert_string_equal(french_money(arena, 1250050, "EUR"), "12\u202f500,50\u00a0€");
    assert_string_equal(french_money(arena, -5, "EUR"), "\u22120,05\u00a0€");
    assert_string_equal(french_money(arena, 100, "CHF"), "1\u00a0CHF");
}

static void test_dates(void **state) {
    struct arena *arena = *state;
    struct phrase first = french_date(arena, (struct date){2026, 1, 1});
    assert_string_equal(first.before, "1");
    assert_string_equal(first.raised, "er");
    assert_string_equal(first.after, "\u00a0janvier\u00a02026");
    struct date day = {2025, 12, 16};
    assert_string_equal(french_plain(arena, french_date(arena, day)), "16\u00a0décembre\u00a02025");
    assert_string_equal(french_plain(arena, french_date_words(arena, day)),
        "L’an deux mille vingt-cinq, le\u00a016\u00a0décembre");
    assert_string_equal(french_date_short(arena, day), "16/12/2025");
    assert_string_equal(french_month(arena, day), "décembre\u00a02025");
}

static void test_names(void **state) {
    struct arena *arena = *state;
    static const char *const cases[][2] = {
        {"Rodez agglomération", "de Rodez agglomération"},
        {"Albi", "d’Albi"},
        {"Évry", "d’Évry"},
        {"Le Mans", "du Mans"},
        {"Les Ulis", "des Ulis"},
        {"La Rochelle", "de La Rochelle"},
        {"L’Isle-Jourdain", "de L’Isle-Jourdain"},
        {"la communauté de communes", "de la communauté de communes"},
        {"l'agglomération", "de l’agglomération"},
        {"le Grand Poitiers", "du Grand Poitiers"},
        {"Yvetot", "d’Yvetot"},
        {"Yaoundé", "de Yaoundé"},
        {"Hyères", "de Hyères"},
        {"Hénin-Beaumont", "de Hénin-Beaumont"},
        {"Le Havre", "du Havre"},
        {"LE HAVRE", "du HAVRE"},
        {"LES ULIS", "des ULIS"},
        {"LA ROCHELLE", "de LA ROCHELLE"},
        {"Ouistreham", "d’Ouistreham"},
        {"Onzain", "d’Onzain"},
        {"onze communes", "de onze communes"},
        {"habitants", "d’habitants"},
        {"huîtres", "d’huîtres"},
        {"huit communes", "de huit communes"},
        {"hameaux", "de hameaux"},
        {"haute montagne", "de haute montagne"},
        {"hôpital", "d’hôpital"},
        {"Œuilly", "d’Œuilly"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(french_of(arena, cases[i][0]), cases[i][1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_words),
        UNIT_TEST(test_ordinals),
        UNIT_TEST(test_numbers),
        UNIT_TEST(test_dates),
        UNIT_TEST(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
