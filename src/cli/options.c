#include "options.h"

#include "memory.h"
#include "nearest.h"
#include "output.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LONGEST_SHEET = 6, /* digits of the number of a sheet */
};

enum option_code {
    OPTION_FORMAT = 256,
    OPTION_VARIANT,
    OPTION_FIRST_SHEET,
    OPTION_PHASE,
    OPTION_STAGE,
    OPTION_DATE,
    OPTION_ROOT,
    OPTION_THEME,
    OPTION_FORMS,
    OPTION_FORM,
    OPTION_TABLE,
    OPTION_DRAFT,
    OPTION_NO_FIELDS,
    OPTION_NO_SOURCE,
    OPTION_PDFA,
    OPTION_COMPACT,
    OPTION_FIELDS,
    OPTION_PARTS,
    OPTION_NOTES,
    OPTION_FORCE,
    OPTION_REPORT,
    OPTION_REPORT_VALUES,
    OPTION_RESUME,
    OPTION_REFRESH,
    OPTION_NAME,
    OPTION_THEMES,
    OPTION_NOTICE,
    OPTION_TIMEOUT,
    OPTION_MEMORY,
    OPTION_SHARD,
};

static const struct option long_options[] = {
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"output", required_argument, NULL, 'o'},
    {"variant", required_argument, NULL, OPTION_VARIANT},
    {"first-sheet", required_argument, NULL, OPTION_FIRST_SHEET},
    {"phase", required_argument, NULL, OPTION_PHASE},
    {"stage", required_argument, NULL, OPTION_STAGE},
    {"date", required_argument, NULL, OPTION_DATE},
    {"root", required_argument, NULL, OPTION_ROOT},
    {"theme", required_argument, NULL, OPTION_THEME},
    {"forms", required_argument, NULL, OPTION_FORMS},
    {"form", required_argument, NULL, OPTION_FORM},
    {"table", required_argument, NULL, OPTION_TABLE},
    {"draft", no_argument, NULL, OPTION_DRAFT},
    {"no-fields", no_argument, NULL, OPTION_NO_FIELDS},
    {"no-source", no_argument, NULL, OPTION_NO_SOURCE},
    {"pdfa", required_argument, NULL, OPTION_PDFA},
    {"compact", no_argument, NULL, OPTION_COMPACT},
    {"fields", no_argument, NULL, OPTION_FIELDS},
    {"parts", no_argument, NULL, OPTION_PARTS},
    {"notes", no_argument, NULL, OPTION_NOTES},
    {"force", no_argument, NULL, OPTION_FORCE},
    {"jobs", required_argument, NULL, 'j'},
    {"report", required_argument, NULL, OPTION_REPORT},
    {"report-values", required_argument, NULL, OPTION_REPORT_VALUES},
    {"resume", no_argument, NULL, OPTION_RESUME},
    {"refresh", no_argument, NULL, OPTION_REFRESH},
    {"name", required_argument, NULL, OPTION_NAME},
    {"themes", required_argument, NULL, OPTION_THEMES},
    {"notice", required_argument, NULL, OPTION_NOTICE},
    {"timeout", required_argument, NULL, OPTION_TIMEOUT},
    {"memory", required_argument, NULL, OPTION_MEMORY},
    {"shard", required_argument, NULL, OPTION_SHARD},
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
    output_say("greffe : « %s » n’est pas un format ; formats : text, json, html.\n", name);
    return false;
}

static bool read_archive(struct options *options, const char *name) {
    bool known = strcmp(name, "2a") == 0 || strcmp(name, "3a") == 0;
    options->archive = *name == '2' ? GREFFE_PDFA_2A : GREFFE_PDFA_3A;
    if (!known)
        output_say(
            "greffe : « PDF/A-%s » n’est pas proposé ; --pdfa=3a (sans option) ou --pdfa=2a, sans "
            "pièce jointe.\n",
            name);
    return known;
}

