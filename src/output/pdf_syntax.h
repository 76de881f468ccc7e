/* Tokens of PDF (ISO 32000-1, 7.3) appended to a buffer. Numbers are made from integers: no locale, no
 * floating point. Tokens that could run into the next one are followed by a space. */
#ifndef GREFFE_PDF_SYNTAX_H
#define GREFFE_PDF_SYNTAX_H

#include "pdf_object.h"

#include <stdint.h>

/** A length in 1/1000 pt, or any number in thousandths, as a decimal: 841890 gives 841.89. */
void pdf_syntax_decimal(struct buffer *buffer, int64_t thousandths);

/** A whole number. */
void pdf_syntax_integer(struct buffer *buffer, int64_t number);

/** A reference to an indirect object. */
void pdf_syntax_reference(struct buffer *buffer, HPDF_Dict object);

/** pdf_syntax_entry(buffer, key, object): « /Key 12 0 R ». */
void pdf_syntax_entry(struct buffer *buffer, const char *key, HPDF_Dict object);

/** A name; bytes that a name may not hold as they are become #xx (7.3.5). */
void pdf_syntax_name(struct buffer *buffer, const char *name);

/** pdf_syntax_readable(code_point): what is written of a character of a text: itself, or U+FFFD for one that
 *  no form may hold (text_is_forbidden) or that means nothing outside of one font (private use: ISO 19005-3,
 *  6.2.11.7.3 forbids it), or 0, nothing, for U+FEFF, which would pass for a byte order mark. */
uint32_t pdf_syntax_readable(uint32_t code_point);

/** A text string (7.9.2.2) from UTF-8: printable ASCII as it is, anything else as UTF-16BE. What exceeds the
 *  32767 bytes that ISO 19005-3, 6.1.13 allows is cut at a character. */
void pdf_syntax_string(struct buffer *buffer, const char *text);

/** Only printable ASCII, which means the same in PDFDocEncoding. */
bool pdf_syntax_is_ascii(const char *text);

/** A byte string in hexadecimal digits, without a space behind it. */
void pdf_syntax_hexadecimal(struct buffer *buffer, const unsigned char *bytes, size_t length);

/** A text of at most `limit` UTF-16 units, its characters made readable, as hexadecimal UTF-16BE digits, without brackets and byte order
 *  mark. */
void pdf_syntax_utf16(struct buffer *buffer, const char *text, size_t limit);

/** A rectangle [left bottom right top] from a box whose y grows downwards on a page of that height; all in
 *  1/1000 pt. */
void pdf_syntax_rectangle(struct buffer *buffer, int32_t page_height, int32_t x, int32_t y,
    int32_t width, int32_t height);

/** A date (7.9.4) as a string, as precise as it is known. */
void pdf_syntax_date(struct buffer *buffer, struct date date);

#endif
