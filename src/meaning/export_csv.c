#include "export_write.h"

#include "expression.h"
#include "form.h"
#include "inline_text.h"
#include "job.h"
#include "text.h"
#include "walk.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* A table in the making; `cells` counts those of the current row. */
struct csv {
    struct buffer out;
    char separator;
    size_t cells;
};

/* A spreadsheet runs what begins with these, or with their wide forms (OWASP, CSV injection); a number may begin with
 * a minus. */
static bool looks_like_formula(const char *text) {
    static const char *const signs[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    if (*text == '-' && strspn(text + 1, "0123456789.,") == strlen(text + 1))
        return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(text, signs[i], strlen(signs[i])) == 0)
            return true;
    return false;
}

static void write_cell(struct csv *csv, const char *text) {
    if (csv->cells++ > 0)
        buffer_add(&csv->out, &csv->separator, 1);
    const char *shield = looks_like_formula(text) ? "'" : "";
    if (strpbrk(text, "\"\n\r") == NULL && strchr(text, csv->separator) == NULL) {
        buffer_format(&csv->out, "%s%s", shield, text);
        return;
    }
    buffer_format(&csv->out, "\"%s", shield);
    for (; *text != '\0'; text++)
        buffer_add(&csv->out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    buffer_text(&csv->out, "\"");
}

static void element(
    struct walker *walker, const struct template *template, const struct answer *context) {
    struct csv *csv = walker->state;
    if (strcmp(template->name, "cell") == 0) {
        write_cell(csv, inline_text(walker->evaluation, template, context, walker->show_personal));
        return;
    }
    csv->cells = 0;
    walk_children(walker, template, context);
    buffer_text(&csv->out, "\r\n");
}

const char *export_write_csv(struct evaluation *evaluation, const struct form_export *form_export,
    const struct answer *root) {
    struct csv csv = {
        .out = {.arena = evaluation_job(evaluation)->arena}, .separator = form_export->separator};
    if (form_export->byte_order_mark)
        buffer_text(&csv.out, BYTE_ORDER_MARK);
    struct walker walker = {evaluation, &csv, true, NULL, NULL, element};
    walk_children(&walker, form_export->body, root);
    return buffer_string(&csv.out);
}
