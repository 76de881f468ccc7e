/* Numbers as people write them: 56 303, 56.303, 1,5, 12 500,00 €, 12 %. */
#include "answers_guess.h"

#include "arena.h"
#include "text.h"

#include <string.h>

/* A number's parts: « core » holds its digits, « , » and « . » only. */
struct number {
    bool negative;
    struct buffer core;
    const char *unit; /* what follows the digits */
};

/* Spaces of every width, and the apostrophes that some put between thousands. */
static bool is_gap(uint32_t code_point) {
    switch (code_point) {
    case ' ':
    case 0xA0:
    case 0x2007:
    case 0x2009:
    case 0x202F:
    case '\'':
    case 0x2019:
        return true;
    default:
        return false;
    }
}

static bool is_minus(uint32_t code_point) {
    return code_point == '-' || code_point == 0x2012 || code_point == 0x2013 ||
           code_point == 0x2212;
}

static bool is_core(uint32_t code_point) {
    return (code_point >= '0' && code_point <= '9') || code_point == ',' || code_point == '.';
}

/* Units that leave the number as it is; « k€ » and « millions » would not. */
static bool is_harmless(struct arena *arena, const char *unit) {
    static const char *const words[] = {"", "€", "eur", "euro", "euros", "€ ht", "€ ttc", "ht",
        "ttc", "euros ht", "euros ttc", "%", "habitants", "hab.", "hab", "an", "ans", "mois",
        "jour", "jours", "h", "heures", "etp"};
    const char *folded = text_fold(arena, unit);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(words[i], folded) == 0) {
            return true;
        }
    }
    return false;
}

static bool take_number(struct arena *arena, const char *text, struct number *number) {
    *number = (struct number){.core = {.arena = arena}};
    const char *at = text;
    for (const char *next = at; *at != '\0'; at = next) {
        uint32_t code_point = text_next(&next);
        if (is_core(code_point)) {
            buffer_code_point(&number->core, code_point);
        } else if (number->core.length == 0 && (is_minus(code_point) || code_point == '+')) {
            number->negative = is_minus(code_point);
        } else if (!is_gap(code_point)) {
            break;
        }
    }
    number->unit = at;
    return number->core.length > 0 && is_harmless(arena, at);
}

/* Where the decimals begin in the core, or its end: behind the only comma, behind the last mark when
 * there are both, behind the only point unless it parts thousands. */
static const char *decimal_mark(const char *core, enum field_kind kind) {
    const char *end = core + strlen(core);
    const char *comma = strrchr(core, ',');
    const char *point = strrchr(core, '.');
    if (comma && point) {
        return comma > point ? comma : point;
    }
    const char *mark = comma ? comma : point;
    if (!mark || mark != strpbrk(core, ",.")) {
        return end; /* none, or several: they part thousands */
    }
    bool thousands =
        point && kind != FIELD_DECIMAL && strlen(mark + 1) == 3 && mark > core && mark - core <= 3;
    return thousands ? end : mark;
}

/* Marks before the decimals part thousands, so three digits follow each. */
static bool parts_thousands(const char *core, const char *end) {
    for (; core < end; core++) {
        bool mark = *core == ',' || *core == '.';
        if (mark && strspn(core + 1, "0123456789") != 3) {
            return false;
        }
    }
    return true;
}

static const char *digits_of(struct arena *arena, const char *start, const char *end) {
    struct buffer digits = {.arena = arena};
    for (; start < end; start++) {
        if (*start >= '0' && *start <= '9') {
            buffer_add(&digits, start, 1);
        }
    }
    const char *text = buffer_string(&digits);
    while (text[0] == '0' && text[1] != '\0') {
        text++;
    }
    return *text ? text : "0";
}

const char *answers_guess_number(struct arena *arena, enum field_kind kind, const char *text) {
    struct number number;
    if (!take_number(arena, text, &number)) {
        return NULL;
    }
    const char *core = buffer_string(&number.core);
    const char *mark = decimal_mark(core, kind);
    const char *whole = digits_of(arena, core, mark);
    const char *fraction = *mark != '\0' ? mark + 1 : "";
    const char *sign = number.negative ? "-" : "";
    size_t decimals = strlen(fraction);
    bool zeros = strspn(fraction, "0") == decimals;
    if (!parts_thousands(core, mark)) {
        return NULL;
    }
    switch (kind) {
    case FIELD_INTEGER:
        return zeros ? arena_format(arena, "%s%s", sign, whole) : NULL;
    case FIELD_MONEY:
        return zeros || decimals <= 2 ? arena_format(arena, "%s%s.%.2s", sign, whole,
                                            arena_format(arena, "%s00", zeros ? "" : fraction))
                                      : NULL;
    default:
        return arena_format(arena, "%s%s%s%s", sign, whole, decimals > 0 ? "." : "", fraction);
    }
}
