/* Includes: the children of a fragment stand in the model where it is included. */
#include "form_reader.h"

#include "files.h"
#include "form_grammar.h"
#include "text.h"

#include <string.h>

/* The files that are open around an include, innermost first. */
struct inclusion {
    const char *path;
    const struct inclusion *outer;
};

static void include_children(
    struct form_reader *reader, struct node *node, const struct inclusion *inclusion);

static bool is_open(const struct inclusion *inclusion, const char *path) {
    for (; inclusion != NULL; inclusion = inclusion->outer)
        if (strcmp(inclusion->path, path) == 0)
            return true;
    return false;
}

/* « a.xml → b.xml → a.xml » */
static const char *chain(struct arena *arena, const struct inclusion *inclusion, const char *path) {
    struct buffer text = {.arena = arena};
    if (inclusion != NULL) {
        buffer_text(&text, chain(arena, inclusion->outer, inclusion->path));
        buffer_text(&text, " → ");
    }
    buffer_text(&text, path);
    return buffer_string(&text);
}

static bool is_fragment(const struct node *node) {
    return strcmp(node->space, FORM_MODEL_NAMESPACE) == 0 && strcmp(node->name, "fragment") == 0;
}

static void append(struct node *parent, struct node *child) {
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    child->parent = parent;
    child->next = NULL;
}

/* The files that were read. */

static size_t note_file(struct form_reader *reader, const struct source *source, const char *path) {
    reader->files =
        arena_grow(reader->job->arena, reader->files, reader->file_count, sizeof *reader->files);
    reader->files[reader->file_count] = (struct read_file){.source = source, .path = path};
    return reader->file_count++;
}

static const struct read_file *find_file(const struct form_reader *reader, const char *path) {
    for (size_t i = 0; i < reader->file_count; i++)
        if (strcmp(reader->files[i].path, path) == 0)
            return &reader->files[i];
    return NULL;
}

static struct node *copy_of(struct arena *arena, const struct node *node) {
    struct node *copy = arena_alloc(arena, sizeof *copy);
    *copy = *node;
    copy->first = copy->last = NULL;
    for (const struct node *child = node->first; child != NULL; child = child->next)
        append(copy, copy_of(arena, child));
    return copy;
}

/* What a fragment holds, once more. */
static struct node *copies(struct arena *arena, const struct read_file *file) {
    struct node all = {.first = NULL};
    for (const struct node *node = file->first; node != file->last->next; node = node->next)
        append(&all, copy_of(arena, node));
    return all.first;
}

/* Fragments. */

/* What a fragment holds, its own includes spliced in; NULL after a diagnostic, too. */
static struct node *read_fragment(struct form_reader *reader, const struct node *include,
    const char *path, const struct inclusion *outer) {
    struct span from = form_value_span(include, "href");
    struct file file;
    if (!root_read(reader->job, reader->form->home, path, FORM_FILE_LIMIT, from, &file))
        return NULL;
    const struct xml *xml = xml_read(reader->job, file.path, file.bytes, file.length);
    if (xml == NULL)
        return NULL;
    if (!is_fragment(xml->root)) {
        form_error(reader, MESSAGE_MODEL_FRAGMENT_ROOT, xml->root->name_span, xml->root->name);
        return NULL;
    }
    size_t index = note_file(reader, xml->source, path);
    form_grammar_check(reader->job, xml->root);
    struct inclusion inclusion = {path, outer};
    include_children(reader, xml->root, &inclusion);
    reader->files[index].first = xml->root->first;
    reader->files[index].last = xml->root->last;
    return xml->root->first;
}

/* The children of the fragment that an include names, without it. */
static struct node *included(
    struct form_reader *reader, struct node *include, const struct inclusion *outer) {
    form_grammar_check(reader->job, include);
    const char *href = form_value(include, "href");
    if (href == NULL)
        return NULL;
    struct span span = form_value_span(include, "href");
    const char *path = form_path(reader, span, href);
    if (is_open(outer, path)) {
        form_error(
            reader, MESSAGE_MODEL_INCLUDE_CYCLE, span, chain(reader->job->arena, outer, path));
        return NULL;
    }
    const struct read_file *known = find_file(reader, path);
    if (known != NULL && known->first != NULL)
        return copies(reader->job->arena, known);
    return read_fragment(reader, include, path, outer);
}

static bool is_include(const struct node *node) {
    return node->kind == NODE_ELEMENT && strcmp(node->space, FORM_MODEL_NAMESPACE) == 0 &&
           strcmp(node->name, "include") == 0;
}

static void include_children(
    struct form_reader *reader, struct node *node, const struct inclusion *inclusion) {
    struct node *child = node->first;
    node->first = node->last = NULL;
    while (child != NULL) {
        struct node *next = child->next;
        if (is_include(child)) {
            struct node *part = included(reader, child, inclusion);
            while (part != NULL) {
                struct node *after = part->next;
                append(node, part);
                part = after;
            }
        } else {
            include_children(reader, child, inclusion);
            append(node, child);
        }
        child = next;
    }
}

void form_include(struct form_reader *reader) {
    const struct source *source = reader->form->source;
    const char *path = arena_format(reader->job->arena, "%s/" FORM_FILE_NAME, reader->form->folder);
    struct inclusion inclusion = {path, NULL};
    note_file(reader, source, path);
    include_children(reader, reader->model, &inclusion);
}
