#include "resolve.h"

#include "answers.h"
#include "expression.h"
#include "form.h"
#include "inline_text.h"
#include "job.h"
#include "resolve_numbers.h"
#include "resolving.h"
#include "text.h"

/* A line of furniture is short; what it holds is inline content of the model. */
static struct run *furniture_runs(struct resolving *resolving, const struct template *template,
    const struct answer *root, size_t *count) {
    struct line_of_runs line = line_new(resolving);
    if (template != NULL)
        line_children(&line, template, root);
    *count = line.count;
    return line.runs;
}

static const struct page_shape *resolve_page(
    struct resolving *resolving, const struct form_page *page, const struct answer *root) {
    struct page_shape *shape = arena_alloc(resolving->arena, sizeof *shape);
    *shape = page->shape;
    shape->head.left = furniture_runs(resolving, page->head_left, root, &shape->head.left_count);
    shape->head.right = furniture_runs(resolving, page->head_right, root, &shape->head.right_count);
    shape->foot.left = furniture_runs(resolving, page->foot_left, root, &shape->foot.left_count);
    shape->foot.right = furniture_runs(resolving, page->foot_right, root, &shape->foot.right_count);
    return shape;
}

/* A piece of metadata, or what stands for it. */
static const char *metadata(struct resolving *resolving, const struct template *template,
    const struct answer *root, const char *otherwise) {
    if (template == NULL)
        return otherwise;
    const char *text = inline_text(resolving->evaluation, template, root, resolving->show_personal);
    return *text != '\0' ? text : otherwise;
}

/* The document's own date; what is no date leaves none, so that no clock ever enters the file. */
static struct date document_date(
    struct resolving *resolving, const struct form_document *form_document) {
    struct date date = {0, 0, 0};
    const struct expression *expression =
        form_document->date != NULL ? form_document->date : resolving->answers->form->date;
    if (expression == NULL)
        return date;
    const char *text = evaluate_text(resolving->evaluation, expression, resolving->answers->root);
    if (!date_read(text, &date) && !date_read_month(text, &date))
        return (struct date){0, 0, 0};
    return date;
}

struct document *resolve(struct job *job, const struct answers *answers,
    const struct form_document *form_document, const struct resolve_options *options) {
    struct numbers_wanted numbers = {NULL, 0};
    struct resolving resolving = {
        .arena = job->arena,
        .numbers = &numbers,
        .evaluation = answers->evaluation,
        .answers = answers,
        .form_document = form_document,
        .draft = options->draft,
        .show_personal = form_document->show_personal,
    };
    const struct answer *root = answers->root;
    struct document *document = arena_alloc(job->arena, sizeof *document);
    document->title = metadata(&resolving, form_document->title, root, answers->form->title);
    document->author = metadata(&resolving, form_document->author, root, NULL);
    document->subject = metadata(&resolving, form_document->subject, root, NULL);
    document->keywords = metadata(&resolving, form_document->keywords, root, NULL);
    document->language = "fr-FR";
    document->date = document_date(&resolving, form_document);
    document->draft = options->draft;
    document->fields = options->fields;
    document->theme = options->theme;
    document->page = resolve_page(&resolving, form_document->page, root);
    document->body = block_new(&resolving, NULL, BLOCK_DIVISION, STYLE_NONE);
    resolve_blocks(&resolving, form_document->body, root, document->body);
    document->initials = resolving.initials;
    resolve_numbers_fill(&resolving, job->diagnostics, document->body);
    return document;
}
