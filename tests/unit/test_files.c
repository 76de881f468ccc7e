/* Each test has a folder of its own; all run twice: with openat2, and as on a kernel without it. */
#include "unit.h"

#include "files.h"
#include "job.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    LIMIT = 3 * 1024 * 1024,
    NOBODY = 65534,
};

/* ---- The kernel ---- */

static bool has_openat2 = true;

/* The linker puts these in the place of libc's syscall. */
long __real_syscall(long number, ...);
long __wrap_syscall(long number, long folder, const char *path, const void *how, size_t size);

long __wrap_syscall(long number, long folder, const char *path, const void *how, size_t size) {
    if (number == SYS_openat2 && !has_openat2) {
        errno = ENOSYS;
        return -1;
    }
    return __real_syscall(number, folder, path, how, size);
}

static int forget_openat2(void **state) {
    (void)state;
    has_openat2 = false;
    return 0;
}

static int remember_openat2(void **state) {
    (void)state;
    has_openat2 = true;
    return 0;
}

/* ---- The folder ---- */

struct fixture {
    struct job job;
    struct root root;
    char folder[32];
};

static const char *path_in(const struct fixture *fixture, const char *name) {
    return arena_format(fixture->job.arena, "%s/%s", fixture->folder, name);
}

static void make_folder(const struct fixture *fixture, const char *name) {
    assert_int_equal(mkdir(path_in(fixture, name), 0755), 0);
}

