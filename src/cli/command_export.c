/* The exports that a form's model describes, into a folder. A finished PDF may stand in place of the form that it
 * carries: it is never made anew. */
#include "commands.h"

#include "given_pdf.h"
#include "options.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All exports are made before the first is written: all of them or none. `results` without bytes are the PDFs
 * that nobody gave. */
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

/* Where the form is read from: the argument, --form, or the PDF that is the argument. What is handed on is checked
 * as the model's first document is, whichever the PDF was. */
static struct greffe_request request_of(
    const struct options *options, const struct given_pdf *pdf) {
    struct greffe_request request = given_pdf_request(options, options->arguments[0], pdf);
    request.variant = NULL;
    if (options->form != NULL) {
        request.path = options->form;
        request.carried = NULL;
    }
    return request;
}

/* Whether the diagnostic is about the form that was given, and not about one that it names. */
static bool is_of_form(
    const struct greffe_result *result, const struct greffe_diagnostic *diagnostic) {
    struct greffe_file form;
    if (diagnostic->file == NULL || !greffe_result_read(result, 0, &form))
        return false;
    size_t length = strlen(diagnostic->file);
    size_t tail = strlen(form.name);
    if (length < tail || strcmp(diagnostic->file + length - tail, form.name) != 0)
        return false;
    return length == tail || strchr("/!", diagnostic->file[length - tail - 1]) != NULL;
}

/* What is handed on may lack what its receiver wants: the notes of rules on the form itself say so. Places left to
 * a pen do not matter there. */
static void say_notes(const struct greffe_result *result) {
    struct greffe_diagnostic diagnostic;
    for (size_t i = 0; greffe_result_diagnostic(result, i, &diagnostic); i++) {
        bool shown = diagnostic.level == GREFFE_NOTE &&
                     strcmp(diagnostic.code, "CHECK_BY_HAND") != 0 &&
                     is_of_form(result, &diagnostic);
        if (!shown)
            continue;
        output_say("%s:%zu:%zu: note [%s] %s\n", diagnostic.file, diagnostic.line,
            diagnostic.column, diagnostic.code, diagnostic.text);
        if (diagnostic.hint != NULL && *diagnostic.hint != '\0')
            output_say("    %s\n", diagnostic.hint);
    }
}

/* Gathers one export after the other until there are no more. */
static enum greffe_status gather(struct greffe *greffe, const struct options *options,
    const struct given_pdf *pdf, const char *purpose, struct exports *exports) {
    struct greffe_request request = request_of(options, pdf);
    for (;;) {
        const char *name = NULL;
        struct greffe_result *result =
            greffe_export(greffe, &request, purpose, exports->count, &name);
        if (result == NULL)
            return output_exhausted();
        enum greffe_status status = result->status;
        if (exports->count == 0 || status != GREFFE_OK)
            output_messages(result, options);
        if (exports->count == 0 && purpose != NULL && !options->notes)
            say_notes(result);
        bool more = name != NULL && status == GREFFE_OK;
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

/* A PDF that bears its name already stays where it is. */
static bool is_in_place(
    const struct options *options, const struct given_pdf *pdf, const char *path) {
    return pdf->bytes != NULL && output_same(path, options->arguments[0]);
}

static enum greffe_status save_one(const struct options *options, const struct given_pdf *pdf,
    const char *purpose, const char *name, const struct greffe_result *result) {
    if (result->bytes == NULL) {
        output_say(
            "%s : laissé de côté, car aucun PDF n’est donné.\n"
            "    Imprimez-le, faites-le signer, puis recommencez : greffe %s --form=%s ACTE.pdf\n",
            name, purpose != NULL ? purpose : "export", options->arguments[0]);
        return GREFFE_OK;
    }
    const char *folder = options->output != NULL ? options->output : ".";
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, name) < 0)
        return output_exhausted();
    enum greffe_status status = GREFFE_OK;
    if (result->bytes != pdf->bytes || !is_in_place(options, pdf, path))
        status = output_save(path, result->bytes, result->length, options);
    if (status == GREFFE_OK)
        output_say("%s\n", path);
    free(path);
    return status;
}

