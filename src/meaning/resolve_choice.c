#include "resolving.h"

#include "answers.h"
#include "arena.h"
#include "form.h"
#include "text.h"

#include <string.h>

/* Options stand on one line when they are few and short, in bytes. */
#define SHORT_OPTIONS 3
#define SHORT_LABELS 40

static bool is_ticked(const struct answer *choice, const struct field *option) {
    const struct answer *answer = choice != NULL ? answer_for(choice, option) : NULL;
    return answer != NULL && answer->applicable;
}

static enum box box_of(const struct answer *choice, const struct field *option, bool applicable) {
    if (!applicable)
        return BOX_NOT_APPLICABLE;
    return is_ticked(choice, option) ? BOX_TICKED : BOX_EMPTY;
}

/* The dependent that says what « préciser » asks for: it has no label of its own and goes on behind
 * that of its option. */
static const struct field *precision_of(const struct field *option) {
    const struct field *field = option->first;
    bool plain = field != NULL && field_is_scalar(field) && field->kind != FIELD_RICH &&
                 !field_names_file(field);
    return plain && !field_has_label(field) ? field : NULL;
}

/* « URPS, préciser : médecins, pharmaciens ». Where nothing is due nothing is written, no colon either. */
static void put_precision(
    struct line_of_runs *line, const struct field *field, const struct answer *option) {
    struct line_of_runs before = *line;
    struct run look = line->look;
    line_text(line, NO_BREAK_SPACE ": ", field->span);
    line->look = (struct run){.kind = RUN_TEXT};
    if (!resolve_value(line->resolving, field, option, line))
        *line = before;
    line->look = look;
}

/* « préciser » speaks to who ticks the box, not to who reads what was ticked. */
static const char *option_label(
    struct arena *arena, const struct field *option, struct field_look look) {
    static const char asking[] = ", préciser";
    size_t length = strlen(option->label);
    size_t rest = length >= strlen(asking) ? length - strlen(asking) : 0;
    if (!look.ticked || rest == 0 || strcmp(option->label + rest, asking) != 0)
        return option->label;
    return arena_copy(arena, option->label, rest);
}

/* One option: its box, its label in bold when ticked, its dependents beneath. */
static void put_option(struct resolving *resolving, const struct field *option,
    const struct answer *choice, struct field_look look, struct block *list) {
    bool applicable = !look.not_applicable;
    const struct answer *answer = choice != NULL ? answer_for(choice, option) : NULL;
    bool open = is_ticked(choice, option) || resolving->blank;
    struct block *item = block_new(resolving, list, BLOCK_ITEM, STYLE_NONE);
    item->span = answer != NULL ? answer->name_span : option->span;
    item->box = box_of(choice, option, applicable);
    struct line_of_runs line = line_new(resolving);
    line.look.bold = item->box == BOX_TICKED;
    line.look.label = !applicable;
    line_text(&line, option_label(resolving->arena, option, look), item->span);
    const struct field *precision = open ? precision_of(option) : NULL;
    if (precision != NULL &&
        (resolve_hidden(resolving, precision) || !resolve_applicable(resolving, precision, answer)))
        precision = NULL;
    if (precision != NULL)
        put_precision(&line, precision, answer);
    struct block *label = block_new(resolving, item, BLOCK_PARAGRAPH, STYLE_NONE);
    block_set_runs(label, &line);
    label->span = item->span;
    struct field_look inner = {
        .label = true, .help = !look.ticked, .ticked = look.ticked, .dependent = true};
    for (const struct field *field = option->first; open && field != NULL; field = field->next)
        if (field != precision)
            resolve_field(resolving, field, answer, inner, item);
}

/* Few short options without dependents, under an option of their own: « Si oui, est-elle :
 * ☑ Existante ☐ En projet ». */
