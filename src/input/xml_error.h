/* What libxml2 refuses, said in French at the spot where a person would mend it. */
#ifndef GREFFE_XML_ERROR_H
#define GREFFE_XML_ERROR_H

#include "source.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct job;
struct node;

/** What libxml2 stumbled over. `code` is its xmlParserErrors; `offset` the byte where its parser stood;
 *  `after` the byte behind the last tag, comment or instruction that was whole; `open` the innermost open
 *  element, `root` the root, each NULL when there is none. */
struct xml_fault {
    const struct source *source;
    int code;
    size_t offset;
    size_t after;
    const struct node *open;
    const struct node *root;
};

/** xml_error_report(job, fault): the diagnostic of a fault after which a file cannot be read on. */
void xml_error_report(struct job *job, const struct xml_fault *fault);

/** xml_error_arrows(job, source, start, end, most): reports each « --> » in the character data from byte
 *  start to end, comments, instructions and CDATA sections among it left out; `most` of them at most.
 *  Returns how many it reported. */
size_t xml_error_arrows(
    struct job *job, const struct source *source, size_t start, size_t end, size_t most);

/** xml_error_excerpt(arena, text, length): the valid UTF-8 for quoting in a message, shortened to a few
 *  words. */
const char *xml_error_excerpt(struct arena *arena, const char *text, size_t length);

#endif
