/* Diagnostics as JSON (docs/diagnostics.schema.json) and as HTML. Private to app. */
#ifndef GREFFE_REPORT_WRITE_H
#define GREFFE_REPORT_WRITE_H

#include "diagnostic.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct greffe_block;

/** One form's outcome in a report; `index` counts from 0. `diagnostics` NULL: memory was exhausted. `notes`:
 *  those of level note are shown, too. */
struct report_entry {
    const char *path;
    int status;
    const struct diagnostics *diagnostics;
    size_t errors;
    size_t warnings;
    size_t index;
    const struct greffe_block *blocks;
    size_t block_count;
    bool notes;
};

/** What a whole HTML page is made of: an item for each form, then what is wrong with it. */
struct report_page {
    const char *list;
    const char *body;
    size_t forms;
    size_t refused;
};

/** report_write_string(out, text): appends the text as a JSON string. */
void report_write_string(struct buffer *out, const char *text);

/** report_write_json, report_write_html(out, entry): append the entry. */
void report_write_json(struct buffer *out, const struct report_entry *entry);
void report_write_html(struct buffer *out, const struct report_entry *entry);

/** report_write_item(out, entry): appends the entry to the list at the head of an HTML page. */
void report_write_item(struct buffer *out, const struct report_entry *entry);

/** report_wrap_json, report_wrap_html(out, …): the whole report around its entries. */
void report_wrap_json(struct buffer *out, const char *body);
void report_wrap_html(struct buffer *out, const struct report_page *page);

#endif
