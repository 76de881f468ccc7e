/* Expressions evaluated over a filled form. */
#include "expression_bench.h"

#include "functions.h"
#include "pattern.h"
#include "text.h"

#include <string.h>

/* An expression at the root of the filled contract, and its text. */
struct expected {
    const char *expression;
    const char *text;
};

static void check_texts(struct bench *bench, const struct expected *expected, size_t count) {
    size_t failures = 0;
    for (size_t i = 0; i < count; i++) {
        const char *text = bench_text(bench, expected[i].expression);
        if (strcmp(text, expected[i].text) != 0) {
            print_error(
                "%s: « %s », expected « %s »\n", expected[i].expression, text, expected[i].text);
            failures++;
        }
    }
    assert_int_equal(failures, 0);
}

#define CHECK_TEXTS(bench, expected)                                                               \
    check_texts((bench), (expected), sizeof(expected) / sizeof *(expected))

static void paths_lead_to_answers(void **state) {
    static const struct expected expected[] = {
        {"titre", "Santé"},
        {"@code", "12"},
        {"/contrat/titre", "Santé"},
        {"../contrat/@code", "12"},
        {"count(apport)", "3"},
        {"apport[2]/annee", "2027"},
        {"apport[annee = 2028]/montant", "1250000"},
        {"signataire[last()]/nom", "Teyssèdre"},
        {"signataire[last()]/preceding-sibling::signataire/nom", "Durand"},
        {"count(//montant)", "3"},
        {"name(//@code/..)", "contrat"},
        {"count(//nom)", "3"},
        {"name(statut/*)", "epci"},
        {"statut/epci/communes", "8"},
        {"boolean(statut/epci)", "true"},
        {"boolean(statut/commune)", "false"},
        {"string(apport[1])", "202610"},
        {"string(taux)", ""},
        {"name((signataire | apport)[1])", "apport"},
        {"current()/titre", "Santé"},
    };
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    CHECK_TEXTS(bench, expected);
}

/* XPath 1.0, 4.2: numbers are written without exponent, and without the noise of binary fractions. */
static void numbers_are_written_in_full(void **state) {
    static const struct expected expected[] = {
        {"duree + 1", "6"},
        {"3000000000 * 1000", "3000000000000"},
        {"concat(3000000000, ' F')", "3000000000 F"},
        {"string(0.1 + 0.2)", "0.3"},
        {"1 div 3", "0.333333333333333"},
        {"0.00001 * 1", "0.00001"},
        {"1.10 + 2.20", "3.3"},
        {"-1.5", "-1.5"},
        {"string(-0)", "0"},
        {"1 div 0", ""},
        {"-1 div 0", ""},
        {"number('')", ""},
        {"number(' 12.50 ')", "12.5"},
        {"substring('bonjour', 4)", "jour"},
        {"substring(12345, 2, 3)", "234"},
        {"string-length(3000000000)", "10"},
        {"round(2.5)", "3"},
        {"'8' = 8", "true"},
        {"string(2 > 1)", "true"},
    };
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    CHECK_TEXTS(bench, expected);
}

static void functions_are_called(void **state) {
    static const struct expected expected[] = {
        {"today()", "2026-03-01"},
        {"days(debut, '2026-02-01')", "31"},
        {"clear-days('2026-01-01', '2026-01-06')", "4"},
        {"date-add(debut, duree, 'year')", "2031-01-01"},
        {"date-add('2024-02-29', 1, 'year')", "2025-02-28"},
        {"date-add('2026-01-31', 1, 'month')", "2026-02-28"},
        {"year(debut)", "2026"},
        {"weekday('2026-11-22')", "7"},
        {"days(titre, debut)", ""},
        {"luhn('732829320')", "true"},
        {"luhn('732829321')", "false"},
        {"matches('732829320', 'siren')", "true"},
        {"matches('73282932', 'siren')", "false"},
        {"matches('7328293200', 'siren')", "false"},
        {"found('732829320', 'siren')", "732829320"},
        {"found('7328293200', 'siren')", ""},
        {"says('Le PLAN d’action : fin', \"plan d'action\")", "true"},
        {"says('Le plan\u00A0d’action', 'plan d’action')", "true"},
        {"says('Le plan d’actions', 'plan d’action')", "false"},
        {"says('éplan d’action', 'plan d’action')", "false"},
        {"says('le plan', '')", "false"},
        {"mention('departements', 'Les 48 et 12')", "12"},
        {"mention('departements', 'Les 48 et 12', 2)", "48"},
        {"mention('departements', 'Les 48 et 12', 3)", ""},
        {"mention('departements', '1248')", ""},
        {"sorts-before('Évreux', 'Fougères')", "true"},
        {"sorts-before('Pages-Touze', 'pages touze')", "false"},
        {"lookup('departements', @code, 'nom')", "Aveyron"},
        {"lookup('departements', 99, 'nom')", ""},
        {"max(apport/annee) - min(apport/annee)", "2"},
        {"max(taux)", ""},
        {"same-name('teyssedre', signataire[2]/nom)", "true"},
        {"written(debut, 'date-short')", "01/01/2026"},
        {"written(apport[3]/montant, 'money')", "12 500 €"},
        {"label(statut)", "epci"},
        {"$plafond + 1", "101"},
    };
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    CHECK_TEXTS(bench, expected);
}

