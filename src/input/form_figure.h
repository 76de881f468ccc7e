/* Figures of documents. Private to the reader of models. */
#ifndef GREFFE_FORM_FIGURE_H
#define GREFFE_FORM_FIGURE_H

struct form_reader;
struct template;

/** form_figure_read(reader, template): reads the picture that a <figure file> names beside the model, and
 *  reports a figure without alternative text, or one that selects something else than an image. */
void form_figure_read(struct form_reader *reader, struct template *template);

#endif
