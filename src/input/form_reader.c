#include "form_reader.h"

#include "text.h"

#include <stdlib.h>
#include <string.h>

const char *form_hint(
    struct arena *arena, const char *word, const char *const *names, size_t count) {
    if (count == 0)
        return "";
    const char *near = text_nearest(arena, word, names, count);
    if (near != NULL)
        return arena_format(arena, "Vouliez-vous dire « %s » ?", near);
    return arena_format(arena, "Possible ici : %s.", text_list(arena, names, count, true));
}

const char *form_value(const struct node *node, const char *name) {
    const struct attribute *attribute = node_attribute(node, name);
    return attribute != NULL ? attribute->value : NULL;
}

bool form_says(const struct node *node, const char *name, const char *value) {
    return text_equal(form_value(node, name), value);
}

struct span form_value_span(const struct node *node, const char *name) {
    const struct attribute *attribute = node_attribute(node, name);
    return attribute != NULL ? attribute->value_span : node->name_span;
}

size_t form_count(const struct node *node, const char *name, size_t otherwise) {
    const char *value = form_value(node, name);
    return value != NULL ? strtoul(value, NULL, 10) : otherwise;
}

const struct node *form_next(const struct node *node, const char *name) {
    while (node != NULL && (node->kind != NODE_ELEMENT || strcmp(node->name, name) != 0))
        node = node->next;
    return node;
}

bool form_name(
    struct form_reader *reader, struct names *names, const char *name, struct span span) {
    struct arena *arena = reader->job->arena;
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0) {
            form_error(reader, MESSAGE_MODEL_NAME_TWICE, span, name)->related = names->spans[i];
            return false;
        }
    names->items = arena_grow(arena, names->items, names->count, sizeof *names->items);
    names->spans = arena_grow(arena, names->spans, names->count, sizeof *names->spans);
    names->items[names->count] = name;
    names->spans[names->count++] = span;
    return true;
}

/* Paths. */

static const char *path_of(const struct form_reader *reader, const struct source *source) {
    for (size_t i = 0; i < reader->file_count; i++)
        if (reader->files[i].source == source)
            return reader->files[i].path;
    return reader->form->folder;
}

/* Takes the last component off a path; false when there is none to take. */
static bool go_up(struct buffer *path) {
    if (path->length == 0)
        return false;
    while (path->length > 0 && path->bytes[path->length - 1] != '/')
        path->length--;
    if (path->length > 0)
        path->length--;
    path->bytes[path->length] = '\0';
    return true;
}

/* « .. » is resolved here, in the text: symbolic links are refused, so it means the same on the disk. A
 * path that climbs above the folder of models stays as it is and is refused when it is read. */
const char *form_path(const struct form_reader *reader, struct span span, const char *name) {
    struct buffer path = {.arena = reader->job->arena};
    buffer_text(&path, path_of(reader, span.source));
    go_up(&path);
    for (const char *at = name; *at != '\0';) {
        size_t length = strcspn(at, "/");
        bool up = length == 2 && strncmp(at, "..", 2) == 0;
        if (up && !go_up(&path))
            return name;
        if (!up && length > 0 && !(length == 1 && *at == '.')) {
            buffer_text(&path, path.length > 0 ? "/" : "");
            buffer_add(&path, at, length);
        }
        at += length + (at[length] == '/');
    }
    return name[0] == '/' ? name : buffer_string(&path);
}

/* Scopes. */

struct expression_scope form_scope(const struct form_reader *reader) {
    const struct form *form = reader->form;
    struct arena *arena = reader->job->arena;
    size_t count = form->parameter_count + form->let_count;
    const char **names = arena_array(arena, count, sizeof *names);
    const struct expression **values = arena_array(arena, count, sizeof *values);
    for (size_t i = 0; i < form->parameter_count; i++)
        names[i] = form->parameters[i].name;
    for (size_t i = 0; i < form->let_count; i++) {
        names[form->parameter_count + i] = form->lets[i].name;
        values[form->parameter_count + i] = form->lets[i].value;
    }
    return (struct expression_scope){
        .form = form,
        .library = reader->library,
        .contexts = reader->root_context,
        .context_count = 1,
        .variables = names,
        .variable_values = values,
        .variable_count = count,
    };
}

