#include "flow_text.h"

#include "arena.h"
#include "job.h"
#include "place.h"
#include "shaper.h"
#include "superscript.h"
#include "text.h"

#include <string.h>

enum {
    BALANCED_LINES = 3,
    LONGEST_NAME = 32,         /* bytes of a name that is kept together */
    LEAST_BLANK = 100 * POINT, /* a shorter rest of the line is no place to write on */
    NARROW_BLANK = 40 * POINT, /* what a blank needs where columns are balanced */
};

int32_t flow_text_ascent(const struct metrics *metrics) {
    /* Near to what paragraph_set finds in the font: four fifths of the size stand above the baseline, what
     * the size leaves of the leading half above and half below. */
    return (metrics->text.leading - metrics->text.size) / 2 + metrics->text.size * 4 / 5;
}

const char *flow_text_plain(struct arena *arena, const struct run *runs, size_t count) {
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        if (runs[i].kind == RUN_BREAK) {
            buffer_text(&buffer, " ");
        } else if (runs[i].text && runs[i].kind != RUN_NOTE) {
            buffer_text(&buffer, runs[i].text);
        }
    }
    return text_collapse(arena, buffer_string(&buffer));
}

bool flow_text_is_title(struct arena *arena, const struct part *part, const struct block *heading) {
    if (part->title_count == 0 || heading->level != 1) {
        return false;
    }
    const char *title = part->titles[part->title_count - 1].text;
    const char *text = flow_text_plain(arena, heading->runs, heading->run_count);
    size_t length = strlen(text);
    size_t title_length = strlen(title);
    return length > 0 && length <= title_length && strcmp(title + title_length - length, text) == 0;
}

/* ---- Elements and footnotes of runs ---- */

/* What belongs to each run of a paragraph that is being set. */
struct inline_content {
    struct run *runs;
    size_t count;
    size_t *elements;
    struct note **notes; /* of runs that call one, else NULL */
};

static bool is_link(const struct run *run) {
    return run->uri || run->target;
}

static bool same_link(const struct run *a, const struct run *b) {
    return is_link(a) && is_link(b) && text_equal(a->uri, b->uri) &&
           text_equal(a->target, b->target);
}

static void add_note_label(const struct flow *flow, const char *number) {
    int32_t width;
    struct metrics metrics = flow->base;
    size_t element =
        element_add(&flow->state->elements, ROLE_LABEL, flow->element, (struct span){0});
    char *spaced = arena_format(flow->job->arena, "%s ", number);
    struct item label = flow_text_label(flow, &metrics, spaced, element, &width);
    canvas_item(flow->slabs->arena, &flow->slabs->pending, &label);
    flow->slabs->pending_ascent = flow_text_ascent(&metrics);
}

/* Sets the content of a footnote for the page's foot. */
static struct note *set_note(
    const struct flow *flow, const struct run *run, size_t element, const char *number) {
    struct arena *arena = flow->job->arena;
    struct slabs slabs = slab_list(arena);
    struct flow inner = flow_inside(flow, &slabs, flow->page_measure);
    inner.base = style_footnote(flow->sheet);
    inner.element = element;
    int32_t indent = inner.base.text.size + 2 * POINT;
    add_note_label(&inner, number);
    inner.x += indent;
    inner.measure -= indent;
    inner.bare = flow_is_bare(run->note);
    flow_block(&inner, run->note);
    slab_finish(&slabs);
    struct note *note = arena_alloc(arena, sizeof *note);
    note->content = place_all(arena, &slabs);
    return note;
}

static void add_note(
    const struct flow *flow, struct inline_content *content, size_t i, size_t paragraph) {
    struct elements *elements = &flow->state->elements;
    struct run *run = &content->runs[i];
    size_t scope = flow->part->scope;
    const char *number = arena_format(flow->job->arena, "%zu", ++flow->state->note_counts[scope]);
    run->text = number;
    content->elements[i] = element_add(elements, ROLE_REFERENCE, paragraph, run->span);
    size_t element = element_add(elements, ROLE_NOTE, paragraph, run->span);
    element_at(elements, element)->identifier =
        scope > 0 ? arena_format(flow->job->arena, "note-%zu-%s", scope, number)
                  : arena_format(flow->job->arena, "note-%s", number);
    content->notes[i] = set_note(flow, run, element, number);
}

static size_t add_run_element(
    const struct flow *flow, const struct inline_content *content, size_t i, size_t paragraph) {
    struct elements *elements = &flow->state->elements;
    const struct run *run = &content->runs[i];
    if (is_link(run)) {
        if (i > 0 && same_link(&content->runs[i - 1], run)) {
            return content->elements[i - 1];
        }
        return element_add(elements, ROLE_LINK, paragraph, run->span);
    }
    if (run->language) {
        size_t element = element_add(elements, ROLE_SPAN, paragraph, run->span);
        element_at(elements, element)->language = run->language;
        return element;
    }
    return paragraph;
}

