#include "mutations.h"

#include "answers.h"
#include "arena.h"
#include "form.h"
#include "pattern.h"
#include "source.h"
#include "text.h"
#include "xml.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where an element stands in the form's text: [start, end[, its content [open, close[; an empty tag
 * has open == close == end. */
struct extent {
    size_t start;
    size_t open;
    size_t close;
    size_t end;
    bool empty_tag;
};

/* Skips a comment, a CDATA section or a processing instruction that begins at `at`. */
static const char *skip_special(const char *at) {
    if (strncmp(at, "<!--", 4) == 0)
        return strstr(at, "-->") + 3;
    if (strncmp(at, "<![CDATA[", 9) == 0)
        return strstr(at, "]]>") + 3;
    return strstr(at, "?>") + 2;
}

/* Follows tags from the start tag to the end tag that closes it. */
static struct extent extent_of(const char *text, const struct node *node) {
    size_t start = node->span.offset;
    size_t open = start + node->span.length;
    if (text[open - 2] == '/')
        return (struct extent){start, open, open, open, true};
    size_t depth = 1;
    for (const char *at = strchr(text + open, '<');; at = strchr(at, '<')) {
        if (at[1] == '!' || at[1] == '?') {
            at = skip_special(at);
            continue;
        }
        const char *end = strchr(at, '>');
        if (at[1] == '/')
            depth--;
        else if (end[-1] != '/')
            depth++;
        if (depth == 0)
            return (struct extent){
                start, open, (size_t)(at - text), (size_t)(end + 1 - text), false};
        at = end;
    }
}

/* The mutation's place to answer for: the element and, besides, its parent's name. */
static struct mutation *add(
    struct mutations *mutations, const char *what, const struct answer *answer) {
    mutations->items =
        arena_grow(mutations->arena, mutations->items, mutations->count, sizeof *mutations->items);
    struct mutation *mutation = &mutations->items[mutations->count++];
    *mutation = (struct mutation){.what = what, .where = answer_place(mutations->arena, answer)};
    if (answer->node != NULL) {
        struct extent extent = extent_of(mutations->text, answer->node);
        mutation->from = extent.start;
        mutation->to = extent.end;
    } else {
        mutation->from = answer->name_span.offset;
        mutation->to = answer->span.offset + answer->span.length + 1;
    }
    mutation->parent = answer->parent != NULL ? answer->parent->name_span.offset : mutation->from;
    return mutation;
}

static void edit(struct mutation *mutation, size_t offset, size_t length, const char *text) {
    mutation->edits[mutation->edit_count++] = (struct edit){offset, length, text};
}

/* Puts elements at the end of an element's content. */
static void insert_inside(struct mutations *mutations, struct mutation *mutation,
    const struct answer *answer, const char *content) {
    struct extent extent = extent_of(mutations->text, answer->node);
    if (extent.empty_tag)
        edit(mutation, extent.end - 2, 2,
            arena_format(mutations->arena, ">%s</%s>", content, answer->field->name));
    else
        edit(mutation, extent.close, 0, content);
}

static void replace_value(
    struct mutations *mutations, const char *what, const struct answer *answer, const char *value) {
    struct mutation *mutation = add(mutations, what, answer);
    if (answer->node == NULL) {
        edit(mutation, answer->span.offset, answer->span.length, value);
        return;
    }
    struct extent extent = extent_of(mutations->text, answer->node);
    edit(mutation, extent.open, extent.close - extent.open, value);
}

static size_t count_of(const struct answer *answer) {
    size_t count = 0;
    for (const struct answer *each = answer->parent->first; each != NULL; each = each->next)
        count += each->field == answer->field;
    return count;
}

static bool is_due(const struct answer *answer) {
    const struct field *field = answer->field;
    if (field->kind == FIELD_RECORD)
        return field->least > 0 && count_of(answer) == field->least;
    return field->kind != FIELD_OPTION && field->required == REQUIRED_YES;
}

static void remove_required(struct mutations *mutations, const struct answer *answer) {
    if (!is_due(answer))
        return;
    struct mutation *mutation = add(mutations, "valeur obligatoire absente", answer);
    edit(mutation, mutation->from, mutation->to - mutation->from, "");
}

static const struct field *due_dependent(const struct field *option) {
    for (const struct field *field = option->first; field != NULL; field = field->next)
        if (field->when == NULL &&
            (field->kind == FIELD_RECORD ? field->least > 0 : field->required == REQUIRED_YES))
            return field;
    return NULL;
}

