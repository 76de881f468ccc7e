/* An empty filled form: what `greffe new` writes. */
#ifndef GREFFE_SKELETON_H
#define GREFFE_SKELETON_H

struct form;
struct job;

/** skeleton(job, form): a well-formed XML with every field of the model as an empty element, each with a
 *  comment in French that says its label, help, what is expected and whether it is required; the options of
 *  a choice stand in comments, ready to be uncovered. Checking it reports every required value as missing
 *  and nothing else. */
const char *skeleton(struct job *job, const struct form *form);

#endif
