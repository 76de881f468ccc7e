/* The filled form and all that was read for it, inside the PDF that was made of it. Private to app. */
#ifndef GREFFE_SOURCE_ATTACH_H
#define GREFFE_SOURCE_ATTACH_H

struct answers;
struct pages;
struct task;

/** source_attach(task, answers, pages): attaches what the job has read, where the document's model says
 *  source="whole" and the request does not refuse it: the form as /Source, the rest as /Supplement
 *  (PDF/A-3, ISO 19005-3, 6.8). Comments of the forms are warned of, but those of an empty form: they
 *  travel, too. */
void source_attach(struct task *task, const struct answers *answers, struct pages *pages);

#endif
