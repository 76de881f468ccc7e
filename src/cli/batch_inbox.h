/* What is to be done in a batch: the forms, each once, under the names by which they are accounted for. Private
 * to cli. */
#ifndef GREFFE_BATCH_INBOX_H
#define GREFFE_BATCH_INBOX_H

#include <stdbool.h>
#include <stddef.h>

struct options;

/** One form. `name` is its path relative to the folder that was given; « depots/a.xml »: no « .. » in it. */
struct input {
    char *path;
    char *name;
};

/** The inputs of this shard, by name. `ignored` files are no forms; `unread` folders could not be read. */
struct inbox {
    struct input *inputs;
    size_t count;
    size_t ignored;
    size_t unread;
};

/** batch_inbox_fill(options, inbox): the forms that the arguments name: files, all « .xml » of folders, and for « - »
 *  those listed on standard input, one per line (or, as find -print0 does, before a NUL each). In a folder the
 *  folder « a » beside a form « a.xml » holds what that form names, and no forms, unless --root is given. Two
 *  forms whose PDFs would have one name are told about; false then, and when one of the arguments is nothing. */
bool batch_inbox_fill(const struct options *options, struct inbox *inbox);
void batch_inbox_free(struct inbox *inbox);

/** batch_inbox_stem(name, extension): the name with another extension instead of its own, to be freed. */
char *batch_inbox_stem(const char *name, const char *extension);

/** batch_inbox_output(name, extension): the same as the name of an output. When its last name would be longer than
 *  255 bytes, it is cut before the extension, and gets some digits of the digest of the whole name there. */
char *batch_inbox_output(const char *name, const char *extension);

/** batch_inbox_is_inside(path): a relative path that does not leave where it starts. */
bool batch_inbox_is_inside(const char *path);

#endif