/* A tenth of a euro has no exact binary fraction; whole cents have. */
static void sums_of_money_are_exact(void **state) {
    struct bench *bench = bench_new(*state);
    bench_value(bench, "total", FIELD_MONEY, "sum(apport/montant)");
    for (int i = 0; i < 30000; i++) {
        struct answer *apport = bench_answer(bench, bench->answers.root, "apport", NULL);
        bench_answer(bench, apport, "montant", i % 2 == 0 ? "10" : "90071992547");
    }
    bench_evaluation(bench);
    assert_string_equal(bench_text(bench, "sum(apport/montant) = 1351079888355000"), "true");
    assert_string_equal(bench_text(bench, "total = sum(apport/montant)"), "true");
    const struct answer *total = bench->answers.root->last;
    assert_string_equal(total->text, "13510798883550.00");
    assert_string_equal(total->number, "1351079888355000");
}

/* libxml2 and our functions must read the same number to the last bit. */
static void a_number_is_the_same_everywhere(void **state) {
    struct bench *bench = bench_new(*state);
    for (int i = 0; i < 2000; i++) {
        bench_answer(bench, bench->answers.root, "taux",
            arena_format(bench->arena, "%d.%03d", i * 37 % 4096, i * 7 % 1000));
    }
    const struct expression *same = bench_read(bench, bench_field(bench, "taux"), "max(.) = .");
    for (const struct answer *taux = bench->answers.root->first; taux; taux = taux->next) {
        assert_true(evaluate_truth(bench_evaluation(bench), same, taux));
    }
}

static void current_is_the_context_even_inside_predicates(void **state) {
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    const struct field *apport = bench_field(bench, "apport");
    const struct expression *earlier =
        bench_read(bench, apport, "count(../apport[annee < current()/annee])");
    const struct answer *contribution = bench->answers.root->first;
    while (contribution->field != apport) {
        contribution = contribution->next;
    }
    struct evaluation *evaluation = bench_evaluation(bench);
    for (int i = 0; i < 3; i++, contribution = contribution->next) {
        struct value value = evaluate(evaluation, earlier, contribution);
        assert_int_equal(value.kind, VALUE_NUMBER);
        assert_int_equal(value.number, i);
    }
}

static void nodes_are_in_the_order_of_the_form_each_once(void **state) {
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    struct evaluation *evaluation = bench_evaluation(bench);
    const struct expression *names = bench_read(bench, bench->form.root,
        "projet/nom | signataire[2]/nom | signataire/nom | signataire/nom/text()");
    const struct answer **nodes = NULL;
    assert_int_equal(evaluate_nodes(evaluation, names, bench->answers.root, &nodes), 3);
    assert_string_equal(nodes[0]->text, "Durand");
    assert_string_equal(nodes[1]->text, "Teyssèdre");
    assert_string_equal(nodes[2]->text, "Accès aux soins");
    const struct expression *text = bench_read(bench, bench->form.root, "titre = 'Santé'");
    assert_int_equal(evaluate_nodes(evaluation, text, bench->answers.root, &nodes), 0);
}

/* ---- Other forms ---- */

