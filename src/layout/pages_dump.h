/* Finished pages as readable text: for `greffe dump --stage=pages`, and for tests. */
#ifndef GREFFE_PAGES_DUMP_H
#define GREFFE_PAGES_DUMP_H

#include "pages.h"

struct arena;

/** pages_dump(arena, pages): all of the pages as text, lengths in points with three decimals: the items of
 *  each page in their order, then structure, links, fields, outline and labels. The string lives in the
 *  arena. Equal pages give equal text. */
const char *pages_dump(struct arena *arena, const struct pages *pages);

#endif
