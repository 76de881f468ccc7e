/* Documents and exports. */
#include "form_reader.h"

#include "form_export.h"
#include "form_grammar.h"
#include "form_template.h"
#include "text.h"

#include <string.h>

/* Documents. */

static const struct template *read_metadata(struct form_reader *reader, const struct node *node,
    const char *name, const struct expression_scope *scope) {
    const struct node *child = form_next(node->first, name);
    return child != NULL ? form_template(reader, child, scope) : NULL;
}

/* What yields neither a date nor a text cannot be the date of a document. */
static void check_date(
    struct form_reader *reader, const struct node *node, const struct expression *expression) {
    if (expression != NULL && !form_may_yield_date(expression))
        form_error(
            reader, MESSAGE_MODEL_DOCUMENT_DATE, form_value_span(node, "date"), expression->text);
}

/* What others may ask of a document before it is read. */
static void note_document(struct form_reader *reader, const struct node *node, const char *name) {
    struct form *form = reader->form;
    const char *label = form_value(node, "label");
    struct form_document document = {
        .identifier = name,
        .label = label != NULL ? label : form->title,
        .phase = form_value(node, "phase"),
        .source = form_says(node, "source", "whole") ? SOURCE_WHOLE : SOURCE_NONE,
        .show_personal = !form_says(node, "personal", "hide"),
        .span = form_value_span(node, "id"),
        .node = node,
    };
    if (document.phase != NULL)
        form_phase_check(reader, document.phase, form_value_span(node, "phase"));
    form->documents =
        arena_grow(reader->job->arena, form->documents, form->document_count, sizeof document);
    form->documents[form->document_count++] = document;
}

static void read_document(struct form_reader *reader, struct form_document *document) {
    const struct node *node = document->node;
    struct expression_scope scope = form_scope(reader);
    document->date = form_expression(reader, &scope, node, "date");
    document->page = form_page(reader, node);
    document->title = read_metadata(reader, node, "title", &scope);
    document->author = read_metadata(reader, node, "author", &scope);
    document->subject = read_metadata(reader, node, "subject", &scope);
    document->keywords = read_metadata(reader, node, "keywords", &scope);
    document->body = form_template_without(reader, node, &scope, CONTENT_METADATA);
    check_date(reader, node, document->date);
    if (document->source == SOURCE_WHOLE && form_document_hides(reader, document))
        form_error(reader, MESSAGE_MODEL_SOURCE_PERSONAL, form_value_span(node, "source"),
            reader->form->name);
    form_document_check(reader, document);
}

bool form_document_read(const struct form *form, const struct form_document *document) {
    struct form_document *own = &form->documents[document - form->documents];
    const struct diagnostics *diagnostics = form->reader->job->diagnostics;
    if (own->state == DOCUMENT_UNREAD) {
        size_t errors = diagnostics_errors(diagnostics);
        own->state = DOCUMENT_READING;
        read_document(form->reader, own);
        bool wrong = diagnostics_errors(diagnostics) > errors;
        own->state = wrong ? DOCUMENT_BROKEN : DOCUMENT_READ;
    }
    return own->state != DOCUMENT_BROKEN;
}

/* Exports. */

static enum export_format format_of(const struct node *node) {
    if (form_says(node, "format", "json"))
        return EXPORT_JSON;
    if (form_says(node, "format", "pdf"))
        return EXPORT_PDF;
    return form_says(node, "format", "csv") ? EXPORT_CSV : EXPORT_XML;
}

/* Programs read what is exported: a value is written as it is stored unless the model says how. */
static void write_as_stored(struct template *template) {
    if (template->kind == TEMPLATE_VALUE_OF && template->as == NULL)
        template->as = "text";
    for (struct template *child = template->first; child != NULL; child = child->next)
        write_as_stored(child);
}

/* RFC 4180 has commas; French spreadsheets expect semicolons. */
static char separator_of(const struct node *node) {
    const char *separator = form_value(node, "separator");
    if (separator == NULL)
        return ',';
    return strcmp(separator, "tab") == 0 ? '\t' : *separator;
}

/* Only UTF-8 has a mark. */
static bool has_mark(struct form_reader *reader, const struct node *node) {
    const char *encoding = form_value(node, "encoding");
    bool mark = form_says(node, "bom", "yes");
    if (mark && encoding != NULL && strcmp(encoding, "UTF-8") != 0)
        form_error(reader, MESSAGE_MODEL_EXPORT_BOM, form_value_span(node, "bom"), encoding);
    return mark;
}

static void read_export(struct form_reader *reader, const struct node *node, const char *name) {
    struct form *form = reader->form;
    struct expression_scope scope = form_scope(reader);
    const char *encoding = form_value(node, "encoding");
    struct template *body = form_template(reader, node, &scope);
    write_as_stored(body);
    if (format_of(node) == EXPORT_XML)
        form_export_check(reader, body);
    struct form_export export = {
        .identifier = name,
        .format = format_of(node),
        .encoding = encoding != NULL ? encoding : "UTF-8",
        .separator = separator_of(node),
        .byte_order_mark = has_mark(reader, node),
        .name = form_template_text(reader, node, "name", &scope),
        .purpose = form_value(node, "for"),
        .body = body,
        .span = form_value_span(node, "id"),
    };
    form->exports =
        arena_grow(reader->job->arena, form->exports, form->export_count, sizeof export);
    form->exports[form->export_count++] = export;
}

/* Each in the order of the model; the first document is the one that is made without a wish. */
static void read_all(struct form_reader *reader, const char *element,
    void (*read)(struct form_reader *reader, const struct node *node, const char *name)) {
    struct names names = {0};
    const struct node *node = form_next(reader->model->first, element);
    for (; node != NULL; node = form_next(node->next, element)) {
        const char *name = form_value(node, "id");
        if (name != NULL && form_name(reader, &names, name, form_value_span(node, "id")))
            read(reader, node, name);
    }
}

void form_documents_read(struct form_reader *reader) {
    read_all(reader, "document", note_document);
    read_all(reader, "export", read_export);
}
