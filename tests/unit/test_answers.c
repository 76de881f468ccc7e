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
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena), .today = {2026, 1, 1}};
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
    struct job process = {
        .arena = arena, .diagnostics = diagnostics_new(arena), .today = {2026, 1, 1}};
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

/* ---- Nothing but mistakes ---- */

enum {
    MISTAKES = 3000, /* the square of which is beyond the comparisons that one job may make */
};

static const char *mistaken_form(struct arena *arena, bool references) {
    struct buffer form = {.arena = arena};
    buffer_text(&form, "<tous-genres xmlns=\"urn:greffe:form:tous-genres:1\">\n");
    for (int i = 0; i < MISTAKES; i++) {
        buffer_format(&form, "<personne><nom>Nom %d</nom></personne>\n", i);
        if (references) {
            buffer_format(&form, "<presence qui=\"Nim %d\"/>\n", i);
        } else {
            buffer_text(&form, "<txte/>\n");
        }
    }
    buffer_text(&form, "</tous-genres>\n");
    return buffer_string(&form);
}

/* Reads a form from a folder of its own. */
static const struct diagnostics *read_form(struct arena *arena, const char *form) {
    static const char *const folders[] = {GREFFE_TESTS "/forms"};
    struct arena *models = arena_new();
    struct job process = {
        .arena = models, .diagnostics = diagnostics_new(models), .today = {2026, 1, 1}};
    struct form_library *library = form_library_new(&process, folders, 1, NULL, 0);
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena), .today = {2026, 1, 1}};
    char path[] = "/tmp/greffe-answers-XXXXXX";
    struct root root;
    assert_non_null(mkdtemp(path));
    const char *file = arena_format(arena, "%s/form.xml", path);
    accept_text(file, form);
    assert_true(root_open(&job, path, &root));
    assert_non_null(answers_read(&job, library, &root, "form.xml", (struct span){0}));
    remove(file);
    remove(path);
    arena_free(models);
    return job.diagnostics;
}

static size_t count_of(
    const struct diagnostics *diagnostics, enum message message, const char *hint) {
    size_t count = 0;
    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct diagnostic *diagnostic = &diagnostics->items[i];
        count += diagnostic->message == message && strstr(diagnostic->hint, hint);
    }
    return count;
}

/* Every mistake is reported; near-misses are offered while they cost little. */
static void test_many_references(void **state) {
    const struct diagnostics *diagnostics = read_form(*state, mistaken_form(*state, true));
    assert_int_equal(count_of(diagnostics, MESSAGE_ANSWERS_REFERENCE, ""), MISTAKES);
    assert_in_range(
        count_of(diagnostics, MESSAGE_ANSWERS_REFERENCE, "Vouliez-vous"), 1, MISTAKES - 1);
}

static void test_many_unknown(void **state) {
    const struct diagnostics *diagnostics = read_form(*state, mistaken_form(*state, false));
    size_t unknown = count_of(diagnostics, MESSAGE_ANSWERS_ELEMENT_UNKNOWN, "");
    size_t explained = count_of(diagnostics, MESSAGE_ANSWERS_ELEMENT_MISSPELT, "<texte>");
    assert_in_range(explained, 1, MISTAKES - 1);
    assert_int_equal(explained + unknown, MISTAKES);
}

int main(int count, char **arguments) {
    const struct CMUnitTest comparison[] = {cmocka_unit_test(test_cases),
        UNIT_TEST(test_many_references), UNIT_TEST(test_many_unknown)};
    const struct CMUnitTest acceptance[] = {cmocka_unit_test(test_accept)};
    if (count > 1 && strcmp(arguments[1], "--accept") == 0) {
        return cmocka_run_group_tests(acceptance, NULL, NULL);
    }
    return cmocka_run_group_tests(comparison, NULL, NULL);
}
