/* Forms in files, and other forms that a form names or holds. */
#include "answers_reading.h"

#include "answers.h"
#include "arena.h"
#include "files.h"
#include "form.h"
#include "form_library.h"
#include "job.h"
#include "text.h"
#include "xml.h"

#include <string.h>

enum {
    MOST_BYTES = 64 * 1024 * 1024, /* xml_read refuses more */
    MOST_OPEN = 16,                /* forms that name each other in a row */
};

/* A file that was read, or is being read. NULL answers: it could not be bound, which was reported. */
struct read_file {
    const char *path;
    struct answers *answers;
    bool open;
};

/* ---- Binding ---- */

static const char *folder_of(struct arena *arena, const char *name) {
    const char *slash = strrchr(name, '/');
    return slash ? arena_copy(arena, name, (size_t)(slash - name)) : "";
}

const char *answers_forms_join(const struct binding *binding, const char *name) {
    /* What is no path beneath the root stays as it is: root_read says what is wrong with it. */
    bool plain = *name != '\0' && *name != '/' && !strchr(name, '\\') && !strstr(name, "://");
    return plain && *binding->folder ? arena_format(binding->arena, "%s/%s", binding->folder, name)
                                     : name;
}

static void append_form(struct arena *arena, struct answers *answers, struct answers *inner) {
    answers->forms = arena_grow(arena, answers->forms, answers->form_count, sizeof *answers->forms);
    answers->forms[answers->form_count++] = inner;
}

/* A form in a file may be named several times. */
static void add_form(struct arena *arena, struct answers *answers, struct answers *inner) {
    for (size_t i = 0; i < answers->form_count; i++) {
        if (answers->forms[i] == inner) {
            return;
        }
    }
    append_form(arena, answers, inner);
}

static struct answers *bind(struct answers_reading *reading, const struct xml *xml,
    const struct node *node, const struct form *form, struct answers *outer, const char *space,
    const char *folder) {
    struct answers *answers = arena_alloc(reading->job->arena, sizeof *answers);
    *answers = (struct answers){.form = form, .source = xml->source, .xml = xml, .outer = outer};
    struct binding binding = {.reading = reading,
        .job = reading->job,
        .arena = reading->job->arena,
        .answers = answers,
        .form = form,
        .space = space,
        .folder = folder};
    answers_bind(&binding, node);
    answers_links_resolve(&binding);
    return answers;
}

/* ---- Files ---- */

/* a.xml → b.xml → a.xml */
static const char *chain_to(const struct answers_reading *reading, const char *path) {
    struct buffer chain = {.arena = reading->job->arena};
    size_t first = 0;
    while (first < reading->open_count && strcmp(reading->open[first], path) != 0) {
        first++;
    }
    for (size_t i = first; i < reading->open_count; i++) {
        buffer_format(&chain, "%s → ", reading->open[i]);
    }
    buffer_text(&chain, path);
    return buffer_string(&chain);
}

static struct answers *known_answers(
    struct answers_reading *reading, const struct read_file *known, struct span from) {
    if (known->open) {
        diagnose(reading->job->diagnostics, MESSAGE_ANSWERS_FORM_CYCLE, from, NULL,
            chain_to(reading, known->path));
    }
    return known->answers;
}

static struct answers *read_open(struct answers_reading *reading, const struct file *file,
    const char *name, struct answers *outer) {
    const struct xml *xml = xml_read(reading->job, file->path, file->bytes, file->length);
    const char *space = "";
    const struct form *form = xml ? answers_model_find(reading, xml->root, &space) : NULL;
    if (!form) {
        return NULL;
    }
    const char *folder = folder_of(reading->job->arena, name);
    struct answers *answers = bind(reading, xml, xml->root, form, outer, space, folder);
    answers_comment_report(reading->job, answers);
    return answers;
}

static bool is_too_deep(struct answers_reading *reading, struct span from) {
    if (reading->open_count < MOST_OPEN) {
        return false;
    }
    diagnose(reading->job->diagnostics, MESSAGE_ANSWERS_FORM_DEEP, from, NULL,
        arena_format(reading->job->arena, "%d", MOST_OPEN));
    return true;
}

/* One file may be named in several ways: it is known by the name, and by the path that the name
 * comes to. */
struct answers *answers_forms_file(
    struct answers_reading *reading, const char *name, struct span from, struct answers *outer) {
    struct arena *arena = reading->job->arena;
    struct read_file *known = key_index_find(&reading->files, name);
    if (known) {
        return known_answers(reading, known, from);
    }
    struct file file;
    if (is_too_deep(reading, from) ||
        !root_read(reading->job, reading->root, name, MOST_BYTES, from, &file)) {
        return NULL;
    }
    known = key_index_find(&reading->files, file.path);
    if (known) {
        *key_index_add(&reading->files, name) = known;
        return known_answers(reading, known, from);
    }
    struct read_file *reads = arena_alloc(arena, sizeof *reads);
    *reads = (struct read_file){.path = file.path, .open = true};
    *key_index_add(&reading->files, name) = reads;
    *key_index_add(&reading->files, file.path) = reads;
    reading->open = arena_grow(arena, reading->open, reading->open_count, sizeof *reading->open);
    reading->open[reading->open_count++] = file.path;
    reads->answers = read_open(reading, &file, name, outer);
    reading->open_count--;
    reads->open = false;
    return reads->answers;
}