static const char *empty_element(const struct mutations *mutations, const struct field *field) {
    return arena_format(mutations->arena, "<%s/>", field->name);
}

static void tick_another(struct mutations *mutations, const struct answer *choice) {
    for (const struct field *option = choice->field->first; option != NULL; option = option->next)
        if (choice->first != NULL && answer_for(choice, option) == NULL)
            insert_inside(mutations, add(mutations, "deux coches", choice), choice,
                empty_element(mutations, option));
}

static void tick_too_many(struct mutations *mutations, const struct answer *choice) {
    size_t most = choice->field->most;
    struct buffer options = {.arena = mutations->arena};
    size_t ticks = 0;
    for (const struct field *option = choice->field->first; option != NULL; option = option->next) {
        ticks++;
        if (answer_for(choice, option) == NULL && due_dependent(option) == NULL)
            buffer_format(&options, "<%s/>", option->name);
    }
    if (most > 0 && ticks > most)
        insert_inside(
            mutations, add(mutations, "trop de coches", choice), choice, buffer_string(&options));
}

/* A box ticked, its dependents forgotten. */
static void tick_bare(struct mutations *mutations, const struct answer *choice) {
    for (const struct field *option = choice->field->first; option != NULL; option = option->next) {
        if (due_dependent(option) == NULL)
            continue;
        const struct answer *ticked = answer_for(choice, option);
        const struct answer *replaced =
            ticked != NULL || !choice->field->pick_one ? ticked : choice->first;
        struct mutation *mutation = add(mutations, "case cochée sans complément", choice);
        if (replaced == NULL) {
            insert_inside(mutations, mutation, choice, empty_element(mutations, option));
            continue;
        }
        struct extent extent = extent_of(mutations->text, replaced->node);
        edit(mutation, extent.start, extent.end - extent.start, empty_element(mutations, option));
    }
}

static void untick(struct mutations *mutations, const struct answer *option) {
    bool dependents = false;
    for (const struct answer *child = option->first; child != NULL; child = child->next)
        dependents = dependents || child->field->kind != FIELD_VALUE;
    if (!dependents)
        return;
    struct mutation *mutation = add(mutations, "case décochée, complément resté", option);
    edit(mutation, option->name_span.offset + option->name_span.length, 0, " coche=\"non\"");
}

static void placeholders(struct mutations *mutations, const struct answer *answer) {
    static const char *const texts[] = {"xxx", "...", "à compléter", "TODO"};
    if (answer->field->kind == FIELD_TEXT || answer->field->kind == FIELD_RICH)
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            replace_value(mutations, "texte à remplacer", answer, texts[i]);
}