static void make_file(const struct fixture *fixture, const char *name, const char *text) {
    FILE *file = fopen(path_in(fixture, name), "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void make_link(const struct fixture *fixture, const char *name, const char *target) {
    assert_int_equal(symlink(target, path_in(fixture, name)), 0);
}

/* A folder with a/logo.png, a/b/fiche.xml and séance.xml. */
static int set_up(void **state) {
    struct arena *arena = arena_new();
    struct fixture *fixture = arena_alloc(arena, sizeof *fixture);
    fixture->job =
        (struct job){.arena = arena, .diagnostics = diagnostics_new(arena), .today = {0, 0, 0}};
    strcpy(fixture->folder, "/tmp/greffe-files-XXXXXX");
    if (!mkdtemp(fixture->folder) || chmod(fixture->folder, 0755) != 0) {
        return -1;
    }
    make_folder(fixture, "a");
    make_folder(fixture, "a/b");
    make_file(fixture, "a/logo.png", "logo");
    make_file(fixture, "a/b/fiche.xml", "<fiche/>");
    make_file(fixture, "séance.xml", "<séance/>");
    *state = fixture;
    return root_open(&fixture->job, fixture->folder, &fixture->root) ? 0 : -1;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    struct arena *arena = fixture->job.arena;
    int status = system(arena_format(arena, "rm -rf %s", fixture->folder));
    arena_free(arena);
    return status;
}

/* ---- Checks ---- */

/* The diagnostic is about a place in a form, from byte 3 on. */
static bool read_named(struct fixture *fixture, const char *name, struct file *file) {
    const struct source *form = source_new(fixture->job.arena, "f.xml", "<a href=''/>", 12);
    struct span from = {form, 3, 4};
    return root_read(&fixture->job, &fixture->root, name, LIMIT, from, file);
}

static void check_read(
    struct fixture *fixture, const char *name, const char *path, const char *text) {
    struct file file;
    assert_true(read_named(fixture, name, &file));
    assert_int_equal(fixture->job.diagnostics->count, 0);
    assert_string_equal(file.path, path_in(fixture, path));
    assert_int_equal(file.length, strlen(text));
    assert_string_equal((const char *)file.bytes, text);
}

/* The only thing said is the message, with the hint unless that is NULL. */
static void check_refused(
    struct fixture *fixture, const char *name, enum message message, const char *hint) {
    struct file file;
    assert_false(read_named(fixture, name, &file));
    assert_int_equal(fixture->job.diagnostics->count, 1);
    const struct diagnostic *item = &fixture->job.diagnostics->items[0];
    assert_int_equal(item->message, message);
    assert_int_equal(item->span.offset, 3);
    if (hint) {
        assert_string_equal(item->hint, hint);
    }
    fixture->job.diagnostics->count = 0;
}

static void check_meant(struct fixture *fixture, const char *name, const char *meant) {
    const char *hint = arena_format(fixture->job.arena, "Vouliez-vous dire « %s » ?", meant);
    check_refused(fixture, name, MESSAGE_FILE_MISSPELT, hint);
}

/* ---- Reading ---- */

static void test_reads(void **state) {
    check_read(*state, "a/logo.png", "a/logo.png", "logo");
    check_read(*state, "séance.xml", "séance.xml", "<séance/>");
    make_file(*state, "vide", "");
    check_read(*state, "vide", "vide", "");
}

static void test_names_may_wander_inside(void **state) {
    check_read(*state, "./a//b/../logo.png", "a/logo.png", "logo");
    check_read(*state, "a/b/../../séance.xml", "séance.xml", "<séance/>");
}

static void test_root_of_here(void **state) {
    struct fixture *fixture = *state;
    char *before = getcwd(NULL, 0);
    assert_int_equal(chdir(fixture->folder), 0);
    struct root here;
    struct file file;
    assert_true(root_open(&fixture->job, ".", &here));
    assert_true(root_read(&fixture->job, &here, "a/logo.png", LIMIT, (struct span){0}, &file));
    assert_string_equal(file.path, "a/logo.png");
    assert_false(root_read(&fixture->job, &here, "absent.xml", LIMIT, (struct span){0}, &file));
    assert_string_equal(fixture->job.diagnostics->items[0].text,
        "le fichier « absent.xml » n’existe pas dans ce dossier.");
    assert_int_equal(chdir(before), 0);
    free(before);
}

static void test_root_must_be_a_folder(void **state) {
    struct fixture *fixture = *state;
    struct root root;
    assert_false(root_open(&fixture->job, path_in(fixture, "absent"), &root));
    assert_false(root_open(&fixture->job, path_in(fixture, "a/logo.png"), &root));
    assert_int_equal(fixture->job.diagnostics->count, 2);
    assert_int_equal(fixture->job.diagnostics->items[0].message, MESSAGE_FILE_FOLDER);
    assert_int_equal(fixture->job.diagnostics->items[1].message, MESSAGE_FILE_FOLDER);
}

/* ---- Missing ---- */

static void test_offers_near_misses(void **state) {
    check_meant(*state, "a/logo.pgn", "a/logo.png");
    check_meant(*state, "a/LOGO.PNG", "a/logo.png");
    check_meant(*state, "seance.xml", "séance.xml");
    check_meant(*state, "a/b/fiches.xml", "a/b/fiche.xml");
    check_meant(*state, "A/logo.png", "a/logo.png");
}

/* A name from a Mac, whose é is e and a combining accent; forms are brought to NFC. */
static void test_explains_decomposed_names(void **state) {
    make_file(*state, "a/re\u0301union.png", "");
    check_refused(*state, "a/r\u00E9union.png", MESSAGE_FILE_ACCENTS, NULL);
}

static void test_offers_nothing_far(void **state) {
    check_refused(*state, "a/plan.xml", MESSAGE_FILE_MISSING, NULL);
    check_refused(*state, "dossier/logo.png", MESSAGE_FILE_MISSING, NULL);
    check_refused(*state, "séance.xml/x", MESSAGE_FILE_MISSING, NULL);
    char name[600];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    check_refused(*state, name, MESSAGE_FILE_MISSING, NULL);
}

/* A name that a terminal would act on is not offered. */
static void test_offers_no_odd_names(void **state) {
    make_file(*state, "note\033.xml", "");
    make_file(*state, "note\xFF.xml", "");
    check_refused(*state, "note1.xml", MESSAGE_FILE_MISSING, NULL);
}

/* ---- Names that lead elsewhere ---- */

static void test_refuses_to_leave_the_root(void **state) {
    check_refused(*state, "../logo.png", MESSAGE_FILE_OUTSIDE, NULL);
    check_refused(*state, "a/../../logo.png", MESSAGE_FILE_OUTSIDE, NULL);
    check_refused(*state, "/etc/passwd", MESSAGE_FILE_ABSOLUTE, NULL);
    check_refused(*state, "C:\\Docs\\logo.png", MESSAGE_FILE_ABSOLUTE, NULL);
    check_refused(*state, "c:/Docs/logo.png", MESSAGE_FILE_ABSOLUTE, NULL);
    check_refused(*state, "\\\\serveur\\logo.png", MESSAGE_FILE_ABSOLUTE, NULL);
    check_refused(*state, "https://exemple.fr/logo.png", MESSAGE_FILE_ADDRESS, NULL);
    check_refused(*state, "file:///etc/passwd", MESSAGE_FILE_ADDRESS, NULL);
}

static void test_refuses_links(void **state) {
    make_link(*state, "lien.png", "a/logo.png");
    make_link(*state, "dossier", "a");
    make_link(*state, "dehors", "/etc");
    check_refused(*state, "lien.png", MESSAGE_FILE_LINK, NULL);
    check_refused(*state, "dossier/logo.png", MESSAGE_FILE_LINK, NULL);
    check_refused(*state, "dehors/passwd", MESSAGE_FILE_LINK, NULL);
}

static void test_corrects_backslashes(void **state) {
    check_refused(*state, "a\\logo.png", MESSAGE_FILE_BACKSLASH, "Écrivez « a/logo.png ».");
}

static void test_refuses_empty_names(void **state) {
    check_refused(*state, "", MESSAGE_FILE_NO_NAME, NULL);
    check_refused(*state, "a/..", MESSAGE_FILE_NO_NAME, NULL);
}

/* ---- What is no file ---- */

static void check_irregular(struct fixture *fixture, const char *name, const char *kind) {
    struct file file;
    assert_false(read_named(fixture, name, &file));
    assert_int_equal(fixture->job.diagnostics->count, 1);
    const struct diagnostic *item = &fixture->job.diagnostics->items[0];
    assert_int_equal(item->message, MESSAGE_FILE_NOT_REGULAR);
    assert_string_equal(item->text,
        arena_format(fixture->job.arena, "« %s » n’est pas un fichier mais %s.", name, kind));
    fixture->job.diagnostics->count = 0;
}

static void make_socket(const struct fixture *fixture, const char *name) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path_in(fixture, name), sizeof address.sun_path - 1);
    int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(descriptor, (struct sockaddr *)&address, sizeof address), 0);
    close(descriptor);
}

