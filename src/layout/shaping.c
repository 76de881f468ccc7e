#include "shaping.h"

#include "job.h"
#include "shaper.h"
#include "text.h"

#include <string.h>

/* Sizes in per cent of the text's. */
enum {
    LABEL_SIZE = 88,
    MARK_SIZE = 94,
    SCRIPT_SIZE = 62,
    SUPERSCRIPT_RAISE = 33,
    SUBSCRIPT_RAISE = -14,
    /* A box as high as an ascender, centred on the height of the capitals. */
    BOX_SIZE = 118,
    BOX_RAISE = -7,
};

enum {
    PALE = 0xB9C3D1, /* a box that does not apply: the hairlines' grey */
    STRETCH_DIVISOR = 2,
    SHRINK_PERCENT = 30, /* tighter lines run together */
    MOST_MISSING = 8,    /* a paragraph in a script without glyphs is one mistake, not hundreds */
};

/* ---- Appearance ---- */

static int32_t per_cent(int32_t size, int32_t share) {
    return (int32_t)((int64_t)size * share / 100);
}

static bool is_link(const struct run *run) {
    return run->uri || run->target;
}

static uint32_t colour_of(const struct paragraph_style *style, const struct run *run) {
    if (run->kind == RUN_BOX) {
        return run->box == BOX_NOT_APPLICABLE ? PALE : style->colour;
    }
    if (run->kind == RUN_HOLE || is_link(run)) {
        return style->link_colour;
    }
    if (run->mark) {
        return style->mark_colour;
    }
    return run->label ? style->label_colour : style->colour;
}

static void set_size(
    struct appearance *appearance, const struct paragraph_style *style, const struct run *run) {
    int32_t share = run->label ? LABEL_SIZE : run->mark ? MARK_SIZE : 100;
    int32_t size = per_cent(style->size, share);
    if (run->kind == RUN_BOX) {
        appearance->size = per_cent(size, BOX_SIZE);
        appearance->raise = per_cent(size, BOX_RAISE);
    } else if (run->superscript || run->kind == RUN_NOTE) {
        appearance->size = per_cent(size, SCRIPT_SIZE);
        appearance->raise = per_cent(size, SUPERSCRIPT_RAISE);
    } else if (run->subscript) {
        appearance->size = per_cent(size, SCRIPT_SIZE);
        appearance->raise = per_cent(size, SUBSCRIPT_RAISE);
    } else {
        appearance->size = size;
    }
}

static void set_faces(
    const struct composition *composition, struct appearance *appearance, const struct run *run) {
    const struct paragraph_style *style = composition->style;
    bool box = run->kind == RUN_BOX;
    bool bold = !box && (style->bold || run->bold || run->mark || run->kind == RUN_HOLE);
    bool italic = !box && (style->italic || run->italic);
    bool sans = run->sans || run->label || run->mark;
    const char *family = sans ? style->sans_family : style->family;
    appearance->face = font_find(shaper_fonts(composition->shaper), family, bold, italic);
    appearance->symbols =
        font_find(shaper_fonts(composition->shaper), style->symbol_family, bold, italic);
    if (box && appearance->symbols) {
        appearance->face = appearance->symbols;
    }
}

static int32_t width_of(
    const struct composition *composition, const struct appearance *appearance, const char *text) {
    struct glyph *glyphs;
    size_t count = shaper_glyphs(composition->shaper, composition->working, appearance->face,
        appearance->size, text, strlen(text), &glyphs);
    int32_t width = 0;
    for (size_t i = 0; i < count; i++) {
        width += glyphs[i].advance + composition->style->tracking;
    }
    return width;
}

static int32_t object_width(const struct composition *composition,
    const struct appearance *appearance, const struct run *run) {
    switch (run->kind) {
    case RUN_BLANK:
        return run->width < composition->measure ? run->width : composition->measure;
    case RUN_PAGE_OF:
    case RUN_PAGE_NUMBER:
    case RUN_PAGE_COUNT:
        return width_of(composition, appearance, "00");
    default:
        return 0;
    }
}

bool shaping_is_object(const struct run *run) {
    return run->kind == RUN_BLANK || run->kind == RUN_PAGE_OF || run->kind == RUN_PAGE_NUMBER ||
           run->kind == RUN_PAGE_COUNT || run->kind == RUN_PART || run->kind == RUN_SECTION;
}

