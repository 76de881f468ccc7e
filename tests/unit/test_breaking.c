/* Line breaking without fonts: small cases worked out by hand, every way of breaking tried out, and
 * the first-fit lines of a simpler program to compare with. */
#include "unit.h"

#include "breaking.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_POINTS = 12,
    SPACE = 300,
    HYPHEN = 330,
    IMPOSSIBLE = -2, /* a ratio: more than all of the shrink */
};

/* A paragraph under construction: words with spaces that stretch by a half and shrink by a quarter. */
struct paragraph {
    struct breakpoint points[400];
    size_t count;
    struct sums sums;
};

static void add_point(struct paragraph *paragraph, struct breakpoint point) {
    point.end_sums = paragraph->sums;
    point.start_sums = paragraph->sums;
    paragraph->points[paragraph->count++] = point;
}

static void add_word(struct paragraph *paragraph, int32_t width) {
    paragraph->sums.width += width;
}

static void add_space(struct paragraph *paragraph) {
    add_point(paragraph, (struct breakpoint){0});
    paragraph->sums.width += SPACE;
    paragraph->sums.stretch += SPACE / 2;
    paragraph->sums.shrink += SPACE / 4;
    paragraph->points[paragraph->count - 1].start_sums = paragraph->sums;
}

static void add_hyphen(struct paragraph *paragraph) {
    add_point(paragraph, (struct breakpoint){.added = HYPHEN, .penalty = 150, .hyphen = true});
}

/* Words of these widths, 0 at the end; a negative width is a part of a word that a hyphen may follow. */
static struct paragraph paragraph_of(const int32_t *widths) {
    struct paragraph paragraph = {0};
    add_point(&paragraph, (struct breakpoint){0});
    for (size_t i = 0; widths[i] != 0; i++) {
        add_word(&paragraph, abs(widths[i]));
        if (widths[i + 1] == 0) {
            break;
        }
        if (widths[i] < 0) {
            add_hyphen(&paragraph);
        } else {
            add_space(&paragraph);
        }
    }
    add_point(&paragraph, (struct breakpoint){0});
    return paragraph;
}

#define PARAGRAPH(...) paragraph_of((const int32_t[]){__VA_ARGS__, 0})

static const struct breaking_limits plain = {.measure = 5000, .loosest = INT32_MAX, .hyphens = 2};

/* The chosen points as text: « 2 4 6 ». */
static const char *chosen(
    struct arena *arena, const struct paragraph *paragraph, const struct breaking_limits *limits) {
    size_t *ends;
    size_t count = breaking_choose(arena, paragraph->points, paragraph->count, limits, &ends);
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        text = arena_format(arena, "%s%s%zu", text, i > 0 ? " " : "", ends[i]);
    }
    return text;
}

/* ---- By hand ---- */

static void one_line(void **state) {
    struct paragraph paragraph = PARAGRAPH(1000, 1000);
    assert_string_equal(chosen(*state, &paragraph, &plain), "2");
}

/* Two words leave 700 for a space of 300; with the third the line is 50 too long, and its two spaces
 * can shrink by 150. */
static void lines_shrink_rather_than_gape(void **state) {
    struct paragraph paragraph = PARAGRAPH(2000, 2000, 450, 2000, 2000, 500);
    assert_string_equal(chosen(*state, &paragraph, &plain), "3 6");
}

/* First-fit puts 600 on the first line (ratio 500/450) and leaves 3300 on the second (1700/150). The
 * other way both are moderately loose: 1400/300 and 800/300. */
static void the_whole_counts(void **state) {
    struct paragraph paragraph = PARAGRAPH(1000, 1000, 1000, 600, 1500, 1500, 3500);
    assert_string_equal(chosen(*state, &paragraph, &plain), "3 6 7");
}

static void what_cannot_be_broken(void **state) {
    struct paragraph paragraph = PARAGRAPH(2000, 6000, 2000);
    assert_string_equal(chosen(*state, &paragraph, &plain), "");
    struct breaking_limits overfull = plain;
    overfull.overfull = true;
    assert_string_equal(chosen(*state, &paragraph, &overfull), "1 2 3");
    struct paragraph alone = PARAGRAPH(9000);
    assert_string_equal(chosen(*state, &alone, &overfull), "1");
    struct paragraph many = PARAGRAPH(9000, 9000, 1000, 1000, 9000);
    assert_string_equal(chosen(*state, &many, &overfull), "1 2 4 5");
}

