#include "settings.h"

#include "options.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The share folder is found from the program itself, so that a build tree and a moved installation work;
 * the folder of the configuration is the last resort. */
static char *find_share(void) {
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    char *share = NULL;
    if (length > 0) {
        program[length] = '\0';
        char *slash = strrchr(program, '/');
        if (slash != NULL && slash != program) {
            *slash = '\0';
            if (asprintf(&share, "%s/%s", program, GREFFE_SHARE_FROM_PROGRAM) < 0)
                return NULL;
            char *whole = realpath(share, NULL); /* NULL when it does not exist */
            free(share);
            if (whole != NULL)
                return whole;
        }
    }
    return strdup(GREFFE_SHARE);
}

static char *join(const char *folder, const char *name) {
    char *path = NULL;
    return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

/* Splits a copy of $GREFFE_FORMS at its colons. */
static size_t split_folders(char *list, const char **folders, size_t count) {
    char *rest = NULL;
    for (char *folder = strtok_r(list, ":", &rest); folder != NULL;
         folder = strtok_r(NULL, ":", &rest))
        folders[count++] = folder;
    return count;
}

static bool find_forms(const struct options *options, struct settings *settings) {
    const char *variable = getenv("GREFFE_FORMS");
    settings->paths[0] = strdup(variable != NULL ? variable : "");
    settings->paths[1] = join(settings->share, "forms");
    if (settings->paths[0] == NULL || settings->paths[1] == NULL)
        return false;
    size_t most = options->form_count + strlen(settings->paths[0]) + 2;
    settings->folders = calloc(most, sizeof *settings->folders);
    if (settings->folders == NULL)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < options->form_count; i++)
        settings->folders[count++] = options->forms[i];
    count = split_folders(settings->paths[0], settings->folders, count);
    settings->folders[count++] = settings->paths[1];
    settings->settings.forms = settings->folders;
    settings->settings.form_count = count;
    return true;
}

/* SOURCE_DATE_EPOCH (reproducible-builds.org) stands for the clock where it is set. */
static void find_date(const struct options *options, struct settings *settings) {
    settings->settings.date = options->date;
    if (options->date != NULL)
        return;
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t now = epoch != NULL ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm day;
    bool known = (epoch != NULL ? gmtime_r(&now, &day) : localtime_r(&now, &day)) != NULL;
    if (known && strftime(settings->date, sizeof settings->date, "%Y-%m-%d", &day) > 0)
        settings->settings.date = settings->date;
}

bool settings_make(const struct options *options, struct settings *settings) {
    *settings = (struct settings){.share = find_share()};
    if (settings->share == NULL || !find_forms(options, settings))
        return false;
    settings->paths[2] = join(settings->share, "fonts");
    settings->paths[3] = join(settings->share, "fonts/hyph_fr.dic");
    if (settings->paths[2] == NULL || settings->paths[3] == NULL)
        return false;
    settings->settings.fonts = settings->paths[2];
    settings->settings.hyphenation = settings->paths[3];
    settings->settings.theme = options->theme;
    settings->settings.themes = options->themes;
    settings->settings.root = options->root;
    settings->settings.tables = options->tables;
    settings->settings.table_count = options->table_count;
    find_date(options, settings);
    return true;
}

void settings_free(struct settings *settings) {
    for (size_t i = 0; i < sizeof settings->paths / sizeof *settings->paths; i++)
        free(settings->paths[i]);
    free(settings->share);
    free(settings->folders);
}
