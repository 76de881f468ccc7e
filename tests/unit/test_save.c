/* Saving: whole or not at all, and never over what left the house. */
#include "unit.h"

#include "greffe.h"
#include "pdf_identity.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* The least that has an identity: pdf_identity looks at the last /ID and at nothing else of a PDF. */
#define OWN_PDF                                                                                    \
    "%PDF-1.7\n%%%% un acte\ntrailer\n<< /ID [<00000000000000000000000000000000>"                  \
    "<00000000000000000000000000000000>] >>\n%%EOF\n"

/* A folder of the test's own, which is also the working folder while the test runs. */
struct place {
    char folder[32];
    int before;
    unsigned char own[sizeof OWN_PDF - 1];
};

static int set_up(void **state) {
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    strcpy(place->folder, "/tmp/greffe-save-XXXXXX");
    place->before = open(".", O_RDONLY | O_DIRECTORY);
    assert_non_null(mkdtemp(place->folder));
    assert_int_equal(chmod(place->folder, 0755), 0);
    assert_int_equal(chdir(place->folder), 0);
    memcpy(place->own, OWN_PDF, sizeof place->own);
    assert_true(pdf_identity_stamp(place->own, sizeof place->own));
    *state = place;
    return 0;
}

/* The names in the working folder, without . and ..; each is given to visit unless that is NULL. */
static size_t each_file(void (*visit)(const char *name)) {
    DIR *folder = opendir(".");
    assert_non_null(folder);
    size_t count = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        if (visit != NULL)
            visit(entry->d_name);
    }
    closedir(folder);
    return count;
}

static void delete_entry(const char *name) {
    if (unlink(name) != 0)
        rmdir(name);
}

static int tear_down(void **state) {
    struct place *place = *state;
    chmod(".", 0755);
    each_file(delete_entry);
    assert_int_equal(fchdir(place->before), 0);
    close(place->before);
    rmdir(place->folder);
    free(place);
    return 0;
}

