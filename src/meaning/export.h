/* The exports of a model: data files written from a filled form. */
#ifndef GREFFE_EXPORT_H
#define GREFFE_EXPORT_H

#include <stddef.h>

struct answers;
struct form_export;
struct job;

/** An exported file: its name, and its bytes in the export's encoding. */
struct exported {
    const char *name;
    const unsigned char *bytes;
    size_t length;
};

/** export_write(job, answers, form_export): writes the export; one of format pdf has a name only, for its bytes
 *  are there already. What ISO-8859-1 or windows-1252 lacks is
 *  transliterated (in the first ’ to ', œ to oe, € to euros, – to -) with a warning; what cannot be is an error. CSV
 *  after RFC 4180, cells that begin as a formula are quoted with an apostrophe; JSON after RFC 8259. */
struct exported export_write(
    struct job *job, const struct answers *answers, const struct form_export *form_export);

#endif
