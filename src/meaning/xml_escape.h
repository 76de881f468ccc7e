/* Text as XML writes it. Private to meaning. */
#ifndef GREFFE_XML_ESCAPE_H
#define GREFFE_XML_ESCAPE_H

#include <stdbool.h>

struct buffer;

/** xml_escape(out, text, attribute): appends a text as character data, or as what stands between the
 * quotation marks of an attribute (XML 1.0, 2.4). */
void xml_escape(struct buffer *out, const char *text, bool attribute);

#endif
