#include "unit.h"

#include "date.h"

#include <limits.h>

static struct date day(const char *text) {
    struct date date;
    assert_true(date_read(text, &date));
    return date;
}

static void check_written(struct date date, const char *expected) {
    char out[11];
    date_write(date, out);
    assert_string_equal(out, expected);
}

static void test_read(void **state) {
    (void)state;
    struct date date = day("2026-11-22");
    assert_int_equal(date.year, 2026);
    assert_int_equal(date.month, 11);
    assert_int_equal(date.day, 22);
    assert_int_equal(day("2024-02-29").day, 29);
    assert_int_equal(day("2000-02-29").day, 29);
    assert_int_equal(day("1000-01-01").year, 1000);
    assert_int_equal(day("9999-12-31").year, 9999);
}

static void test_read_refuses(void **state) {
    (void)state;
    static const char *const wrong[] = {"", "2026", "2026-1-02", "2026-01-2", "2026-01-022",
        "2026-00-01", "2026-13-01", "2026-01-00", "2026-04-31", "2023-02-29", "1900-02-29",
        "2026/01/02", "02-01-2026", " 2026-01-02", "2026-01-02 ", "+026-01-02", "0999-01-01",
        "2026-01--2", "２026-01-0"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct date date = {1, 2, 3};
        assert_false(date_read(wrong[i], &date));
        assert_int_equal(date.year, 1); /* untouched */
    }
}

static void test_read_month(void **state) {
    (void)state;
    struct date date;
    assert_true(date_read_month("2026-02", &date));
    assert_int_equal(date.day, 0);
    check_written(date, "2026-02");
    assert_false(date_read_month("2026-13", &date));
    assert_false(date_read_month("2026-00", &date));
    assert_false(date_read_month("2026-2", &date));
    assert_false(date_read_month("2026-02-01", &date));
}

static void test_write(void **state) {
    (void)state;
    check_written(day("2024-02-29"), "2024-02-29");
    check_written((struct date){12, 3, 4}, "0012-03-04");
    check_written((struct date){0}, "");
    check_written((struct date){10000, 1, 1}, "");
    check_written((struct date){-5, 1, 1}, "");
}

static void test_number(void **state) {
    (void)state;
    assert_int_equal(date_number(day("1970-01-01")), 0);
    assert_int_equal(date_number(day("1969-12-31")), -1);
    assert_int_equal(date_number(day("2000-03-01")), 11017);
    assert_int_equal(date_number(day("2026-11-22")), 20779);
    assert_int_equal(date_number((struct date){1, 1, 1}), -719162);
    assert_int_equal(date_number((struct date){2026, 11, 0}), date_number(day("2026-11-01")));
}

/* Every day of the calendar follows the one before, and comes back from its number. */
static void test_every_day(void **state) {
    (void)state;
    struct date date = {1, 1, 1};
    int weekday = 1;
    for (long number = date_number(date); date.year <= 9999; number++) {
        struct date back = date_from_number(number);
        if (date_number(date) != number || back.year != date.year || back.month != date.month ||
            back.day != date.day || date_weekday(date) != weekday) {
            fail_msg("%d-%d-%d", date.year, date.month, date.day);
        }
        weekday = weekday % 7 + 1;
        date.day++;
        if (date.day > date_days_in_month(date.year, date.month)) {
            date.day = 1;
            date.month++;
        }
        if (date.month > 12) {
            date.month = 1;
            date.year++;
        }
    }
}

static void test_numbers_outside_the_calendar(void **state) {
    (void)state;
    long last = date_number(day("9999-12-31"));
    assert_int_equal(date_from_number(last).year, 9999);
    assert_int_equal(date_from_number(last + 1).year, 0);
    assert_int_equal(date_from_number(-719162).year, 1);
    assert_int_equal(date_from_number(-719163).year, 0);
    assert_int_equal(date_from_number(LONG_MAX).year, 0);
    assert_int_equal(date_from_number(LONG_MIN).year, 0);
}

static void test_add_months(void **state) {
    (void)state;
    check_written(date_add_months(day("2026-01-31"), 1), "2026-02-28");
    check_written(date_add_months(day("2024-01-31"), 1), "2024-02-29");
    check_written(date_add_months(day("2024-02-29"), 12), "2025-02-28");
    check_written(date_add_months(day("2024-02-29"), 48), "2028-02-29");
    check_written(date_add_months(day("2026-01-15"), -1), "2025-12-15");
    check_written(date_add_months(day("2026-03-31"), -1), "2026-02-28");
    check_written(date_add_months(day("2026-12-01"), 1), "2027-01-01");
    check_written(date_add_months((struct date){2026, 12, 0}, 2), "2027-02");
    check_written(date_add_months(day("9999-12-31"), 1), "");
    check_written(date_add_months(day("9999-12-31"), 0), "9999-12-31");
    assert_int_equal(date_add_months((struct date){1, 1, 1}, -1).month, 0);
    check_written(date_add_months(day("2026-01-01"), LONG_MAX), "");
    check_written(date_add_months(day("2026-01-01"), LONG_MIN), "");
}

static void test_weekday(void **state) {
    (void)state;
    assert_int_equal(date_weekday(day("1970-01-01")), 4);
    assert_int_equal(date_weekday(day("2025-12-16")), 2); /* a council that met on a Tuesday */
    assert_int_equal(date_weekday(day("2026-11-22")), 7);
}

static void test_days_in_month(void **state) {
    (void)state;
    assert_int_equal(date_days_in_month(2000, 2), 29);
    assert_int_equal(date_days_in_month(1900, 2), 28);
    assert_int_equal(date_days_in_month(2026, 4), 30);
    assert_int_equal(date_days_in_month(2026, 0), 0);
    assert_int_equal(date_days_in_month(2026, 13), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_read_refuses),
        cmocka_unit_test(test_read_month),
        cmocka_unit_test(test_write),
        cmocka_unit_test(test_number),
        cmocka_unit_test(test_every_day),
        cmocka_unit_test(test_numbers_outside_the_calendar),
        cmocka_unit_test(test_add_months),
        cmocka_unit_test(test_weekday),
        cmocka_unit_test(test_days_in_month),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
