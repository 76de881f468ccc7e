/* Reading a model: its file, then stage by stage what stands in it. */
#include "form.h"

#include "files.h"
#include "form_grammar.h"
#include "form_library.h"
#include "form_reader.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static bool is_model(const struct node *node) {
    return strcmp(node->space, FORM_MODEL_NAMESPACE) == 0 && strcmp(node->name, "model") == 0;
}

/* The root element of the model, or NULL after a diagnostic. */
static struct node *read_model(struct form_reader *reader) {
    struct form *form = reader->form;
    struct file file;
    const char *path = arena_format(reader->job->arena, "%s/" FORM_FILE_NAME, form->folder);
    if (!root_read(reader->job, form->home, path, FORM_FILE_LIMIT, (struct span){0}, &file))
        return NULL;
    const struct xml *xml = xml_read(reader->job, file.path, file.bytes, file.length);
    if (xml == NULL)
        return NULL;
    if (!is_model(xml->root)) {
        form_error(reader, MESSAGE_MODEL_ROOT, xml->root->name_span, xml->root->name);
        return NULL;
    }
    form->source = xml->source;
    return xml->root;
}

/* What the root element says of the model. A missing attribute was reported; something must stand
 * for it. */
static void read_root(struct form_reader *reader) {
    struct form *form = reader->form;
    const char *name = form_value(reader->model, "name");
    const char *title = form_value(reader->model, "title");
    const char *version = form_value(reader->model, "version");
    if (name != NULL && strcmp(name, form->folder) != 0)
        form_error(reader, MESSAGE_MODEL_FOLDER_NAME, form_value_span(reader->model, "name"), name,
            form->folder);
    form->name = form->folder;
    form->title = title != NULL ? title : form->name;
    form->version = version != NULL ? version : "1.0";
    form->major = (int)strtol(form->version, NULL, 10);
    form->space =
        arena_format(reader->job->arena, FORM_ANSWERS_NAMESPACE "%s:%d", form->name, form->major);
}

/* Parameters are judged at the date of the act: it sees none of them. */
static void read_date(struct form_reader *reader) {
    struct expression_scope scope = form_scope(reader);
    scope.variable_count = 0;
    reader->form->date = form_expression(reader, &scope, reader->model, "date");
}

/* Documents of many are each printed in the look of whom they concern. */
static void read_theme(struct form_reader *reader) {
    struct expression_scope scope = form_scope(reader);
    reader->form->theme = form_expression(reader, &scope, reader->model, "theme");
}

static void read_stages(struct form_reader *reader) {
    form_data_read(reader);
    form_fields_read(reader);
    /* From here on other models may see the fields of this one. */
    if (reader->library != NULL)
        form_library_reading(reader->library, reader->form);
    form_fields_bind(reader);
    read_date(reader);
    form_order(reader);
    form_rules_read(reader);
    read_theme(reader);
    form_pages_read(reader);
    form_documents_read(reader);
}

bool form_complete(const struct form *form) {
    bool right = true;
    for (size_t i = 0; i < form->document_count; i++)
        right = form_document_read(form, &form->documents[i]) && right;
    if (!form->reader->complete)
        form_usage_check(form->reader);
    form->reader->complete = true;
    return right;
}

struct form *form_read(struct job *job, const struct root *root, const char *name,
    struct form_library *library, const struct table_override *overrides, size_t count) {
    struct form *form = arena_alloc(job->arena, sizeof *form);
    struct form_reader *reader = arena_alloc(job->arena, sizeof *reader);
    *reader = (struct form_reader){
        .job = job,
        .form = form,
        .library = library,
        .overrides = overrides,
        .override_count = count,
    };
    size_t errors = diagnostics_errors(job->diagnostics);
    form->reader = reader;
    form->home = root;
    form->folder = arena_copy(job->arena, name, strlen(name));
    reader->model = read_model(reader);
    if (reader->model == NULL)
        return NULL;
    form_include(reader);
    form_grammar_check(job, reader->model);
    read_root(reader);
    read_stages(reader);
    if (diagnostics_errors(job->diagnostics) > errors) {
        form_complete(form);
        return NULL;
    }
    if (form->document_count == 0)
        form_error(reader, MESSAGE_MODEL_NO_DOCUMENT, form_value_span(reader->model, "name"), name);
    return form;
}
