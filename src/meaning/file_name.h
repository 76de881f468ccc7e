/* Names of files from the values of a form. */
#ifndef GREFFE_FILE_NAME_H
#define GREFFE_FILE_NAME_H

#include <stdbool.h>

struct answers;
struct arena;
struct form_library;
struct job;

/** file_name(arena, text, otherwise): the text as the name of a file: what could leave the folder, hide the
 *  file or trouble a file system becomes a hyphen or goes; `otherwise` when nothing is left. */
const char *file_name(struct arena *arena, const char *text, const char *otherwise);

/** file_name_of(job, library, answers, asked): a path that someone asks for, with values of the form in it,
 *  « lots/{numero}.pdf » (as attributes of templates have them). Each value is one piece of a name. NULL after
 *  a diagnostic: in the asked path itself, whose place is « --name », or at the form that leaves a value empty;
 *  *usage says whether what was asked is wrong. The answers have been evaluated. */
const char *file_name_of(struct job *job, struct form_library *library,
    const struct answers *answers, const char *asked, bool *usage);

#endif
