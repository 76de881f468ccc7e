#include "batch_journal.h"

#include "json.h"
#include "memory.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    STEP = 1 << 20, /* bytes read at once */
};

/* ---- What lines say ---- */

/* The number of a name. */
static size_t name_of(struct journal *journal, const char *name) {
    size_t *number = name_index_add(&journal->known, name);
    if (*number != NAME_INDEX_NEW)
        return *number;
    *number = journal->name_count;
    journal->names = memory_grow(journal->names, journal->name_count, sizeof *journal->names);
    journal->names[journal->name_count] = memory_copy(name, strlen(name));
    return journal->name_count++;
}

/* What was kept out of the way of another file never had its names. */
static void know_files(struct journal *journal, const struct json *line, size_t input) {
    if (strcmp(json_text(line, "outcome"), "kept") == 0)
        return;
    const struct json *files = json_member(line, "files");
    for (const struct json *file = files != NULL ? files->first : NULL; file != NULL;
         file = file->next)
        *name_index_add(&journal->outputs, json_text(file, "path")) = input;
}

static bool is_printed(const struct json *line) {
    const char *outcome = json_text(line, "outcome");
    return strcmp(outcome, "made") == 0 || strcmp(outcome, "present") == 0;
}

static void know(struct journal *journal, const struct json *line, off_t offset, size_t length) {
    size_t input = name_of(journal, json_text(line, "input"));
    journal->lines = memory_grow(journal->lines, journal->line_count, sizeof *journal->lines);
    journal->lines[journal->line_count] = (struct journal_line){offset, length, input};
    if (is_printed(line))
        *name_index_add(&journal->printed, json_text(line, "input")) = journal->line_count;
    *name_index_add(&journal->inputs, json_text(line, "input")) = journal->line_count++;
    know_files(journal, line, input);
    const char *digest = json_text(line, "digest");
    size_t *first = *digest != '\0' ? name_index_add(&journal->digests, digest) : NULL;
    if (first != NULL && *first == NAME_INDEX_NEW)
        *first = input;
}

/* False when the line is none of a journal. */
static bool know_text(struct journal *journal, const char *text, size_t length, off_t offset) {
    struct json *line = json_read(text, length);
    bool ours = json_size(line, "greffe-batch") == 1 && *json_text(line, "input") != '\0';
    if (ours)
        know(journal, line, offset, length);
    json_free(line);
    return ours;
}

/* ---- Reading ---- */

/* Bytes that were read and not yet cut into lines; they stand at `offset` in the file. */
struct pending {
    char *bytes;
    size_t length;
    size_t room;
    off_t offset;
};

/* False at the first line that is none of a journal. */
static bool cut_lines(struct journal *journal, struct pending *pending) {
    size_t start = 0;
    bool ours = true;
    for (char *end;
         ours && (end = memchr(pending->bytes + start, '\n', pending->length - start));) {
        size_t length = (size_t)(end - pending->bytes) - start;
        ours = know_text(journal, pending->bytes + start, length, pending->offset + (off_t)start);
        start += length + 1;
    }
    pending->length -= start;
    pending->offset += (off_t)start;
    memmove(pending->bytes, pending->bytes + start, pending->length);
    return ours;
}

static bool read_more(const struct journal *journal, struct pending *pending, ssize_t *count) {
    pending->bytes = memory_room(pending->bytes, pending->length, &pending->room, STEP);
    do
        *count = pread(journal->descriptor, pending->bytes + pending->length, STEP,
            pending->offset + (off_t)pending->length);
    while (*count < 0 && errno == EINTR);
    pending->length += *count > 0 ? (size_t)*count : 0;
    return *count >= 0;
}

/* A line without an end was being written when the machine failed: no document depends on it. It must be the
 * beginning of one all the same: what else ends without a line end is somebody's file. */
static bool is_torn(const struct pending *pending) {
    static const char begin[] = "{\"greffe-batch\":1";
    size_t length = pending->length < sizeof begin - 1 ? pending->length : sizeof begin - 1;
    return memcmp(pending->bytes, begin, length) == 0;
}

