#include "furniture.h"

#include "flow_text.h"
#include "grid.h"

#include "arena.h"
#include "job.h"
#include "shaper.h"

#include <string.h>

enum {
    /* Where rule and text stand in the margin, per cent of it. */
    HEAD_RULE_PERCENT = 70,
    FOOT_BASELINE_PERCENT = 38,
    HEAD_RULE = 400,
    HEAD_RISE = 4 * POINT, /* of the head's text above its rule */
    SIDES_GAP = 18 * POINT,
    DRAFT_BASELINE = 9 * MILLIMETRE, /* of the warning, from the page's top */
    DRAFT_PERCENT = 80,              /* of the page's width that « PROJET » takes */
    DRAFT_SHARE = 9,                 /* of the accent in its colour */
    NUMBER_STEP = 5,
    NUMBER_GAP = 3 * MILLIMETRE,
    INITIALS_HEIGHT = 7 * MILLIMETRE,
    INITIALS_WIDTH = 14 * MILLIMETRE,
    INITIALS_GAP = 2 * MILLIMETRE,
    INITIALS_BOTTOM = 5 * MILLIMETRE,
};

/* The page that furniture is drawn on. `job` hears of a missing glyph only once for all pages of a part. */
struct place {
    const struct page_context *context;
    const struct sheet *sheet;
    struct job job;
};

static bool has_furniture(const struct sheet *sheet) {
    return !sheet->cover && (sheet->index > 0 || sheet->context->part->page->first_furniture);
}

static struct place place_of(const struct sheet *sheet) {
    const struct page_context *context = sheet->context;
    struct place place = {context, sheet, *context->job};
    if (sheet->index > 1 || (sheet->index == 1 && context->part->page->first_furniture)) {
        place.job.diagnostics = diagnostics_new(context->job->arena);
    }
    return place;
}

/* Nothing is drawn into a reserved rectangle of the first page. */
static bool is_free(
    const struct place *place, int32_t x, int32_t y, int32_t width, int32_t height) {
    const struct page_shape *shape = place->context->part->page;
    for (size_t i = 0; place->sheet->index == 0 && i < shape->reserved_count; i++) {
        const struct reserved *rectangle = &shape->reserved[i];
        if (x < rectangle->x + rectangle->width && rectangle->x < x + width &&
            y < rectangle->y + rectangle->height && rectangle->y < y + height) {
            return false;
        }
    }
    return true;
}

/* ---- Lines of furniture ---- */

static const char *section_text(struct arena *arena, const struct block *heading) {
    if (!heading) {
        return "";
    }
    const char *title = flow_text_plain(arena, heading->runs, heading->run_count);
    return heading->number ? arena_format(arena, "%s – %s", heading->number, title) : title;
}

/* NULL where nobody said at which number the sheets begin. */
static const char *sheet_number(const struct sheet *sheet) {
    unsigned first = sheet->context->document->first_sheet;
    return first ? arena_format(sheet->context->job->arena, "%zu", first + sheet->order) : NULL;
}

const char *furniture_text(const struct sheet *sheet, enum run_kind kind) {
    struct arena *arena = sheet->context->job->arena;
    const char *label = sheet->context->part->label;
    switch (kind) {
    case RUN_PAGE_NUMBER:
        return arena_format(arena, "%u", sheet->number);
    case RUN_PAGE_COUNT:
        return arena_format(arena, "%u", sheet->last);
    case RUN_SHEET_NUMBER:
        return sheet_number(sheet);
    case RUN_PART:
        return label ? arena_format(arena, "%s – ", label) : "";
    case RUN_SECTION:
        return section_text(arena, sheet->section);
    default:
        return NULL;
    }
}

static const char *text_of(const struct place *place, const struct run *run) {
    const char *text = furniture_text(place->sheet, run->kind);
    return text ? text : run->text;
}

