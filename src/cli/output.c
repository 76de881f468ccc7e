#include "output.h"

#include "code_point.h"
#include "options.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- Messages ---- */

static void print_shown(const char *text) {
    while (*text != '\0') {
        const char *start = text;
        if (code_point_is_dangerous(code_point_next(&text)))
            fputs("\uFFFD", stderr);
        else
            fwrite(start, 1, (size_t)(text - start), stderr);
    }
}

void output_say(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    while (*format != '\0') {
        size_t plain = strcspn(format, "%");
        fwrite(format, 1, plain, stderr);
        format += plain;
        if (strncmp(format, "%s", 2) == 0) {
            print_shown(va_arg(arguments, const char *));
            format += 2;
        } else if (strncmp(format, "%zu", 3) == 0) {
            fprintf(stderr, "%zu", va_arg(arguments, size_t));
            format += 3;
        } else if (*format == '%') {
            fputc(*format++, stderr);
        }
    }
    va_end(arguments);
}

void output_messages(const struct greffe_result *result, const struct options *options) {
    fputs(greffe_result_text(result, options->notes), stderr);
}

/* The causes that a person meets, in French; the system's own words for the others. */
const char *output_cause(int error) {
    switch (error) {
    case ENOSPC:
    case EDQUOT:
        return "le disque est plein";
    case EACCES:
    case EPERM:
        return "vous n’avez pas le droit d’écrire à cet endroit";
    case EROFS:
        return "ce disque est en lecture seule";
    case ENOENT:
        return "ce dossier n’existe pas";
    case ENOTDIR:
        return "un fichier se trouve là où il faudrait un dossier";
    case ELOOP:
        return "un lien symbolique se trouve là où il faudrait un fichier ou un dossier, et il "
               "n’est pas suivi";
    case ENAMETOOLONG:
        return "ce nom est trop long";
    case EISDIR:
        return "c’est un dossier";
    case EINVAL:
        return "ce n’est pas un fichier ordinaire, mais un lien ou un périphérique";
    case EFBIG:
        return "le fichier est plus gros que ce qui est permis ici";
    case EPIPE:
        return "plus personne ne la lit";
    case EBADF:
        return "elle est fermée";
    case EEXIST:
        return "un fichier de ce nom vient d’apparaître";
    default:
        return strerror(error);
    }
}

enum greffe_status output_exhausted(void) {
    fputs("greffe : la mémoire de la machine est épuisée.\n", stderr);
    return GREFFE_MACHINE;
}

enum greffe_status output_worst(enum greffe_status a, enum greffe_status b) {
    return a > b ? a : b;
}

/* ---- Standard output ---- */

enum greffe_status output_finish(void) {
    if (!ferror(stdout) && fflush(stdout) == 0)
        return GREFFE_OK;
    output_say("greffe : l’écriture sur la sortie standard a échoué : %s.\n", output_cause(errno));
    return GREFFE_MACHINE;
}

bool output_standard(const void *bytes, size_t length) {
    (void)fwrite(bytes, 1, length, stdout); /* the stream remembers an error */
    return output_finish() == GREFFE_OK;
}

/* ---- Files ---- */