static void other_forms_are_reached(void **state) {
    static const struct expected expected[] = {
        {"count(annexe)", "3"},
        {"string(annexe[1])", ""},
        {"count(form(annexe)/intitule)", "3"},
        {"form(annexe[2])/intitule", "B"},
        {"form(annexe)[intitule = 'C']/intitule", "C"},
        {"sum(form(annexe)/montant)", "300"},
        {"count(form(annexe)/intitule[/fiche/intitule = 'B'])", "1"},
        {"count(form(annexe)/montant[. > current()/duree])", "2"},
    };
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    bench_answer(bench, bench_fiche(bench, "A"), "montant", "100");
    bench_fiche(bench, "B");
    bench_answer(bench, bench_fiche(bench, "C"), "montant", "200");
    CHECK_TEXTS(bench, expected);
    const struct answer **nodes = NULL;
    const struct expression *titles =
        bench_read(bench, bench->form.root, "form(annexe[3])/intitule | form(annexe)/intitule");
    assert_int_equal(
        evaluate_nodes(bench_evaluation(bench), titles, bench->answers.root, &nodes), 3);
}

static void titles_of_many_forms_keep_their_order(void **state) {
    struct bench *bench = bench_new(*state);
    for (int i = 0; i < 200; i++) {
        bench_fiche(bench, arena_format(bench->arena, "%d", i));
    }
    const struct answer **nodes = NULL;
    const struct expression *titles = bench_read(bench, bench->form.root, "form(annexe)/intitule");
    struct evaluation *evaluation = bench_evaluation(bench);
    assert_int_equal(evaluate_nodes(evaluation, titles, bench->answers.root, &nodes), 200);
    for (int i = 0; i < 200; i++) {
        assert_string_equal(nodes[i]->text, arena_format(bench->arena, "%d", i));
    }
}

/* ---- Parameters, values, lets ---- */

static void parameters_follow_the_date_of_the_act(void **state) {
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    bench->form.date = bench_read(bench, bench->form.root, "date-add(debut, 5, 'month')");
    assert_string_equal(bench_text(bench, "$plafond"), "200");
    assert_int_equal(evaluation_date(bench_evaluation(bench)).month, 6);
}

static void parameters_may_not_have_begun(void **state) {
    struct bench *bench = bench_new(*state);
    bench->form.date = bench_read(bench, bench->form.root, "'2019-12-31'");
    assert_string_equal(bench_text(bench, "$plafond"), "");
}

/* A typed parameter is a number; before its first date it is an empty text, as every parameter is. */
static void parameters_have_types(void **state) {
    struct bench *bench = bench_new(*state);
    bench->form.parameters[0].type = FIELD_MONEY;
    bench->form.parameters[0].currency = "EUR";
    bench->form.parameters[0].values[0].value = "0";
    bench->form.date = bench_read(bench, bench->form.root, "'2026-01-01'");
    const struct expression *sum = bench_read(bench, bench->form.root, "$plafond + 5 * $plafond");
    assert_string_equal(sum->money != NULL ? sum->money : "", "");
    assert_string_equal(bench_read(bench, bench->form.root, "$plafond")->money, "EUR");
    assert_string_equal(bench_text(bench, "$plafond = ''"), "false");
    assert_string_equal(bench_text(bench, "boolean($plafond)"), "false");
    assert_string_equal(bench_text(bench, "3 > $plafond"), "true");
    bench = bench_new(*state);
    bench->form.parameters[0].type = FIELD_INTEGER;
    bench->form.date = bench_read(bench, bench->form.root, "'2019-12-31'");
    assert_string_equal(bench_text(bench, "$plafond = ''"), "true");
    assert_string_equal(bench_text(bench, "3 > $plafond"), "false");
}

static void the_date_may_be_a_computed_value(void **state) {
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    bench_value(bench, "fin", FIELD_DATE, "date-add(date-add(debut, duree, 'year'), -1, 'day')");
    bench->form.date = bench_read(bench, bench->form.root, "fin");
    assert_string_equal(bench_text(bench, "$plafond"), "200");
    assert_string_equal(bench_text(bench, "fin"), "2030-12-31");
}

static void values_take_their_type(void **state) {
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    bench_value(bench, "part", FIELD_MONEY, "sum(apport/montant) div 3");
    bench_value(bench, "ample", FIELD_BOOLEAN, "count(apport) > 2");
    bench_value(bench, "vide", FIELD_INTEGER, "taux + 1");
    bench_value(bench, "mois", FIELD_MONTH, "debut");
    bench_value(bench, "double", FIELD_MONEY, "part * -2");
    bench_evaluation(bench);
    const struct answer *part = bench->answers.root->first;
    while (part->field->kind != FIELD_VALUE) {
        part = part->next;
    }
    assert_string_equal(part->text, "4166.77"); /* 416 676,67 cents */
    assert_string_equal(part->number, "416677");
    assert_string_equal(part->next->text, "oui");
    assert_string_equal(part->next->next->text, "2026-01");
    assert_string_equal(part->next->next->next->text, "-8333.54");
    assert_null(part->next->next->next->next);
    assert_string_equal(bench_text(bench, "count(vide)"), "0");
    assert_string_equal(bench_text(bench, "string(ample)"), "oui");
    assert_int_equal(bench->job.diagnostics->count, 0);
}

