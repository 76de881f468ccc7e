/* Expressions checked against a model: what is wrong, under which word exactly, and what was meant. */
#include "expression_bench.h"

#include "text.h"

#include <string.h>

/* One wrong expression. `raw` is how it stands in the model; the guilty stretch stands between ‹ and ›. `hint`
 * must occur in the hint; NULL where there is none. */
struct wrong {
    const char *raw;
    enum message message;
    const char *hint;
};

static const struct wrong wrongs[] = {
    {"‹› ", MESSAGE_EXPRESSION_EMPTY, "chemin"},
    {"duree +‹›", MESSAGE_EXPRESSION_OPERAND_MISSING, NULL},
    {"‹duré› + 1", MESSAGE_EXPRESSION_FIELD_MISSPELT, "« duree »"},
    {"apport/‹montants›", MESSAGE_EXPRESSION_FIELD_MISSPELT, "« montant »"},
    {"sum(apport[annee > 2026]/‹mntant›)", MESSAGE_EXPRESSION_FIELD_MISSPELT, "« montant »"},
    {"apport[‹anne› = 2026]", MESSAGE_EXPRESSION_FIELD_MISSPELT, "« annee »"},
    {"/‹contrta›/duree", MESSAGE_EXPRESSION_FIELD_MISSPELT, "« contrat »"},
    {"statut/‹ecpi›", MESSAGE_EXPRESSION_FIELD_MISSPELT, "« epci »"},
    {"current()/‹debu›", MESSAGE_EXPRESSION_FIELD_MISSPELT, "« debut »"},
    {"statut/‹zzzzzzzz›", MESSAGE_EXPRESSION_FIELD_UNKNOWN, "« commune », « epci » et « autre »"},
    {"‹precision› = 'x'", MESSAGE_EXPRESSION_FIELD_ELSEWHERE, "/contrat/statut/autre/precision"},
    {"‹code›", MESSAGE_EXPRESSION_IS_ATTRIBUTE, "@code"},
    {"@‹titre›", MESSAGE_EXPRESSION_IS_ELEMENT, "titre, sans @"},
    {"‹duree-debut›", MESSAGE_EXPRESSION_SUBTRACTION, "espace"},
    {"‹duree-50›", MESSAGE_EXPRESSION_SUBTRACTION, "espace"},
    {"duree * (‹$plafond-50›)", MESSAGE_EXPRESSION_SUBTRACTION, "espace"},
    {"‹plafond› * 2", MESSAGE_EXPRESSION_FIELD_VARIABLE, "$plafond"},
    {"‹statut› = 'epci'", MESSAGE_EXPRESSION_CHOICE_TEXT, "Écrivez statut/epci."},
    {"'epci' != ‹/contrat/statut›", MESSAGE_EXPRESSION_CHOICE_TEXT,
        "Écrivez not(/contrat/statut/epci)."},
    {"‹statut/commune› = 'oui'", MESSAGE_EXPRESSION_CHOICE_TEXT, "Écrivez statut/commune."},
    {"‹statut› = concat(titre, 'x')", MESSAGE_EXPRESSION_CHOICE_TEXT, "Écrivez statut/…."},
    {"‹statut› = ../contrat/statut", MESSAGE_EXPRESSION_CHOICE_TEXT,
        "name(statut/*) = name(../contrat/statut/*)"},
    {"annexe/‹intitule›", MESSAGE_EXPRESSION_FORM_CONTENT, "form(annexe)/intitule"},
    {"form(annexe)/‹intitul›", MESSAGE_EXPRESSION_FIELD_MISSPELT, "« intitule »"},
    {"form(‹titre›)/intitule", MESSAGE_EXPRESSION_ARGUMENT_FORM, NULL},
    {"titre/‹nom›", MESSAGE_EXPRESSION_FIELD_ELSEWHERE, "/contrat/signataire/nom"},
    {"titre/‹zzzzzzzz›", MESSAGE_EXPRESSION_NOTHING_INSIDE, "chemin"},
    {"../‹..›", MESSAGE_EXPRESSION_STEP_EMPTY, "chemin"},
    {"sum(‹'3'›)", MESSAGE_EXPRESSION_ARGUMENT_NODES, NULL},
    {"days(‹duree›, debut)", MESSAGE_EXPRESSION_ARGUMENT_DATE, "date"},
    {"days(debut, ‹'31/12/2026'›)", MESSAGE_EXPRESSION_ARGUMENT_DATE, "2026-01-31"},
    {"‹debut› &lt; 3", MESSAGE_EXPRESSION_DATE_AS_NUMBER, "days("},
    {"duree &gt; ‹date-add(debut, 1, 'day')›", MESSAGE_EXPRESSION_DATE_AS_NUMBER, "days("},
    {"‹concat›('a')", MESSAGE_EXPRESSION_ARITY, NULL},
    {"‹today›(1)", MESSAGE_EXPRESSION_ARITY, NULL},
    {"‹yaer›(debut)", MESSAGE_EXPRESSION_FUNCTION_MISSPELT, "« year »"},
    {"duree &lt;= ‹yaer›(debut)", MESSAGE_EXPRESSION_FUNCTION_MISSPELT, "« year »"},
    {"‹frobnicate›(debut)", MESSAGE_EXPRESSION_FUNCTION_UNKNOWN, "« same-name »"},
    {"‹id›('a')", MESSAGE_EXPRESSION_FUNCTION_UNKNOWN, "« same-name »"},
    {"duree > ‹$plafon›", MESSAGE_EXPRESSION_VARIABLE_MISSPELT, "« $plafond »"},
    {"‹$zzzzz›", MESSAGE_EXPRESSION_VARIABLE_UNKNOWN, "« plafond »"},
    {"‹$› + 1", MESSAGE_EXPRESSION_VARIABLE_NAME, "parameter"},
    {"$signataires/‹nmo›", MESSAGE_EXPRESSION_FIELD_MISSPELT, "« nom »"},
    {"‹$nombre›/nom", MESSAGE_EXPRESSION_NODES_NEEDED, NULL},
    {"lookup(‹'departement'›, @code, 'nom')", MESSAGE_EXPRESSION_TABLE_MISSPELT,
        "« departements »"},
    {"lookup(‹'communes'›, @code, 'nom')", MESSAGE_EXPRESSION_TABLE_UNKNOWN, "« departements »"},
    {"lookup('departements', @code, ‹'nmo'›)", MESSAGE_EXPRESSION_COLUMN_MISSPELT, "« nom »"},
    {"lookup('departements', @code, ‹'region'›)", MESSAGE_EXPRESSION_COLUMN_UNKNOWN,
        "« code » et « nom »"},
    {"matches(titre, ‹'sirne'›)", MESSAGE_EXPRESSION_PATTERN_MISSPELT, "« siren »"},
    {"matches(titre, ‹'telephone'›)", MESSAGE_EXPRESSION_PATTERN_UNKNOWN, "« siren »"},
    {"written(debut, ‹'date-lnog'›)", MESSAGE_EXPRESSION_FORMAT_MISSPELT, "« date-long »"},
    {"written(debut, ‹'zzzzzzzz'›)", MESSAGE_EXPRESSION_FORMAT_UNKNOWN, "« date-long »"},
    {"date-add(debut, 1, ‹'days'›)", MESSAGE_EXPRESSION_UNIT_MISSPELT, "« day »"},
    {"date-add(debut, 1, ‹'semaine'›)", MESSAGE_EXPRESSION_UNIT_UNKNOWN, "« month »"},
    {"titre = ‹'a›", MESSAGE_EXPRESSION_LITERAL_OPEN, "'"},
    {"duree ‹==› 3", MESSAGE_EXPRESSION_HABIT, "="},
    {"duree ‹&amp;&amp;› titre", MESSAGE_EXPRESSION_HABIT, "and"},
    {"(duree‹›", MESSAGE_EXPRESSION_CLOSE_MISSING, NULL},
    {"apport[annee‹)›", MESSAGE_EXPRESSION_CLOSE_MISSING, NULL},
    {"duree‹)›", MESSAGE_EXPRESSION_CLOSE_EXTRA, NULL},
    {"duree ‹duree›", MESSAGE_EXPRESSION_OPERATOR_MISSING, NULL},
    {"‹f:duree›", MESSAGE_EXPRESSION_PREFIX, "duree"},
    {"apport/‹›", MESSAGE_EXPRESSION_STEP_MISSING, NULL},
    {"‹'a'›/b", MESSAGE_EXPRESSION_NODES_NEEDED, NULL},
    {"‹chlid›::duree", MESSAGE_EXPRESSION_AXIS_MISSPELT, "« child »"},
    {"‹namespace›::duree", MESSAGE_EXPRESSION_AXIS_UNKNOWN, "« ancestor »"},
    {"titre‹#›", MESSAGE_EXPRESSION_CHARACTER, NULL},
    {"titre = ‹’›a’", MESSAGE_EXPRESSION_HABIT, "'"},
};

