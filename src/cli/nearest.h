/* The name that a person most likely meant. Private to cli, which has no part in the library's own text
 * functions. */
#ifndef GREFFE_NEAREST_H
#define GREFFE_NEAREST_H

#include <stddef.h>

/** nearest_name(word, names, count): the only name that is nearest to the word, within a third of the
 *  word's length in edits (insert, delete, replace, swap of neighbours; at least one, at most three); NULL
 *  when there is none. Bytes are compared: names of commands and options are ASCII. */
const char *nearest_name(const char *word, const char *const *names, size_t count);

#endif
