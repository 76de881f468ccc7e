#include "batch.h"

#include "batch_again.h"
#include "batch_choices.h"
#include "batch_commit.h"
#include "batch_journal.h"
#include "batch_notice.h"
#include "batch_pool.h"
#include "batch_report.h"
#include "beneath.h"
#include "memory.h"
#include "options.h"
#include "output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

bool batch_wanted(const struct options *options) {
    bool asked = options->jobs > 0 || options->report != NULL || options->name != NULL ||
                 options->again != AGAIN_ALL || options->timeout > 0 || options->memory > 0 ||
                 options->shard_count > 0 || options->report_without_values ||
                 options->themes != NULL || options->notice != NULL;
    for (size_t i = 0; !asked && i < options->argument_count; i++)
        asked = strcmp(options->arguments[i], "-") == 0 || output_is_folder(options->arguments[i]);
    return asked;
}

/* ---- The folder of files without a name ---- */

/* They stand in .greffe/K-N of the outputs' folder: two shards may share it. */
static char *temporary_path(const struct options *options) {
    size_t shard = options->shard_count > 0 ? options->shard : 1;
    size_t count = options->shard_count > 0 ? options->shard_count : 1;
    return memory_format(BATCH_TEMPORARY "/%zu-%zu", shard, count);
}

/* What a run that was killed left there. */
static void empty_folder(int descriptor) {
    int copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *folder = copy >= 0 ? fdopendir(copy) : NULL;
    if (folder == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            (void)unlinkat(descriptor, entry->d_name, 0);
    closedir(folder);
}

static bool open_outputs(struct batch *batch) {
    if (mkdir(batch->folder, 0777) == 0 || errno == EEXIST)
        batch->outputs = open(batch->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (batch->outputs >= 0)
        return true;
    output_say("greffe : « %s » n’a pas pu être créé : %s.\n", batch->folder, output_cause(errno));
    return false;
}

/* A descriptor that is not the lock's: the workers have it, too. */
static bool open_unnamed(struct batch *batch, int descriptor) {
    batch->unnamed = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return batch->unnamed >= 0;
}

/* The folder, empty and locked; -1 after a message. */
static int open_temporary(struct batch *batch) {
    const char *rest = NULL;
    char *path = memory_format("%s/", batch->temporary);
    int descriptor = beneath_folder(batch->outputs, path, false, &rest);
    batch->awaited = descriptor >= 0;
    if (descriptor < 0 && errno == ENOENT)
        descriptor = beneath_folder(batch->outputs, path, true, &rest);
    free(path);
    if (descriptor < 0 || !open_unnamed(batch, descriptor)) {
        output_say("greffe : « %s/%s » n’a pas pu être créé : %s.\n", batch->folder,
            batch->temporary, output_cause(errno));
    } else if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        empty_folder(descriptor);
        return descriptor;
    } else {
        output_say("greffe : une autre commande écrit déjà dans « %s ».\n", batch->folder);
    }
    if (descriptor >= 0)
        close(descriptor);
    return -1;
}

/* Another shard may still have its own folder beside it. One that was there before (an unfinished run left it, or
 * somebody wants to learn whether this one is finished) goes only when the batch is finished. */
static void close_temporary(const struct batch *batch, int descriptor) {
    empty_folder(descriptor);
    if (batch->finished || !batch->awaited) {
        (void)beneath_remove(batch->outputs, batch->temporary, AT_REMOVEDIR);
        (void)beneath_remove(batch->outputs, BATCH_TEMPORARY, AT_REMOVEDIR);
    }
    close(descriptor);
}

/* ---- The run ---- */

/* What the pool asks for. */
struct run {
    struct batch *batch;
    struct journal *journal;
    struct commit *commit;
    size_t next;
    bool broken; /* the machine failed while something was left as it is */
};

static enum pool_next next_input(void *context, size_t *input) {
    struct run *run = context;
    if (run->broken || run->next == run->batch->inbox.count)
        return POOL_NEXT_NONE;
    *input = run->next++;
    enum again_verdict verdict = batch_again_judge(run->batch, run->journal, *input);
    if (verdict == AGAIN_DO)
        return POOL_NEXT_INPUT;
    run->broken = !batch_commit_leave(run->commit, *input, batch_again_reason(verdict));
    return POOL_NEXT_PASSED;
}

static bool take_outcome(void *context, struct outcome *outcome) {
    struct run *run = context;
    return batch_commit_take(run->commit, outcome) && !run->broken;
}

static bool wait_for_outcomes(void *context) {
    struct run *run = context;
    return batch_commit_wait(run->commit) && !run->broken;
}

static size_t worker_count(const struct batch *batch) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = batch->options->jobs > 0 ? batch->options->jobs
                   : processors > 0         ? (size_t)processors
                                            : 1;
    size_t most = batch->inbox.count > 0 ? batch->inbox.count : 1;
    return count < most ? count : most;
}

