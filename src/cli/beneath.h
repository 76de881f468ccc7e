/* Files beneath a folder, without a symbolic link on the way: who may write in the folder cannot lead out of it.
 * Private to cli. */
#ifndef GREFFE_BENEATH_H
#define GREFFE_BENEATH_H

#include <stdbool.h>

/** beneath_folder(folder, path, make, name): opens the folder that the path, relative to the descriptor `folder`, has
 *  its last name in; *name points to that name in the path, and is "" after a slash. Folders that are missing are made when `make`. The
 *  caller closes the descriptor; -1 with errno: ELOOP for a symbolic link, EXDEV for a path that is absolute or
 *  has « . », « .. » or nothing between its slashes. */
int beneath_folder(int folder, const char *path, bool make, const char **name);

/** beneath_remove(folder, path, flags): removes it as unlinkat(2) does. */
bool beneath_remove(int folder, const char *path, int flags);

#endif
