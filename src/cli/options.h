/* The command line, read once. Private to cli. */
#ifndef GREFFE_OPTIONS_H
#define GREFFE_OPTIONS_H

#include "greffe.h"

#include <stdbool.h>
#include <stddef.h>

/** Formats of diagnostics. */
enum format {
    FORMAT_TEXT,
    FORMAT_JSON,
    FORMAT_HTML,
};

/** What a batch does with what an earlier run made. */
enum again {
    AGAIN_ALL,     /* everything is made anew */
    AGAIN_RESUME,  /* what is there stays */
    AGAIN_REFRESH, /* what would be different now is made anew */
};

/** Every option of every command; strings are borrowed from argv. */
struct options {
    enum format format;
    const char *output;
    const char *variant;
    unsigned first_sheet; /* 0: not given */
    const char *phase;
    const char *stage;
    const char *date;
    const char *root;
    const char *theme;
    const char *form;   /* the filled form of a PDF given as argument */
    const char **forms; /* folders of models given with --forms, in order */
    size_t form_count;
    struct greffe_table *tables;
    size_t table_count;
    size_t jobs; /* worker processes; 0: not said */
    const char *report;
    const char *name;
    const char *themes;
    const char *notice; /* the model of notices; "none": there shall be none */
    size_t timeout;     /* seconds for one form; 0: not said */
    size_t memory;      /* MiB for one worker; 0: not said */
    size_t shard;       /* from 1 … */
    size_t shard_count; /* … of so many; 0: not said */
    enum again again;
    bool report_without_values;
    bool draft;
    bool no_fields;
    bool no_source;
    bool compact;
    enum greffe_archive archive;
    bool fields;
    bool parts;
    bool notes;
    bool force;
    bool help;
    bool files;             /* the arguments name files that are read, not models */
    const char **arguments; /* what is left: files or models */
    size_t argument_count;
};

/** options_read(count, arguments, known, options): reads the options after the command's name, which is
 *  arguments[0]. `known` lists the long names of the command's own options, separated by spaces; --forms,
 *  --root, --theme, --table, --date and --help belong to all. False after a message on standard error.
 *  options_free frees the lists. */
bool options_read(int count, char **arguments, const char *known, struct options *options);
void options_free(struct options *options);

/** options_request(options, path): what is asked for one of the forms. */
struct greffe_request options_request(const struct options *options, const char *path);

#endif
