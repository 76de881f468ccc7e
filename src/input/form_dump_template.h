/* Templates as text. Private to form_dump. */
#ifndef GREFFE_FORM_DUMP_TEMPLATE_H
#define GREFFE_FORM_DUMP_TEMPLATE_H

struct buffer;
struct template;

/** form_dump_template(out, template, depth): the template and its content, indented by 2 × depth
 * spaces. White space between elements is left out. */
void form_dump_template(struct buffer *out, const struct template *template, int depth);

#endif
