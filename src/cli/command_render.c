/* From forms to files: PDFs and exports. */
#include "commands.h"

#include "options.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct greffe_request request_for(const struct options *options, const char *path) {
    return (struct greffe_request){.path = path,
        .variant = options->variant,
        .phase = options->phase,
        .draft = options->draft,
        .no_fields = options->no_fields};
}

/* Says what was made: nothing is more annoying than a program that ends without a word. */
static void say_made(const char *path, size_t pages) {
    fprintf(stderr, "%s : %zu page%s.\n", path, pages, pages > 1 ? "s" : "");
}

static enum greffe_status save_pdf(
    const struct options *options, const char *path, const struct greffe_result *result) {
    const char *output = options->output;
    if (output != NULL && strcmp(output, "-") == 0)
        return output_standard(result->bytes, result->length) ? GREFFE_OK : GREFFE_MACHINE;
    bool folder = output != NULL && output_is_folder(output);
    char *made = output == NULL || folder ? output_path(path, folder ? output : NULL, ".pdf")
                                          : strdup(output);
    if (made == NULL)
        return output_exhausted();
    enum greffe_status status = output_save(made, result->bytes, result->length, options->force);
    if (status == GREFFE_OK)
        say_made(made, result->pages);
    free(made);
    return status;
}

static enum greffe_status render_one(
    struct greffe *greffe, const struct options *options, const char *path) {
    struct greffe_request request = request_for(options, path);
    struct greffe_result *result = greffe_render(greffe, &request);
    if (result == NULL)
        return output_exhausted();
    output_messages(result, options);
    enum greffe_status status = result->status;
    if (result->bytes != NULL)
        status = output_worst(status, save_pdf(options, path, result));
    else if (status == GREFFE_FORM)
        fprintf(stderr, "%s : aucun PDF n’a été écrit (%zu erreur%s).\n", path, result->errors,
            result->errors > 1 ? "s" : "");
    greffe_result_free(result);
    return status;
}

enum greffe_status command_render(struct greffe *greffe, const struct options *options) {
    if (options->argument_count == 0) {
        fputs("greffe : nommez le ou les formulaires à imprimer.\n", stderr);
        return GREFFE_USAGE;
    }
    if (options->argument_count > 1 && options->output != NULL &&
        !output_is_folder(options->output)) {
        fputs("greffe : plusieurs formulaires demandent un dossier existant après -o.\n", stderr);
        return GREFFE_USAGE;
    }
    enum greffe_status worst = GREFFE_OK;
    for (size_t i = 0; i < options->argument_count; i++)
        worst = output_worst(worst, render_one(greffe, options, options->arguments[i]));
    return worst;
}

/* One file of an export, in the folder asked for. */
static enum greffe_status save_export(
    const struct options *options, const char *name, const struct greffe_result *result) {
    const char *folder = options->output != NULL ? options->output : ".";
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, name) < 0)
        return output_exhausted();
    enum greffe_status status = output_save(path, result->bytes, result->length, options->force);
    if (status == GREFFE_OK)
        fprintf(stderr, "%s\n", path);
    free(path);
    return status;
}

static enum greffe_status export_all(
    struct greffe *greffe, const struct options *options, const char *purpose) {
    if (options->argument_count != 1) {
        fputs("greffe : cette commande attend un formulaire, et -o DOSSIER.\n", stderr);
        return GREFFE_USAGE;
    }
    struct greffe_request request = request_for(options, options->arguments[0]);
    enum greffe_status status = GREFFE_OK;
    bool more = true;
    for (size_t index = 0; more && status == GREFFE_OK; index++) {
        const char *name = NULL;
        struct greffe_result *result = greffe_export(greffe, &request, purpose, index, &name);
        if (result == NULL)
            return output_exhausted();
        if (index == 0 || result->status != GREFFE_OK)
            output_messages(result, options);
        status = result->status;
        more = result->bytes != NULL;
        if (more && status == GREFFE_OK)
            status = save_export(options, name, result);
        if (!more && index == 0 && status == GREFFE_OK) {
            fputs("greffe : le modèle de ce formulaire ne prévoit pas cet export.\n", stderr);
            status = GREFFE_USAGE;
        }
        greffe_result_free(result);
    }
    return status;
}

enum greffe_status command_export(struct greffe *greffe, const struct options *options) {
    return export_all(greffe, options, NULL);
}

enum greffe_status command_actes(struct greffe *greffe, const struct options *options) {
    return export_all(greffe, options, "actes");
}
