/* The journal of a batch: lines are only ever added, and one is whole or not there. Private to cli. */
#ifndef GREFFE_BATCH_JOURNAL_H
#define GREFFE_BATCH_JOURNAL_H

#include "name_index.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct json;

/** Where a line stands in the file. */
struct journal_line {
    off_t offset;
    size_t length;
    size_t input; /* in the names */
};

/** An open journal. `inputs` finds the last line of an input, `printed` the last that tells of its PDFs, `outputs`
 *  the input whose output a path is, by number in `names`; `digests` the input that had this content first. */
struct journal {
    int descriptor;
    off_t end;
    struct journal_line *lines;
    size_t line_count;
    char **names;
    size_t name_count;
    struct name_index inputs;
    struct name_index printed;
    struct name_index outputs;
    struct name_index digests;
    struct name_index known; /* the numbers of the names */
};

/** batch_journal_open(path, journal): opens it for adding, makes it when it is not there, locks it against a second
 *  run, reads what it says; what is left of a line that was being written when the machine failed goes. False
 *  after a message, also for a file that is no journal. */
bool batch_journal_open(const char *path, struct journal *journal);

/** batch_journal_read(path, journal): only reads it. */
bool batch_journal_read(const char *path, struct journal *journal);

/** batch_journal_last(journal, input, text): the last line of an input, freed by the caller with json_free; NULL when
 *  there is none. *text gets it as it is written, to be freed, too. */
struct json *batch_journal_last(const struct journal *journal, const char *input, char **text);

/** batch_journal_printed(journal, input, text): the same for the last line that tells of PDFs that got their names:
 *  of an input that was refused, failed or kept out of the way since, what stands there is still of that line. */
struct json *batch_journal_printed(const struct journal *journal, const char *input, char **text);

/** batch_journal_line_at(journal, index, text): the same for the index-th line; NULL when it cannot be read. */
struct json *batch_journal_line_at(const struct journal *journal, size_t index, char **text);

/** batch_journal_owner(journal, path): the input whose output this path is, NULL when it is nobody's. */
const char *batch_journal_owner(const struct journal *journal, const char *path);

/** batch_journal_first(journal, digest): the input that had this content first, NULL when none had. */
const char *batch_journal_first(const struct journal *journal, const char *digest);

/** batch_journal_add(journal, text, length): adds a line, « \n » at its end included, and knows it from then on. */
bool batch_journal_add(struct journal *journal, const char *text, size_t length);

/** batch_journal_sync(journal): what was added is on the disk. */
bool batch_journal_sync(struct journal *journal);

void batch_journal_close(struct journal *journal);

#endif
