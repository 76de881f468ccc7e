#include "batch_commit.h"

#include "batch.h"
#include "batch_line.h"
#include "batch_place.h"
#include "json.h"
#include "memory.h"
#include "options.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    GROUP = 1000,         /* forms that reach the disk together … */
    GROUP_TIME = 5 * 1000 /* … or as many as come in this time, in milliseconds; so long at most
                             a form waits for one before it */
};

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* ---- Beginning and end ---- */

void batch_commit_begin(struct commit *commit, struct batch *batch, struct journal *journal) {
    *commit = (struct commit){.batch = batch, .journal = journal, .since = now(), .moved = now()};
    commit->entries = memory_zeroed(batch->inbox.count, sizeof *commit->entries);
    batch_progress_begin(&commit->progress, batch->inbox.count);
}

static void entry_free(struct commit_entry *entry) {
    free(entry->outcome.text);
    json_free(entry->line);
    entry->outcome.text = NULL;
    entry->line = NULL;
}

void batch_commit_end(struct commit *commit) {
    for (size_t i = 0; i < commit->batch->inbox.count; i++)
        entry_free(&commit->entries[i]);
    free(commit->entries);
    name_index_free(&commit->owners);
}

/* ---- What a form's line says at its end ---- */

/* A line under construction. */
struct closing {
    struct commit *commit;
    struct commit_entry *entry;
    const struct input *input;
    enum fate fate;
    char *said;
    bool is_told; /* an earlier line and its notices say all of it */
};

/* Where a line stops saying what a second run would say again. */
static size_t lasting_length(const char *text) {
    const char *rest = strstr(text, ",\"milliseconds\":");
    return rest != NULL ? (size_t)(rest - text) : strlen(text);
}

/* Where the parent's own members begin. */
static size_t answered_length(const char *text) {
    const char *last = NULL;
    for (const char *at = text; (at = strstr(at, ",\"outcome\":")) != NULL; at++)
        last = at;
    size_t length = strlen(text);
    return last != NULL ? (size_t)(last - text) : length > 0 ? length - 1 : 0;
}

/* A worker that died could not say what it was reading. */
static void write_lost(FILE *stream, const struct closing *closing) {
    batch_line_begin(stream, closing->commit->batch, closing->input);
    batch_line_number(stream, "status", GREFFE_MACHINE);
    batch_line_number(stream, "milliseconds", closing->entry->outcome.milliseconds);
}

/* Nor could one without memory. */
static void write_digest(FILE *stream, const struct closing *closing) {
    char digest[GREFFE_DIGEST_SIZE];
    if (*json_text(closing->entry->line, "digest") != '\0')
        return;
    batch_place_digest(AT_FDCWD, closing->input->path, digest);
    if (*digest != '\0')
        batch_line_text(stream, "digest", digest);
}

/* Whether another form had this content before; "" when none had. */
static const char *twin_of(const struct closing *closing) {
    const char *digest = json_text(closing->entry->line, "digest");
    const char *first =
        *digest != '\0' ? batch_journal_first(closing->commit->journal, digest) : NULL;
    return first != NULL && strcmp(first, closing->input->name) != 0 ? first : "";
}

/* Of what --resume left the answer knows another rendering, which was discarded. */
static void write_answer(FILE *stream, const struct closing *closing, const char *answer) {
    size_t length = answered_length(answer);
    const char *files = strstr(answer, ",\"files\":[");
    size_t lasting = lasting_length(answer);
    if (closing->fate != FATE_PRESENT || files == NULL || files > answer + lasting) {
        fwrite(answer, 1, length, stream);
        return;
    }
    fwrite(answer, 1, (size_t)(files - answer), stream);
    fputs(",\"files\":[", stream);
    batch_place_describe(closing->commit->batch, closing->entry->line, stream);
    fputc(']', stream);
    fwrite(answer + lasting, 1, length > lasting ? length - lasting : 0, stream);
}

static void write_line(FILE *stream, const struct closing *closing, const char *before) {
    if (before != NULL)
        write_answer(stream, closing, before);
    else
        write_lost(stream, closing);
    write_digest(stream, closing);
    batch_line_text(stream, "outcome", batch_place_fate_name(closing->fate));
    if (closing->said != NULL)
        batch_line_text(stream, "said", closing->said);
    if (*twin_of(closing) != '\0')
        batch_line_text(stream, "duplicate-of", twin_of(closing));
    fputs("}\n", stream);
}