/* Spaces inside of short names become no-break spaces. */
static const char *bind_names(struct arena *arena, const char *text) {
    struct buffer buffer = {.arena = arena};
    while (*text) {
        size_t lead = strspn(text, " ,;.\n");
        buffer_add(&buffer, text, lead);
        text += lead;
        size_t length = strcspn(text, ",;.\n");
        bool bind = length <= LONGEST_NAME;
        for (const char *end = text + length; text < end; text++) {
            buffer_add(
                &buffer, bind && *text == ' ' ? "\u00A0" : text, bind && *text == ' ' ? 2 : 1);
        }
    }
    return buffer_string(&buffer);
}

/* The number of a page that is known is text like any other. */
static void set_page_reference(const struct flow *flow, struct run *run) {
    if (run->kind != RUN_PAGE_OF || !run->target) {
        return;
    }
    const char *text = reference_text(flow->state->references, run->target, flow->group);
    if (text) {
        run->kind = RUN_TEXT;
        run->text = text;
    }
}

/* A blank without a width takes what the text before it leaves of the line, or a line of its own. */
static void set_blank(const struct flow *flow, const struct metrics *metrics,
    const struct inline_content *content, struct run *run) {
    if (run->kind != RUN_BLANK || run->width > 0) {
        return;
    }
    int32_t narrowest;
    int32_t used;
    run->width = POINT; /* measured with it: the space before it is not left out */
    paragraph_widths(flow->job, flow->shaper, &metrics->text, content->runs,
        (size_t)(run - content->runs) + 1, &narrowest, &used);
    int32_t rest = flow->measure - (used - POINT);
    run->width = rest >= LEAST_BLANK ? rest : flow->measure;
}

/* The run's text as it is printed. */
static void set_text(const struct flow *flow, const struct metrics *metrics, struct run *run) {
    if (metrics->capitals && run->text && !run->superscript) {
        run->text = superscript_capitals(flow->job->arena, run->text);
    }
    if (metrics->names && run->kind == RUN_TEXT && run->text) {
        run->text = bind_names(flow->job->arena, run->text);
    }
}

static void add_run(const struct flow *flow, const struct metrics *metrics,
    struct inline_content *content, const struct run *source, size_t paragraph) {
    size_t next = content->count;
    struct run *run = &content->runs[next];
    *run = *source;
    content->elements[next] = ELEMENT_ARTIFACT;
    set_page_reference(flow, run);
    set_blank(flow, metrics, content, run);
    set_text(flow, metrics, run);
    if (paragraph == ELEMENT_ARTIFACT) {
        content->count += run->kind != RUN_NOTE;
        return;
    }
    content->count++;
    if (run->kind == RUN_NOTE && run->note) {
        add_note(flow, content, next, paragraph);
    } else {
        content->elements[next] = add_run_element(flow, content, next, paragraph);
    }
}

/* The space before a link is neither underlined nor part of it. */
static bool begins_with_foreign_space(const struct run *runs, size_t i) {
    const struct run *run = &runs[i];
    return is_link(run) && run->kind == RUN_TEXT && run->text && run->text[0] == ' ' &&
           !(i > 0 && same_link(&runs[i - 1], run));
}

/* A label in small grey letters before its answer. */
static bool is_label(const struct run *runs, size_t count, size_t i) {
    return runs[i].label && runs[i].kind == RUN_TEXT && runs[i].text && i + 1 < count &&
           !runs[i + 1].label;
}

/* A copy of the runs as they are printed, and an element for each. A repetition has no elements and calls
 * no footnotes. */
static struct inline_content prepare(const struct flow *flow, const struct metrics *metrics,
    const struct run *runs, size_t count, size_t paragraph) {
    struct arena *arena = flow->job->arena;
    struct inline_content content = {
        .runs = arena_array(arena, 2 * count, sizeof *runs),
        .elements = arena_array(arena, 2 * count, sizeof(size_t)),
        .notes = arena_array(arena, 2 * count, sizeof(struct note *)),
    };
    for (size_t i = 0; i < count; i++) {
        struct run run = runs[i];
        if (begins_with_foreign_space(runs, i)) {
            add_run(
                flow, metrics, &content, &(struct run){.text = " ", .span = run.span}, paragraph);
            run.text++;
        }
        if (is_label(runs, count, i)) {
            /* One space is too little between letters of two kinds. */
            run.text = arena_format(arena, "%s\u00A0", run.text);
        }
        add_run(flow, metrics, &content, &run, paragraph);
    }
    return content;
}

/* ---- Lines ---- */

static const struct note *const *notes_of_line(
    struct arena *arena, const struct inline_content *content, const struct line *line) {
    const struct note **notes = arena_array(arena, line->note_count, sizeof(struct note *));
    for (size_t i = 0; i < line->note_count; i++) {
        notes[i] = content->notes[line->notes[i] - content->runs];
    }
    return notes;
}

