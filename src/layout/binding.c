#include "binding.h"

#include "letter.h"
#include "text.h"

enum {
    EURO = 0x20AC,
    LONGEST_NUMBER = 8, /* groups of digits; what is longer is no number */
};

/* What must follow an abbreviation for the space after it to be no-break. */
enum follower {
    FOLLOWER_ANY,
    FOLLOWER_DIGIT,
    FOLLOWER_CAPITAL,
    FOLLOWER_ARTICLE, /* a number, with or without the letter of its part of a code: 5, L.1434-2 */
};

struct abbreviation {
    const char *text;
    enum follower follower;
};

static const struct abbreviation abbreviations[] = {
    {"n°", FOLLOWER_ANY},
    {"N°", FOLLOWER_ANY},
    {"nº", FOLLOWER_ANY},
    {"n°s", FOLLOWER_ANY},
    {"M.", FOLLOWER_ANY},
    {"MM.", FOLLOWER_ANY},
    {"Mme", FOLLOWER_ANY},
    {"Mmes", FOLLOWER_ANY},
    {"Mlle", FOLLOWER_ANY},
    {"Mlles", FOLLOWER_ANY},
    {"Me", FOLLOWER_CAPITAL},
    {"Mgr", FOLLOWER_CAPITAL},
    {"Dr", FOLLOWER_CAPITAL},
    {"Drs", FOLLOWER_CAPITAL},
    {"Pr", FOLLOWER_CAPITAL},
    {"Prs", FOLLOWER_CAPITAL},
    {"art.", FOLLOWER_ANY},
    {"Art.", FOLLOWER_ANY},
    {"cf.", FOLLOWER_ANY},
    {"Cf.", FOLLOWER_ANY},
    {"§", FOLLOWER_ANY},
    {"L.", FOLLOWER_DIGIT},
    {"R.", FOLLOWER_DIGIT},
    {"D.", FOLLOWER_DIGIT},
    {"A.", FOLLOWER_DIGIT},
    {"L", FOLLOWER_DIGIT},
    {"R", FOLLOWER_DIGIT},
    {"al.", FOLLOWER_DIGIT},
    {"chap.", FOLLOWER_DIGIT},
    {"fig.", FOLLOWER_DIGIT},
    {"p.", FOLLOWER_DIGIT},
    {"pp.", FOLLOWER_DIGIT},
    {"t.", FOLLOWER_DIGIT},
    {"vol.", FOLLOWER_DIGIT},
    {"vs", FOLLOWER_DIGIT},
    {"alinéa", FOLLOWER_DIGIT},
    {"alinéas", FOLLOWER_DIGIT},
    {"Alinéa", FOLLOWER_DIGIT},
    {"annexe", FOLLOWER_DIGIT},
    {"annexes", FOLLOWER_DIGIT},
    {"Annexe", FOLLOWER_DIGIT},
    {"Annexes", FOLLOWER_DIGIT},
    {"article", FOLLOWER_ARTICLE},
    {"articles", FOLLOWER_ARTICLE},
    {"Article", FOLLOWER_ARTICLE},
    {"Articles", FOLLOWER_ARTICLE},
    {"axe", FOLLOWER_DIGIT},
    {"axes", FOLLOWER_DIGIT},
    {"Axe", FOLLOWER_DIGIT},
    {"chapitre", FOLLOWER_DIGIT},
    {"chapitres", FOLLOWER_DIGIT},
    {"Chapitre", FOLLOWER_DIGIT},
    {"fiche", FOLLOWER_DIGIT},
    {"fiches", FOLLOWER_DIGIT},
    {"Fiche", FOLLOWER_DIGIT},
    {"Fiches", FOLLOWER_DIGIT},
    {"page", FOLLOWER_DIGIT},
    {"pages", FOLLOWER_DIGIT},
    /* Particles of surnames, which are written in capitals: « Yves LE GOFF ». */
    {"DE", FOLLOWER_CAPITAL},
    {"DU", FOLLOWER_CAPITAL},
    {"DES", FOLLOWER_CAPITAL},
    {"LE", FOLLOWER_CAPITAL},
    {"LA", FOLLOWER_CAPITAL},
    {"LES", FOLLOWER_CAPITAL},
    {"VAN", FOLLOWER_CAPITAL},
    {"VON", FOLLOWER_CAPITAL},
    {"DA", FOLLOWER_CAPITAL},
    {"DI", FOLLOWER_CAPITAL},
    {"EL", FOLLOWER_CAPITAL},
    {"BEN", FOLLOWER_CAPITAL},
};

