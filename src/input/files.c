#include "files.h"

#include "job.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    MEBIBYTE = 1024 * 1024,
    MOST_NAMES = 10000, /* of a folder, looked through for a near-miss */
    MOST_ATTEMPTS = 100,
    /* A FIFO without a writer must not block the job. */
    READING = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
};

/* One reading, with what its diagnostics need. */
struct request {
    struct job *job;
    const struct root *root;
    const char *name; /* as the form has it */
    size_t limit;
    struct span from;
};

static bool refuse(
    const struct request *request, enum message message, const char *second, const char *third) {
    diagnose(request->job->diagnostics, message, request->from, NULL, request->name, second, third);
    return false;
}

/* The root in a sentence; « . » tells nobody anything. */
static const char *root_in_words(const struct request *request) {
    const char *path = request->root->path;
    return strcmp(path, ".") == 0 ? "ce dossier"
                                  : arena_format(request->job->arena, "le dossier « %s »", path);
}

/* Where there is a folder for each form, no other root can be chosen. */
static bool refuse_outside(const struct request *request) {
    enum message message =
        request->root->outer ? MESSAGE_FILE_OUTSIDE_BESIDE : MESSAGE_FILE_OUTSIDE;
    return refuse(request, message, root_in_words(request), NULL);
}

/* ---- Names ---- */

static bool is_absolute(const char *name) {
    bool drive = ((name[0] >= 'A' && name[0] <= 'Z') || (name[0] >= 'a' && name[0] <= 'z')) &&
                 name[1] == ':' && (name[2] == '\\' || name[2] == '/');
    return name[0] == '/' || text_starts(name, "\\\\") || drive;
}

/* Adds the component to the path; « .. » takes the last one away, false when there is none. */
static bool add_component(struct buffer *path, const char *component, size_t length) {
    if (length == 0 || (length == 1 && *component == '.')) {
        return true;
    }
    if (length == 2 && memcmp(component, "..", 2) == 0) {
        if (path->length == 0) {
            return false;
        }
        const char *slash = strrchr(path->bytes, '/');
        path->length = slash ? (size_t)(slash - path->bytes) : 0;
        path->bytes[path->length] = '\0';
        return true;
    }
    if (path->length > 0) {
        buffer_text(path, "/");
    }
    buffer_add(path, component, length);
    return true;
}

/* The name without « . » and « .. », or NULL when it leaves the root. Symbolic links are refused anyway, so
 * « a/.. » is always nothing. */
static const char *plain_path(struct arena *arena, const char *name) {
    struct buffer path = {.arena = arena};
    const char *rest = name;
    while (*rest) {
        size_t length = strcspn(rest, "/");
        if (!add_component(&path, rest, length)) {
            return NULL;
        }
        rest += length + (rest[length] == '/');
    }
    return buffer_string(&path);
}

static const char *with_slashes(struct arena *arena, const char *name) {
    char *copy = arena_copy(arena, name, strlen(name));
    for (char *at = copy; *at; at++) {
        *at = *at == '\\' ? '/' : *at;
    }
    return copy;
}

/* The path beneath the root, or NULL after a diagnostic of what the name shows by itself. */
static const char *path_of(const struct request *request) {
    struct arena *arena = request->job->arena;
    const char *root = root_in_words(request);
    if (strstr(request->name, "://")) {
        refuse(request, MESSAGE_FILE_ADDRESS, root, NULL);
        return NULL;
    }
    if (is_absolute(request->name)) {
        refuse(request, MESSAGE_FILE_ABSOLUTE, root, NULL);
        return NULL;
    }
    /* The name of a file that is there may hold one. */
    if (request->from.source && strchr(request->name, '\\')) {
        refuse(request, MESSAGE_FILE_BACKSLASH, with_slashes(arena, request->name), NULL);
        return NULL;
    }
    const char *path = plain_path(arena, request->name);
    if (!path) {
        refuse_outside(request);
    } else if (*path == '\0') {
        diagnose(request->job->diagnostics, MESSAGE_FILE_NO_NAME, request->from, NULL, root);
    }
    return path && *path ? path : NULL;
}

/* ---- Opening ---- */

/* Opens one name of a path, which may not be a symbolic link. Returns the descriptor, or minus an errno. */
static int open_component(int folder, const char *name, bool last) {
    int opened = openat(folder, name, READING | O_NOFOLLOW | (last ? 0 : O_DIRECTORY));
    if (opened >= 0) {
        return opened;
    }
    int error = errno;
    struct stat status;
    /* Of a link where a folder should be, the kernel says that it is no folder. */
    bool is_link = error == ENOTDIR && fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                   S_ISLNK(status.st_mode);
    return is_link ? -ELOOP : -error;
}

