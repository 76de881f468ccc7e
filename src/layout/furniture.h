/* What stands on pages besides their text: running heads and feet, boxes for initials, and what marks a
 * draft. All of it is decoration for the structure of the document. */
#ifndef GREFFE_FURNITURE_H
#define GREFFE_FURNITURE_H

#include "draw.h"
#include "page.h"

/** What each page and each signing area of a draft says. */
#define FURNITURE_DRAFT "PROJET – ne pas signer"

/** furniture_above(context, canvas, sheet, index, count): what comes before the text of page `index` of
 *  count: the marks of a draft, the running head. */
void furniture_above(const struct page_context *context, struct canvas *canvas,
    const struct sheet *sheet, size_t index, size_t count);
/** furniture_below(…): what comes after it: the foot, boxes for initials. */
void furniture_below(const struct page_context *context, struct canvas *canvas,
    const struct sheet *sheet, size_t index, size_t count);
/** furniture_line_numbers(context, canvas, stretch, area): every fifth line of a draft's page is numbered
 *  in the left margin. */
void furniture_line_numbers(const struct page_context *context, struct canvas *canvas,
    const struct stretch *stretch, const struct page_area *area);

/** furniture_section(arena, heading): « 1 – Titre », as running heads show a heading. */
const char *furniture_section(struct arena *arena, const struct block *heading);

#endif
