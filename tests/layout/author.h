/* Documents written by hand, for tests of the layout. An author writes blocks one after the other into an
 * open block; text is marked up in one line:
 *     *bold*  _italic_  ^raised^  ~grey label~  | line break  = blank to fill in
 *     @name@ the page of the block named so  [[footnote]]  {name or address>text of a link} */
#ifndef GREFFE_TEST_AUTHOR_H
#define GREFFE_TEST_AUTHOR_H

#include "document.h"

struct arena;

/** `at` is the open block, that gets what is written next. */
struct author {
    struct arena *arena;
    struct document *document;
    struct block *at;
};

/** author_new(arena): an empty document on A4 with the house's margins, furniture and theme. */
struct author author_new(struct arena *arena);
/** author_part(author): begins a part, on pages like those before; what is written next stands in it. */
struct part *author_part(struct author *author);
/** author_title(author, part, text, level, scope): gives the part a title, after those that it has. */
void author_title(
    struct author *author, struct part *part, const char *text, unsigned level, size_t scope);
/** author_page(author): the page of the last part, to be changed. */
struct page_shape *author_page(struct author *author);
/** author_theme(author): its theme, to be changed. */
struct theme *author_theme(struct author *author);
/** author_logos(author, count): gives the theme so many logos, of different proportions. */
void author_logos(struct author *author, size_t count);
/** author_picture(arena, width, height): a grey picture with a dark edge. */
const struct picture *author_picture(struct arena *arena, uint32_t width, uint32_t height);

/** author_runs(arena, markup, count): text in the markup above. */
struct run *author_runs(struct arena *arena, const char *markup, size_t *count);

/** author_add(author, kind, style, markup): adds a block with this text; markup may be NULL. */
struct block *author_add(
    struct author *author, enum block_kind kind, enum style style, const char *markup);
/** author_open(author, kind, style): adds a block and opens it; author_close closes it. */
struct block *author_open(struct author *author, enum block_kind kind, enum style style);
void author_close(struct author *author);

void author_heading(struct author *author, unsigned level, const char *number, const char *markup);
void author_paragraph(struct author *author, enum style style, const char *markup);
struct block *author_list(struct author *author, enum marker marker);
/** author_item(author, box, markup): an item with one paragraph; it stays open. */
struct block *author_item(struct author *author, enum box box, const char *markup);
/** author_items(author, marker, items, count): a whole list of plain items. */
void author_items(
    struct author *author, enum marker marker, const char *const *items, size_t count);
/** author_option(author, box, markup, dependent): an option with at most one dependent. */
void author_option(struct author *author, enum box box, const char *markup, const char *dependent);
struct block *author_row(struct author *author, bool head);
struct block *author_cell(struct author *author, const char *markup);
/** author_cells(author, head, cells, count, numbers): a row; cells from number `numbers` on are figures. */
struct block *author_cells(
    struct author *author, bool head, const char *const *cells, size_t count, size_t numbers);
void author_signatures(struct author *author, size_t count, bool contract);
/** author_chart(author, kind, values, count): a chart; its steps are the years 2026-2030. */
void author_chart(
    struct author *author, enum block_kind kind, const struct chart_value *values, size_t count);

#endif
