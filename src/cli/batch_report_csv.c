/* The table of what went wrong, for a spreadsheet of a French office: semicolons, a mark that says UTF-8, CR LF. */
#include "batch_report.h"

#include "code_point.h"
#include "json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char batch_report_csv_head[] =
    "\uFEFFFormulaire;Résultat;Modèle;Code;Fichier;Ligne;Colonne;Champ;Constat;"
    "Remède;Référence;Même contenu que\r\n";

/* What a spreadsheet would take for a formula is a text: a form may hold =HYPERLINK(…). */
static bool is_formula(const char *text) {
    return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

static void write_cell(FILE *stream, const char *text) {
    fputc('"', stream);
    if (is_formula(text))
        fputc('\'', stream);
    while (*text != '\0') {
        const char *start = text;
        uint32_t code_point = code_point_next(&text);
        if (code_point == '"')
            fputs("\"\"", stream);
        else if (code_point_is_dangerous(code_point))
            fputs("\uFFFD", stream);
        else
            fwrite(start, 1, (size_t)(text - start), stream);
    }
    fputc('"', stream);
}

static void write_number(FILE *stream, const struct json *json, const char *name) {
    if (json_member(json, name) != NULL)
        fprintf(stream, "%zu", json_size(json, name));
}

/* One thing that is wrong; without a diagnostic, what the batch itself has to say. */
static void write_row(FILE *stream, const struct json *line, const struct json *diagnostic) {
    const char *names[] = {"field", "text", "hint", "law"};
    write_cell(stream, json_text(line, "input"));
    fputc(';', stream);
    write_cell(stream, batch_report_outcome(line));
    fputc(';', stream);
    write_cell(stream, json_text(line, "model"));
    fputc(';', stream);
    write_cell(stream, json_text(diagnostic, "code"));
    fputc(';', stream);
    write_cell(stream, json_text(diagnostic, "file"));
    fputc(';', stream);
    write_number(stream, diagnostic, "line");
    fputc(';', stream);
    write_number(stream, diagnostic, "column");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool said = i == 1 && diagnostic == NULL;
        fputc(';', stream);
        write_cell(stream, said ? json_text(line, "said") : json_text(diagnostic, names[i]));
    }
    fputc(';', stream);
    write_cell(stream, json_text(line, "duplicate-of"));
    fputs("\r\n", stream);
}

static bool is_error(const struct json *diagnostic) {
    const char *level = json_text(diagnostic, "level");
    return strcmp(level, "error") == 0 || strcmp(level, "fault") == 0;
}

static void write_rows(FILE *stream, const struct json *line) {
    const struct json *diagnostics = json_member(line, "diagnostics");
    size_t rows = 0;
    for (const struct json *at = diagnostics != NULL ? diagnostics->first : NULL; at != NULL;
         at = at->next)
        if (is_error(at)) {
            write_row(stream, line, at);
            rows++;
        }
    if (rows == 0)
        write_row(stream, line, NULL);
}

void batch_report_csv(const struct report *report, FILE *stream) {
    fputs(batch_report_csv_head, stream);
    for (size_t i = 0; i < report->count; i++) {
        char *text = NULL;
        struct json *line = batch_report_line(report, i, &text);
        if (line != NULL && batch_report_is_told(line))
            write_rows(stream, line);
        json_free(line);
        free(text);
    }
}