static const char *const units[] = {"%", "‰", "€", "k€", "M€", "Md€", "$", "£", "km", "m", "cm",
    "mm", "km²", "m²", "cm²", "km2", "m2", "m³", "m3", "ha", "kg", "g", "mg", "µg", "t", "cl", "ml",
    "h", "min", "°C", "kW", "kWh", "MW", "MWh", "ko", "Ko", "Mo", "Go", "To", "dB", "an", "ans",
    "mois", "semaine", "semaines", "jour", "jours", "heure", "heures", "minute", "minutes", "euro",
    "euros", "habitants", "hab", "ETP", "million", "millions", "milliard", "milliards"};

static const char *const months[] = {"janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre"};

/* The code point at an index, 0 outside the text (an index before the first wraps round). */
static uint32_t at(const struct letters *text, size_t index) {
    return index < text->count ? text->items[index].code_point : 0;
}

static bool is_free(const struct letters *text, size_t index) {
    return !text->items[index].fixed && !text->items[index].address;
}

static bool is_apostrophe(uint32_t code_point) {
    return code_point == '\'' || code_point == LETTER_APOSTROPHE;
}

/* ---- Numbers in groups ---- */

/* The groups of digits that follow one another, a space between each two. */
struct number {
    size_t lengths[LONGEST_NUMBER];
    size_t groups;
    size_t end;
};

static size_t digits_at(const struct letters *text, size_t index) {
    size_t count = 0;
    while (letter_is_digit(at(text, index + count))) {
        count++;
    }
    return count;
}

static struct number read_number(const struct letters *text, size_t index) {
    struct number number = {.end = index};
    for (size_t next = index; digits_at(text, next) > 0;) {
        size_t length = digits_at(text, next);
        if (number.groups < LONGEST_NUMBER) {
            number.lengths[number.groups] = length;
        }
        number.groups++;
        number.end = next + length;
        next = number.end + letter_is_space(at(text, number.end));
    }
    return number;
}

static bool lengths_are(const struct number *number, size_t from, size_t to, size_t length) {
    for (size_t i = from; i < to; i++) {
        if (number->lengths[i] != length) {
            return false;
        }
    }
    return true;
}

/* 56 303, and the 3-3-3-5 digits of a SIRET, but not 05 655: no number begins so. */
static bool is_grouped(const struct number *number, uint32_t first_digit) {
    size_t first = number->lengths[0];
    size_t groups = number->groups;
    if (groups < 2 || groups > LONGEST_NUMBER || first > 3 || (first > 1 && first_digit == '0')) {
        return false;
    }
    bool is_siret = groups == 4 && first == 3 && number->lengths[3] == 5;
    return lengths_are(number, 1, is_siret ? 3 : groups, 3);
}

/* 05 65 73 83 00, +33 5 65 73 83 00. */
static bool is_telephone(const struct number *number, uint32_t first_digit, uint32_t previous) {
    if (previous == '+') {
        return number->groups >= 4 && number->groups <= LONGEST_NUMBER;
    }
    return number->groups == 5 && first_digit == '0' && lengths_are(number, 0, 5, 2);
}

/* Digits that follow a letter, a decimal comma or a reference's full stop begin no number. */
static bool begins_number(const struct letters *text, size_t index) {
    uint32_t previous = at(text, index - 1);
    uint32_t before = index > 1 ? at(text, index - 2) : 0;
    if (previous == ',' || previous == '.' || previous == '/') {
        return !letter_is_digit(before) && !letter_is_alphabetic(before);
    }
    if (previous == '-') {
        return !letter_is_alphabetic(before);
    }
    return !letter_is_alphabetic(previous);
}

static void replace_spaces(struct letters *text, size_t from, size_t to, uint32_t space) {
    for (size_t i = from; i < to; i++) {
        if (letter_is_space(at(text, i)) && is_free(text, i)) {
            text->items[i].code_point = space;
        }
    }
}

static void bind_numbers(struct letters *text) {
    for (size_t i = 0; i < text->count; i++) {
        struct number number = read_number(text, i);
        if (number.groups == 0) {
            continue;
        }
        if (is_telephone(&number, at(text, i), at(text, i - 1))) {
            replace_spaces(text, i, number.end, LETTER_NO_BREAK_SPACE);
        } else if (is_grouped(&number, at(text, i)) && begins_number(text, i)) {
            replace_spaces(text, i, number.end, LETTER_NARROW_NO_BREAK_SPACE);
        }
        i = number.end;
    }
}

/* ---- Words and numbers that stay together ---- */

/* The first letter of the word that ends before index. */
static size_t word_start(const struct letters *text, size_t index) {
    while (index > 0) {
        uint32_t previous = at(text, index - 1);
        if (letter_is_space(previous) || is_apostrophe(previous) || previous == '(' ||
            previous == '[' || previous == 0xAB || previous == LETTER_OBJECT ||
            previous == LETTER_LINE_END) {
            break;
        }
        index--;
    }
    return index;
}

