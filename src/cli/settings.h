/* Where the program finds its models, fonts and theme. Private to cli. */
#ifndef GREFFE_SETTINGS_H
#define GREFFE_SETTINGS_H

#include "greffe.h"

struct options;

/** Everything that a struct greffe_settings points at. Paths are allocated; settings_free frees them. */
struct settings {
    struct greffe_settings settings;
    const char **folders;
    char *share;
    char *paths[4];
    char date[11];
};

/** settings_make(options, settings): models from --forms, then $GREFFE_FORMS (colon-separated), then beside
 *  the program, then the installed ones; the reference date from --date, else SOURCE_DATE_EPOCH, else the
 *  clock, read here and nowhere else. False when memory is exhausted. */
bool settings_make(const struct options *options, struct settings *settings);
void settings_free(struct settings *settings);

#endif
