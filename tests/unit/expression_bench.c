#include "expression_bench.h"

#include "form_library.h"
#include "functions.h"
#include "pattern.h"
#include "table.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Stands in for form_library_find (linked with --wrap): the models of a test need no folder. */
const struct form *__wrap_form_library_find(struct form_library *library, const char *name);

const struct form *__wrap_form_library_find(struct form_library *library, const char *name) {
    for (size_t i = 0; i < 2; i++) {
        if (library->forms[i] && strcmp(library->forms[i]->name, name) == 0) {
            return library->forms[i];
        }
    }
    return NULL;
}

/* ---- Models ---- */

static struct field *add_field(struct bench *bench, struct form *form, struct field *parent,
    enum field_kind kind, const char *name) {
    struct field *field = arena_alloc(bench->arena, sizeof *field);
    field->kind = kind;
    field->attribute = *name == '@';
    field->name = name + field->attribute;
    field->label = field->name;
    field->parent = parent;
    field->index = form->field_count;
    form->fields =
        arena_grow(bench->arena, form->fields, form->field_count, sizeof(struct field *));
    form->fields[form->field_count++] = field;
    if (parent && parent->last) {
        parent->last->next = field;
    } else if (parent) {
        parent->first = field;
    }
    if (parent) {
        parent->last = field;
    }
    return field;
}

static struct field *add_root(struct bench *bench, struct form *form, const char *name) {
    form->name = name;
    form->root = add_field(bench, form, NULL, FIELD_GROUP, name);
    return form->root;
}

static void add_fields(struct bench *bench) {
    struct form *form = &bench->form;
    struct field *root = add_root(bench, form, "contrat");
    add_field(bench, form, root, FIELD_TEXT, "@code");
    add_field(bench, form, root, FIELD_TEXT, "titre");
    add_field(bench, form, root, FIELD_DATE, "debut");
    add_field(bench, form, root, FIELD_INTEGER, "duree");
    struct field *apport = add_field(bench, form, root, FIELD_RECORD, "apport");
    add_field(bench, form, apport, FIELD_INTEGER, "annee");
    add_field(bench, form, apport, FIELD_MONEY, "montant");
    struct field *statut = add_field(bench, form, root, FIELD_CHOICE, "statut");
    add_field(bench, form, statut, FIELD_OPTION, "commune");
    struct field *epci = add_field(bench, form, statut, FIELD_OPTION, "epci");
    add_field(bench, form, epci, FIELD_INTEGER, "communes");
    struct field *autre = add_field(bench, form, statut, FIELD_OPTION, "autre");
    add_field(bench, form, autre, FIELD_TEXT, "precision");
    struct field *signataire = add_field(bench, form, root, FIELD_RECORD, "signataire");
    add_field(bench, form, signataire, FIELD_TEXT, "organisme");
    add_field(bench, form, signataire, FIELD_TEXT, "nom");
    struct field *projet = add_field(bench, form, root, FIELD_GROUP, "projet");
    add_field(bench, form, projet, FIELD_TEXT, "nom");
    add_field(bench, form, root, FIELD_DECIMAL, "taux");
    add_field(bench, form, root, FIELD_FORM, "annexe")->models = "fiche";
}

static void add_data(struct bench *bench) {
    static const char rows[] = "code\tnom\n12\tAveyron\n48\tLozère\n";
    struct form *form = &bench->form;
    form->tables = arena_alloc(bench->arena, sizeof *form->tables);
    form->tables[0] = table_read(bench->arena, bench->job.diagnostics, "departements",
        source_new(bench->arena, "departements.tsv", rows, strlen(rows)), "code");
    form->table_count = 1;
    struct pattern_text *siren = arena_alloc(bench->arena, sizeof *siren);
    *siren =
        (struct pattern_text){.name = "siren", .regex = "^\\d{9}$", .message = "Neuf chiffres."};
    form->pattern_texts = arena_alloc(bench->arena, sizeof *form->pattern_texts);
    form->pattern_texts[0] = siren;
    form->pattern_text_count = 1;
    assert_true(pattern_compile(&bench->job, siren));
    static struct parameter_value values[] = {
        {.from = {2020, 1, 1}, .value = "100"}, {.from = {2026, 6, 1}, .value = "200"}};
    form->parameters = arena_alloc(bench->arena, sizeof *form->parameters);
    form->parameters[0] = (struct parameter){.name = "plafond", .values = values, .value_count = 2};
    form->parameter_count = 1;
}

struct bench *bench_new(struct arena *arena) {
    struct bench *bench = arena_alloc(arena, sizeof *bench);
    bench->arena = arena;
    bench->job =
        (struct job){.arena = arena, .diagnostics = diagnostics_new(arena), .today = {2026, 3, 1}};
    add_fields(bench);
    add_data(bench);
    struct field *root = add_root(bench, &bench->fiche, "fiche");
    add_field(bench, &bench->fiche, root, FIELD_TEXT, "intitule");
    add_field(bench, &bench->fiche, root, FIELD_MONEY, "montant");
    bench->library.forms[0] = &bench->form;
    bench->library.forms[1] = &bench->fiche;
    bench->answers.form = &bench->form;
    bench->answers.root = answer_new(arena, NULL, bench->form.root);
    return bench;
}

struct field *bench_field(struct bench *bench, const char *path) {
    struct field *field = bench->form.root;
    while (field && *path) {
        size_t length = strcspn(path, "/");
        field = field_child(field, arena_copy(bench->arena, path, length));
        path += length + (path[length] == '/');
    }
    assert_non_null(field);
    return field;
}

