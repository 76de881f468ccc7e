#include "breaking.h"

#include "arena.h"

enum {
    FULL = 1000, /* a ratio: all the stretch or shrink that a line has */
    /* Beyond it lines are equally bad; low enough that the demerits of a long text fit 64 bits. */
    WORST_RATIO = 30 * FULL,
    MOST_HYPHENS = 3, /* lines running that are told apart */
    LINE_DEMERITS = 10,
    /* Demerits are squares: these weigh as much as a badness of 100 to 150. */
    HYPHENS_RUNNING_DEMERITS = 20000,
    UNEVEN_DEMERITS = 10000,
    REPEATED_WORD_DEMERITS = 5000,
    /* A last line that begins inside a word, and one that has next to nothing on it. */
    SHORT_LINE_DEMERITS = 400000,
    FINAL_HYPHEN_DEMERITS = 1000000,
};

/* Lines of one look: neighbours two classes apart disagree. */
enum fitness {
    FITNESS_TIGHT,
    FITNESS_NORMAL,
    FITNESS_LOOSE,
    FITNESS_VERY_LOOSE,
    FITNESS_COUNT,
};

/* The best way found to end a line at `point`, among those whose last line has this fitness and is
 * the hyphens-th in a row to end with a hyphen. */
struct node {
    size_t point;
    size_t previous; /* node of the line's start */
    int64_t demerits;
    enum fitness fitness;
    unsigned hyphens;
};

/* A line between two points. */
struct candidate {
    int64_t width;
    int32_t ratio; /* of its stretch (positive) or shrink that it uses, in 1/1000 */
    bool fits;
    bool beyond; /* does not fit even without the hyphen: nor will any longer line */
};

struct search {
    struct arena *arena;
    const struct breakpoint *points;
    size_t count;
    const struct breaking_limits *limits;
    struct node *nodes; /* all that were ever made: the lines are read from them at the end */
    size_t node_count;
    size_t *active; /* nodes that a line can still start from */
    size_t active_count;
    /* The best of the nodes that the current point can become. */
    struct node best[MOST_HYPHENS][FITNESS_COUNT];
    bool found[MOST_HYPHENS][FITNESS_COUNT];
};

static bool is_last(const struct search *search, size_t point) {
    return point == search->count - 1;
}

/* Part of whole in thousandths. */
static int32_t ratio_of(int64_t part, int64_t whole) {
    if (whole <= 0 || part > whole * (WORST_RATIO / FULL)) {
        return WORST_RATIO;
    }
    return (int32_t)(part * FULL / whole);
}

static struct candidate line_between(const struct search *search, size_t from, size_t to) {
    const struct breaking_limits *limits = search->limits;
    const struct breakpoint *point = &search->points[to];
    const struct sums *start = &search->points[from].start_sums;
    const struct sums *end = &point->end_sums;
    int64_t stretch = limits->ragged ? limits->ragged : end->stretch - start->stretch;
    int64_t shrink = limits->ragged ? 0 : end->shrink - start->shrink;
    struct candidate line = {.width = end->width - start->width + point->added};
    int64_t missing = limits->measure - line.width;
    line.fits = missing + shrink >= 0;
    line.beyond = missing + point->added + shrink < 0;
    if (missing < 0) {
        line.ratio = -ratio_of(-missing, shrink);
    } else if (missing > 0 && !is_last(search, to)) {
        /* A line without spaces stays as it is: then what it lacks of the measure tells how bad it is. */
        line.ratio = stretch > 0 ? ratio_of(missing, stretch)
                                 : ratio_of(missing * (WORST_RATIO / FULL), limits->measure);
    }
    return line;
}

/* 100 at a ratio of 1, growing with its cube. */
static int64_t badness(int32_t ratio) {
    int64_t size = ratio < 0 ? -ratio : ratio;
    return 100 * size * size * size / ((int64_t)FULL * FULL * FULL);
}

static enum fitness fitness_of(int32_t ratio) {
    if (ratio < -FULL / 2) {
        return FITNESS_TIGHT;
    }
    if (ratio <= FULL / 2) {
        return FITNESS_NORMAL;
    }
    return ratio <= FULL ? FITNESS_LOOSE : FITNESS_VERY_LOOSE;
}

static bool disagree(enum fitness a, enum fitness b) {
    return a > b + 1 || b > a + 1;
}

/* How many of the line's ends repeat a word of the line before it, so that the eye goes from one to the
 * other. */
static int repeated_words(const struct search *search, const struct node *from, size_t to) {
    const struct breakpoint *before = &search->points[search->nodes[from->previous].point];
    const struct breakpoint *start = &search->points[from->point];
    uint32_t last = search->points[to].last_word;
    return (last != 0 && last == start->last_word) +
           (start->first_word != 0 && start->first_word == before->first_word);
}

/* The demerits of a line from a node to a point. */
static int64_t demerits_of(
    const struct search *search, const struct node *from, size_t to, const struct candidate *line) {
    const struct breakpoint *point = &search->points[to];
    int64_t base = LINE_DEMERITS + badness(line->ratio);
    int64_t demerits = base * base + (int64_t)point->penalty * point->penalty;
    if (from->hyphens > 0 && point->hyphen) {
        demerits += HYPHENS_RUNNING_DEMERITS;
    }
    if (from->hyphens > 0 && is_last(search, to)) {
        demerits += FINAL_HYPHEN_DEMERITS;
    }
    int64_t short_by = search->limits->short_line - line->width;
    if (from->point > 0 && is_last(search, to) && short_by > 0) {
        demerits += SHORT_LINE_DEMERITS * short_by / search->limits->short_line;
    }
    if (from->point > 0) {
        demerits += (int64_t)REPEATED_WORD_DEMERITS * repeated_words(search, from, to);
    }
    if (disagree(from->fitness, fitness_of(line->ratio))) {
        demerits += UNEVEN_DEMERITS;
    }
    return demerits;
}