/* The part before the hyphen fits, but not with the hyphen itself. */
static void hyphens_have_a_width(void **state) {
    struct paragraph fits = PARAGRAPH(2000, -2300, 1000, 2000);
    assert_string_equal(chosen(*state, &fits, &plain), "2 4"); /* 2000+300+2300+330 = 4930 */
    struct paragraph sticks_out = PARAGRAPH(2000, -2500, 1000, 500);
    assert_string_equal(chosen(*state, &sticks_out, &plain), "1 4"); /* 5130, shrink 75 */
}

/* Each line could end with a hyphen; after as many as are allowed a space is taken, or nothing. */
static void hyphens_running_are_limited(void **state) {
    struct paragraph paragraph =
        PARAGRAPH(2000, -2500, 2000, -2500, 2000, -2500, 2000, -2500, 2000, 2000);
    struct breaking_limits limits = plain;
    limits.measure = 5130;
    limits.loosest = 100;
    limits.hyphens = 1;
    assert_string_equal(chosen(*state, &paragraph, &limits), "");
    limits.hyphens = 4;
    assert_string_equal(chosen(*state, &paragraph, &limits), "2 4 6 8 10");
}

/* Eight words make a good line (ratio 260/1050) and leave 650 alone on the last one; seven make a loose
 * one (890/900). */
static void short_last_lines_are_avoided(void **state) {
    struct paragraph paragraph = PARAGRAPH(330, 330, 330, 330, 330, 330, 330, 330, 650);
    struct breaking_limits limits = plain;
    assert_string_equal(chosen(*state, &paragraph, &limits), "8 9");
    limits.short_line = 1000;
    assert_string_equal(chosen(*state, &paragraph, &limits), "7 9");
}

/* Both are short: 650 and 330 + 300 + 650. */
static void the_longer_of_short_last_lines(void **state) {
    struct paragraph paragraph = PARAGRAPH(330, 330, 330, 330, 330, 330, 330, 330, 650);
    struct breaking_limits limits = plain;
    limits.short_line = 3000;
    assert_string_equal(chosen(*state, &paragraph, &limits), "7 9");
}

/* Then the line before becomes looser, or there is no way at all. */
static void short_last_lines_can_be_refused(void **state) {
    struct paragraph paragraph = PARAGRAPH(330, 330, 330, 330, 330, 330, 330, 330, 650);
    struct breaking_limits limits = plain;
    limits.least_line = 651;
    assert_string_equal(chosen(*state, &paragraph, &limits), "7 9");
    limits.loosest = 900;
    assert_string_equal(chosen(*state, &paragraph, &limits), "");
    struct paragraph alone = PARAGRAPH(330);
    assert_string_equal(chosen(*state, &alone, &limits), "1"); /* the only line may be short */
}

/* Six words and the part of a seventh fill the first line; without the part its ratio is 1520/750, or on the
 * wider measure 1720/750, which is too much unless the rest of the word, 1500, is refused as a last line. */
static void last_lines_begin_with_whole_words(void **state) {
    struct paragraph paragraph = PARAGRAPH(330, 330, 330, 330, 330, 330, -600, 1500);
    struct breaking_limits limits = plain;
    assert_string_equal(chosen(*state, &paragraph, &limits), "6 8");
    limits.measure = 5200;
    limits.least_part = 1500;
    assert_string_equal(chosen(*state, &paragraph, &limits), "7 8");
    limits.least_part = 1501;
    assert_string_equal(chosen(*state, &paragraph, &limits), "6 8");
    limits.loosest = 2200;
    assert_string_equal(chosen(*state, &paragraph, &limits), "");
}

/* Two lines of eight words are the best (ratio 120/1050), with one of seven (750/900) nearly as good. The eye
 * would go from a word to the same one below it. */
