/* The form that a finished PDF carries, and the files that it names, as they were: byte for byte, under the names that
 * the form uses. */
#include "commands.h"

#include "given_pdf.h"
#include "options.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Other files that somebody attached are not Greffe's to unpack. */
static bool is_source(const struct greffe_file *file) {
    return strcmp(file->relationship, "Source") == 0 ||
           strcmp(file->relationship, "Supplement") == 0;
}

static size_t count_forms(const struct given_pdf *pdf) {
    size_t count = 0;
    for (size_t i = 0; i < pdf->file_count; i++)
        count += strcmp(pdf->files[i].relationship, "Source") == 0;
    return count;
}

/* A PDF comes from anywhere: its names may lead neither out of the folder, on any system, nor to what folders hide. */
static bool stays_beneath(const char *name) {
    const char *rest = name;
    for (;;) {
        size_t length = strcspn(rest, "/");
        if (length == 0 || *rest == '.')
            return false;
        if (rest[length] == '\0')
            return strpbrk(name, "\\:") == NULL;
        rest += length + 1;
    }
}

/* Makes the folders that the path names behind `from`. Where one is missing in the end, saving says why. */
static void make_folders(char *path, size_t from) {
    for (char *slash = strchr(path + from, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0777);
        *slash = '/';
    }
}

static enum greffe_status save_file(const struct options *options, const struct greffe_file *file) {
    const char *folder = options->output != NULL ? options->output : ".";
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, file->name) < 0)
        return output_exhausted();
    make_folders(path, strlen(folder) + 1);
    enum greffe_status status = output_save(path, file->bytes, file->length, options);
    if (status == GREFFE_OK)
        output_say("%s\n", path);
    free(path);
    return status;
}

/* One name that leads elsewhere spoils all: the PDF was made to do harm. */
static bool names_are_safe(const char *path, const struct given_pdf *pdf) {
    for (size_t i = 0; i < pdf->file_count; i++)
        if (is_source(&pdf->files[i]) && !stays_beneath(pdf->files[i].name)) {
            output_say("greffe : « %s » joint un fichier dont le nom sort du dossier ou se cache : "
                       "« %s ». Rien "
                       "n’a été écrit.\n"
                       "    Greffe ne l’a pas fait ainsi ; demandez d’où vient ce PDF.\n",
                path, pdf->files[i].name);
            return false;
        }
    return true;
}

static enum greffe_status save_all(const struct options *options, const struct given_pdf *pdf) {
    const char *path = options->arguments[0];
    if (pdf->bytes == NULL) {
        output_say("greffe : « %s » n’est pas un PDF qu’on puisse lire.\n", path);
        return GREFFE_FORM;
    }
    if (count_forms(pdf) != 1) {
        output_say(
            "greffe : « %s » ne porte pas le formulaire dont il est fait, ou en porte plusieurs.\n",
            path);
        return GREFFE_FORM;
    }
    if (!names_are_safe(path, pdf))
        return GREFFE_FORM;
    enum greffe_status status = GREFFE_OK;
    for (size_t i = 0; status == GREFFE_OK && i < pdf->file_count; i++)
        if (is_source(&pdf->files[i]))
            status = save_file(options, &pdf->files[i]);
    return status;
}

enum greffe_status command_source(struct greffe *greffe, const struct options *options) {
    if (options->argument_count != 1) {
        fputs("greffe : cette commande attend un PDF fait par Greffe, et -o DOSSIER.\n", stderr);
        return GREFFE_USAGE;
    }
    struct given_pdf pdf;
    enum greffe_status status = given_pdf_read(greffe, options, options->arguments[0], &pdf);
    if (status == GREFFE_OK)
        status = save_all(options, &pdf);
    given_pdf_free(&pdf);
    return status;
}
