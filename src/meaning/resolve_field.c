#include "resolving.h"

#include "answers.h"
#include "arena.h"
#include "expression.h"
#include "form.h"
#include "personal.h"
#include "text.h"
#include "written.h"

#include <string.h>

#define NO_BREAK_SPACE "\xC2\xA0"

bool resolve_hidden(const struct resolving *resolving, const struct field *field) {
    return !resolving->show_personal && personal_field(field);
}

/* Follows the fields from the context's down to the one asked for. */
const struct answer *resolve_field_answer(
    const struct resolving *resolving, const struct field *field, const struct answer *context) {
    if (field == NULL || context == NULL)
        return NULL;
    if (context->field == field)
        return context;
    const struct answer *parent = resolve_field_answer(resolving, field->parent, context);
    return parent != NULL ? answer_for(parent, field) : NULL;
}

static bool is_question(const char *label) {
    size_t length = strlen(label);
    return length > 0 && label[length - 1] == '?';
}

/* A field without a label of its own (« Autre, préciser » says it all) shows its value alone. */
static bool has_label(const struct field *field) {
    return strcmp(field->label, field->name) != 0;
}

static bool is_applicable(
    const struct resolving *resolving, const struct field *field, const struct answer *parent) {
    if (resolving->blank || field->when == NULL || parent == NULL)
        return true;
    return evaluate_truth(resolving->evaluation, field->when, parent);
}

/* A ruled line, or several where a long answer is expected. */
static void put_blank(struct resolving *resolving, const struct field *field,
    struct line_of_runs *line, struct block *parent) {
    int32_t width =
        field->kind == FIELD_TEXT || field->kind == FIELD_RICH ? BLANK_FULL : BLANK_SHORT;
    line_run(line, RUN_BLANK, field->span)->width = width;
    if (field->kind != FIELD_RICH)
        return;
    for (int i = 0; i < 5; i++) {
        struct line_of_runs more = line_new(resolving);
        line_run(&more, RUN_BLANK, field->span)->width = BLANK_FULL;
        block_set_runs(block_new(resolving, parent, BLOCK_PARAGRAPH, STYLE_VALUE), &more);
    }
}

/* What stands after the label: the value, a ruled line, a marked hole; false when nothing does. */
static bool put_value(struct resolving *resolving, const struct field *field,
    const struct answer *answer, struct line_of_runs *line) {
    if (resolve_hidden(resolving, field))
        return false;
    bool wrong = answer != NULL && answer->wrong && resolving->draft;
    if (!wrong && answer != NULL && answer->text != NULL && *answer->text != '\0') {
        line_phrase(line, written_answer(resolving->arena, answer, NULL), answer->span);
        return true;
    }
    if (field->required == REQUIRED_BY_HAND) {
        line_run(line, RUN_BLANK, field->span)->width = BLANK_SHORT;
        return true;
    }
    if (wrong || (resolving->draft && field->required == REQUIRED_YES)) {
        line_run(line, RUN_HOLE, field->span)->text = field->label;
        return true;
    }
    return false;
}

static void put_label(struct line_of_runs *line, const struct field *field, bool dependent) {
    line->look.label = dependent;
    line->look.sans = true;
    line->look.bold = !dependent;
    line_text(line, field->label, field->span);
    if (!is_question(field->label))
        line_text(line, NO_BREAK_SPACE ":", field->span);
    line_text(line, " ", field->span);
    line->look = (struct run){.kind = RUN_TEXT};
}

static struct block *put_question(
    struct resolving *resolving, const struct field *field, struct block *parent) {
    struct block *block = block_new(resolving, parent, BLOCK_PARAGRAPH, STYLE_QUESTION);
    struct line_of_runs line = line_new(resolving);
    line_text(&line, field->label, field->span);
    block_set_runs(block, &line);
    block->span = field->span;
    block->keep_next = true;
    return block;
}

