/* A document as readable text, for dumps and tests. */
#ifndef GREFFE_DOCUMENT_DUMP_H
#define GREFFE_DOCUMENT_DUMP_H

struct arena;
struct document;

/** document_dump(arena, document): one line per block, indented by depth, its runs beneath. */
const char *document_dump(struct arena *arena, const struct document *document);

#endif
