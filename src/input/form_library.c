#include "form_library.h"

#include "files.h"
#include "form_reader.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum state {
    STATE_UNREAD,
    STATE_READING,
    STATE_READ,
    STATE_BROKEN,
};

/* A folder that holds a model. While it is being read `form` is NULL until its fields are known. */
struct entry {
    const char *name;
    const struct root *root;
    enum state state;
    const struct form *form;
};

/* The entries in the order of the folders, then of their names. */
struct form_library {
    struct job *job;
    const struct table_override *overrides;
    size_t override_count;
    struct entry *entries;
    size_t entry_count;
    size_t reading;     /* models being read at once */
    const char **names; /* sorted, each once */
    size_t name_count;
};

/* Folders. */

static bool has_model(int folder, const char *name) {
    char path[512];
    struct stat status;
    if (name[0] == '.' || strlen(name) + sizeof "/" FORM_FILE_NAME > sizeof path)
        return false;
    strcpy(path, name);
    strcat(path, "/" FORM_FILE_NAME);
    return fstatat(folder, path, &status, 0) == 0 && S_ISREG(status.st_mode);
}

static void close_folder(void *folder) {
    closedir(folder);
}

static int compare_entries(const void *left, const void *right) {
    const struct entry *a = left;
    const struct entry *b = right;
    return strcmp(a->name, b->name);
}

static void add_entry(struct form_library *library, const struct root *root, const char *name) {
    struct arena *arena = library->job->arena;
    library->entries =
        arena_grow(arena, library->entries, library->entry_count, sizeof *library->entries);
    library->entries[library->entry_count++] =
        (struct entry){.name = arena_copy(arena, name, strlen(name)), .root = root};
}

