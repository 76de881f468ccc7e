/* Links of a document that others were inserted into, or that is part of another. */
#ifndef GREFFE_RESOLVE_LINKS_H
#define GREFFE_RESOLVE_LINKS_H

struct arena;
struct document;
struct numbers_wanted;

/** resolve_links(arena, document, numbers): each link, and each number of a heading, leads to the block of
 * its name in its own document; where that has none, in the one around it, and so on; at last in any of
 * them. */
void resolve_links(struct arena *arena, struct document *document, struct numbers_wanted *numbers);

/** resolve_links_cut(arena, document): what leads out of a document that was part of a larger one becomes plain
 * text; a page's number becomes « – ». */
void resolve_links_cut(struct arena *arena, struct document *document);

#endif
