/* Fonts of a document, as Type 0 fonts (ISO 32000-1, 9.7) whose codes are made for this document: a code,
 * which is its CID too, stands for one pair of a glyph and the text that a reader extracts for it. So the
 * same glyph may read as two things (a hyphen, or U+00AD where a line ends), and any glyph of any font can
 * stand for any text. A CIDToGIDMap leads from the code to the glyph, a ToUnicode CMap to the text. */
#ifndef GREFFE_PDF_FONT_H
#define GREFFE_PDF_FONT_H

#include "pdf_object.h"

#include <stdint.h>

/** A font in use; it knows its pairs so far. */
struct pdf_font;

/** All fonts of one document, in the order of their first use. */
struct pdf_fonts;

/** pdf_font_list(pdf): no fonts yet; in the job's arena. */
struct pdf_fonts *pdf_font_list(struct pdf *pdf);

/** pdf_font_use(fonts, face): the font of that face, made at its first use. A face that cannot be embedded
 *  gives a diagnostic, and a font without glyphs. */
struct pdf_font *pdf_font_use(struct pdf_fonts *fonts, const struct face *face);

/** pdf_font_index(font): 1 for the first font, 2 for the second: page contents call them /F1, /F2. */
size_t pdf_font_index(const struct pdf_font *font);

/** pdf_font_code(font, glyph): the code of the glyph and its text; 0, which is never shown, when the font
 *  has no such glyph or no code left (65535 pairs), after a diagnostic. */
uint32_t pdf_font_code(struct pdf_font *font, const struct glyph *glyph);

/** pdf_font_width(font, code): the glyph's own advance in millionths of the em, as the PDF states it. */
int64_t pdf_font_width(const struct pdf_font *font, uint32_t code);

/** pdf_font_write(fonts, resources): writes all fonts, each with the subset of its face that is in use, and
 *  appends their names to a resource dictionary of fonts. */
void pdf_font_write(struct pdf_fonts *fonts, struct buffer *resources);

#endif
