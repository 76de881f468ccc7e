#include "depth.h"
#include "flow_text.h"
#include "furniture.h"
#include "page.h"

#include "arena.h"
#include "job.h"

#include <stdlib.h>
#include <string.h>

/* Where a block begins. */
struct anchor {
    const struct block *block;
    size_t page;
    int32_t y;
};

/* All anchors twice: to be found by their block, and those with a name by it. */
struct anchors {
    struct anchor *by_block;
    size_t count;
    struct anchor *by_name;
    size_t named_count;
};

/* ---- Anchors ---- */

static int compare_blocks(const void *a, const void *b) {
    uintptr_t left = (uintptr_t)((const struct anchor *)a)->block;
    uintptr_t right = (uintptr_t)((const struct anchor *)b)->block;
    return (left > right) - (left < right);
}

static int compare_names(const void *a, const void *b) {
    const struct anchor *left = a;
    const struct anchor *right = b;
    return strcmp(left->block->name, right->block->name);
}

static size_t count_marks(const struct sheet *sheets, size_t count) {
    size_t marks = 0;
    for (size_t i = 0; i < count; i++) {
        marks += sheets[i].canvas.mark_count;
    }
    return marks;
}

static struct anchors find_anchors(struct arena *arena, const struct sheet *sheets, size_t count) {
    struct anchors anchors = {0};
    size_t marks = count_marks(sheets, count);
    anchors.by_block = arena_array(arena, marks, sizeof *anchors.by_block);
    anchors.by_name = arena_array(arena, marks, sizeof *anchors.by_name);
    for (size_t page = 0; page < count; page++) {
        for (size_t i = 0; i < sheets[page].canvas.mark_count; i++) {
            const struct mark *mark = &sheets[page].canvas.marks[i];
            struct anchor anchor = {mark->block, page, mark->y};
            anchors.by_block[anchors.count++] = anchor;
            if (mark->block->name) {
                anchors.by_name[anchors.named_count++] = anchor;
            }
        }
    }
    qsort(anchors.by_block, anchors.count, sizeof *anchors.by_block, compare_blocks);
    qsort(anchors.by_name, anchors.named_count, sizeof *anchors.by_name, compare_names);
    return anchors;
}

/* The anchor of a block, or of the block with a name; NULL when there is none. */
static const struct anchor *find_anchor(
    const struct anchors *anchors, const struct block *block, const char *name) {
    if (block) {
        struct anchor key = {.block = block};
        return bsearch(&key, anchors->by_block, anchors->count, sizeof key, compare_blocks);
    }
    if (!name) {
        return NULL;
    }
    struct block named = {.name = name};
    struct anchor key = {.block = &named};
    return bsearch(&key, anchors->by_name, anchors->named_count, sizeof key, compare_names);
}

/* ---- Late texts ---- */

static const char *late_string(const struct page_context *context, const struct anchors *anchors,
    const struct late *late, const struct sheet *sheet, size_t page, size_t count) {
    struct arena *arena = context->job->arena;
    const struct page_shape *shape = context->document->page;
    const struct anchor *anchor;
    switch (late->kind) {
    case RUN_PAGE_OF:
        anchor = find_anchor(anchors, late->block, late->target);
        return anchor ? arena_format(arena, "%u", page_number(shape, anchor->page)) : "–";
    case RUN_PAGE_NUMBER:
        return arena_format(arena, "%u", page_number(shape, page));
    case RUN_PAGE_COUNT:
        return arena_format(arena, "%u", page_number(shape, count - 1));
    case RUN_PART:
        return context->document->title ? context->document->title : "";
    case RUN_SECTION:
        return furniture_section(arena, sheet->section);
    default:
        return "";
    }
}

static void fill_late(const struct page_context *context, struct item *item,
    const struct late *late, const char *text) {
    struct glyph *glyphs;
    item->glyph_count = font_shape(context->job->arena, context->typesetter->fonts, item->face,
        item->size, text, strlen(text), &glyphs);
    item->glyphs = glyphs;
    int32_t width = 0;
    for (size_t i = 0; i < item->glyph_count; i++) {
        width += glyphs[i].advance;
    }
    if (late->flush_right) {
        item->x += late->reserved - width;
    }
}

static void fill_all_late(const struct page_context *context, const struct anchors *anchors,
    struct sheet *sheets, size_t count) {
    for (size_t page = 0; page < count; page++) {
        struct canvas *canvas = &sheets[page].canvas;
        for (size_t i = 0; i < canvas->late_count; i++) {
            const struct late *late = &canvas->late[i];
            const char *text = late_string(context, anchors, late, &sheets[page], page, count);
            fill_late(context, &canvas->items[late->item], late, text);
        }
    }
}

/* What the references of running text should have said. */
static void settle_references(const struct page_context *context, const struct anchors *anchors) {
    struct page_references *references = context->references;
    for (size_t i = 0; i < references->count; i++) {
        const struct anchor *anchor = find_anchor(anchors, NULL, references->items[i].target);
        unsigned number = anchor ? page_number(context->document->page, anchor->page) : 0;
        reference_found(
            references, i, anchor ? arena_format(context->job->arena, "%u", number) : "–");
    }
}

