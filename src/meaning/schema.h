/* The RELAX NG schema of the filled forms of a model, for XML editors. */
#ifndef GREFFE_SCHEMA_H
#define GREFFE_SCHEMA_H

struct form;
struct form_library;
struct job;

/** schema(job, form, library): the schema (RELAX NG, ISO/IEC 19757-2, XML syntax) with documentation in
 *  French. It is wider than check: structure, types and bounds; no pattern, no rule, no key; an
 *  empty element passes wherever one may stand. */
const char *schema(struct job *job, const struct form *form, struct form_library *library);

#endif