static void a_value_of_the_wrong_type_is_reported(void **state) {
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    bench_value(bench, "rang", FIELD_INTEGER, "concat(titre, '')");
    bench_value(bench, "jour", FIELD_DATE, "concat(titre, '')");
    bench_value(bench, "tiers", FIELD_INTEGER, "1 div 3");
    bench_evaluation(bench);
    assert_int_equal(bench_count(bench, MESSAGE_EXPRESSION_VALUE_TYPE), 3);
    assert_string_equal(bench->job.diagnostics->items[0].span.source->bytes, "concat(titre, '')");
    assert_true(bench->answers.root->last->wrong);
}

static void lets_of_the_model_are_variables(void **state) {
    static const struct expected expected[] = {
        {"$n * 2", "4"},
        {"$s[2]/nom", "Teyssèdre"},
        {"count($s[nom = 'Durand'])", "1"},
        {"$texte", "Santé !"},
        {"$large", "true"},
    };
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    bench_let(bench, "s", "signataire");
    bench_let(bench, "n", "count($s)");
    bench_let(bench, "texte", "concat(titre, ' !')");
    bench_let(bench, "large", "$n > 1");
    CHECK_TEXTS(bench, expected);
    struct value other = {.kind = VALUE_NUMBER, .number = 7};
    evaluation_variable(bench_evaluation(bench), "n", &other);
    assert_string_equal(bench_text(bench, "$n"), "7");
}

/* ---- What does not apply ---- */

static struct answer *answer_of(struct bench *bench, const char *path) {
    struct answer *answer = bench->answers.root->first;
    while (answer->field != bench_field(bench, path)) {
        answer = answer->next;
    }
    return answer;
}

static void a_false_condition_takes_answers_out(void **state) {
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    bench_field(bench, "projet")->when = bench_read(bench, bench->form.root, "duree > 5");
    bench_field(bench, "statut")->when = bench_read(bench, bench->form.root, "projet");
    bench_field(bench, "duree")->when = bench_read(bench, bench->form.root, "apport");
    bench_evaluation(bench);
    assert_false(answer_of(bench, "projet")->applicable);
    assert_false(answer_of(bench, "projet")->first->applicable);
    assert_string_equal(bench_text(bench, "count(projet) + count(//projet/nom)"), "0");
    assert_true(answer_of(bench, "duree")->applicable);
    const struct expression *name = bench_read(bench, bench_field(bench, "projet"), "nom");
    struct evaluation *evaluation = bench_evaluation(bench);
    assert_string_equal(evaluate_text(evaluation, name, answer_of(bench, "projet")), "");
    assert_false(evaluate_truth(evaluation, name, answer_of(bench, "projet")));
}

static void a_wrong_answer_decides_nothing(void **state) {
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    struct field *longue = bench_value(bench, "longue", FIELD_BOOLEAN, "duree > 7");
    bench_field(bench, "projet")->when =
        bench_read(bench, bench->form.root, "longue = 'oui' and duree > 7");
    answer_of(bench, "duree")->wrong = true;
    bench_evaluation(bench);
    assert_true(answer_of(bench, "projet")->applicable);
    assert_non_null(longue);
}

static void two_ticks_decide_nothing(void **state) {
    struct bench *bench = bench_new(*state);
    bench_fill(bench);
    bench_field(bench, "projet")->when = bench_read(bench, bench->form.root, "statut/commune");
    answer_of(bench, "statut")->wrong = true;
    bench_evaluation(bench);
    assert_true(answer_of(bench, "projet")->applicable);
}

static void unticked_options_do_not_count(void **state) {
    struct bench *bench = bench_new(*state);
    struct answer *statut = bench_answer(bench, bench->answers.root, "statut", NULL);
    struct answer *autre = bench_answer(bench, statut, "autre", NULL);
    bench_answer(bench, autre, "precision", "GIP");
    autre->applicable = false;
    bench_answer(bench, statut, "commune", NULL);
    assert_string_equal(bench_text(bench, "name(statut/*)"), "commune");
    assert_string_equal(bench_text(bench, "count(//precision)"), "0");
}

/* ---- Failures ---- */