static bool read_first_sheet(struct options *options, const char *number) {
    size_t digits = strspn(number, "0123456789");
    options->first_sheet = 0;
    if (number[digits] == '\0' && digits <= LONGEST_SHEET)
        options->first_sheet = (unsigned)strtoul(number, NULL, 10);
    if (options->first_sheet > 0)
        return true;
    output_say("greffe : --first-sheet attend le numéro du premier feuillet, de 1 à 999999, pas "
               "« %s ».\n",
        number);
    return false;
}

/* --table id=FILE: the argument is split at its first equals sign. */
static bool read_table(struct options *options, char *argument) {
    char *equals = strchr(argument, '=');
    if (equals == NULL || equals == argument || equals[1] == '\0') {
        output_say("greffe : --table attend identifiant=FICHIER, pas « %s ».\n", argument);
        return false;
    }
    *equals = '\0';
    options->tables[options->table_count++] = (struct greffe_table){argument, equals + 1};
    return true;
}

/* A whole number from 1 on; *end is what follows it. False when there is none. */
static bool read_number(const char *text, size_t *number, const char **end) {
    size_t length = strspn(text, "0123456789");
    *number = length > 0 && length < 10 ? (size_t)strtoul(text, NULL, 10) : 0;
    *end = text + length;
    return *number > 0;
}

static bool read_count(const char *option, const char *text, size_t most, size_t *count) {
    const char *end = NULL;
    if (read_number(text, count, &end) && *end == '\0' && *count <= most)
        return true;
    output_say("greffe : %s attend un nombre entre 1 et %zu, pas « %s ».\n", option, most, text);
    return false;
}

/* --shard=K/N */
static bool read_shard(struct options *options, const char *text) {
    const char *end = NULL;
    if (read_number(text, &options->shard, &end) && *end == '/' &&
        read_number(end + 1, &options->shard_count, &end) && *end == '\0' &&
        options->shard <= options->shard_count)
        return true;
    output_say(
        "greffe : --shard attend un rang et un nombre de lots, 1/4 par exemple, pas « %s ».\n",
        text);
    return false;
}

static bool read_report_values(struct options *options, const char *word) {
    options->report_without_values = strcmp(word, "none") == 0;
    if (options->report_without_values || strcmp(word, "all") == 0)
        return true;
    output_say("greffe : --report-values attend all ou none, pas « %s ».\n", word);
    return false;
}

static bool read_again(struct options *options, enum again again) {
    if (options->again != AGAIN_ALL && options->again != again) {
        fputs("greffe : --resume et --refresh se contredisent.\n", stderr);
        return false;
    }
    options->again = again;
    return true;
}

/* Those of a batch. */
static bool read_batch_option(struct options *options, int code) {
    switch (code) {
    case 'j':
        return read_count("-j", optarg, 1024, &options->jobs);
    case OPTION_REPORT:
        options->report = optarg;
        return true;
    case OPTION_REPORT_VALUES:
        return read_report_values(options, optarg);
    case OPTION_RESUME:
        return read_again(options, AGAIN_RESUME);
    case OPTION_REFRESH:
        return read_again(options, AGAIN_REFRESH);
    case OPTION_NAME:
        options->name = optarg;
        return true;
    case OPTION_THEMES:
        options->themes = optarg;
        return true;
    case OPTION_NOTICE:
        options->notice = optarg;
        return true;
    case OPTION_TIMEOUT:
        return read_count("--timeout", optarg, 86400, &options->timeout);
    case OPTION_MEMORY:
        return read_count("--memory", optarg, 1048576, &options->memory);
    case OPTION_SHARD:
        return read_shard(options, optarg);
    default:
        return false;
    }
}

static bool read_option(struct options *options, int code) {
    switch (code) {
    case OPTION_FORMAT:
        return read_format(options, optarg);
    case OPTION_FIRST_SHEET:
        return read_first_sheet(options, optarg);
    case OPTION_TABLE:
        return read_table(options, optarg);
    case OPTION_FORMS:
        options->forms[options->form_count++] = optarg;
        return true;
    case OPTION_FORM:
        options->form = optarg;
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
    case OPTION_NO_SOURCE:
        return options->no_source = true;
    case OPTION_PDFA:
        return read_archive(options, optarg);
    case OPTION_COMPACT:
        return options->compact = true;
    case OPTION_FIELDS:
        return options->fields = true;
    case OPTION_PARTS:
        return options->parts = true;
    case OPTION_NOTES:
        return options->notes = true;
    case OPTION_FORCE:
        return options->force = true;
    case 'h':
        return options->help = true;
    default:
        return read_batch_option(options, code);
    }
}

