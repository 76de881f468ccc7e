/* The program: reads the command line, loads models and fonts once, runs one command. */
#include "commands.h"
#include "help.h"
#include "nearest.h"
#include "options.h"
#include "output.h"
#include "settings.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

struct command {
    const char *name;
    command_function *run;
    const char *options; /* its own, beside those that all have */
    bool files;          /* its arguments name files */
    bool list;           /* « - » stands for files that are listed on standard input */
};

static const struct command commands[] = {
    {"check", command_check, "format output force notes variant phase", true, false},
    {"render", command_render,
        "output force notes variant first-sheet phase draft no-fields no-source pdfa compact "
        "fields parts jobs report report-values resume refresh name themes notice timeout memory "
        "shard",
        true, true},
    {"blank", command_blank, "output force", false, false},
    {"new", command_new, "output force", false, false},
    {"schema", command_schema, "output force", false, false},
    {"forms", command_forms, "", false, false},
    {"export", command_export, "output force notes phase form", true, false},
    {"actes", command_actes, "output force notes phase form", true, false},
    {"source", command_source, "output force", true, false},
    {"report", command_report, "output", true, false},
    {"dump", command_dump, "stage output force notes variant first-sheet phase draft no-fields",
        true, false},
};

static const struct command *find_command(const char *name) {
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

static enum greffe_status run(command_function *command, const struct options *options) {
    struct settings settings;
    if (!settings_make(options, &settings)) {
        settings_free(&settings);
        return output_exhausted();
    }
    struct greffe *greffe = greffe_new(&settings.settings);
    enum greffe_status status = greffe != NULL ? command(greffe, options) : output_exhausted();
    greffe_free(greffe);
    settings_free(&settings);
    return status;
}

static void complain_command(const char *word) {
    const char *names[sizeof commands / sizeof *commands];
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        names[i] = commands[i].name;
    const char *nearest = nearest_name(word, names, sizeof commands / sizeof *commands);
    output_say("greffe : « %s » n’est pas une commande.\n", word);
    if (nearest != NULL)
        output_say("    Vouliez-vous dire « greffe %s » ?\n", nearest);
    else
        fputs("    « greffe --help » montre les commandes.\n", stderr);
}

/* A form names files beside itself: what comes from a pipe stands nowhere. */
static bool reads_standard_input(const struct options *options) {
    for (size_t i = 0; options->files && i < options->argument_count; i++)
        if (strcmp(options->arguments[i], "-") == 0) {
            fputs("greffe : Greffe lit des fichiers, pas l’entrée standard.\n"
                  "    Enregistrez le formulaire dans un fichier, et donnez son nom.\n",
                stderr);
            return true;
        }
    return false;
}

static enum greffe_status run_command(int count, char **arguments) {
    const struct command *command = find_command(arguments[0]);
    if (command == NULL) {
        complain_command(arguments[0]);
        return GREFFE_USAGE;
    }
    struct options options;
    enum greffe_status status = GREFFE_USAGE;
    if (options_read(count, arguments, command->options, &options)) {
        options.files = command->files;
        if (options.help) {
            help_command(stdout, arguments[0]);
            status = output_finish();
        } else if (command->list || !reads_standard_input(&options)) {
            status = run(command->run, &options);
        }
    }
    options_free(&options);
    return status;
}

int main(int count, char **arguments) {
    /* A closed pipe or a file that grows too large is an error to report, not a reason to vanish. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    if (count < 2) {
        help_all(stderr);
        return GREFFE_USAGE;
    }
    if (strcmp(arguments[1], "--help") == 0 || strcmp(arguments[1], "-h") == 0 ||
        strcmp(arguments[1], "help") == 0) {
        help_all(stdout);
        return (int)output_finish();
    }
    if (strcmp(arguments[1], "--version") == 0) {
        printf("greffe %s\n", greffe_version());
        return (int)output_finish();
    }
    return (int)run_command(count - 1, arguments + 1);
}