/* Why the machine failed depends on the moment; why something stays does not. */
static bool is_said(const struct closing *closing, const struct json *last) {
    const char *said = closing->said != NULL ? closing->said : "";
    return closing->fate == FATE_FAILED || strcmp(json_text(last, "said"), said) == 0;
}

/* Of a form that is done again the line is added only when it says something new. */
static bool is_news(const struct closing *closing, const char *text) {
    const struct commit *commit = closing->commit;
    char *before = NULL;
    if (commit->batch->options->again == AGAIN_ALL)
        return true;
    struct json *last = batch_journal_last(commit->journal, closing->input->name, &before);
    size_t length = last != NULL ? lasting_length(before) : 0;
    bool same = last != NULL && length == lasting_length(text) &&
                memcmp(before, text, length) == 0 && is_said(closing, last) &&
                strcmp(json_text(last, "outcome"), batch_place_fate_name(closing->fate)) == 0;
    json_free(last);
    free(before);
    return !same;
}

static bool add_line(const struct closing *closing, const char *before) {
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    if (stream == NULL)
        return false;
    write_line(stream, closing, before);
    bool whole = fclose(stream) == 0;
    bool added = whole && (!is_news(closing, text) ||
                              batch_journal_add(closing->commit->journal, text, length));
    free(text);
    return added;
}

/* ---- One form ---- */

static char *say_lost(const struct outcome *outcome) {
    if (outcome->ending == ENDING_TOO_LONG)
        return memory_format(
            "l’impression a été arrêtée après %zu s", outcome->milliseconds / 1000);
    if (outcome->signal != 0)
        return memory_format(
            "le processus qui l’imprimait s’est arrêté (signal %d)", outcome->signal);
    return memory_format("le processus qui l’imprimait s’est arrêté");
}

/* A form whose values make no name: who sent it knows nothing of --name. */
static char *say_unnamed(const struct json *line) {
    const struct json *diagnostics = json_member(line, "diagnostics");
    for (const struct json *at = diagnostics != NULL ? diagnostics->first : NULL; at != NULL;
         at = at->next)
        if (strncmp(json_text(at, "code"), "REQUEST_NAME", strlen("REQUEST_NAME")) == 0)
            return memory_format("ses réponses ne donnent pas de nom à son PDF (--name)");
    return NULL;
}

/* By what the worker says of the form itself. A draft is a PDF in spite of errors. */
static enum fate fate_of_form(const struct json *line) {
    const struct json *files = json_member(line, "files");
    bool made = files != NULL && files->first != NULL &&
                strcmp(json_text(files->first, "kind"), "pdf") == 0;
    switch (json_size(line, "status")) {
    case GREFFE_OK:
        return FATE_MADE;
    case GREFFE_FORM:
        return made ? FATE_MADE : FATE_REFUSED;
    default:
        return FATE_FAILED;
    }
}

/* A worker that ran out of memory has a status, and nothing more to say; whatever else fails has its diagnostic. */
static bool lacked_memory(const struct json *line) {
    const struct json *diagnostics = json_member(line, "diagnostics");
    return json_size(line, "status") == GREFFE_MACHINE &&
           (diagnostics == NULL || diagnostics->first == NULL);
}

/* --resume changes nothing that was delivered: neither does a notice that would say the same. */
static bool is_told(const struct closing *closing) {
    const struct batch *batch = closing->commit->batch;
    const struct commit_entry *entry = closing->entry;
    return batch->options->again == AGAIN_RESUME && fate_of_form(entry->line) == FATE_REFUSED &&
           batch_place_is_told(batch, closing->commit->journal, entry->outcome.input, entry->line);
}

static enum fate place_files(struct closing *closing) {
    const struct commit_entry *entry = closing->entry;
    const struct commit *commit = closing->commit;
    enum fate of_form = fate_of_form(entry->line);
    closing->is_told = is_told(closing);
    if (closing->is_told) {
        batch_place_discard(commit->batch, entry->outcome.input, entry->line);
        return FATE_REFUSED;
    }
    enum fate of_files = batch_place_files(commit->batch, commit->journal, &closing->commit->owners,
        entry->outcome.input, entry->line, &closing->said);
    return of_files > of_form ? of_files : of_form;
}

/* Of what an earlier run made of this form, notices that do not hold any more go; PDFs stay, and that is said. Of a form
 * that could not be read nothing is known. */
