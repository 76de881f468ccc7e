#include "batch_notice.h"

#include "batch_inbox.h"
#include "code_point.h"
#include "memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What people of French administrations write, and the catalogue's fonts have: Latin, Greek, Cyrillic, and the
 * general punctuation. */
#define LAST_OF_LETTERS 0x52F
#define FIRST_OF_PUNCTUATION 0x1E00
#define LAST_OF_PUNCTUATION 0x20CF

/* A notice in the making. `plain`: of letters beyond these, only a box is shown. Where the inbox lies on this machine
 * concerns nobody who sent a form: what the form names stands in `folder`, quoted, and is called `folder_name`. */
struct notice {
    FILE *stream;
    const struct input *input;
    const struct greffe_result *result;
    char *folder;
    char *folder_name;
    bool plain;
};

static bool is_error(const struct greffe_diagnostic *diagnostic) {
    return diagnostic->level >= GREFFE_ERROR;
}

static bool is_usual(uint32_t code_point) {
    return code_point <= LAST_OF_LETTERS ||
           (code_point >= FIRST_OF_PUNCTUATION && code_point <= LAST_OF_PUNCTUATION);
}

/* The text with the folder called by its name. To be freed. */
static char *with_name(const struct notice *notice, const char *text) {
    char *named = NULL;
    size_t length = 0;
    FILE *stream = memory_stream(&named, &length);
    size_t skipped = strlen(notice->folder);
    for (const char *found; (found = strstr(text, notice->folder)) != NULL;
         text = found + skipped) {
        fwrite(text, 1, (size_t)(found - text), stream);
        fputs(notice->folder_name, stream);
    }
    fputs(text, stream);
    memory_stream_end(stream);
    return named;
}

/* The file in the inbox; NULL when it is the form itself. */
static const char *other_file(const struct notice *notice, const char *path) {
    const struct input *input = notice->input;
    size_t before = strlen(input->path) - strlen(input->name);
    if (strcmp(path, input->path) == 0)
        return NULL;
    return strncmp(path, input->path, before) == 0 ? path + before : path;
}

/* ---- The text ---- */

static void write_shown(const struct notice *notice, const char *text) {
    char *named = with_name(notice, text);
    for (const char *at = named; *at != '\0';) {
        const char *start = at;
        if (code_point_is_dangerous(code_point_next(&at)))
            fputs("\uFFFD", notice->stream);
        else
            fwrite(start, 1, (size_t)(at - start), notice->stream);
    }
    free(named);
}

static void write_line(const struct notice *notice, const char *before, const char *text) {
    if (text == NULL || *text == '\0')
        return;
    fputs(before, notice->stream);
    write_shown(notice, text);
    fputc('\n', notice->stream);
}

/* A message begins with a small letter, for on a screen « erreur » precedes it. */
static void write_sentence(const struct notice *notice, const char *text) {
    bool is_small = *text >= 'a' && *text <= 'z';
    if (is_small)
        fputc(*text - 'a' + 'A', notice->stream);
    write_line(notice, "", text + is_small);
}

/* « ligne 8, colonne 10 de a/annexe.xml » */
static void write_place(const struct notice *notice, const struct greffe_diagnostic *diagnostic) {
    if (diagnostic->file == NULL)
        return;
    fprintf(notice->stream, "   Ligne %zu, colonne %zu", diagnostic->line, diagnostic->column);
    const char *file = other_file(notice, diagnostic->file);
    if (file != NULL) {
        fputs(" de ", notice->stream);
        write_shown(notice, file);
    }
    fputs(".\n", notice->stream);
}

static void write_error(
    const struct notice *notice, size_t number, const struct greffe_diagnostic *diagnostic) {
    fprintf(notice->stream, "\n%zu. ", number);
    write_sentence(notice, diagnostic->text);
    write_line(notice, "   Dans le formulaire : ", diagnostic->field);
    write_place(notice, diagnostic);
    write_line(notice, "   Pour corriger : ", diagnostic->hint);
    write_line(notice, "   Référence : ", diagnostic->law);
}

