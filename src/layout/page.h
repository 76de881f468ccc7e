/* From the vertical list to pages: where to break (page_break.c), what stands on each page (page_draw.c),
 * what is known only then (page_finish.c). Lengths are in 1/1000 pt. */
#ifndef GREFFE_PAGE_H
#define GREFFE_PAGE_H

#include "element.h"
#include "layout.h"
#include "place.h"
#include "reference.h"
#include "slab.h"
#include "style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PAGE_NOTE_SEPARATOR = 14 * POINT, /* between the text and the footnotes, their rule in it */
};

/** What the steps from list to pages of one part share. `first_number` is the number of its first page;
 *  pages of one `group` are numbered together; `initials` signatories initial each of its pages. */
struct page_context {
    struct job *job;
    struct shaper *shaper;
    const struct document *document;
    const struct part *part;
    const struct style_sheet *sheet;
    const struct slabs *slabs;
    struct elements *elements;
    struct page_references *references;
    unsigned first_number;
    size_t group;
    size_t initials;
};

/** The rectangle of a page's text. */
struct page_area {
    int32_t x;
    int32_t y;
    int32_t width;
    int32_t height;
};

/** The slabs of one page: first … end - 1. `overfull`: its only slab is higher than the page. */
struct page_range {
    size_t first;
    size_t end;
    bool overfull;
};

/** One page while it is made: its slabs, where its text stands, what was drawn. `index` is its place in its
 *  part, from 0; `last` the number of the last page of its group. `section` is the heading of level 1 in
 *  force at its top, which may begin there, or NULL. */
struct sheet {
    const struct page_context *context;
    size_t index;
    size_t order; /* its place in the whole document, from 0 */
    unsigned number;
    unsigned last;
    struct page_range range;
    struct page_area area;
    struct canvas canvas;
    bool cover;
    bool signatories; /* it bears signature blocks */
    const struct block *section;
};

/** page_area(context, index): where the text of page `index` (from 0) of the part stands. */
struct page_area page_area(const struct page_context *context, size_t index);

/** page_break(context, ranges): the best pages of the list, by what they cost all together (Plass, Optimal
 *  Pagination Techniques for Automatic Typesetting Systems, 1981; here of one column, so that dynamic
 *  programming over the breaks is exact). *ranges gets the pages, the result is their number. Reports what
 *  is higher than a page. */
size_t page_break(const struct page_context *context, struct page_range **ranges);

/** page_notes_height(slabs, first, end): what the footnotes called in these slabs need at the foot. */
int32_t page_notes_height(const struct slabs *slabs, size_t first, size_t end);
/** page_place(context, first): a walk down the list from slab `first`, as one page sees it. */
struct placing page_place(const struct page_context *context, size_t first);

/** page_draw(context, ranges, count, section): draws the content of all pages of the part, which begins in
 *  `section` (or NULL); an array of count sheets. */
struct sheet *page_draw(const struct page_context *context, const struct page_range *ranges,
    size_t count, const struct block *section);
/** page_section(sheet, section): the heading of level 1 in force at the sheet's end; `section` is the one at
 *  its beginning. */
const struct block *page_section(const struct sheet *sheet, const struct block *section);

/** page_finish(context, sheets, count): page numbers, running heads, links, fields, outline: all that the
 *  pages of all parts have besides their text. `context` is that of any part. */
struct pages *page_finish(const struct page_context *context, struct sheet *sheets, size_t count);

#endif
