#include "resolving.h"

#include "answers.h"
#include "arena.h"
#include "expression.h"
#include "form.h"
#include "resolve_numbers.h"
#include "selected.h"
#include "text.h"
#include "walk.h"

#include <string.h>

struct line_of_runs line_new(struct resolving *resolving) {
    return (struct line_of_runs){
        .resolving = resolving, .look = {.kind = RUN_TEXT, .language = resolving->language}};
}

static struct run *add_run(struct line_of_runs *line, struct span span) {
    line->runs = arena_grow(line->resolving->arena, line->runs, line->count, sizeof *line->runs);
    struct run *run = &line->runs[line->count++];
    *run = line->look;
    run->span = span;
    return run;
}

struct run *line_run(struct line_of_runs *line, enum run_kind kind, struct span span) {
    if (line->space && line->count > 0)
        add_run(line, span)->text = " ";
    line->space = false;
    struct run *run = add_run(line, span);
    run->kind = kind;
    run->text = "";
    return run;
}

/* The space before a link stands outside it: a link's underline begins at its first letter. */
static void space_before_link(struct line_of_runs *line) {
    bool is_link = line->look.uri != NULL || line->look.target != NULL;
    if (!line->space || !is_link || line->count == 0)
        return;
    struct run *last = &line->runs[line->count - 1];
    bool number = *last->text == '\0'; /* of a heading: not known yet */
    if (last->kind != RUN_TEXT || last->uri != NULL || last->target != NULL || number)
        return;
    last->text = arena_format(line->resolving->arena, "%s ", last->text);
    line->space = false;
}

/* Spaces inside the text are collapsed; one at its end waits until something follows, so that a
 * paragraph never ends in a space. */
void line_text(struct line_of_runs *line, const char *text, struct span span) {
    struct buffer out = {.arena = line->resolving->arena};
    for (const char *at = text; *at != '\0'; at++) {
        if (text_is_space((unsigned char)*at)) {
            line->space = true;
            continue;
        }
        if (out.length == 0)
            space_before_link(line);
        bool after_break = line->count > 0 && line->runs[line->count - 1].kind == RUN_BREAK;
        if (line->space && !(after_break && out.length == 0) && (line->count > 0 || out.length > 0))
            buffer_add(&out, " ", 1);
        line->space = false;
        buffer_add(&out, at, 1);
    }
    if (out.length > 0)
        add_run(line, span)->text = buffer_string(&out);
}

void line_phrase(struct line_of_runs *line, struct phrase phrase, struct span span) {
    line_text(line, phrase.before, span);
    if (*phrase.raised != '\0') {
        bool superscript = line->look.superscript;
        line->look.superscript = true;
        line_text(line, phrase.raised, span);
        line->look.superscript = superscript;
    }
    line_text(line, phrase.after, span);
}

/* The field that an expression reads last: what its value is an answer to. */
static const struct field *last_field(const struct expression *expression) {
    return expression->field_count > 0 ? expression->fields[expression->field_count - 1] : NULL;
}

/* A value that nobody gave: a ruled line for what is written by hand, a marked hole in a draft. */
static void line_missing(struct line_of_runs *line, const struct template *template) {
    const struct field *field = last_field(template->select);
    bool uncomputable = template->select->kind == VALUE_NUMBER; /* NaN, or infinite */
    if (field == NULL)
        return;
    if (field->required == REQUIRED_BY_HAND)
        line_run(line, RUN_BLANK, template->span)->width = BLANK_SHORT;
    else if (line->resolving->draft &&
             (field->required == REQUIRED_YES || field->kind == FIELD_VALUE || uncomputable))
        line_run(line, RUN_HOLE, template->span)->text = field_label(field);
}

static struct span place_of(const struct answer *answer, struct span otherwise) {
    return answer->span.source != NULL ? answer->span : otherwise;
}

/* « lines » parts its values by line breaks. */
static void line_lines(struct line_of_runs *line, const char *text, struct span span) {
    for (const char *end; (end = strchr(text, '\n')) != NULL; text = end + 1) {
        line_text(line, arena_copy(line->resolving->arena, text, (size_t)(end - text)), span);
        line_run(line, RUN_BREAK, span);
    }
    line_text(line, text, span);
}

void line_value(
    struct line_of_runs *line, const struct template *template, const struct answer *context) {
    struct resolving *resolving = line->resolving;
    const struct answer **nodes = NULL;
    size_t count = selected_nodes(resolving->evaluation, template, context, &nodes);
    struct span span = count > 0 ? place_of(nodes[0], template->span) : template->span;
    if (count > 0 && nodes[0]->field->kind == FIELD_RICH) {
        line_rich(line, nodes[0]);
        return;
    }
    if (count > 0 && nodes[0]->wrong && resolving->draft) {
        line_run(line, RUN_HOLE, span)->text = field_label(nodes[0]->field);
        return;
    }
    struct phrase phrase = selected_phrase(resolving->evaluation, template, context);
    if (*phrase.before == '\0' && *phrase.raised == '\0' && *phrase.after == '\0')
        line_missing(line, template);
    else if (text_equal(template->as, "lines"))
        line_lines(line, phrase.before, span);
    else
        line_phrase(line, phrase, span);
}

static void walk_text(struct walker *walker, const struct template *template) {
    line_text(walker->state, template->text, template->span);
}

static void walk_value(
    struct walker *walker, const struct template *template, const struct answer *context) {
    line_value(walker->state, template, context);
}

