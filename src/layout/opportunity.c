#include "opportunity.h"

#include "job.h"
#include "text.h"
#include "typography.h"

#include <string.h>

enum {
    HYPHEN_PENALTY = 70, /* after one that is there anyway, too */
    RAGGED_HYPHEN_PENALTY = 700,
    DASH_PENALTY = 50, /* after a dash between words */
    WEAK_END_PENALTY = 60,
    WEAK_END_HEADING_PENALTY = 400, /* where words are kept whole, what they say comes first */
    SLASH_PENALTY = 100,
    ADDRESS_SLASH_PENALTY = 100,
    ADDRESS_PENALTY = 200,
    ADDRESS_HYPHEN_PENALTY = 250, /* who reads it cannot tell whether the hyphen belongs to it */
    FORCED_PENALTY = 1000,
    NO_BREAK_HYPHEN = 0x2011,
    NOTICED_LETTERS = 4, /* shorter words one above the other catch no eye */
};

/* Articles, prepositions and conjunctions that belong to what follows them. */
static const char *const weak_words[] = {"le", "la", "les", "de", "du", "des", "un", "une", "et",
    "ou", "à", "au", "aux", "en", "par", "pour", "sur", "avec", "dans"};

/* The points found so far in a composition. */
struct finder {
    const struct composition *composition;
    bool hyphenate;
    bool in_name; /* the current word has a capital */
    size_t path;  /* where that of the current word begins, when it is a web address */
    struct breakpoint *points;
    size_t count;
};

static uint32_t at(const struct finder *finder, size_t index) {
    const struct letters *letters = &finder->composition->letters;
    return index < letters->count ? letters->items[index].code_point : 0;
}

static void add_point(struct finder *finder, struct breakpoint point) {
    const struct sums *sums = finder->composition->sums;
    point.end_sums = sums[point.end];
    point.start_sums = sums[point.start];
    finder->points = arena_grow(
        finder->composition->working, finder->points, finder->count, sizeof *finder->points);
    finder->points[finder->count++] = point;
}

/* A point before the letter index, where nothing is left out. */
static void add_simple(struct finder *finder, size_t index, int32_t penalty, bool hyphen) {
    add_point(finder,
        (struct breakpoint){.penalty = penalty, .hyphen = hyphen, .end = index, .start = index});
}

static bool is_ragged(const struct finder *finder) {
    return finder->composition->style->alignment != ALIGN_JUSTIFIED;
}

/* Lines of unequal length need no hyphens to become even. */
static int32_t hyphen_penalty(const struct finder *finder) {
    return is_ragged(finder) ? RAGGED_HYPHEN_PENALTY : HYPHEN_PENALTY;
}

/* A point before the letter `start` whose line gets a hyphen after the letters before `end`. */
static void add_hyphen(struct finder *finder, size_t end, size_t start) {
    const struct composition *composition = finder->composition;
    uint32_t run = composition->letters.items[end - 1].run;
    add_point(finder, (struct breakpoint){.added = composition->appearances[run].hyphen,
                          .penalty = hyphen_penalty(finder),
                          .hyphen = true,
                          .end = end,
                          .start = start});
}

/* ---- Compounds, slashes, addresses ---- */

static bool is_dash(uint32_t code_point) {
    return code_point == '-' || code_point == LETTER_HYPHEN || code_point == LETTER_EN_DASH;
}

/* The number of alphabetic letters that end before index, at most `most`. */
static size_t letters_before(const struct finder *finder, size_t index, size_t most) {
    size_t count = 0;
    while (count < most && index > count && letter_is_alphabetic(at(finder, index - 1 - count))) {
        count++;
    }
    return count;
}

static size_t letters_after(const struct finder *finder, size_t index, size_t most) {
    size_t count = 0;
    while (count < most && letter_is_alphabetic(at(finder, index + 1 + count))) {
        count++;
    }
    return count;
}

static bool has_capital(const struct finder *finder, size_t from, size_t to) {
    while (from < to && !letter_is_capital(at(finder, from))) {
        from++;
    }
    return from < to;
}

/* « co-construction » after its hyphen, but not « 2026-2030 », « e-mail », « Jean-Philippe ». */
static void add_compound(struct finder *finder, size_t index) {
    if (letters_before(finder, index, 2) == 2 && letters_after(finder, index, 1) == 1 &&
        !finder->in_name) {
        bool hyphen = at(finder, index) != LETTER_EN_DASH;
        add_simple(finder, index + 1, hyphen ? hyphen_penalty(finder) : DASH_PENALTY, hyphen);
    }
}

/* « communes/départements », but not « km/h », « et/ou ». */
static void add_slash(struct finder *finder, size_t index) {
    if (letters_before(finder, index, 3) == 3 && letters_after(finder, index, 3) == 3) {
        add_simple(finder, index + 1, SLASH_PENALTY, false);
    }
}

static bool divides_address(uint32_t code_point) {
    return code_point == '/' || code_point == '.' || code_point == '?' || code_point == '&' ||
           code_point == '_' || code_point == '-';
}

