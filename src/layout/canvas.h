/* What was drawn, relative to an origin of its own: a slab, then a page. Canvases are copied into one
 * another with an offset. Lengths are in 1/1000 pt, y grows downwards. */
#ifndef GREFFE_CANVAS_H
#define GREFFE_CANVAS_H

#include "document.h"
#include "pages.h"
#include "paragraph.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/** A text that is known once pages are made: items[item] is where its glyphs will go. The page that it
 *  speaks of is that of the block named `target`, or of `block`, which an entry of a table of contents
 *  leads to. */
struct late {
    size_t item;
    enum run_kind kind;
    const char *target;
    const struct block *block;
    int32_t reserved;
    bool flush_right;
};

/** A rectangle that opens `uri`, or leads to the block named `target`, or to `block`. */
struct link_area {
    int32_t x;
    int32_t y;
    int32_t width;
    int32_t height;
    size_t element;
    const char *uri;
    const char *target;
    const struct block *block;
    const char *description;
    struct span span;
};

/** The rectangle of a signature field; with ELEMENT_ARTIFACT that of a block which gets none. */
struct field_area {
    int32_t x;
    int32_t y;
    int32_t width;
    int32_t height;
    size_t element;
    const struct signature *signature;
};

/** Where a block begins that has a name or a place in the outline. */
struct mark {
    const struct block *block;
    int32_t y;
};

/** Start with {0}. Arrays grow in an arena. */
struct canvas {
    struct item *items;
    size_t item_count;
    struct late *late;
    size_t late_count;
    struct link_area *links;
    size_t link_count;
    struct field_area *fields;
    size_t field_count;
    struct mark *marks;
    size_t mark_count;
};

/** A horizontal extent; right < left when there is nothing. */
struct extent {
    int32_t left;
    int32_t right;
};

void canvas_item(struct arena *arena, struct canvas *canvas, const struct item *item);
void canvas_late(struct arena *arena, struct canvas *canvas, struct late late);
void canvas_link(struct arena *arena, struct canvas *canvas, struct link_area link);
void canvas_field(struct arena *arena, struct canvas *canvas, struct field_area field);
void canvas_mark(struct arena *arena, struct canvas *canvas, struct mark mark);

/** canvas_rectangle(…): a filled rectangle that is decoration. */
void canvas_rectangle(struct arena *arena, struct canvas *canvas, int32_t x, int32_t y,
    int32_t width, int32_t height, uint32_t colour);
/** canvas_rule(…): a horizontal line `stroke` thick that is decoration; y is its middle. */
void canvas_rule(struct arena *arena, struct canvas *canvas, int32_t x, int32_t y, int32_t width,
    int32_t stroke, uint32_t colour);

/** canvas_line(arena, canvas, line, runs, elements, x, y): draws a line of text with its left end at x and
 *  its baseline at y; the line was set from runs, and elements[i] is the element of run i. */
void canvas_line(struct arena *arena, struct canvas *canvas, const struct line *line,
    const struct run *runs, const size_t *elements, int32_t x, int32_t y);

/** canvas_copy(arena, target, source, x, y, artifact): adds all of source, moved by x and y. As an
 *  artifact it is a repetition: decoration for the reader, without links, fields and marks. */
void canvas_copy(struct arena *arena, struct canvas *target, const struct canvas *source, int32_t x,
    int32_t y, bool artifact);

/** canvas_extent(canvas): how far its ink reaches to both sides. */
struct extent canvas_extent(const struct canvas *canvas);

#endif
