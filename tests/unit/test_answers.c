/* Each form of tests/answers, read with the models of tests/forms, against the .diag beside it: what is
 * reported and which missing fields are excused; and against the .dump: the answers. « test_answers
 * --accept » rewrites the expectations. */
#include "unit.h"

#include "answers.h"
#include "answers_dump.h"
#include "files.h"
#include "form_library.h"
#include "job.h"
#include "text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char folder[] = GREFFE_TESTS "/answers";

/* What one case gives. */
struct outcome {
    const char *diagnostics;
    const char *dump; /* NULL: nothing could be bound */
};

/* ---- One case ---- */

/* The fields that nobody answered although their group or record is there, as check would ask. */
static void add_excused(
    struct buffer *out, const struct answers *answers, const struct answer *answer) {
    for (const struct field *field = answer->field->first; field; field = field->next) {
        if (!answer_for(answer, field) && answers_excused(answers, answer, field)) {
            buffer_format(out, "excused: %s in %s\n", field->name, answer->field->name);
        }
    }
    for (const struct answer *child = answer->first; child; child = child->next) {
        assert_ptr_equal(child->parent, answer);
        add_excused(out, answers, child);
    }
}

/* Every error of an answer's own was reported, and the names of files do not tell where the tests stand. */
static struct outcome outcome_of(
    struct arena *arena, struct form_library *library, const char *name) {
    struct job job = {arena, diagnostics_new(arena), {2026, 1, 1}};
    struct root root;
    assert_true(root_open(&job, folder, &root));
    root.path = ".";
    struct answers *answers = answers_read(&job, library, &root, name, (struct span){0});
    assert_true(answers || diagnostics_errors(job.diagnostics) > 0);
    diagnostics_sort(job.diagnostics);
    struct buffer out = {.arena = arena};
    buffer_text(&out, diagnostics_print(job.diagnostics));
    if (answers) {
        add_excused(&out, answers, answers->root);
    }
    return (struct outcome){buffer_string(&out), answers ? answers_dump(arena, answers) : NULL};
}

/* ---- Golden files ---- */

static const char *read_file(struct arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        return NULL;
    }
    struct buffer text = {.arena = arena};
    char bytes[4096];
    size_t count;
    while ((count = fread(bytes, 1, sizeof bytes, file)) > 0) {
        buffer_add(&text, bytes, count);
    }
    fclose(file);
    return buffer_string(&text);
}

static void accept_text(const char *path, const char *text) {
    if (!text) {
        remove(path);
        return;
    }
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static bool is_as_expected(struct arena *arena, const char *path, const char *found) {
    const char *expected = read_file(arena, path);
    if (text_equal(expected, found)) {
        return true;
    }
    print_message("%s: expected\n%s%s: found\n%s\n", path, expected ? expected : "(nothing)\n",
        path, found ? found : "(nothing)");
    return false;
}

/* ---- All cases ---- */

static bool is_case(const char *name) {
    size_t length = strlen(name);
    return length > strlen(".xml") && strcmp(name + length - strlen(".xml"), ".xml") == 0;
}

static size_t check_case(struct form_library *library, const char *name, bool accept) {
    struct arena *arena = arena_new();
    const char *stem = arena_copy(arena, name, strlen(name) - strlen(".xml"));
    const char *diagnostics = arena_format(arena, "%s/%s.diag", folder, stem);
    const char *dump = arena_format(arena, "%s/%s.dump", folder, stem);
    struct outcome outcome = outcome_of(arena, library, name);
    size_t failures = 0;
    if (accept) {
        accept_text(diagnostics, outcome.diagnostics);
        accept_text(dump, outcome.dump);
    } else {
        failures += !is_as_expected(arena, diagnostics, outcome.diagnostics);
        failures += !is_as_expected(arena, dump, outcome.dump);
    }
    arena_free(arena);
    return failures;
}

static void check_all(bool accept) {
    static const char *const folders[] = {GREFFE_TESTS "/forms", GREFFE_TESTS "/answers/modeles"};
    struct arena *arena = arena_new();
    struct job process = {arena, diagnostics_new(arena), {2026, 1, 1}};
    struct form_library *library = form_library_new(&process, folders, 2, NULL, 0);
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    size_t cases = 0;
    size_t failures = 0;
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        if (is_case(entry->d_name)) {
            failures += check_case(library, entry->d_name, accept);
            cases++;
        }
    }
    closedir(directory);
    /* Of the models only the one that is meant to be wrong is wrong. */
    assert_int_equal(diagnostics_errors(process.diagnostics), 1);
    arena_free(arena);
    assert_true(cases > 60); /* the folder is there */
    assert_int_equal(failures, 0);
}

static void test_cases(void **state) {
    (void)state;
    check_all(false);
}

static void test_accept(void **state) {
    (void)state;
    check_all(true);
}

int main(int count, char **arguments) {
    const struct CMUnitTest comparison[] = {cmocka_unit_test(test_cases)};
    const struct CMUnitTest acceptance[] = {cmocka_unit_test(test_accept)};
    if (count > 1 && strcmp(arguments[1], "--accept") == 0) {
        return cmocka_run_group_tests(acceptance, NULL, NULL);
    }
    return cmocka_run_group_tests(comparison, NULL, NULL);
}
