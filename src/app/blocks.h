/* Where the typeset pages are signed, for tools that place fields of their own. Private to app. */
#ifndef GREFFE_BLOCKS_H
#define GREFFE_BLOCKS_H

#include <stddef.h>

struct buffer;
struct greffe_block;
struct greffe_result;
struct arena;
struct pages;

/** blocks_enter(arena, pages, result): gives the signature blocks of the pages as the result's. */
void blocks_enter(struct arena *arena, const struct pages *pages, struct greffe_result *result);

/** blocks_write(out, blocks, count, indent): appends them as a JSON array, whose lines begin with `indent`; on one
 *  line when that is NULL. */
void blocks_write(
    struct buffer *out, const struct greffe_block *blocks, size_t count, const char *indent);

#endif
