/* Files that a job may read: regular files beneath its root, without symbolic links on the way
 * (openat2, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS; on kernels without it, each component is opened
 * with O_NOFOLLOW). */
#ifndef GREFFE_FILES_H
#define GREFFE_FILES_H

#include "source.h"

#include <stdbool.h>
#include <stddef.h>

struct job;
struct job_file;

/** A folder beneath which a job may read; or, when `carried` is not NULL, these files in memory, which a PDF
 * carries, and nothing else. When `outer` is not NULL, the file `outer_name` is the one of that name beneath
 * the root `outer`: a form that stands beside the folder of what it names. */
struct root {
    const char *path; /* of the folder or the PDF as the user named it, for messages */
    int descriptor;   /* -1: there is no such folder */
    const struct root *outer;
    const char *outer_name;
    const struct job_file *carried;
    size_t carried_count;
};

/** A file's bytes, NUL-terminated beyond `length`. */
struct file {
    const char
        *path; /* for messages: root path joined with the name, by « ! » when a PDF carries it */
    const unsigned char *bytes;
    size_t length;
};

/** root_open(job, path, root): opens a folder; the descriptor is closed with the arena. False after
 * a diagnostic. */
bool root_open(struct job *job, const char *path, struct root *root);

/** root_report(job, path, error): says why a folder cannot be opened or listed; `error` is an errno. */
void root_report(struct job *job, const char *path, int error);

/** root_open_beside(job, outer, name, root): the root of a form that stands beneath `outer` under `name`, and of
 * what it names, which stands beneath the folder beside it that has its name without the extension
 * (« depots/a.xml », « depots/a/ »). There need be no such folder; a symbolic link is none. */
void root_open_beside(
    struct job *job, const struct root *outer, const char *name, struct root *root);

/** root_read(job, root, name, limit, from, file): reads a file named relative to the root; false
 * after a diagnostic at `from` (missing file: with near-misses among the folder's names; not a
 * regular file; a path that leaves the root; larger than limit bytes; permission). */
bool root_read(struct job *job, const struct root *root, const char *name, size_t limit,
    struct span from, struct file *file);

/** root_map(job, root, name, limit, from, file): as root_read, but the bytes stay on the disk until they
 *  are looked at, and no NUL follows them. The file must not become shorter while the arena lives, which
 *  would end the process: for files of the installation (fonts), never for those of a user. */
bool root_map(struct job *job, const struct root *root, const char *name, size_t limit,
    struct span from, struct file *file);

#endif
