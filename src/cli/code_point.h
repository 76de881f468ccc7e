/* Bytes that may come from anywhere, as Unicode. Private to cli. */
#ifndef GREFFE_CODE_POINT_H
#define GREFFE_CODE_POINT_H

#include <stdbool.h>
#include <stdint.h>

/** code_point_next(text): the code point at *text, which moves past it; 0 for a byte that is no UTF-8 there
 *  (RFC 3629): then it moves by that byte. */
uint32_t code_point_next(const char **text);

/** code_point_is_dangerous(code_point): it could act on a terminal: a control character of either set, or what
 *  reorders a line (UAX 9). */
bool code_point_is_dangerous(uint32_t code_point);

#endif