static bool read_lines(struct journal *journal, const char *path) {
    struct pending pending = {0};
    ssize_t count = 1;
    bool ours = true;
    while (ours && count > 0 && read_more(journal, &pending, &count))
        ours = cut_lines(journal, &pending);
    journal->end = pending.offset;
    ours = ours && (pending.length == 0 || is_torn(&pending));
    free(pending.bytes);
    if (count < 0)
        output_say("greffe : le rapport « %s » n’a pas pu être lu.\n", path);
    else if (!ours)
        output_say("greffe : « %s » n’est pas un rapport de Greffe, ou il est abîmé après la ligne "
                   "%zu. Il n’a "
                   "pas été touché.\n"
                   "    Donnez un autre fichier avec --report.\n",
            path, journal->line_count);
    return ours && count >= 0;
}

bool batch_journal_read(const char *path, struct journal *journal) {
    *journal = (struct journal){.descriptor = open(path, O_RDONLY | O_CLOEXEC)};
    struct stat status;
    if (journal->descriptor >= 0 && fstat(journal->descriptor, &status) == 0 &&
        S_ISREG(status.st_mode))
        return read_lines(journal, path);
    output_say("greffe : le rapport « %s » n’a pas pu être lu.\n", path);
    return false;
}

static bool say_open(const char *path) {
    output_say(
        "greffe : le rapport « %s » n’a pas pu être ouvert : %s.\n", path, output_cause(errno));
    return false;
}

bool batch_journal_open(const char *path, struct journal *journal) {
    *journal = (struct journal){
        .descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666)};
    struct stat status;
    if (journal->descriptor < 0)
        return say_open(path);
    errno = EINVAL;
    if (fstat(journal->descriptor, &status) != 0 || !S_ISREG(status.st_mode))
        return say_open(path);
    if (flock(journal->descriptor, LOCK_EX | LOCK_NB) != 0) {
        output_say("greffe : une autre commande écrit déjà dans le rapport « %s ».\n", path);
        return false;
    }
    if (!read_lines(journal, path))
        return false;
    return ftruncate(journal->descriptor, journal->end) == 0 || say_open(path);
}

struct json *batch_journal_line_at(const struct journal *journal, size_t index, char **text) {
    const struct journal_line *line = &journal->lines[index];
    *text = memory_zeroed(line->length, 1);
    ssize_t count = pread(journal->descriptor, *text, line->length, line->offset);
    struct json *json = count == (ssize_t)line->length ? json_read(*text, line->length) : NULL;
    if (json != NULL)
        return json;
    free(*text);
    *text = NULL;
    return NULL;
}

static struct json *find_line(
    const struct journal *journal, const struct name_index *index, const char *input, char **text) {
    size_t found = name_index_find(index, input);
    *text = NULL;
    return found != NAME_INDEX_NEW ? batch_journal_line_at(journal, found, text) : NULL;
}

struct json *batch_journal_last(const struct journal *journal, const char *input, char **text) {
    return find_line(journal, &journal->inputs, input, text);
}

struct json *batch_journal_printed(const struct journal *journal, const char *input, char **text) {
    return find_line(journal, &journal->printed, input, text);
}

static const char *named(const struct journal *journal, size_t number) {
    return number != NAME_INDEX_NEW ? journal->names[number] : NULL;
}

const char *batch_journal_owner(const struct journal *journal, const char *path) {
    return named(journal, name_index_find(&journal->outputs, path));
}

const char *batch_journal_first(const struct journal *journal, const char *digest) {
    return named(journal, name_index_find(&journal->digests, digest));
}

/* ---- Adding ---- */

bool batch_journal_add(struct journal *journal, const char *text, size_t length) {
    size_t done = 0;
    while (done < length) {
        ssize_t count =
            pwrite(journal->descriptor, text + done, length - done, journal->end + (off_t)done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        done += (size_t)count;
    }
    (void)know_text(journal, text, length - 1, journal->end);
    journal->end += (off_t)length;
    return true;
}

bool batch_journal_sync(struct journal *journal) {
    return fsync(journal->descriptor) == 0 || errno == EINVAL;
}

void batch_journal_close(struct journal *journal) {
    if (journal->descriptor >= 0)
        close(journal->descriptor);
    for (size_t i = 0; i < journal->name_count; i++)
        free(journal->names[i]);
    free(journal->names);
    free(journal->lines);
    name_index_free(&journal->inputs);
    name_index_free(&journal->printed);
    name_index_free(&journal->outputs);
    name_index_free(&journal->digests);
    name_index_free(&journal->known);
    *journal = (struct journal){.descriptor = -1};
}
