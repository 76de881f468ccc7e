/* Validation of any number of forms, or of those that finished PDFs carry. */
#include "commands.h"

#include "given_pdf.h"
#include "options.h"
#include "output.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* « 3 erreurs, 1 avertissement »: how it ended, in one line below the messages. */
static void print_outcome(const char *path, const struct greffe_result *result) {
    size_t errors = result->errors;
    size_t warnings = result->warnings;
    output_say("%s : ", path);
    if (errors == 0)
        output_say("aucune erreur");
    else
        output_say("%zu erreur%s", errors, errors > 1 ? "s" : "");
    if (warnings > 0)
        output_say(", %zu avertissement%s", warnings, warnings > 1 ? "s" : "");
    output_say(".\n");
}

static enum greffe_status check_read(struct greffe *greffe, const struct options *options,
    const struct greffe_request *request, struct greffe_report *report) {
    struct greffe_result *result = greffe_check(greffe, request);
    if (result == NULL)
        return output_exhausted();
    enum greffe_status status = result->status;
    if (report == NULL) {
        output_messages(result, options);
        print_outcome(request->path, result);
    } else if (!greffe_report_add(report, request->path, result)) {
        status = output_exhausted();
    }
    greffe_result_free(result);
    return status;
}

/* A PDF that cannot be read has a place in a report all the same: as a form that is none. */
static enum greffe_status check_one(struct greffe *greffe, const struct options *options,
    const char *path, struct greffe_report *report) {
    struct given_pdf pdf;
    enum greffe_status status = given_pdf_read(greffe, options, path, &pdf);
    if (status == GREFFE_OK || report != NULL) {
        struct greffe_request request = given_pdf_request(options, path, &pdf);
        status = output_worst(status, check_read(greffe, options, &request, report));
    }
    given_pdf_free(&pdf);
    return status;
}

static enum greffe_status check_all(
    struct greffe *greffe, const struct options *options, struct greffe_report *report) {
    enum greffe_status worst = GREFFE_OK;
    size_t refused = 0;
    for (size_t i = 0; i < options->argument_count; i++) {
        enum greffe_status status = check_one(greffe, options, options->arguments[i], report);
        refused += status != GREFFE_OK;
        worst = output_worst(worst, status);
    }
    if (report == NULL && options->argument_count > 1)
        output_say(
            "%zu formulaires contrôlés, %zu à corriger.\n", options->argument_count, refused);
    return worst;
}

/* An earlier report is there to be replaced, unless somebody protected it: it begins as this one does, title
 * included. */
static bool is_report(const char *path, const char *whole, enum format format) {
    char begin[192];
    size_t length = format == FORMAT_JSON ? strlen("{\"greffe-diagnostics\"") : sizeof begin;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    struct stat status;
    bool same = fstat(fileno(file), &status) == 0 && (status.st_mode & 0222) != 0 &&
                strlen(whole) >= length && fread(begin, 1, length, file) == length &&
                memcmp(begin, whole, length) == 0;
    fclose(file);
    return same;
}

static enum greffe_status print_report(
    struct greffe_report *report, const struct options *options) {
    const char *whole = greffe_report_finish(report);
    if (whole == NULL)
        return output_exhausted();
    if (options->output != NULL && strcmp(options->output, "-") != 0) {
        struct options replacing = *options;
        replacing.force = options->force || is_report(options->output, whole, options->format);
        return output_save(
            options->output, (const unsigned char *)whole, strlen(whole), &replacing);
    }
    return output_standard(whole, strlen(whole)) ? GREFFE_OK : GREFFE_MACHINE;
}

enum greffe_status command_check(struct greffe *greffe, const struct options *options) {
    if (options->argument_count == 0) {
        fputs("greffe : nommez le ou les formulaires à contrôler.\n", stderr);
        return GREFFE_USAGE;
    }
    if (options->format == FORMAT_TEXT && options->output != NULL) {
        fputs("greffe : check n’écrit pas de PDF ; -o sert au rapport de --format=html ou json.\n"
              "    Pour le PDF : greffe render.\n",
            stderr);
        return GREFFE_USAGE;
    }
    if (options->format == FORMAT_TEXT)
        return check_all(greffe, options, NULL);
    struct greffe_report *report = options->format == FORMAT_JSON
                                       ? greffe_report_new(GREFFE_REPORT_JSON, true)
                                       : greffe_report_new(GREFFE_REPORT_HTML, options->notes);
    if (report == NULL)
        return output_exhausted();
    enum greffe_status status = check_all(greffe, options, report);
    status = output_worst(status, print_report(report, options));
    greffe_report_free(report);
    return status;
}

enum greffe_status command_dump(struct greffe *greffe, const struct options *options) {
    if (options->argument_count != 1 || options->stage == NULL) {
        fputs(
            "greffe : dump attend --stage=form|answers|document|pages et un fichier (pour form, le "
            "nom d’un modèle).\n",
            stderr);
        return GREFFE_USAGE;
    }
    struct given_pdf pdf;
    enum greffe_status status = given_pdf_read(greffe, options, options->arguments[0], &pdf);
    struct greffe_request request = given_pdf_request(options, options->arguments[0], &pdf);
    if (status == GREFFE_OK)
        status = output_result(greffe_dump(greffe, &request, options->stage), options);
    given_pdf_free(&pdf);
    return status;
}