struct expression_scope form_scope_at(
    struct expression_scope scope, const struct field *const *contexts, size_t count) {
    scope.contexts = contexts;
    scope.context_count = count;
    return scope;
}

struct expression_scope form_scope_with(
    const struct form_reader *reader, struct expression_scope scope, const struct let *let) {
    size_t count = scope.variable_count;
    struct arena *arena = reader->job->arena;
    const char **names = arena_array(arena, count + 1, sizeof *names);
    const struct expression **values = arena_array(arena, count + 1, sizeof *values);
    for (size_t i = 0; i < count; i++) {
        names[i] = scope.variables[i];
        values[i] = scope.variable_values[i];
    }
    names[count] = let->name;
    values[count] = let->value;
    scope.variables = names;
    scope.variable_values = values;
    scope.variable_count = count + 1;
    return scope;
}

/* Expressions. */

static bool ends_name(char byte) {
    return byte == '\0' || strchr(" \t\r\n()[]+*/=!<>|,'\"$@", byte) != NULL;
}

/* Notes the variables of an expression, and its literals: they may name a table or a pattern. What is
 * wrong in it is said by expression_read. */
static void note_uses(struct form_reader *reader, const char *text) {
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\'' || *at == '"') {
            const char *end = strchr(at + 1, *at);
            if (end == NULL)
                return;
            const char *literal = arena_copy(reader->job->arena, at + 1, (size_t)(end - at) - 1);
            form_use(reader, USED_TABLE, literal);
            form_use(reader, USED_PATTERN, literal);
            at = end;
        } else if (*at == '$') {
            size_t length = 0;
            while (!ends_name(at[1 + length]))
                length++;
            form_use(reader, USED_VARIABLE, arena_copy(reader->job->arena, at + 1, length));
            at += length;
        }
    }
}

const struct expression *form_expression_text(struct form_reader *reader,
    const struct expression_scope *scope, const char *text, struct span span) {
    note_uses(reader, text);
    return expression_read(reader->job, scope, text, span, NULL, NULL);
}

const struct expression *form_expression(struct form_reader *reader,
    const struct expression_scope *scope, const struct node *node, const char *name) {
    const struct attribute *attribute = node_attribute(node, name);
    if (attribute == NULL)
        return NULL;
    return form_expression_text(reader, scope, attribute->value, attribute->value_span);
}

const struct expression *form_nodes(struct form_reader *reader,
    const struct expression_scope *scope, const struct node *node, const char *name,
    const struct field ***contexts, size_t *count) {
    const struct attribute *attribute = node_attribute(node, name);
    *contexts = NULL;
    *count = 0;
    if (attribute == NULL)
        return NULL;
    note_uses(reader, attribute->value);
    return expression_read(
        reader->job, scope, attribute->value, attribute->value_span, contexts, count);
}

/* Paths of fields. */

static const char *const *child_names(
    struct arena *arena, const struct field *field, size_t *count) {
    const char **names = NULL;
    *count = 0;
    for (const struct field *child = field->first; child != NULL; child = child->next) {
        names = arena_grow(arena, names, *count, sizeof *names);
        names[(*count)++] = child->name;
    }
    return names;
}

const struct field *form_field_at(
    struct form_reader *reader, const struct field *from, const char *path, struct span span) {
    struct arena *arena = reader->job->arena;
    const struct field *field = from;
    for (const char *at = path; *at != '\0';) {
        size_t length = strcspn(at, "/");
        const char *name = arena_copy(arena, at, length);
        const struct field *child = field_child(field, name);
        if (child == NULL) {
            size_t count = 0;
            const char *const *names = child_names(arena, field, &count);
            form_error(reader, MESSAGE_MODEL_FIELD_UNKNOWN,
                span_part(span, (size_t)(at - path), length), name, field->name,
                form_hint(arena, name, names, count));
            return NULL;
        }
        field = child;
        at += length + (at[length] == '/');
    }
    return field;
}