/* How little welcome a line's end is after a sign of an address: best after a slash. */
static int32_t address_penalty(uint32_t code_point) {
    if (code_point == '/') {
        return ADDRESS_SLASH_PENALTY;
    }
    return code_point == '-' ? ADDRESS_HYPHEN_PENALTY : ADDRESS_PENALTY;
}

static bool reads(const struct finder *finder, size_t index, const char *ascii) {
    while (*ascii != '\0' && at(finder, index) == (unsigned char)*ascii) {
        index++;
        ascii++;
    }
    return *ascii == '\0';
}

/* Where the path begins after the host of the web address in the word [from, to); `from` when there is no
 * such address. */
static size_t path_start(const struct finder *finder, size_t from, size_t to) {
    const struct letter *letters = finder->composition->letters.items;
    for (size_t i = from; i < to; i++) {
        if (letters[i].address && (reads(finder, i, "://") || reads(finder, i, "www."))) {
            i += strlen("://");
            while (i < to && at(finder, i) != '/') {
                i++;
            }
            return i;
        }
    }
    return from;
}

/* After / . ? & _ - of an address, not in the name of its host, and not so that three characters or fewer
 * stand alone. */
static void add_in_address(struct finder *finder, size_t index, size_t from, size_t to) {
    uint32_t code_point = at(finder, index);
    if (divides_address(code_point) && !divides_address(at(finder, index + 1)) &&
        index >= from + 3 && index + 3 < to && index >= finder->path) {
        add_simple(finder, index + 1, address_penalty(code_point), code_point == '-');
    }
}

/* ---- Hyphenation ---- */

/* What makes the letters beside it something else than a word: a reference, a compound, an identifier. A
 * soft hyphen beside them says that the author has chosen already. */
static bool excludes_hyphenation(uint32_t code_point) {
    return is_dash(code_point) || code_point == NO_BREAK_HYPHEN || letter_is_digit(code_point) ||
           code_point == '@' || code_point == '_' || code_point == LETTER_SOFT_HYPHEN;
}

static bool is_french(const struct finder *finder, size_t index) {
    const struct letter *letter = &finder->composition->letters.items[index];
    return !letter->fixed && !letter->address;
}

/* The points of the word [from, to), letters only. */
static void add_hyphens(struct finder *finder, size_t from, size_t to) {
    const struct composition *composition = finder->composition;
    if (excludes_hyphenation(from > 0 ? at(finder, from - 1) : 0) ||
        excludes_hyphenation(at(finder, to)) || !is_french(finder, from)) {
        return;
    }
    struct arena *arena = composition->working;
    const char *word = letter_text(arena, composition->letters.items, from, to);
    size_t *offsets;
    size_t count =
        hyphenation_points(arena, composition->hyphenation, word, strlen(word), &offsets);
    for (size_t i = 0; i < count; i++) {
        size_t index = from + text_count(word, offsets[i]);
        add_hyphen(finder, index, index);
    }
}

/* ---- Words ---- */

static size_t alphabetic_end(const struct finder *finder, size_t from, size_t to) {
    while (from < to && letter_is_alphabetic(at(finder, from))) {
        from++;
    }
    return from;
}

/* What stands at one letter that is not alphabetic, of the word [from, to). */
static void add_at_sign(struct finder *finder, size_t index, size_t from, size_t to) {
    uint32_t code_point = at(finder, index);
    if (finder->composition->letters.items[index].address) {
        add_in_address(finder, index, from, to);
    } else if (letter_is_invisible(code_point) && letter_is_invisible(at(finder, index + 1))) {
        return; /* the last one of several counts */
    } else if (code_point == LETTER_BREAK_HERE) {
        add_simple(finder, index + 1, 0, false);
    } else if (code_point == LETTER_SOFT_HYPHEN) {
        add_hyphen(finder, index, index + 1);
    } else if (is_dash(code_point)) {
        add_compound(finder, index);
    } else if (code_point == '/') {
        add_slash(finder, index);
    }
}

/* The points inside the word [from, to), which has no spaces. */
static void add_inside(struct finder *finder, size_t from, size_t to) {
    finder->in_name = has_capital(finder, from, to);
    finder->path = path_start(finder, from, to);
    for (size_t i = from; i < to;) {
        size_t end = alphabetic_end(finder, i, to);
        if (end > i && finder->hyphenate) {
            add_hyphens(finder, i, end);
        }
        if (end > i) {
            i = end;
        } else if (i + 1 < to && i > from) {
            add_at_sign(finder, i++, from, to);
        } else {
            i++;
        }
    }
}

static size_t word_end(const struct finder *finder, size_t from, size_t to) {
    while (from < to && !letter_is_space(at(finder, from))) {
        from++;
    }
    return from;
}

static size_t spaces_end(const struct finder *finder, size_t from, size_t to) {
    while (from < to && at(finder, from) == LETTER_SPACE) {
        from++;
    }
    return from;
}