static void write_text(const struct notice *notice) {
    FILE *stream = notice->stream;
    struct greffe_file form;
    char digest[GREFFE_DIGEST_SIZE];
    size_t number = 0;
    write_line(notice, "Formulaire : ", notice->input->name);
    if (greffe_result_read(notice->result, 0, &form)) {
        greffe_digest(form.bytes, form.length, digest);
        write_line(notice, "Empreinte SHA-256 : ", digest);
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

/* ---- Beginning and end ---- */

static struct notice begin(const struct input *input, const struct greffe_result *result) {
    char *folder = batch_inbox_stem(input->path, "");
    char *name = batch_inbox_stem(input->name, "");
    struct notice notice = {
        .input = input,
        .result = result,
        .folder = memory_format("«\u00A0%s\u00A0»", folder),
        .folder_name = memory_format("«\u00A0%s\u00A0»", name),
    };
    free(folder);
    free(name);
    return notice;
}

static void end(struct notice *notice) {
    free(notice->folder);
    free(notice->folder_name);
}

char *batch_notice_text(
    const struct input *input, const struct greffe_result *result, size_t *length) {
    char *text = NULL;
    struct notice notice = begin(input, result);
    notice.stream = open_memstream(&text, length);
    if (notice.stream != NULL) {
        write_text(&notice);
        if (fclose(notice.stream) != 0) {
            free(text);
            text = NULL;
        }
    }
    end(&notice);
    return text;
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
    char *named = with_name(notice, text);
    for (const char *at = named; *at != '\0';) {
        const char *start = at;
        uint32_t code_point = code_point_next(&at);
        write_code_point(notice, code_point, start, at);
    }
    free(named);
    fprintf(notice->stream, "</%s>", name);
}

static void write_record(const struct notice *notice, const struct greffe_diagnostic *diagnostic) {
    fputs("\n<erreur>", notice->stream);
    write_element(notice, "constat", diagnostic->text);
    write_element(notice, "champ", diagnostic->field);
    if (diagnostic->file != NULL) {
        write_element(notice, "fichier", other_file(notice, diagnostic->file));
        fprintf(notice->stream, "<ligne>%zu</ligne><colonne>%zu</colonne>", diagnostic->line,
            diagnostic->column);
    }
    write_element(notice, "remede", diagnostic->hint);
    write_element(notice, "reference", diagnostic->law);
    fputs("</erreur>", notice->stream);
}

static void write_head(
    const struct notice *notice, const char *model, const char *refused, const char *digest) {
    fprintf(notice->stream, "<%s xmlns=\"urn:greffe:form:%s:1\">", model, model);
    write_element(notice, "formulaire", notice->input->name);
    write_element(notice, "modele", refused);
    write_element(notice, "empreinte", digest);
}

static void write_form(const struct notice *notice, const char *model) {
    const struct greffe_result *result = notice->result;
    struct greffe_file form;
    char digest[GREFFE_DIGEST_SIZE] = "";
    if (greffe_result_read(result, 0, &form))
        greffe_digest(form.bytes, form.length, digest);
    write_head(notice, model, result->model, digest);
    struct greffe_diagnostic diagnostic;
    for (size_t i = 0; greffe_result_diagnostic(result, i, &diagnostic); i++)
        if (is_error(&diagnostic))
            write_record(notice, &diagnostic);
    fprintf(notice->stream, "\n</%s>\n", model);
}

/* All that a notice may say, and the least; with a word that only quoted texts may have. */
static void write_example(const struct notice *notice, const char *model) {
    static const struct greffe_diagnostic most = {
        .text = "« xxx » n’est pas un nombre",
        .file = "xxx/annexe.xml",
        .line = 1,
        .column = 1,
        .field = "Champ « xxx »",
        .hint = "Écrivez un nombre à la place de « xxx ».",
        .law = "Référence xxx",
    };
    static const struct greffe_diagnostic least = {.text = "xxx"};
    char digest[GREFFE_DIGEST_SIZE];
    greffe_digest("", 0, digest);
    write_head(notice, model, "xxx", digest);
    write_record(notice, &most);
    write_record(notice, &least);
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

struct greffe_result *batch_notice_example(struct greffe *greffe, const char *model) {
    char name[] = "xxx.xml";
    struct input input = {.path = name, .name = name};
    struct notice notice = begin(&input, NULL);
    char *text = NULL;
    size_t length = 0;
    struct greffe_result *result = NULL;
    notice.stream = open_memstream(&text, &length);
    if (notice.stream != NULL) {
        write_example(&notice, model);
        if (fclose(notice.stream) == 0)
            result = render(greffe, &input, text, length);
    }
    free(text);
    end(&notice);
    return result;
}

struct greffe_result *batch_notice_pdf(struct greffe *greffe, const char *model,
    const struct input *input, const struct greffe_result *result) {
    struct notice notice = begin(input, result);
    struct greffe_result *pdf = try(greffe, model, &notice);
    notice.plain = true;
    if (pdf == NULL)
        pdf = try(greffe, model, &notice);
    end(&notice);
    return pdf;
}
