#include "unit.h"

#include "diagnostic.h"
#include "table.h"
#include "text.h"

#include <string.h>

/* A table under test and what was said of it. */
struct reading {
    struct diagnostics *diagnostics;
    struct table *table;
};

static struct reading read_table(struct arena *arena, const char *bytes, const char *key) {
    struct diagnostics *diagnostics = diagnostics_new(arena);
    struct source *source = source_new(arena, "t.tsv", bytes, strlen(bytes));
    return (struct reading){diagnostics, table_read(arena, diagnostics, "t", source, key)};
}

static void check_cell(
    const struct table *table, const char *key, const char *column, const char *expected) {
    size_t row;
    assert_true(table_find(table, key, &row));
    assert_string_equal(table_cell(table, row, table_column(table, column)), expected);
}

static void check_only_diagnostic(
    struct reading reading, enum message message, size_t line, size_t column) {
    assert_int_equal(reading.diagnostics->count, 1);
    const struct diagnostic *item = &reading.diagnostics->items[0];
    assert_int_equal(item->message, message);
    struct position position = source_position(item->span.source, item->span.offset);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void test_reads(void **state) {
    struct reading reading = read_table(*state,
        "# départements\r\n"
        "code\tnom\tavec article\r\n"
        "\r\n"
        "12\tAveyron\tl’Aveyron\r\n"
        "# au sud\r\n"
        "2A\tCorse-du-Sud\t\r\n"
        "48\tLozère\tla Lozère",
        "code");
    const struct table *table = reading.table;
    assert_non_null(table);
    assert_int_equal(reading.diagnostics->count, 0);
    assert_string_equal(table->name, "t");
    assert_int_equal(table->row_count, 3);
    assert_int_equal(table->column_count, 3);
    assert_int_equal(table->key, 0);
    check_cell(table, "12", "nom", "Aveyron");
    check_cell(table, "2A", "avec article", "");
    check_cell(table, "48", "avec article", "la Lozère");
    size_t row;
    assert_false(table_find(table, "13", &row));
    assert_false(table_find(table, "", &row));
    assert_int_equal(table_column(table, "Code"), (size_t)-1);
}

static void test_key_may_be_any_column(void **state) {
    struct reading reading = read_table(*state, "nom\tcode\nAveyron\t12\n\t\n", "code");
    assert_int_equal(reading.table->key, 1);
    check_cell(reading.table, "12", "nom", "Aveyron");
    check_cell(reading.table, "", "nom", ""); /* an empty key is a key */
}

static void test_header_alone(void **state) {
    struct reading reading = read_table(*state, "code", "code");
    assert_non_null(reading.table);
    size_t row;
    assert_false(table_find(reading.table, "x", &row));
}

static void test_byte_order_mark(void **state) {
    struct reading reading = read_table(*state, "\uFEFFcode\tnom\n1\tun\n", "code");
    assert_int_equal(reading.diagnostics->count, 0);
    check_cell(reading.table, "1", "nom", "un");
}

/* Values of a form are in normal form C, so the cells that they are looked up by must be. */
static void test_cells_are_in_normal_form(void **state) {
    struct reading reading = read_table(*state, "nom\nLoze\u0300re\n", "nom");
    check_cell(reading.table, "Lozère", "nom", "Lozère");
}

static void test_many_rows(void **state) {
    struct buffer bytes = {.arena = *state};
    buffer_text(&bytes, "code\tcarré\n");
    for (int i = 0; i < 5000; i++) {
        buffer_format(&bytes, "%d\t%d\n", i, i * i);
    }
    struct reading reading = read_table(*state, buffer_string(&bytes), "code");
    assert_int_equal(reading.table->row_count, 5000);
    assert_true(reading.table->slot_count >= 2 * 5000);
    for (int i = 0; i < 5000; i++) {
        check_cell(reading.table, arena_format(*state, "%d", i), "carré",
            arena_format(*state, "%d", i * i));
    }
    size_t row;
    assert_false(table_find(reading.table, "5000", &row));
}

/* ---- Faults ---- */

static void test_empty_table(void **state) {
    struct reading reading = read_table(*state, "# rien\n\n", "code");
    assert_null(reading.table);
    check_only_diagnostic(reading, MESSAGE_TABLE_EMPTY, 1, 1);
}

static void test_missing_key(void **state) {
    struct reading reading = read_table(*state, "# x\nnom\tsiège\n", "code");
    assert_null(reading.table);
    check_only_diagnostic(reading, MESSAGE_TABLE_KEY_MISSING, 2, 1);
    const struct diagnostic *item = &reading.diagnostics->items[0];
    assert_int_equal(item->span.length, strlen("nom\tsiège"));
    assert_non_null(strstr(item->hint, "«\u00A0nom\u00A0» et «\u00A0siège\u00A0»"));
}

static void test_wrong_width(void **state) {
    struct reading reading = read_table(*state, "code\tnom\n1\tun\n2\n3\ttrois\n", "code");
    check_only_diagnostic(reading, MESSAGE_TABLE_ROW_WIDTH, 3, 1);
    assert_non_null(reading.table); /* the other rows serve */
    check_cell(reading.table, "3", "nom", "trois");
    reading = read_table(*state, "code\tnom\n1\tun\t\n", "code");
    check_only_diagnostic(reading, MESSAGE_TABLE_ROW_WIDTH, 2, 1);
}

static void test_key_twice(void **state) {
    struct reading reading = read_table(*state, "nom\tcode\nun\t1\nbis\t1\n", "code");
    check_only_diagnostic(reading, MESSAGE_TABLE_KEY_TWICE, 3, 5);
    struct span related = reading.diagnostics->items[0].related;
    assert_int_equal(source_position(related.source, related.offset).line, 2);
    check_cell(reading.table, "1", "nom", "un"); /* the first one stands */
    assert_int_equal(reading.table->row_count, 1);
}

static void test_column_twice(void **state) {
    struct reading reading = read_table(*state, "code\tnom\tcode\n1\tun\t2\n", "code");
    check_only_diagnostic(reading, MESSAGE_TABLE_COLUMN_TWICE, 1, 10);
    assert_non_null(reading.table);
}

static void test_characters(void **state) {
    struct reading reading = read_table(*state, "code\nR\xE9my\n", "code");
    assert_null(reading.table);
    check_only_diagnostic(reading, MESSAGE_TABLE_ENCODING, 2, 2);
    reading = read_table(*state, "code\nab\u202Ec\n", "code");
    assert_null(reading.table);
    check_only_diagnostic(reading, MESSAGE_TABLE_CHARACTER, 2, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_reads),
        UNIT_TEST(test_key_may_be_any_column),
        UNIT_TEST(test_header_alone),
        UNIT_TEST(test_byte_order_mark),
        UNIT_TEST(test_cells_are_in_normal_form),
        UNIT_TEST(test_many_rows),
        UNIT_TEST(test_empty_table),
        UNIT_TEST(test_missing_key),
        UNIT_TEST(test_wrong_width),
        UNIT_TEST(test_key_twice),
        UNIT_TEST(test_column_twice),
        UNIT_TEST(test_characters),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
