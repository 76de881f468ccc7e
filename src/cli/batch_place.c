#include "batch_place.h"

#include "batch.h"
#include "batch_choices.h"
#include "batch_journal.h"
#include "batch_line.h"
#include "batch_worker.h"
#include "beneath.h"
#include "json.h"
#include "memory.h"
#include "options.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES ((off_t)512 * 1024 * 1024)

const char *batch_place_fate_name(enum fate fate) {
    static const char *const names[] = {"made", "present", "refused", "kept", "failed"};
    return names[fate];
}

/* ---- Digests ---- */

static size_t read_whole(int descriptor, char *bytes, size_t wanted) {
    size_t length = 0;
    while (length < wanted) {
        ssize_t count = read(descriptor, bytes + length, wanted - length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        length += (size_t)count;
    }
    return length;
}

void batch_place_digest(int folder, const char *path, char *digest) {
    struct stat status;
    int descriptor = openat(folder, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    *digest = '\0';
    if (descriptor < 0)
        return;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
        status.st_size <= MOST_BYTES) {
        char *bytes = memory_zeroed((size_t)status.st_size, 1);
        if (read_whole(descriptor, bytes, (size_t)status.st_size) == (size_t)status.st_size)
            greffe_digest(bytes, (size_t)status.st_size, digest);
        free(bytes);
    }
    close(descriptor);
}

/* Whether the file of a journal line stands there as it was written. */
static bool stands(const struct batch *batch, const struct json *file) {
    char digest[GREFFE_DIGEST_SIZE] = "";
    const char *name = NULL;
    int folder = beneath_folder(batch->outputs, json_text(file, "path"), false, &name);
    if (folder < 0)
        return false;
    batch_place_digest(folder, name, digest);
    close(folder);
    return *digest != '\0' && strcmp(digest, json_text(file, "digest")) == 0;
}

enum greffe_standing batch_place_standing(const struct batch *batch, const char *path) {
    const char *name = NULL;
    int folder = beneath_folder(batch->outputs, path, false, &name);
    if (folder < 0)
        return errno == ENOENT ? GREFFE_NOTHING : GREFFE_FOREIGN;
    enum greffe_standing standing = greffe_standing(folder, name);
    close(folder);
    return standing;
}

/* ---- One file ---- */

/* One file on its way to its name. */
struct placing {
    const struct batch *batch;
    const struct journal *journal;
    struct name_index *owners;
    size_t input;
    const struct json *line; /* the answer */
    const struct json *file;
    const char *path; /* relative to the outputs' folder */
    const char *temporary;
    int folder;       /* the descriptor of the one in which it will stand */
    const char *name; /* there */
    char **said;
};

static enum fate say(const struct placing *placing, enum fate fate, const char *format) {
    free(*placing->said);
    *placing->said = memory_format("« %s » %s", placing->path, format);
    return fate;
}

static bool is_same(const struct placing *placing) {
    char digest[GREFFE_DIGEST_SIZE];
    batch_place_digest(placing->folder, placing->name, digest);
    return strcmp(digest, json_text(placing->file, "digest")) == 0;
}

/* A text does not say who made it: it is Greffe's if the journal tells of these very bytes. */
static bool is_known(const struct placing *placing) {
    char digest[GREFFE_DIGEST_SIZE];
    char *text = NULL;
    bool known = false;
    batch_place_digest(placing->folder, placing->name, digest);
    struct json *last = batch_journal_last(
        placing->journal, placing->batch->inbox.inputs[placing->input].name, &text);
    const struct json *files = json_member(last, "files");
    for (const struct json *file = files != NULL ? files->first : NULL; file != NULL;
         file = file->next)
        known = known || (strcmp(json_text(file, "path"), placing->path) == 0 &&
                             strcmp(json_text(file, "digest"), digest) == 0);
    json_free(last);
    free(text);
    return known;
}

static enum fate say_unwritten(const struct placing *placing) {
    char *why = memory_format("n’a pas pu être écrit : %s", output_cause(errno));
    enum fate fate = say(placing, FATE_FAILED, why);
    free(why);
    return fate;
}

static enum fate move(const struct placing *placing, bool force) {
    errno = 0;
    switch (greffe_place(
        placing->batch->unnamed, placing->temporary, placing->folder, placing->name, force)) {
    case GREFFE_SAVED:
        return FATE_MADE;
    case GREFFE_SAVE_REFUSED:
        return say(placing, FATE_KEPT,
            greffe_standing(placing->folder, placing->name) == GREFFE_SIGNED
                ? "a été signé ou complété depuis : il n’a pas été touché"
                : "existe déjà, et n’est pas tel que Greffe l’a écrit : il n’a pas été touché");
    case GREFFE_SAVE_PROTECTED:
        return say(placing, FATE_KEPT, "est protégé contre l’écriture : il n’a pas été touché");
    case GREFFE_SAVE_FAILED:
        break;
    }
    char *why = memory_format("n’a pas pu être écrit : %s", output_cause(errno));
    enum fate fate = say(placing, FATE_FAILED, why);
    free(why);
    return fate;
}

/* Another form's output, of this run or an earlier one, is not replaced. */
static const char *other_owner(const struct placing *placing) {
    const struct inbox *inbox = &placing->batch->inbox;
    const char *own = inbox->inputs[placing->input].name;
    size_t *owner = name_index_add(placing->owners, placing->path);
    if (*owner != NAME_INDEX_NEW)
        return *owner != placing->input ? inbox->inputs[*owner].name : NULL;
    const char *earlier = batch_journal_owner(placing->journal, placing->path);
    return earlier != NULL && strcmp(earlier, own) != 0 ? earlier : NULL;
}

/* The first of some files that were read which is no theme: those count with the models. */
static const struct json *skip_themes(const struct json *read) {
    while (read != NULL && strcmp(json_text(read, "from"), "themes") == 0)
        read = read->next;
    return read;
}

static const struct json *first_read(const struct json *line) {
    const struct json *reads = json_member(line, "read");
    return reads != NULL ? skip_themes(reads->first) : NULL;
}

static bool is_of_the_same(const struct json *left_line, const struct json *right_line) {
    const struct json *left = first_read(left_line);
    const struct json *right = first_read(right_line);
    while (left != NULL && right != NULL &&
           strcmp(json_text(left, "name"), json_text(right, "name")) == 0 &&
           strcmp(json_text(left, "digest"), json_text(right, "digest")) == 0) {
        left = skip_themes(left->next);
        right = skip_themes(right->next);
    }
    return left == NULL && right == NULL;
}

/* What --resume leaves of a PDF that stands there: all, unless the journal tells that it was made with other
 * options, or of another form. */
static enum fate place_beside(const struct placing *placing) {
    char *text = NULL;
    struct json *printed = batch_journal_printed(
        placing->journal, placing->batch->inbox.inputs[placing->input].name, &text);
    bool asked = printed == NULL || batch_choices_same(placing->batch, printed);
    bool same = printed == NULL || is_of_the_same(printed, placing->line);
    json_free(printed);
    free(text);
    if (!asked)
        return move(placing, placing->batch->options->force);
    return same ? FATE_PRESENT
                : say(placing, FATE_KEPT,
                      "a été fait avant que le formulaire ou un fichier qu’il nomme ne "
                      "change ; --refresh le refait, sauf s’il est signé");
}

static enum fate place_new(const struct placing *placing) {
    const struct options *options = placing->batch->options;
    enum greffe_standing standing = greffe_standing(placing->folder, placing->name);
    if (standing == GREFFE_NOTHING)
        return move(placing, false);
    if (is_same(placing))
        return FATE_MADE;
    const char *kind = json_text(placing->file, "kind");
    if (options->again == AGAIN_RESUME && strcmp(kind, "pdf") == 0 &&
        (standing == GREFFE_OWN || standing == GREFFE_SIGNED))
        return place_beside(placing);
    bool text = strcmp(kind, "text") == 0;
    return move(placing, options->force || (text && is_known(placing)));
}

static enum fate place_beneath(struct placing *placing) {
    placing->folder = beneath_folder(placing->batch->outputs, placing->path, true, &placing->name);
    if (placing->folder < 0)
        return say_unwritten(placing);
    enum fate fate = place_new(placing);
    close(placing->folder);
    return fate;
}

static bool is_temporary(const char *path) {
    return strncmp(path, BATCH_TEMPORARY "/", strlen(BATCH_TEMPORARY "/")) == 0;
}

static enum fate place_file(struct placing *placing) {
    const char *other = batch_inbox_is_inside(placing->path) ? other_owner(placing) : NULL;
    if (!batch_inbox_is_inside(placing->path))
        return say(placing, FATE_FAILED, "sortirait du dossier des PDF");
    if (is_temporary(placing->path))
        return say(placing, FATE_FAILED, "serait dans le dossier de travail de Greffe");
    if (other == NULL || placing->batch->options->force) {
        *name_index_add(placing->owners, placing->path) = placing->input;
        return place_beneath(placing);
    }
    char *why = memory_format("est déjà le fichier de « %s » : il n’a pas été touché", other);
    enum fate fate = say(placing, FATE_KEPT, why);
    free(why);
    return fate;
}

/* ---- All files ---- */

enum fate batch_place_files(const struct batch *batch, const struct journal *journal,
    struct name_index *owners, size_t input, const struct json *line, char **said) {
    const struct json *files = json_member(line, "files");
    enum fate worst = FATE_MADE;
    size_t number = 0;
    for (const struct json *file = files != NULL ? files->first : NULL; file != NULL;
         file = file->next) {
        char *temporary = batch_worker_temporary(input, number++);
        struct placing placing = {.batch = batch,
            .journal = journal,
            .owners = owners,
            .input = input,
            .line = line,
            .file = file,
            .path = json_text(file, "path"),
            .temporary = temporary,
            .said = said};
        enum fate fate = place_file(&placing);
        worst = fate > worst ? fate : worst;
        (void)unlinkat(batch->unnamed, temporary, 0); /* one that has its name is gone */
        free(temporary);
    }
    return worst;
}

/* The digest and the bytes of what stands there; "" when nothing does. */
static size_t measure(const struct batch *batch, const char *path, char *digest) {
    struct stat status = {0};
    const char *name = NULL;
    int folder = beneath_folder(batch->outputs, path, false, &name);
    *digest = '\0';
    if (folder < 0)
        return 0;
    batch_place_digest(folder, name, digest);
    (void)fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW);
    close(folder);
    return (size_t)status.st_size;
}

