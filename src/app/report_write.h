/* Diagnostics as JSON (docs/diagnostics.schema.json) and as HTML. Private to app. */
#ifndef GREFFE_REPORT_WRITE_H
#define GREFFE_REPORT_WRITE_H

#include "diagnostic.h"

#include <stddef.h>

struct buffer;

/** One form's outcome in a report; `index` counts from 0. `diagnostics` NULL: memory was exhausted. */
struct report_entry {
    const char *path;
    int status;
    const struct diagnostics *diagnostics;
    size_t index;
};

/** report_write_json, report_write_html(out, entry): append the entry. */
void report_write_json(struct buffer *out, const struct report_entry *entry);
void report_write_html(struct buffer *out, const struct report_entry *entry);

/** report_wrap_json, report_wrap_html(out, body, …): the whole report around its entries. */
void report_wrap_json(struct buffer *out, const char *body);
void report_wrap_html(struct buffer *out, const char *body, size_t forms, size_t refused);

#endif
