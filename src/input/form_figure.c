#include "form_figure.h"

#include "files.h"
#include "form_reader.h"
#include "image.h"

static bool may_be_image(const struct expression *expression) {
    for (size_t i = 0; i < expression->yield_count; i++)
        if (field_names_file(expression->yields[i]))
            return true;
    return expression->kind == VALUE_ANY ||
           (expression->kind == VALUE_NODES && expression->yield_count == 0);
}

static bool may_be_file(const struct expression *expression) {
    for (size_t i = 0; i < expression->yield_count; i++)
        if (expression->yields[i]->kind == FIELD_FILE)
            return true;
    return false;
}

/* The alternative text of an image field comes with the image; no other file has one. */
static void check_alternative(struct form_reader *reader, const struct template *template) {
    const struct node *node = template->node;
    bool text = form_value(node, "alt") != NULL;
    bool decorative = form_says(node, "decorative", "yes");
    bool file = template->select != NULL && may_be_file(template->select);
    if ((form_value(node, "file") != NULL || file) && text == decorative)
        form_error(reader, MESSAGE_MODEL_FIGURE_TEXT, node->name_span, NULL);
    else if (form_value(node, "select") != NULL && !file && (text || decorative))
        form_error(reader, MESSAGE_MODEL_FIGURE_TEXT_NEEDLESS,
            form_value_span(node, text ? "alt" : "decorative"), NULL);
}

void form_figure_read(struct form_reader *reader, struct template *template) {
    const struct node *node = template->node;
    const char *name = form_value(node, "file");
    check_alternative(reader, template);
    if (template->select != NULL && !may_be_image(template->select))
        form_error(reader, MESSAGE_MODEL_FIGURE_FIELD, form_value_span(node, "select"),
            template->select->text);
    if (name == NULL)
        return;
    struct span from = form_value_span(node, "file");
    struct file file;
    if (root_read(reader->job, reader->form->home, form_path(reader, from, name), FORM_FILE_LIMIT,
            from, &file))
        template->picture = image_read(reader->job, name, file.bytes, file.length, from);
}