static void walk_element(
    struct walker *walker, const struct template *template, const struct answer *context) {
    line_element(walker->state, template, context);
}

void line_children(
    struct line_of_runs *line, const struct template *template, const struct answer *context) {
    struct walker walker = {line->resolving->evaluation, line, line->resolving->show_personal,
        walk_text, walk_value, walk_element};
    walk_children(&walker, template, context);
}

static const char *string_of(const struct line_of_runs *line, const struct template *template,
    const char *name, const struct answer *context) {
    return walk_string(
        line->resolving->evaluation, template, name, context, line->resolving->show_personal);
}

/* What an inline element does: it changes the look of the runs inside it, or puts a run. */
enum inline_effect {
    MAKE_BOLD,
    MAKE_ITALIC,
    RAISE,
    LOWER,
    LINK,
    SPEAK, /* a language, or as a mark */
    KEEP,  /* the content as it is */
    PUT_NOTE,
    PUT_NUMBER,
    PUT_RUN, /* of kind `run` */
};

static const struct inline_element {
    const char *name;
    enum inline_effect effect;
    enum run_kind run;
} inline_elements[] = {
    {"strong", MAKE_BOLD, RUN_TEXT},
    {"em", MAKE_ITALIC, RUN_TEXT},
    {"sup", RAISE, RUN_TEXT},
    {"sub", LOWER, RUN_TEXT},
    {"a", LINK, RUN_TEXT},
    {"span", SPEAK, RUN_TEXT},
    {"personal", KEEP, RUN_TEXT},
    {"note", PUT_NOTE, RUN_NOTE},
    {"number-of", PUT_NUMBER, RUN_TEXT},
    {"br", PUT_RUN, RUN_BREAK},
    {"blank", PUT_RUN, RUN_BLANK},
    {"page-of", PUT_RUN, RUN_PAGE_OF},
    {"page-number", PUT_RUN, RUN_PAGE_NUMBER},
    {"page-count", PUT_RUN, RUN_PAGE_COUNT},
    {"sheet-number", PUT_RUN, RUN_SHEET_NUMBER},
    {"section", PUT_RUN, RUN_SECTION},
    {"part", PUT_RUN, RUN_PART},
};

static const struct inline_element *inline_element(const char *name) {
    for (size_t i = 0; i < sizeof inline_elements / sizeof *inline_elements; i++)
        if (strcmp(inline_elements[i].name, name) == 0)
            return &inline_elements[i];
    return NULL;
}

bool line_is_inline(const char *name) {
    return inline_element(name) != NULL;
}

static void put_run(struct line_of_runs *line, const struct template *template,
    const struct answer *context, enum run_kind kind) {
    if (kind == RUN_BREAK)
        line->space = false;
    struct run *run = line_run(line, kind, template->span);
    if (kind == RUN_PAGE_OF)
        run->target = block_name(line->resolving, string_of(line, template, "to", context));
    if (kind != RUN_BLANK && kind != RUN_SHEET_NUMBER)
        return;
    const char *width = walk_attribute(template, "width");
    run->width = BLANK_SHORT;
    if (width != NULL)
        form_length(width, &run->width);
}

void line_note(struct line_of_runs *line, const struct line_of_runs *content, struct span span) {
    struct resolving *resolving = line->resolving;
    struct block *note = block_new(resolving, NULL, BLOCK_PARAGRAPH, STYLE_SMALL);
    block_set_runs(note, content);
    note->span = span;
    note->number = arena_format(resolving->arena, "%u", ++resolving->notes);
    line->space = false;
    struct run *call = line_run(line, RUN_NOTE, span);
    call->note = note;
    call->text = note->number;
}

static void put_note(
    struct line_of_runs *line, const struct template *template, const struct answer *context) {
    struct line_of_runs content = line_new(line->resolving);
    line_children(&content, template, context);
    line_note(line, &content, template->span);
}

/* The number of a heading, which may stand further on: it is filled in at the end. */
static void put_number(
    struct line_of_runs *line, const struct template *template, const struct answer *context) {
    const char *target = block_name(line->resolving, string_of(line, template, "to", context));
    line_run(line, RUN_TEXT, template->span)->text =
        resolve_numbers_text(line->resolving, target, template->span);
}

static void speak(struct line_of_runs *line, const struct template *template) {
    const char *language = walk_attribute(template, "lang");
    line->look.language = language != NULL ? language : line->look.language;
    line->look.mark = line->look.mark || template->style == STYLE_MARK;
}

void line_element(
    struct line_of_runs *line, const struct template *template, const struct answer *context) {
    const struct inline_element *element = inline_element(template->name);
    struct run look = line->look;
    switch (element->effect) {
    case MAKE_BOLD:
        line->look.bold = true;
        break;
    case MAKE_ITALIC:
        line->look.italic = true;
        break;
    case RAISE:
        line->look.superscript = true;
        break;
    case LOWER:
        line->look.subscript = true;
        break;
    case LINK:
        line->look.uri = string_of(line, template, "href", context);
        line->look.target = block_name(line->resolving, string_of(line, template, "to", context));
        line->look.description = walk_attribute(template, "title");
        break;
    case SPEAK:
        speak(line, template);
        break;
    case KEEP:
        if (!line->resolving->show_personal)
            return;
        break;
    case PUT_NOTE:
        put_note(line, template, context);
        return;
    case PUT_NUMBER:
        put_number(line, template, context);
        return;
    case PUT_RUN:
        put_run(line, template, context, element->run);
        return;
    }
    line_children(line, template, context);
    line->look = look;
}