static void words_are_not_repeated_one_above_the_other(void **state) {
    struct paragraph paragraph = PARAGRAPH(330, 330, 330, 330, 330, 330, 330, 330, 330, 330, 330,
        330, 330, 330, 330, 330, 330, 330, 330);
    struct breaking_limits limits = plain;
    limits.measure = 4860;
    assert_string_equal(chosen(*state, &paragraph, &limits), "8 16 19");
    paragraph.points[8].last_word = 7;
    paragraph.points[16].last_word = 8;
    assert_string_equal(chosen(*state, &paragraph, &limits), "8 16 19");
    paragraph.points[16].last_word = 7;
    assert_string_equal(chosen(*state, &paragraph, &limits), "7 15 19");
    paragraph.points[16].last_word = 0;
    paragraph.points[8].first_word = 9;
    paragraph.points[16].first_word = 9;
    assert_string_equal(chosen(*state, &paragraph, &limits), "7 15 19");
}

static void ragged_lines_do_not_stretch(void **state) {
    struct paragraph paragraph = PARAGRAPH(2000, 2000, 450, 2000, 2000, 1000);
    struct breaking_limits limits = plain;
    limits.ragged = 3000;
    assert_string_equal(chosen(*state, &paragraph, &limits), "2 4 6"); /* 5050 cannot shrink */
}

/* ---- Every way of breaking ---- */

/* The demerits of one way, as Knuth and Plass sum them, computed line by line. */
struct account {
    const struct paragraph *paragraph;
    const struct breaking_limits *limits;
    size_t previous;
    int64_t demerits;
    int look; /* 0 tight to 3 very loose */
    unsigned hyphens;
    bool impossible;
};

static int look_of(double ratio) {
    return ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
}

static int64_t badness_of(double ratio) {
    int64_t thousandths = (int64_t)(ratio * 1000 + (ratio < 0 ? -0.0001 : 0.0001));
    thousandths = thousandths < 0 ? -thousandths : thousandths;
    return 100 * thousandths * thousandths * thousandths / 1000000000;
}

static double ratio_of(const struct account *account, size_t to, bool is_last) {
    const struct breakpoint *start = &account->paragraph->points[account->previous];
    const struct breakpoint *end = &account->paragraph->points[to];
    double width = (double)(end->end_sums.width - start->start_sums.width + end->added);
    double stretch = (double)(end->end_sums.stretch - start->start_sums.stretch);
    double shrink = (double)(end->end_sums.shrink - start->start_sums.shrink);
    double missing = account->limits->measure - width;
    if (missing < 0) {
        return missing + shrink < 0 ? IMPOSSIBLE : missing / shrink;
    }
    if (missing == 0 || is_last) {
        return 0;
    }
    if (stretch <= 0) { /* without spaces */
        return 30 * missing / account->limits->measure;
    }
    return missing > 30 * stretch ? 30 : missing / stretch;
}

static void add_line(struct account *account, size_t to) {
    const struct breakpoint *point = &account->paragraph->points[to];
    bool is_last = to + 1 == account->paragraph->count;
    double ratio = ratio_of(account, to, is_last);
    unsigned hyphens = point->hyphen ? account->hyphens + 1 : 0;
    int64_t base = 10 + badness_of(ratio);
    account->impossible =
        account->impossible || ratio == IMPOSSIBLE || hyphens > account->limits->hyphens;
    account->demerits += base * base + (int64_t)point->penalty * point->penalty;
    account->demerits += hyphens > 1 ? 20000 : 0;
    account->demerits += account->hyphens > 0 && is_last ? 1000000 : 0;
    account->demerits += abs(look_of(ratio) - account->look) > 1 ? 10000 : 0;
    account->look = look_of(ratio);
    account->hyphens = hyphens;
    account->previous = to;
}

static struct account account_of(
    const struct paragraph *paragraph, const struct breaking_limits *limits) {
    return (struct account){.paragraph = paragraph, .limits = limits, .look = 1};
}

/* The fewest demerits of all ways; -1 when there is none. Bit i of `way` parts at point i + 1. */
static int64_t fewest_demerits(
    const struct paragraph *paragraph, const struct breaking_limits *limits) {
    int64_t fewest = -1;
    for (unsigned way = 0; way < 1u << (paragraph->count - 2); way++) {
        struct account account = account_of(paragraph, limits);
        for (size_t i = 1; i + 1 < paragraph->count; i++) {
            if (way >> (i - 1) & 1u) {
                add_line(&account, i);
            }
        }
        add_line(&account, paragraph->count - 1);
        if (!account.impossible && (fewest < 0 || account.demerits < fewest)) {
            fewest = account.demerits;
        }
    }
    return fewest;
}

