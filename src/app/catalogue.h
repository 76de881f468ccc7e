/* The fonts of the catalogue, loaded once per process. */
#ifndef GREFFE_CATALOGUE_H
#define GREFFE_CATALOGUE_H

struct fonts;
struct job;

/** catalogue_load(job, folder): reads folder/catalogue.tsv and the font files beside it. NULL after a
 *  diagnostic. The bytes live in the job's arena. */
struct fonts *catalogue_load(struct job *job, const char *folder);

#endif