static void test_refuses_what_is_no_file(void **state) {
    assert_int_equal(mkfifo(path_in(*state, "tube"), 0644), 0);
    make_socket(*state, "prise");
    check_irregular(*state, "a", "un dossier");
    check_irregular(*state, "a/b/", "un dossier");
    check_irregular(*state, "tube", "un tube"); /* and does not wait for a writer */
    check_irregular(*state, "prise", "une prise ou un périphérique");
}

/* ---- Limits and failures ---- */

static void test_size_limit(void **state) {
    struct fixture *fixture = *state;
    struct file file;
    make_file(fixture, "gros", "");
    assert_int_equal(truncate(path_in(fixture, "gros"), LIMIT), 0);
    assert_true(read_named(fixture, "gros", &file));
    assert_int_equal(file.length, LIMIT);
    assert_int_equal(truncate(path_in(fixture, "gros"), LIMIT + 1), 0);
    assert_false(read_named(fixture, "gros", &file));
    assert_int_equal(fixture->job.diagnostics->items[0].message, MESSAGE_FILE_TOO_LARGE);
    assert_string_equal(
        fixture->job.diagnostics->items[0].text, "« gros » pèse 4 Mio ; la limite est de 3 Mio.");
}

/* Root may read everything, so it gives itself up for a while. */
static void test_permission(void **state) {
    struct fixture *fixture = *state;
    make_file(fixture, "secret.xml", "");
    make_folder(fixture, "coffre");
    make_file(fixture, "coffre/logo.png", "");
    assert_int_equal(chmod(path_in(fixture, "secret.xml"), 0), 0);
    assert_int_equal(chmod(path_in(fixture, "coffre"), 0), 0);
    bool is_root = geteuid() == 0;
    assert_true(!is_root || seteuid(NOBODY) == 0);
    check_refused(fixture, "secret.xml", MESSAGE_FILE_FORBIDDEN, NULL);
    check_refused(fixture, "coffre/logo.png", MESSAGE_FILE_FORBIDDEN, NULL);
    struct root root;
    assert_false(root_open(&fixture->job, path_in(fixture, "coffre"), &root));
    assert_int_equal(fixture->job.diagnostics->items[0].message, MESSAGE_FILE_FORBIDDEN);
    assert_true(!is_root || seteuid(0) == 0);
    assert_int_equal(chmod(path_in(fixture, "coffre"), 0755), 0);
}

/* The machine fails: here, it has no descriptor left. */
static void test_failure_of_the_machine(void **state) {
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    struct rlimit none = {0, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    check_refused(*state, "a/logo.png", MESSAGE_FILE_UNREADABLE, NULL);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    check_read(*state, "a/logo.png", "a/logo.png", "logo");
}

/* Nothing stays open: descriptors are counted by the number that the next one gets. */
static void test_closes_what_it_opens(void **state) {
    struct fixture *fixture = *state;
    struct file file;
    int before = dup(0);
    close(before);
    for (int i = 0; i < 20; i++) {
        assert_true(read_named(fixture, "a/b/fiche.xml", &file));
        assert_false(read_named(fixture, "a/b", &file));
        assert_false(read_named(fixture, "a/../..", &file));
    }
    int after = dup(0);
    close(after);
    assert_int_equal(before, after);
}

#define FILE_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        FILE_TEST(test_reads),
        FILE_TEST(test_names_may_wander_inside),
        FILE_TEST(test_root_of_here),
        FILE_TEST(test_root_must_be_a_folder),
        FILE_TEST(test_offers_near_misses),
        FILE_TEST(test_explains_decomposed_names),
        FILE_TEST(test_offers_nothing_far),
        FILE_TEST(test_offers_no_odd_names),
        FILE_TEST(test_refuses_to_leave_the_root),
        FILE_TEST(test_refuses_links),
        FILE_TEST(test_corrects_backslashes),
        FILE_TEST(test_refuses_empty_names),
        FILE_TEST(test_refuses_what_is_no_file),
        FILE_TEST(test_size_limit),
        FILE_TEST(test_permission),
        FILE_TEST(test_failure_of_the_machine),
        FILE_TEST(test_closes_what_it_opens),
    };
    int failures = cmocka_run_group_tests_name("openat2", tests, NULL, NULL);
    return failures +
           cmocka_run_group_tests_name("without openat2", tests, forget_openat2, remember_openat2);
}
