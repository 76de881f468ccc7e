#include "assembly.h"

#include "job.h"
#include "shaper.h"
#include "shaping.h"

enum {
    /* Spaces never become wider than this many times their own width: a ragged line is the lesser evil. */
    WIDEST_SPACE = 4,
    /* How much more than it should a line shrinks: lines are chosen by letters that still kern with those
     * beyond the cut. */
    KERNING_AT_CUT = 250,
    RULE_STROKE = 400,
    RULE_DASH = 1000,
};

/* A line while it is being put together. `x` is where the next item begins. */
struct assembly {
    const struct composition *composition;
    struct line line;
    int32_t x;
};

/* ---- Justification ---- */

/* The spaces of a line that can stretch and shrink. */
struct spaces {
    int32_t count;
    int32_t width;
    int32_t shrink;
};

static struct spaces count_spaces(const struct segment *segments, size_t count) {
    struct spaces spaces = {0};
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < segments[i].glyph_count; j++) {
            const struct glyph *glyph = &segments[i].glyphs[j];
            if (shaping_stretches(glyph)) {
                spaces.count++;
                spaces.width += glyph->advance;
                spaces.shrink += shaping_shrink(glyph->advance);
            }
        }
    }
    return spaces;
}

/* Adds `amount` to the spaces, spread evenly; what does not divide goes to the first ones. */
static void widen_spaces(
    struct segment *segments, size_t count, int32_t amount, int32_t space_count) {
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < segments[i].glyph_count; j++) {
            struct glyph *glyph = &segments[i].glyphs[j];
            if (shaping_stretches(glyph)) {
                int32_t share = amount / space_count;
                glyph->advance += share;
                segments[i].width += share;
                amount -= share;
                space_count--;
            }
        }
    }
}

static int32_t width_of(const struct segment *segments, size_t count) {
    int64_t width = 0;
    for (size_t i = 0; i < count; i++) {
        width += segments[i].width;
    }
    return (int32_t)width; /* no line is much wider than its measure */
}

static void justify(
    const struct composition *composition, struct segment *segments, size_t count, bool justified) {
    struct spaces spaces = count_spaces(segments, count);
    int32_t missing = composition->measure - width_of(segments, count);
    int32_t shrink = spaces.shrink + KERNING_AT_CUT;
    if (missing < -shrink) {
        missing = -shrink;
    }
    bool is_hole = missing > (WIDEST_SPACE - 1) * spaces.width;
    if (spaces.count > 0 && (missing < 0 || (justified && !is_hole))) {
        widen_spaces(segments, count, missing, spaces.count);
    }
}

/* ---- Items ---- */

static const struct run *run_at(const struct assembly *assembly, size_t run) {
    return &assembly->composition->runs[run];
}

/* An item of a run at the current place, on the baseline. */
static struct item item_of(const struct assembly *assembly, size_t run, enum item_kind kind) {
    return (struct item){
        .kind = kind,
        .element = run,
        .x = assembly->x,
        .colour = assembly->composition->appearances[run].colour,
        .span = run_at(assembly, run)->span,
    };
}

static void add_item(struct assembly *assembly, struct item item) {
    struct line *line = &assembly->line;
    line->items = arena_grow(
        assembly->composition->job->arena, line->items, line->item_count, sizeof *line->items);
    line->items[line->item_count++] = item;
}

static void add_glyphs(struct assembly *assembly, const struct segment *segment) {
    const struct appearance *appearance = &assembly->composition->appearances[segment->run];
    struct item item = item_of(assembly, segment->run, ITEM_GLYPHS);
    item.y = -segment->raise;
    item.width = (int32_t)segment->width;
    item.face = segment->face ? segment->face : appearance->face;
    item.size = segment->size;
    item.glyphs = segment->glyphs;
    item.glyph_count = segment->glyph_count;
    add_item(assembly, item);
}

/* A rule just under the baseline: dotted for what is to be written by hand, solid under a link. */
static void add_rule(
    struct assembly *assembly, size_t run, int32_t x, int32_t width, int32_t dash) {
    struct item item = item_of(assembly, run, ITEM_LINE);
    item.x = x;
    item.y = assembly->composition->appearances[run].size / 8;
    item.width = width;
    item.stroke = RULE_STROKE;
    item.dash = dash;
    add_item(assembly, item);
}