/* Where the word begins that ends before `end`: after a space, an apostrophe, a parenthesis. */
static bool ends_with(const struct finder *finder, size_t from, size_t end, const char *word) {
    size_t length = text_count(word, strlen(word));
    if (end < from + length || letter_is_alphabetic(at(finder, end - length - 1))) {
        return false;
    }
    size_t index = end - length;
    for (const char *next = word; index < end && at(finder, index) == text_next(&next);) {
        index++;
    }
    return index == end;
}

/* Whether the word [from, end) belongs to the next one. Only ragged text, where nothing else asks for a line's
 * end just there, heeds it. */
static bool is_weak_end(const struct finder *finder, size_t from, size_t end) {
    for (size_t i = 0; is_ragged(finder) && i < sizeof weak_words / sizeof *weak_words; i++) {
        if (ends_with(finder, from, end, weak_words[i])) {
            return true;
        }
    }
    return false;
}

/* A number for the word [from, to): FNV-1a, as in Fowler, Noll and Vo's draft of the IETF. */
static uint32_t word_number(const struct finder *finder, size_t from, size_t to) {
    uint32_t number = 2166136261;
    for (size_t i = from; i < to; i++) {
        number = (number ^ at(finder, i)) * 16777619;
    }
    return to - from < NOTICED_LETTERS ? 0 : number;
}

/* The number of the last word of [from, end), without the punctuation after it. */
static uint32_t last_word(const struct finder *finder, size_t from, size_t end) {
    while (end > from && !letter_is_alphabetic(at(finder, end - 1))) {
        end--;
    }
    size_t start = end;
    while (start > from && letter_is_alphabetic(at(finder, start - 1))) {
        start--;
    }
    return word_number(finder, start, end);
}

static uint32_t first_word(const struct finder *finder, size_t from) {
    size_t count = finder->composition->letters.count;
    return word_number(finder, from, alphabetic_end(finder, from, count));
}

/* The point at the spaces [end, next) after the word [from, end). */
static void add_at_space(struct finder *finder, size_t from, size_t end, size_t next) {
    struct breakpoint point = {
        .end = end,
        .start = next,
        .weak = is_weak_end(finder, from, end),
        .last_word = last_word(finder, from, end),
        .first_word = first_word(finder, next),
    };
    if (point.weak) {
        bool kept_whole = !finder->composition->style->hyphenate;
        point.penalty = kept_whole ? WEAK_END_HEADING_PENALTY : WEAK_END_PENALTY;
    }
    add_point(finder, point);
}

size_t opportunity_points(const struct composition *composition, size_t from, size_t to,
    bool hyphenate, struct breakpoint **points) {
    struct finder finder = {.composition = composition, .hyphenate = hyphenate};
    add_simple(&finder, from, 0, false);
    for (size_t i = from; i < to;) {
        size_t end = word_end(&finder, i, to);
        add_inside(&finder, i, end);
        size_t next = spaces_end(&finder, end, to);
        if (next > end && next < to) {
            add_at_space(&finder, i, end, next);
        }
        i = next > end ? next : end + 1; /* past a no-break space */
    }
    add_simple(&finder, to, 0, false);
    *points = finder.points;
    return finder.count;
}

/* ---- Pieces too long for any line ---- */

/* An accent stays with its letter. */
static bool is_joined(uint32_t code_point) {
    return letter_is_invisible(code_point) || (code_point >= 0x300 && code_point <= 0x36F);
}

/* Inside the piece that ends before `to`: after a sign that parts its words or numbers. */
static void add_dividing(struct finder *finder, size_t index) {
    if (divides_address(at(finder, index - 1)) && !divides_address(at(finder, index))) {
        uint32_t code_point = at(finder, index - 1);
        add_simple(finder, index, address_penalty(code_point), code_point == '-');
    }
}

/* Anywhere; a no-break space is left out. */
static void add_forced(struct finder *finder, size_t index, size_t to) {
    bool is_space = letter_is_space(at(finder, index));
    if ((is_space && index + 1 < to) ||
        (!is_space && !is_joined(at(finder, index)) && !letter_is_space(at(finder, index - 1)))) {
        add_point(finder, (struct breakpoint){.penalty = FORCED_PENALTY,
                              .forced = true,
                              .end = index,
                              .start = index + is_space});
    }
}

size_t opportunity_inside(const struct composition *composition, const struct breakpoint *points,
    size_t count, bool anywhere, struct breakpoint **more) {
    struct finder finder = {.composition = composition};
    add_point(&finder, points[0]);
    for (size_t i = 1; i < count; i++) {
        int64_t width = points[i].end_sums.width - points[i - 1].start_sums.width;
        bool is_too_long = width + points[i].added > composition->measure;
        for (size_t j = points[i - 1].start + 1; is_too_long && j < points[i].end; j++) {
            if (anywhere) {
                add_forced(&finder, j, points[i].end);
            } else {
                add_dividing(&finder, j);
            }
        }
        add_point(&finder, points[i]);
    }
    *more = finder.points;
    return finder.count;
}
