/* A template resolved to plain text: messages of rules, titles, names of exported files. */
#ifndef GREFFE_INLINE_TEXT_H
#define GREFFE_INLINE_TEXT_H

struct answer;
struct evaluation;
struct template;

/** inline_text(evaluation, template, context): the text of the template's children at the context
 * node, white space collapsed. Raised letters stand plain. */
const char *inline_text(
    struct evaluation *evaluation, const struct template *template, const struct answer *context);

#endif
