/* Patterns that values follow: what matches, what is wrong in a pattern and where, and what costs too much. */
#include "unit.h"

#include "answers_guess.h"
#include "form.h"
#include "job.h"
#include "pattern.h"

#include <string.h>

/* A pattern as the regex attribute of a model, whose value begins in column 11. */
static struct pattern_text pattern_of(struct arena *arena, const char *regex) {
    const char *model = arena_format(arena, "<x regex=\"%s\"/>", regex);
    struct source *source = source_new(arena, "model.xml", model, strlen(model));
    return (struct pattern_text){.name = "essai",
        .regex = regex,
        .span = {source, (uint32_t)strlen("<x regex=\""), (uint32_t)strlen(regex)}};
}

static struct job job_of(struct arena *arena) {
    return (struct job){.arena = arena, .diagnostics = diagnostics_new(arena)};
}

static enum pattern_result match(struct arena *arena, const char *regex, const char *text) {
    struct job job = job_of(arena);
    struct pattern_text pattern = pattern_of(arena, regex);
    assert_true(pattern_compile(&job, &pattern));
    assert_int_equal(job.diagnostics->count, 0);
    return pattern_matches(arena, &pattern, text);
}

static void values_match_or_differ(void **state) {
    static const struct {
        const char *regex;
        const char *text;
        bool matches;
    } cases[] = {
        {"^\\d{9}$", "241200187", true},
        {"^\\d{9}$", "2412001870", false},
        {"^\\d{9}$", "241200187\n", false}, /* $ is the very end */
        {"^\\d+$", "٣", false},             /* digits are ASCII */
        {"^.$", "é", true},                 /* code points, not bytes */
        {"^\\p{Lu}\\p{L}+$", "Évreux", true},
        {"^\\w+$", "Évreux", false},
        {"12", "3124", true}, /* anywhere, unless anchored */
        {"^$", "", true},
        {"^(a|b)*c$", "ababc", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum pattern_result wanted = cases[i].matches ? PATTERN_MATCHES : PATTERN_DIFFERS;
        if (match(*state, cases[i].regex, cases[i].text) != wanted) {
            fail_msg("%s with « %s »", cases[i].regex, cases[i].text);
        }
    }
}

static void the_first_part_that_matches_is_found(void **state) {
    static const struct {
        const char *regex;
        const char *text;
        const char *found;
    } cases[] = {
        {"\\d{4}", "de 2025 à 2029", "2025"},
        {"d’\\K\\p{L}+", "le contrat d’Évreux-Nord", "Évreux"},
        {"\\d{4}", "sans année", ""},
        {"x*", "abc", ""},
        {"(\\d)(?!.*#.*\\1)", "1, 2, 3 # 1, 3", "2"},
        {"^.*$", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct job job = job_of(*state);
        struct pattern_text pattern = pattern_of(*state, cases[i].regex);
        assert_true(pattern_compile(&job, &pattern));
        const char *found = NULL;
        pattern_find(*state, &pattern, cases[i].text, &found);
        assert_string_equal(found, cases[i].found);
    }
}

static void faults_are_shown_where_they_stand(void **state) {
    static const struct {
        const char *regex;
        enum message message;
        size_t offset; /* of the caret in the pattern, in code points */
    } cases[] = {
        {"^(\\d{9}$", MESSAGE_PATTERN_PARENTHESIS, 7},
        {"^\\d{9})$", MESSAGE_PATTERN_PARENTHESIS, 6},
        {"^[A-Z$", MESSAGE_PATTERN_BRACKET, 5},
        {"é*+*", MESSAGE_PATTERN_REPEAT, 3},
        {"*a", MESSAGE_PATTERN_REPEAT, 0},
        {"a{3,2}", MESSAGE_PATTERN_REPEAT, 4},
        {"[z-a]", MESSAGE_PATTERN_RANGE, 3},
        {"a\\", MESSAGE_PATTERN_ESCAPE, 1},
        {"\\y", MESSAGE_PATTERN_ESCAPE, 0},
        {"\\C", MESSAGE_PATTERN_SYNTAX, 1},
        {"\\p{Zzz}", MESSAGE_PATTERN_SYNTAX, 6},
    };
    size_t failures = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct job job = job_of(*state);
        struct pattern_text pattern = pattern_of(*state, cases[i].regex);
        assert_false(pattern_compile(&job, &pattern));
        assert_int_equal(job.diagnostics->count, 1);
        const struct diagnostic *said = &job.diagnostics->items[0];
        struct position place = source_position(said->span.source, said->span.offset);
        if (said->message != cases[i].message ||
            place.column != strlen("<x regex=\"") + 1 + cases[i].offset) {
            print_error("%s:\n%s", cases[i].regex, diagnostics_print(job.diagnostics));
            failures++;
        }
    }
    assert_int_equal(failures, 0);
}

/* Each of these would take centuries, or the machine's memory. */
static void costly_patterns_end(void **state) {
    static const char *const costly[] = {
        "(a+)+$", "^(a|aa)+$", "(a*)*b", "^(.*?,){20}x", "(x+x+)+y", "^((a)|(a))*$"};
    struct arena *arena = *state;
    char *text = arena_alloc(arena, 4001);
    memset(text, 'a', 3999);
    text[3999] = '!';
    for (size_t i = 0; i < sizeof costly / sizeof *costly; i++) {
        enum pattern_result result = match(arena, costly[i], text);
        assert_true(result == PATTERN_TOO_COSTLY || result == PATTERN_DIFFERS);
    }
    assert_int_equal(match(arena, "(a+)+$", text), PATTERN_TOO_COSTLY);
    assert_int_equal(match(arena, "^(a|aa)+$", text), PATTERN_TOO_COSTLY);
}

static void a_long_value_is_no_trouble(void **state) {
    struct arena *arena = *state;
    size_t length = 200000;
    char *text = arena_alloc(arena, length + 1);
    memset(text, '7', length);
    assert_int_equal(match(arena, "^\\d+$", text), PATTERN_MATCHES);
    assert_int_equal(match(arena, "^\\d{9}$", text), PATTERN_DIFFERS);
}

static void a_pattern_may_not_be_endless(void **state) {
    struct arena *arena = *state;
    struct job job = job_of(arena);
    char *regex = arena_alloc(arena, 5001);
    memset(regex, 'a', 5000);
    struct pattern_text pattern = pattern_of(arena, regex);
    assert_false(pattern_compile(&job, &pattern));
    assert_int_equal(job.diagnostics->items[0].message, MESSAGE_PATTERN_SYNTAX);
}

/* What is proposed never glues the words of a text together. */
static void the_smallest_change_is_proposed(void **state) {
    static const char visa[] = "Écrivez le visa sans « Vu ».";
    static const char rank[] = "Sans « Axe 1 » ni « Objectif 1 » devant.";
    static const char end[] = "Sans ponctuation finale.";
    static const struct {
        const char *regex;
        const char *sentence;
        const char *text;
        const char *advice;
    } cases[] = {
        {"[^.;,]$", end, "l’ARS et la Communauté de communes.",
            "Supprimez «\u00A0.\u00A0» à la fin."},
        {"[^.;,]$", end, "des lois ; ;", "Supprimez «\u00A0; ;\u00A0» à la fin."},
        {"[^.;,]$", end, ";", NULL},
        {"^(?!(?i:vu)\\b)", visa, "Vu le projet régional", "Supprimez «\u00A0Vu\u00A0» au début."},
        {"^(?!(?i:vu)\\b)", visa, "vu", NULL},
        {"^(?!Vu).*[^;]$", visa, "Vu le code ;",
            "Supprimez «\u00A0Vu\u00A0» au début et «\u00A0;\u00A0» à la fin."},
        {"^(?!(?i:r[ée]gion)\\b)", "Sans le mot « région ».", "RÉGION Occitanie",
            "Supprimez «\u00A0RÉGION\u00A0» au début."},
        {"^(?!Axe\\s*\\d)", rank, "Axe 1 : Les personnes âgées, isolées",
            "Supprimez «\u00A0Axe 1 :\u00A0» au début."},
        {"^(?!Axe\\s*\\d)", rank, "Axe 1 – La santé", "Supprimez «\u00A0Axe 1 –\u00A0» au début."},
        {"^(?!Axe\\s*\\d)", rank, "Axe 1. La santé", "Supprimez «\u00A0Axe 1.\u00A0» au début."},
        {"^(?!Axe\\s*\\d)", rank, "Axe 1 de la santé", NULL},
        {"^(?!n°)", "Sans « n° ».", "n°2025-12", "Supprimez «\u00A0n°\u00A0» au début."},
        {"^\\d$", "Une fiche : « 3 », sans « n° » ni mot devant.", "Fiche n° 3",
            "Supprimez «\u00A0Fiche n°\u00A0» au début."},
        {"^\\d{9}$", "Un numéro SIREN a neuf chiffres.", "241 200 187", "Écrivez 241200187."},
        {"^\\d{9}$", "Un numéro SIREN a neuf chiffres.", "241\u00A0200.187.", "Écrivez 241200187."},
        {"^\\d{9}$", "Un numéro SIREN a neuf chiffres.", "SIREN 241200187",
            "Supprimez «\u00A0SIREN\u00A0» au début."},
        {"^[A-Z0-9]+$", "Sans espace.", "251216 255 DL", "Écrivez 251216255DL."},
        {"^\\w+$", "Sans espace.", "LES AXES 12", NULL},
        {"^[a-z ]+$", "Des lettres.", "Ελληνική mesure", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct job job = job_of(*state);
        struct pattern_text pattern = pattern_of(*state, cases[i].regex);
        pattern.message = cases[i].sentence;
        assert_true(pattern_compile(&job, &pattern));
        const char *advice = answers_guess_pattern(*state, &pattern, cases[i].text);
        if ((advice == NULL) != (cases[i].advice == NULL) ||
            (advice != NULL && strcmp(advice, cases[i].advice) != 0)) {
            fail_msg("« %s »: %s", cases[i].text, advice != NULL ? advice : "nothing");
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(values_match_or_differ),
        UNIT_TEST(the_first_part_that_matches_is_found),
        UNIT_TEST(the_smallest_change_is_proposed),
        UNIT_TEST(faults_are_shown_where_they_stand),
        UNIT_TEST(costly_patterns_end),
        UNIT_TEST(a_long_value_is_no_trouble),
        UNIT_TEST(a_pattern_may_not_be_endless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