void batch_place_describe(const struct batch *batch, const struct json *line, FILE *stream) {
    const struct json *files = json_member(line, "files");
    const struct json *first = files != NULL ? files->first : NULL;
    for (const struct json *file = first; file != NULL; file = file->next) {
        char digest[GREFFE_DIGEST_SIZE];
        const char *path = json_text(file, "path");
        size_t bytes = measure(batch, path, digest);
        batch_line_file(stream, file == first, path, json_text(file, "kind"), digest, bytes);
    }
}

/* ---- Notices that still hold ---- */

static const char *text_digest(const struct json *line) {
    const struct json *files = json_member(line, "files");
    for (const struct json *file = files != NULL ? files->first : NULL; file != NULL;
         file = file->next)
        if (strcmp(json_text(file, "kind"), "text") == 0)
            return json_text(file, "digest");
    return "";
}

static bool all_stand(const struct batch *batch, const struct json *line) {
    const struct json *files = json_member(line, "files");
    bool stand = true;
    for (const struct json *file = files != NULL ? files->first : NULL; stand && file != NULL;
         file = file->next)
        stand = stands(batch, file);
    return stand;
}

bool batch_place_is_told(const struct batch *batch, const struct journal *journal, size_t input,
    const struct json *line) {
    char *text = NULL;
    struct json *last = batch_journal_last(journal, batch->inbox.inputs[input].name, &text);
    const char *digest = text_digest(line);
    bool told = *digest != '\0' && strcmp(text_digest(last), digest) == 0 && all_stand(batch, last);
    json_free(last);
    free(text);
    return told;
}

