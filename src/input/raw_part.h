/* From a place in what an XML parser hands over (entities resolved, comments left out) to the same
 * place in the source. */
#ifndef GREFFE_RAW_PART_H
#define GREFFE_RAW_PART_H

#include "source.h"

#include <stddef.h>

/** raw_part(span, offset, length): the stretch of the source that gave the bytes offset …
 *  offset + length of the decoded text. span is the raw text in the source: an attribute's value
 *  between its quotes, or character data with its entities, comments, CDATA sections and
 *  processing instructions. Clipped to the span. */
struct span raw_part(struct span span, size_t offset, size_t length);

#endif
