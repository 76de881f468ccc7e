#include "page.h"

#include "arena.h"
#include "cover.h"
#include "draw.h"
#include "furniture.h"
#include "job.h"
#include "place.h"

enum {
    NOTE_RULE = 40 * MILLIMETRE,
    NOTE_RULE_STROKE = 400,
    NOTE_GAP = 7 * POINT, /* between the rule and the first footnote */
    COVER_GAP = 20 * POINT,
    COVER_TITLE_PERCENT = 34, /* how far down the page the title's block begins */
};

/* ---- The cover ---- */

/* The title's block begins above the middle, or higher when it is long, but never in the logos. */
static int32_t cover_title_y(
    const struct cover *cover, const struct page_shape *shape, const struct page_area *area) {
    int32_t y = (int32_t)((int64_t)shape->height * COVER_TITLE_PERCENT / 100);
    int32_t lowest =
        shape->height - shape->bottom - cover->foot.height - COVER_GAP - cover->title.height;
    int32_t highest = area->y + (cover->head.height > 0 ? cover->head.height + COVER_GAP : 0);
    y = y < lowest ? y : lowest;
    return y > highest ? y : highest;
}

static void draw_cover(
    const struct page_context *context, struct sheet *sheet, const struct slab *slab) {
    struct arena *arena = context->job->arena;
    const struct page_shape *shape = context->part->page;
    const struct cover *cover = slab->cover;
    struct page_area area = sheet->area;
    area.y = shape->top;
    int32_t title_y = cover_title_y(cover, shape, &area);
    int32_t foot_y = shape->height - shape->bottom - cover->foot.height;
    canvas_copy(arena, &sheet->canvas, &slab->canvas, area.x, area.y, false);
    draw_all(arena, &sheet->canvas, &cover->head, area.x, area.y, false);
    draw_all(arena, &sheet->canvas, &cover->title, area.x, title_y, false);
    draw_all(arena, &sheet->canvas, &cover->foot, area.x, foot_y, false);
    if (title_y + cover->title.height > foot_y) {
        diagnose(context->job->diagnostics, MESSAGE_LAYOUT_TOO_TALL, slab->span, NULL);
    }
}

/* ---- Pages of text ---- */

static struct placed *place_range(
    const struct page_context *context, const struct page_range *range, int32_t *used) {
    size_t count = range->end - range->first;
    struct placed *placed = arena_array(context->job->arena, count, sizeof *placed);
    struct placing placing = page_place(context, range->first);
    place_begin(&placing, range->first);
    for (size_t i = 0; i < count; i++) {
        placed[i] = place_next(&placing, range->first + i);
    }
    placed[count - 1].bottom = place_bottom(&placing);
    *used = placed[count - 1].bottom;
    return placed;
}

/* What belongs to the foot of the page is moved there. */
static void move_to_foot(const struct page_context *context, const struct page_range *range,
    struct placed *placed, int32_t free) {
    size_t i = range->first;
    while (i < range->end && !context->slabs->items[i].foot) {
        i++;
    }
    if (i == range->end || free <= 0) {
        return;
    }
    for (; i < range->end; i++) {
        placed[i - range->first].top += free;
        placed[i - range->first].bottom += free;
    }
}

static void draw_notes(const struct page_context *context, struct sheet *sheet, int32_t height) {
    if (height == 0) {
        return;
    }
    struct arena *arena = context->job->arena;
    int32_t y = sheet->area.y + sheet->area.height - height + PAGE_NOTE_SEPARATOR;
    canvas_rule(arena, &sheet->canvas, sheet->area.x, y - NOTE_GAP, NOTE_RULE, NOTE_RULE_STROKE,
        context->sheet->theme->grey);
    for (size_t i = sheet->range.first; i < sheet->range.end; i++) {
        const struct slab *slab = &context->slabs->items[i];
        for (size_t n = 0; n < slab->note_count; n++) {
            draw_all(arena, &sheet->canvas, &slab->notes[n]->content, sheet->area.x, y, false);
            y += slab->notes[n]->content.height;
        }
    }
}

static void draw_text(const struct page_context *context, struct sheet *sheet) {
    struct arena *arena = context->job->arena;
    const struct page_range *range = &sheet->range;
    const struct slab *first = &context->slabs->items[range->first];
    int32_t used;
    struct placed *placed = place_range(context, range, &used);
    int32_t notes = page_notes_height(context->slabs, range->first, range->end);
    move_to_foot(context, range, placed, sheet->area.height - used - notes);
    if (first->continuation) {
        draw_all(arena, &sheet->canvas, &first->continuation->content, sheet->area.x, sheet->area.y,
            true);
    }
    struct stretch stretch = {context->slabs, placed, range->first, range->end};
    draw_slabs(arena, &sheet->canvas, stretch, sheet->area.x, sheet->area.y, false);
    if (context->document->draft) {
        furniture_line_numbers(context, &sheet->canvas, &stretch, &sheet->area);
    }
    draw_notes(context, sheet, notes);
}

static bool bears_signatures(const struct page_context *context, const struct page_range *range) {
    for (size_t i = range->first; i < range->end; i++) {
        if (context->slabs->items[i].signatories) {
            return true;
        }
    }
    return false;
}

/* The last heading of level 1, printed or hidden, that begins in what was drawn; else `above`. */
static const struct block *section_after(const struct canvas *canvas, const struct block *above) {
    const struct block *section = above;
    for (size_t i = 0; i < canvas->mark_count; i++) {
        const struct block *block = canvas->marks[i].block;
        if (block->kind == BLOCK_HEADING && block->level == 1) {
            section = block;
        }
    }
    return section;
}

const struct block *page_section(const struct sheet *sheet, const struct block *section) {
    return section_after(&sheet->canvas, section);
}

struct sheet *page_draw(const struct page_context *context, const struct page_range *ranges,
    size_t count, const struct block *section) {
    struct sheet *sheets = arena_array(context->job->arena, count, sizeof *sheets);
    for (size_t i = 0; i < count; i++) {
        struct sheet *sheet = &sheets[i];
        const struct slab *first = &context->slabs->items[ranges[i].first];
        sheet->context = context;
        sheet->index = i;
        sheet->number = context->first_number + (unsigned)i;
        sheet->range = ranges[i];
        sheet->area = page_area(context, i);
        sheet->cover = first->cover != NULL;
        if (sheet->cover) {
            draw_cover(context, sheet, first);
        } else {
            draw_text(context, sheet);
            sheet->signatories = bears_signatures(context, &ranges[i]);
        }
        sheet->section = section_after(&first->canvas, section);
        section = page_section(sheet, section);
    }
    return sheets;
}
