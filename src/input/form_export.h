/* What holds for an export as a whole. Private to the reader of models. */
#ifndef GREFFE_FORM_EXPORT_H
#define GREFFE_FORM_EXPORT_H

struct form_reader;
struct template;

/** form_export_check(reader, body): reports what would make an XML export no well-formed XML: attributes
 *  that are given twice or after the content, prefixes without a namespace. */
void form_export_check(struct form_reader *reader, const struct template *body);

#endif
