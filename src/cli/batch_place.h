/* Finished files of a batch get their names: nothing that was signed, changed or made by others is touched, and no
 * two forms share a name. Private to cli. */
#ifndef GREFFE_BATCH_PLACE_H
#define GREFFE_BATCH_PLACE_H

#include "greffe.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct batch;
struct journal;
struct json;
struct name_index;

/** What came of a form, in the order of gravity. */
enum fate {
    FATE_MADE,
    FATE_PRESENT, /* --resume: an earlier Greffe's output stands there, and stays */
    FATE_REFUSED, /* the form has errors */
    FATE_KEPT,    /* what stands there is not to be touched */
    FATE_FAILED,
};

/** batch_place_fate_name(fate): as the journal calls it. */
const char *batch_place_fate_name(enum fate fate);

/** batch_place_files(batch, journal, owners, input, line, said): gives the files of an answer their names; temporary
 *  ones are gone then. `owners` tells by path which input of this run has it. The gravest fate of all; *said
 *  gets why, to be freed, when a file did not get its name. */
enum fate batch_place_files(const struct batch *batch, const struct journal *journal,
    struct name_index *owners, size_t input, const struct json *line, char **said);

/** batch_place_describe(batch, line, stream): writes the objects of `files` of an answer as they stand in the outputs'
 *  folder, of which --resume left some that the answer does not know. */
void batch_place_describe(const struct batch *batch, const struct json *line, FILE *stream);

/** batch_place_is_told(batch, journal, input, line): whether an earlier run's notices say of this form what the answer
 *  says of it, and stand as they were written. */
bool batch_place_is_told(const struct batch *batch, const struct journal *journal, size_t input,
    const struct json *line);

/** batch_place_discard(batch, input, line): removes the temporary files of an answer. */
void batch_place_discard(const struct batch *batch, size_t input, const struct json *line);

/** batch_place_withdraw(batch, journal, input): removes the notices of an earlier run about a form that is accepted
 *  now, if they are as Greffe wrote them. */
void batch_place_withdraw(
    const struct batch *batch, const struct journal *journal, const char *input);

/** batch_place_earlier(batch, journal, owners, input): of a form that is refused now, a PDF of an earlier run: it may have
 *  left the house, so it stays. What to say of the first one, to be freed, or NULL when there is none. */
char *batch_place_earlier(const struct batch *batch, const struct journal *journal,
    const struct name_index *owners, size_t input);

/** batch_place_standing(batch, path): what stands at that path of the outputs' folder; foreign when a symbolic link is
 *  on the way. */
enum greffe_standing batch_place_standing(const struct batch *batch, const char *path);

/** batch_place_digest(folder, path, digest): the digest of a file, the path being relative to the folder's descriptor
 *  (AT_FDCWD: to the working directory); "" when it cannot be read or is none. */
void batch_place_digest(int folder, const char *path, char *digest);

#endif
