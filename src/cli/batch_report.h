/* What the operator reads of one or several journals: a table of what went wrong, and a page. Private to cli. */
#ifndef GREFFE_BATCH_REPORT_H
#define GREFFE_BATCH_REPORT_H

#include "batch_journal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/** Where the last line of an input stands. */
struct report_entry {
    const char *input;
    size_t journal;
    size_t line;
    const char *
        twin; /* an input of another journal with the same content, which its line cannot know of */
};

/** Numbers of forms, by what came of them. */
struct report_sums {
    size_t forms;
    size_t made;
    size_t present;
    size_t refused;
    size_t kept;
    size_t failed;
    size_t twice;
    size_t pages;
};

/** All inputs of some journals, each once, by name. Of an input in several journals the last one counts. */
struct report {
    const struct journal *journals;
    struct report_entry *entries;
    size_t count;
    struct report_sums sums;
    size_t clashes; /* outputs that two inputs have: shards do not see each other */
};

/** batch_report_gather(report, journals, count): the journals must outlive the report. Outputs that two inputs
 *  have are told on standard error. batch_report_free frees it. */
void batch_report_gather(struct report *report, const struct journal *journals, size_t count);
void batch_report_free(struct report *report);

/** batch_report_save(report, path): writes it in the form that the extension names: .csv, .html, .jsonl (the last
 *  line of each input). An existing file is replaced only if it is such a report. False after a message. */
bool batch_report_save(const struct report *report, const char *path);

/** batch_report_is_format(path): its extension is one of these. */
bool batch_report_is_format(const char *path);

/** batch_report_line(report, index, text): a line, freed by the caller with json_free; *text as it is written, with
 *  the twin that it did not know of. */
struct json *batch_report_line(const struct report *report, size_t index, char **text);

/** batch_report_outcome(line): what came of a form, in French. */
const char *batch_report_outcome(const struct json *line);

/** batch_report_is_told(line): it belongs in a report of what went wrong. */
bool batch_report_is_told(const struct json *line);

/** batch_report_csv, batch_report_html(report, stream): the formats; each begins with its head, by which a
 *  file is known to be such a report. */
void batch_report_csv(const struct report *report, FILE *stream);
void batch_report_html(const struct report *report, FILE *stream);
extern const char batch_report_csv_head[];
extern const char batch_report_html_head[];

#endif
