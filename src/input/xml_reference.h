/* Faults of & and of what follows it. libxml2 keeps its place after them, so all of a file are reported. */
#ifndef GREFFE_XML_REFERENCE_H
#define GREFFE_XML_REFERENCE_H

#include "source.h"

#include <stdbool.h>
#include <stddef.h>

struct job;
struct xml_fault;

/** The reports made so far for one file: one for each word and for each undefined name. Starts zeroed. */
struct xml_references {
    size_t covered;  /* faults before this byte were reported */
    size_t seen;     /* faults, */
    size_t reported; /* and those among them that got a diagnostic */
    const char **names;
    size_t name_count;
};

/** xml_reference_is_fault(fault): libxml2 refused a reference. */
bool xml_reference_is_fault(const struct xml_fault *fault);

/** xml_reference_report(job, references, fault): its diagnostic, unless its cause was reported already;
 *  false when there were so many that reading on is of no use. */
bool xml_reference_report(
    struct job *job, struct xml_references *references, const struct xml_fault *fault);

#endif