static int64_t demerits_chosen(
    struct arena *arena, const struct paragraph *paragraph, const struct breaking_limits *limits) {
    size_t *ends;
    size_t count = breaking_choose(arena, paragraph->points, paragraph->count, limits, &ends);
    struct account account = account_of(paragraph, limits);
    for (size_t i = 0; i < count; i++) {
        add_line(&account, ends[i]);
    }
    assert_false(account.impossible);
    return count > 0 ? account.demerits : -1;
}

static unsigned next_number(unsigned *seed) {
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7FFF;
}

static struct paragraph random_paragraph(unsigned *seed) {
    int32_t widths[MOST_POINTS] = {0};
    size_t count = 3 + next_number(seed) % (MOST_POINTS - 4);
    for (size_t i = 0; i < count; i++) {
        int32_t width = 200 + (int32_t)(next_number(seed) % 2200);
        widths[i] = next_number(seed) % 4 == 0 ? -width : width;
    }
    return paragraph_of(widths);
}

static void no_way_is_better(void **state) {
    unsigned seed = 1;
    size_t possible = 0;
    for (int i = 0; i < 1500; i++) {
        struct paragraph paragraph = random_paragraph(&seed);
        struct breaking_limits limits = plain;
        limits.measure = 2600 + (int32_t)(next_number(&seed) % 2500);
        limits.hyphens = next_number(&seed) % 3;
        int64_t fewest = fewest_demerits(&paragraph, &limits);
        assert_int_equal(demerits_chosen(*state, &paragraph, &limits), fewest);
        possible += fewest >= 0;
    }
    assert_true(possible > 1000);
}

/* ---- First-fit ---- */

/* Lines filled as far as they go, as simple programs do. */
static int64_t demerits_first_fit(
    const struct paragraph *paragraph, const struct breaking_limits *limits) {
    struct account account = account_of(paragraph, limits);
    for (size_t i = 1; i + 1 < paragraph->count; i++) {
        const struct breakpoint *start = &paragraph->points[account.previous];
        const struct breakpoint *next = &paragraph->points[i + 1];
        if (next->end_sums.width - start->start_sums.width > limits->measure) {
            add_line(&account, i);
        }
    }
    add_line(&account, paragraph->count - 1);
    return account.impossible ? INT64_MAX : account.demerits;
}

static void better_than_first_fit(void **state) {
    unsigned seed = 7;
    size_t better = 0;
    int64_t optimal_sum = 0;
    int64_t simple_sum = 0;
    for (int i = 0; i < 50; i++) {
        int32_t widths[200] = {0};
        for (size_t j = 0; j < 150; j++) {
            widths[j] = 500 + (int32_t)(next_number(&seed) % 4000);
        }
        struct paragraph paragraph = paragraph_of(widths);
        struct breaking_limits limits = plain;
        limits.measure = 25000;
        int64_t optimal = demerits_chosen(*state, &paragraph, &limits);
        int64_t simple = demerits_first_fit(&paragraph, &limits);
        assert_true(optimal >= 0 && optimal <= simple);
        better += optimal < simple;
        optimal_sum += optimal;
        simple_sum += simple;
    }
    assert_true(better >= 45);
    assert_true(optimal_sum < simple_sum / 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(one_line),
        UNIT_TEST(lines_shrink_rather_than_gape),
        UNIT_TEST(the_whole_counts),
        UNIT_TEST(what_cannot_be_broken),
        UNIT_TEST(hyphens_have_a_width),
        UNIT_TEST(hyphens_running_are_limited),
        UNIT_TEST(short_last_lines_are_avoided),
        UNIT_TEST(the_longer_of_short_last_lines),
        UNIT_TEST(short_last_lines_can_be_refused),
        UNIT_TEST(last_lines_begin_with_whole_words),
        UNIT_TEST(words_are_not_repeated_one_above_the_other),
        UNIT_TEST(ragged_lines_do_not_stretch),
        UNIT_TEST(no_way_is_better),
        UNIT_TEST(better_than_first_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
