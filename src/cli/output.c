#include "output.h"

#include "options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void output_messages(const struct greffe_result *result, const struct options *options) {
    fputs(greffe_result_text(result, options->notes), stderr);
}

/* The causes that a person meets, in French; the system's own words for the others. */
static const char *cause_of(int error) {
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
    case ENOTDIR:
        return "ce dossier n’existe pas";
    case EISDIR:
        return "c’est un dossier";
    case EINVAL:
        return "ce n’est pas un fichier ordinaire, mais un lien ou un périphérique";
    case EFBIG:
        return "le fichier est plus gros que ce qui est permis ici";
    case EPIPE:
        return "plus personne ne la lit";
    case EEXIST:
        return "un fichier de ce nom vient d’apparaître";
    default:
        return strerror(error);
    }
}

bool output_standard(const void *bytes, size_t length) {
    bool whole = fwrite(bytes, 1, length, stdout) == length && fflush(stdout) == 0;
    if (!whole)
        fprintf(
            stderr, "greffe : l’écriture sur la sortie standard a échoué : %s.\n", cause_of(errno));
    return whole;
}

enum greffe_status output_exhausted(void) {
    fputs("greffe : la mémoire de la machine est épuisée.\n", stderr);
    return GREFFE_MACHINE;
}

enum greffe_status output_worst(enum greffe_status a, enum greffe_status b) {
    return a > b ? a : b;
}

enum greffe_status output_save(
    const char *path, const unsigned char *bytes, size_t length, bool force) {
    errno = 0;
    switch (greffe_save(path, bytes, length, force)) {
    case GREFFE_SAVED:
        return GREFFE_OK;
    case GREFFE_SAVE_REFUSED:
        fprintf(stderr,
            "greffe : « %s » existe déjà, et ce n’est pas un PDF tel que Greffe l’a écrit : il a "
            "pu être "
            "rempli, signé ou tamponné. Il n’a pas été touché.\n"
            "    Choisissez un autre nom avec -o, ou remplacez-le avec --force.\n",
            path);
        return GREFFE_FORM;
    case GREFFE_SAVE_FAILED:
        break;
    }
    fprintf(stderr, "greffe : « %s » n’a pas pu être écrit : %s.\n", path, cause_of(errno));
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
            writing = output_save(options->output, result->bytes, result->length, options->force);
        else if (!output_standard(result->bytes, result->length))
            writing = GREFFE_MACHINE;
        status = output_worst(status, writing);
    }
    greffe_result_free(result);
    return status;
}

char *output_path(const char *input, const char *folder, const char *extension) {
    const char *slash = strrchr(input, '/');
    const char *name = slash == NULL ? input : slash + 1;
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