static void put(const char *path, const void *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void assert_holds(const char *path, const void *bytes, size_t length) {
    unsigned char found[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t count = fread(found, 1, sizeof found, file);
    fclose(file);
    assert_int_equal(count, length);
    assert_memory_equal(found, bytes, length);
}

static enum greffe_saving save(const char *path, const char *text, bool force) {
    errno = 0;
    return greffe_save(path, (const unsigned char *)text, strlen(text), force);
}

/* Refused, and the file still holds what it held. */
static void assert_refused(const void *bytes, size_t length) {
    put("acte.pdf", bytes, length);
    assert_int_equal(save("acte.pdf", "nouveau", false), GREFFE_SAVE_REFUSED);
    assert_holds("acte.pdf", bytes, length);
    assert_int_equal(each_file(NULL), 1);
}

static void assert_failed(const char *path, bool force, int cause) {
    assert_int_equal(save(path, "nouveau", force), GREFFE_SAVE_FAILED);
    assert_int_equal(errno, cause);
}

/* ---- What may be written ---- */

static void new_file_alone_in_its_folder(void **state) {
    (void)state;
    assert_int_equal(save("acte.pdf", "un acte", false), GREFFE_SAVED);
    assert_holds("acte.pdf", "un acte", 7);
    assert_int_equal(each_file(NULL), 1);
}

static void new_file_by_its_whole_path(void **state) {
    struct place *place = *state;
    char path[64];
    snprintf(path, sizeof path, "%s/acte.pdf", place->folder);
    assert_int_equal(save(path, "un acte", false), GREFFE_SAVED);
    assert_holds("acte.pdf", "un acte", 7);
}

static void new_file_has_the_rights_that_the_user_gives(void **state) {
    (void)state;
    mode_t before = umask(027);
    assert_int_equal(save("acte.pdf", "un acte", false), GREFFE_SAVED);
    umask(before);
    struct stat status;
    assert_int_equal(stat("acte.pdf", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void empty_file_is_a_file(void **state) {
    (void)state;
    assert_int_equal(save("vide.txt", "", false), GREFFE_SAVED);
    assert_holds("vide.txt", "", 0);
}

static void own_file_is_replaced(void **state) {
    struct place *place = *state;
    put("acte.pdf", place->own, sizeof place->own);
    assert_int_equal(save("acte.pdf", "nouveau", false), GREFFE_SAVED);
    assert_holds("acte.pdf", "nouveau", 7);
    assert_int_equal(each_file(NULL), 1);
}

/* Who may not read the old act may not read the new one. */
static void replaced_file_keeps_its_rights(void **state) {
    struct place *place = *state;
    put("acte.pdf", place->own, sizeof place->own);
    assert_int_equal(chmod("acte.pdf", 0620), 0);
    assert_int_equal(save("acte.pdf", "nouveau", false), GREFFE_SAVED);
    struct stat status;
    assert_int_equal(stat("acte.pdf", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0620);
}

/* A left-over of a process that was killed, with the number that ours has now. */
static void temporary_name_that_is_taken(void **state) {
    (void)state;
    char name[64];
    snprintf(name, sizeof name, ".greffe-%ld-0", (long)getpid());
    put(name, "autre", 5);
    assert_int_equal(save("acte.pdf", "un acte", false), GREFFE_SAVED);
    assert_holds("acte.pdf", "un acte", 7);
    assert_holds(name, "autre", 5);
}

/* ---- What may not be replaced ---- */

static void own_file_with_one_byte_changed(void **state) {
    struct place *place = *state;
    place->own[12] ^= 1;
    assert_refused(place->own, sizeof place->own);
}

/* A signature is appended to a file: its first bytes stay as they were. */
static void own_file_with_bytes_added(void **state) {
    struct place *place = *state;
    unsigned char signed_file[sizeof place->own + 10];
    memcpy(signed_file, place->own, sizeof place->own);
    memcpy(signed_file + sizeof place->own, "1 0 obj <<", 10);
    assert_refused(signed_file, sizeof signed_file);
}

static void own_file_cut_short(void **state) {
    struct place *place = *state;
    assert_refused(place->own, sizeof place->own - 1);
}

static void own_file_protected_against_writing(void **state) {
    struct place *place = *state;
    put("acte.pdf", place->own, sizeof place->own);
    assert_int_equal(chmod("acte.pdf", 0444), 0);
    assert_int_equal(save("acte.pdf", "nouveau", false), GREFFE_SAVE_PROTECTED);
    assert_holds("acte.pdf", place->own, sizeof place->own);
    assert_int_equal(save("acte.pdf", "nouveau", true), GREFFE_SAVED);
    assert_holds("acte.pdf", "nouveau", 7);
    struct stat status;
    assert_int_equal(stat("acte.pdf", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0444);
}

static void foreign_file(void **state) {
    (void)state;
    assert_refused("%PDF-1.4\ntamponné\n%%EOF\n", 25);
}

static void empty_file_of_somebody(void **state) {
    (void)state;
    assert_refused("", 0);
}

static void foreign_file_by_force(void **state) {
    (void)state;
    put("acte.pdf", "ancien", 6);
    assert_int_equal(save("acte.pdf", "nouveau", true), GREFFE_SAVED);
    assert_holds("acte.pdf", "nouveau", 7);
    assert_int_equal(each_file(NULL), 1);
}

static void folder_not_even_by_force(void **state) {
    (void)state;
    assert_int_equal(mkdir("dossier", 0755), 0);
    assert_failed("dossier", false, EISDIR);
    assert_failed("dossier", true, EISDIR);
    assert_int_equal(each_file(NULL), 1);
}

static void link_not_even_by_force(void **state) {
    struct place *place = *state;
    put("acte.pdf", place->own, sizeof place->own);
    assert_int_equal(symlink("acte.pdf", "lien.pdf"), 0);
    assert_failed("lien.pdf", false, EINVAL);
    assert_failed("lien.pdf", true, EINVAL);
    assert_holds("acte.pdf", place->own, sizeof place->own);
}

static void link_to_nothing(void **state) {
    (void)state;
    assert_int_equal(symlink("absent.pdf", "lien.pdf"), 0);
    assert_failed("lien.pdf", false, EINVAL);
    assert_int_equal(access("absent.pdf", F_OK), -1);
}

/* Opened to be read, a pipe would wait for a writer for ever. */
static void pipe_not_even_by_force(void **state) {
    (void)state;
    assert_int_equal(mkfifo("tube", 0644), 0);
    assert_failed("tube", false, EINVAL);
    assert_failed("tube", true, EINVAL);
}

/* ---- The machine fails ---- */

static void folder_that_is_missing(void **state) {
    (void)state;
    assert_failed("absent/acte.pdf", false, ENOENT);
}

static void folder_that_is_a_file(void **state) {
    (void)state;
    put("fichier", "x", 1);
    assert_failed("fichier/acte.pdf", false, ENOTDIR);
}

/* root may write everywhere, so it becomes somebody else for a moment. */
static void folder_without_the_right_to_write(void **state) {
    (void)state;
    assert_int_equal(chmod(".", 0555), 0);
    bool root = geteuid() == 0;
    if (root)
        assert_int_equal(seteuid(65534), 0);
    enum greffe_saving saving = save("acte.pdf", "un acte", false);
    int cause = errno;
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(saving, GREFFE_SAVE_FAILED);
    assert_int_equal(cause, EACCES);
    assert_int_equal(each_file(NULL), 0);
}

/* What cannot be read cannot be known to be Greffe's own. */
static void file_without_the_right_to_read(void **state) {
    struct place *place = *state;
    put("acte.pdf", place->own, sizeof place->own);
    assert_int_equal(chmod("acte.pdf", 0), 0);
    assert_int_equal(chmod(".", 0777), 0);
    bool root = geteuid() == 0;
    if (root)
        assert_int_equal(seteuid(65534), 0);
    enum greffe_saving saving = save("acte.pdf", "nouveau", false);
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(saving, GREFFE_SAVE_REFUSED);
    assert_int_equal(chmod("acte.pdf", 0644), 0);
    assert_holds("acte.pdf", place->own, sizeof place->own);
}

/* The limit lets the first bytes through: what was begun must be gone, what was there must stay. */
static void write_that_fails_half_way(void **state) {
    struct place *place = *state;
    put("acte.pdf", place->own, sizeof place->own);
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {4096, before.rlim_max};
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    static const unsigned char bytes[8192];
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum greffe_saving saving = greffe_save("acte.pdf", bytes, sizeof bytes, false);
    int cause = errno;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);
    assert_int_equal(saving, GREFFE_SAVE_FAILED);
    assert_int_equal(cause, EFBIG);
    assert_holds("acte.pdf", place->own, sizeof place->own);
    assert_int_equal(each_file(NULL), 1);
}

enum {
    CHILD_HELD = 0,
    CHILD_WRONG = 1,
    CHILD_MAY_NOT = 77, /* this machine lets nobody mount */
};

/* In a name space of its own: a file system of 64 KiB that 1 MiB is written to. */
static int fill_disk(void) {
    if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return CHILD_MAY_NOT;
    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
    if (mount("tmpfs", ".", "tmpfs", 0, "size=64k") != 0 || chdir(getenv("PWD")) != 0)
        return CHILD_MAY_NOT;
    unsigned char *bytes = calloc(1, 1 << 20);
    enum greffe_saving saving = greffe_save("acte.pdf", bytes, 1 << 20, false);
    bool held = saving == GREFFE_SAVE_FAILED && errno == ENOSPC && each_file(NULL) == 0;
    free(bytes);
    return held ? CHILD_HELD : CHILD_WRONG;
}

static void disk_that_is_full(void **state) {
    struct place *place = *state;
    assert_int_equal(setenv("PWD", place->folder, 1), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        _exit(fill_disk());
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == CHILD_MAY_NOT) {
        print_message("a full disk cannot be made here: no right to mount\n");
        skip();
    }
    assert_int_equal(WEXITSTATUS(status), CHILD_HELD);
}

/* ---- What stands there, and names for finished files ---- */

static void what_stands_there(void **state) {
    const struct place *place = *state;
    unsigned char added[sizeof place->own + 64] = {0};
    memcpy(added, place->own, sizeof place->own);
    memcpy(added + sizeof place->own, "\n9 0 obj\n%%EOF\n", 16);
    assert_int_equal(greffe_standing(AT_FDCWD, "acte.pdf"), GREFFE_NOTHING);
    put("acte.pdf", place->own, sizeof place->own);
    assert_int_equal(greffe_standing(AT_FDCWD, "acte.pdf"), GREFFE_OWN);
    put("acte.pdf", added, sizeof place->own + 16);
    assert_int_equal(greffe_standing(AT_FDCWD, "acte.pdf"), GREFFE_SIGNED);
    added[12] ^= 1;
    put("acte.pdf", added, sizeof place->own + 16);
    assert_int_equal(greffe_standing(AT_FDCWD, "acte.pdf"), GREFFE_FOREIGN);
    put("acte.pdf", "%PDF-1.7\n%%EOF", 14);
    assert_int_equal(greffe_standing(AT_FDCWD, "acte.pdf"), GREFFE_FOREIGN);
    assert_int_equal(symlink("acte.pdf", "lien.pdf"), 0);
    assert_int_equal(greffe_standing(AT_FDCWD, "lien.pdf"), GREFFE_FOREIGN);
    assert_int_equal(greffe_standing(AT_FDCWD, "."), GREFFE_FOREIGN);
}

static void finished_file_gets_its_name(void **state) {
    const struct place *place = *state;
    put("fini", "neuf", 4);
    assert_int_equal(greffe_place(AT_FDCWD, "fini", AT_FDCWD, "acte.pdf", false), GREFFE_SAVED);
    assert_holds("acte.pdf", "neuf", 4);
    put("fini", "autre", 5);
    assert_int_equal(
        greffe_place(AT_FDCWD, "fini", AT_FDCWD, "acte.pdf", false), GREFFE_SAVE_REFUSED);
    assert_holds("acte.pdf", "neuf", 4);
    assert_holds("fini", "autre", 5);
    assert_int_equal(greffe_place(AT_FDCWD, "fini", AT_FDCWD, "acte.pdf", true), GREFFE_SAVED);
    assert_holds("acte.pdf", "autre", 5);
    put("acte.pdf", place->own, sizeof place->own);
    assert_int_equal(chmod("acte.pdf", 0640), 0);
    put("fini", "neuf", 4);
    assert_int_equal(greffe_place(AT_FDCWD, "fini", AT_FDCWD, "acte.pdf", false), GREFFE_SAVED);
    struct stat status;
    assert_int_equal(stat("acte.pdf", &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(each_file(NULL), 1);
    assert_int_equal(
        greffe_place(AT_FDCWD, "absent", AT_FDCWD, "autre.pdf", false), GREFFE_SAVE_FAILED);
}

#define SAVE_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        SAVE_TEST(new_file_alone_in_its_folder),
        SAVE_TEST(new_file_by_its_whole_path),
        SAVE_TEST(new_file_has_the_rights_that_the_user_gives),
        SAVE_TEST(empty_file_is_a_file),
        SAVE_TEST(own_file_is_replaced),
        SAVE_TEST(replaced_file_keeps_its_rights),
        SAVE_TEST(own_file_protected_against_writing),
        SAVE_TEST(temporary_name_that_is_taken),
        SAVE_TEST(own_file_with_one_byte_changed),
        SAVE_TEST(own_file_with_bytes_added),
        SAVE_TEST(own_file_cut_short),
        SAVE_TEST(foreign_file),
        SAVE_TEST(empty_file_of_somebody),
        SAVE_TEST(foreign_file_by_force),
        SAVE_TEST(folder_not_even_by_force),
        SAVE_TEST(link_not_even_by_force),
        SAVE_TEST(link_to_nothing),
        SAVE_TEST(pipe_not_even_by_force),
        SAVE_TEST(folder_that_is_missing),
        SAVE_TEST(folder_that_is_a_file),
        SAVE_TEST(folder_without_the_right_to_write),
        SAVE_TEST(file_without_the_right_to_read),
        SAVE_TEST(write_that_fails_half_way),
        SAVE_TEST(disk_that_is_full),
        SAVE_TEST(what_stands_there),
        SAVE_TEST(finished_file_gets_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
