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

/** file_name_check(job, asked): whether a path with expressions in it, « lots/{numero}.pdf » (as attributes of templates
 *  have them), can name PDFs of any form: its braces have their partners, no name begins with a point, it ends in
 *  « .pdf ». False after a diagnostic in the asked path itself, whose place is « --name ». */
bool file_name_check(struct job *job, const char *asked);

/** file_name_of(job, library, answers, asked): such a path with the values of a form. Each value is one piece of a
 *  name. NULL after a diagnostic, in the asked path or at the form that leaves a value empty or makes the name too
 *  long; *usage is set then, for it is what was asked that does not serve. The answers have been evaluated. */
const char *file_name_of(struct job *job, struct form_library *library,
    const struct answers *answers, const char *asked, bool *usage);

#endif
