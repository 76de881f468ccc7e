/* A template resolved to plain text: messages of rules, titles, names of exported files. */
#ifndef GREFFE_INLINE_TEXT_H
#define GREFFE_INLINE_TEXT_H

#include <stdbool.h>

struct answer;
struct evaluation;
struct template;

/** inline_text(evaluation, template, context, show_personal): the text of the template's children at the context
 * node, white space collapsed. Raised letters stand plain. Without show_personal, what is personal
 * is left out. */
const char *inline_text(struct evaluation *evaluation, const struct template *template,
    const struct answer *context, bool show_personal);

#endif
