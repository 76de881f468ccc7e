/* Dates as people write them: 12/05/2026, 1er janvier 2026, 16.12.25, 20261231, mai 2026. */
#include "answers_guess.h"

#include "arena.h"
#include "date.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_PARTS = 3,
    SHORTEST_MONTH = 3, /* letters of an abbreviated month */
};

/* The parts of a date: numbers, and a month by name. */
struct parts {
    long numbers[MOST_PARTS];
    size_t digits[MOST_PARTS]; /* how many each was written with */
    size_t count;
    size_t named; /* index of the part that is a month's name, MOST_PARTS for none */
};

/* The month of a folded word, which may be abbreviated; 0 when it is none or several. */
static long month_of(const char *word) {
    static const char *const names[] = {"janvier", "fevrier", "mars", "avril", "mai", "juin",
        "juillet", "aout", "septembre", "octobre", "novembre", "decembre"};
    size_t length = strlen(word);
    long month = 0;
    for (long i = 0; length >= SHORTEST_MONTH && i < 12; i++) {
        if (strncmp(names[i], word, length) == 0) {
            month = month == 0 ? i + 1 : -1;
        }
    }
    return month > 0 ? month : 0;
}

/* Words that say nothing of the date. */
static bool is_filler(const char *word) {
    static const char *const words[] = {"le", "du", "au", "er", "lundi", "mardi", "mercredi",
        "jeudi", "vendredi", "samedi", "dimanche"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

static bool add_part(struct parts *parts, long number, size_t digits) {
    if (parts->count == MOST_PARTS) {
        return false;
    }
    parts->numbers[parts->count] = number;
    parts->digits[parts->count++] = digits;
    return true;
}

static bool add_word(struct parts *parts, const char *word) {
    long month = month_of(word);
    if (month == 0) {
        return is_filler(word);
    }
    if (parts->named != MOST_PARTS) {
        return false;
    }
    parts->named = parts->count;
    return add_part(parts, month, 0);
}

/* The folded text has small letters without accents and spaces for hyphens. */
static bool take_parts(struct arena *arena, const char *text, struct parts *parts) {
    static const char digits[] = "0123456789";
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    const char *at = text_fold(arena, text);
    parts->count = 0;
    parts->named = MOST_PARTS;
    while (*(at += strspn(at, " /.,")) != '\0') {
        size_t length = strspn(at, digits);
        bool taken = length > 0;
        if (taken) {
            taken = length <= 8 && add_part(parts, strtol(at, NULL, 10), length);
        } else {
            length = strspn(at, letters);
            taken = length > 0 && add_word(parts, arena_copy(arena, at, length));
        }
        if (!taken) {
            return false;
        }
        at += length;
    }
    return true;
}

/* Years of two digits are those of this century. */
static long whole_year(long year, size_t digits) {
    return digits <= 2 ? 2000 + year : year;
}

/* 20261231 or 31122026. */
static bool split_digits(struct parts *parts) {
    if (parts->count != 1 || parts->digits[0] != 8) {
        return false;
    }
    long number = parts->numbers[0];
    bool year_first = number / 10000 >= 1900 && number / 10000 < 2200;
    long year = year_first ? number / 10000 : number % 10000;
    long month = year_first ? number / 100 % 100 : number / 10000 % 100;
    long day = year_first ? number % 100 : number / 1000000;
    *parts = (struct parts){{day, month, year}, {2, 2, 4}, 3, MOST_PARTS};
    return true;
}

static const char *day_text(struct arena *arena, long year, long month, long day) {
    struct date date;
    if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
        return NULL;
    }
    const char *text = arena_format(arena, "%04ld-%02ld-%02ld", year, month, day);
    return date_read(text, &date) ? text : NULL;
}

static const char *month_text(struct arena *arena, long year, long month) {
    bool possible = year >= 1000 && year <= 9999 && month >= 1 && month <= 12;
    return possible ? arena_format(arena, "%04ld-%02ld", year, month) : NULL;
}

static const char *guess_day(struct arena *arena, struct parts *parts) {
    if (parts->count != 3 && !split_digits(parts)) {
        return NULL;
    }
    const long *numbers = parts->numbers;
    if (parts->digits[0] == 4) {
        return day_text(arena, numbers[0], numbers[1], numbers[2]);
    }
    /* « décembre 16 2026 » is not French, but plain enough. */
    size_t day = parts->named == 0 ? 1 : 0;
    return day_text(
        arena, whole_year(numbers[2], parts->digits[2]), numbers[1 - day], numbers[day]);
}

static const char *guess_month(struct arena *arena, struct parts *parts) {
    if (parts->count == 2) {
        bool year_first = parts->digits[0] == 4;
        size_t year = year_first ? 0 : 1;
        return month_text(
            arena, whole_year(parts->numbers[year], parts->digits[year]), parts->numbers[1 - year]);
    }
    const char *day = guess_day(arena, parts);
    return day ? arena_copy(arena, day, strlen("2026-01")) : NULL;
}

const char *answers_guess_date(struct arena *arena, enum field_kind kind, const char *text) {
    struct parts parts;
    if (!take_parts(arena, text, &parts)) {
        return NULL;
    }
    return kind == FIELD_MONTH ? guess_month(arena, &parts) : guess_day(arena, &parts);
}
