#include "paragraph.h"

#include "assembly.h"
#include "job.h"
#include "opportunity.h"
#include "shaping.h"
#include "text.h"
#include "typography.h"

enum {
    MILLIMETRE = 2835, /* 1/1000 pt */
    /* Less than a hair's width past the measure is no mistake: rounding and kerning. */
    UNSEEN = 200,
    LONGEST_QUOTE = 40, /* characters of a line that a message shows */
    RAGGED_EMS = 3,
    SHORT_LINE_EMS = 5,
    /* In a narrow column neither is more than a quarter of the measure. The stub of a word is as short. */
    PART_DIVISOR = 4,
    ANY_RATIO = INT32_MAX,
};

/* ---- Letters ---- */

static void add_space(struct letters *letters, struct letter like) {
    uint32_t last = letters->count > 0 ? letters->items[letters->count - 1].code_point : 0;
    like.code_point = LETTER_SPACE;
    if (last != LETTER_SPACE) { /* one run may end with a space and the next begin with one */
        letter_add(letters, like);
    }
}

static void add_text(struct letters *letters, const char *text, struct letter like) {
    for (const char *next = text; (like.code_point = text_next(&next)) != 0;) {
        if (text_is_space(like.code_point)) {
            add_space(letters, like);
        } else {
            letter_add(letters, like);
        }
    }
}

static bool is_french(const struct run *run) {
    return !run->language || text_starts(run->language, "fr");
}

static const char *text_of(const struct run *run) {
    return run->text ? run->text : "";
}

static void add_hole(struct letters *letters, const struct run *run, struct letter like) {
    add_text(letters, "[à compléter : ", like);
    add_text(letters, text_of(run), like);
    add_text(letters, "]", like);
}

static void add_run(struct letters *letters, const struct run *run, uint32_t index) {
    struct letter letter = {.run = index, .fixed = !is_french(run)};
    switch (run->kind) {
    case RUN_TEXT:
        add_text(letters, text_of(run), letter);
        return;
    case RUN_HOLE:
        add_hole(letters, run, letter);
        return;
    case RUN_BREAK:
        letter.code_point = LETTER_LINE_END;
        break;
    case RUN_BOX:
        letter.code_point = run->box == BOX_TICKED ? LETTER_TICKED_BOX : LETTER_EMPTY_BOX;
        break;
    default:
        letter.code_point = LETTER_OBJECT;
        break;
    }
    letter_add(letters, letter);
}

/* Notes stand as objects while typography looks at the text, so that the digits of a call are not taken
 * for those of a number beside it. A box stays with what it ticks. */
static struct letters finish_letters(
    const struct composition *composition, const struct letters *text) {
    struct letters result = {.arena = text->arena};
    for (size_t i = 0; i < text->count; i++) {
        struct letter letter = text->items[i];
        const struct run *run = &composition->runs[letter.run];
        const struct run *previous = i > 0 ? &composition->runs[text->items[i - 1].run] : run;
        if (run->kind == RUN_NOTE) {
            letter_add_text(&result, text_of(run), letter);
            continue;
        }
        if (letter.code_point == LETTER_SPACE && previous->kind == RUN_BOX) {
            letter.code_point = LETTER_NO_BREAK_SPACE;
        }
        letter_add(&result, letter);
    }
    return result;
}

static struct letters read_letters(const struct composition *composition) {
    struct letters letters = {.arena = composition->working};
    for (size_t i = 0; i < composition->run_count; i++) {
        add_run(&letters, &composition->runs[i], (uint32_t)i);
    }
    struct letters french = typography_letters(&letters);
    return finish_letters(composition, &french);
}

/* ---- Composition ---- */

static bool takes_the_rest(const struct run *run) {
    return run->kind == RUN_PART || run->kind == RUN_SECTION;
}

/* Gives the parts and sections what the rest of the text leaves of the measure. */
static void measure_rest(struct composition *composition) {
    int32_t takers = 0;
    for (size_t i = 0; i < composition->run_count; i++) {
        takers += takes_the_rest(&composition->runs[i]);
    }
    int64_t rest = composition->measure - composition->sums[composition->letters.count].width;
    if (takers == 0 || rest <= 0) {
        return;
    }
    for (size_t i = 0; i < composition->run_count; i++) {
        if (takes_the_rest(&composition->runs[i])) {
            composition->appearances[i].object = (int32_t)(rest / takers);
        }
    }
    shaping_measure(composition);
}