/* The runs as this page shows them. */
static struct run *runs_of(const struct place *place, const struct run *runs, size_t count) {
    struct run *own = arena_array(place->context->job->arena, count, sizeof *own);
    for (size_t i = 0; i < count; i++) {
        own[i] = runs[i];
        own[i].text = text_of(place, &runs[i]);
        own[i].uri = NULL;
        own[i].target = NULL;
        if (runs[i].kind >= RUN_PAGE_NUMBER) {
            own[i].kind = furniture_text(place->sheet, runs[i].kind) ? RUN_TEXT : RUN_BLANK;
        }
    }
    return own;
}

static struct lines set_side(
    struct place *place, const struct run *runs, size_t count, int32_t measure) {
    struct metrics metrics = style_furniture(place->context->sheet);
    return paragraph_set(
        &place->job, place->context->shaper, NULL, &metrics.text, runs, count, measure);
}

/* The text without its last word, and an ellipsis. */
static const char *shortened(struct arena *arena, const char *text) {
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] != ' ') {
        length--;
    }
    while (length > 0 && text[length - 1] == ' ') {
        length--;
    }
    return arena_format(arena, "%.*s…", (int)length, text);
}

static struct run *longest_run(struct run *runs, size_t count) {
    struct run *longest = NULL;
    for (size_t i = 0; i < count; i++) {
        if (runs[i].text && (!longest || strlen(runs[i].text) > strlen(longest->text))) {
            longest = &runs[i];
        }
    }
    return longest;
}

/* Sets one side on one line; what is too long for it loses words at its end. */
static struct lines set_on_one_line(
    struct place *place, struct run *runs, size_t count, int32_t measure) {
    struct lines lines = set_side(place, runs, count, measure);
    struct run *longest = longest_run(runs, count);
    while (lines.count > 1 && longest && strlen(longest->text) > strlen("…")) {
        longest->text = shortened(place->context->job->arena, longest->text);
        lines = set_side(place, runs, count, measure);
    }
    return lines;
}

static void draw_side(const struct place *place, struct canvas *canvas, const struct lines *lines,
    const struct run *runs, size_t count, int32_t x, int32_t y) {
    struct arena *arena = place->context->job->arena;
    const struct line *line = &lines->items[0];
    size_t *elements = arena_array(arena, count, sizeof *elements);
    for (size_t i = 0; i < count; i++) {
        elements[i] = ELEMENT_ARTIFACT;
    }
    if (is_free(place, x, y - line->ascent, line->width, line->ascent + line->descent)) {
        canvas_line(arena, canvas, line, runs, elements, x, y);
    }
}

/* Left and right text of a head or foot. The right one keeps its width, the left one what remains. */
static void draw_line(struct place *place, struct canvas *canvas, const struct furniture *furniture,
    int32_t baseline) {
    const struct page_area *area = &place->sheet->area;
    int32_t room = area->width;
    if (furniture->right_count > 0) {
        int32_t most = furniture->left_count > 0 ? room * 2 / 3 : room;
        struct run *runs = runs_of(place, furniture->right, furniture->right_count);
        struct lines lines = set_on_one_line(place, runs, furniture->right_count, most);
        draw_side(place, canvas, &lines, runs, furniture->right_count,
            area->x + area->width - lines.items[0].width, baseline);
        room -= lines.items[0].width + SIDES_GAP;
    }
    if (furniture->left_count > 0) {
        struct run *runs = runs_of(place, furniture->left, furniture->left_count);
        struct lines lines = set_on_one_line(place, runs, furniture->left_count, room);
        draw_side(place, canvas, &lines, runs, furniture->left_count, area->x, baseline);
    }
}

static void declare(struct canvas *canvas, size_t first, enum artifact artifact) {
    for (size_t i = first; i < canvas->item_count; i++) {
        canvas->items[i].element = ELEMENT_ARTIFACT;
        canvas->items[i].artifact = artifact;
    }
}

static bool is_empty(const struct furniture *furniture) {
    return furniture->left_count == 0 && furniture->right_count == 0;
}