/* Takes ‹ and › out; where they stood, in bytes of what is left. */
static const char *take_marks(struct arena *arena, const char *marked, size_t *start, size_t *end) {
    struct buffer text = {.arena = arena};
    const char *open = strstr(marked, "‹");
    const char *close = strstr(marked, "›");
    assert_non_null(open);
    assert_non_null(close);
    buffer_add(&text, marked, (size_t)(open - marked));
    *start = text.length;
    open += strlen("‹");
    buffer_add(&text, open, (size_t)(close - open));
    *end = text.length;
    buffer_text(&text, close + strlen("›"));
    return buffer_string(&text);
}

/* What XML makes of the raw text: the three entities of the tests. */
static const char *decode(struct arena *arena, const char *raw) {
    static const char *const entities[][2] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}};
    struct buffer text = {.arena = arena};
    while (*raw) {
        size_t i = 0;
        while (i < 3 && !text_starts(raw, entities[i][0])) {
            i++;
        }
        buffer_add(&text, i < 3 ? entities[i][1] : raw, 1);
        raw += i < 3 ? strlen(entities[i][0]) : 1;
    }
    return buffer_string(&text);
}

/* Reads an expression where it would stand in a model: on the second line, behind its attribute's name. */
static const struct expression *read_raw(struct bench *bench, const char *raw) {
    static const char before[] = "<rule>\n<assert test=\"";
    struct arena *arena = bench->arena;
    const char *model = arena_format(arena, "%s%s\"/>", before, raw);
    struct source *source = source_new(arena, "model.xml", model, strlen(model));
    struct span span = {source, sizeof before - 1, (uint32_t)strlen(raw)};
    const struct field *root = bench->form.root;
    struct expression_scope scope = bench_scope(bench, &root, 1);
    return expression_read(&bench->job, &scope, decode(arena, raw), span, NULL, NULL);
}

