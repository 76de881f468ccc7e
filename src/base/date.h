/* Dates of the proleptic Gregorian calendar, without clock or locale. */
#ifndef GREFFE_DATE_H
#define GREFFE_DATE_H

#include <stdbool.h>

/** A day. `day` is 0 when only the month is known (AAAA-MM). A date with year 0 is no date. */
struct date {
    int year;
    int month;
    int day;
};

/** date_read(text, date): reads AAAA-MM-JJ; false when the shape or the day is wrong. Years 1000-9999. */
bool date_read(const char *text, struct date *date);
/** date_read_month(text, date): reads AAAA-MM. */
bool date_read_month(const char *text, struct date *date);
/** date_number(date): days since 1970-01-01 (negative before). A month counts as its first day. The date
 *  must be one. */
long date_number(struct date date);
/** date_from_number(number): the inverse of date_number; no date outside the years 1-9999. */
struct date date_from_number(long number);
/** date_add_months(date, months): the same day of another month, the month's last one when it is shorter;
 *  no date outside the years 1-9999. */
struct date date_add_months(struct date date, long months);
/** date_weekday(date): 1 = lundi … 7 = dimanche (ISO 8601). */
int date_weekday(struct date date);
/** date_days_in_month(year, month): 28 to 31. */
int date_days_in_month(int year, int month);
/** date_write(date, out): AAAA-MM-JJ (or AAAA-MM when day is 0) and a NUL; only a NUL for no date. */
void date_write(struct date date, char out[11]);

#endif
