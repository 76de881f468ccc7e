#include "batch_inbox.h"

#include "greffe.h"
#include "memory.h"
#include "name_index.h"
#include "options.h"
#include "output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MOST_SHOWN = 20,     /* clashes of names that are told one by one */
    MOST_DEPTH = 64,     /* folders beneath the one that was given */
    DIGEST_LETTERS = 12, /* by which names that were shortened differ */
};

/* ---- Names ---- */

static bool is_form(const char *name) {
    const char *point = strrchr(name, '.');
    return point != NULL && point != name && strcasecmp(point, ".xml") == 0;
}

char *batch_inbox_stem(const char *name, const char *extension) {
    const char *slash = strrchr(name, '/');
    const char *file = slash == NULL ? name : slash + 1;
    const char *point = strrchr(file, '.');
    size_t length = point == NULL || point == file ? strlen(name) : (size_t)(point - name);
    return memory_format("%.*s%s", (int)length, name, extension);
}

char *batch_inbox_output(const char *name, const char *extension) {
    char *output = batch_inbox_stem(name, extension);
    const char *slash = strrchr(output, '/');
    const char *file = slash == NULL ? output : slash + 1;
    if (strlen(file) <= NAME_MAX)
        return output;
    char digest[GREFFE_DIGEST_SIZE];
    greffe_digest(name, strlen(name), digest);
    size_t length = NAME_MAX - strlen("-") - DIGEST_LETTERS - strlen(extension);
    while (length > 0 && ((unsigned char)file[length] & 0xC0) == 0x80)
        length--; /* the middle of a character of UTF-8 */
    char *shortened = memory_format("%.*s-%.*s%s", (int)(file - output) + (int)length, output,
        (int)DIGEST_LETTERS, digest, extension);
    free(output);
    return shortened;
}

bool batch_inbox_is_inside(const char *path) {
    bool inside = *path != '\0' && *path != '/';
    for (; inside && *path != '\0'; path += *path == '/') {
        size_t length = strcspn(path, "/");
        inside = length > 0 && !(length == 2 && memcmp(path, "..", 2) == 0) &&
                 !(length == 1 && *path == '.');
        path += length;
    }
    return inside;
}

static char *joined(const char *folder, const char *name) {
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    if (length == 0)
        return memory_copy(name, strlen(name));
    return memory_format("%.*s/%s", (int)length, folder, name);
}

/* The path of a file that was given, without needless « ./ », relative to --root where it stands beneath it. Of
 * one that could lead out of the outputs' folder the last name is left. */
static const char *given_name(const struct options *options, const char *path) {
    size_t root = options->root != NULL ? strlen(options->root) : 0;
    while (root > 1 && options->root[root - 1] == '/')
        root--;
    if (root > 0 && strncmp(path, options->root, root) == 0 && path[root] == '/')
        path += root + 1;
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    const char *slash = strrchr(path, '/');
    return batch_inbox_is_inside(path) || slash == NULL ? path : slash + 1;
}

/* ---- Gathering ---- */

/* `known` tells by path what was listed already. */
struct gathering {
    const struct options *options;
    struct inbox *inbox;
    struct name_index known;
    bool well;
    bool too_deep; /* it was told */
};

/* Takes both strings. */
static void add_input(struct gathering *gathering, char *path, char *name) {
    size_t *known = name_index_add(&gathering->known, path);
    if (*known != NAME_INDEX_NEW) {
        free(path);
        free(name);
        return;
    }
    struct inbox *inbox = gathering->inbox;
    *known = inbox->count;
    inbox->inputs = memory_grow(inbox->inputs, inbox->count, sizeof *inbox->inputs);
    inbox->inputs[inbox->count++] = (struct input){path, name};
}

/* The names in a folder, without those that begin with a point. */
struct listing {
    char **names;
    bool *folders;
    size_t count;
};

static void listing_free(struct listing *listing) {
    for (size_t i = 0; i < listing->count; i++)
        free(listing->names[i]);
    free(listing->names);
    free(listing->folders);
}

