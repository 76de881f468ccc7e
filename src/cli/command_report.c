/* From the journals of batches to one report. */
#include "commands.h"

#include "batch_report.h"
#include "memory.h"
#include "options.h"
#include "output.h"

#include <stdio.h>
#include <stdlib.h>

static void print_sums(const struct report_sums *sums) {
    printf(
        "Formulaires : %zu\nImprimés : %zu\nPages : %zu\n", sums->forms, sums->made, sums->pages);
    if (sums->present > 0)
        printf("Déjà là : %zu\n", sums->present);
    printf("Refusés : %zu\nLaissés intacts : %zu\nEn panne : %zu\nReçus deux fois : %zu\n",
        sums->refused, sums->kept, sums->failed, sums->twice);
}

static enum greffe_status write_report(const struct report *report, const struct options *options) {
    enum greffe_status status = report->clashes > 0 ? GREFFE_FORM : GREFFE_OK;
    if (options->output != NULL) {
        bool saved = batch_report_save(report, options->output);
        return output_worst(status, saved ? GREFFE_OK : GREFFE_MACHINE);
    }
    print_sums(&report->sums);
    return output_worst(status, output_finish());
}

static enum greffe_status merge(const struct options *options, struct journal *journals) {
    for (size_t i = 0; i < options->argument_count; i++)
        if (!batch_journal_read(options->arguments[i], &journals[i]))
            return GREFFE_USAGE;
    struct report report;
    batch_report_gather(&report, journals, options->argument_count);
    enum greffe_status status = write_report(&report, options);
    batch_report_free(&report);
    return status;
}

enum greffe_status command_report(struct greffe *greffe, const struct options *options) {
    (void)greffe;
    if (options->argument_count == 0) {
        output_say("greffe : nommez le ou les rapports à réunir.\n");
        return GREFFE_USAGE;
    }
    if (options->output != NULL && !batch_report_is_format(options->output)) {
        output_say(
            "greffe : « %s » : -o attend un nom en .csv, .html ou .jsonl.\n", options->output);
        return GREFFE_USAGE;
    }
    if (options->output != NULL && !output_may_write(options->output, options))
        return GREFFE_USAGE;
    struct journal *journals = memory_zeroed(options->argument_count, sizeof *journals);
    for (size_t i = 0; i < options->argument_count; i++)
        journals[i].descriptor = -1;
    enum greffe_status status = merge(options, journals);
    for (size_t i = 0; i < options->argument_count; i++)
        batch_journal_close(&journals[i]);
    free(journals);
    return status;
}
