#include "draw.h"

#include "grid.h"

static bool inside(const struct slab *slab, const struct frame *frame) {
    for (const struct frame *outer = slab->frame; outer; outer = outer->parent) {
        if (outer == frame) {
            return true;
        }
    }
    return false;
}

/* Slab i continues slab i - 1: nothing, like a reserved rectangle, lies between them. */
static bool continues(const struct stretch *stretch, size_t i) {
    return i > stretch->first && stretch->placed[i - stretch->first].top -
                                         stretch->placed[i - 1 - stretch->first].bottom ==
                                     stretch->slabs->items[i].space;
}

static bool begins_frame(const struct stretch *stretch, size_t i, const struct frame *frame) {
    return !continues(stretch, i) || !inside(&stretch->slabs->items[i - 1], frame);
}

static void draw_frame(struct arena *arena, struct canvas *canvas, const struct stretch *stretch,
    size_t begin, const struct frame *frame, int32_t x, int32_t y) {
    size_t end = begin + 1;
    while (end < stretch->end && continues(stretch, end) &&
           inside(&stretch->slabs->items[end], frame)) {
        end++;
    }
    int32_t top = stretch->placed[begin - stretch->first].top;
    int32_t height = stretch->placed[end - 1 - stretch->first].bottom - top;
    if (frame->tinted) {
        canvas_rectangle(arena, canvas, x + frame->x, y + top, frame->width, height, frame->tint);
    }
    if (frame->bar_width > 0) {
        canvas_rectangle(
            arena, canvas, x + frame->x, y + top, frame->bar_width, height, frame->bar);
    }
}

/* Outer frames first: they lie behind the inner ones. */
static void draw_frames_beginning(struct arena *arena, struct canvas *canvas,
    const struct stretch *stretch, size_t i, const struct frame *frame, int32_t x, int32_t y) {
    if (!frame) {
        return;
    }
    draw_frames_beginning(arena, canvas, stretch, i, frame->parent, x, y);
    if (begins_frame(stretch, i, frame)) {
        draw_frame(arena, canvas, stretch, i, frame, x, y);
    }
}

/* The rows of one table on one page are drawn as a whole; returns the index after them. */
static size_t draw_rows(struct arena *arena, struct canvas *canvas, const struct stretch *stretch,
    size_t begin, int32_t x, int32_t y, bool artifact) {
    const struct grid *grid = stretch->slabs->items[begin].piece->grid;
    size_t end = begin;
    while (end < stretch->end && stretch->slabs->items[end].piece &&
           stretch->slabs->items[end].piece->grid == grid) {
        end++;
    }
    struct stretch rows = {stretch->slabs, stretch->placed + (begin - stretch->first), begin, end};
    grid_draw(arena, canvas, &rows, x, y, artifact);
    return end;
}

void draw_slabs(struct arena *arena, struct canvas *canvas, struct stretch stretch, int32_t x,
    int32_t y, bool artifact) {
    for (size_t i = stretch.first; i < stretch.end; i++) {
        draw_frames_beginning(arena, canvas, &stretch, i, stretch.slabs->items[i].frame, x, y);
    }
    size_t i = stretch.first;
    while (i < stretch.end) {
        const struct slab *slab = &stretch.slabs->items[i];
        if (slab->piece) {
            i = draw_rows(arena, canvas, &stretch, i, x, y, artifact);
        } else {
            int32_t top = stretch.placed[i - stretch.first].top;
            canvas_copy(arena, canvas, &slab->canvas, x, y + top, artifact);
            i++;
        }
    }
}

void draw_all(struct arena *arena, struct canvas *canvas, const struct placed_slabs *content,
    int32_t x, int32_t y, bool artifact) {
    draw_slabs(arena, canvas,
        (struct stretch){&content->slabs, content->placed, 0, content->slabs.count}, x, y,
        artifact);
}