static size_t check_wrong(struct bench *bench, const struct wrong *wrong) {
    size_t start = 0;
    size_t end = 0;
    const char *raw = take_marks(bench->arena, wrong->raw, &start, &end);
    bench->job.diagnostics = diagnostics_new(bench->arena);
    const struct expression *expression = read_raw(bench, raw);
    const struct diagnostics *said = bench->job.diagnostics;
    bool right = !expression && said->count == 1 && said->items[0].message == wrong->message;
    if (right) {
        const struct diagnostic *diagnostic = &said->items[0];
        struct position place = source_position(diagnostic->span.source, diagnostic->span.offset);
        size_t column = strlen("<assert test=\"") + text_count(raw, start) + 1;
        right = place.line == 2 && place.column == column &&
                (start == end || diagnostic->span.length == end - start) &&
                (!wrong->hint || strstr(diagnostic->hint, wrong->hint));
    }
    if (!right) {
        print_error("« %s », expected %s:\n%s\n", wrong->raw,
            message_text(wrong->message)->identifier, diagnostics_print(said));
    }
    return right ? 0 : 1;
}

static void each_fault_is_found_where_it_stands(void **state) {
    struct bench *bench = bench_new(*state);
    bench_let(bench, "signataires", "signataire");
    bench_let(bench, "nombre", "count(signataire)");
    size_t failures = 0;
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        failures += check_wrong(bench, &wrongs[i]);
    }
    assert_int_equal(failures, 0);
}