static void compose(struct composition *composition) {
    shaping_appearances(composition);
    composition->letters = read_letters(composition);
    shaping_faces(composition);
    shaping_measure(composition);
}

/* ---- Stretches: what stands between two forced line ends ---- */

/* Letters [from, to) without spaces at their ends; `next` is where the next stretch begins. */
struct stretch {
    size_t from;
    size_t to;
    size_t next;
};

static struct stretch read_stretch(const struct letters *letters, size_t from) {
    struct stretch stretch = {.from = from, .to = from};
    while (
        stretch.to < letters->count && letters->items[stretch.to].code_point != LETTER_LINE_END) {
        stretch.to++;
    }
    stretch.next = stretch.to + 1;
    while (stretch.from < stretch.to && letters->items[stretch.from].code_point == LETTER_SPACE) {
        stretch.from++;
    }
    while (stretch.to > stretch.from && letters->items[stretch.to - 1].code_point == LETTER_SPACE) {
        stretch.to--;
    }
    return stretch;
}

static int64_t stretch_width(const struct composition *composition, struct stretch stretch) {
    return composition->sums[stretch.to].width - composition->sums[stretch.from].width;
}

/* ---- Lines ---- */

/* What becomes of words that are too long for a line. */
enum long_words {
    LONG_WORDS_WHOLE,
    LONG_WORDS_DIVIDED, /* at their hyphens, dots and slashes */
    LONG_WORDS_CUT,     /* anywhere */
};

/* What the last line must be. */
enum last_line {
    LAST_LINE_FULL,    /* not short, and it begins with a whole word */
    LAST_LINE_WHOLE,   /* it begins with a whole word */
    LAST_LINE_NO_STUB, /* when it begins inside a word, more follows */
    LAST_LINE_ANY,
};

/* One attempt at breaking a stretch. Ragged lines become shorter before their words are parted than
 * justified ones become loose. */
struct attempt {
    bool hyphenate;
    enum last_line last_line;
    int32_t loosest;
    int32_t shortest; /* the same for ragged lines */
    unsigned hyphens;
    enum long_words long_words;
};

/* From the finest lines to those that are still better than none: without hyphens; with; with any last
 * line; with any spaces; with more than two hyphens running; with long words parted where nothing else
 * helps. The stub of a word alone on the last line is worse than a loose line. */
static const struct attempt attempts[] = {
    {false, LAST_LINE_FULL, 1000, 2000, 2, LONG_WORDS_WHOLE},
    {false, LAST_LINE_WHOLE, 800, 2000, 2, LONG_WORDS_WHOLE},
    {true, LAST_LINE_NO_STUB, 1000, 2000, 2, LONG_WORDS_WHOLE},
    {true, LAST_LINE_NO_STUB, 1800, 3000, 2, LONG_WORDS_WHOLE},
    {true, LAST_LINE_NO_STUB, 3500, 3500, 2, LONG_WORDS_WHOLE},
    {true, LAST_LINE_ANY, ANY_RATIO, ANY_RATIO, 2, LONG_WORDS_WHOLE},
    {true, LAST_LINE_ANY, ANY_RATIO, ANY_RATIO, UINT32_MAX, LONG_WORDS_WHOLE},
    {true, LAST_LINE_ANY, ANY_RATIO, ANY_RATIO, UINT32_MAX, LONG_WORDS_DIVIDED},
    {true, LAST_LINE_ANY, ANY_RATIO, ANY_RATIO, UINT32_MAX, LONG_WORDS_CUT},
};

/* The line ends of a stretch: points and which of them were chosen. */
struct breaks {
    struct breakpoint *points;
    size_t *chosen;
    size_t count;
};

/* So many ems of the text, but not much of a narrow column. */
static int32_t ems_of(const struct composition *composition, int32_t ems) {
    int32_t length = ems * composition->style->size;
    int32_t most = composition->measure / PART_DIVISOR;
    return length < most ? length : most;
}

