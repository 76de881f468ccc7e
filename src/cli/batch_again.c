#include "batch_again.h"

#include "batch.h"
#include "batch_choices.h"
#include "batch_journal.h"
#include "batch_place.h"
#include "json.h"
#include "memory.h"
#include "options.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The worst that stands in the place of a line's files, in the order of enum greffe_standing; GREFFE_NOTHING
 * when one of them is missing, or when there are none. */
static enum greffe_standing standing_of(const struct batch *batch, const struct journal *journal,
    const char *input, const struct json *line) {
    const struct json *files = json_member(line, "files");
    enum greffe_standing worst = GREFFE_NOTHING;
    for (const struct json *file = files != NULL ? files->first : NULL; file != NULL;
         file = file->next) {
        const char *path = json_text(file, "path");
        const char *owner = batch_journal_owner(journal, path);
        enum greffe_standing standing = batch_place_standing(batch, path);
        if (standing == GREFFE_NOTHING || owner == NULL || strcmp(owner, input) != 0)
            return GREFFE_NOTHING;
        worst = standing > worst ? standing : worst;
    }
    return worst;
}

static bool is_digest_of(const char *path, const char *digest) {
    char found[GREFFE_DIGEST_SIZE];
    batch_place_digest(AT_FDCWD, path, found);
    return *found != '\0' && strcmp(found, digest) == 0;
}

/* The folder that a form's files were read beneath, as the worker asked for it. */
static char *folder_of(const struct batch *batch, const struct input *input) {
    if (batch->options->root != NULL)
        return memory_copy(batch->options->root, strlen(batch->options->root));
    return batch_inbox_stem(input->path, "");
}

/* Of --resume, themes count with the models: what another look would give is left. */
static bool read_the_same(
    const struct batch *batch, const struct input *input, const struct json *line, bool themes) {
    const struct json *reads = json_member(line, "read");
    if (reads == NULL || reads->first == NULL ||
        !is_digest_of(input->path, json_text(reads->first, "digest")))
        return false;
    char *folder = folder_of(batch, input);
    bool same = true;
    for (const struct json *read = reads->first->next; same && read != NULL; read = read->next) {
        bool theme = strcmp(json_text(read, "from"), "themes") == 0;
        const char *from = theme && batch->options->themes != NULL ? batch->options->themes
                           : theme                                 ? ""
                                                                   : folder;
        char *path = memory_format("%s/%s", from, json_text(read, "name"));
        same = (theme && !themes) || is_digest_of(path, json_text(read, "digest"));
        free(path);
    }
    free(folder);
    return same;
}

static bool is_unchanged(
    const struct batch *batch, const struct input *input, const struct json *line) {
    return strcmp(json_text(line, "models"), batch->fingerprint) == 0 &&
           strcmp(json_text(line, "outcome"), "present") != 0 &&
           read_the_same(batch, input, line, true);
}

/* By the line that tells of what stands there. What was made with other options is not what is asked for. */
static enum again_verdict judge(const struct batch *batch, const struct journal *journal,
    const struct input *input, const struct json *printed) {
    enum greffe_standing standing = standing_of(batch, journal, input->name, printed);
    bool refresh = batch->options->again == AGAIN_REFRESH;
    bool there = standing == GREFFE_OWN || standing == GREFFE_SIGNED;
    if (refresh && (standing == GREFFE_SIGNED || standing == GREFFE_FOREIGN))
        return AGAIN_UNTOUCHED;
    if (!there || !batch_choices_same(batch, printed))
        return AGAIN_DO;
    if (refresh)
        return is_unchanged(batch, input, printed) ? AGAIN_LEAVE : AGAIN_DO;
    return read_the_same(batch, input, printed, false) ? AGAIN_LEAVE : AGAIN_CHANGED;
}

/* A form that was refused is looked at again: what it lacked may be there now. */
static bool is_finished(const struct journal *journal, const char *input) {
    char *text = NULL;
    struct json *last = batch_journal_last(journal, input, &text);
    const char *outcome = json_text(last, "outcome");
    bool finished =
        last != NULL && strcmp(outcome, "refused") != 0 && strcmp(outcome, "failed") != 0;
    json_free(last);
    free(text);
    return finished;
}

enum again_verdict batch_again_judge(
    const struct batch *batch, const struct journal *journal, size_t input) {
    const struct input *judged = &batch->inbox.inputs[input];
    char *text = NULL;
    if (batch->options->again == AGAIN_ALL || !is_finished(journal, judged->name))
        return AGAIN_DO;
    struct json *line = batch_journal_printed(journal, judged->name, &text);
    enum again_verdict verdict = line != NULL ? judge(batch, journal, judged, line) : AGAIN_DO;
    json_free(line);
    free(text);
    return verdict;
}

const char *batch_again_reason(enum again_verdict verdict) {
    switch (verdict) {
    case AGAIN_UNTOUCHED:
        return "son PDF a été signé ou changé depuis : il n’a pas été touché";
    case AGAIN_CHANGED:
        return "le formulaire ou un fichier qu’il nomme a changé depuis que ce PDF a été fait ; "
               "--refresh le refait, sauf s’il est signé";
    case AGAIN_DO:
    case AGAIN_LEAVE:
        break;
    }
    return NULL;
}