/* A symbolic link is no folder: it could lead anywhere, even back. */
static bool is_folder(int folder, const char *name) {
    struct stat status;
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

static bool list_folder(const char *path, struct listing *listing) {
    *listing = (struct listing){0};
    DIR *folder = opendir(path);
    if (folder == NULL)
        return false;
    errno = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL; errno = 0) {
        if (entry->d_name[0] == '.')
            continue;
        size_t count = listing->count++;
        listing->names = memory_grow(listing->names, count, sizeof *listing->names);
        listing->folders = memory_grow(listing->folders, count, sizeof *listing->folders);
        listing->names[count] = memory_copy(entry->d_name, strlen(entry->d_name));
        listing->folders[count] = is_folder(dirfd(folder), entry->d_name);
    }
    bool whole = errno == 0;
    closedir(folder);
    return whole;
}

/* The folders that belong to forms: « a » beside « a.xml ». */
static void note_owned(
    const struct gathering *gathering, const struct listing *listing, struct name_index *owned) {
    for (size_t i = 0; i < listing->count && gathering->options->root == NULL; i++) {
        if (listing->folders[i] || !is_form(listing->names[i]))
            continue;
        char *stem = batch_inbox_stem(listing->names[i], "");
        *name_index_add(owned, stem) = i;
        free(stem);
    }
}

/* Told once: what is made to have one such folder may have many. */
static void say_too_deep(struct gathering *gathering, const char *path) {
    if (!gathering->too_deep)
        output_say(
            "greffe : les dossiers emboîtés plus de %zu fois ne sont pas lus, comme « %s ».\n"
            "    Donnez celui-là lui-même, s’il contient des formulaires.\n",
            (size_t)MOST_DEPTH, path);
    gathering->too_deep = true;
    gathering->inbox->unread++;
}

static void say_unread(struct gathering *gathering, const char *path) {
    output_say("greffe : le dossier « %s » n’a pas pu être lu : %s.\n", path,
        errno == EACCES ? "vous n’en avez pas le droit" : strerror(errno));
    gathering->inbox->unread++;
}

/* `name` is the folder's, relative to the one that was given; "" for that one. */
static void gather_folder(
    struct gathering *gathering, const char *path, const char *name, int depth) {
    struct listing listing;
    struct name_index owned = {0};
    if (depth > MOST_DEPTH) {
        say_too_deep(gathering, path);
        return;
    }
    if (!list_folder(path, &listing))
        say_unread(gathering, path);
    note_owned(gathering, &listing, &owned);
    for (size_t i = 0; i < listing.count; i++) {
        char *inner = joined(path, listing.names[i]);
        char *inner_name = joined(name, listing.names[i]);
        if (!listing.folders[i] && is_form(listing.names[i])) {
            add_input(gathering, inner, inner_name);
            continue;
        }
        if (!listing.folders[i])
            gathering->inbox->ignored++;
        else if (name_index_find(&owned, listing.names[i]) == NAME_INDEX_NEW)
            gather_folder(gathering, inner, inner_name, depth + 1);
        free(inner);
        free(inner_name);
    }
    name_index_free(&owned);
    listing_free(&listing);
}

static void gather_file(struct gathering *gathering, const char *path) {
    const char *name = given_name(gathering->options, path);
    add_input(gathering, memory_copy(path, strlen(path)), memory_copy(name, strlen(name)));
}

/* Of what a person names, a file that is not there is a slip; in a list it is a form that went missing. */
static void gather_argument(struct gathering *gathering, const char *path) {
    struct stat status;
    if (lstat(path, &status) != 0) {
        output_say("greffe : « %s » n’existe pas.\n", path);
        gathering->well = false;
    } else if (output_is_folder(path)) {
        gather_folder(gathering, path, "", 0);
    } else {
        gather_file(gathering, path);
    }
}

/* The end of a line may be CR LF; a name that is ended by a NUL ends as it ends. */
static void gather_line(struct gathering *gathering, char *line, size_t length, int end) {
    bool carriage_return = end != '\0' && length > 0 && line[length - 1] == '\r';
    line[carriage_return ? length - 1 : length] = '\0';
    if (*line != '\0')
        gather_file(gathering, line);
}

static void gather_list(struct gathering *gathering) {
    char *line = NULL;
    size_t length = 0;
    int byte = '\n';
    while (byte != EOF) {
        byte = getchar();
        line = memory_grow(line, length, 1);
        if (byte == '\n' || byte == '\0' || byte == EOF) {
            gather_line(gathering, line, length, byte);
            length = 0;
        } else {
            line[length++] = (char)byte;
        }
    }
    free(line);
}