static enum greffe_status end_status(enum pool_end end, const struct run *run) {
    struct progress *progress = &run->commit->progress;
    if (run->batch->finished)
        return run->commit->status;
    batch_progress_clear(progress);
    if (end == POOL_INTERRUPTED)
        output_say("greffe : interrompu.\n");
    else if (end == POOL_FAILED)
        output_say("greffe : aucun processus n’a pu être lancé : %s.\n", strerror(errno));
    output_say(run->commit->unwritten
                   ? "    Des PDF peuvent être là sans que le rapport en parle ; --resume fera le "
                     "reste, et les y mettra.\n"
                   : "    Ce qui est fait est dans le rapport ; --resume fera le reste.\n");
    return GREFFE_MACHINE;
}

static enum greffe_status run_all(struct batch *batch, struct journal *journal) {
    struct commit commit;
    struct run run = {.batch = batch, .journal = journal, .commit = &commit};
    batch_commit_begin(&commit, batch, journal);
    struct pool_user user = {next_input, take_outcome, wait_for_outcomes, &run};
    enum pool_end end = batch_pool_run(batch, worker_count(batch), &user);
    int error = errno;
    run.broken = !batch_commit_flush(&commit) || run.broken;
    batch->finished = end == POOL_FINISHED && !run.broken;
    errno = error;
    enum greffe_status status = end_status(end, &run);
    batch_progress_end(&commit.progress, batch->report);
    batch_commit_end(&commit);
    return status;
}