/* The option's name in a word like --name=value, to be freed; NULL when memory is exhausted. */
static char *option_name(const char *word) {
    return strndup(word, strcspn(word, "="));
}

/* The long option nearest to a misspelt one, without its hyphens; NULL when there is none. */
static const char *nearest_option(const char *name) {
    const char *names[sizeof long_options / sizeof *long_options];
    size_t count = 0;
    while (long_options[count].name != NULL) {
        names[count] = long_options[count].name;
        count++;
    }
    return nearest_name(name + strspn(name, "-"), names, count);
}

static void complain_unknown(const char *word) {
    char *name = option_name(word);
    const char *shown = name != NULL ? name : word;
    const char *nearest = nearest_option(shown);
    output_say("greffe : l’option « %s » n’existe pas.\n", shown);
    if (nearest != NULL)
        output_say("    Vouliez-vous dire « --%s » ?\n", nearest);
    else
        fputs("    « greffe --help » montre les options.\n", stderr);
    free(name);
}

/* getopt's own messages are in English and name no remedy. `word` is the argument before the one that
 * getopt would read next: that of a long option. getopt leaves in optopt the code of an option that it
 * knows, the letter of one that it does not, or 0 for an unknown long option. */
static void complain(int code, const char *word) {
    bool known = optopt >= OPTION_FORMAT || optopt == 'o' || optopt == 'h' || optopt == 'j';
    char letter[] = {'-', (char)optopt, '\0'};
    if (code == ':')
        output_say("greffe : l’option « %s » attend une valeur.\n", word);
    else if (known)
        output_say("greffe : « %s » : cette option ne prend pas de valeur.\n", word);
    else if (optopt == 0)
        complain_unknown(word);
    else
        complain_unknown(optopt > 0 && optopt < 0x80 ? letter : "-…");
}

/* Whether a list of words, separated by spaces, holds the word. */
static bool has_word(const char *list, const char *word) {
    size_t length = strlen(word);
    while (*list != '\0') {
        size_t end = strcspn(list, " ");
        if (end == length && strncmp(list, word, length) == 0)
            return true;
        list += end + (list[end] == ' ');
    }
    return false;
}

static const char *name_of(int code) {
    size_t i = 0;
    while (long_options[i].name != NULL && long_options[i].val != code)
        i++;
    return long_options[i].name;
}

/* An option that would do nothing is better refused: whoever gave it expects something. */
static bool belongs(int code, const char *known, const char *command) {
    static const char common[] = "forms root theme table date help";
    const char *name = name_of(code);
    if (has_word(common, name) || has_word(known, name))
        return true;
    output_say("greffe : l’option « --%s » ne sert pas à « greffe %s ».\n"
               "    « greffe %s --help » montre celles qui servent.\n",
        name, command, command);
    return false;
}

bool options_read(int count, char **arguments, const char *known, struct options *options) {
    size_t most = (size_t)count + 1;
    *options = (struct options){
        .forms = memory_zeroed(most, sizeof *options->forms),
        .tables = memory_zeroed(most, sizeof *options->tables),
        .arguments = memory_zeroed(most, sizeof *options->arguments),
    };
    opterr = 0;
    optind = 1;
    int code;
    while ((code = getopt_long(count, arguments, ":o:hj:", long_options, NULL)) != -1) {
        if (code == '?' || code == ':') {
            complain(code, arguments[optind - 1]);
            return false;
        }
        if (!belongs(code, known, arguments[0]) || !read_option(options, code))
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

struct greffe_request options_request(const struct options *options, const char *path) {
    return (struct greffe_request){.path = path,
        .variant = options->variant,
        .first_sheet = options->first_sheet,
        .phase = options->phase,
        .draft = options->draft,
        .no_fields = options->no_fields,
        .no_source = options->no_source,
        .compact = options->compact,
        .archive = options->archive,
        .fields = options->fields,
        .parts = options->parts};
}
