/* Faults inside a tag: of its name, its attributes and its end. */
#ifndef GREFFE_XML_TAG_H
#define GREFFE_XML_TAG_H

#include <stddef.h>

struct job;
struct xml_fault;

/** xml_tag_report(job, fault, tag): the diagnostic of a fault that libxml2 found in the tag whose < is the
 *  byte `tag` of the source. */
void xml_tag_report(struct job *job, const struct xml_fault *fault, size_t tag);

#endif