void shaping_appearances(struct composition *composition) {
    composition->appearances =
        arena_array(composition->working, composition->run_count, sizeof *composition->appearances);
    for (size_t i = 0; i < composition->run_count; i++) {
        const struct run *run = &composition->runs[i];
        struct appearance *appearance = &composition->appearances[i];
        set_faces(composition, appearance, run);
        set_size(appearance, composition->style, run);
        appearance->colour = colour_of(composition->style, run);
        appearance->hyphen = width_of(composition, appearance, "-");
        appearance->object = object_width(composition, appearance, run);
    }
}

/* ---- Faces and missing glyphs ---- */

/* The place of a character in the source of its run, or the whole run where it cannot be found (it was
 * written as a reference, or put in). */
static struct span place_of(const struct run *run, const char *character) {
    size_t length = strlen(character);
    for (uint32_t i = 0; run->span.source && i + length <= run->span.length; i++) {
        if (memcmp(run->span.source->bytes + run->span.offset + i, character, length) == 0) {
            return span_part(run->span, i, length);
        }
    }
    return run->span;
}

static void report_missing(
    const struct composition *composition, const struct run *run, uint32_t code_point) {
    struct job *job = composition->job;
    char character[5];
    text_encode(code_point, character);
    const char *number = arena_format(job->arena, "U+%04lX", (unsigned long)code_point);
    diagnose(job->diagnostics, MESSAGE_TYPESET_MISSING_GLYPH, place_of(run, character), NULL,
        character, number, composition->style->family);
}

static bool contains(const uint32_t *code_points, size_t count, uint32_t code_point) {
    for (size_t i = 0; i < count; i++) {
        if (code_points[i] == code_point) {
            return true;
        }
    }
    return false;
}

/* The face that has a glyph for a letter, NULL when there is none. */
static const struct face *face_for(
    const struct fonts *fonts, const struct appearance *appearance, uint32_t code_point) {
    if (font_has(fonts, appearance->face, code_point)) {
        return appearance->face;
    }
    bool helps = appearance->symbols && font_has(fonts, appearance->symbols, code_point);
    return helps ? appearance->symbols : NULL;
}

void shaping_faces(struct composition *composition) {
    const struct letters *letters = &composition->letters;
    uint32_t reported[MOST_MISSING];
    size_t count = composition->reports ? 0 : MOST_MISSING;
    composition->faces =
        arena_array(composition->working, letters->count, sizeof *composition->faces);
    for (size_t i = 0; i < letters->count; i++) {
        struct letter letter = letters->items[i];
        const struct run *run = &composition->runs[letter.run];
        const struct appearance *appearance = &composition->appearances[letter.run];
        if (shaping_is_object(run) || letter_is_invisible(letter.code_point)) {
            continue;
        }
        composition->faces[i] =
            face_for(shaper_fonts(composition->shaper), appearance, letter.code_point);
        if (composition->faces[i]) {
            continue;
        }
        composition->faces[i] = appearance->face; /* its sign for what it lacks */
        if (count < MOST_MISSING && !contains(reported, count, letter.code_point)) {
            reported[count++] = letter.code_point;
            report_missing(composition, run, letter.code_point);
        }
    }
}

/* ---- Segments ---- */

/* The end of the letters from `from` on that have its run, its face and its height. */
static size_t segment_end(const struct composition *composition, size_t from, size_t to) {
    const struct letter *letters = composition->letters.items;
    const struct face *face = composition->faces[from];
    size_t end = from + 1;
    while (end < to && face && letters[end].run == letters[from].run &&
           letters[end].raised == letters[from].raised &&
           (letter_is_invisible(letters[end].code_point) || composition->faces[end] == face)) {
        end++;
    }
    return end;
}

static void add_tracking(struct segment *segment, int32_t tracking) {
    for (size_t i = 0; i < segment->glyph_count; i++) {
        segment->glyphs[i].advance += tracking;
        segment->width += segment->glyphs[i].advance;
    }
}

/* Gives the last glyph, which was shaped as a hyphen or a space, the meaning of a line's end. */
static void set_line_end(struct segment *segment, enum line_end line_end) {
    if (line_end == LINE_END_NONE) {
        return;
    }
    struct glyph *last = &segment->glyphs[segment->glyph_count - 1];
    if (line_end == LINE_END_HYPHEN) {
        last->text = "\u00AD";
    } else {
        segment->width -= last->advance;
        last->advance = 0;
    }
}

