/* Pages made by hand, with one of everything that pages can hold: for tests of the output, without forms
 * and without layout. */
#ifndef GREFFE_SAMPLE_H
#define GREFFE_SAMPLE_H

#include "pages.h"

struct arena;

/** The pages that tests look at by name. */
struct sample {
    struct pages pages;
    struct face *serif;
    struct face *bold;
    struct face *symbols;
};

/** sample_pages(arena): two pages: headings, a paragraph cut over both with a hyphen at the end of a line
 *  and a thin space, a list with boxes, a table with spans and an empty cell, pictures, a link outwards
 *  and one to page 2, a note, two signature fields, outline, labels, attachments. Fonts are read from
 *  the files that the build has found; the program ends when one cannot be read. */
struct sample *sample_pages(struct arena *arena);

/** sample_many_pages(arena, count): so many pages, each with three links, a note and an entry of the
 *  outline: enough of them and every tree in the file has inner nodes. */
struct sample *sample_many_pages(struct arena *arena, size_t count);

/** sample_hostile_pages(arena): one page on which every text holds what would break the syntax of PDF, of its
 *  metadata, or the rules of PDF/A: delimiters, controls, bidirectional overrides, byte order marks,
 *  characters for private use, more than a string may hold. */
struct sample *sample_hostile_pages(struct arena *arena);

/** sample_text(arena, face, size, text, count): shapes UTF-8 text; U+00AD is drawn by the hyphen and U+202F by
 *  a narrow space. Returns the glyphs and their number. */
struct glyph *sample_text(
    struct arena *arena, const struct face *face, int32_t size, const char *text, size_t *count);

#endif