static int32_t line_penalty(const struct lines *lines, size_t i) {
    if (i == 0) {
        return 0;
    }
    int32_t penalty = PENALTY_LINE;
    penalty += i == 1 ? PENALTY_ORPHAN : 0;
    penalty += i + 1 == lines->count ? PENALTY_WIDOW : 0;
    penalty += lines->items[i - 1].hyphenated ? PENALTY_HYPHEN : 0;
    return penalty;
}

static void add_line(const struct flow *flow, const struct metrics *metrics,
    const struct inline_content *content, const struct lines *lines, size_t i) {
    const struct line *line = &lines->items[i];
    struct slab slab = {
        .height = line->ascent + line->descent,
        .penalty = line_penalty(lines, i),
        .baseline = line->ascent,
        .slack = (metrics->text.leading - metrics->text.size) / 2,
        .span = content->count > 0 ? content->runs[0].span : (struct span){0},
    };
    canvas_line(flow->job->arena, &slab.canvas, line, content->runs, content->elements, flow->x,
        line->ascent);
    if (line->note_count > 0) {
        slab.notes = notes_of_line(flow->job->arena, content, line);
        slab.note_count = line->note_count;
    }
    flow_add(flow, slab);
}

static struct lines set_lines(const struct flow *flow, const struct metrics *metrics,
    const struct inline_content *content, int32_t measure, struct job *job) {
    return paragraph_set(job, flow->shaper, flow->hyphenation, &metrics->text, content->runs,
        content->count, measure);
}

/* A title of two or three lines looks better when they are about equally long: it is set to the narrowest
 * measure that takes as many lines. */
static struct lines balance(const struct flow *flow, const struct metrics *metrics,
    const struct inline_content *content, struct lines lines) {
    if (lines.count < 2 || lines.count > BALANCED_LINES) {
        return lines;
    }
    struct job unheard = *flow->job;
    unheard.diagnostics = diagnostics_new(flow->job->arena);
    int32_t too_narrow = flow->measure / 2;
    int32_t enough = flow->measure;
    while (enough - too_narrow > 4 * POINT) {
        int32_t middle = too_narrow + (enough - too_narrow) / 2;
        struct lines narrower = set_lines(flow, metrics, content, middle, &unheard);
        if (narrower.count == lines.count && narrower.widest <= middle &&
            narrower.weak_ends <= lines.weak_ends) {
            lines = narrower;
            enough = middle;
        } else {
            too_narrow = middle;
        }
    }
    return lines;
}

void flow_text(const struct flow *flow, const struct metrics *metrics, const struct run *runs,
    size_t count, size_t element) {
    struct inline_content content = prepare(flow, metrics, runs, count, element);
    struct lines lines = set_lines(flow, metrics, &content, flow->measure, flow->job);
    if (metrics->balanced) {
        lines = balance(flow, metrics, &content, lines);
    }
    for (size_t i = 0; i < lines.count; i++) {
        add_line(flow, metrics, &content, &lines, i);
    }
}

void flow_text_string(
    const struct flow *flow, const struct metrics *metrics, const char *text, enum role role) {
    struct run *run = arena_alloc(flow->job->arena, sizeof *run);
    run->text = text;
    size_t element = element_add(&flow->state->elements, role, flow->element, (struct span){0});
    slab_space(flow->slabs, metrics->before, metrics->close);
    flow_text(flow, metrics, run, 1, element);
    slab_end(flow->slabs, metrics->after);
}

void flow_text_widths(const struct flow *flow, const struct metrics *metrics,
    const struct run *runs, size_t count, int32_t *narrowest, int32_t *widest) {
    struct flow measuring = *flow;
    measuring.element = ELEMENT_ARTIFACT;
    measuring.measure = NARROW_BLANK;
    struct inline_content content = prepare(&measuring, metrics, runs, count, ELEMENT_ARTIFACT);
    paragraph_widths(
        flow->job, flow->shaper, &metrics->text, content.runs, content.count, narrowest, widest);
}

struct item flow_text_label(const struct flow *flow, const struct metrics *metrics,
    const char *text, size_t element, int32_t *width) {
    const struct fonts *fonts = shaper_fonts(flow->shaper);
    const struct paragraph_style *style = &metrics->text;
    const struct face *face = font_find(fonts, style->family, style->bold, style->italic);
    const char *first = text;
    if (!font_has(fonts, face, text_next(&first))) {
        face = font_find(fonts, style->symbol_family, false, false);
    }
    struct glyph *glyphs;
    struct item item = {
        .kind = ITEM_GLYPHS,
        .element = element,
        .colour = style->colour,
        .face = face,
        .size = style->size,
    };
    item.glyph_count = shaper_glyphs(
        flow->shaper, flow->job->arena, face, style->size, text, strlen(text), &glyphs);
    item.glyphs = glyphs;
    *width = 0;
    for (size_t i = 0; i < item.glyph_count; i++) {
        *width += glyphs[i].advance;
    }
    return item;
}
