#include "batch_report.h"

#include "batch_line.h"
#include "json.h"
#include "memory.h"
#include "name_index.h"
#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- A line ---- */

static char *with_twin(const char *line, const char *twin) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = memory_stream(&text, &length);
    fwrite(line, 1, strlen(line) - 1, stream);
    batch_line_text(stream, "duplicate-of", twin);
    fputc('}', stream);
    memory_stream_end(stream);
    return text;
}

struct json *batch_report_line(const struct report *report, size_t index, char **text) {
    const struct report_entry *entry = &report->entries[index];
    struct json *line = batch_journal_line_at(&report->journals[entry->journal], entry->line, text);
    if (line == NULL || entry->twin == NULL)
        return line;
    char *known = *text;
    json_free(line);
    *text = with_twin(known, entry->twin);
    free(known);
    return json_read(*text, strlen(*text));
}

/* ---- Gathering ---- */

static void add_journal(struct report *report, struct name_index *known, size_t number) {
    const struct journal *journal = &report->journals[number];
    for (size_t i = 0; i < journal->line_count; i++) {
        const char *input = journal->names[journal->lines[i].input];
        size_t *index = name_index_add(known, input);
        if (*index == NAME_INDEX_NEW) {
            *index = report->count;
            report->entries = memory_grow(report->entries, report->count, sizeof *report->entries);
            report->count++;
        }
        report->entries[*index] = (struct report_entry){input, number, i, NULL};
    }
}

static int compare_entries(const void *left, const void *right) {
    return strcmp(
        ((const struct report_entry *)left)->input, ((const struct report_entry *)right)->input);
}

static void add_sum(struct report_sums *sums, const struct json *line) {
    const char *outcome = json_text(line, "outcome");
    bool made = strcmp(outcome, "made") == 0;
    sums->forms++;
    sums->made += made;
    sums->present += strcmp(outcome, "present") == 0;
    sums->refused += strcmp(outcome, "refused") == 0;
    sums->kept += strcmp(outcome, "kept") == 0;
    sums->failed += strcmp(outcome, "failed") == 0;
    sums->twice += *json_text(line, "duplicate-of") != '\0';
    sums->pages += made ? json_size(line, "pages") : 0;
}

/* Two shards do not know of each other's forms. */
static void find_twin(
    struct report *report, struct name_index *contents, const struct json *line, size_t index) {
    const char *digest = json_text(line, "digest");
    if (*digest == '\0' || *json_text(line, "duplicate-of") != '\0')
        return;
    size_t *first = name_index_add(contents, digest);
    if (*first == NAME_INDEX_NEW) {
        *first = index;
        return;
    }
    report->entries[index].twin = report->entries[*first].input;
    report->sums.twice++;
}

/* Two shards that write to two folders do not know of each other's names. */
static void find_clashes(
    struct report *report, struct name_index *outputs, const struct json *line, size_t index) {
    const struct json *files = json_member(line, "files");
    if (strcmp(json_text(line, "outcome"), "kept") == 0)
        return;
    for (const struct json *file = files != NULL ? files->first : NULL; file != NULL;
         file = file->next) {
        size_t *owner = name_index_add(outputs, json_text(file, "path"));
        if (*owner == NAME_INDEX_NEW) {
            *owner = index;
            continue;
        }
        report->clashes++;
        output_say("greffe : « %s » et « %s » ont donné le même fichier, « %s ».\n",
            report->entries[*owner].input, report->entries[index].input, json_text(file, "path"));
    }
}

void batch_report_gather(struct report *report, const struct journal *journals, size_t count) {
    struct name_index known = {0};
    struct name_index outputs = {0};
    struct name_index contents = {0};
    *report = (struct report){.journals = journals};
    for (size_t i = 0; i < count; i++)
        add_journal(report, &known, i);
    if (report->count > 0)
        qsort(report->entries, report->count, sizeof *report->entries, compare_entries);
    for (size_t i = 0; i < report->count; i++) {
        char *text = NULL;
        struct json *line = batch_report_line(report, i, &text);
        add_sum(&report->sums, line);
        find_clashes(report, &outputs, line, i);
        find_twin(report, &contents, line, i);
        json_free(line);
        free(text);
    }
    name_index_free(&known);
    name_index_free(&outputs);
    name_index_free(&contents);
}

