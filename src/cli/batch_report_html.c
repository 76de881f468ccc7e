/* The page of what went wrong: one file, nothing fetched from elsewhere; what a thing is stands in words, not only
 * in colours. */
#include "batch_report.h"

#include "code_point.h"
#include "json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const char batch_report_html_head[] =
    "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"generator\" content=\"Greffe, rapport d’un lot\">\n";

static const char style[] =
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}"
    "h2{border-bottom:2px solid #1b3a6b;overflow-wrap:anywhere;font-size:1.1rem}"
    "table{border-collapse:collapse}th,td{text-align:left;padding:.2rem 1rem .2rem 0}"
    "td{text-align:right}p{margin:.2rem 0}li{margin:.8rem 0}"
    ".lieu,code{color:#57606d}.remede::before{content:\"→ \"}";

static void write_text(FILE *stream, const char *text) {
    while (*text != '\0') {
        const char *start = text;
        uint32_t code_point = code_point_next(&text);
        if (code_point == '<')
            fputs("&lt;", stream);
        else if (code_point == '&')
            fputs("&amp;", stream);
        else if (code_point_is_dangerous(code_point))
            fputs("\uFFFD", stream);
        else
            fwrite(start, 1, (size_t)(text - start), stream);
    }
}

static void write_element(FILE *stream, const char *open, const char *text, const char *close) {
    if (*text == '\0')
        return;
    fputs(open, stream);
    write_text(stream, text);
    fputs(close, stream);
}

static void write_sum(FILE *stream, const char *label, size_t number) {
    fprintf(stream, "<tr><th scope=\"row\">%s</th><td>%zu</td></tr>\n", label, number);
}

static void write_sums(FILE *stream, const struct report_sums *sums) {
    fputs("<table>\n", stream);
    write_sum(stream, "Formulaires", sums->forms);
    write_sum(stream, "Imprimés", sums->made);
    write_sum(stream, "Pages", sums->pages);
    if (sums->present > 0)
        write_sum(stream, "Déjà là", sums->present);
    write_sum(stream, "Refusés", sums->refused);
    write_sum(stream, "Laissés intacts", sums->kept);
    write_sum(stream, "En panne", sums->failed);
    write_sum(stream, "Reçus deux fois", sums->twice);
    fputs("</table>\n", stream);
}

/* Whether the file is the form itself: its path ends with its name in the inbox. */
static bool is_form(const char *file, const char *input) {
    size_t length = strlen(file), end = strlen(input);
    return length >= end && strcmp(file + length - end, input) == 0 &&
           (length == end || file[length - end - 1] == '/');
}

/* The heading names the form already. */
static void write_place(FILE *stream, const struct json *diagnostic, const char *input) {
    const char *file = json_text(diagnostic, "file");
    if (json_member(diagnostic, "line") == NULL)
        return;
    fputs("<p class=\"lieu\">", stream);
    if (is_form(file, input))
        fputs("Ligne ", stream);
    else
        write_element(stream, "", file, ", ligne ");
    fprintf(stream, "%zu, colonne %zu</p>\n", json_size(diagnostic, "line"),
        json_size(diagnostic, "column"));
}

static void write_diagnostic(FILE *stream, const struct json *diagnostic, const char *input) {
    fputs("<li><p>", stream);
    write_element(stream, "", json_text(diagnostic, "text"), " ");
    write_element(stream, "<code>", json_text(diagnostic, "code"), "</code>");
    fputs("</p>\n", stream);
    write_element(stream, "<p class=\"lieu\">", json_text(diagnostic, "field"), "</p>\n");
    write_place(stream, diagnostic, input);
    write_element(stream, "<p class=\"remede\">", json_text(diagnostic, "hint"), "</p>\n");
    write_element(stream, "<p class=\"lieu\">", json_text(diagnostic, "law"), "</p>\n");
    fputs("</li>\n", stream);
}

static bool is_error(const struct json *diagnostic) {
    const char *level = json_text(diagnostic, "level");
    return strcmp(level, "error") == 0 || strcmp(level, "fault") == 0;
}

static void write_diagnostics(FILE *stream, const struct json *line) {
    const struct json *diagnostics = json_member(line, "diagnostics");
    size_t count = 0;
    for (const struct json *at = diagnostics != NULL ? diagnostics->first : NULL; at != NULL;
         at = at->next) {
        if (!is_error(at))
            continue;
        fputs(count++ == 0 ? "<ol>\n" : "", stream);
        write_diagnostic(stream, at, json_text(line, "input"));
    }
    fputs(count > 0 ? "</ol>\n" : "", stream);
}

static void write_form(FILE *stream, const struct json *line) {
    write_element(stream, "<section>\n<h2>", json_text(line, "input"), "</h2>\n");
    write_element(stream, "<p><strong>", batch_report_outcome(line), "</strong>");
    write_element(stream, " : ", json_text(line, "said"), "");
    write_element(stream, ", même contenu que ", json_text(line, "duplicate-of"), "");
    fputs("</p>\n", stream);
    write_diagnostics(stream, line);
    fputs("</section>\n", stream);
}

void batch_report_html(const struct report *report, FILE *stream) {
    fputs(batch_report_html_head, stream);
    fprintf(stream,
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Rapport d’un lot de "
        "formulaires</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>Rapport d’un lot de "
        "formulaires</h1>\n",
        style);
    write_sums(stream, &report->sums);
    for (size_t i = 0; i < report->count; i++) {
        char *text = NULL;
        struct json *line = batch_report_line(report, i, &text);
        if (line != NULL && batch_report_is_told(line))
            write_form(stream, line);
        json_free(line);
        free(text);
    }
    fputs("</main>\n</body>\n</html>\n", stream);
}