static int32_t least_part(const struct composition *composition, enum last_line last_line) {
    switch (last_line) {
    case LAST_LINE_FULL:
    case LAST_LINE_WHOLE:
        return INT32_MAX;
    case LAST_LINE_NO_STUB:
        return composition->measure / PART_DIVISOR;
    default:
        return 0;
    }
}

static struct breaking_limits limits_of(
    const struct composition *composition, const struct attempt *attempt) {
    bool ragged = composition->style->alignment != ALIGN_JUSTIFIED;
    int32_t short_line = ems_of(composition, SHORT_LINE_EMS);
    return (struct breaking_limits){
        .measure = composition->measure,
        .ragged = ragged ? ems_of(composition, RAGGED_EMS) : 0,
        .short_line = short_line,
        .least_line = attempt->last_line == LAST_LINE_FULL ? short_line : 0,
        .least_part = least_part(composition, attempt->last_line),
        .loosest = ragged ? attempt->shortest : attempt->loosest,
        .hyphens = attempt->hyphens,
        .overfull = attempt->long_words == LONG_WORDS_CUT,
    };
}

static struct breaks choose_breaks(const struct composition *composition, struct stretch stretch) {
    struct breaks breaks = {0};
    bool can_hyphenate = composition->style->hyphenate && composition->hyphenation;
    bool hyphenated = false;
    size_t point_count =
        opportunity_points(composition, stretch.from, stretch.to, false, &breaks.points);
    for (size_t i = 0; breaks.count == 0; i++) {
        if (attempts[i].hyphenate && can_hyphenate && !hyphenated) {
            hyphenated = true;
            point_count =
                opportunity_points(composition, stretch.from, stretch.to, true, &breaks.points);
        }
        if (attempts[i].long_words != LONG_WORDS_WHOLE) {
            point_count = opportunity_inside(composition, breaks.points, point_count,
                attempts[i].long_words == LONG_WORDS_CUT, &breaks.points);
        }
        struct breaking_limits limits = limits_of(composition, &attempts[i]);
        breaks.count = breaking_choose(
            composition->working, breaks.points, point_count, &limits, &breaks.chosen);
    }
    return breaks;
}

static void add_line(struct job *job, struct lines *lines, struct line line) {
    lines->items = arena_grow(job->arena, lines->items, lines->count, sizeof *lines->items);
    lines->items[lines->count++] = line;
    if (line.width > lines->widest) {
        lines->widest = line.width;
    }
}

/* The letters as a message shows them. */
static const char *quote(const struct composition *composition, size_t from, size_t to) {
    struct buffer text = {.arena = composition->job->arena};
    bool cut = to - from > LONGEST_QUOTE;
    letter_write(&text, composition->letters.items, from, cut ? from + LONGEST_QUOTE : to);
    if (cut) {
        buffer_text(&text, "…");
    }
    return buffer_string(&text);
}

static void report_overfull(
    const struct composition *composition, size_t from, size_t to, int64_t width) {
    struct job *job = composition->job;
    int32_t tenths = (int32_t)((width - composition->measure) * 10 / MILLIMETRE);
    const struct run *run = &composition->runs[composition->letters.items[from].run];
    diagnose(job->diagnostics, MESSAGE_TYPESET_OVERFULL_LINE, run->span, NULL,
        quote(composition, from, to), arena_format(job->arena, "%d,%d", tenths / 10, tenths % 10));
}

static bool is_space_at(const struct composition *composition, size_t index) {
    return composition->letters.items[index].code_point == LETTER_SPACE;
}

/* Reports the word around a place where it was cut. */
static void report_cut(
    const struct composition *composition, struct stretch stretch, size_t index) {
    size_t from = index;
    size_t to = index;
    while (from > stretch.from && !is_space_at(composition, from - 1)) {
        from--;
    }
    while (to < stretch.to && !is_space_at(composition, to)) {
        to++;
    }
    report_overfull(
        composition, from, to, composition->sums[to].width - composition->sums[from].width);
}

