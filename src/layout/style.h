/* The house style: what each role of the theme's closed list looks like, in numbers. Nothing else in
 * layout knows a size, a colour or a distance of text. Lengths are in 1/1000 pt. */
#ifndef GREFFE_STYLE_H
#define GREFFE_STYLE_H

#include "document.h"
#include "paragraph.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    POINT = 1000,
    MILLIMETRE = 2835, /* 2834.6 */
    PAPER = 0xFFFFFF,  /* white */
};

/** How the text of one role is set, and its distance from what stands above and below. Between two blocks
 *  the larger of the distances holds, unless the lower one is `close`: then its own `before` does. Below a
 *  heading its `after` holds, whatever follows. They are measured between lines with their leading, of
 *  which some 7 pt between letters and letters are no ink. */
struct metrics {
    struct paragraph_style text;
    int32_t before;
    int32_t after;
    bool close;
    bool keep_next; /* stays on the page of what follows */
    bool capitals;  /* written in capitals */
    bool balanced;  /* a title: its lines are made about equally long; left-aligned */
    bool names;     /* a list of names, which no line's end parts unless they are long */
};

/** The style of one part: the theme, its page, and the text that the others derive from. `compact` is
 *  the style of sheets, whose text is smaller than usual. */
struct style_sheet {
    const struct theme *theme;
    const struct page_shape *page;
    struct metrics body;
    bool compact;
};

/** style_sheet(theme, page): the style of a part of a document, which borrows both. */
struct style_sheet style_sheet(const struct theme *theme, const struct page_shape *page);

/** style_metrics(sheet, base, style): a paragraph of a role, where plain text looks like base. */
struct metrics style_metrics(
    const struct style_sheet *sheet, const struct metrics *base, enum style style);
/** style_mark(sheet, base): a number that leads, where plain text looks like base. */
struct metrics style_mark(const struct style_sheet *sheet, const struct metrics *base);
/** style_on_accent(metrics): the same text on a ground of the accent colour: all of it is white. */
struct metrics style_on_accent(struct metrics metrics);
/** style_heading(sheet, level): a heading of level 1-6. */
struct metrics style_heading(const struct style_sheet *sheet, unsigned level);
/** style_sans(sheet, size, leading): left-aligned text in the heading family, without distances. */
struct metrics style_sans(const struct style_sheet *sheet, int32_t size, int32_t leading);

/** style_subheading(metrics): a short paragraph all in bold, in text that metrics describe: rich answers have
 *  no other headings. */
struct metrics style_subheading(const struct metrics *metrics);

/** style_below_figure(sheet): the room below tables, charts and columns. */
int32_t style_below_figure(const struct style_sheet *sheet);
/** style_cell(sheet, table, figures): plain text in the cells of a table of this role; figures: the table
 *  holds numbers. */
struct metrics style_cell(const struct style_sheet *sheet, enum style table, bool figures);
/** style_header_cell(sheet, table): text of header cells, of a column or of a row. */
struct metrics style_header_cell(const struct style_sheet *sheet, enum style table);
/** style_note(sheet): text inside a framed note. */
struct metrics style_note(const struct style_sheet *sheet);
/** style_footnote(sheet): text of a footnote. */
struct metrics style_footnote(const struct style_sheet *sheet);
/** style_furniture(sheet): running heads and feet. */
struct metrics style_furniture(const struct style_sheet *sheet);
/** style_contents(sheet, level): an entry of the table of contents. */
struct metrics style_contents(const struct style_sheet *sheet, unsigned level);

/** style_blend(colour, ground, share): share per cent of colour over the rest of ground. */
uint32_t style_blend(uint32_t colour, uint32_t ground, unsigned share);
/** style_state(sheet, state): one of three values of the accent, lightest first. */
uint32_t style_state(const struct style_sheet *sheet, int state);

#endif
