#include "opportunity.h"

#include "job.h"
#include "text.h"
#include "typography.h"

#include <string.h>

enum {
    HYPHEN_PENALTY = 150,
    COMPOUND_PENALTY = 50, /* after a hyphen or dash that is there anyway */
    SLASH_PENALTY = 100,
    ADDRESS_PENALTY = 100,
    ADDRESS_HYPHEN_PENALTY = 200, /* who reads it cannot tell whether the hyphen belongs to it */
    FORCED_PENALTY = 1000,
    NO_BREAK_HYPHEN = 0x2011,
};

/* The points found so far in a composition. */
struct finder {
    const struct composition *composition;
    bool hyphenate;
    bool in_name; /* the current word has a capital */
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
        finder->composition->job->arena, finder->points, finder->count, sizeof *finder->points);
    finder->points[finder->count++] = point;
}

/* A point before the letter index, where nothing is left out. */
static void add_simple(struct finder *finder, size_t index, int32_t penalty, bool hyphen) {
    add_point(finder,
        (struct breakpoint){.penalty = penalty, .hyphen = hyphen, .end = index, .start = index});
}

/* A point before the letter `start` whose line gets a hyphen after the letters before `end`. */
static void add_hyphen(struct finder *finder, size_t end, size_t start) {
    const struct composition *composition = finder->composition;
    uint32_t run = composition->letters.items[end - 1].run;
    add_point(finder, (struct breakpoint){.added = composition->appearances[run].hyphen,
                          .penalty = HYPHEN_PENALTY,
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
        add_simple(finder, index + 1, COMPOUND_PENALTY, at(finder, index) != LETTER_EN_DASH);
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

/* After / . ? & _ - of an address, not inside ://, and not so that three characters or fewer stand alone. */
static void add_in_address(struct finder *finder, size_t index, size_t from, size_t to) {
    bool after_scheme = at(finder, index) == '/' && at(finder, index - 1) == '/';
    if (divides_address(at(finder, index)) && !divides_address(at(finder, index + 1)) &&
        !after_scheme && index >= from + 3 && index + 3 < to) {
        bool hyphen = at(finder, index) == '-';
        add_simple(finder, index + 1, hyphen ? ADDRESS_HYPHEN_PENALTY : ADDRESS_PENALTY, hyphen);
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
    struct arena *arena = composition->job->arena;
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

size_t opportunity_points(const struct composition *composition, size_t from, size_t to,
    bool hyphenate, struct breakpoint **points) {
    struct finder finder = {.composition = composition, .hyphenate = hyphenate};
    add_simple(&finder, from, 0, false);
    for (size_t i = from; i < to;) {
        size_t end = word_end(&finder, i, to);
        add_inside(&finder, i, end);
        size_t next = spaces_end(&finder, end, to);
        if (next > end && next < to) {
            add_point(&finder, (struct breakpoint){.end = end, .start = next});
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
        add_simple(finder, index, ADDRESS_PENALTY, at(finder, index - 1) == '-');
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