/* Who gives a PDF expects to find it again. */
static void say_unnamed(
    const struct options *options, const struct given_pdf *pdf, const struct exports *exports) {
    bool named = pdf->bytes == NULL;
    for (size_t i = 0; i < exports->count; i++)
        named = named || exports->results[i]->bytes == pdf->bytes;
    if (!named)
        output_say("« %s » n’est pas recopié : le modèle ne lui donne pas de nom.\n",
            options->arguments[0]);
}

static enum greffe_status save_all(const struct options *options, const struct given_pdf *pdf,
    const char *purpose, const struct exports *exports) {
    if (exports->count == 0) {
        fputs("greffe : le modèle de ce formulaire ne prévoit pas cet export.\n", stderr);
        return GREFFE_USAGE;
    }
    if (!names_differ(exports))
        return GREFFE_USAGE;
    enum greffe_status status = GREFFE_OK;
    for (size_t i = 0; status == GREFFE_OK && i < exports->count; i++)
        status = save_one(options, pdf, purpose, exports->names[i], exports->results[i]);
    say_unnamed(options, pdf, exports);
    return status;
}

/* ---- Where the act is signed ---- */

static enum greffe_status save_blocks(
    const struct options *options, const struct greffe_block *blocks, size_t count) {
    const char *folder = options->output != NULL ? options->output : ".";
    char *text = greffe_blocks_text(blocks, count, true);
    char *path = output_path(options->arguments[0], folder, "-signatures.json");
    enum greffe_status status = GREFFE_MACHINE;
    if (text == NULL || path == NULL)
        output_exhausted();
    else
        status = output_save(path, (const unsigned char *)text, strlen(text), options);
    if (status == GREFFE_OK)
        output_say("%s\n", path);
    free(path);
    free(text);
    return status;
}

/* For tools that place fields of their own: the PDF's fields, or, where it has none yet, the blocks of the
 * document that the form makes. An act that nobody signs has no such file. */
static enum greffe_status save_signatures(
    struct greffe *greffe, const struct options *options, const struct given_pdf *pdf) {
    if (pdf->block_count > 0)
        return save_blocks(options, pdf->blocks, pdf->block_count);
    struct greffe_request request = request_of(options, pdf);
    request.no_fields = pdf->bytes != NULL;
    struct greffe_result *result = greffe_check(greffe, &request);
    if (result == NULL)
        return output_exhausted();
    enum greffe_status status = result->status;
    if (status != GREFFE_OK)
        output_messages(result, options);
    else if (result->block_count > 0)
        status = save_blocks(options, result->blocks, result->block_count);
    greffe_result_free(result);
    return status;
}

/* ---- The commands ---- */

static enum greffe_status export_read(struct greffe *greffe, const struct options *options,
    const struct given_pdf *pdf, const char *purpose) {
    if (options->form != NULL && pdf->bytes == NULL) {
        output_say("greffe : --form accompagne un PDF, et « %s » n’en est pas un.\n",
            options->arguments[0]);
        return GREFFE_USAGE;
    }
    struct exports exports = {0};
    enum greffe_status status = gather(greffe, options, pdf, purpose, &exports);
    if (status == GREFFE_OK)
        status = save_all(options, pdf, purpose, &exports);
    if (status == GREFFE_OK && purpose != NULL)
        status = save_signatures(greffe, options, pdf);
    exports_free(&exports);
    return status;
}

static enum greffe_status export_all(
    struct greffe *greffe, const struct options *options, const char *purpose) {
    if (options->argument_count != 1) {
        fputs("greffe : cette commande attend un formulaire ou un PDF, et -o DOSSIER.\n", stderr);
        return GREFFE_USAGE;
    }
    struct given_pdf pdf;
    enum greffe_status status = given_pdf_read(greffe, options, options->arguments[0], &pdf);
    if (status == GREFFE_OK)
        status = export_read(greffe, options, &pdf, purpose);
    given_pdf_free(&pdf);
    return status;
}

enum greffe_status command_export(struct greffe *greffe, const struct options *options) {
    return export_all(greffe, options, NULL);
}

enum greffe_status command_actes(struct greffe *greffe, const struct options *options) {
    return export_all(greffe, options, "actes");
}
