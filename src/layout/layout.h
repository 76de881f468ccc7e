/* The layout of a whole document: each part is set by flow (blocks to a vertical list), then cut into pages. */
#ifndef GREFFE_LAYOUT_H
#define GREFFE_LAYOUT_H

#include "document.h"
#include "font.h"
#include "pages.h"
#include "typography.h"

struct job;

/** What one process prepares once for all its jobs. */
struct typesetter {
    const struct fonts *fonts;
    const struct hyphenation *hyphenation;
};

/** layout(job, typesetter, document): typesets the document. Reports missing glyphs, overfull lines and
 *  blocks that cannot fit a page, at their place in the form. NULL when nothing useful can be made (an
 *  unknown font family). Attachments are left to the caller. */
struct pages *layout(
    struct job *job, const struct typesetter *typesetter, const struct document *document);

#endif
