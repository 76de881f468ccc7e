/* Each file of tests/xml, read, against the .diag beside it: what is reported and, when the file can be
 * used, its nodes with their places. « test_xml_cases --accept » rewrites the expectations. */
#include "unit.h"

#include "job.h"
#include "text.h"
#include "xml.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char folder[] = GREFFE_TESTS "/xml";

/* ---- Dump ---- */

static void add_place(struct buffer *out, struct span span) {
    struct position start = source_position(span.source, span.offset);
    struct position end = source_position(span.source, span.offset + span.length);
    buffer_format(out, " %zu:%zu-%zu:%zu", start.line, start.column, end.line, end.column);
}

static void add_quoted(struct buffer *out, const char *text) {
    buffer_text(out, "\"");
    for (; *text; text++) {
        if (*text == '\n' || *text == '\r' || *text == '\t') {
            buffer_text(out, *text == '\n' ? "\\n" : *text == '\r' ? "\\r" : "\\t");
        } else {
            buffer_add(out, text, 1);
        }
    }
    buffer_text(out, "\"");
}

static void add_name(struct buffer *out, const char *space, const char *name) {
    if (*space) {
        buffer_format(out, "{%s}", space);
    }
    buffer_text(out, name);
}

static void add_node(struct buffer *out, const struct node *node, int depth) {
    buffer_format(out, "%*s", 2 * depth, "");
    if (node->kind == NODE_TEXT) {
        add_quoted(out, node->text);
        add_place(out, node->span);
        buffer_text(out, "\n");
        return;
    }
    add_name(out, node->space, node->name);
    add_place(out, node->span);
    add_place(out, node->name_span);
    buffer_text(out, "\n");
    for (const struct attribute *at = node->attributes; at; at = at->next) {
        buffer_format(out, "%*s@", 2 * depth + 2, "");
        add_name(out, at->space, at->name);
        buffer_text(out, "=");
        add_quoted(out, at->value);
        add_place(out, at->name_span);
        add_place(out, at->value_span);
        buffer_text(out, "\n");
    }
    for (const struct node *child = node->first; child; child = child->next) {
        assert_ptr_equal(child->parent, node);
        add_node(out, child, depth + 1);
    }
}

/* A comment is the whole of it, from <!-- to -->. */
static void add_comment(struct buffer *out, struct span span) {
    const char *text = span.source->bytes + span.offset;
    assert_true(span.length >= strlen("<!---->"));
    assert_memory_equal(text, "<!--", 4);
    assert_memory_equal(text + span.length - 3, "-->", 3);
    buffer_text(out, " ");
    add_place(out, span);
    buffer_text(out, "\n");
}

/* ---- Files ---- */

static char *read_file(struct arena *arena, const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        return NULL;
    }
    char *bytes = NULL;
    *length = 0;
    int byte;
    while ((byte = getc(file)) != EOF) {
        bytes = arena_grow(arena, bytes, *length + 1, 1); /* one more, for the NUL */
        bytes[(*length)++] = (char)byte;
    }
    fclose(file);
    bytes = arena_grow(arena, bytes, *length + 1, 1);
    bytes[*length] = '\0';
    return bytes;
}

static const char *result_of(struct arena *arena, const char *path, const char *name) {
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena), .today = {0, 0, 0}};
    size_t length;
    const char *bytes = read_file(arena, path, &length);
    assert_non_null(bytes);
    const struct xml *xml = xml_read(&job, name, (const unsigned char *)bytes, length);
    assert_true((xml == NULL) == (diagnostics_errors(job.diagnostics) > 0));
    diagnostics_sort(job.diagnostics);
    struct buffer out = {.arena = arena};
    buffer_text(&out, diagnostics_print(job.diagnostics));
    if (xml) {
        add_node(&out, xml->root, 0);
        buffer_format(&out, "comments: %zu\n", xml->comment_count);
        for (size_t i = 0; i < xml->comment_count; i++) {
            add_comment(&out, xml->comments[i].span);
        }
    }
    return buffer_string(&out);
}

static bool is_case(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot && dot != name && strcmp(dot, ".diag") != 0;
}

static void accept_result(const char *path, const char *result) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(result, file);
    assert_int_equal(fclose(file), 0);
}

static bool is_as_expected(
    struct arena *arena, const char *name, const char *path, const char *result) {
    size_t length;
    const char *expected = read_file(arena, path, &length);
    if (expected && strcmp(expected, result) == 0) {
        return true;
    }
    print_message(
        "%s: expected\n%s%s: found\n%s", name, expected ? expected : "(nothing)\n", name, result);
    return false;
}

static void check_case(const char *name, bool accept, size_t *failures) {
    struct arena *arena = arena_new();
    const char *path = arena_format(arena, "%s/%s", folder, name);
    const char *dot = strrchr(path, '.');
    const char *expected = arena_format(arena, "%.*s.diag", (int)(dot - path), path);
    const char *result = result_of(arena, path, name);
    if (accept) {
        accept_result(expected, result);
    } else {
        *failures += !is_as_expected(arena, name, expected, result);
    }
    arena_free(arena);
}

static void check_all(bool accept) {
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    size_t cases = 0;
    size_t failures = 0;
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        if (is_case(entry->d_name)) {
            check_case(entry->d_name, accept, &failures);
            cases++;
        }
    }
    closedir(directory);
    assert_true(cases > 60); /* the folder is there */
    assert_int_equal(failures, 0);
}

static void test_cases(void **state) {
    (void)state;
    check_all(false);
}

static void test_accept(void **state) {
    (void)state;
    check_all(true);
}

int main(int count, char **arguments) {
    const struct CMUnitTest comparison[] = {cmocka_unit_test(test_cases)};
    const struct CMUnitTest acceptance[] = {cmocka_unit_test(test_accept)};
    if (count > 1 && strcmp(arguments[1], "--accept") == 0) {
        return cmocka_run_group_tests(acceptance, NULL, NULL);
    }
    return cmocka_run_group_tests(comparison, NULL, NULL);
}
