/* The fonts of the catalogue, loaded once per process. */
#ifndef GREFFE_CATALOGUE_H
#define GREFFE_CATALOGUE_H

struct fonts;
struct job;
struct theme_families;

/** catalogue_load(job, folder, families): reads folder/catalogue.tsv and the font files beside it; *families
 *  gets the names that a theme may use. NULL after a diagnostic. All lives in the job's arena. */
struct fonts *catalogue_load(struct job *job, const char *folder, struct theme_families *families);

#endif
