#include "canvas.h"

#include "arena.h"

void canvas_item(struct arena *arena, struct canvas *canvas, const struct item *item) {
    canvas->items = arena_grow(arena, canvas->items, canvas->item_count, sizeof *canvas->items);
    canvas->items[canvas->item_count++] = *item;
}

void canvas_late(struct arena *arena, struct canvas *canvas, struct late late) {
    canvas->late = arena_grow(arena, canvas->late, canvas->late_count, sizeof *canvas->late);
    canvas->late[canvas->late_count++] = late;
}

void canvas_link(struct arena *arena, struct canvas *canvas, struct link_area link) {
    canvas->links = arena_grow(arena, canvas->links, canvas->link_count, sizeof *canvas->links);
    canvas->links[canvas->link_count++] = link;
}

void canvas_field(struct arena *arena, struct canvas *canvas, struct field_area field) {
    canvas->fields = arena_grow(arena, canvas->fields, canvas->field_count, sizeof *canvas->fields);
    canvas->fields[canvas->field_count++] = field;
}

void canvas_mark(struct arena *arena, struct canvas *canvas, struct mark mark) {
    canvas->marks = arena_grow(arena, canvas->marks, canvas->mark_count, sizeof *canvas->marks);
    canvas->marks[canvas->mark_count++] = mark;
}

void canvas_rectangle(struct arena *arena, struct canvas *canvas, int32_t x, int32_t y,
    int32_t width, int32_t height, uint32_t colour) {
    canvas_item(arena, canvas,
        &(struct item){
            .kind = ITEM_RECTANGLE,
            .element = ELEMENT_ARTIFACT,
            .x = x,
            .y = y,
            .width = width,
            .height = height,
            .colour = colour,
        });
}

void canvas_rule(struct arena *arena, struct canvas *canvas, int32_t x, int32_t y, int32_t width,
    int32_t stroke, uint32_t colour) {
    canvas_item(arena, canvas,
        &(struct item){
            .kind = ITEM_LINE,
            .element = ELEMENT_ARTIFACT,
            .x = x,
            .y = y,
            .width = width,
            .colour = colour,
            .stroke = stroke,
        });
}

static void add_line_items(struct arena *arena, struct canvas *canvas, const struct line *line,
    const size_t *elements, int32_t x, int32_t y) {
    for (size_t i = 0; i < line->item_count; i++) {
        struct item item = line->items[i];
        item.x += x;
        item.y += y;
        /* Dots to write on, underlines and frames say nothing to who cannot see them. */
        item.element = item.kind == ITEM_GLYPHS ? elements[item.element] : ELEMENT_ARTIFACT;
        canvas_item(arena, canvas, &item);
    }
}

/* The rectangle of a link is as high as its line, so that links on neighbouring lines never overlap. */
static void add_line_links(struct arena *arena, struct canvas *canvas, const struct line *line,
    const struct run *runs, const size_t *elements, int32_t x, int32_t y) {
    for (size_t i = 0; i < line->link_count; i++) {
        const struct line_link *link = &line->links[i];
        size_t element = elements[link->run - runs];
        if (element == ELEMENT_ARTIFACT) {
            continue;
        }
        canvas_link(arena, canvas,
            (struct link_area){
                .x = x + link->x,
                .y = y - line->ascent,
                .width = link->width,
                .height = line->ascent + line->descent,
                .element = element,
                .uri = link->run->uri,
                .target = link->run->uri ? NULL : link->run->target,
                .description = link->run->description ? link->run->description : link->run->text,
                .span = link->run->span,
            });
    }
}

void canvas_line(struct arena *arena, struct canvas *canvas, const struct line *line,
    const struct run *runs, const size_t *elements, int32_t x, int32_t y) {
    size_t first_item = canvas->item_count;
    add_line_items(arena, canvas, line, elements, x, y);
    for (size_t i = 0; i < line->late_count; i++) {
        const struct late_text *late = &line->late[i];
        canvas_late(arena, canvas,
            (struct late){
                .item = first_item + late->item,
                .kind = late->kind,
                .target = late->target,
                .reserved = late->reserved,
                .flush_right = late->flush_right,
            });
    }
    add_line_links(arena, canvas, line, runs, elements, x, y);
}

static void copy_items(struct arena *arena, struct canvas *target, const struct canvas *source,
    int32_t x, int32_t y, bool artifact) {
    for (size_t i = 0; i < source->item_count; i++) {
        struct item item = source->items[i];
        item.x += x;
        item.y += y;
        if (artifact) {
            item.element = ELEMENT_ARTIFACT;
        }
        canvas_item(arena, target, &item);
    }
}

static void copy_late(
    struct arena *arena, struct canvas *target, const struct canvas *source, size_t first_item) {
    for (size_t i = 0; i < source->late_count; i++) {
        struct late late = source->late[i];
        late.item += first_item;
        canvas_late(arena, target, late);
    }
}

static void copy_areas(
    struct arena *arena, struct canvas *target, const struct canvas *source, int32_t x, int32_t y) {
    for (size_t i = 0; i < source->link_count; i++) {
        struct link_area link = source->links[i];
        link.x += x;
        link.y += y;
        canvas_link(arena, target, link);
    }
    for (size_t i = 0; i < source->field_count; i++) {
        struct field_area field = source->fields[i];
        field.x += x;
        field.y += y;
        canvas_field(arena, target, field);
    }
    for (size_t i = 0; i < source->mark_count; i++) {
        struct mark mark = source->marks[i];
        mark.y += y;
        canvas_mark(arena, target, mark);
    }
}

void canvas_copy(struct arena *arena, struct canvas *target, const struct canvas *source, int32_t x,
    int32_t y, bool artifact) {
    size_t first_item = target->item_count;
    copy_items(arena, target, source, x, y, artifact);
    copy_late(arena, target, source, first_item);
    if (!artifact) {
        copy_areas(arena, target, source, x, y);
    }
}

static int32_t item_width(const struct item *item) {
    if (item->kind != ITEM_GLYPHS) {
        return item->width;
    }
    int32_t width = 0;
    for (size_t i = 0; i < item->glyph_count; i++) {
        width += item->glyphs[i].advance;
    }
    return width;
}

struct extent canvas_extent(const struct canvas *canvas) {
    struct extent extent = {INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < canvas->item_count; i++) {
        const struct item *item = &canvas->items[i];
        int32_t right = item->x + item_width(item);
        extent.left = item->x < extent.left ? item->x : extent.left;
        extent.right = right > extent.right ? right : extent.right;
    }
    return extent;
}