void batch_place_discard(const struct batch *batch, size_t input, const struct json *line) {
    const struct json *files = json_member(line, "files");
    size_t number = 0;
    for (const struct json *file = files != NULL ? files->first : NULL; file != NULL;
         file = file->next) {
        char *temporary = batch_worker_temporary(input, number++);
        (void)unlinkat(batch->unnamed, temporary, 0);
        free(temporary);
    }
}

/* ---- What is past ---- */

static void withdraw(const struct batch *batch, const struct json *file) {
    const char *kind = json_text(file, "kind");
    if ((strcmp(kind, "notice") == 0 || strcmp(kind, "text") == 0) && stands(batch, file))
        (void)beneath_remove(batch->outputs, json_text(file, "path"), 0);
}

void batch_place_withdraw(
    const struct batch *batch, const struct journal *journal, const char *input) {
    char *text = NULL;
    struct json *last = batch_journal_last(journal, input, &text);
    const struct json *files = json_member(last, "files");
    for (const struct json *file = files != NULL ? files->first : NULL; file != NULL;
         file = file->next)
        withdraw(batch, file);
    json_free(last);
    free(text);
}

/* Another form may have the name by now. */
static bool is_of_input(const struct batch *batch, const struct journal *journal,
    const struct name_index *owners, size_t input, const char *path) {
    const char *earlier = batch_journal_owner(journal, path);
    size_t owner = name_index_find(owners, path);
    return batch_inbox_is_inside(path) && earlier != NULL &&
           strcmp(earlier, batch->inbox.inputs[input].name) == 0 &&
           (owner == NAME_INDEX_NEW || owner == input);
}

char *batch_place_earlier(const struct batch *batch, const struct journal *journal,
    const struct name_index *owners, size_t input) {
    char *text = NULL;
    char *said = NULL;
    struct json *printed = batch_journal_printed(journal, batch->inbox.inputs[input].name, &text);
    const struct json *files = json_member(printed, "files");
    for (const struct json *file = files != NULL ? files->first : NULL;
         file != NULL && said == NULL; file = file->next) {
        const char *path = json_text(file, "path");
        if (is_of_input(batch, journal, owners, input, path) &&
            batch_place_standing(batch, path) != GREFFE_NOTHING)
            said = memory_format("« %s », fait avant ce refus, est resté : retirez-le s’il ne "
                                 "vaut plus",
                path);
    }
    json_free(printed);
    free(text);
    return said;
}
