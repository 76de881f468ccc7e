/* What stands on pages besides their text: running heads and feet, boxes for initials, and what marks a
 * draft. All of it is decoration for the structure of the document. */
#ifndef GREFFE_FURNITURE_H
#define GREFFE_FURNITURE_H

#include "draw.h"
#include "page.h"

/** What each page and each signing area of a draft says. */
#define FURNITURE_DRAFT "PROJET – ne pas signer"

/** furniture_above(canvas, sheet): what comes before the text of a page: the marks of a draft, the running
 *  head. */
void furniture_above(struct canvas *canvas, const struct sheet *sheet);
/** furniture_below(canvas, sheet): what comes after it: the foot, boxes for initials. */
void furniture_below(struct canvas *canvas, const struct sheet *sheet);
/** furniture_line_numbers(context, canvas, stretch, area): every fifth line of a draft's page is numbered
 *  in the left margin. */
void furniture_line_numbers(const struct page_context *context, struct canvas *canvas,
    const struct stretch *stretch, const struct page_area *area);

/** furniture_text(sheet, kind): what a run of that kind says on this page; NULL for one that says the same
 *  on all pages. */
const char *furniture_text(const struct sheet *sheet, enum run_kind kind);

#endif
