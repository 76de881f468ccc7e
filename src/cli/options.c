#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum option_code {
    OPTION_FORMAT = 256,
    OPTION_VARIANT,
    OPTION_PHASE,
    OPTION_STAGE,
    OPTION_DATE,
    OPTION_ROOT,
    OPTION_THEME,
    OPTION_FORMS,
    OPTION_TABLE,
    OPTION_DRAFT,
    OPTION_NO_FIELDS,
    OPTION_NOTES,
    OPTION_FORCE,
};

static const struct option long_options[] = {
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"output", required_argument, NULL, 'o'},
    {"variant", required_argument, NULL, OPTION_VARIANT},
    {"phase", required_argument, NULL, OPTION_PHASE},
    {"stage", required_argument, NULL, OPTION_STAGE},
    {"date", required_argument, NULL, OPTION_DATE},
    {"root", required_argument, NULL, OPTION_ROOT},
    {"theme", required_argument, NULL, OPTION_THEME},
    {"forms", required_argument, NULL, OPTION_FORMS},
    {"table", required_argument, NULL, OPTION_TABLE},
    {"draft", no_argument, NULL, OPTION_DRAFT},
    {"no-fields", no_argument, NULL, OPTION_NO_FIELDS},
    {"notes", no_argument, NULL, OPTION_NOTES},
    {"force", no_argument, NULL, OPTION_FORCE},
    {"help", no_argument, NULL, 'h'},
    {NULL, 0, NULL, 0},
};

static bool read_format(struct options *options, const char *name) {
    static const char *const names[] = {"text", "json", "html"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            options->format = (enum format)i;
            return true;
        }
    fprintf(stderr, "greffe : « %s » n’est pas un format ; formats : text, json, html.\n", name);
    return false;
}

/* --table id=FILE: the argument is split at its first equals sign. */
static bool read_table(struct options *options, char *argument) {
    char *equals = strchr(argument, '=');
    if (equals == NULL || equals == argument || equals[1] == '\0') {
        fprintf(stderr, "greffe : --table attend identifiant=FICHIER, pas « %s ».\n", argument);
        return false;
    }
    *equals = '\0';
    options->tables[options->table_count++] = (struct greffe_table){argument, equals + 1};
    return true;
}

static bool read_option(struct options *options, int code) {
    switch (code) {
    case OPTION_FORMAT:
        return read_format(options, optarg);
    case OPTION_TABLE:
        return read_table(options, optarg);
    case OPTION_FORMS:
        options->forms[options->form_count++] = optarg;
        return true;
    case 'o':
        options->output = optarg;
        return true;
    case OPTION_VARIANT:
        options->variant = optarg;
        return true;
    case OPTION_PHASE:
        options->phase = optarg;
        return true;
    case OPTION_STAGE:
        options->stage = optarg;
        return true;
    case OPTION_DATE:
        options->date = optarg;
        return true;
    case OPTION_ROOT:
        options->root = optarg;
        return true;
    case OPTION_THEME:
        options->theme = optarg;
        return true;
    case OPTION_DRAFT:
        return options->draft = true;
    case OPTION_NO_FIELDS:
        return options->no_fields = true;
    case OPTION_NOTES:
        return options->notes = true;
    case OPTION_FORCE:
        return options->force = true;
    case 'h':
        return options->help = true;
    default:
        return false;
    }
}

/* getopt's own messages are in English and name no remedy. */
static void complain(int code, char **arguments) {
    const char *word = arguments[optind - 1];
    if (code == ':')
        fprintf(stderr, "greffe : l’option « %s » attend une valeur.\n", word);
    else
        fprintf(
            stderr, "greffe : l’option « %s » n’existe pas. Essayez « greffe --help ».\n", word);
}

bool options_read(int count, char **arguments, struct options *options) {
    size_t most = (size_t)count + 1;
    *options = (struct options){
        .forms = calloc(most, sizeof *options->forms),
        .tables = calloc(most, sizeof *options->tables),
        .arguments = calloc(most, sizeof *options->arguments),
    };
    if (options->forms == NULL || options->tables == NULL || options->arguments == NULL)
        return false;
    opterr = 0;
    optind = 1;
    int code;
    while ((code = getopt_long(count, arguments, ":o:h", long_options, NULL)) != -1) {
        if (code == '?' || code == ':') {
            complain(code, arguments);
            return false;
        }
        if (!read_option(options, code))
            return false;
    }
    for (int i = optind; i < count; i++)
        options->arguments[options->argument_count++] = arguments[i];
    return true;
}

void options_free(struct options *options) {
    free(options->forms);
    free(options->tables);
    free(options->arguments);
}
