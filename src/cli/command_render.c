/* From forms to PDFs. */
#include "commands.h"

#include "batch.h"
#include "given_pdf.h"
#include "options.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Says what was made: nothing is more annoying than a program that ends without a word. */
static void say_made(const char *path, size_t pages, size_t first_sheet) {
    output_say("%s : %zu page%s", path, pages, pages > 1 ? "s" : "");
    if (first_sheet > 0 && pages > 1)
        output_say(", feuillets %zu à %zu", first_sheet, first_sheet + pages - 1);
    else if (first_sheet > 0)
        output_say(", feuillet %zu", first_sheet);
    output_say(".\n");
}

/* ---- Where the PDFs go ---- */

/* The PDF of each form, in their order; no paths at all when it goes to standard output. */
struct targets {
    char **paths;
    size_t count;
};

static void targets_free(struct targets *targets) {
    for (size_t i = 0; i < targets->count; i++)
        free(targets->paths[i]);
    free(targets->paths);
}

static char *target_of(const struct options *options, const char *form) {
    const char *output = options->output;
    if (output == NULL || output_is_folder(output))
        return output_path(form, output, ".pdf");
    return strdup(output);
}

/* False when memory is exhausted; targets_free frees them in any case. */
static bool targets_make(const struct options *options, struct targets *targets) {
    *targets = (struct targets){0};
    if (options->output != NULL && strcmp(options->output, "-") == 0)
        return true;
    targets->paths = calloc(options->argument_count, sizeof *targets->paths);
    if (targets->paths == NULL)
        return false;
    for (size_t i = 0; i < options->argument_count; i++) {
        targets->paths[i] = target_of(options, options->arguments[i]);
        if (targets->paths[i] == NULL)
            return false;
        targets->count++;
    }
    return true;
}

/* The second PDF would replace the first, which is Greffe's own: nobody would ever see it. */
static bool targets_differ(const struct options *options, const struct targets *targets) {
    for (size_t i = 0; i < targets->count; i++)
        for (size_t k = 0; k < i; k++)
            if (output_same(targets->paths[k], targets->paths[i])) {
                output_say("greffe : « %s » et « %s » donneraient le même PDF, « %s ». Rien n’a "
                           "été écrit.\n"
                           "    Imprimez-les l’un après l’autre, sous des noms différents.\n",
                    options->arguments[k], options->arguments[i], targets->paths[i]);
                return false;
            }
    return true;
}

/* Before any form is read: a slip is not worth one PDF of several. */
static bool targets_may_be_written(const struct options *options, const struct targets *targets) {
    if (!targets_differ(options, targets))
        return false;
    for (size_t i = 0; i < targets->count; i++)
        if (!output_may_write(targets->paths[i], options))
            return false;
    return true;
}

/* ---- Rendering ---- */

/* `path` NULL: to standard output. */
static enum greffe_status save_pdf(const struct options *options,
    const struct greffe_request *request, const char *path, const struct greffe_result *result) {
    if (path == NULL)
        return output_standard(result->bytes, result->length) ? GREFFE_OK : GREFFE_MACHINE;
    enum greffe_status status = output_save(path, result->bytes, result->length, options);
    if (status == GREFFE_OK)
        say_made(path, result->pages, request->first_sheet);
    return status;
}

/* `sheet` is the number of the first sheet, and then of that after the last; 0: they have none. */
static enum greffe_status render_read(struct greffe *greffe, const struct options *options,
    struct greffe_request *request, const char *path, unsigned *sheet) {
    request->first_sheet = *sheet;
    struct greffe_result *result = greffe_render(greffe, request);
    if (result == NULL)
        return output_exhausted();
    output_messages(result, options);
    enum greffe_status status = result->status;
    if (result->bytes != NULL)
        status = output_worst(status, save_pdf(options, request, path, result));
    else if (status == GREFFE_FORM)
        output_say("%s : aucun PDF n’a été écrit (%zu erreur%s).\n", request->path, result->errors,
            result->errors > 1 ? "s" : "");
    *sheet += *sheet > 0 ? (unsigned)result->pages : 0;
    greffe_result_free(result);
    return status;
}

/* A form, or the one that a finished PDF carries. */
static enum greffe_status render_one(struct greffe *greffe, const struct options *options,
    const char *form, const char *path, unsigned *sheet) {
    struct given_pdf pdf;
    enum greffe_status status = given_pdf_read(greffe, options, form, &pdf);
    if (status == GREFFE_OK) {
        struct greffe_request request = given_pdf_request(options, form, &pdf);
        status = render_read(greffe, options, &request, path, sheet);
    }
    given_pdf_free(&pdf);
    return status;
}

