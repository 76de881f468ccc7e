#include "greffe.h"

#include "pdf_identity.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The longest file that is read to see whether Greffe wrote it: beyond that it did not. */
#define OWN_LIMIT ((off_t)512 * 1024 * 1024)

enum {
    MOST_REVISIONS = 64, /* of a PDF, looked through for the one that Greffe wrote */
};

static bool write_all(int descriptor, const unsigned char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static bool read_all(int descriptor, unsigned char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = read(descriptor, bytes, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}

static bool is_line_end(unsigned char byte) {
    return byte == '\n' || byte == '\r';
}

/* What is added to a PDF stands behind its last line, « %%EOF » (ISO 32000-1, 7.5.6). */
static bool begins_with_own(const unsigned char *bytes, size_t length) {
    static const char mark[] = "%%EOF";
    size_t found = 0;
    for (size_t at = 0; at + sizeof mark <= length && found < MOST_REVISIONS; at++) {
        if (bytes[at] != '%' || memcmp(bytes + at, mark, sizeof mark - 1) != 0)
            continue;
        size_t end = at + sizeof mark - 1;
        end += is_line_end(bytes[end]);
        if (end < length && pdf_is_own(bytes, end))
            return true;
        found++;
    }
    return false;
}

static enum greffe_standing standing_of(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0 ||
        status.st_size > OWN_LIMIT)
        return GREFFE_FOREIGN;
    size_t length = (size_t)status.st_size;
    unsigned char *bytes = malloc(length);
    bool read = bytes != NULL && read_all(descriptor, bytes, length);
    bool own = read && pdf_is_own(bytes, length);
    bool added = read && !own && begins_with_own(bytes, length);
    free(bytes);
    return own ? GREFFE_OWN : added ? GREFFE_SIGNED : GREFFE_FOREIGN;
}

enum greffe_standing greffe_standing(int folder, const char *path) {
    int descriptor = openat(folder, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return errno == ENOENT ? GREFFE_NOTHING : GREFFE_FOREIGN;
    enum greffe_standing standing = standing_of(descriptor);
    close(descriptor);
    return standing;
}

/* An act that left the house is never touched: only nothing, or Greffe's own file, may be replaced. */
static bool may_replace(int folder, const char *path) {
    enum greffe_standing standing = greffe_standing(folder, path);
    return standing == GREFFE_NOTHING || standing == GREFFE_OWN;
}

/* A rename needs no right to write to what it replaces; and root may write to everything. */
static bool is_protected(int folder, const char *path, const struct stat *status) {
    bool writable = (status->st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) != 0;
    return !writable || faccessat(folder, path, W_OK, AT_EACCESS) != 0;
}

/* The folder of a path, as a string to be freed. */
static char *folder_of(const char *path) {
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return strdup(".");
    return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* The name of a file reaches the disk with its folder. */
static bool sync_folder(const char *folder) {
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    bool synced = fsync(descriptor) == 0 || errno == EINVAL;
    close(descriptor);
    return synced;
}

static bool fill(int descriptor, const unsigned char *bytes, size_t length) {
    bool whole = write_all(descriptor, bytes, length) && fsync(descriptor) == 0;
    int cause = errno;
    if (close(descriptor) != 0 && whole)
        return false;
    errno = cause;
    return whole;
}

/* rename(2) would replace what appeared meanwhile; link(2) does not. */
static bool put_in_place(
    int from, const char *temporary, int folder, const char *path, bool replace) {
    if (replace)
        return renameat(from, temporary, folder, path) == 0;
    if (linkat(from, temporary, folder, path, 0) == 0)
        return unlinkat(from, temporary, 0) == 0;
    /* A file system without links: the check that nothing is there was made a moment ago. */
    return errno != EEXIST && faccessat(folder, path, F_OK, 0) != 0 &&
           renameat(from, temporary, folder, path) == 0;
}

/* A new file in the folder, under a name that nothing has; the name is freed by the caller. `mode` is
 * narrowed by the umask. */
static int open_temporary(const char *folder, mode_t mode, char **name) {
    size_t size = strlen(folder) + 64;
    *name = malloc(size);
    for (unsigned attempt = 0; *name != NULL && attempt < 1000; attempt++) {
        snprintf(*name, size, "%s/.greffe-%ld-%u", folder, (long)getpid(), attempt);
        int descriptor = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (descriptor >= 0 || errno != EEXIST)
            return descriptor;
    }
    return -1;
}

/* Who could not read the old file shall not read the new one: the permissions are there before the bytes. A
 * file system that knows no permissions keeps its own. */
static int open_replacement(const char *folder, mode_t mode, char **name) {
    int descriptor = open_temporary(folder, S_IRUSR | S_IWUSR, name);
    if (descriptor >= 0)
        (void)fchmod(descriptor, mode & 0777);
    return descriptor;
}

/* `old` is the file to be replaced, or NULL. */
static enum greffe_saving save_in(const char *folder, const char *path, const unsigned char *bytes,
    size_t length, const struct stat *old) {
    char *temporary = NULL;
    int descriptor = old != NULL ? open_replacement(folder, old->st_mode, &temporary)
                                 : open_temporary(folder, 0666, &temporary);
    bool saved = descriptor >= 0 && fill(descriptor, bytes, length) &&
                 put_in_place(AT_FDCWD, temporary, AT_FDCWD, path, old != NULL);
    int cause = errno;
    if (descriptor >= 0 && !saved)
        unlink(temporary);
    free(temporary);
    errno = cause;
    return saved && sync_folder(folder) ? GREFFE_SAVED : GREFFE_SAVE_FAILED;
}

/* Whether the path may be written to: GREFFE_SAVED when it may; *exists says whether something stands there. */
static enum greffe_saving judge(
    int folder, const char *path, bool force, struct stat *status, bool *exists) {
    *exists = fstatat(folder, path, status, AT_SYMLINK_NOFOLLOW) == 0;
    /* Not even by force: a link's target is not Greffe's to judge, a device is nobody's to rename over. */
    if (*exists && !S_ISREG(status->st_mode)) {
        errno = S_ISDIR(status->st_mode) ? EISDIR : EINVAL;
        return GREFFE_SAVE_FAILED;
    }
    if (*exists && !force && !may_replace(folder, path))
        return GREFFE_SAVE_REFUSED;
    if (*exists && !force && is_protected(folder, path, status))
        return GREFFE_SAVE_PROTECTED;
    return GREFFE_SAVED;
}

/* chmod(2) would follow a link. */
static void set_mode(int folder, const char *name, mode_t mode) {
    int descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return;
    (void)fchmod(descriptor, mode & 0777);
    close(descriptor);
}

enum greffe_saving greffe_place(
    int from, const char *temporary, int folder, const char *path, bool force) {
    struct stat status;
    bool exists = false;
    enum greffe_saving judged = judge(folder, path, force, &status, &exists);
    if (judged != GREFFE_SAVED)
        return judged;
    if (exists)
        set_mode(from, temporary, status.st_mode);
    return put_in_place(from, temporary, folder, path, exists) ? GREFFE_SAVED : GREFFE_SAVE_FAILED;
}

enum greffe_saving greffe_save(
    const char *path, const unsigned char *bytes, size_t length, bool force) {
    struct stat status;
    bool exists = false;
    enum greffe_saving judged = judge(AT_FDCWD, path, force, &status, &exists);
    if (judged != GREFFE_SAVED)
        return judged;
    char *folder = folder_of(path);
    if (folder == NULL)
        return GREFFE_SAVE_FAILED;
    enum greffe_saving saving = save_in(folder, path, bytes, length, exists ? &status : NULL);
    int cause = errno;
    free(folder);
    errno = cause;
    return saving;
}