static void put_help(
    struct resolving *resolving, const char *text, struct span span, struct block *parent) {
    struct block *block = block_new(resolving, parent, BLOCK_PARAGRAPH, STYLE_HELP);
    struct line_of_runs line = line_new(resolving);
    line_text(&line, text, span);
    block_set_runs(block, &line);
    block->span = span;
    block->keep_next = true;
}

/* Label and value on one line; a question stands on a line of its own. */
static void resolve_scalar(struct resolving *resolving, const struct field *field,
    const struct answer *answer, struct field_look look, struct block *parent) {
    struct line_of_runs line = line_new(resolving);
    bool question = look.label && !look.dependent && is_question(field->label);
    bool value = false;
    if (look.label && !question && has_label(field))
        put_label(&line, field, look.dependent);
    if (resolving->blank) {
        line.space = line.count > 0;
        put_blank(resolving, field, &line, parent);
        value = true;
    } else {
        value = put_value(resolving, field, answer, &line);
    }
    if (!value)
        return;
    if (question)
        put_question(resolving, field, parent);
    if (look.help && field->help != NULL)
        put_help(resolving, field->help, field->span, parent);
    enum style style = look.dependent ? STYLE_DEPENDENT : STYLE_VALUE;
    struct block *block = block_new(resolving, parent, BLOCK_PARAGRAPH, style);
    block_set_runs(block, &line);
    block->span = answer != NULL ? answer->span : field->span;
}

static void resolve_long(struct resolving *resolving, const struct field *field,
    const struct answer *answer, struct field_look look, struct block *parent) {
    bool hole = answer == NULL && resolving->draft && field->required == REQUIRED_YES;
    if (resolve_hidden(resolving, field) || (answer == NULL && !resolving->blank && !hole))
        return;
    if (look.label)
        put_question(resolving, field, parent);
    if (look.help && field->help != NULL)
        put_help(resolving, field->help, field->span, parent);
    struct block *division = block_new(resolving, parent, BLOCK_DIVISION, STYLE_ANSWER);
    division->span = field->span;
    if (answer != NULL) {
        resolve_rich(resolving, answer, division);
        return;
    }
    struct line_of_runs line = line_new(resolving);
    if (hole)
        line_run(&line, RUN_HOLE, field->span)->text = field->label;
    else
        put_blank(resolving, field, &line, division);
    block_set_runs(block_new(resolving, division, BLOCK_PARAGRAPH, STYLE_VALUE), &line);
}

/* One option: its box, its label in bold when ticked, its dependents beneath. */
static void resolve_option(struct resolving *resolving, const struct field *option,
    const struct answer *answer, bool applicable, struct block *list) {
    bool ticked = answer != NULL && answer->applicable;
    struct block *item = block_new(resolving, list, BLOCK_ITEM, STYLE_NONE);
    item->span = answer != NULL ? answer->name_span : option->span;
    item->box = !applicable ? BOX_NOT_APPLICABLE : ticked ? BOX_TICKED : BOX_EMPTY;
    struct line_of_runs line = line_new(resolving);
    line.look.bold = ticked;
    line.look.label = !applicable;
    line_text(&line, option->label, item->span);
    struct block *label = block_new(resolving, item, BLOCK_PARAGRAPH, STYLE_NONE);
    block_set_runs(label, &line);
    label->span = item->span;
    if (!ticked && !resolving->blank)
        return;
    struct field_look look = {.label = true, .help = true, .dependent = true};
    for (const struct field *field = option->first; field != NULL; field = field->next)
        resolve_field(resolving, field, answer, look, item);
}

