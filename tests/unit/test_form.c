/* Each model of tests/models, read, against the file « expected » beside it: what is reported and, where
 * there is no error, the model as it was understood. « test_form --accept » rewrites the expectations. */
#include "unit.h"

#include "form_dump.h"
#include "form_library.h"
#include "job.h"
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
    struct job job = {arena, diagnostics_new(arena), {2026, 11, 22}};
    const char *const folders[] = {folder};
    struct form_library *library = form_library_new(&job, folders, 1, NULL, 0);
    const struct form *form = form_library_find(library, name);
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
    struct job job = {arena, diagnostics_new(arena), {0, 0, 0}};
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
    const struct CMUnitTest comparison[] = {UNIT_TEST(test_models), UNIT_TEST(test_messages)};
    const struct CMUnitTest acceptance[] = {UNIT_TEST(test_accept)};
    if (count > 1 && strcmp(arguments[1], "--accept") == 0)
        return cmocka_run_group_tests(acceptance, NULL, NULL);
    return cmocka_run_group_tests(comparison, NULL, NULL);
}