static void draw_head(struct place *place, struct canvas *canvas) {
    const struct page_shape *shape = place->context->part->page;
    const struct page_area *area = &place->sheet->area;
    int32_t rule = (int32_t)((int64_t)shape->top * HEAD_RULE_PERCENT / 100);
    int32_t height = style_furniture(place->context->sheet).text.leading + HEAD_RISE;
    if (is_empty(&shape->head) ||
        !is_free(place, area->x, rule - height, area->width, height + HEAD_RULE)) {
        return;
    }
    size_t first = canvas->item_count;
    draw_line(place, canvas, &shape->head, rule - HEAD_RISE);
    canvas_rule(place->context->job->arena, canvas, area->x, rule, area->width, HEAD_RULE,
        place->context->sheet->theme->hairline);
    declare(canvas, first, ARTIFACT_HEADER);
}

static void draw_foot(struct place *place, struct canvas *canvas) {
    const struct page_shape *shape = place->context->part->page;
    int32_t below = (int32_t)((int64_t)shape->bottom * FOOT_BASELINE_PERCENT / 100);
    size_t first = canvas->item_count;
    draw_line(place, canvas, &shape->foot, shape->height - shape->bottom + below);
    declare(canvas, first, ARTIFACT_FOOTER);
}

/* ---- Initials ---- */

static void draw_initials_label(
    struct place *place, struct canvas *canvas, int32_t right, int32_t baseline) {
    struct metrics metrics = style_furniture(place->context->sheet);
    metrics.text.size = 6800;
    struct run run = {.text = "paraphes"};
    struct lines lines = paragraph_set(
        &place->job, place->context->shaper, NULL, &metrics.text, &run, 1, 60 * POINT);
    draw_side(place, canvas, &lines, &run, 1, right - lines.items[0].width, baseline);
}

/* One small box for each who initials, at the right end of the foot. Pages that are signed need none. */
static void draw_initials(struct place *place, struct canvas *canvas) {
    const struct page_shape *shape = place->context->part->page;
    const struct page_area *area = &place->sheet->area;
    size_t count = place->context->initials;
    if (count == 0 || place->sheet->signatories) {
        return;
    }
    int32_t room = (area->width - 40 * POINT) / (int32_t)count - INITIALS_GAP;
    int32_t width = room < INITIALS_WIDTH ? room : INITIALS_WIDTH;
    int32_t y = shape->height - INITIALS_BOTTOM - INITIALS_HEIGHT;
    int32_t x = area->x + area->width;
    size_t first = canvas->item_count;
    for (size_t i = 0; i < count; i++) {
        x -= width;
        if (is_free(place, x, y, width, INITIALS_HEIGHT)) {
            canvas_item(place->context->job->arena, canvas,
                &(struct item){
                    .kind = ITEM_FRAME,
                    .x = x,
                    .y = y,
                    .width = width,
                    .height = INITIALS_HEIGHT,
                    .colour = place->context->sheet->theme->hairline,
                    .stroke = HEAD_RULE,
                });
        }
        x -= INITIALS_GAP;
    }
    draw_initials_label(place, canvas, x - POINT, y + INITIALS_HEIGHT / 2 + 2 * POINT);
    declare(canvas, first, ARTIFACT_FOOTER);
}

/* ---- Drafts ---- */

static int32_t glyphs_width(const struct glyph *glyphs, size_t count) {
    int32_t width = 0;
    for (size_t i = 0; i < count; i++) {
        width += glyphs[i].advance;
    }
    return width;
}

