#include "french.h"

#include "arena.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

#define THIN_SPACE "\xE2\x80\xAF" /* U+202F */
#define NO_BREAK_SPACE "\xC2\xA0" /* U+00A0 */
#define APOSTROPHE "\xE2\x80\x99" /* U+2019 */
#define MINUS "\xE2\x88\x92"      /* U+2212 */

static const char *const months[] = {"", "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre"};

const char *french_plain(struct arena *arena, struct phrase phrase) {
    return arena_format(arena, "%s%s%s", phrase.before, phrase.raised, phrase.after);
}

const char *french_integer(struct arena *arena, const char *digits) {
    struct buffer out = {.arena = arena};
    if (*digits == '-') {
        buffer_text(&out, MINUS);
        digits++;
    }
    size_t length = strlen(digits);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            buffer_text(&out, THIN_SPACE);
        buffer_add(&out, digits + i, 1);
    }
    return buffer_string(&out);
}

const char *french_decimal(struct arena *arena, const char *number) {
    const char *point = strchr(number, '.');
    if (point == NULL)
        return french_integer(arena, number);
    const char *whole = arena_copy(arena, number, (size_t)(point - number));
    return arena_format(arena, "%s,%s", french_integer(arena, whole), point + 1);
}

static const char *currency_sign(const char *currency) {
    return currency == NULL || strcmp(currency, "EUR") == 0 ? "€" : currency;
}

const char *french_size(struct arena *arena, size_t bytes) {
    if (bytes < 1000)
        return arena_format(
            arena, "%zu" NO_BREAK_SPACE "%s", bytes, bytes > 1 ? "octets" : "octet");
    if (bytes < 999500)
        return arena_format(arena, "%zu" NO_BREAK_SPACE "ko", (bytes + 500) / 1000);
    size_t tenths = (bytes + 50000) / 100000;
    return arena_format(arena, "%zu,%zu" NO_BREAK_SPACE "Mo", tenths / 10, tenths % 10);
}

const char *french_money(struct arena *arena, long long cents, const char *currency) {
    unsigned long long amount =
        cents < 0 ? 0ULL - (unsigned long long)cents : (unsigned long long)cents;
    const char *whole = french_integer(arena, arena_format(arena, "%llu", amount / 100));
    const char *sign = cents < 0 ? MINUS : "";
    if (amount % 100 == 0)
        return arena_format(
            arena, "%s%s" NO_BREAK_SPACE "%s", sign, whole, currency_sign(currency));
    return arena_format(arena, "%s%s,%02llu" NO_BREAK_SPACE "%s", sign, whole, amount % 100,
        currency_sign(currency));
}

/* 0 to 16 and the tens; French counts by twenty from 60 on. */
static const char *const units[] = {"zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept",
    "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept",
    "dix-huit", "dix-neuf"};
static const char *const tens[] = {"", "", "vingt", "trente", "quarante", "cinquante", "soixante",
    "soixante", "quatre-vingt", "quatre-vingt"};

static const char *unit_word(int number, bool feminine) {
    return number == 1 && feminine ? "une" : units[number];
}

/* 1 to 99. `plural`: quatre-vingts takes its s only when nothing follows it. */
static void words_below_hundred(struct buffer *out, int number, bool feminine, bool plural) {
    if (number < 20) {
        buffer_text(out, unit_word(number, feminine));
        return;
    }
    int ten = number / 10;
    int rest = number % 10 + (ten == 7 || ten == 9 ? 10 : 0);
    buffer_text(out, tens[ten]);
    if (rest == 0) {
        if (ten == 8 && plural)
            buffer_text(out, "s");
        return;
    }
    bool joined = (rest == 1 || rest == 11) && ten < 8;
    buffer_text(out, joined ? " et " : "-");
    buffer_text(out, unit_word(rest, feminine));
}

/* 1 to 999. */
static void words_below_thousand(struct buffer *out, int number, bool feminine, bool plural) {
    int hundreds = number / 100;
    int rest = number % 100;
    if (hundreds > 1) {
        buffer_text(out, units[hundreds]);
        buffer_text(out, " ");
    }
    if (hundreds > 0) {
        buffer_text(out, "cent");
        if (hundreds > 1 && rest == 0 && plural)
            buffer_text(out, "s");
        if (rest > 0)
            buffer_text(out, " ");
    }
    if (rest > 0)
        words_below_hundred(out, rest, feminine, plural);
}

/* One step of thousands: « trois millions », « mille ». */
static long long words_scale(
    struct buffer *out, long long number, long long scale, const char *name) {
    long long count = number / scale;
    if (count == 0)
        return number;
    bool thousand = scale == 1000;
    if (!(thousand && count == 1)) {
        /* « quatre-vingt mille » but « quatre-vingts millions »: mille is a numeral, million a
         * noun. */
        words_below_thousand(out, (int)count, false, !thousand);
        buffer_text(out, " ");
    }
    buffer_text(out, name);
    if (!thousand && count > 1)
        buffer_text(out, "s");
    if (number % scale != 0)
        buffer_text(out, " ");
    return number % scale;
}

const char *french_words(struct arena *arena, long long number, bool feminine) {
    struct buffer out = {.arena = arena};
    if (number < 0) {
        buffer_text(&out, "moins ");
        number = -number;
    }
    if (number == 0)
        return units[0];
    number = words_scale(&out, number, 1000000000LL, "milliard");
    number = words_scale(&out, number, 1000000LL, "million");
    number = words_scale(&out, number, 1000LL, "mille");
    if (number > 0)
        words_below_thousand(&out, (int)number, feminine, true);
    return buffer_string(&out);
}

