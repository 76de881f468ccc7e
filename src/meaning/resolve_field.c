#include "resolving.h"

#include "answers.h"
#include "applicability.h"
#include "arena.h"
#include "expression.h"
#include "form.h"
#include "text.h"
#include "written.h"

#include <string.h>

/* Lines to write a long answer on. */
#define RULED_LINES 8

/* Wider than the space of a line, so that each box belongs to what follows it. */
#define BETWEEN_BOXES NO_BREAK_SPACE NO_BREAK_SPACE " "

bool resolve_hidden(const struct resolving *resolving, const struct field *field) {
    return !resolving->show_personal && field_is_personal(field);
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

bool resolve_applicable(
    const struct resolving *resolving, const struct field *field, const struct answer *parent) {
    if (resolving->blank || field->when == NULL || parent == NULL)
        return true;
    return evaluate_truth(resolving->evaluation, field->when, parent);
}

void resolve_box(
    struct line_of_runs *line, enum box box, const char *label, struct span span, bool first) {
    struct run look = line->look;
    if (!first)
        line_text(line, BETWEEN_BOXES, span);
    line->look = (struct run){.kind = RUN_TEXT};
    line_run(line, RUN_BOX, span)->box = box;
    line->look.bold = box == BOX_TICKED;
    line->look.label = box == BOX_NOT_APPLICABLE;
    line_text(line, arena_format(line->resolving->arena, " %s", label), span);
    line->look = look;
}

/* A ruled line to write on, or two boxes for yes and no. */
static void put_blank(const struct field *field, struct line_of_runs *line) {
    if (field->kind == FIELD_BOOLEAN) {
        resolve_box(line, BOX_EMPTY, "Oui", field->span, true);
        resolve_box(line, BOX_EMPTY, "Non", field->span, false);
        return;
    }
    line_run(line, RUN_BLANK, field->span)->width =
        field->kind == FIELD_TEXT || field->kind == FIELD_RICH ? BLANK_FULL : BLANK_SHORT;
}

/* In a draft: a computed value to which an answer beside it is missing, or wrong. */
static bool lacks_input(const struct field *value, const struct answer *owner) {
    const struct expression *select = value->select;
    for (size_t i = 0; select != NULL && owner != NULL && i < select->field_count; i++) {
        const struct field *field = select->fields[i];
        if (field->parent != value->parent)
            continue;
        const struct answer *input = answer_for(owner, field);
        if (input == NULL ? field->required == REQUIRED_YES : input->wrong)
            return true;
    }
    return false;
}

/* What stands after the label: the value, a ruled line, a marked hole; false when nothing does. */
bool resolve_value(struct resolving *resolving, const struct field *field,
    const struct answer *owner, struct line_of_runs *line) {
    const struct answer *answer = owner != NULL ? answer_for(owner, field) : NULL;
    if (resolving->blank) {
        put_blank(field, line);
        return true;
    }
    bool wrong =
        resolving->draft && ((answer != NULL && answer->wrong) || lacks_input(field, owner));
    if (!wrong && answer != NULL && answer->text != NULL && *answer->text != '\0') {
        line_phrase(line, written_answer(resolving->arena, answer, NULL), answer->span);
        return true;
    }
    if (field->required == REQUIRED_BY_HAND) {
        line_run(line, RUN_BLANK, field->span)->width = BLANK_SHORT;
        return true;
    }
    if (wrong || (resolving->draft && field->required == REQUIRED_YES)) {
        line_run(line, RUN_HOLE, field->span)->text = field_label(field);
        return true;
    }
    return false;
}

void resolve_label(struct line_of_runs *line, const struct field *field, bool dependent) {
    line->look.label = dependent;
    line->look.sans = true;
    line->look.bold = !dependent;
    line_text(line, field->label, field->span);
    if (!is_question(field->label))
        line_text(line, NO_BREAK_SPACE ":", field->span);
    line_text(line, " ", field->span);
    line->look = (struct run){.kind = RUN_TEXT};
}

void resolve_question(
    struct resolving *resolving, const struct field *field, struct block *parent) {
    struct block *block = block_new(resolving, parent, BLOCK_PARAGRAPH, STYLE_QUESTION);
    struct line_of_runs line = line_new(resolving);
    line_text(&line, field->label, field->span);
    block_set_runs(block, &line);
    block->span = field->span;
    block->keep_next = true;
}

struct block *resolve_help(
    struct resolving *resolving, const char *text, struct span span, struct block *parent) {
    struct block *block = block_new(resolving, parent, BLOCK_PARAGRAPH, STYLE_HELP);
    struct line_of_runs line = line_new(resolving);
    line_text(&line, text, span);
    block_set_runs(block, &line);
    block->span = span;
    block->keep_next = true;
    return block;
}

const char *resolve_help_text(
    const struct resolving *resolving, const struct field *field, bool applicable) {
    const struct field *decided = field;
    while (!applicable && decided->when == NULL && decided->parent != NULL)
        decided = decided->parent;
    const char *question = applicability_question(decided);
    if (!applicable)
        return question == NULL ? "Sans objet, d’après les réponses précédentes."
                                : arena_format(resolving->arena,
                                      "Sans objet, d’après la réponse à « %s ».", question);
    if (!resolving->blank || question == NULL)
        return field->help;
    return arena_format(resolving->arena, "À remplir selon la réponse à « %s ».%s%s", question,
        field->help != NULL ? " " : "", field->help != NULL ? field->help : "");
}

/* Label and value on one line; a question stands on a line of its own. */
static void resolve_scalar(struct resolving *resolving, const struct field *field,
    const struct answer *owner, struct field_look look, struct block *parent) {
    const struct answer *answer = owner != NULL ? answer_for(owner, field) : NULL;
    struct line_of_runs line = line_new(resolving);
    bool question = look.label && !look.dependent && is_question(field->label);
    if (look.label && !question && field_has_label(field))
        resolve_label(&line, field, look.dependent);
    if (resolving->blank)
        line.space = line.count > 0;
    if (!resolve_value(resolving, field, owner, &line))
        return;
    const char *text = look.help ? resolve_help_text(resolving, field, true) : NULL;
    bool help = text != NULL;
    if (question)
        resolve_question(resolving, field, parent);
    if (help && question)
        resolve_help(resolving, text, field->span, parent);
    enum style style = look.dependent ? STYLE_DEPENDENT : STYLE_VALUE;
    struct block *block = block_new(resolving, parent, BLOCK_PARAGRAPH, style);
    block_set_runs(block, &line);
    block->span = answer != NULL ? answer->span : field->span;
    /* Behind a label that shares its line, the help stands below: above, it would seem to belong to
     * the field before. */
    block->keep_next = help && !question;
    if (help && !question)
        resolve_help(resolving, text, field->span, parent)->keep_next = false;
}

static void resolve_long(struct resolving *resolving, const struct field *field,
    const struct answer *answer, struct field_look look, struct block *parent) {
    bool hole = answer == NULL && resolving->draft && field->required == REQUIRED_YES;
    if (answer == NULL && !resolving->blank && !hole)
        return;
    if (look.label)
        resolve_question(resolving, field, parent);
    const char *help = look.help ? resolve_help_text(resolving, field, true) : NULL;
    if (help != NULL)
        resolve_help(resolving, help, field->span, parent);
    struct block *division = block_new(resolving, parent, BLOCK_DIVISION, STYLE_ANSWER);
    division->span = field->span;
    if (answer != NULL) {
        resolve_rich(resolving, answer, division);
        return;
    }
    for (int i = 0; i < (hole ? 1 : RULED_LINES); i++) {
        struct line_of_runs line = line_new(resolving);
        if (hole)
            line_run(&line, RUN_HOLE, field->span)->text = field_label(field);
        else
            put_blank(field, &line);
        block_set_runs(block_new(resolving, division, BLOCK_PARAGRAPH, STYLE_VALUE), &line);
    }
}

static void resolve_children(struct resolving *resolving, const struct field *field,
    const struct answer *answer, struct block *parent) {
    struct field_look look = {.label = true, .help = true};
    for (const struct field *child = field->first; child != NULL; child = child->next)
        resolve_field(resolving, child, answer, look, parent);
}

/* How many empty records the blank form holds: short ones four times, as a list to fill; others as
 * often as they are due, and once at least. */
static size_t blank_records(const struct field *field) {
    size_t children = 0;
    bool scalar = true;
    for (const struct field *child = field->first; child != NULL; child = child->next) {
        children += child->kind != FIELD_VALUE;
        scalar = scalar && field_is_scalar(child) && child->kind != FIELD_RICH;
    }
    size_t count = scalar && children <= 2 ? 4 : 1;
    count = count < field->least ? field->least : count;
    return count < field->most ? count : field->most;
}

static void blank_record(
    struct resolving *resolving, const struct field *field, struct block *parent) {
    size_t count = blank_records(field);
    struct block *list = block_new(resolving, parent, BLOCK_LIST, STYLE_NONE);
    list->marker = MARKER_DECIMAL;
    list->start = 1;
    list->span = field->span;
    for (size_t i = 0; i < count; i++)
        resolve_children(
            resolving, field, NULL, block_new(resolving, list, BLOCK_ITEM, STYLE_NONE));
    if (field->most > count)
        resolve_help(
            resolving, "S’il en faut davantage, poursuivez sur papier libre.", field->span, parent)
            ->keep_next = false;
}

/* Every record beneath its number. */
static void resolve_record(struct resolving *resolving, const struct field *field,
    const struct answer *answer, struct field_look look, struct block *parent) {
    if (answer == NULL && !resolving->blank)
        return;
    if (look.label)
        resolve_question(resolving, field, parent);
    if (resolving->blank) {
        blank_record(resolving, field, parent);
        return;
    }
    struct block *list = block_new(resolving, parent, BLOCK_LIST, STYLE_NONE);
    list->marker = MARKER_DECIMAL;
    list->start = 1;
    list->span = field->span;
    for (const struct answer *record = answer; record != NULL; record = answer_next(record)) {
        struct block *item = block_new(resolving, list, BLOCK_ITEM, STYLE_NONE);
        item->span = record->name_span;
        resolve_children(resolving, field, record, item);
    }
}

static void resolve_image(
    struct resolving *resolving, const struct answer *answer, struct block *parent) {
    if (answer == NULL || answer->picture == NULL)
        return;
    struct block *figure = block_new(resolving, parent, BLOCK_FIGURE, STYLE_NONE);
    figure->picture = answer->picture;
    figure->alternative = answer->decorative ? NULL : answer->alternative;
    figure->span = answer->span;
}

/* A group is set apart by its label, then its fields follow; a label that nothing follows says
 * nothing, and goes. One that is not asked for says so as a whole. In the blank form a bar shows where a
 * group inside another ends. */
static void resolve_group(struct resolving *resolving, const struct field *field,
    const struct answer *answer, struct field_look look, struct block *parent) {
    struct block *before = parent->last;
    if (look.label && field_has_label(field))
        resolve_question(resolving, field, parent);
    struct block *label = parent->last;
    bool inner = field->parent->parent != NULL && field_has_label(field);
    struct block *content = resolving->blank && inner
                                ? block_new(resolving, parent, BLOCK_DIVISION, STYLE_ANSWER)
                                : parent;
    if (look.not_applicable)
        resolve_help(resolving, resolve_help_text(resolving, field, false), field->span, content)
            ->keep_next = false;
    else
        resolve_children(resolving, field, answer, content);
    if (content->last == NULL || content->last == label)
        block_cut(parent, before);
}

/* Boxes that are not asked for stand in grey, as on paper, and a group says that it is not; of
 * another field that is not asked for nothing is said. */
static bool is_shown(
    const struct resolving *resolving, const struct field *field, struct field_look look) {
    if (resolve_hidden(resolving, field))
        return false;
    bool boxes = field->kind == FIELD_CHOICE && !look.ticked;
    return !look.not_applicable || boxes || field->kind == FIELD_GROUP;
}

void resolve_field(struct resolving *resolving, const struct field *field,
    const struct answer *owner, struct field_look look, struct block *parent) {
    const struct answer *answer = owner != NULL ? answer_for(owner, field) : NULL;
    look.not_applicable = look.not_applicable || !resolve_applicable(resolving, field, owner);
    if (!is_shown(resolving, field, look))
        return;
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
            resolve_scalar(resolving, field, owner, look, parent);
        break;
    }
}
