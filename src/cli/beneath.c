#include "beneath.h"

#include "batch_inbox.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of a link where a folder should be, the kernel says that it is no folder. */
static void tell_links(int folder, const char *name) {
    struct stat status;
    if (errno != ENOTDIR)
        return;
    bool is_link =
        fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
    errno = is_link ? ELOOP : ENOTDIR;
}

static int open_folder(int folder, const char *name, bool make) {
    const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int opened = openat(folder, name, flags);
    if (opened < 0 && errno == ENOENT && make &&
        (mkdirat(folder, name, 0777) == 0 || errno == EEXIST))
        opened = openat(folder, name, flags);
    if (opened < 0)
        tell_links(folder, name);
    return opened;
}

/* Takes the outer folder's descriptor. */
static int step_into(int outer, const char *path, size_t length, bool make) {
    char name[NAME_MAX + 1] = "";
    int inner = -1;
    errno = ENAMETOOLONG;
    if (length <= NAME_MAX) {
        memcpy(name, path, length);
        inner = open_folder(outer, name, make);
    }
    int error = errno;
    close(outer);
    errno = error;
    return inner;
}

int beneath_folder(int folder, const char *path, bool make, const char **name) {
    errno = EXDEV;
    if (!batch_inbox_is_inside(path))
        return -1;
    int opened = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (const char *slash; opened >= 0 && (slash = strchr(path, '/')) != NULL; path = slash + 1)
        opened = step_into(opened, path, (size_t)(slash - path), make);
    *name = path;
    return opened;
}

bool beneath_remove(int folder, const char *path, int flags) {
    const char *name = NULL;
    int inner = beneath_folder(folder, path, false, &name);
    if (inner < 0)
        return false;
    bool removed = unlinkat(inner, name, flags) == 0;
    close(inner);
    return removed;
}
