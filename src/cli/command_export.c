/* The exports that a form's model describes, into a folder. */
#include "commands.h"

#include "options.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All exports are made before the first is written: all of them or none. */
struct exports {
    struct greffe_result **results;
    const char **names; /* of their files; they live in the results */
    size_t count;
};

static void exports_free(struct exports *exports) {
    for (size_t i = 0; i < exports->count; i++)
        greffe_result_free(exports->results[i]);
    free(exports->results);
    free(exports->names);
}

/* Adds a result; false when memory is exhausted. */
static bool add(struct exports *exports, struct greffe_result *result, const char *name) {
    size_t count = exports->count + 1;
    struct greffe_result **results = realloc(exports->results, count * sizeof *results);
    if (results != NULL)
        exports->results = results;
    const char **names = realloc(exports->names, count * sizeof *names);
    if (names != NULL)
        exports->names = names;
    if (results == NULL || names == NULL)
        return false;
    exports->results[exports->count] = result;
    exports->names[exports->count++] = name;
    return true;
}

/* Gathers one export after the other until there are no more. */
static enum greffe_status gather(struct greffe *greffe, const struct options *options,
    const char *purpose, struct exports *exports) {
    struct greffe_request request = options_request(options, options->arguments[0]);
    for (;;) {
        const char *name = NULL;
        struct greffe_result *result =
            greffe_export(greffe, &request, purpose, exports->count, &name);
        if (result == NULL)
            return output_exhausted();
        enum greffe_status status = result->status;
        if (exports->count == 0 || status != GREFFE_OK)
            output_messages(result, options);
        bool more = result->bytes != NULL && status == GREFFE_OK;
        if (more && add(exports, result, name))
            continue;
        greffe_result_free(result);
        return more ? output_exhausted() : status;
    }
}

/* With --force the second file would replace the first. */
static bool names_differ(const struct exports *exports) {
    for (size_t i = 0; i < exports->count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(exports->names[k], exports->names[i]) == 0) {
                output_say(
                    "greffe : deux exports de ce formulaire porteraient le même nom, « %s ». "
                    "Rien n’a été écrit.\n"
                    "    Prévenez la personne qui tient les modèles.\n",
                    exports->names[i]);
                return false;
            }
    return true;
}

static enum greffe_status save_one(
    const struct options *options, const char *name, const struct greffe_result *result) {
    const char *folder = options->output != NULL ? options->output : ".";
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, name) < 0)
        return output_exhausted();
    enum greffe_status status = output_save(path, result->bytes, result->length, options);
    if (status == GREFFE_OK)
        output_say("%s\n", path);
    free(path);
    return status;
}

static enum greffe_status save_all(const struct options *options, const struct exports *exports) {
    if (exports->count == 0) {
        fputs("greffe : le modèle de ce formulaire ne prévoit pas cet export.\n", stderr);
        return GREFFE_USAGE;
    }
    if (!names_differ(exports))
        return GREFFE_USAGE;
    enum greffe_status status = GREFFE_OK;
    for (size_t i = 0; status == GREFFE_OK && i < exports->count; i++)
        status = save_one(options, exports->names[i], exports->results[i]);
    return status;
}

static enum greffe_status export_all(
    struct greffe *greffe, const struct options *options, const char *purpose) {
    if (options->argument_count != 1) {
        fputs("greffe : cette commande attend un formulaire, et -o DOSSIER.\n", stderr);
        return GREFFE_USAGE;
    }
    struct exports exports = {0};
    enum greffe_status status = gather(greffe, options, purpose, &exports);
    if (status == GREFFE_OK)
        status = save_all(options, &exports);
    exports_free(&exports);
    return status;
}

enum greffe_status command_export(struct greffe *greffe, const struct options *options) {
    return export_all(greffe, options, NULL);
}

enum greffe_status command_actes(struct greffe *greffe, const struct options *options) {
    return export_all(greffe, options, "actes");
}