struct phrase french_ordinal(struct arena *arena, long long number, bool feminine) {
    const char *digits = french_integer(arena, arena_format(arena, "%lld", number));
    const char *raised = number != 1 ? "e" : feminine ? "re" : "er";
    return (struct phrase){digits, raised, ""};
}

/* The last word of the number takes -ième: the final e and the s of quatre-vingts fall, cinq takes
 * u, neuf becomes neuv. */
static const char *ordinal_stem(struct arena *arena, const char *words) {
    size_t length = strlen(words);
    char *stem = arena_copy(arena, words, length);
    if (length > 0 && (stem[length - 1] == 'e' || (stem[length - 1] == 's' && length > 5 &&
                                                      strcmp(stem + length - 5, "trois") != 0)))
        stem[--length] = '\0';
    if (length >= 4 && strcmp(stem + length - 4, "neuf") == 0)
        stem[length - 1] = 'v';
    if (length >= 4 && strcmp(stem + length - 4, "cinq") == 0)
        return arena_format(arena, "%su", stem);
    return stem;
}

const char *french_ordinal_words(struct arena *arena, long long number, bool feminine) {
    if (number == 1)
        return feminine ? "première" : "premier";
    const char *words = french_words(arena, number, false);
    /* « millionième »: million is a noun, and its « un » no part of the number. */
    if (number == 1000000 || number == 1000000000)
        words += strlen("un ");
    return arena_format(arena, "%sième", ordinal_stem(arena, words));
}

struct phrase french_date(struct arena *arena, struct date date) {
    const char *day = arena_format(arena, "%d", date.day);
    const char *rest =
        arena_format(arena, NO_BREAK_SPACE "%s" NO_BREAK_SPACE "%d", months[date.month], date.year);
    return (struct phrase){day, date.day == 1 ? "er" : "", rest};
}

struct phrase french_date_words(struct arena *arena, struct date date) {
    const char *year = french_words(arena, date.year, false);
    const char *before =
        arena_format(arena, "L" APOSTROPHE "an %s, le" NO_BREAK_SPACE "%d", year, date.day);
    const char *after = arena_format(arena, NO_BREAK_SPACE "%s", months[date.month]);
    return (struct phrase){before, date.day == 1 ? "er" : "", after};
}

const char *french_date_short(struct arena *arena, struct date date) {
    return arena_format(arena, "%02d/%02d/%04d", date.day, date.month, date.year);
}

const char *french_month(struct arena *arena, struct date date) {
    return arena_format(arena, "%s" NO_BREAK_SPACE "%d", months[date.month], date.year);
}

/* The articles that a name may begin with, and what « de » makes of them. Capital La and L’ are
 * part of the proper name and stay; capital Le and Les contract (« du Mans », « des Ulis »). */
static const struct {
    const char *article;
    const char *contracted;
} articles[] = {
    {"Les ", "des "},
    {"LES ", "des "},
    {"les ", "des "},
    {"Le ", "du "},
    {"LE ", "du "},
    {"le ", "du "},
    {"La ", "de La "},
    {"LA ", "de LA "},
    {"la ", "de la "},
    {"L" APOSTROPHE, "de L" APOSTROPHE},
    {"l" APOSTROPHE, "de l" APOSTROPHE},
    {"L'", "de L" APOSTROPHE},
    {"l'", "de l" APOSTROPHE},
};

/* Beginnings, folded, of common words before which nothing elides: those of administrative prose whose h
 * is aspirated, « onze » and « oui ». A space ends a word. */
static const char *const unelided[] = {"hach", "haie", "hall ", "halle ", "halles ", "halte ",
    "haltes ", "hamac", "hameau", "hamp", "hanch", "hand", "hangar", "haras", "harcel", "hardi",
    "haricot", "harn", "harp", "hasard", "hat", "hauban", "hauss", "haut", "havre", "heler",
    "herisson", "hernie", "heron", "heros", "herse", "hetre", "heurt", "hibou", "hierarch",
    "hockey", "homard", "hont", "hoquet", "hors", "houblon", "houill", "houle", "housse", "houx",
    "huche", "huit ", "huita", "huiti", "hurl", "hutte", "onze ", "onzieme", "oui "};

/* A place or a person in H: « de » is right where the h is aspirated (Haguenau, Hem) and never wrong
 * where it is mute (« la ville de Hyères » beside « d’Hyères »), which no rule can tell. A common word
 * in h elides unless it is known not to. */
static bool is_unelided(struct arena *arena, const char *name, const char *folded) {
    const char *words = arena_format(arena, "%s ", folded);
    if (name[0] == 'H')
        return true;
    for (size_t i = 0; i < sizeof unelided / sizeof *unelided; i++)
        if (text_starts(words, unelided[i]))
            return true;
    return false;
}

/* Y elides before a consonant (« d’Yvetot ») and not before a vowel (« de Yaoundé »). */
static bool elides(struct arena *arena, const char *name) {
    static const char vowels[] = "aeiou";
    const char *folded = text_fold(arena, name);
    if (folded[0] == 'y')
        return folded[1] != '\0' && strchr(vowels, folded[1]) == NULL;
    if (folded[0] == '\0' || strchr("aeiouh", folded[0]) == NULL)
        return false;
    return !is_unelided(arena, name, folded);
}

const char *french_of(struct arena *arena, const char *name) {
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (text_starts(name, articles[i].article))
            return arena_format(
                arena, "%s%s", articles[i].contracted, name + strlen(articles[i].article));
    return arena_format(arena, elides(arena, name) ? "d" APOSTROPHE "%s" : "de %s", name);
}
