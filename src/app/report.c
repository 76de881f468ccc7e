#include "process.h"

#include "arena.h"
#include "report_write.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/** A report under construction: one piece of text per form, between a head and a tail; an HTML page has a list
 *  of the forms, too. */
struct greffe_report {
    struct arena *arena;
    enum greffe_report_format format;
    bool notes;
    struct buffer list;
    struct buffer body;
    size_t forms;
    size_t refused;
    const char *whole;
};

struct greffe_report *greffe_report_new(enum greffe_report_format format, bool notes) {
    struct greffe_report *report = calloc(1, sizeof *report);
    struct arena *arena = arena_new();
    if (report == NULL || arena == NULL) {
        free(report);
        arena_free(arena);
        return NULL;
    }
    report->arena = arena;
    report->format = format;
    report->notes = notes;
    report->list.arena = arena;
    report->body.arena = arena;
    return report;
}

void greffe_report_free(struct greffe_report *report) {
    if (report == NULL)
        return;
    arena_free(report->arena);
    free(report);
}

struct adding {
    struct greffe_report *report;
    const char *path;
    const struct greffe_result *result;
};

static void add(void *context) {
    struct adding *adding = context;
    struct greffe_report *report = adding->report;
    const struct outcome *outcome = adding->result->inside;
    struct report_entry entry = {
        .path = adding->path,
        .status = (int)adding->result->status,
        .diagnostics = outcome->job.diagnostics,
        .errors = adding->result->errors,
        .warnings = adding->result->warnings,
        .index = report->forms,
        .blocks = adding->result->blocks,
        .block_count = adding->result->block_count,
        .notes = report->notes,
    };
    if (report->format == GREFFE_REPORT_JSON) {
        report_write_json(&report->body, &entry);
    } else {
        report_write_item(&report->list, &entry);
        report_write_html(&report->body, &entry);
    }
    report->forms++;
    report->refused += adding->result->status != GREFFE_OK;
}

bool greffe_report_add(
    struct greffe_report *report, const char *path, const struct greffe_result *result) {
    struct adding adding = {report, path, result};
    return arena_run(report->arena, add, &adding);
}

static void finish(void *context) {
    struct greffe_report *report = context;
    struct buffer whole = {.arena = report->arena};
    if (report->format == GREFFE_REPORT_JSON)
        report_wrap_json(&whole, buffer_string(&report->body));
    else
        report_wrap_html(&whole, &(struct report_page){buffer_string(&report->list),
                                     buffer_string(&report->body), report->forms, report->refused});
    report->whole = buffer_string(&whole);
}

const char *greffe_report_finish(struct greffe_report *report) {
    return arena_run(report->arena, finish, report) ? report->whole : NULL;
}
