#include "batch_notice.h"

#include "batch_inbox.h"
#include "code_point.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What people of French administrations write, and the catalogue's fonts have: Latin, Greek, Cyrillic, and the
 * general punctuation. */
#define LAST_OF_LETTERS 0x52F
#define FIRST_OF_PUNCTUATION 0x1E00
#define LAST_OF_PUNCTUATION 0x20CF

/* A notice in the making. `plain`: of letters beyond these, only a box is shown. */
struct notice {
    FILE *stream;
    const struct input *input;
    const struct greffe_result *result;
    bool plain;
};

static bool is_error(const struct greffe_diagnostic *diagnostic) {
    return diagnostic->level >= GREFFE_ERROR;
}

static bool is_usual(uint32_t code_point) {
    return code_point <= LAST_OF_LETTERS ||
           (code_point >= FIRST_OF_PUNCTUATION && code_point <= LAST_OF_PUNCTUATION);
}

/* ---- The text ---- */

static void write_shown(FILE *stream, const char *text) {
    while (*text != '\0') {
        const char *start = text;
        if (code_point_is_dangerous(code_point_next(&text)))
            fputs("\uFFFD", stream);
        else
            fwrite(start, 1, (size_t)(text - start), stream);
    }
}

static void write_line(FILE *stream, const char *before, const char *text) {
    if (text == NULL || *text == '\0')
        return;
    fputs(before, stream);
    write_shown(stream, text);
    fputc('\n', stream);
}

/* « ligne 8, colonne 10 de a/annexe.xml » */
static void write_place(const struct notice *notice, const struct greffe_diagnostic *diagnostic) {
    if (diagnostic->file == NULL)
        return;
    fprintf(notice->stream, "   Ligne %zu, colonne %zu", diagnostic->line, diagnostic->column);
    if (strcmp(diagnostic->file, notice->input->path) != 0) {
        fputs(" de ", notice->stream);
        write_shown(notice->stream, diagnostic->file);
    }
    fputs(".\n", notice->stream);
}

static void write_error(
    const struct notice *notice, size_t number, const struct greffe_diagnostic *diagnostic) {
    fprintf(notice->stream, "\n%zu. ", number);
    write_line(notice->stream, "", diagnostic->text);
    write_line(notice->stream, "   Dans le formulaire : ", diagnostic->field);
    write_place(notice, diagnostic);
    write_line(notice->stream, "   Pour corriger : ", diagnostic->hint);
    write_line(notice->stream, "   Référence : ", diagnostic->law);
}

static void write_text(const struct notice *notice) {
    FILE *stream = notice->stream;
    struct greffe_file form;
    char digest[GREFFE_DIGEST_SIZE];
    size_t number = 0;
    write_line(stream, "Formulaire : ", notice->input->name);
    if (greffe_result_read(notice->result, 0, &form)) {
        greffe_digest(form.bytes, form.length, digest);
        write_line(stream, "Empreinte SHA-256 : ", digest);
    }
    fprintf(stream,
        "\nVotre formulaire n’a pas pu être accepté : %zu erreur%s. Aucun document n’en a été "
        "fait.\n"
        "Corrigez ce qui suit, puis déposez-le de nouveau, en entier.\n",
        notice->result->errors, notice->result->errors > 1 ? "s" : "");
    struct greffe_diagnostic diagnostic;
    for (size_t i = 0; greffe_result_diagnostic(notice->result, i, &diagnostic); i++)
        if (is_error(&diagnostic))
            write_error(notice, ++number, &diagnostic);
}

char *batch_notice_text(
    const struct input *input, const struct greffe_result *result, size_t *length) {
    char *text = NULL;
    struct notice notice = {.input = input, .result = result};
    notice.stream = open_memstream(&text, length);
    if (notice.stream == NULL)
        return NULL;
    write_text(&notice);
    if (fclose(notice.stream) == 0)
        return text;
    free(text);
    return NULL;
}