/* ---- What the document has besides its pages ---- */

static void add_link(const struct page_context *context, struct pages *pages,
    const struct anchors *anchors, const struct link_area *area, size_t page) {
    struct link link = {
        .page = page,
        .x = area->x,
        .y = area->y,
        .width = area->width,
        .height = area->height,
        .element = area->element,
        .uri = area->uri,
        .description = area->description,
    };
    if (!area->uri) {
        const struct anchor *anchor = find_anchor(anchors, area->block, area->target);
        if (!anchor) {
            diagnose(context->job->diagnostics, MESSAGE_LAYOUT_TARGET_UNKNOWN, area->span, NULL,
                area->target);
            return;
        }
        link.target_page = anchor->page;
        link.target_y = anchor->y;
    }
    pages->links =
        arena_grow(context->job->arena, pages->links, pages->link_count, sizeof *pages->links);
    pages->links[pages->link_count++] = link;
}

static void add_field(const struct page_context *context, struct pages *pages,
    const struct field_area *area, size_t page) {
    pages->fields =
        arena_grow(context->job->arena, pages->fields, pages->field_count, sizeof *pages->fields);
    pages->fields[pages->field_count++] = (struct signature_field){
        .page = page,
        .x = area->x,
        .y = area->y,
        .width = area->width,
        .height = area->height,
        .element = area->element,
        .name = area->signature->field,
        .tooltip = area->signature->tooltip,
    };
}

static void add_outline(const struct page_context *context, struct pages *pages,
    struct depths *depths, const struct mark *mark, size_t page) {
    const struct block *heading = mark->block;
    if (heading->kind != BLOCK_HEADING) {
        return;
    }
    struct arena *arena = context->job->arena;
    const char *title = flow_text_plain(arena, heading->runs, heading->run_count);
    if (heading->number) {
        title = arena_format(arena, "%s %s", heading->number, title);
    }
    pages->outline =
        arena_grow(arena, pages->outline, pages->outline_count, sizeof *pages->outline);
    struct outline_entry entry = {title, depth_next(depths, heading->level), page, mark->y};
    pages->outline[pages->outline_count++] = entry;
}

static void add_references(const struct page_context *context, struct pages *pages,
    const struct anchors *anchors, struct depths *depths, const struct canvas *canvas,
    size_t page) {
    for (size_t i = 0; i < canvas->link_count; i++) {
        add_link(context, pages, anchors, &canvas->links[i], page);
    }
    for (size_t i = 0; i < canvas->field_count; i++) {
        add_field(context, pages, &canvas->fields[i], page);
    }
    for (size_t i = 0; i < canvas->mark_count; i++) {
        add_outline(context, pages, depths, &canvas->marks[i], page);
    }
}

/* ---- Pages ---- */

static struct page make_page(
    const struct page_context *context, const struct sheet *sheet, size_t index, size_t count) {
    struct arena *arena = context->job->arena;
    struct canvas canvas = {0};
    furniture_above(context, &canvas, sheet, index, count);
    for (size_t i = 0; i < sheet->canvas.item_count; i++) {
        canvas_item(arena, &canvas, &sheet->canvas.items[i]);
    }
    furniture_below(context, &canvas, sheet, index, count);
    return (struct page){
        .width = context->document->page->width,
        .height = context->document->page->height,
        .items = canvas.items,
        .item_count = canvas.item_count,
    };
}

static struct metadata metadata_of(const struct document *document) {
    return (struct metadata){
        .title = document->title,
        .author = document->author,
        .subject = document->subject,
        .keywords = document->keywords,
        .language = document->language,
        .date = document->date,
    };
}

static void add_page_label(const struct page_context *context, struct pages *pages) {
    pages->labels = arena_array(context->job->arena, 1, sizeof *pages->labels);
    pages->labels[0] =
        (struct page_label){.prefix = "", .number = page_number(context->document->page, 0)};
    pages->label_count = 1;
}

struct pages *page_finish(const struct page_context *context, struct sheet *sheets, size_t count) {
    struct arena *arena = context->job->arena;
    struct pages *pages = arena_alloc(arena, sizeof *pages);
    struct anchors anchors = find_anchors(arena, sheets, count);
    struct depths depths = {0};
    fill_all_late(context, &anchors, sheets, count);
    settle_references(context, &anchors);
    pages->metadata = metadata_of(context->document);
    pages->pages = arena_array(arena, count, sizeof *pages->pages);
    pages->page_count = count;
    for (size_t i = 0; i < count; i++) {
        pages->pages[i] = make_page(context, &sheets[i], i, count);
        add_references(context, pages, &anchors, &depths, &sheets[i].canvas, i);
    }
    pages->elements = context->elements->items;
    pages->element_count = context->elements->count;
    add_page_label(context, pages);
    return pages;
}