static bool is_same_file(const char *a, const char *b) {
    struct stat first;
    struct stat second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

static bool is_read(const char *path, const struct options *options) {
    for (size_t i = 0; options->files && i < options->argument_count; i++)
        if (is_same_file(path, options->arguments[i]))
            return true;
    for (size_t i = 0; i < options->table_count; i++)
        if (is_same_file(path, options->tables[i].path))
            return true;
    return (options->theme != NULL && is_same_file(path, options->theme)) ||
           (options->form != NULL && is_same_file(path, options->form));
}

bool output_may_write(const char *path, const struct options *options) {
    if (!is_read(path, options))
        return true;
    output_say("greffe : « %s » est un des fichiers à lire : il ne peut pas être aussi celui à "
               "écrire. Il n’a pas été touché.\n"
               "    Donnez une autre destination avec -o.\n",
        path);
    return false;
}

/* Why it was refused depends on what it would have been replaced by: only a PDF can be known to be ours. */
static enum greffe_status say_refused(const char *path, bool pdf, enum greffe_saving why) {
    output_say("greffe : « %s » existe déjà", path);
    if (why == GREFFE_SAVE_PROTECTED)
        output_say(", et il est protégé contre l’écriture");
    else if (pdf)
        output_say(", et ce n’est pas un PDF tel que Greffe l’a écrit : il a pu être rempli, signé "
                   "ou tamponné");
    output_say(". Il n’a pas été touché.\n"
               "    Donnez une autre destination avec -o, ou remplacez-le avec --force.\n");
    return GREFFE_FORM;
}

/* The folder that is missing, and how to have it. */
static void say_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = slash != NULL ? strndup(path, (size_t)(slash - path)) : NULL;
    if (folder != NULL)
        output_say("    Créez-le d’abord : mkdir -p \"%s\"\n", folder);
    free(folder);
}

enum greffe_status output_save(
    const char *path, const unsigned char *bytes, size_t length, const struct options *options) {
    if (!output_may_write(path, options))
        return GREFFE_USAGE;
    bool pdf = length >= 5 && memcmp(bytes, "%PDF-", 5) == 0;
    errno = 0;
    enum greffe_saving saving = greffe_save(path, bytes, length, options->force);
    int error = errno;
    switch (saving) {
    case GREFFE_SAVED:
        return GREFFE_OK;
    case GREFFE_SAVE_REFUSED:
    case GREFFE_SAVE_PROTECTED:
        return say_refused(path, pdf, saving);
    case GREFFE_SAVE_FAILED:
        break;
    }
    output_say("greffe : « %s » n’a pas pu être écrit : %s.\n", path, output_cause(error));
    if (error == ENOENT)
        say_folder(path);
    return GREFFE_MACHINE;
}

enum greffe_status output_result(struct greffe_result *result, const struct options *options) {
    if (result == NULL)
        return output_exhausted();
    output_messages(result, options);
    enum greffe_status status = result->status;
    /* A draft, or a stage of a faulty form, is there in spite of errors. */
    if (result->bytes != NULL) {
        bool standard = options->output == NULL || strcmp(options->output, "-") == 0;
        enum greffe_status writing = GREFFE_OK;
        if (!standard)
            writing = output_save(options->output, result->bytes, result->length, options);
        else if (!output_standard(result->bytes, result->length))
            writing = GREFFE_MACHINE;
        status = output_worst(status, writing);
    }
    greffe_result_free(result);
    return status;
}

/* ---- Paths ---- */

static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

char *output_path(const char *input, const char *folder, const char *extension) {
    const char *name = name_of(input);
    const char *point = strrchr(name, '.');
    int stem = (int)(point == NULL || point == name ? strlen(name) : (size_t)(point - name));
    char *path = NULL;
    int made = folder != NULL ? asprintf(&path, "%s/%.*s%s", folder, stem, name, extension)
                              : asprintf(&path, "%.*s%.*s%s", (int)(name - input), input, stem,
                                    name, extension);
    return made < 0 ? NULL : path;
}

bool output_is_folder(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool output_is_file(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && !S_ISDIR(status.st_mode);
}

bool output_same(const char *a, const char *b) {
    if (strcmp(a, b) == 0)
        return true;
    if (strcmp(name_of(a), name_of(b)) != 0)
        return false;
    char *first = NULL;
    char *second = NULL;
    bool same = asprintf(&first, "%.*s.", (int)(name_of(a) - a), a) >= 0 &&
                asprintf(&second, "%.*s.", (int)(name_of(b) - b), b) >= 0 &&
                is_same_file(first, second);
    free(first);
    free(second);
    return same;
}
