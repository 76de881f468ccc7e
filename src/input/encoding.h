/* From the bytes of a file to checked UTF-8. */
#ifndef GREFFE_ENCODING_H
#define GREFFE_ENCODING_H

#include "source.h"

#include <stddef.h>

struct job;

/** encoding_read(job, name, bytes, length): a source over the text of an XML file. A byte order mark
 *  decides, else the encoding that the XML declaration names, else UTF-8 (XML 1.0, section 4.3.3).
 *  ISO-8859-1 is read as windows-1252, as the WHATWG's Encoding Standard has it: the two differ only where
 *  ISO-8859-1 has control characters. The mark is not part of the source. NULL after a diagnostic at its
 *  place: an unknown encoding or one that the bytes contradict, invalid bytes, NUL or another character
 *  that XML forbids. UTF-8 is borrowed, and must be NUL-terminated; the rest is decoded into the arena. */
const struct source *encoding_read(
    struct job *job, const char *name, const unsigned char *bytes, size_t length);

#endif