/* A text that the pattern does not want; NULL when it wants all of these. */
static const char *unmatched_text(struct arena *arena, const struct pattern_text *pattern) {
    static const char *const texts[] = {"§", "n° 12", "Région de Rodez", "12 34"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (pattern_matches(arena, pattern, texts[i]) == PATTERN_DIFFERS)
            return texts[i];
    return NULL;
}

/* What no value of the kind looks like. */
static const char *broken_value(struct arena *arena, const struct field *field) {
    switch (field->kind) {
    case FIELD_BOOLEAN:
        return "peut-être";
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
    case FIELD_MONEY:
        return "douze";
    case FIELD_DATE:
        return "2026-02-30";
    case FIELD_MONTH:
        return "2026-13";
    case FIELD_URL:
        return "pas une adresse";
    case FIELD_EMAIL:
        return "mairie.exemple.fr";
    case FIELD_TELEPHONE:
        return "douze";
    case FIELD_TEXT:
        return field->pattern != NULL ? unmatched_text(arena, field->pattern) : NULL;
    default:
        return NULL;
    }
}

static void break_pattern(struct mutations *mutations, const struct answer *answer) {
    const char *value = broken_value(mutations->arena, answer->field);
    if (value != NULL)
        replace_value(mutations, "motif", answer, value);
}

/* A value beyond a bound: numbers by one, texts by one character, dates by a century. */
static const char *beyond(
    struct arena *arena, const struct field *field, const char *bound, int by) {
    switch (field->kind) {
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
    case FIELD_MONEY:
        return arena_format(arena, "%lld", strtoll(bound, NULL, 10) + by);
    case FIELD_DATE:
    case FIELD_MONTH:
        return arena_format(arena, "%04ld%s", strtol(bound, NULL, 10) + 100 * by, bound + 4);
    case FIELD_TEXT:
    case FIELD_RICH: {
        size_t length = (size_t)(strtol(bound, NULL, 10) + by);
        char *text = arena_alloc(arena, length + 1);
        memset(text, 'a', length);
        text[length] = '\0';
        return text;
    }
    default:
        return NULL;
    }
}

static void pass_bound(
    struct mutations *mutations, const struct answer *answer, const char *bound, int by) {
    const char *value = bound != NULL ? beyond(mutations->arena, answer->field, bound, by) : NULL;
    if (value != NULL && *value != '\0')
        replace_value(mutations, "borne", answer, value);
}

static void repeat_too_often(struct mutations *mutations, const struct answer *record) {
    size_t most = record->field->most;
    if (most == SIZE_MAX || most > 1000 || answer_for(record->parent, record->field) != record)
        return;
    struct extent extent = extent_of(mutations->text, record->node);
    struct buffer copies = {.arena = mutations->arena};
    for (size_t i = count_of(record); i <= most; i++)
        buffer_add(&copies, mutations->text + extent.start, extent.end - extent.start);
    struct mutation *mutation = add(mutations, "trop de répétitions", record);
    edit(mutation, extent.end, 0, buffer_string(&copies));
}

/* The last letter but one doubled: « porteeur ». */
static const char *misspelt(struct arena *arena, const char *name) {
    size_t length = strlen(name);
    size_t at = length > 1 ? length - 1 : length;
    while (at > 0 && ((unsigned char)name[at - 1] & 0xC0) == 0x80)
        at--;
    return arena_format(arena, "%.*s%c%s", (int)at, name, 'e', name + at);
}

static void misspell(struct mutations *mutations, const struct answer *answer) {
    const char *name = misspelt(mutations->arena, answer->field->name);
    if (field_child(answer->field->parent, name) != NULL)
        return;
    const char *what = answer->node == NULL                  ? "attribut mal écrit"
                       : answer->field->kind == FIELD_OPTION ? "option mal écrite"
                                                             : "élément mal écrit";
    struct mutation *mutation = add(mutations, what, answer);
    size_t length = strlen(answer->field->name);
    edit(mutation, answer->name_span.offset, answer->name_span.length, name);
    if (answer->node == NULL)
        return;
    struct extent extent = extent_of(mutations->text, answer->node);
    if (!extent.empty_tag)
        edit(mutation, extent.close + 2, length, name);
}

static void point_nowhere(struct mutations *mutations, const struct answer *answer) {
    if (answer->field->kind == FIELD_REFERENCE || answer->field->table != NULL)
        replace_value(mutations, "référence inconnue", answer, "Inconnue 99");
}

static void mutate(struct mutations *mutations, const struct answer *answer) {
    remove_required(mutations, answer);
    misspell(mutations, answer);
    placeholders(mutations, answer);
    break_pattern(mutations, answer);
    pass_bound(mutations, answer, answer->field->minimum, -1);
    pass_bound(mutations, answer, answer->field->maximum, 1);
    point_nowhere(mutations, answer);
    if (answer->field->kind == FIELD_RECORD)
        repeat_too_often(mutations, answer);
    if (answer->field->kind == FIELD_OPTION)
        untick(mutations, answer);
    if (answer->field->kind != FIELD_CHOICE)
        return;
    if (answer->field->pick_one)
        tick_another(mutations, answer);
    else
        tick_too_many(mutations, answer);
    tick_bare(mutations, answer);
}

static void walk(struct mutations *mutations, const struct answer *parent) {
    for (const struct answer *answer = parent->first; answer != NULL; answer = answer->next) {
        if (answer->field->kind == FIELD_VALUE)
            continue;
        mutate(mutations, answer);
        walk(mutations, answer);
    }
}

void mutations_of(struct mutations *mutations, const struct answers *answers) {
    mutations->text = answers->source->bytes;
    walk(mutations, answers->root);
}

const char *mutation_apply(
    struct arena *arena, const char *text, const struct mutation *mutation, size_t *length) {
    struct buffer out = {.arena = arena};
    size_t at = 0;
    for (size_t i = 0; i < mutation->edit_count; i++) {
        const struct edit *each = &mutation->edits[i];
        buffer_add(&out, text + at, each->offset - at);
        buffer_text(&out, each->text);
        at = each->offset + each->length;
    }
    buffer_text(&out, text + at);
    *length = out.length;
    return buffer_string(&out);
}