/* ---- Fields ---- */

/* The models that the field admits. */
static const char *const *admitted(struct arena *arena, const struct field *field, size_t *count) {
    const char **names = NULL;
    *count = 0;
    const char *at = field->models ? field->models : "";
    for (at += strspn(at, " "); *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        names = arena_grow(arena, names, *count, sizeof *names);
        names[(*count)++] = arena_copy(arena, at, length);
        at += length;
    }
    return names;
}

static bool is_admitted(
    const struct binding *binding, const struct field *field, const char *name) {
    size_t count = 0;
    const char *const *names = admitted(binding->arena, field, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static const char *admitted_list(const struct binding *binding, const struct field *field) {
    size_t count = 0;
    const char *const *names = admitted(binding->arena, field, &count);
    return text_list(binding->arena, names, count, true);
}

/* A form that is named may not be there because nobody has begun it yet. */
static void advise_new(
    const struct binding *binding, const struct field *field, const char *name, size_t from) {
    size_t count = 0;
    const char *const *models = admitted(binding->arena, field, &count);
    struct diagnostics *diagnostics = binding->job->diagnostics;
    for (size_t i = from; i < diagnostics->count && count > 0; i++) {
        struct diagnostic *diagnostic = &diagnostics->items[i];
        if (diagnostic->message == MESSAGE_FILE_MISSPELT ||
            diagnostic->message == MESSAGE_FILE_MISSING) {
            diagnostic->hint = arena_format(binding->arena,
                "%s S’il n’existe pas encore\u00A0: greffe new %s -o %s", diagnostic->hint,
                count == 1 ? models[0] : "MODÈLE", name);
        }
    }
}

static void bind_file(
    struct binding *binding, struct answer *answer, const struct attribute *href) {
    const struct field *field = answer->field;
    size_t said = binding->job->diagnostics->count;
    answer->text = answers_forms_join(binding, href->value);
    answer->span = href->value_span;
    struct answers *form =
        answers_forms_file(binding->reading, answer->text, href->value_span, binding->answers);
    answers_scalar_place(binding, answer, said);
    if (!form) {
        advise_new(binding, field, href->value, said);
        answer->wrong = true;
        return;
    }
    add_form(binding->arena, binding->answers, form);
    if (is_admitted(binding, field, form->form->name)) {
        answer->form = form;
        return;
    }
    answers_scalar_report(binding, answer, MESSAGE_ANSWERS_FORM_MODEL, field_label(field),
        form->form->title, admitted_list(binding, field));
}

/* How an inline form of the first admitted model begins. */
static const char *inline_advice(const struct binding *binding, const struct field *field) {
    size_t count = 0;
    const char *const *names = admitted(binding->arena, field, &count);
    const struct form *form =
        count > 0 ? form_library_find(binding->reading->library, names[0]) : NULL;
    return form ? arena_format(binding->arena, "Écrivez <%s xmlns=\"%s\">…</%s>.", form->name,
                      form->space, form->name)
                : "";
}

static void bind_inline(struct binding *binding, struct answer *answer, const struct node *node) {
    const struct field *field = answer->field;
    const struct form *form = form_library_find_space(binding->reading->library, node->space);
    if (!form || !is_admitted(binding, field, form->name)) {
        answer->span = node->name_span;
        answers_scalar_report(binding, answer, MESSAGE_ANSWERS_FORM_INLINE, node->name,
            field_label(field), inline_advice(binding, field));
        return;
    }
    answer->form = bind(binding->reading, binding->answers->xml, node, form, binding->answers,
        node->space, binding->folder);
    append_form(binding->arena, binding->answers, answer->form);
}

/* The form that the element holds: its only element. Text beside it has no meaning. */
static const struct node *only_element(
    struct binding *binding, struct answer *answer, const struct node *node) {
    const struct node *found = NULL;
    for (const struct node *child = node->first; child; child = child->next) {
        bool element = child->kind == NODE_ELEMENT;
        if (!element && *text_collapse(binding->arena, child->text) != '\0') {
            answer->span = answers_text_trimmed(child->text, child->span);
            const char *text = answers_text_short(binding->arena, child->text);
            answers_scalar_report(binding, answer, MESSAGE_ANSWERS_NOT_CONTENT, text, node->name,
                arena_format(binding->arena, "Écrivez <%s href=\"%s\"/>.", node->name, text));
        } else if (element && found) {
            answer->span = child->name_span;
            answers_scalar_report(
                binding, answer, MESSAGE_ANSWERS_FORM_SEVERAL, field_label(answer->field));
        } else if (element) {
            found = child;
        }
    }
    return found;
}

bool answers_forms_bind(struct binding *binding, struct answer *answer, const struct node *node) {
    static const char *const known[] = {"href"};
    answer->wrong = answers_unknown_foreign(binding, answer, node, known, 1);
    const struct attribute *href = node_attribute(node, "href");
    const struct node *content = only_element(binding, answer, node);
    if (href && *text_collapse(binding->arena, href->value) == '\0') {
        href = NULL;
    }
    if (href) {
        bind_file(binding, answer, href);
    }
    if (href && content) {
        answer->span = content->name_span;
        answers_scalar_report(
            binding, answer, MESSAGE_ANSWERS_FORM_BOTH, field_label(answer->field), href->value);
    } else if (content) {
        bind_inline(binding, answer, content);
    }
    return href || content || answer->wrong;
}
