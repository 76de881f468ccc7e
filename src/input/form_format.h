/* Whether a value can be written as value-of asks for. Private to the reader of models. */
#ifndef GREFFE_FORM_FORMAT_H
#define GREFFE_FORM_FORMAT_H

struct form_reader;
struct template;

/** form_format_check(reader, template): reports an `as` that the value surely cannot be written as: a text
 *  as a date, a date as money. */
void form_format_check(struct form_reader *reader, const struct template *template);

#endif
