/* Each model of tests/models, read, against the file « expected » beside it: what is reported and, where
 * there is no error, the model as it was understood. « test_form --accept » rewrites the expectations. */
#include "unit.h"

#include "form_dump.h"
#include "form_library.h"
#include "job.h"
#include "table.h"
#include "text.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Messages show paths as they were asked for: the same on every machine. */
static const char folder[] = "models";

static const char *read_file(struct arena *arena, const char *path) {
    struct buffer bytes = {.arena = arena};
    FILE *file = fopen(path, "rb");
    for (int byte = file != NULL ? getc(file) : EOF; byte != EOF; byte = getc(file))
        buffer_add(&bytes, &(char){(char)byte}, 1);
    if (file != NULL)
        fclose(file);
    return buffer_string(&bytes);
}

static const char *result_of(struct arena *arena, const char *name) {
    struct job job = {
        .arena = arena, .diagnostics = diagnostics_new(arena), .today = {2026, 11, 22}};
    const char *const folders[] = {folder};
    struct form_library *library = form_library_new(&job, folders, 1, NULL, 0);
    const struct form *form = form_library_find(library, name);
    if (form != NULL && !form_library_complete(library, form))
        form = NULL;
    assert_true((form == NULL) == (diagnostics_errors(job.diagnostics) > 0));
    diagnostics_sort(job.diagnostics);
    struct buffer out = {.arena = arena};
    buffer_text(&out, diagnostics_print(job.diagnostics));
    if (form != NULL)
        buffer_text(&out, form_dump(arena, form));
    return buffer_string(&out);
}

static void accept_result(const char *path, const char *result) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(result, file);
    assert_int_equal(fclose(file), 0);
}

/* The names of the cases, from a library of their own. */
static size_t find_cases(struct arena *arena, const char *const **names) {
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena), .today = {0, 0, 0}};
    const char *const folders[] = {folder};
    assert_int_equal(chdir(GREFFE_TESTS), 0);
    return form_library_names(form_library_new(&job, folders, 1, NULL, 0), names);
}

static void test_models(void **state) {
    const char *const *names = NULL;
    size_t count = find_cases(*state, &names);
    size_t failures = 0;
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        const char *expected =
            read_file(arena, arena_format(arena, "%s/%s/expected", folder, names[i]));
        const char *result = result_of(arena, names[i]);
        if (strcmp(expected, result) != 0) {
            failures++;
            print_message("%s: expected\n%s%s: found\n%s", names[i], expected, names[i], result);
        }
        arena_free(arena);
    }
    assert_true(count > 20); /* the folder is there */
    assert_int_equal(failures, 0);
}

/* Every message of the reader of models is shown by a case. */
static void test_messages(void **state) {
    const char *const *names = NULL;
    size_t count = find_cases(*state, &names);
    struct buffer all = {.arena = *state};
    for (size_t i = 0; i < count; i++)
        buffer_text(
            &all, read_file(*state, arena_format(*state, "%s/%s/expected", folder, names[i])));
    size_t missing = 0;
    for (size_t i = 0; i < MESSAGE_COUNT; i++) {
        const char *identifier = message_text((enum message)i)->identifier;
        const char *shown = arena_format(*state, "[%s]", identifier);
        if (!text_starts(identifier, "MODEL_") || strstr(buffer_string(&all), shown) != NULL)
            continue;
        print_message("no case shows %s\n", identifier);
        missing++;
    }
    assert_int_equal(missing, 0);
}