/* « PROJET » behind the text, so pale that the text is not harder to read. */
static void draw_draft_mark(const struct place *place, struct canvas *canvas) {
    const struct page_shape *shape = place->context->part->page;
    const struct style_sheet *sheet = place->context->sheet;
    struct shaper *shaper = place->context->shaper;
    struct item item = {
        .kind = ITEM_GLYPHS,
        .colour = style_blend(sheet->theme->accent, PAPER, DRAFT_SHARE),
        .face = font_find(shaper_fonts(shaper), sheet->theme->heading_family, true, false),
        .size = 100 * POINT,
    };
    const char *word = "PROJET";
    struct glyph *glyphs;
    struct arena *arena = place->context->job->arena;
    size_t count = shaper_glyphs(shaper, arena, item.face, item.size, word, strlen(word), &glyphs);
    int64_t wanted = (int64_t)shape->width * DRAFT_PERCENT / 100;
    item.size = (int32_t)(item.size * wanted / glyphs_width(glyphs, count));
    item.glyph_count =
        shaper_glyphs(shaper, arena, item.face, item.size, word, strlen(word), &glyphs);
    item.glyphs = glyphs;
    int32_t width = glyphs_width(glyphs, item.glyph_count);
    item.x = (shape->width - width) / 2;
    item.y = shape->height / 2 + item.size / 3;
    if (is_free(place, item.x, item.y - item.size, width, item.size)) {
        size_t first = canvas->item_count;
        canvas_item(arena, canvas, &item);
        declare(canvas, first, ARTIFACT_BACKGROUND);
    }
}

/* The pale word is lost in a bad copy; this line is not. */
static void draw_draft_warning(struct place *place, struct canvas *canvas) {
    struct metrics metrics = style_sans(place->context->sheet, 9200, 12600);
    metrics.text.bold = true;
    struct run run = {.text = FURNITURE_DRAFT};
    int32_t width = place->context->part->page->width;
    struct lines lines =
        paragraph_set(&place->job, place->context->shaper, NULL, &metrics.text, &run, 1, width);
    size_t first = canvas->item_count;
    draw_side(place, canvas, &lines, &run, 1, (width - lines.items[0].width) / 2, DRAFT_BASELINE);
    declare(canvas, first, ARTIFACT_HEADER);
}

/* Where the first line of a slab stands below its top; 0 when it has none. */
static int32_t first_baseline(const struct slab *slab) {
    if (slab->piece) {
        return slab->piece->first ? slab->piece->grid->look.above + 9 * POINT : 0;
    }
    return slab->baseline;
}

static void draw_line_number(const struct page_context *context, struct canvas *canvas,
    size_t number, int32_t right, int32_t y) {
    struct metrics metrics = style_furniture(context->sheet);
    metrics.text.size = 6600;
    const char *text = arena_format(context->job->arena, "%zu", number);
    struct item item = {
        .kind = ITEM_GLYPHS,
        .element = ELEMENT_ARTIFACT,
        .y = y,
        .colour = metrics.text.colour,
        .face = font_find(shaper_fonts(context->shaper), metrics.text.family, false, false),
        .size = metrics.text.size,
    };
    struct glyph *glyphs;
    item.glyph_count = shaper_glyphs(
        context->shaper, context->job->arena, item.face, item.size, text, strlen(text), &glyphs);
    item.glyphs = glyphs;
    item.x = right - glyphs_width(glyphs, item.glyph_count);
    canvas_item(context->job->arena, canvas, &item);
}

void furniture_line_numbers(const struct page_context *context, struct canvas *canvas,
    const struct stretch *stretch, const struct page_area *area) {
    int32_t right = area->x - context->part->page->hang - NUMBER_GAP;
    size_t number = 0;
    for (size_t i = stretch->first; i < stretch->end; i++) {
        int32_t baseline = first_baseline(&stretch->slabs->items[i]);
        if (baseline == 0) {
            continue;
        }
        number++;
        if (number % NUMBER_STEP == 0) {
            draw_line_number(context, canvas, number, right,
                area->y + stretch->placed[i - stretch->first].top + baseline);
        }
    }
}

/* ---- All of it ---- */

void furniture_above(struct canvas *canvas, const struct sheet *sheet) {
    struct place place = place_of(sheet);
    if (sheet->context->document->draft) {
        draw_draft_mark(&place, canvas);
        draw_draft_warning(&place, canvas);
    }
    if (has_furniture(sheet)) {
        draw_head(&place, canvas);
    }
}

void furniture_below(struct canvas *canvas, const struct sheet *sheet) {
    struct place place = place_of(sheet);
    if (has_furniture(sheet)) {
        draw_foot(&place, canvas);
    }
    if (!sheet->cover) {
        draw_initials(&place, canvas);
    }
}