void batch_report_free(struct report *report) {
    free(report->entries);
    *report = (struct report){0};
}

/* ---- Lines ---- */

const char *batch_report_outcome(const struct json *line) {
    static const char *const words[][2] = {{"made", "imprimé"}, {"present", "déjà là"},
        {"refused", "refusé"}, {"kept", "laissé intact"}, {"failed", "en panne"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], json_text(line, "outcome")) == 0)
            return words[i][1];
    return "";
}

bool batch_report_is_told(const struct json *line) {
    const char *outcome = json_text(line, "outcome");
    return (strcmp(outcome, "made") != 0 && strcmp(outcome, "present") != 0) ||
           *json_text(line, "duplicate-of") != '\0';
}

static void write_lines(const struct report *report, FILE *stream) {
    for (size_t i = 0; i < report->count; i++) {
        char *text = NULL;
        json_free(batch_report_line(report, i, &text));
        if (text != NULL)
            fprintf(stream, "%s\n", text);
        free(text);
    }
}

/* ---- Saving ---- */

/* A format, and how its files begin. */
struct report_format {
    const char *extension;
    const char *head;
    void (*write)(const struct report *report, FILE *stream);
};

static const struct report_format formats[] = {
    {".csv", batch_report_csv_head, batch_report_csv},
    {".html", batch_report_html_head, batch_report_html},
    {".jsonl", "{\"greffe-batch\":1,", write_lines},
};

static const struct report_format *format_of(const char *path) {
    const char *point = strrchr(path, '.');
    for (size_t i = 0; point != NULL && i < sizeof formats / sizeof *formats; i++)
        if (strcmp(point, formats[i].extension) == 0)
            return &formats[i];
    return NULL;
}

bool batch_report_is_format(const char *path) {
    return format_of(path) != NULL;
}

/* What stands there is such a report, or nothing. */
static bool may_replace(const char *path, const char *head) {
    char begin[128] = "";
    struct stat status;
    if (lstat(path, &status) != 0)
        return errno == ENOENT;
    FILE *file = S_ISREG(status.st_mode) ? fopen(path, "rbe") : NULL;
    if (file == NULL)
        return false;
    size_t length = fread(begin, 1, sizeof begin - 1, file);
    fclose(file);
    return length == 0 || strncmp(begin, head, strlen(head)) == 0;
}

/* What a run that was killed left there goes; what is a link leads nowhere. */
static FILE *create(const char *path) {
    if (unlink(path) != 0 && errno != ENOENT)
        return NULL;
    return fopen(path, "wbex");
}

static bool write_whole(
    const struct report *report, const struct report_format *format, const char *path) {
    FILE *stream = create(path);
    if (stream == NULL)
        return false;
    format->write(report, stream);
    bool written =
        fflush(stream) == 0 && !ferror(stream) && (fsync(fileno(stream)) == 0 || errno == EINVAL);
    int error = errno;
    bool closed = fclose(stream) == 0;
    if (!written)
        errno = error;
    return written && closed;
}

/* The name of the unfinished one is always the same: what a run that was killed left goes. */
bool batch_report_save(const struct report *report, const char *path) {
    const struct report_format *format = format_of(path);
    if (!may_replace(path, format->head)) {
        output_say(
            "greffe : « %s » existe déjà, et ce n’est pas un tel rapport. Il n’a pas été touché.\n",
            path);
        return false;
    }
    char *temporary = memory_format("%s.part", path);
    errno = 0;
    bool saved = write_whole(report, format, temporary) && rename(temporary, path) == 0;
    if (!saved) {
        output_say("greffe : « %s » n’a pas pu être écrit : %s.\n", path, output_cause(errno));
        (void)unlink(temporary);
    }
    free(temporary);
    return saved;
}