static int compare_inputs(const void *left, const void *right) {
    const struct input *a = left;
    const struct input *b = right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : strcmp(a->path, b->path);
}

static void sort(struct inbox *inbox) {
    if (inbox->count > 0)
        qsort(inbox->inputs, inbox->count, sizeof *inbox->inputs, compare_inputs);
}

/* « a.xml » and « ./a.xml » are one form, given twice. */
static void drop_repeated(struct inbox *inbox) {
    size_t kept = 0;
    for (size_t i = 0; i < inbox->count; i++) {
        struct input input = inbox->inputs[i];
        const struct input *before = kept > 0 ? &inbox->inputs[kept - 1] : NULL;
        if (before == NULL || strcmp(before->name, input.name) != 0 ||
            !output_same(before->path, input.path)) {
            inbox->inputs[kept++] = input;
            continue;
        }
        free(input.path);
        free(input.name);
    }
    inbox->count = kept;
}

/* ---- Clashes ---- */

/* What a form's outputs are called unless their name comes from its values. */
static const char *const extensions[] = {".pdf", ".avis.pdf", ".avis.txt"};

static void say_clash(const struct input *first, const struct input *second, const char *output) {
    output_say("greffe : « %s » et « %s » donneraient le même fichier, « %s ».\n", first->path,
        second->path, output);
}

static size_t find_clashes(
    const struct inbox *inbox, const char *extension, struct name_index *outputs, size_t shown) {
    size_t clashes = 0;
    for (size_t i = 0; i < inbox->count; i++) {
        char *output = batch_inbox_output(inbox->inputs[i].name, extension);
        size_t *owner = name_index_add(outputs, output);
        if (*owner == NAME_INDEX_NEW)
            *owner = i;
        else if (clashes++ + shown < MOST_SHOWN)
            say_clash(&inbox->inputs[*owner], &inbox->inputs[i], output);
        free(output);
    }
    return clashes;
}

static bool names_differ(const struct options *options, const struct inbox *inbox) {
    struct name_index outputs = {0};
    size_t clashes = 0;
    for (size_t i = options->name != NULL; i < sizeof extensions / sizeof *extensions; i++)
        clashes += find_clashes(inbox, extensions[i], &outputs, clashes);
    name_index_free(&outputs);
    if (clashes == 0)
        return true;
    if (clashes > MOST_SHOWN)
        output_say("greffe : … et %zu autres.\n", clashes - MOST_SHOWN);
    output_say("greffe : rien n’a été écrit.\n"
               "    Renommez l’un des deux, ou traitez-les dans des dossiers différents.\n");
    return false;
}

/* ---- Shards ---- */

/* By the name, so that a form stays in its shard when others come and go. */
static void keep_shard(const struct options *options, struct inbox *inbox) {
    size_t kept = 0;
    for (size_t i = 0; i < inbox->count; i++) {
        struct input input = inbox->inputs[i];
        if (name_index_hash(input.name) % options->shard_count == options->shard - 1) {
            inbox->inputs[kept++] = input;
            continue;
        }
        free(input.path);
        free(input.name);
    }
    inbox->count = kept;
}

/* ---- Together ---- */

bool batch_inbox_fill(const struct options *options, struct inbox *inbox) {
    *inbox = (struct inbox){0};
    struct gathering gathering = {.options = options, .inbox = inbox, .well = true};
    for (size_t i = 0; i < options->argument_count; i++)
        if (strcmp(options->arguments[i], "-") == 0)
            gather_list(&gathering);
        else
            gather_argument(&gathering, options->arguments[i]);
    name_index_free(&gathering.known);
    sort(inbox);
    drop_repeated(inbox);
    bool well = gathering.well && names_differ(options, inbox);
    if (well && options->shard_count > 0)
        keep_shard(options, inbox);
    return well;
}

void batch_inbox_free(struct inbox *inbox) {
    for (size_t i = 0; i < inbox->count; i++) {
        free(inbox->inputs[i].path);
        free(inbox->inputs[i].name);
    }
    free(inbox->inputs);
    *inbox = (struct inbox){0};
}