struct field *bench_value(
    struct bench *bench, const char *name, enum field_kind type, const char *select) {
    struct form *form = &bench->form;
    struct field *field = add_field(bench, form, form->root, FIELD_VALUE, name);
    field->type = type;
    field->select = bench_read(bench, form->root, select);
    form->values =
        arena_grow(bench->arena, form->values, form->value_count, sizeof(struct field *));
    form->values[form->value_count++] = field;
    return field;
}

/* ---- Expressions ---- */

struct expression_scope bench_scope(
    struct bench *bench, const struct field *const *contexts, size_t count) {
    const struct form *form = &bench->form;
    struct expression_scope scope = {&bench->form, &bench->library, contexts, count, NULL, 0, NULL};
    const char **names = arena_array(bench->arena, form->let_count + 1, sizeof *names);
    const struct expression **values =
        arena_array(bench->arena, form->let_count + 1, sizeof *values);
    names[0] = form->parameters[0].name;
    for (size_t i = 0; i < form->let_count; i++) {
        names[i + 1] = form->lets[i].name;
        values[i + 1] = form->lets[i].value;
    }
    scope.variables = names;
    scope.variable_values = values;
    scope.variable_count = form->let_count + 1;
    return scope;
}

const struct expression *bench_read(
    struct bench *bench, const struct field *context, const char *text) {
    struct source *source = source_new(bench->arena, "model.xml", text, strlen(text));
    struct span span = {source, 0, (uint32_t)strlen(text)};
    struct expression_scope scope = bench_scope(bench, &context, 1);
    const struct expression *expression =
        expression_read(&bench->job, &scope, text, span, NULL, NULL);
    if (!expression) {
        print_error("%s\n", diagnostics_print(bench->job.diagnostics));
        fail_msg("« %s » was refused", text);
    }
    return expression;
}

void bench_let(struct bench *bench, const char *name, const char *text) {
    struct form *form = &bench->form;
    struct let let = {.name = name, .value = bench_read(bench, form->root, text)};
    form->lets = arena_grow(bench->arena, form->lets, form->let_count, sizeof *form->lets);
    form->lets[form->let_count++] = let;
}

/* ---- Answers ---- */

static struct answer *fill(struct bench *bench, struct answer *answer, const char *text) {
    answer->text = text;
    if (answer->field->kind == FIELD_MONEY) {
        long cents = strtol(text, NULL, 10);
        answer->number = text;
        answer->text = arena_format(bench->arena, "%ld.%02ld", cents / 100, cents % 100);
    }
    return answer;
}

struct answer *bench_answer(
    struct bench *bench, struct answer *parent, const char *name, const char *text) {
    const struct field *field = field_child(parent->field, name);
    assert_non_null(field);
    return fill(bench, answer_add(bench->arena, parent, field), text);
}

struct answer *bench_fiche(struct bench *bench, const char *title) {
    struct answers *fiche = arena_alloc(bench->arena, sizeof *fiche);
    fiche->form = &bench->fiche;
    fiche->root = answer_new(bench->arena, NULL, bench->fiche.root);
    fiche->outer = &bench->answers;
    bench_answer(bench, fiche->root, "intitule", title);
    struct answers *answers = &bench->answers;
    answers->forms =
        arena_grow(bench->arena, answers->forms, answers->form_count, sizeof(struct answers *));
    answers->forms[answers->form_count++] = fiche;
    bench_answer(bench, answers->root, "annexe", "")->form = fiche;
    return fiche->root;
}

static void fill_contribution(struct bench *bench, const char *year, const char *cents) {
    struct answer *apport = bench_answer(bench, bench->answers.root, "apport", NULL);
    bench_answer(bench, apport, "annee", year);
    bench_answer(bench, apport, "montant", cents);
}

static void fill_signatory(struct bench *bench, const char *body, const char *name) {
    struct answer *signatory = bench_answer(bench, bench->answers.root, "signataire", NULL);
    bench_answer(bench, signatory, "organisme", body);
    bench_answer(bench, signatory, "nom", name);
}

void bench_fill(struct bench *bench) {
    struct answer *root = bench->answers.root;
    bench_answer(bench, root, "code", "12");
    bench_answer(bench, root, "titre", "Santé");
    bench_answer(bench, root, "debut", "2026-01-01");
    bench_answer(bench, root, "duree", "5");
    fill_contribution(bench, "2026", "10");
    fill_contribution(bench, "2027", "20");
    fill_contribution(bench, "2028", "1250000");
    struct answer *epci =
        bench_answer(bench, bench_answer(bench, root, "statut", NULL), "epci", NULL);
    bench_answer(bench, epci, "communes", "8");
    fill_signatory(bench, "ARS", "Durand");
    fill_signatory(bench, "Rodez agglomération", "Teyssèdre");
    bench_answer(bench, bench_answer(bench, root, "projet", NULL), "nom", "Accès aux soins");
}

struct evaluation *bench_evaluation(struct bench *bench) {
    struct answers *answers = &bench->answers;
    return answers->evaluation ? answers->evaluation
                               : evaluation_new(&bench->job, answers, functions_table());
}

const char *bench_text(struct bench *bench, const char *text) {
    const struct expression *expression = bench_read(bench, bench->form.root, text);
    return evaluate_text(bench_evaluation(bench), expression, bench->answers.root);
}

size_t bench_count(const struct bench *bench, enum message message) {
    size_t count = 0;
    for (size_t i = 0; i < bench->job.diagnostics->count; i++) {
        count += bench->job.diagnostics->items[i].message == message;
    }
    return count;
}
