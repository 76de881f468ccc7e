#include "depth.h"
#include "flow_text.h"
#include "furniture.h"
#include "page.h"

#include "arena.h"
#include "job.h"
#include "shaper.h"
#include "text.h"

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

static void add_anchor(struct anchors *anchors, struct anchor anchor) {
    anchors->by_block[anchors->count++] = anchor;
    if (anchor.block->name) {
        anchors->by_name[anchors->named_count++] = anchor;
    }
}

/* A part begins at the top of its first page. */
static struct anchors find_anchors(struct arena *arena, const struct sheet *sheets, size_t count) {
    struct anchors anchors = {0};
    size_t most = count + count_marks(sheets, count);
    anchors.by_block = arena_array(arena, most, sizeof *anchors.by_block);
    anchors.by_name = arena_array(arena, most, sizeof *anchors.by_name);
    for (size_t page = 0; page < count; page++) {
        if (sheets[page].index == 0) {
            add_anchor(&anchors, (struct anchor){sheets[page].context->part->body, page, 0});
        }
        for (size_t i = 0; i < sheets[page].canvas.mark_count; i++) {
            const struct mark *mark = &sheets[page].canvas.marks[i];
            add_anchor(&anchors, (struct anchor){mark->block, page, mark->y});
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

/* The number by which pages of this group call the anchor's page: the printed one, or its place in the whole
 * file when it belongs to another group. */
static const char *number_of(
    struct arena *arena, const struct sheet *sheets, const struct anchor *anchor, size_t group) {
    if (!anchor) {
        return "–";
    }
    const struct sheet *sheet = &sheets[anchor->page];
    size_t number = sheet->context->group == group ? sheet->number : anchor->page + 1;
    return arena_format(arena, "%zu", number);
}

/* The same in a table of contents: a reader on paper looks there for a part by its name, and in it by the printed
 * number. So a part whose pages are numbered anew says how many they are; what lies within says its page of it. */
static const char *entry_of(struct arena *arena, const struct sheet *sheets,
    const struct anchor *anchor, const struct late *late, size_t group) {
    const struct sheet *sheet = anchor ? &sheets[anchor->page] : NULL;
    if (!sheet || sheet->context->group == group) {
        return number_of(arena, sheets, anchor, group);
    }
    const struct part *part = sheet->context->part;
    if (!part->restart || late->block != part->body) {
        return arena_format(arena, "p.\u00A0%u", sheet->number);
    }
    unsigned count = sheet->last - sheet->number + 1;
    return arena_format(arena, "%u\u00A0page%s", count, count > 1 ? "s" : "");
}

static const char *late_string(const struct anchors *anchors, const struct late *late,
    const struct sheet *sheets, size_t page) {
    const struct page_context *context = sheets[page].context;
    if (late->kind == RUN_PAGE_OF) {
        const struct anchor *anchor = find_anchor(anchors, late->block, late->target);
        struct arena *arena = context->job->arena;
        return late->block ? entry_of(arena, sheets, anchor, late, context->group)
                           : number_of(arena, sheets, anchor, context->group);
    }
    const char *text = furniture_text(&sheets[page], late->kind);
    return text ? text : "";
}

static void fill_late(const struct page_context *context, struct item *item,
    const struct late *late, const char *text) {
    struct glyph *glyphs;
    item->glyph_count = shaper_glyphs(
        context->shaper, context->job->arena, item->face, item->size, text, strlen(text), &glyphs);
    item->glyphs = glyphs;
    int32_t width = 0;
    for (size_t i = 0; i < item->glyph_count; i++) {
        width += glyphs[i].advance;
    }
    if (late->flush_right) {
        item->x += late->reserved - width;
    }
}

static void fill_all_late(const struct anchors *anchors, const struct sheet *sheets, size_t count) {
    for (size_t page = 0; page < count; page++) {
        const struct canvas *canvas = &sheets[page].canvas;
        for (size_t i = 0; i < canvas->late_count; i++) {
            const struct late *late = &canvas->late[i];
            const char *text = late_string(anchors, late, sheets, page);
            fill_late(sheets[page].context, &canvas->items[late->item], late, text);
        }
    }
}

/* What the references of running text should have said. */
static void settle_references(
    const struct page_context *context, const struct anchors *anchors, const struct sheet *sheets) {
    struct page_references *references = context->references;
    for (size_t i = 0; i < references->count; i++) {
        const struct page_reference *reference = &references->items[i];
        const struct anchor *anchor = find_anchor(anchors, NULL, reference->target);
        reference_found(
            references, i, number_of(context->job->arena, sheets, anchor, reference->group));
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

static void add_entry(
    const struct page_context *context, struct pages *pages, const struct outline_entry *entry) {
    pages->outline = arena_grow(
        context->job->arena, pages->outline, pages->outline_count, sizeof *pages->outline);
    pages->outline[pages->outline_count++] = *entry;
}

static void add_titles(
    const struct sheet *sheet, struct pages *pages, struct depths *depths, size_t page) {
    const struct part *part = sheet->context->part;
    for (size_t i = 0; i < part->title_count; i++) {
        unsigned level = depth_next(depths, part->titles[i].level);
        add_entry(
            sheet->context, pages, &(struct outline_entry){part->titles[i].text, level, page, 0});
    }
}

static void add_heading(const struct page_context *context, struct pages *pages,
    struct depths *depths, const struct mark *mark, size_t page) {
    const struct block *heading = mark->block;
    struct arena *arena = context->job->arena;
    if (heading->kind != BLOCK_HEADING || flow_text_is_title(arena, context->part, heading)) {
        return;
    }
    const char *title = flow_text_plain(arena, heading->runs, heading->run_count);
    if (heading->number) {
        title = arena_format(arena, "%s %s", heading->number, title);
    }
    unsigned level = depth_next(depths, context->part->depth + heading->level);
    add_entry(context, pages, &(struct outline_entry){title, level, page, mark->y});
}

static void add_references(const struct sheet *sheet, struct pages *pages,
    const struct anchors *anchors, struct depths *depths, size_t page) {
    const struct page_context *context = sheet->context;
    const struct canvas *canvas = &sheet->canvas;
    for (size_t i = 0; i < canvas->link_count; i++) {
        add_link(context, pages, anchors, &canvas->links[i], page);
    }
    for (size_t i = 0; i < canvas->field_count; i++) {
        add_field(context, pages, &canvas->fields[i], page);
    }
    if (sheet->index == 0) {
        add_titles(sheet, pages, depths, page);
    }
    for (size_t i = 0; i < canvas->mark_count; i++) {
        add_heading(context, pages, depths, &canvas->marks[i], page);
    }
}

/* ---- Pages ---- */

static struct page make_page(const struct sheet *sheet) {
    struct arena *arena = sheet->context->job->arena;
    struct canvas canvas = {0};
    furniture_above(&canvas, sheet);
    for (size_t i = 0; i < sheet->canvas.item_count; i++) {
        canvas_item(arena, &canvas, &sheet->canvas.items[i]);
    }
    furniture_below(&canvas, sheet);
    return (struct page){
        .width = sheet->context->part->page->width,
        .height = sheet->context->part->page->height,
        .items = canvas.items,
        .item_count = canvas.item_count,
    };
}

static struct metadata metadata_of(const struct document *document) {
    return (struct metadata){
        .title = document->description.title,
        .author = document->description.author,
        .subject = document->description.subject,
        .keywords = document->description.keywords,
        .language = document->language,
        .date = document->description.date,
    };
}

/* Readers show the numbers that are printed: each group of pages has a label, and each part one that begins
 * with its own. */
static void add_page_labels(
    const struct page_context *context, struct pages *pages, const struct sheet *sheets) {
    const struct sheet *before = NULL;
    for (size_t i = 0; i < pages->page_count; i++) {
        const struct part *part = sheets[i].context->part;
        bool same = before && before->context->group == sheets[i].context->group &&
                    text_equal(before->context->part->label, part->label);
        before = &sheets[i];
        if (same) {
            continue;
        }
        struct arena *arena = context->job->arena;
        pages->labels = arena_grow(arena, pages->labels, pages->label_count, sizeof *pages->labels);
        pages->labels[pages->label_count++] = (struct page_label){
            .first_page = i,
            .prefix = part->label ? arena_format(arena, "%s – ", part->label) : "",
            .number = sheets[i].number,
        };
    }
}

struct pages *page_finish(const struct page_context *context, struct sheet *sheets, size_t count) {
    struct arena *arena = context->job->arena;
    struct pages *pages = arena_alloc(arena, sizeof *pages);
    struct anchors anchors = find_anchors(arena, sheets, count);
    struct depths depths = {0};
    fill_all_late(&anchors, sheets, count);
    settle_references(context, &anchors, sheets);
    pages->metadata = metadata_of(context->document);
    pages->pages = arena_array(arena, count, sizeof *pages->pages);
    pages->page_count = count;
    for (size_t i = 0; i < count; i++) {
        pages->pages[i] = make_page(&sheets[i]);
        add_references(&sheets[i], pages, &anchors, &depths, i);
    }
    pages->elements = context->elements->items;
    pages->element_count = context->elements->count;
    add_page_labels(context, pages, sheets);
    return pages;
}