/* ---- The form of the notice ---- */

static void write_code_point(
    const struct notice *notice, uint32_t code_point, const char *start, const char *end) {
    FILE *stream = notice->stream;
    if (code_point == '<')
        fputs("&lt;", stream);
    else if (code_point == '>')
        fputs("&gt;", stream);
    else if (code_point == '&')
        fputs("&amp;", stream);
    else if (code_point_is_dangerous(code_point) || (notice->plain && !is_usual(code_point)))
        fputs("□", stream);
    else
        fwrite(start, 1, (size_t)(end - start), stream);
}

static void write_element(const struct notice *notice, const char *name, const char *text) {
    if (text == NULL || *text == '\0')
        return;
    fprintf(notice->stream, "<%s>", name);
    while (*text != '\0') {
        const char *start = text;
        uint32_t code_point = code_point_next(&text);
        write_code_point(notice, code_point, start, text);
    }
    fprintf(notice->stream, "</%s>", name);
}

static void write_record(const struct notice *notice, const struct greffe_diagnostic *diagnostic) {
    fputs("\n<erreur>", notice->stream);
    write_element(notice, "constat", diagnostic->text);
    write_element(notice, "champ", diagnostic->field);
    if (diagnostic->file != NULL) {
        if (strcmp(diagnostic->file, notice->input->path) != 0)
            write_element(notice, "fichier", diagnostic->file);
        fprintf(notice->stream, "<ligne>%zu</ligne><colonne>%zu</colonne>", diagnostic->line,
            diagnostic->column);
    }
    write_element(notice, "remede", diagnostic->hint);
    write_element(notice, "reference", diagnostic->law);
    fputs("</erreur>", notice->stream);
}

static void write_form(const struct notice *notice, const char *model) {
    const struct greffe_result *result = notice->result;
    struct greffe_file form;
    char digest[GREFFE_DIGEST_SIZE] = "";
    fprintf(notice->stream, "<%s xmlns=\"urn:greffe:form:%s:1\">", model, model);
    write_element(notice, "formulaire", notice->input->name);
    write_element(notice, "modele", result->model);
    if (greffe_result_read(result, 0, &form))
        greffe_digest(form.bytes, form.length, digest);
    write_element(notice, "empreinte", digest);
    struct greffe_diagnostic diagnostic;
    for (size_t i = 0; greffe_result_diagnostic(result, i, &diagnostic); i++)
        if (is_error(&diagnostic))
            write_record(notice, &diagnostic);
    fprintf(notice->stream, "\n</%s>\n", model);
}

/* ---- The PDF ---- */

static struct greffe_result *render(
    struct greffe *greffe, const struct input *input, const char *text, size_t length) {
    struct greffe_file form = {
        .name = "avis.xml",
        .relationship = "Source",
        .bytes = (const unsigned char *)text,
        .length = length,
    };
    struct greffe_request request = {.path = input->name, .carried = &form, .carried_count = 1};
    return greffe_render(greffe, &request);
}

static struct greffe_result *try(struct greffe *greffe, const char *model, struct notice *notice) {
    char *text = NULL;
    size_t length = 0;
    notice->stream = open_memstream(&text, &length);
    if (notice->stream == NULL)
        return NULL;
    write_form(notice, model);
    struct greffe_result *result =
        fclose(notice->stream) == 0 ? render(greffe, notice->input, text, length) : NULL;
    free(text);
    if (result != NULL && result->bytes != NULL)
        return result;
    greffe_result_free(result);
    return NULL;
}

struct greffe_result *batch_notice_pdf(struct greffe *greffe, const char *model,
    const struct input *input, const struct greffe_result *result) {
    struct notice notice = {.input = input, .result = result};
    struct greffe_result *pdf = try(greffe, model, &notice);
    notice.plain = true;
    return pdf != NULL ? pdf : try(greffe, model, &notice);
}
