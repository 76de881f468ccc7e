#include "batch_choices.h"

#include "batch.h"
#include "batch_place.h"
#include "json.h"
#include "memory.h"
#include "options.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An array that is being written. */
struct words {
    FILE *stream;
    size_t count;
};

static void add(struct words *words, const char *word) {
    fputc(words->count++ == 0 ? '[' : ',', words->stream);
    json_string(words->stream, word);
}

static void add_value(struct words *words, const char *option, const char *value) {
    if (value == NULL)
        return;
    char *word = memory_format("--%s=%s", option, value);
    add(words, word);
    free(word);
}

static void add_switches(struct words *words, const struct options *options) {
    const struct {
        bool given;
        const char *word;
    } switches[] = {
        {options->draft, "--draft"},
        {options->no_fields, "--no-fields"},
        {options->no_source, "--no-source"},
        {options->compact, "--compact"},
        {options->fields, "--fields"},
        {options->parts, "--parts"},
    };
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
        if (switches[i].given)
            add(words, switches[i].word);
}

static void add_tables(struct words *words, const struct options *options) {
    for (size_t i = 0; i < options->table_count; i++) {
        char digest[GREFFE_DIGEST_SIZE];
        batch_place_digest(AT_FDCWD, options->tables[i].path, digest);
        char *value = memory_format("%s=%s", options->tables[i].identifier, digest);
        add_value(words, "table", value);
        free(value);
    }
}

/* What an array says once all words are there. */
static void end(struct words *words) {
    if (words->count > 0)
        fputc(']', words->stream);
}

char *batch_choices_text(const struct options *options) {
    char *text = NULL;
    size_t length = 0;
    struct words words = {.stream = memory_stream(&text, &length)};
    add_switches(&words, options);
    add_value(&words, "pdfa", options->archive == GREFFE_PDFA_2A ? "2a" : NULL);
    add_value(&words, "variant", options->variant);
    add_value(&words, "phase", options->phase);
    add_value(&words, "date", options->date);
    add_value(&words, "name", options->name);
    add_tables(&words, options);
    end(&words);
    memory_stream_end(words.stream);
    return text;
}

bool batch_choices_same(const struct batch *batch, const struct json *line) {
    const struct json *made_with = json_member(line, "options");
    char *text = NULL;
    size_t length = 0;
    struct words words = {.stream = memory_stream(&text, &length)};
    for (const struct json *word = made_with != NULL ? made_with->first : NULL; word != NULL;
         word = word->next)
        add(&words, word->text != NULL ? word->text : "");
    end(&words);
    memory_stream_end(words.stream);
    bool same = strcmp(text, batch->choices) == 0;
    free(text);
    return same;
}