/* Versions of one model live side by side in several folders. */
static void test_library(void **state) {
    struct job job = {.arena = *state, .diagnostics = diagnostics_new(*state), .today = {0, 0, 0}};
    const char *const folders[] = {folder, "models-old"};
    const char *const *names = NULL;
    assert_int_equal(chdir(GREFFE_TESTS), 0);
    struct form_library *library = form_library_new(&job, folders, 2, NULL, 0);
    assert_string_equal(form_library_find(library, "bon")->version, "2.1");
    assert_string_equal(
        form_library_find_space(library, FORM_ANSWERS_NAMESPACE "bon:2")->version, "2.1");
    assert_string_equal(
        form_library_find_space(library, FORM_ANSWERS_NAMESPACE "bon:1")->version, "1.4");
    assert_null(form_library_find_space(library, FORM_ANSWERS_NAMESPACE "bon:3"));
    assert_null(form_library_find_space(library, FORM_ANSWERS_NAMESPACE "bo:2"));
    assert_null(form_library_find_space(library, "urn:autre:bon:2"));
    assert_null(form_library_find(library, "absent"));
    size_t count = form_library_names(library, &names);
    for (size_t i = 1; i < count; i++)
        assert_true(strcmp(names[i - 1], names[i]) < 0);
    assert_int_equal(diagnostics_errors(job.diagnostics), 0);
}

/* A table of the model is replaced by another file. */
static void test_override(void **state) {
    struct job job = {.arena = *state, .diagnostics = diagnostics_new(*state), .today = {0, 0, 0}};
    const char *const folders[] = {folder};
    const struct table_override override = {"departements", "models/inutile/villes.tsv"};
    assert_int_equal(chdir(GREFFE_TESTS), 0);
    struct form_library *library = form_library_new(&job, folders, 1, &override, 1);
    const struct form *form = form_library_find(library, "bon");
    assert_non_null(form);
    assert_string_equal(table_cell(form->tables[0], 0, 1), "Rodez");
}

static void test_length(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int32_t length; /* -1: none */
    } cases[] = {{"0mm", 0}, {"25.4mm", 72000}, {"2.54cm", 72000}, {"10.2pt", 10200},
        {"36mm", 102047}, {"0.0005pt", -1}, {"14400pt", 14400000}, {"14401pt", -1},
        {"1234567pt", -1}, {"36", -1}, {"mm", -1}, {"", -1}, {"-1mm", -1}, {"1.mm", -1},
        {"1,5mm", -1}, {"3 cm", -1}, {"3in", -1}, {"3mm ", -1}, {"12.345pt", 12345}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t length = -1;
        bool read = form_length(cases[i].text, &length);
        if (read != (cases[i].length >= 0) || (read && length != cases[i].length))
            fail_msg("%s is read as %ld", cases[i].text, (long)length);
    }
}

static void test_field(void **state) {
    struct job job = {.arena = *state, .diagnostics = diagnostics_new(*state), .today = {0, 0, 0}};
    const char *const folders[] = {folder};
    assert_int_equal(chdir(GREFFE_TESTS), 0);
    struct form_library *library = form_library_new(&job, folders, 1, NULL, 0);
    const struct field *root = form_library_find(library, "bon")->root;
    const struct field *option = field_child(field_child(root, "type"), "autre");
    assert_null(field_child(root, "autre"));
    assert_false(field_is_scalar(option));
    assert_true(field_is_scalar(field_child(option, "precision")));
    assert_string_equal(field_place(*state, option), "Type, Autre");
    assert_string_equal(field_place(*state, root), "Essai");
    assert_string_equal(field_kind_name(option->kind), "option");
}

static void test_accept(void **state) {
    const char *const *names = NULL;
    size_t count = find_cases(*state, &names);
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        accept_result(
            arena_format(arena, "%s/%s/expected", folder, names[i]), result_of(arena, names[i]));
        arena_free(arena);
    }
}

int main(int count, char **arguments) {
    const struct CMUnitTest comparison[] = {UNIT_TEST(test_models), UNIT_TEST(test_messages),
        UNIT_TEST(test_library), UNIT_TEST(test_override), UNIT_TEST(test_length),
        UNIT_TEST(test_field)};
    const struct CMUnitTest acceptance[] = {UNIT_TEST(test_accept)};
    if (count > 1 && strcmp(arguments[1], "--accept") == 0)
        return cmocka_run_group_tests(acceptance, NULL, NULL);
    return cmocka_run_group_tests(comparison, NULL, NULL);
}