/* The frame around a hole reaches from below the descenders to above the capitals. */
static void add_frame(struct assembly *assembly, size_t run, int32_t width) {
    struct item item = item_of(assembly, run, ITEM_FRAME);
    int32_t size = assembly->composition->appearances[run].size;
    item.y = -size * 9 / 10;
    item.width = width;
    item.height = size * 12 / 10;
    item.stroke = RULE_STROKE;
    add_item(assembly, item);
}

/* ---- What a line tells besides its items ---- */

static void add_late(struct assembly *assembly, const struct segment *segment) {
    const struct run *run = run_at(assembly, segment->run);
    struct line *line = &assembly->line;
    line->late = arena_grow(
        assembly->composition->job->arena, line->late, line->late_count, sizeof *line->late);
    line->late[line->late_count++] = (struct late_text){
        .kind = run->kind,
        .target = run->target,
        .item = line->item_count,
        .reserved = (int32_t)segment->width,
        .flush_right = assembly->composition->style->alignment == ALIGN_RIGHT,
    };
}

static void add_link(struct assembly *assembly, const struct run *run, int32_t x) {
    struct line *line = &assembly->line;
    line->links = arena_grow(
        assembly->composition->job->arena, line->links, line->link_count, sizeof *line->links);
    line->links[line->link_count++] =
        (struct line_link){.run = run, .x = x, .width = assembly->x - x};
}

static void add_note(struct assembly *assembly, const struct run *run) {
    struct line *line = &assembly->line;
    const struct run **notes =
        arena_array(assembly->composition->job->arena, line->note_count + 1, sizeof *notes);
    for (size_t i = 0; i < line->note_count; i++) {
        notes[i] = line->notes[i];
    }
    notes[line->note_count++] = run;
    line->notes = notes;
}

/* ---- The line ---- */

static void place_segment(struct assembly *assembly, const struct segment *segment) {
    const struct run *run = run_at(assembly, segment->run);
    if (run->kind == RUN_BLANK) {
        add_rule(assembly, segment->run, assembly->x, (int32_t)segment->width, RULE_DASH);
    } else {
        if (shaping_is_object(run)) {
            add_late(assembly, segment);
        }
        add_glyphs(assembly, segment);
    }
    assembly->x += (int32_t)segment->width;
}

/* Places neighbouring segments of one run, and what belongs to the run as a whole. */
static void place_run(struct assembly *assembly, const struct segment *segments, size_t count) {
    const struct run *run = run_at(assembly, segments->run);
    int32_t x = assembly->x;
    if (run->kind == RUN_HOLE) {
        add_frame(assembly, segments->run, width_of(segments, count));
    }
    for (size_t i = 0; i < count; i++) {
        place_segment(assembly, &segments[i]);
    }
    if (run->uri) {
        add_rule(assembly, segments->run, x, assembly->x - x, 0);
    }
    if (run->uri || run->target) {
        add_link(assembly, run, x);
    }
    if (run->kind == RUN_NOTE) {
        add_note(assembly, run);
    }
}

/* Half of what the leading leaves stands above the text's ascent, half below its descent. */
static void set_height(const struct composition *composition, struct line *line) {
    const struct paragraph_style *style = composition->style;
    const struct face *face =
        font_find(shaper_fonts(composition->shaper), style->family, style->bold, style->italic);
    int64_t ascent = (int64_t)face->ascent * style->size / face->units_per_em;
    int64_t descent = (int64_t)-face->descent * style->size / face->units_per_em;
    line->ascent = (int32_t)((style->leading - ascent - descent) / 2 + ascent);
    line->descent = style->leading - line->ascent;
}

static int32_t indent(const struct composition *composition, int32_t width) {
    int32_t missing = composition->measure - width;
    if (missing < 0) {
        return 0;
    }
    switch (composition->style->alignment) {
    case ALIGN_RIGHT:
        return missing;
    case ALIGN_CENTRED:
        return missing / 2;
    default:
        return 0;
    }
}

struct line assembly_line(const struct composition *composition, size_t from, size_t to,
    enum line_end line_end, bool justified) {
    struct segment *segments;
    size_t count =
        shaping_segments(composition, composition->job->arena, from, to, line_end, &segments);
    justify(composition, segments, count, justified);
    struct assembly assembly = {.composition = composition};
    assembly.line.width = width_of(segments, count);
    assembly.x = indent(composition, assembly.line.width);
    set_height(composition, &assembly.line);
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && segments[end].run == segments[i].run) {
            end++;
        }
        place_run(&assembly, &segments[i], end - i);
        i = end;
    }
    return assembly.line;
}
