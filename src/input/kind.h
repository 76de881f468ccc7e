/* What a file that is not XML seems to be. */
#ifndef GREFFE_KIND_H
#define GREFFE_KIND_H

#include <stddef.h>

/** kind_of(bytes, length): what the bytes seem to be when they are no XML, in French with its article («
 *  un document PDF »); NULL when they may be XML. It only looks at signatures and the first characters. */
const char *kind_of(const unsigned char *bytes, size_t length);

#endif