static void what_is_right_passes(void **state) {
    static const char *const rights[] = {
        "duree &lt; 3 and not(@code = '12') or titre != ''",
        "count(apport[annee &gt;= year(../debut)][last()]/montant) * 2 mod 3 - 1",
        "ancestor-or-self::contrat//nom[. = current()/titre]",
        "form(annexe)/intitule | form(annexe)/self::fiche/montant",
        "$signataires[nom]/organisme | (apport)[1]/annee",
        "concat(titre, written(debut, 'de'), label(statut))",
        "statut/*[self::epci or self::autre]",
        "apport/following-sibling::node() | descendant::text() | @*",
        "days('2026-01', debut) div -2.5",
    };
    struct bench *bench = bench_new(*state);
    bench_let(bench, "signataires", "signataire");
    for (size_t i = 0; i < sizeof rights / sizeof *rights; i++) {
        if (!read_raw(bench, rights[i])) {
            fail_msg("%s:\n%s", rights[i], diagnostics_print(bench->job.diagnostics));
        }
    }
}

/* The fields are what keeps rules silent and orders computed values. */
static void fields_that_are_read_are_known(void **state) {
    struct bench *bench = bench_new(*state);
    const struct expression *expression = bench_read(bench, bench->form.root,
        "sum(apport[annee > ../duree]/montant) + count(form(annexe)/montant) + duree");
    static const char *const names[] = {"annee", "montant", "annexe", "montant", "duree"};
    assert_int_equal(expression->kind, VALUE_NUMBER);
    assert_int_equal(expression->field_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(expression->fields[i]->name, names[i]);
    }
    assert_ptr_equal(expression->fields[1], bench_field(bench, "apport/montant"));
    assert_ptr_equal(expression->fields[3], bench->fiche.root->last);
}

static void nodes_give_the_context_of_what_is_inside(void **state) {
    static const char text[] = "signataire | statut/epci | //projet";
    struct bench *bench = bench_new(*state);
    struct source *source = source_new(*state, "model.xml", text, strlen(text));
    const struct field *root = bench->form.root;
    struct expression_scope scope = bench_scope(bench, &root, 1);
    const struct field **contexts = NULL;
    size_t count = 0;
    assert_non_null(expression_read(&bench->job, &scope, text,
        (struct span){source, 0, (uint32_t)strlen(text)}, &contexts, &count));
    assert_int_equal(count, 3);
    assert_ptr_equal(contexts[0], bench_field(bench, "statut/epci"));
    assert_ptr_equal(contexts[1], bench_field(bench, "signataire"));
    assert_ptr_equal(contexts[2], bench_field(bench, "projet"));
    assert_null(expression_read(
        &bench->job, &scope, "count(signataire)", (struct span){source, 0, 10}, &contexts, &count));
    assert_int_equal(bench_count(bench, MESSAGE_EXPRESSION_SELECTS_NOTHING), 1);
    assert_null(contexts);
}

/* Where the context is not known, its own expression was wrong, and that was said. */
static void nothing_is_said_where_the_context_is_unknown(void **state) {
    struct bench *bench = bench_new(*state);
    struct expression_scope scope = bench_scope(bench, NULL, 0);
    assert_non_null(
        expression_read(&bench->job, &scope, "zzzz/@yyyy[xxxx]", (struct span){0}, NULL, NULL));
    assert_int_equal(bench->job.diagnostics->count, 0);
}

static const char *nested(struct arena *arena, const char *open, int depth, const char *close) {
    struct buffer text = {.arena = arena};
    for (int i = 0; i < depth; i++) {
        buffer_text(&text, open);
    }
    buffer_text(&text, "1");
    for (int i = 0; i < depth; i++) {
        buffer_text(&text, close);
    }
    return buffer_string(&text);
}

static void monsters_are_refused(void **state) {
    struct bench *bench = bench_new(*state);
    assert_non_null(read_raw(bench, nested(*state, "(", 50, ")")));
    assert_non_null(read_raw(bench, nested(*state, "1 + ", 1000, "")));
    assert_null(read_raw(bench, nested(*state, "(", 2000, ")")));
    assert_null(read_raw(bench, nested(*state, "ancestor-or-self::*[", 400, "]")));
    assert_null(read_raw(bench, nested(*state, "1 + ", 10000, "")));
    assert_int_equal(bench_count(bench, MESSAGE_EXPRESSION_TOO_LONG), 3);
    assert_int_equal(bench->job.diagnostics->count, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(each_fault_is_found_where_it_stands),
        UNIT_TEST(what_is_right_passes),
        UNIT_TEST(fields_that_are_read_are_known),
        UNIT_TEST(nodes_give_the_context_of_what_is_inside),
        UNIT_TEST(nothing_is_said_where_the_context_is_unknown),
        UNIT_TEST(monsters_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
