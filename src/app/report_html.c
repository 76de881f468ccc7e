#include "report_write.h"

#include "text.h"

#include <string.h>

static void html_bytes(struct buffer *out, const char *bytes, size_t length) {
    const char *end = bytes + length;
    while (bytes < end) {
        uint32_t code_point = text_next_shown(&bytes);
        if (code_point == '<')
            buffer_text(out, "&lt;");
        else if (code_point == '&')
            buffer_text(out, "&amp;");
        else
            buffer_code_point(out, code_point);
    }
}

static void html_text(struct buffer *out, const char *text) {
    html_bytes(out, text, strlen(text));
}

static void html_element(
    struct buffer *out, const char *element, const char *class_name, const char *text) {
    if (text == NULL || *text == '\0')
        return;
    buffer_format(out, "<%s class=\"%s\">", element, class_name);
    html_text(out, text);
    buffer_format(out, "</%s>\n", element);
}

/* The line itself, with the guilty part marked. */
static void html_excerpt(struct buffer *out, struct span span) {
    struct position position = source_position(span.source, span.offset);
    size_t length = 0;
    const char *line = source_line(span.source, position.line, &length);
    size_t start = (size_t)(span.source->bytes + span.offset - line);
    if (length == 0 || length > 400 || start > length)
        return; /* a line that long helps nobody: the place is named above it */
    size_t marked = span.length < length - start ? span.length : length - start;
    /* A long line is scrolled, and not by the mouse alone: it takes the focus. */
    buffer_text(out, "<pre class=\"line\" tabindex=\"0\">");
    html_bytes(out, line, start);
    buffer_text(out, "<mark>");
    html_bytes(out, line + start, marked);
    buffer_text(out, "</mark>");
    html_bytes(out, line + start + marked, length - start - marked);
    buffer_text(out, "</pre>\n");
}

static void html_place(struct buffer *out, const char *before, struct span span) {
    struct position position = source_position(span.source, span.offset);
    buffer_format(out, "<p class=\"place\">%s", before);
    html_text(out, span.source->name);
    buffer_format(out, ", ligne %zu, colonne %zu</p>\n", position.line, position.column);
}

static void html_diagnostic(struct buffer *out, const struct diagnostic *diagnostic) {
    static const char *const classes[] = {"note", "avertissement", "erreur", "panne"};
    buffer_format(out, "<li class=\"%s\">\n<p><strong>%s</strong> ", classes[diagnostic->level],
        level_name(diagnostic->level));
    html_text(out, diagnostic->text);
    buffer_text(out, " <code>");
    html_text(out, diagnostic->code);
    buffer_text(out, "</code></p>\n");
    html_element(out, "p", "field", diagnostic->place);
    if (diagnostic->span.source != NULL) {
        html_place(out, "", diagnostic->span);
        html_excerpt(out, diagnostic->span);
    }
    if (diagnostic->related.source != NULL)
        html_place(out, "Voir aussi : ", diagnostic->related);
    html_element(out, "p", "hint", diagnostic->hint);
    html_element(out, "p", "law", diagnostic->law);
    buffer_text(out, "</li>\n");
}

static bool is_shown(const struct report_entry *entry, const struct diagnostic *diagnostic) {
    return diagnostic->level != LEVEL_NOTE || entry->notes;
}

static size_t shown_count(const struct report_entry *entry) {
    size_t count = 0;
    for (size_t i = 0; entry->diagnostics != NULL && i < entry->diagnostics->count; i++)
        count += is_shown(entry, &entry->diagnostics->items[i]);
    return count;
}

void report_write_html(struct buffer *out, const struct report_entry *entry) {
    size_t count = shown_count(entry);
    buffer_format(out, "<section aria-labelledby=\"f%zu\">\n<h2 id=\"f%zu\">", entry->index + 1,
        entry->index + 1);
    html_text(out, entry->path);
    buffer_text(out, "</h2>\n");
    if (count == 0)
        buffer_text(out, entry->status == 0 ? "<p>Rien à signaler.</p>\n"
                                            : "<p>La mémoire de la machine est épuisée.</p>\n");
    else
        buffer_text(out, "<ol>\n");
    for (size_t i = 0; count > 0 && i < entry->diagnostics->count; i++)
        if (is_shown(entry, &entry->diagnostics->items[i]))
            html_diagnostic(out, &entry->diagnostics->items[i]);
    buffer_text(out, count == 0 ? "</section>\n" : "</ol>\n</section>\n");
}

void report_write_item(struct buffer *out, const struct report_entry *entry) {
    buffer_format(out, "<li><a href=\"#f%zu\">", entry->index + 1);
    html_text(out, entry->path);
    buffer_text(out, "</a> : ");
    if (entry->errors == 0)
        buffer_text(out, "aucune erreur");
    else
        buffer_format(out, "%zu erreur%s", entry->errors, entry->errors > 1 ? "s" : "");
    if (entry->warnings > 0)
        buffer_format(
            out, ", %zu avertissement%s", entry->warnings, entry->warnings > 1 ? "s" : "");
    buffer_text(out, "</li>\n");
}

/* One page, nothing fetched from elsewhere; levels are words, not only colours. */
static const char style[] =
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}"
    "h2{border-bottom:2px solid #1b3a6b;overflow-wrap:anywhere}li{margin:1rem 0}"
    "p{margin:.2rem 0}.erreur strong,.panne strong{color:#9b1c1c}"
    ".avertissement strong{color:#7a4b00}.place,.field,.law,code{color:#57606d}"
    "nav li{margin:.2rem 0;overflow-wrap:anywhere}"
    "pre{background:#eef2f7;padding:.5rem;overflow:auto}"
    "mark{background:#fff3b0;text-decoration:underline}.hint::before{content:\"→ \"}";

void report_wrap_html(struct buffer *out, const struct report_page *page) {
    buffer_text(out, "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width\">\n"
                     "<title>Contrôle des formulaires</title>\n<style>");
    buffer_text(out, style);
    buffer_text(out, "</style>\n</head>\n<body>\n<main>\n<h1>Contrôle des formulaires</h1>\n");
    buffer_format(
        out, "<p>Formulaires contrôlés : %zu. À corriger : %zu.</p>\n", page->forms, page->refused);
    if (page->forms > 1) {
        buffer_text(out, "<nav aria-label=\"Formulaires contrôlés\">\n<ul>\n");
        buffer_text(out, page->list);
        buffer_text(out, "</ul>\n</nav>\n");
    }
    buffer_text(out, page->body);
    buffer_text(out, "</main>\n</body>\n</html>\n");
}
