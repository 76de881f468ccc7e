#include "date.h"

#include <string.h>

enum {
    FIRST_READ_YEAR = 1000, /* four digits; an earlier year is a slip of the keyboard */
    FIRST_YEAR = 1,
    LAST_YEAR = 9999,
    DAYS_BEFORE_1970 = 719162, /* from 0001-01-01 */
    DAYS_IN_400_YEARS = 146097,
};

static bool is_leap_year(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_days_in_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) {
        return 0;
    }
    return days[month - 1] + (month == 2 && is_leap_year(year));
}

/* ---- Reading and writing ---- */

/* The value of count digits, or -1 when another character stands among them. */
static int read_digits(const char *text, int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* Reads the AAAA-MM with which the text begins. */
static bool read_year_and_month(const char *text, struct date *date) {
    date->year = read_digits(text, 4);
    if (date->year < FIRST_READ_YEAR || text[4] != '-') {
        return false;
    }
    date->month = read_digits(text + 5, 2);
    date->day = 0;
    return date->month >= 1 && date->month <= 12;
}

bool date_read(const char *text, struct date *date) {
    struct date read;
    if (strlen(text) != 10 || !read_year_and_month(text, &read) || text[7] != '-') {
        return false;
    }
    read.day = read_digits(text + 8, 2);
    if (read.day < 1 || read.day > date_days_in_month(read.year, read.month)) {
        return false;
    }
    *date = read;
    return true;
}

bool date_read_month(const char *text, struct date *date) {
    struct date read;
    if (strlen(text) != 7 || !read_year_and_month(text, &read)) {
        return false;
    }
    *date = read;
    return true;
}

static char *write_digits(char *out, int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
    return out + count;
}

void date_write(struct date date, char out[11]) {
    if (date.year >= FIRST_YEAR && date.year <= LAST_YEAR) {
        out = write_digits(out, date.year, 4);
        *out++ = '-';
        out = write_digits(out, date.month, 2);
        if (date.day > 0) {
            *out++ = '-';
            out = write_digits(out, date.day, 2);
        }
    }
    *out = '\0';
}

/* ---- Reckoning ---- */

/* Days from 0001-01-01 to the first of January. */
static long days_before_year(int year) {
    long past = year - 1;
    return 365 * past + past / 4 - past / 100 + past / 400;
}

static long days_before_month(int year, int month) {
    long days = 0;
    for (int earlier = 1; earlier < month; earlier++) {
        days += date_days_in_month(year, earlier);
    }
    return days;
}

long date_number(struct date date) {
    int day = date.day > 0 ? date.day : 1;
    return days_before_year(date.year) + days_before_month(date.year, date.month) + day - 1 -
           DAYS_BEFORE_1970;
}

struct date date_from_number(long number) {
    if (number < -DAYS_BEFORE_1970 ||
        number >= days_before_year(LAST_YEAR + 1) - DAYS_BEFORE_1970) {
        return (struct date){0};
    }
    long days = number + DAYS_BEFORE_1970;
    /* The mean year gives the year or, near its ends, one beside it. */
    int year = (int)(days * 400 / DAYS_IN_400_YEARS) + 1;
    while (days < days_before_year(year)) {
        year--;
    }
    while (days >= days_before_year(year + 1)) {
        year++;
    }
    days -= days_before_year(year);
    int month = 1;
    while (days >= date_days_in_month(year, month)) {
        days -= date_days_in_month(year, month);
        month++;
    }
    return (struct date){year, month, (int)days + 1};
}

struct date date_add_months(struct date date, long months) {
    const long most = 12L * LAST_YEAR;
    if (months < -most || months > most) {
        return (struct date){0};
    }
    long month = 12L * date.year + date.month - 1 + months;
    if (month < 12L * FIRST_YEAR || month >= 12L * (LAST_YEAR + 1)) {
        return (struct date){0};
    }
    struct date moved = {(int)(month / 12), (int)(month % 12) + 1, date.day};
    int last_day = date_days_in_month(moved.year, moved.month);
    if (moved.day > last_day) {
        moved.day = last_day;
    }
    return moved;
}

int date_weekday(struct date date) {
    /* 0001-01-01 was a Monday. */
    long days = date_number(date) + DAYS_BEFORE_1970;
    return (int)(days % 7) + 1;
}