/* Which themes there are counts, too: a form may get one that it had not. What is in them is told by each form. */
static void add_themes(struct batch *batch) {
    struct dirent **entries = NULL;
    char *text = NULL;
    size_t length = 0;
    int count = scandir(batch->options->themes, &entries, NULL, alphasort);
    FILE *stream = open_memstream(&text, &length);
    if (stream != NULL)
        fputs(batch->fingerprint, stream);
    for (int i = 0; i < count; i++) {
        if (stream != NULL)
            fprintf(stream, "/%s", entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    if (stream != NULL && fclose(stream) == 0)
        greffe_digest(text, length, batch->fingerprint);
    free(text);
}

/* Models are read once, before the workers are forked; what is wrong with them is told once. */
static void load_models(struct batch *batch) {
    struct greffe_result *list = greffe_list(batch->greffe);
    if (list != NULL && list->errors > 0)
        fputs(greffe_result_text(list, false), stderr);
    greffe_result_free(list);
    greffe_fingerprint(batch->greffe, batch->fingerprint);
    if (batch->options->themes != NULL)
        add_themes(batch);
}

static bool refuse_notice(const char *model, const struct greffe_result *result) {
    output_say("greffe : le modèle « %s » ne peut pas servir aux avis de rejet.\n", model);
    if (result != NULL)
        fputs(greffe_result_text(result, false), stderr);
    output_say("    Un tel modèle a les champs de « avis-rejet » ; --notice=none : pas d’avis.\n");
    return false;
}

/* A model without the fields of a notice is refused before any form is. */
static bool try_notice(struct batch *batch, const char *model) {
    struct greffe_result *example = batch_notice_example(batch->greffe, model);
    bool fits = example != NULL && example->status != GREFFE_FORM;
    if (fits)
        batch->notice = model;
    else
        refuse_notice(model, example);
    greffe_result_free(example);
    return fits;
}

/* Whose models have none for notices gets texts alone, unless one was asked for. */
static bool find_notice(struct batch *batch) {
    const char *asked = batch->options->notice;
    const char *model = asked != NULL ? asked : "avis-rejet";
    batch->notices = strcmp(model, "none") != 0;
    if (!batch->notices)
        return true;
    struct greffe_result *skeleton = greffe_skeleton(batch->greffe, model);
    bool possible = true;
    if (skeleton != NULL && skeleton->status == GREFFE_OK)
        possible = try_notice(batch, model);
    else if (asked != NULL)
        possible = refuse_notice(model, skeleton);
    else
        output_say("greffe : le modèle « %s » ne peut pas servir : les avis de rejet n’auront pas "
                   "de PDF.\n",
            model);
    greffe_result_free(skeleton);
    return possible;
}

/* « rapport.csv » beside « rapport.jsonl » */
static bool save_beside(
    const struct batch *batch, const struct report *report, const char *extension) {
    char *path = batch_inbox_stem(batch->report, extension);
    bool saved = batch_report_save(report, path);
    free(path);
    return saved;
}

static enum greffe_status save_reports(const struct batch *batch, const struct journal *journal) {
    struct report report;
    batch_report_gather(&report, journal, 1);
    bool saved = save_beside(batch, &report, ".csv");
    saved = save_beside(batch, &report, ".html") && saved;
    batch_report_free(&report);
    return saved ? GREFFE_OK : GREFFE_MACHINE;
}

static enum greffe_status run_locked(struct batch *batch) {
    struct journal journal;
    enum greffe_status status = GREFFE_USAGE;
    load_models(batch);
    if (!find_notice(batch))
        return GREFFE_USAGE;
    int temporary = open_outputs(batch) ? open_temporary(batch) : -1;
    if (temporary < 0)
        return GREFFE_MACHINE;
    if (batch_journal_open(batch->report, &journal)) {
        batch->locks[0] = temporary;
        batch->locks[1] = journal.descriptor;
        status = run_all(batch, &journal);
        status = output_worst(status, save_reports(batch, &journal));
    }
    batch_journal_close(&journal);
    close_temporary(batch, temporary);
    return status;
}

static char *report_path(const struct options *options) {
    if (options->report != NULL)
        return memory_copy(options->report, strlen(options->report));
    if (options->shard_count == 0)
        return memory_format("%s/rapport.jsonl", options->output);
    return memory_format(
        "%s/rapport-%zu-%zu.jsonl", options->output, options->shard, options->shard_count);
}

static bool is_possible(const struct options *options) {
    const char *name = options->name;
    if (options->output == NULL || strcmp(options->output, "-") == 0)
        output_say("greffe : un lot de formulaires demande un dossier après -o.\n");
    else if (output_is_file(options->output))
        output_say("greffe : « %s » est un fichier : un lot de formulaires demande un dossier "
                   "après -o.\n",
            options->output);
    else if (options->first_sheet > 0)
        output_say("greffe : --first-sheet numérote des pages qui se suivent : cela ne se fait pas "
                   "par lots.\n");
    else if (options->themes != NULL && !output_is_folder(options->themes))
        output_say("greffe : --themes : « %s » n’est pas un dossier.\n", options->themes);
    else if (options->report != NULL && batch_report_is_format(options->report) &&
             strcmp(strrchr(options->report, '.'), ".jsonl") != 0)
        output_say(
            "greffe : --report attend un nom en .jsonl : le tableau .csv et la page .html sont "
            "écrits à côté.\n");
    else if (name != NULL && options->parts)
        output_say("greffe : --name et --parts se contredisent.\n");
    else if (name != NULL && !batch_inbox_is_inside(name))
        output_say("greffe : --name=%s : le nom doit rester dans le dossier -o.\n"
                   "    Écrivez un chemin relatif, sans « .. ».\n",
            name);
    else
        return true;
    return false;
}

/* What is wrong with every form is told once, before anything is written. */
static enum greffe_status prepare(struct greffe *greffe, const struct options *options) {
    struct greffe_request request = {.name = options->name};
    struct greffe_result *result = greffe_prepare(greffe, &request);
    if (result == NULL)
        return output_exhausted();
    enum greffe_status status = result->status;
    output_messages(result, options);
    greffe_result_free(result);
    return status;
}

enum greffe_status batch_run(struct greffe *greffe, const struct options *options) {
    enum greffe_status prepared = is_possible(options) ? prepare(greffe, options) : GREFFE_USAGE;
    if (prepared != GREFFE_OK)
        return prepared;
    struct batch batch = {.greffe = greffe,
        .options = options,
        .folder = options->output,
        .outputs = -1,
        .unnamed = -1,
        .temporary = temporary_path(options),
        .report = report_path(options),
        .choices = batch_choices_text(options)};
    enum greffe_status status = GREFFE_USAGE;
    if (batch_inbox_fill(options, &batch.inbox))
        status = run_locked(&batch);
    if (batch.inbox.ignored > 0)
        output_say("Fichiers qui ne sont pas des formulaires (.xml), laissés de côté : %zu.\n",
            batch.inbox.ignored);
    if (batch.inbox.unread > 0)
        status = output_worst(status, GREFFE_MACHINE);
    batch_inbox_free(&batch.inbox);
    if (batch.unnamed >= 0)
        close(batch.unnamed);
    if (batch.outputs >= 0)
        close(batch.outputs);
    free(batch.temporary);
    free(batch.report);
    free(batch.choices);
    return status;
}