/* Opens a path, not empty, without openat2: component by component. Returns the descriptor, or minus an
 * errno. */
static int open_by_components(int folder, const char *path) {
    int opened = folder;
    for (const char *rest = path; *rest && opened >= 0;) {
        int from = opened;
        char component[NAME_MAX + 1];
        size_t length = strcspn(rest, "/");
        if (length > NAME_MAX) {
            opened = -ENAMETOOLONG;
        } else {
            memcpy(component, rest, length);
            component[length] = '\0';
            rest += length;
            opened = open_component(from, component, *rest == '\0');
            rest += *rest == '/';
        }
        if (from != folder) {
            close(from);
        }
    }
    return opened;
}

/* Opens the path so that the kernel itself refuses whatever leads out of the folder. Returns the
 * descriptor, or minus an errno. */
static int open_beneath(int folder, const char *path) {
    struct open_how how = {
        .flags = READING,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
    };
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        long opened = syscall(SYS_openat2, folder, path, &how, sizeof how);
        if (opened >= 0) {
            return (int)opened;
        }
        /* An old kernel, or a sandbox that knows no openat2. */
        if (errno == ENOSYS || errno == EPERM) {
            return open_by_components(folder, path);
        }
        if (errno != EAGAIN && errno != EINTR) {
            return -errno;
        }
    }
    return -EAGAIN; /* something renames folders all the time */
}

/* ---- Near-misses ---- */

struct names {
    const char **items;
    size_t count;
};

static bool is_candidate(const char *name) {
    size_t offset;
    return strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
           text_invalid(name, strlen(name)) == strlen(name) && text_forbidden(name, &offset) == 0;
}

static void close_folder(void *folder) {
    closedir(folder);
}

/* The names in the folder beneath the root; "" is the root itself. */
static struct names list_folder(const struct request *request, const char *path) {
    struct arena *arena = request->job->arena;
    struct names names = {0};
    int descriptor = open_beneath(request->root->descriptor, *path ? path : ".");
    DIR *folder = descriptor < 0 ? NULL : fdopendir(descriptor);
    if (!folder) {
        if (descriptor >= 0) {
            close(descriptor);
        }
        return names;
    }
    arena_release_later(arena, close_folder, folder);
    const struct dirent *entry;
    while (names.count < MOST_NAMES && (entry = readdir(folder))) {
        if (is_candidate(entry->d_name)) {
            names.items = arena_grow(arena, names.items, names.count, sizeof *names.items);
            names.items[names.count++] = arena_copy(arena, entry->d_name, strlen(entry->d_name));
        }
    }
    return names;
}

/* The path with its first wrong component replaced by the nearest name that is there; NULL when none is
 * near. Only that component is looked at: beyond it nothing exists. */
static const char *nearest_path(const struct request *request, const char *path) {
    struct arena *arena = request->job->arena;
    const char *folder = "";
    const char *rest = path;
    for (;;) {
        size_t length = strcspn(rest, "/");
        size_t end = (size_t)(rest - path) + length;
        const char *tried = arena_copy(arena, path, end);
        int opened = open_beneath(request->root->descriptor, tried);
        if (opened < 0) {
            break;
        }
        close(opened);
        if (rest[length] == '\0') {
            return NULL;
        }
        folder = tried;
        rest += length + 1;
    }
    size_t length = strcspn(rest, "/");
    struct names names = list_folder(request, folder);
    const char *nearest =
        text_nearest(arena, arena_copy(arena, rest, length), names.items, names.count);
    return nearest
               ? arena_format(arena, "%.*s%s%s", (int)(rest - path), path, nearest, rest + length)
               : NULL;
}

/* ---- Reports ---- */

static bool report_missing(const struct request *request, const char *path) {
    const char *nearest = nearest_path(request, path);
    struct arena *arena = request->job->arena;
    if (nearest && strcmp(text_nfc(arena, nearest), text_nfc(arena, path)) == 0) {
        /* To the eye both names are the same: offering the other one would help nobody. */
        return refuse(request, MESSAGE_FILE_ACCENTS, root_in_words(request), NULL);
    }
    if (nearest) {
        return refuse(request, MESSAGE_FILE_MISSPELT, root_in_words(request), nearest);
    }
    return refuse(request, MESSAGE_FILE_MISSING, root_in_words(request), NULL);
}

