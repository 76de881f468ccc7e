/* What holds for a document as a whole: its headings, its links, its tables, what may not stand in what. */
#include "form_reader.h"

#include "form_cells.h"
#include "form_library.h"
#include "form_template.h"
#include "text.h"

#include <string.h>

/* A walk over a document, in its order. `level`: of the last heading; `open`: some identifier or a
 * heading is not known before the form is filled. */
struct survey {
    struct form_reader *reader;
    const struct template *body;
    struct names identifiers;
    bool open;
    int level;
};

static int heading_level(const struct template *template) {
    bool heading = template->kind == TEMPLATE_ELEMENT && template->name[0] == 'h' &&
                   template->name[1] >= '1' && template->name[1] <= '6';
    return heading ? template->name[1] - '0' : 0;
}

/* An attribute as it is written; NULL when it is absent or holds expressions. */
static const char *literal(const struct template *template, const char *name) {
    if (template->node == NULL || template_expression(template, name) != NULL)
        return NULL;
    return form_value(template->node, name);
}

/* Headings. */

/* ISO 14289-1, 7.4.2: no level of headings is skipped. */
static void check_heading(struct survey *survey, const struct template *template) {
    int level = heading_level(template);
    if (level > survey->level + 1)
        form_error(survey->reader, MESSAGE_MODEL_HEADING_LEVEL, template->span, template->name,
            arena_format(survey->reader->job->arena, "h%d", survey->level + 1));
    survey->level = level;
}

/* What stands in front of either branch may stand in front of what follows: the deepest counts. */
static void check_headings(struct survey *survey, const struct template *template) {
    int before = survey->level;
    int deepest = template->kind == TEMPLATE_CHOOSE ? 0 : before;
    for (const struct template *child = template->first; child != NULL; child = child->next) {
        if (heading_level(child) > 0)
            check_heading(survey, child);
        if (form_template_is(child, "insert"))
            survey->level = 6; /* another document: it may end at any level */
        if (form_template_is(child, "part"))
            survey->level = 0; /* its title stands above its headings */
        if (template->kind == TEMPLATE_CHOOSE)
            survey->level = before;
        check_headings(survey, child);
        deepest = survey->level > deepest ? survey->level : deepest;
    }
    if (template->kind == TEMPLATE_CHOOSE)
        survey->level = deepest;
}

/* Identifiers and links. */

static void collect_children(struct survey *survey, const struct template *template, bool repeated);

/* A literal identifier within a loop would stand several times. */
static void collect_own(struct survey *survey, const struct template *template, bool repeated) {
    const char *identifier = literal(template, "id");
    if (identifier == NULL)
        return;
    struct span span = form_value_span(template->node, "id");
    if (repeated)
        form_error(survey->reader, MESSAGE_MODEL_IDENTIFIER_REPEATED, span, identifier);
    else
        form_name(survey->reader, &survey->identifiers, identifier, span);
}

static void append_names(
    struct arena *arena, struct names *names, const struct names *more, size_t from) {
    for (size_t i = from; i < more->count; i++) {
        names->items = arena_grow(arena, names->items, names->count, sizeof *names->items);
        names->spans = arena_grow(arena, names->spans, names->count, sizeof *names->spans);
        names->items[names->count] = more->items[i];
        names->spans[names->count++] = more->spans[i];
    }
}

/* Only one of the branches is there: what stands in one may stand in another, too. */
static void collect_branches(struct survey *survey, const struct template *choose, bool repeated) {
    size_t before = survey->identifiers.count;
    struct names found = {0};
    for (const struct template *branch = choose->first; branch != NULL; branch = branch->next) {
        collect_children(survey, branch, repeated);
        append_names(survey->reader->job->arena, &found, &survey->identifiers, before);
        survey->identifiers.count = before;
    }
    append_names(survey->reader->job->arena, &survey->identifiers, &found, 0);
}

static void collect_children(
    struct survey *survey, const struct template *template, bool repeated) {
    repeated = repeated || template->kind == TEMPLATE_FOR_EACH;
    for (const struct template *child = template->first; child != NULL; child = child->next) {
        if (child->kind == TEMPLATE_ELEMENT)
            collect_own(survey, child, repeated);
        survey->open = survey->open || template_expression(child, "id") != NULL ||
                       form_template_is(child, "insert");
        if (child->kind == TEMPLATE_CHOOSE)
            collect_branches(survey, child, repeated);
        else
            collect_children(survey, child, repeated);
    }
}

/* The element that bears the identifier, of several branches the first. */
static const struct template *identified(const struct template *template, const char *identifier) {
    const struct template *found = NULL;
    for (const struct template *child = template->first; child != NULL && found == NULL;
         child = child->next) {
        const char *own = child->kind == TEMPLATE_ELEMENT ? literal(child, "id") : NULL;
        found = own != NULL && strcmp(own, identifier) == 0 ? child : identified(child, identifier);
    }
    return found;
}

