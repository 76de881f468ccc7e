/* The parts of a document, each as a PDF of its own. Private to app. */
#ifndef GREFFE_PARTS_H
#define GREFFE_PARTS_H

struct document;
struct task;

/** parts_write(task, document): typesets each part that has a label or a title by itself and gives the PDFs
 *  as the result's parts, unless there is an error. A document without such parts is a mistake of usage. */
void parts_write(struct task *task, const struct document *document);

#endif