static bool report_error(const struct request *request, const char *path, int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
        return report_missing(request, path);
    case ELOOP:
        return refuse(request, MESSAGE_FILE_LINK, NULL, NULL);
    case EXDEV:
        return refuse_outside(request);
    case ENXIO:
    case ENODEV:
        return refuse(request, MESSAGE_FILE_NOT_REGULAR, "une prise ou un périphérique", NULL);
    case EACCES:
    case EPERM:
        return refuse(request, MESSAGE_FILE_FORBIDDEN, NULL, NULL);
    default:
        return refuse(
            request, MESSAGE_FILE_UNREADABLE, arena_format(request->job->arena, "%d", error), NULL);
    }
}

static const char *kind_of_file(mode_t mode) {
    if (S_ISDIR(mode)) {
        return "un dossier";
    }
    return S_ISFIFO(mode) ? "un tube" : "une prise ou un périphérique";
}

static bool report_size(const struct request *request, size_t size) {
    struct arena *arena = request->job->arena;
    size_t rounded_up = (size + MEBIBYTE - 1) / MEBIBYTE;
    return refuse(request, MESSAGE_FILE_TOO_LARGE, arena_format(arena, "%zu", rounded_up),
        arena_format(arena, "%zu", request->limit / MEBIBYTE));
}

/* ---- Reading ---- */

/* Reads size bytes, or fewer when the file has become shorter. Returns how many, or minus an errno. */
static ssize_t read_bytes(int descriptor, unsigned char *bytes, size_t size) {
    size_t length = 0;
    while (length < size) {
        ssize_t count = read(descriptor, bytes + length, size - length);
        if (count < 0 && errno != EINTR) {
            return -errno;
        }
        if (count == 0) {
            break;
        }
        length += count > 0 ? (size_t)count : 0;
    }
    return (ssize_t)length;
}

/* The descriptor of a regular file that is not too large, or -1 after a diagnostic. */
static int open_regular(const struct request *request, const char *path, size_t *size) {
    int descriptor = open_beneath(request->root->descriptor, path);
    if (descriptor < 0) {
        report_error(request, path, -descriptor);
        return -1;
    }
    struct stat status;
    bool usable = false;
    if (fstat(descriptor, &status) != 0) {
        report_error(request, path, errno);
    } else if (!S_ISREG(status.st_mode)) {
        refuse(request, MESSAGE_FILE_NOT_REGULAR, kind_of_file(status.st_mode), NULL);
    } else if ((size_t)status.st_size > request->limit) {
        report_size(request, (size_t)status.st_size);
    } else {
        usable = true;
    }
    if (!usable) {
        close(descriptor);
        return -1;
    }
    *size = (size_t)status.st_size;
    return descriptor;
}

/* The job remembers what it has read. */
static void remember(struct job *job, const char *name, const struct file *file) {
    for (size_t i = 0; i < job->file_count; i++) {
        if (strcmp(job->files[i].name, name) == 0) {
            return;
        }
    }
    job->files = arena_grow(job->arena, job->files, job->file_count, sizeof *job->files);
    job->files[job->file_count++] = (struct job_file){name, file->bytes, file->length};
}

/* Of what a PDF carries: no folder is looked into. */
static bool read_carried(const struct request *request, const char *path, struct file *file) {
    const struct root *root = request->root;
    size_t i = 0;
    while (i < root->carried_count && strcmp(root->carried[i].name, path) != 0) {
        i++;
    }
    if (i == root->carried_count) {
        return refuse(request, MESSAGE_FILE_NOT_ATTACHED, root->path, NULL);
    }
    const struct job_file *carried = &root->carried[i];
    if (carried->length > request->limit) {
        return report_size(request, carried->length);
    }
    struct arena *arena = request->job->arena;
    file->path = arena_format(arena, "%s!%s", root->path, path);
    file->bytes =
        (const unsigned char *)arena_copy(arena, (const char *)carried->bytes, carried->length);
    file->length = carried->length;
    remember(request->job, path, file);
    return true;
}

static void have_read(
    const struct request *request, const char *path, struct file bytes, struct file *file) {
    const struct root *root = request->root;
    bool here = strcmp(root->path, ".") == 0;
    *file = bytes;
    file->path = here ? path : arena_format(request->job->arena, "%s/%s", root->path, path);
    remember(request->job, path, file);
}