/* What the line that ends at a point gets: nothing where the paragraph ends. */
static enum line_end line_end_at(
    const struct composition *composition, struct stretch stretch, const struct breakpoint *point) {
    if (point->added > 0) {
        return LINE_END_HYPHEN;
    }
    bool ends_stretch = point->end == stretch.to;
    bool ends_paragraph = ends_stretch && stretch.next >= composition->letters.count;
    bool at_space = point->start > point->end || (ends_stretch && !ends_paragraph);
    return at_space ? LINE_END_SPACE : LINE_END_NONE;
}

static void set_line(const struct composition *composition, struct lines *lines,
    struct stretch stretch, size_t from, const struct breakpoint *end) {
    bool is_last = end->end == stretch.to;
    bool justified = !is_last && composition->style->alignment == ALIGN_JUSTIFIED;
    struct line line = assembly_line(
        composition, from, end->end, line_end_at(composition, stretch, end), justified);
    line.hyphenated = end->hyphen;
    add_line(composition->job, lines, line);
    if (line.width > composition->measure + UNSEEN && !end->forced) {
        report_overfull(composition, from, end->end, line.width);
    }
}

static void set_stretch(
    const struct composition *composition, struct lines *lines, struct stretch stretch) {
    if (stretch_width(composition, stretch) <= composition->measure) {
        struct breakpoint end = {.end = stretch.to};
        set_line(composition, lines, stretch, stretch.from, &end);
        return;
    }
    struct breaks breaks = choose_breaks(composition, stretch);
    size_t from = stretch.from;
    bool was_cut = false;
    for (size_t i = 0; i < breaks.count; i++) {
        const struct breakpoint *end = &breaks.points[breaks.chosen[i]];
        set_line(composition, lines, stretch, from, end);
        if (end->forced && !was_cut) { /* a word that is cut over many lines is one mistake */
            report_cut(composition, stretch, end->end);
        }
        lines->weak_ends += end->weak;
        was_cut = end->forced;
        from = end->start;
    }
}

struct lines paragraph_set(struct job *job, struct shaper *shaper,
    const struct hyphenation *hyphenation, const struct paragraph_style *style,
    const struct run *runs, size_t count, int32_t measure) {
    struct scratch scratch = scratch_open(job->arena);
    struct composition composition = {.job = job,
        .working = scratch.arena,
        .shaper = shaper,
        .hyphenation = hyphenation,
        .style = style,
        .runs = runs,
        .run_count = count,
        .measure = measure,
        .reports = true};
    compose(&composition);
    measure_rest(&composition);
    struct lines lines = {0};
    const struct letters *letters = &composition.letters;
    size_t next = 0;
    do {
        struct stretch stretch = read_stretch(letters, next);
        set_stretch(&composition, &lines, stretch);
        next = stretch.next;
    } while (next < letters->count);
    scratch_close(scratch);
    return lines;
}

/* ---- Widths ---- */

static int32_t larger(int32_t width, int64_t other) {
    if (other > INT32_MAX) {
        return INT32_MAX;
    }
    return other > width ? (int32_t)other : width;
}

static int32_t widest_piece(const struct composition *composition, struct stretch stretch) {
    struct breakpoint *points;
    size_t count = opportunity_points(composition, stretch.from, stretch.to, false, &points);
    int32_t widest = 0;
    for (size_t i = 1; i < count; i++) {
        widest = larger(widest, points[i].end_sums.width - points[i - 1].start_sums.width);
    }
    return widest;
}

void paragraph_widths(struct job *job, struct shaper *shaper, const struct paragraph_style *style,
    const struct run *runs, size_t count, int32_t *narrowest, int32_t *widest) {
    struct scratch scratch = scratch_open(job->arena);
    struct composition composition = {.job = job,
        .working = scratch.arena,
        .shaper = shaper,
        .style = style,
        .runs = runs,
        .run_count = count,
        .measure = INT32_MAX};
    compose(&composition);
    *narrowest = 0;
    *widest = 0;
    for (size_t next = 0; next < composition.letters.count;) {
        struct stretch stretch = read_stretch(&composition.letters, next);
        *narrowest = larger(*narrowest, widest_piece(&composition, stretch));
        *widest = larger(*widest, stretch_width(&composition, stretch));
        next = stretch.next;
    }
    scratch_close(scratch);
}