/* Where the letters from index on stop reading as the word; index itself when they do not read so.
 */
static size_t word_end(const struct letters *text, size_t index, const char *word) {
    size_t i = index;
    for (const char *next = word; *next != '\0'; i++) {
        if (at(text, i) != text_next(&next)) {
            return index;
        }
    }
    return i;
}

static bool is_part_of_code(uint32_t code_point) {
    return code_point == 'L' || code_point == 'R' || code_point == 'D' || code_point == 'A';
}

static bool is_article(const struct letters *text, size_t index) {
    uint32_t next = at(text, index + 1);
    return letter_is_digit(at(text, index)) ||
           (is_part_of_code(at(text, index)) &&
               (next == '.' || letter_is_digit(next) ||
                   (letter_is_space(next) && letter_is_digit(at(text, index + 2)))));
}

static bool follows(const struct letters *text, size_t index, enum follower follower) {
    uint32_t code_point = at(text, index);
    return follower == FOLLOWER_ANY ||
           (follower == FOLLOWER_DIGIT && letter_is_digit(code_point)) ||
           (follower == FOLLOWER_CAPITAL && letter_is_capital(code_point)) ||
           (follower == FOLLOWER_ARTICLE && is_article(text, index));
}

static bool is_abbreviation(const struct letters *text, size_t space) {
    size_t start = word_start(text, space);
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
        if (start < space && word_end(text, start, abbreviations[i].text) == space) {
            return follows(text, space + 1, abbreviations[i].follower);
        }
    }
    return false;
}

/* « J. Dupont », « J.-P. Dupont ». */
static bool is_initial(const struct letters *text, size_t space) {
    size_t start = word_start(text, space);
    if (space - start < 2 || at(text, space - 1) != '.' ||
        !letter_is_capital(at(text, space - 2))) {
        return false;
    }
    uint32_t before = space - start == 2 ? '.' : at(text, space - 3);
    return (before == '.' || before == '-') && letter_is_capital(at(text, space + 1));
}

static bool reads_one_of(
    const struct letters *text, size_t index, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t end = word_end(text, index, words[i]);
        uint32_t next = at(text, end);
        if (end > index && !letter_is_alphabetic(next) && !letter_is_digit(next) &&
            !is_apostrophe(next)) {
            return true;
        }
    }
    return false;
}

static bool is_measure(const struct letters *text, size_t space) {
    return letter_is_digit(at(text, space - 1)) &&
           reads_one_of(text, space + 1, units, sizeof units / sizeof *units);
}

/* « 12 500 € TTC ». */
static bool is_tax(const struct letters *text, size_t space) {
    static const char *const words[] = {"HT", "TTC"};
    return at(text, space - 1) == EURO && reads_one_of(text, space + 1, words, 2);
}

/* « 16 décembre », « 1er janvier ». */
static bool is_day(const struct letters *text, size_t space) {
    size_t start = word_start(text, space);
    size_t digits = digits_at(text, start);
    bool is_first = start < space && word_end(text, start, "1er") == space;
    bool is_number = (digits == 1 || digits == 2) && start + digits == space;
    return (is_first || is_number) &&
           reads_one_of(text, space + 1, months, sizeof months / sizeof *months);
}

/* The space before the minutes in « 12 h 30 ». */
static bool is_hour(const struct letters *text, size_t space) {
    return space >= 3 && at(text, space - 1) == 'h' && letter_is_space(at(text, space - 2)) &&
           letter_is_digit(at(text, space - 3)) && letter_is_digit(at(text, space + 1));
}

static bool is_bracket(uint32_t code_point) {
    return code_point == '(' || code_point == '[';
}

/* « la population (âgée, …) », « vulnérables, […] »: what was left out belongs to what was said; but not « … et
 * la suite », where a word follows at once. */
static bool is_before_ellipsis(const struct letters *text, size_t space) {
    size_t ellipsis = space + 1 + is_bracket(at(text, space + 1));
    uint32_t next = at(text, ellipsis + 1);
    return at(text, ellipsis) == LETTER_ELLIPSIS && !letter_is_alphabetic(next) &&
           !letter_is_digit(next);
}

void binding_set(struct letters *text) {
    bind_numbers(text);
    for (size_t i = 0; i < text->count; i++) {
        if (at(text, i) == LETTER_SPACE && is_free(text, i) &&
            (is_abbreviation(text, i) || is_initial(text, i) || is_measure(text, i) ||
                is_tax(text, i) || is_day(text, i) || is_hour(text, i) ||
                is_before_ellipsis(text, i))) {
            text->items[i].code_point = LETTER_NO_BREAK_SPACE;
        }
    }
}
