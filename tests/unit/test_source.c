#include "unit.h"

#include "source.h"
#include "text.h"

#include <string.h>
#include <time.h>

static struct source *source_of(struct arena *arena, const char *bytes) {
    return source_new(arena, "essai.xml", bytes, strlen(bytes));
}

static void check_position(const struct source *source, size_t offset, size_t line, size_t column) {
    struct position position = source_position(source, offset);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void check_line(const struct source *source, size_t line, const char *expected) {
    size_t length;
    const char *bytes = source_line(source, line, &length);
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(bytes, expected, length);
}

static void test_empty_file(void **state) {
    struct source *source = source_of(*state, "");
    assert_int_equal(source->line_count, 1);
    check_position(source, 0, 1, 1);
    check_position(source, 100, 1, 1);
    check_line(source, 1, "");
}

static void test_name_is_copied_and_bytes_borrowed(void **state) {
    char name[] = "a.xml";
    const char *bytes = "abc";
    struct source *source = source_new(*state, name, bytes, 3);
    name[0] = 'z';
    assert_string_equal(source->name, "a.xml");
    assert_ptr_equal(source->bytes, bytes);
    assert_ptr_equal(source->original, bytes);
    assert_int_equal(source->original_length, 3);
}

static void test_lines(void **state) {
    struct source *source = source_of(*state, "un\ndeux\n\nquatre");
    assert_int_equal(source->line_count, 4);
    check_line(source, 1, "un");
    check_line(source, 2, "deux");
    check_line(source, 3, "");
    check_line(source, 4, "quatre");
    check_position(source, 0, 1, 1);
    check_position(source, 2, 1, 3); /* the LF itself ends its line */
    check_position(source, 3, 2, 1);
    check_position(source, 8, 3, 1);
    check_position(source, 9, 4, 1);
    check_position(source, 15, 4, 7);
    check_position(source, 16, 4, 7); /* past the end is the end */
}

static void test_final_line_end_begins_a_line(void **state) {
    struct source *source = source_of(*state, "a\n");
    assert_int_equal(source->line_count, 2);
    check_line(source, 2, "");
    check_position(source, 2, 2, 1);
}

static void test_cr_lf(void **state) {
    struct source *source = source_of(*state, "un\r\ndeux\r\n\r\nx\ry\r");
    assert_int_equal(source->line_count, 4);
    check_line(source, 1, "un");
    check_line(source, 2, "deux");
    check_line(source, 3, "");
    check_line(source, 4, "x\ry\r"); /* CR alone ends no line */
    check_position(source, 4, 2, 1);
    check_position(source, 9, 2, 6);
}

static void test_columns_count_code_points(void **state) {
    struct source *source = source_of(*state, "é€😀x\néx");
    check_position(source, 0, 1, 1);
    check_position(source, 2, 1, 2);
    check_position(source, 5, 1, 3);
    check_position(source, 9, 1, 4);
    check_position(source, 13, 2, 2);
    check_position(source, 1, 1, 1); /* inside é */
    check_position(source, 8, 1, 3); /* inside the emoji */
}

static void test_many_lines(void **state) {
    char *bytes = arena_alloc(*state, 3 * 1000 + 1);
    for (size_t i = 0; i < 1000; i++) {
        memcpy(bytes + 3 * i, "ab\n", 3);
    }
    struct source *source = source_of(*state, bytes);
    assert_int_equal(source->line_count, 1001);
    for (size_t offset = 0; offset < 3000; offset++) {
        check_position(source, offset, offset / 3 + 1, offset % 3 + 1);
    }
}

/* Every column of a line of a hundred thousand characters, of which some stand across any boundary. It takes
 * a fifth of a second; counting each from the beginning of the line would take a minute. */
static void test_long_line(void **state) {
    enum {
        CHARACTERS = 100000,
        SECONDS = 10
    };
    struct buffer bytes = {.arena = *state};
    buffer_text(&bytes, "é\n");
    for (size_t i = 0; i < CHARACTERS; i++) {
        buffer_text(&bytes, i % 7 == 0 ? "a" : "€");
    }
    struct source *source = source_of(*state, buffer_string(&bytes));
    size_t offset = strlen("é\n");
    clock_t start = clock();
    for (size_t i = 0; i < CHARACTERS; i++) {
        check_position(source, offset, 2, i + 1);
        offset += i % 7 == 0 ? strlen("a") : strlen("€");
        check_position(source, offset - 1, 2, i + 1);
    }
    check_position(source, offset, 2, CHARACTERS + 1);
    assert_true(clock() - start < (clock_t)SECONDS * CLOCKS_PER_SEC);
}

static void test_span_part(void **state) {
    struct span span = {source_of(*state, "0123456789"), 2, 5};
    struct span part = span_part(span, 1, 2);
    assert_ptr_equal(part.source, span.source);
    assert_int_equal(part.offset, 3);
    assert_int_equal(part.length, 2);
    part = span_part(span, 3, 99);
    assert_int_equal(part.offset, 5);
    assert_int_equal(part.length, 2);
    part = span_part(span, SIZE_MAX, SIZE_MAX);
    assert_int_equal(part.offset, 7);
    assert_int_equal(part.length, 0);
    part = span_part((struct span){0}, 1, 1);
    assert_null(part.source);
    assert_int_equal(part.offset, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_empty_file),
        UNIT_TEST(test_name_is_copied_and_bytes_borrowed),
        UNIT_TEST(test_lines),
        UNIT_TEST(test_final_line_end_begins_a_line),
        UNIT_TEST(test_cr_lf),
        UNIT_TEST(test_columns_count_code_points),
        UNIT_TEST(test_many_lines),
        UNIT_TEST(test_long_line),
        UNIT_TEST(test_span_part),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