static void shape_text(const struct composition *composition, struct arena *arena,
    struct segment *segment, size_t from, size_t to, enum line_end line_end) {
    static const char *const ends[] = {"", " ", "-"};
    struct buffer text = {.arena = composition->working};
    letter_write(&text, composition->letters.items, from, to);
    buffer_text(&text, ends[line_end]);
    segment->glyph_count = shaper_glyphs(composition->shaper, arena, segment->face, segment->size,
        buffer_string(&text), text.length, &segment->glyphs);
    add_tracking(segment, composition->style->tracking);
    set_line_end(segment, line_end);
}

static struct segment shape_segment(const struct composition *composition, struct arena *arena,
    size_t from, size_t to, enum line_end line_end) {
    struct letter letter = composition->letters.items[from];
    const struct appearance *appearance = &composition->appearances[letter.run];
    struct segment segment = {
        .run = letter.run,
        .face = composition->faces[from],
        .size = appearance->size,
        .raise = appearance->raise,
    };
    if (!segment.face) {
        segment.width = appearance->object;
        return segment;
    }
    if (letter.raised && segment.raise == 0) { /* in raised text nothing is raised again */
        segment.size = per_cent(appearance->size, SCRIPT_SIZE);
        segment.raise = per_cent(appearance->size, SUPERSCRIPT_RAISE);
    }
    shape_text(composition, arena, &segment, from, to, line_end);
    return segment;
}

/* Invisible letters at the head of a segment belong to no face. */
static size_t skip_invisible(const struct composition *composition, size_t from, size_t to) {
    while (from < to && letter_is_invisible(composition->letters.items[from].code_point)) {
        from++;
    }
    return from;
}

size_t shaping_segments(const struct composition *composition, struct arena *arena, size_t from,
    size_t to, enum line_end line_end, struct segment **segments) {
    size_t count = 0;
    *segments = NULL;
    for (size_t i = skip_invisible(composition, from, to); i < to;) {
        size_t end = segment_end(composition, i, to);
        *segments = arena_grow(composition->working, *segments, count, sizeof **segments);
        size_t next = skip_invisible(composition, end, to);
        (*segments)[count++] =
            shape_segment(composition, arena, i, end, next == to ? line_end : LINE_END_NONE);
        i = next;
    }
    return count;
}

/* ---- Measuring ---- */

bool shaping_stretches(const struct glyph *glyph) {
    return glyph->advance > 0 &&
           (strcmp(glyph->text, " ") == 0 || strcmp(glyph->text, "\u00A0") == 0);
}

int32_t shaping_shrink(int32_t width) {
    return width * SHRINK_PERCENT / 100;
}

/* Where a segment's glyphs are measured: their letters are counted along. */
struct cursor {
    const struct composition *composition;
    size_t letter;
    struct sums sums;
};

/* Sets the sums before the current letter and moves past it. */
static void pass_letter(struct cursor *cursor) {
    cursor->composition->sums[cursor->letter++] = cursor->sums;
}

static void pass_invisible(struct cursor *cursor) {
    const struct letters *letters = &cursor->composition->letters;
    while (cursor->letter < letters->count &&
           letter_is_invisible(letters->items[cursor->letter].code_point)) {
        pass_letter(cursor);
    }
}

static void pass_visible(struct cursor *cursor) {
    pass_invisible(cursor);
    pass_letter(cursor);
}

/* A ligature's width counts with its first letter. */
static void pass_glyph(struct cursor *cursor, const struct glyph *glyph) {
    const char *next = glyph->text;
    if (text_next(&next) != 0) {
        pass_visible(cursor);
    }
    cursor->sums.width += glyph->advance;
    if (shaping_stretches(glyph)) {
        cursor->sums.stretch += glyph->advance / STRETCH_DIVISOR;
        cursor->sums.shrink += shaping_shrink(glyph->advance);
    }
    while (text_next(&next) != 0) {
        pass_visible(cursor);
    }
}

static void pass_segment(struct cursor *cursor, const struct segment *segment) {
    if (!segment->face) {
        pass_visible(cursor);
        cursor->sums.width += segment->width;
    }
    for (size_t i = 0; i < segment->glyph_count; i++) {
        pass_glyph(cursor, &segment->glyphs[i]);
    }
}

void shaping_measure(struct composition *composition) {
    size_t count = composition->letters.count;
    struct segment *segments;
    size_t segment_count =
        shaping_segments(composition, composition->working, 0, count, LINE_END_NONE, &segments);
    composition->sums = arena_array(composition->working, count + 1, sizeof *composition->sums);
    struct cursor cursor = {.composition = composition};
    for (size_t i = 0; i < segment_count; i++) {
        pass_segment(&cursor, &segments[i]);
    }
    pass_invisible(&cursor);
    composition->sums[count] = cursor.sums;
}