static void scan(struct form_library *library, const char *path) {
    struct arena *arena = library->job->arena;
    struct root *root = arena_alloc(arena, sizeof *root);
    if (!root_open(library->job, path, root))
        return;
    int descriptor = openat(root->descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = descriptor >= 0 ? fdopendir(descriptor) : NULL;
    if (folder == NULL) {
        root_report(library->job, root->path, errno);
        if (descriptor >= 0)
            close(descriptor);
        return;
    }
    arena_release_later(arena, close_folder, folder);
    size_t first = library->entry_count;
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (has_model(root->descriptor, entry->d_name))
            add_entry(library, root, entry->d_name);
    if (library->entry_count > first)
        qsort(library->entries + first, library->entry_count - first, sizeof *library->entries,
            compare_entries);
}

static int compare_names(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void sort_names(struct form_library *library) {
    library->names = arena_array(library->job->arena, library->entry_count, sizeof *library->names);
    for (size_t i = 0; i < library->entry_count; i++)
        library->names[i] = library->entries[i].name;
    if (library->entry_count > 0)
        qsort(library->names, library->entry_count, sizeof *library->names, compare_names);
    for (size_t i = 0; i < library->entry_count; i++)
        if (i == 0 || strcmp(library->names[library->name_count - 1], library->names[i]) != 0)
            library->names[library->name_count++] = library->names[i];
}

struct form_library *form_library_new(struct job *job, const char *const *folders,
    size_t folder_count, const struct table_override *overrides, size_t override_count) {
    struct form_library *library = arena_alloc(job->arena, sizeof *library);
    library->job = job;
    library->overrides = overrides;
    library->override_count = override_count;
    for (size_t i = 0; i < folder_count; i++)
        scan(library, folders[i]);
    sort_names(library);
    return library;
}

size_t form_library_names(struct form_library *library, const char *const **names) {
    *names = library->names;
    return library->name_count;
}

/* Reading. */

static void report_exhausted(void *context) {
    struct form_library *library = context;
    form_error(library, MESSAGE_MEMORY_EXHAUSTED, (struct span){0}, NULL);
}

static void abandon_documents(const struct form *form) {
    for (size_t i = 0; form != NULL && i < form->document_count; i++)
        if (form->documents[i].state == DOCUMENT_READING)
            form->documents[i].state = DOCUMENT_BROKEN;
}

/* What was being read stays as it is. */
static void abandon(struct form_library *library) {
    for (size_t i = 0; i < library->entry_count; i++) {
        struct entry *entry = &library->entries[i];
        abandon_documents(entry->form);
        if (entry->state == STATE_READING)
            entry->state = STATE_BROKEN;
    }
}

/* Models live in the arena of the process, while the job that asks for one unwinds to its own: the
 * outermost reading therefore catches exhausted memory itself. */
static void run(struct form_library *library, void (*work)(void *context), void *context) {
    struct arena *arena = library->job->arena;
    if (library->reading++ > 0) {
        work(context);
    } else if (!arena_run(arena, work, context)) {
        abandon(library);
        library->reading = 1;
        (void)arena_run(arena, report_exhausted, library);
    }
    library->reading--;
}

/* What goes through arena_run. */
struct reading {
    struct form_library *library;
    struct entry *entry;
};

static void read_entry(void *context) {
    struct reading *reading = context;
    struct form_library *library = reading->library;
    struct entry *entry = reading->entry;
    const struct form *form = form_read(library->job, entry->root, entry->name, library,
        library->overrides, library->override_count);
    entry->form = form;
    entry->state = form != NULL ? STATE_READ : STATE_BROKEN;
}

static void read_now(struct form_library *library, struct entry *entry) {
    struct reading reading = {library, entry};
    entry->state = STATE_READING;
    run(library, read_entry, &reading);
}

/* A document of a model, or all of them. */
struct documents {
    const struct form *form;
    const struct form_document *document;
    bool right;
};

static void read_documents(void *context) {
    struct documents *documents = context;
    documents->right = documents->document != NULL
                           ? form_document_read(documents->form, documents->document)
                           : form_complete(documents->form);
}

bool form_library_document(
    struct form_library *library, const struct form *form, const struct form_document *document) {
    struct documents documents = {form, document, false};
    run(library, read_documents, &documents);
    return documents.right;
}

bool form_library_complete(struct form_library *library, const struct form *form) {
    return form_library_document(library, form, NULL);
}

static const struct form *form_of(struct form_library *library, struct entry *entry) {
    if (entry->state == STATE_UNREAD)
        read_now(library, entry);
    return entry->state != STATE_BROKEN ? entry->form : NULL;
}

const struct form *form_library_find(struct form_library *library, const char *name) {
    for (size_t i = 0; i < library->entry_count; i++)
        if (strcmp(library->entries[i].name, name) == 0)
            return form_of(library, &library->entries[i]);
    return NULL;
}

/* Versions of one model live side by side in several folders: the namespace says which is meant. */
const struct form *form_library_find_space(struct form_library *library, const char *space) {
    size_t prefix = strlen(FORM_ANSWERS_NAMESPACE);
    if (!text_starts(space, FORM_ANSWERS_NAMESPACE))
        return NULL;
    size_t length = strcspn(space + prefix, ":");
    for (size_t i = 0; i < library->entry_count; i++) {
        struct entry *entry = &library->entries[i];
        if (strlen(entry->name) != length || strncmp(entry->name, space + prefix, length) != 0)
            continue;
        const struct form *form = form_of(library, entry);
        if (form == NULL)
            return NULL; /* a broken model is not passed over in silence for one further on */
        if (strcmp(form->space, space) == 0)
            return form;
    }
    return NULL;
}

/* The model read to its end, or NULL when it is broken anywhere. */
static const struct form *whole(struct form_library *library, struct entry *entry) {
    const struct form *form = form_of(library, entry);
    return form != NULL && form_library_complete(library, form) ? form : NULL;
}

/* A list under construction; one name's models begin at `first`. */
struct listing {
    struct arena *arena;
    struct form_listed *items;
    size_t count;
    size_t first;
};

/* False when no model of that name can be found further on: this one is broken. */
static bool list_model(struct listing *listing, const char *name, const struct form *form) {
    for (size_t i = listing->first; form != NULL && i < listing->count; i++)
        if (strcmp(listing->items[i].form->space, form->space) == 0)
            return true; /* the first folder that has a version wins */
    listing->items =
        arena_grow(listing->arena, listing->items, listing->count, sizeof *listing->items);
    listing->items[listing->count++] = (struct form_listed){name, form};
    return form != NULL;
}

size_t form_library_list(
    struct form_library *library, struct arena *arena, const struct form_listed **listed) {
    struct listing listing = {.arena = arena};
    for (size_t i = 0; i < library->name_count; i++) {
        const char *name = library->names[i];
        bool more = true;
        listing.first = listing.count;
        for (size_t k = 0; more && k < library->entry_count; k++)
            if (strcmp(library->entries[k].name, name) == 0)
                more = list_model(&listing, name, whole(library, &library->entries[k]));
    }
    *listed = listing.items;
    return listing.count;
}

void form_library_reading(struct form_library *library, const struct form *form) {
    for (size_t i = 0; i < library->entry_count; i++)
        if (library->entries[i].state == STATE_READING && library->entries[i].root == form->home &&
            strcmp(library->entries[i].name, form->name) == 0)
            library->entries[i].form = form;
}