static void resolve_choice(struct resolving *resolving, const struct field *field,
    const struct answer *owner, struct field_look look, struct block *parent) {
    const struct answer *answer = owner != NULL ? answer_for(owner, field) : NULL;
    bool applicable = is_applicable(resolving, field, owner);
    bool labelled = look.label && has_label(field);
    if (labelled && look.dependent) {
        struct line_of_runs line = line_new(resolving);
        put_label(&line, field, true);
        struct block *label = block_new(resolving, parent, BLOCK_PARAGRAPH, STYLE_DEPENDENT);
        block_set_runs(label, &line);
        label->span = field->span;
        label->keep_next = true;
    } else if (labelled) {
        put_question(resolving, field, parent);
    }
    if (!applicable)
        put_help(resolving, "Sans objet, d’après les réponses précédentes.", field->span, parent);
    else if (look.help && field->help != NULL)
        put_help(resolving, field->help, field->span, parent);
    struct block *list = block_new(resolving, parent, BLOCK_LIST, STYLE_NONE);
    list->marker = MARKER_BOX;
    list->span = field->span;
    for (const struct field *option = field->first; option != NULL; option = option->next)
        resolve_option(resolving, option, answer != NULL ? answer_for(answer, option) : NULL,
            applicable, list);
}

static void resolve_children(struct resolving *resolving, const struct field *field,
    const struct answer *answer, struct block *parent) {
    struct field_look look = {.label = true, .help = true};
    for (const struct field *child = field->first; child != NULL; child = child->next)
        if (is_applicable(resolving, child, answer) || child->kind == FIELD_CHOICE)
            resolve_field(resolving, child, answer, look, parent);
}

/* Every record beneath its number; the blank form holds as many as are due, and at least two. */
static void resolve_record(struct resolving *resolving, const struct field *field,
    const struct answer *answer, struct field_look look, struct block *parent) {
    size_t blanks = !resolving->blank ? 0 : field->least > 2 ? field->least : 2;
    if ((answer == NULL && blanks == 0) || resolve_hidden(resolving, field))
        return;
    if (look.label)
        put_question(resolving, field, parent);
    struct block *list = block_new(resolving, parent, BLOCK_LIST, STYLE_NONE);
    list->marker = MARKER_DECIMAL;
    list->start = 1;
    list->span = field->span;
    for (size_t i = 0; i < blanks; i++)
        resolve_children(
            resolving, field, NULL, block_new(resolving, list, BLOCK_ITEM, STYLE_NONE));
    for (const struct answer *record = answer; record != NULL; record = answer_next(record)) {
        struct block *item = block_new(resolving, list, BLOCK_ITEM, STYLE_NONE);
        item->span = record->name_span;
        resolve_children(resolving, field, record, item);
    }
}

static void resolve_image(
    struct resolving *resolving, const struct answer *answer, struct block *parent) {
    if (answer == NULL || answer->picture == NULL || resolve_hidden(resolving, answer->field))
        return;
    struct block *figure = block_new(resolving, parent, BLOCK_FIGURE, STYLE_NONE);
    figure->picture = answer->picture;
    figure->alternative = answer->decorative ? NULL : answer->alternative;
    figure->span = answer->span;
}

/* A group is set apart by its label, then its fields follow. */
static void resolve_group(struct resolving *resolving, const struct field *field,
    const struct answer *answer, struct field_look look, struct block *parent) {
    if (look.label && has_label(field))
        put_question(resolving, field, parent);
    resolve_children(resolving, field, answer, parent);
}

void resolve_field(struct resolving *resolving, const struct field *field,
    const struct answer *owner, struct field_look look, struct block *parent) {
    const struct answer *answer = owner != NULL ? answer_for(owner, field) : NULL;
    switch (field->kind) {
    case FIELD_CHOICE:
        resolve_choice(resolving, field, owner, look, parent);
        break;
    case FIELD_RICH:
        resolve_long(resolving, field, answer, look, parent);
        break;
    case FIELD_GROUP:
        resolve_group(resolving, field, answer, look, parent);
        break;
    case FIELD_RECORD:
        resolve_record(resolving, field, answer, look, parent);
        break;
    case FIELD_IMAGE:
        resolve_image(resolving, answer, parent);
        break;
    case FIELD_FORM:
        break;
    default:
        if (field->kind != FIELD_VALUE || !resolving->blank)
            resolve_scalar(resolving, field, answer, look, parent);
        break;
    }
}