/* Greffe numbers headings, but those that say no and those that are not printed. */
static void check_numbered(struct survey *survey, const struct template *template,
    const struct template *target, const char *identifier) {
    bool numbered = heading_level(target) > 0 && !form_says(target->node, "numbered", "no") &&
                    !form_says(target->node, "hidden", "yes");
    if (!numbered)
        form_error(survey->reader, MESSAGE_MODEL_TARGET_NUMBER,
            form_value_span(template->node, "to"), identifier);
}

static void check_target(struct survey *survey, const struct template *template) {
    const char *target = literal(template, "to");
    if (target == NULL)
        return;
    for (size_t i = 0; i < survey->identifiers.count; i++)
        if (strcmp(survey->identifiers.items[i], target) == 0) {
            if (form_template_is(template, "number-of"))
                check_numbered(survey, template, identified(survey->body, target), target);
            return;
        }
    form_error(survey->reader, MESSAGE_MODEL_TARGET_UNKNOWN, form_value_span(template->node, "to"),
        target,
        form_hint(survey->reader->job->arena, target, survey->identifiers.items,
            survey->identifiers.count));
}

static void check_targets(struct survey *survey, const struct template *template) {
    if (form_template_is(template, "a") || form_template_is(template, "page-of") ||
        form_template_is(template, "number-of"))
        check_target(survey, template);
    for (const struct template *child = template->first; child != NULL; child = child->next)
        check_targets(survey, child);
}

/* What may not stand in what. */

/* A link in a link, a footnote in a footnote or in what is set more than once. */
static void check_nesting(struct form_reader *reader, const struct template *template) {
    static const char *const notes[] = {
        "note", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "thead", NULL};
    static const char *const links[] = {"a", NULL};
    bool note = form_template_is(template, "note");
    const char *const *forbidden = note ? notes : form_template_is(template, "a") ? links : NULL;
    const struct template *outer = forbidden != NULL ? template->parent : NULL;
    for (; outer != NULL; outer = outer->parent)
        for (size_t i = 0; forbidden[i] != NULL; i++)
            if (form_template_is(outer, forbidden[i])) {
                form_error(
                    reader, MESSAGE_MODEL_NESTED, template->span, template->name, outer->name);
                return;
            }
    for (const struct template *child = template->first; child != NULL; child = child->next)
        check_nesting(reader, child);
}

static void check_tables(struct form_reader *reader, const struct template *template) {
    if (form_template_is(template, "table"))
        form_cells_check(reader, template);
    for (const struct template *child = template->first; child != NULL; child = child->next)
        check_tables(reader, child);
}

/* What is hidden. */

/* Documents within documents: what a model inserts may be of the same model. */
enum {
    DEEPEST_INSERTION = 8
};

static bool hides(
    const struct form_reader *reader, const struct template *template, unsigned depth);

/* The inserted document, which is the first one when none is named. */
static bool document_hides(
    const struct form_reader *reader, const struct form *form, const char *name, unsigned depth) {
    size_t i = 0;
    while (name != NULL && i < form->document_count &&
           strcmp(form->documents[i].identifier, name) != 0)
        i++;
    if (i == form->document_count)
        return false;
    const struct form_document *document = &form->documents[i];
    bool known = document->body != NULL; /* else it is being read and inserts itself */
    return !document->show_personal || (known && hides(reader, document->body, depth + 1));
}

/* The document of any model that the form field admits. */
static bool insertion_hides(
    const struct form_reader *reader, const struct template *insertion, unsigned depth) {
    const struct field *field = insertion->field;
    const char *models = field != NULL && field->models != NULL ? field->models : "";
    for (const char *at = models; *at != '\0' && reader->library != NULL;) {
        size_t length = strcspn(at, " ");
        const struct form *form =
            form_library_find(reader->library, arena_copy(reader->job->arena, at, length));
        if (form != NULL &&
            document_hides(reader, form, form_value(insertion->node, "document"), depth))
            return true;
        at += length + (at[length] == ' ');
    }
    return false;
}

static bool hides(
    const struct form_reader *reader, const struct template *template, unsigned depth) {
    if (form_template_is(template, "insert") && depth < DEEPEST_INSERTION &&
        insertion_hides(reader, template, depth))
        return true;
    for (const struct template *child = template->first; child != NULL; child = child->next)
        if (hides(reader, child, depth))
            return true;
    return false;
}

bool form_document_hides(const struct form_reader *reader, const struct form_document *document) {
    return !document->show_personal || hides(reader, document->body, 0);
}

void form_document_check(struct form_reader *reader, const struct form_document *document) {
    struct survey survey = {.reader = reader, .body = document->body};
    check_headings(&survey, document->body);
    collect_children(&survey, document->body, false);
    if (!survey.open)
        check_targets(&survey, document->body);
    check_nesting(reader, document->body);
    check_tables(reader, document->body);
}