static void a_failing_expression_is_reported_once(void **state) {
    struct bench *bench = bench_new(*state);
    bench_let(bench, "tous", "apport");
    const struct expression *failing = bench_read(bench, bench->form.root, "count($tous) > 0");
    struct evaluation *evaluation = bench_evaluation(bench);
    const struct value text = {.kind = VALUE_TEXT, .text = "no nodes"};
    evaluation_variable(evaluation, "tous", &text);
    assert_string_equal(evaluate_text(evaluation, failing, bench->answers.root), "");
    assert_false(evaluate_truth(evaluation, failing, bench->answers.root));
    assert_int_equal(bench_count(bench, MESSAGE_EXPRESSION_FAILED), 1);
    assert_string_equal(bench_text(bench, "1 + 1"), "2");
}

static void steps_are_limited(void **state) {
    struct bench *bench = bench_new(*state);
    for (int i = 0; i < 6000; i++) {
        struct answer *apport = bench_answer(bench, bench->answers.root, "apport", NULL);
        bench_answer(bench, apport, "annee", "2026");
    }
    const struct expression *costly = bench_read(bench, bench->form.root,
        "count(apport[count(../apport[annee = current()/apport[1]/annee]) > 0])");
    struct evaluation *evaluation = bench_evaluation(bench);
    assert_string_equal(evaluate_text(evaluation, costly, bench->answers.root), "");
    assert_int_equal(bench_count(bench, MESSAGE_EXPRESSION_TOO_COSTLY), 1);
    assert_string_equal(bench_text(bench, "count(apport)"), "6000");
}

static void a_missing_function_is_a_fault(void **state) {
    static const struct function none[] = {{NULL, 0, 0, NULL, NULL}};
    struct bench *bench = bench_new(*state);
    struct evaluation *evaluation = evaluation_new(&bench->job, &bench->answers, none);
    assert_int_equal(bench_count(bench, MESSAGE_EXPRESSION_FUNCTION_MISSING), 16);
    assert_int_equal(diagnostics_worst(bench->job.diagnostics), LEVEL_FAULT);
    const struct expression *today = bench_read(bench, bench->form.root, "today()");
    assert_string_equal(evaluate_text(evaluation, today, bench->answers.root), "");
}

static void a_costly_pattern_ends(void **state) {
    struct bench *bench = bench_new(*state);
    struct pattern_text *pattern = bench->form.pattern_texts[0];
    pattern->regex = "(a+)+$";
    assert_true(pattern_compile(&bench->job, pattern));
    bench_answer(bench, bench->answers.root, "titre",
        arena_format(bench->arena, "%s%s!", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
    const struct expression *matches =
        bench_read(bench, bench->form.root, "not(matches(titre, 'siren'))");
    struct evaluation *evaluation = bench_evaluation(bench);
    assert_false(evaluate_truth(evaluation, matches, bench->answers.root));
    assert_false(evaluate_truth(evaluation, matches, bench->answers.root));
    assert_int_equal(bench_count(bench, MESSAGE_PATTERN_COSTLY), 1);
    assert_int_equal(bench->job.diagnostics->count, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(paths_lead_to_answers),
        UNIT_TEST(numbers_are_written_in_full),
        UNIT_TEST(functions_are_called),
        UNIT_TEST(sums_of_money_are_exact),
        UNIT_TEST(a_number_is_the_same_everywhere),
        UNIT_TEST(current_is_the_context_even_inside_predicates),
        UNIT_TEST(nodes_are_in_the_order_of_the_form_each_once),
        UNIT_TEST(other_forms_are_reached),
        UNIT_TEST(titles_of_many_forms_keep_their_order),
        UNIT_TEST(parameters_follow_the_date_of_the_act),
        UNIT_TEST(parameters_may_not_have_begun),
        UNIT_TEST(parameters_have_types),
        UNIT_TEST(the_date_may_be_a_computed_value),
        UNIT_TEST(values_take_their_type),
        UNIT_TEST(a_value_of_the_wrong_type_is_reported),
        UNIT_TEST(lets_of_the_model_are_variables),
        UNIT_TEST(a_false_condition_takes_answers_out),
        UNIT_TEST(a_wrong_answer_decides_nothing),
        UNIT_TEST(two_ticks_decide_nothing),
        UNIT_TEST(unticked_options_do_not_count),
        UNIT_TEST(a_failing_expression_is_reported_once),
        UNIT_TEST(steps_are_limited),
        UNIT_TEST(a_missing_function_is_a_fault),
        UNIT_TEST(a_costly_pattern_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