static void judge_earlier(struct closing *closing) {
    const struct commit *commit = closing->commit;
    const struct json *line = closing->entry->line;
    if (closing->fate <= FATE_PRESENT)
        batch_place_withdraw(commit->batch, commit->journal, closing->input->name);
    if (fate_of_form(line) != FATE_REFUSED || *json_text(line, "digest") == '\0')
        return;
    char *said = batch_place_earlier(
        commit->batch, commit->journal, &commit->owners, closing->entry->outcome.input);
    if (closing->said == NULL)
        closing->said = said;
    else
        free(said);
}

static void place(struct closing *closing) {
    if (closing->entry->line == NULL) {
        closing->fate = FATE_FAILED;
        closing->said = say_lost(&closing->entry->outcome);
        return;
    }
    if (lacked_memory(closing->entry->line))
        closing->said = memory_format("la mémoire permise (--memory) n’a pas suffi");
    closing->fate = place_files(closing);
    if (closing->said == NULL)
        closing->said = say_unnamed(closing->entry->line);
    judge_earlier(closing);
}

static enum greffe_status status_of(const struct closing *closing) {
    size_t status = json_size(closing->entry->line, "status");
    if (closing->entry->line == NULL)
        return GREFFE_MACHINE;
    if (closing->fate == FATE_KEPT && status == GREFFE_OK)
        return GREFFE_FORM;
    if (closing->fate == FATE_FAILED && status < GREFFE_USAGE)
        return GREFFE_MACHINE;
    return status <= GREFFE_MACHINE ? (enum greffe_status)status : GREFFE_MACHINE;
}

static size_t *counter_of(struct progress *progress, enum fate fate) {
    switch (fate) {
    case FATE_MADE:
        return &progress->made;
    case FATE_PRESENT:
        return &progress->left;
    case FATE_REFUSED:
        return &progress->refused;
    case FATE_KEPT:
        return &progress->kept;
    case FATE_FAILED:
        break;
    }
    return &progress->failed;
}

/* What a form seems to come to until its files have their names. */
static enum fate first_fate(const struct commit_entry *entry) {
    return entry->line != NULL ? fate_of_form(entry->line) : FATE_FAILED;
}

static void say(struct closing *closing) {
    struct progress *progress = &closing->commit->progress;
    size_t errors = json_size(closing->entry->line, "errors");
    if (closing->fate <= FATE_PRESENT || (closing->fate == FATE_REFUSED && progress->terminal))
        return;
    batch_progress_clear(progress);
    if (closing->fate == FATE_REFUSED)
        output_say(
            "%s : refusé, %zu erreur%s.\n", closing->input->path, errors, errors > 1 ? "s" : "");
    else
        output_say("%s : %s.\n", closing->input->path,
            closing->said != NULL ? closing->said : "en panne ; le rapport dit pourquoi");
}

static void tell(struct closing *closing) {
    struct commit *commit = closing->commit;
    commit->status = output_worst(commit->status, status_of(closing));
    if (closing->entry->why == NULL) {
        --*counter_of(&commit->progress, first_fate(closing->entry));
        ++*counter_of(&commit->progress, closing->fate);
    }
    commit->progress.twice += *twin_of(closing) != '\0';
    say(closing);
}

/* ---- Groups ---- */

/* What is on no disk, a pipe for instance, is as durable as it gets. */
static bool synchronize(const struct commit *commit) {
    return syncfs(commit->batch->outputs) == 0 || errno == EINVAL || errno == EROFS;
}

static struct closing closing_of(struct commit *commit, size_t input) {
    commit->entries[input].committed = true;
    return (struct closing){
        .commit = commit,
        .entry = &commit->entries[input],
        .input = &commit->batch->inbox.inputs[input],
    };
}

/* The earlier line that tells of what stands there, with why it stays. */
static bool add_kept(struct closing *closing) {
    char *text = NULL;
    closing->fate = FATE_KEPT;
    closing->said = memory_copy(closing->entry->why, strlen(closing->entry->why));
    closing->entry->line =
        batch_journal_printed(closing->commit->journal, closing->input->name, &text);
    bool added = text != NULL && add_line(closing, text);
    free(text);
    return added;
}

static bool close_entry(struct closing *closing) {
    struct commit_entry *entry = closing->entry;
    bool added = true;
    if (entry->why != NULL)
        added = add_kept(closing);
    else if (!entry->left && !closing->is_told)
        added = add_line(closing, entry->line != NULL ? entry->outcome.text : NULL);
    if (!entry->left || entry->why != NULL)
        tell(closing);
    free(closing->said);
    entry_free(entry);
    return added;
}