bool root_read(struct job *job, const struct root *root, const char *name, size_t limit,
    struct span from, struct file *file) {
    struct request request = {job, root, name, limit, from};
    const char *path = path_of(&request);
    if (!path) {
        return false;
    }
    if (root->carried) {
        return read_carried(&request, path, file);
    }
    if (root->outer && strcmp(path, root->outer_name) == 0) {
        return root_read(job, root->outer, name, limit, from, file);
    }
    if (root->descriptor < 0) {
        return refuse(&request, MESSAGE_FILE_NO_FOLDER, root->path, NULL);
    }
    size_t size;
    int descriptor = open_regular(&request, path, &size);
    if (descriptor < 0) {
        return false;
    }
    /* Nothing unwinds between here and close. */
    unsigned char *bytes = malloc(size + 1);
    ssize_t length = bytes ? read_bytes(descriptor, bytes, size) : 0;
    close(descriptor);
    if (!bytes) {
        arena_exhausted(job->arena);
    }
    arena_release_later(job->arena, free, bytes);
    if (length < 0) {
        return report_error(&request, path, (int)-length);
    }
    bytes[length] = '\0';
    have_read(&request, path, (struct file){.bytes = bytes, .length = (size_t)length}, file);
    return true;
}

/* A file that stands in memory as it stands on the disk. */
struct mapping {
    void *bytes;
    size_t length;
};

static void unmap(void *mapping) {
    munmap(((struct mapping *)mapping)->bytes, ((struct mapping *)mapping)->length);
}

bool root_map(struct job *job, const struct root *root, const char *name, size_t limit,
    struct span from, struct file *file) {
    struct request request = {job, root, name, limit, from};
    const char *path = path_of(&request);
    struct mapping *mapping = arena_alloc(job->arena, sizeof *mapping);
    int descriptor = path ? open_regular(&request, path, &mapping->length) : -1;
    if (descriptor < 0) {
        return false;
    }
    mapping->bytes = mmap(NULL, mapping->length, PROT_READ, MAP_PRIVATE, descriptor, 0);
    int error = errno;
    close(descriptor);
    if (mapping->bytes == MAP_FAILED) {
        return report_error(&request, path, error);
    }
    arena_release_later(job->arena, unmap, mapping);
    have_read(
        &request, path, (struct file){.bytes = mapping->bytes, .length = mapping->length}, file);
    return true;
}

/* ---- The root ---- */

static void close_root(void *descriptor) {
    close((int)(intptr_t)descriptor);
}

void root_report(struct job *job, const char *path, int error) {
    const char *number = arena_format(job->arena, "%d", error);
    enum message message = MESSAGE_FILE_UNREADABLE;
    if (error == EACCES) {
        message = MESSAGE_FILE_FORBIDDEN;
    } else if (error == ENOENT || error == ENOTDIR || error == ELOOP || error == ENAMETOOLONG) {
        message = MESSAGE_FILE_FOLDER;
    }
    diagnose(job->diagnostics, message, (struct span){0}, NULL, path, number);
}

bool root_open(struct job *job, const char *path, struct root *root) {
    const char *copy = arena_copy(job->arena, path, strlen(path));
    int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        root_report(job, copy, errno);
        return false;
    }
    arena_release_later(job->arena, close_root, (void *)(intptr_t)descriptor);
    *root = (struct root){.path = copy, .descriptor = descriptor};
    return true;
}

/* The name without its extension. */
static const char *stem_of(struct arena *arena, const char *name) {
    const char *point = strrchr(name, '.');
    bool named = point && point != name && !strchr(point, '/');
    return arena_copy(arena, name, named ? (size_t)(point - name) : strlen(name));
}

void root_open_beside(
    struct job *job, const struct root *outer, const char *name, struct root *root) {
    const char *stem = stem_of(job->arena, name);
    int descriptor = strcmp(stem, name) == 0 ? -1 : open_beneath(outer->descriptor, stem);
    struct stat status;
    if (descriptor >= 0 && (fstat(descriptor, &status) != 0 || !S_ISDIR(status.st_mode))) {
        close(descriptor);
        descriptor = -1;
    }
    if (descriptor >= 0) {
        arena_release_later(job->arena, close_root, (void *)(intptr_t)descriptor);
    }
    bool here = strcmp(outer->path, ".") == 0;
    *root = (struct root){
        .path = here ? stem : arena_format(job->arena, "%s/%s", outer->path, stem),
        .descriptor = descriptor < 0 ? -1 : descriptor,
        .outer = outer,
        .outer_name = name,
    };
}