/* Nobody knows how many sheets a form takes that was not printed. */
static void say_unnumbered(const char *form) {
    output_say(
        "greffe : les formulaires qui suivent « %s » n’ont pas été imprimés, faute de savoir à "
        "quel feuillet ils commencent.\n"
        "    Corrigez-le, puis recommencez.\n",
        form);
}

static enum greffe_status render_all(
    struct greffe *greffe, const struct options *options, const struct targets *targets) {
    enum greffe_status worst = GREFFE_OK;
    unsigned sheet = options->first_sheet;
    for (size_t i = 0; i < options->argument_count; i++) {
        worst = output_worst(worst, render_one(greffe, options, options->arguments[i],
                                        targets->count > 0 ? targets->paths[i] : NULL, &sheet));
        if (sheet > 0 && worst != GREFFE_OK && i + 1 < options->argument_count) {
            say_unnumbered(options->arguments[i]);
            break;
        }
    }
    return worst;
}

/* ---- Parts ---- */

static char *part_path(const struct options *options, const struct greffe_part *part) {
    const char *form = options->arguments[0];
    const char *slash = strrchr(form, '/');
    char *path = NULL;
    int length = options->output != NULL ? asprintf(&path, "%s/%s", options->output, part->name)
                 : slash != NULL ? asprintf(&path, "%.*s/%s", (int)(slash - form), form, part->name)
                                 : asprintf(&path, "%s", part->name);
    return length < 0 ? NULL : path;
}

static enum greffe_status save_part(
    const struct options *options, const struct greffe_part *part, size_t sheet) {
    char *path = part_path(options, part);
    if (path == NULL)
        return output_exhausted();
    enum greffe_status status = output_save(path, part->bytes, part->length, options);
    if (status == GREFFE_OK)
        say_made(path, part->pages, sheet);
    free(path);
    return status;
}

static enum greffe_status save_parts(
    struct greffe *greffe, const struct options *options, const struct greffe_request *request) {
    struct greffe_result *result = greffe_render(greffe, request);
    if (result == NULL)
        return output_exhausted();
    output_messages(result, options);
    enum greffe_status status = result->status;
    size_t sheet = request->first_sheet;
    for (size_t i = 0; i < result->part_count; i++) {
        status = output_worst(status, save_part(options, &result->parts[i], sheet));
        sheet += sheet > 0 ? result->parts[i].pages : 0;
    }
    if (status == GREFFE_FORM && result->part_count == 0)
        output_say("%s : aucun PDF n’a été écrit (%zu erreur%s).\n", request->path, result->errors,
            result->errors > 1 ? "s" : "");
    greffe_result_free(result);
    return status;
}

static enum greffe_status render_parts(struct greffe *greffe, const struct options *options) {
    struct given_pdf pdf;
    enum greffe_status status = given_pdf_read(greffe, options, options->arguments[0], &pdf);
    if (status == GREFFE_OK) {
        struct greffe_request request = given_pdf_request(options, options->arguments[0], &pdf);
        status = save_parts(greffe, options, &request);
    }
    given_pdf_free(&pdf);
    return status;
}

/* False after a message. */
static bool parts_are_possible(const struct options *options) {
    if (options->argument_count > 1)
        fputs("greffe : --parts imprime un seul formulaire à la fois.\n", stderr);
    else if (options->output != NULL && !output_is_folder(options->output))
        fputs("greffe : --parts demande un dossier existant après -o.\n", stderr);
    else
        return true;
    return false;
}

/* ---- The command ---- */

enum greffe_status command_render(struct greffe *greffe, const struct options *options) {
    if (options->argument_count == 0) {
        fputs("greffe : nommez le ou les formulaires à imprimer.\n", stderr);
        return GREFFE_USAGE;
    }
    if (options->fields && options->no_fields) {
        fputs("greffe : --fields et --no-fields se contredisent.\n", stderr);
        return GREFFE_USAGE;
    }
    if (batch_wanted(options))
        return batch_run(greffe, options);
    if (options->parts)
        return parts_are_possible(options) ? render_parts(greffe, options) : GREFFE_USAGE;
    if (options->argument_count > 1 && options->output != NULL &&
        !output_is_folder(options->output)) {
        fputs("greffe : plusieurs formulaires demandent un dossier existant après -o.\n", stderr);
        return GREFFE_USAGE;
    }
    struct targets targets;
    enum greffe_status status = GREFFE_USAGE;
    if (!targets_make(options, &targets))
        status = output_exhausted();
    else if (targets_may_be_written(options, &targets))
        status = render_all(greffe, options, &targets);
    targets_free(&targets);
    return status;
}