/* First the contents, then the names, then the lines that tell of them: whatever fails in between, no line tells
 * of a document that is not on the disk. */
static bool commit_group(struct commit *commit, struct closing *group, size_t size) {
    if (!synchronize(commit))
        return false;
    for (size_t i = 0; i < size; i++)
        if (!group[i].entry->left)
            place(&group[i]);
    if (!synchronize(commit))
        return false;
    for (size_t i = 0; i < size; i++)
        if (!close_entry(&group[i]))
            return false;
    return batch_journal_sync(commit->journal);
}

/* A form that takes long holds up those behind it only for a while: then they go before it. */
static size_t end_of_group(const struct commit *commit) {
    return now() - commit->moved >= GROUP_TIME ? commit->last : commit->ready;
}

/* What is finished and not committed, in the order of the inputs. */
static size_t gather_group(struct commit *commit, struct closing *group, size_t end) {
    size_t size = 0;
    for (size_t i = commit->next; i < end; i++)
        if (commit->entries[i].done && !commit->entries[i].committed)
            group[size++] = closing_of(commit, i);
    return size;
}

bool batch_commit_flush(struct commit *commit) {
    size_t end = end_of_group(commit);
    commit->since = now();
    if (end <= commit->next)
        return true;
    struct closing *group = memory_zeroed(end - commit->next, sizeof *group);
    size_t size = gather_group(commit, group, end);
    errno = 0;
    bool committed = size == 0 || commit_group(commit, group, size);
    int error = errno;
    free(group);
    commit->next = commit->ready;
    commit->moved += now() - commit->since; /* the disk kept it waiting, not a form */
    if (committed)
        return true;
    commit->unwritten = true;
    batch_progress_clear(&commit->progress);
    output_say("greffe : l’écriture dans « %s » ou dans le rapport a échoué : %s.\n",
        commit->batch->folder, output_cause(error));
    return false;
}

/* ---- Answers ---- */

static bool advance(struct commit *commit, size_t input) {
    commit->entries[input].done = true;
    commit->last = input >= commit->last ? input + 1 : commit->last;
    if (input == commit->ready)
        commit->moved = now();
    while (commit->ready < commit->last && commit->entries[commit->ready].done)
        commit->ready++;
    bool full = commit->ready - commit->next >= GROUP;
    return full ? batch_commit_flush(commit) : batch_commit_wait(commit);
}

bool batch_commit_wait(struct commit *commit) {
    batch_progress_show(&commit->progress);
    return now() - commit->since < GROUP_TIME || batch_commit_flush(commit);
}

bool batch_commit_leave(struct commit *commit, size_t input, const char *why) {
    struct commit_entry *entry = &commit->entries[input];
    entry->left = true;
    entry->why = why;
    ++*(why != NULL ? &commit->progress.kept : &commit->progress.left);
    return advance(commit, input);
}

/* A worker that a hostile form took over may say anything: it must be a line about this form. */
static struct json *line_of(const struct commit *commit, const struct outcome *outcome) {
    if (outcome->text == NULL)
        return NULL;
    struct json *line = json_read(outcome->text, outcome->length);
    bool ours =
        json_size(line, "greffe-batch") == 1 && outcome->length > 0 &&
        outcome->text[outcome->length - 1] == '}' && strchr(outcome->text, '\n') == NULL &&
        strcmp(json_text(line, "input"), commit->batch->inbox.inputs[outcome->input].name) == 0;
    if (ours)
        return line;
    json_free(line);
    return NULL;
}

bool batch_commit_take(struct commit *commit, struct outcome *outcome) {
    struct commit_entry *entry = &commit->entries[outcome->input];
    entry->outcome = *outcome;
    entry->line = line_of(commit, outcome);
    outcome->spent = json_size(entry->line, "status") == GREFFE_MACHINE;
    const char *fatal = json_text(entry->line, "fatal");
    if (*fatal == '\0') {
        ++*counter_of(&commit->progress, first_fate(entry));
        return advance(commit, outcome->input);
    }
    batch_progress_clear(&commit->progress);
    output_say("greffe : « %s » n’a pas pu être écrit : %s.\n", commit->batch->folder, fatal);
    commit->status = GREFFE_MACHINE;
    return false;
}