/* Hyphens in a row when a line from the node ends at the point. */
static unsigned hyphens_after(const struct search *search, const struct node *from, size_t to) {
    return search->points[to].hyphen ? from->hyphens + 1 : 0;
}

/* Whether the limits let a line from the node end at the point. */
static bool is_allowed(
    const struct search *search, const struct node *from, size_t to, const struct candidate *line) {
    const struct breaking_limits *limits = search->limits;
    if (is_last(search, to) && from->point > 0) {
        return line->width >= (from->hyphens > 0 ? limits->least_part : limits->least_line);
    }
    return hyphens_after(search, from, to) <= limits->hyphens;
}

static void keep_best(struct search *search, size_t from, size_t to, const struct candidate *line) {
    const struct node *start = &search->nodes[from];
    unsigned hyphens = hyphens_after(search, start, to);
    unsigned slot = hyphens < MOST_HYPHENS ? hyphens : MOST_HYPHENS - 1;
    enum fitness fitness = fitness_of(line->ratio);
    int64_t demerits = start->demerits + demerits_of(search, start, to, line);
    if (!search->found[slot][fitness] || demerits < search->best[slot][fitness].demerits) {
        search->best[slot][fitness] = (struct node){to, from, demerits, fitness, hyphens};
        search->found[slot][fitness] = true;
    }
}

static bool found_any(const struct search *search) {
    for (size_t i = 0; i < MOST_HYPHENS; i++) {
        for (size_t j = 0; j < FITNESS_COUNT; j++) {
            if (search->found[i][j]) {
                return true;
            }
        }
    }
    return false;
}

static void add_node(struct search *search, struct node node) {
    search->nodes =
        arena_grow(search->arena, search->nodes, search->node_count, sizeof *search->nodes);
    search->nodes[search->node_count] = node;
    search->active =
        arena_grow(search->arena, search->active, search->active_count, sizeof *search->active);
    search->active[search->active_count++] = search->node_count++;
}

/* Of the nodes at one point only those are kept that can still win: one that has as many hyphens behind it
 * as another, or more, and so many more demerits that no fitness of the next line makes up for them,
 * cannot. */
static void add_best_nodes(struct search *search) {
    int64_t least = INT64_MAX - UNEVEN_DEMERITS;
    for (size_t hyphens = 0; hyphens < MOST_HYPHENS; hyphens++) {
        for (size_t i = 0; i < FITNESS_COUNT; i++) {
            const struct node *best = &search->best[hyphens][i];
            if (search->found[hyphens][i] && best->demerits < least) {
                least = best->demerits;
            }
        }
        for (size_t i = 0; i < FITNESS_COUNT; i++) {
            const struct node *best = &search->best[hyphens][i];
            if (search->found[hyphens][i] && best->demerits <= least + UNEVEN_DEMERITS) {
                add_node(search, *best);
            }
            search->found[hyphens][i] = false;
        }
    }
}

/* Looks at the lines from all active nodes to the point. A node from which the line is too long can
 * start no other line; the last such node of all starts an overfull line rather than be lost. No
 * line starts from before the last point any more. */
static void try_point(struct search *search, size_t to) {
    const struct breaking_limits *limits = search->limits;
    size_t kept = 0;
    for (size_t i = 0; i < search->active_count; i++) {
        size_t from = search->active[i];
        struct candidate line = line_between(search, search->nodes[from].point, to);
        bool allowed = is_allowed(search, &search->nodes[from], to, &line);
        bool only_way = limits->overfull && line.beyond && kept == 0 &&
                        i + 1 == search->active_count && !found_any(search);
        if (allowed && (line.fits ? line.ratio <= limits->loosest : only_way)) {
            keep_best(search, from, to, &line);
        }
        if (!is_last(search, to) && (!line.beyond || (only_way && !allowed))) {
            search->active[kept++] = from;
        }
    }
    search->active_count = kept;
    add_best_nodes(search);
}

/* The active node with the fewest demerits; all of them stand at the last point. */
static size_t best_end(const struct search *search) {
    size_t best = search->active[0];
    for (size_t i = 1; i < search->active_count; i++) {
        if (search->nodes[search->active[i]].demerits < search->nodes[best].demerits) {
            best = search->active[i];
        }
    }
    return best;
}

/* Follows the nodes back from the last line's end. Node 0 is the start of the paragraph. */
static size_t collect_lines(const struct search *search, size_t **chosen) {
    size_t end = best_end(search);
    size_t count = 0;
    for (size_t i = end; i != 0; i = search->nodes[i].previous) {
        count++;
    }
    *chosen = arena_array(search->arena, count, sizeof **chosen);
    size_t line = count;
    for (size_t i = end; i != 0; i = search->nodes[i].previous) {
        (*chosen)[--line] = search->nodes[i].point;
    }
    return count;
}

size_t breaking_choose(struct arena *arena, const struct breakpoint *points, size_t count,
    const struct breaking_limits *limits, size_t **chosen) {
    struct search search = {.arena = arena, .points = points, .count = count, .limits = limits};
    add_node(&search, (struct node){.fitness = FITNESS_NORMAL});
    for (size_t i = 1; i < count && search.active_count > 0; i++) {
        try_point(&search, i);
    }
    return search.active_count > 0 ? collect_lines(&search, chosen) : 0;
}