static bool stands_on_one_line(const struct field *field, struct field_look look) {
    size_t count = 0;
    size_t length = 0;
    for (const struct field *option = field->first; option != NULL; option = option->next) {
        if (option->first != NULL)
            return false;
        count++;
        length += strlen(option->label);
    }
    return look.dependent && !look.ticked && count <= SHORT_OPTIONS && length <= SHORT_LABELS;
}

static void put_one_line(struct resolving *resolving, const struct field *field,
    const struct answer *choice, struct field_look look, struct block *parent) {
    struct line_of_runs line = line_new(resolving);
    if (look.label && field_has_label(field))
        resolve_label(&line, field, true);
    bool first = true;
    for (const struct field *option = field->first; option != NULL; option = option->next) {
        resolve_box(&line, box_of(choice, option, true), option->label, option->span, first);
        first = false;
    }
    struct block *block = block_new(resolving, parent, BLOCK_PARAGRAPH, STYLE_DEPENDENT);
    block_set_runs(block, &line);
    block->span = choice != NULL ? choice->name_span : field->span;
}

static bool has_tick(const struct field *field, const struct answer *choice) {
    bool ticked = false;
    for (const struct field *option = field->first; option != NULL; option = option->next)
        ticked = ticked || is_ticked(choice, option);
    return ticked;
}

/* In a draft: no box is ticked where one has to be. */
static bool has_hole(
    const struct resolving *resolving, const struct field *field, const struct answer *choice) {
    bool wrong = choice != NULL && choice->wrong;
    bool lacks = field->required == REQUIRED_YES && !has_tick(field, choice);
    return resolving->draft && (wrong || lacks);
}

static void put_hole(struct resolving *resolving, const struct field *field, struct block *parent) {
    struct line_of_runs line = line_new(resolving);
    line_run(&line, RUN_HOLE, field->span)->text = field_label(field);
    struct block *block = block_new(resolving, parent, BLOCK_PARAGRAPH, STYLE_VALUE);
    block_set_runs(block, &line);
    block->keep_next = true;
}

static void put_question(struct resolving *resolving, const struct field *field,
    struct field_look look, struct block *parent) {
    if (!look.dependent) {
        resolve_question(resolving, field, parent);
        return;
    }
    struct line_of_runs line = line_new(resolving);
    resolve_label(&line, field, true);
    struct block *label = block_new(resolving, parent, BLOCK_PARAGRAPH, STYLE_DEPENDENT);
    block_set_runs(label, &line);
    label->span = field->span;
    label->keep_next = true;
}

static void put_list(struct resolving *resolving, const struct field *field,
    const struct answer *choice, struct field_look look, struct block *parent) {
    struct block *list = block_new(resolving, parent, BLOCK_LIST, STYLE_NONE);
    list->marker = MARKER_BOX;
    list->span = field->span;
    for (const struct field *option = field->first; option != NULL; option = option->next)
        if (!look.ticked || is_ticked(choice, option))
            put_option(resolving, option, choice, look, list);
}

void resolve_choice(struct resolving *resolving, const struct field *field,
    const struct answer *owner, struct field_look look, struct block *parent) {
    const struct answer *choice = owner != NULL ? answer_for(owner, field) : NULL;
    bool applicable = !look.not_applicable;
    bool hole = applicable && has_hole(resolving, field, choice);
    bool options = !look.ticked || has_tick(field, choice);
    if (!hole && !options)
        return; /* of what is ticked there is nothing to say */
    bool one_line = applicable && stands_on_one_line(field, look);
    if (!one_line && look.label && field_has_label(field))
        put_question(resolving, field, look, parent);
    const char *help = resolve_help_text(resolving, field, applicable);
    if (help != NULL && (look.help || !applicable))
        resolve_help(resolving, help, field->span, parent);
    if (hole)
        put_hole(resolving, field, parent);
    if (one_line)
        put_one_line(resolving, field, choice, look, parent);
    else if (options)
        put_list(resolving, field, choice, look, parent);
}
