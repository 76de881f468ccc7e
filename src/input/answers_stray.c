/* Text where fields are expected, such as a cross that is to tick a box: what was probably meant by it. */
#include "answers_reading.h"

#include "answers.h"
#include "arena.h"
#include "form.h"
#include "job.h"
#include "text.h"
#include "xml.h"

#include <stdbool.h>
#include <string.h>

/* Words for a message: as many as it shows, and one more. */
struct words {
    const char *items[ANSWERS_LISTED + 1];
    size_t count;
};

/* A text that stands in the element of a field. */
struct stray {
    struct answers_reading *reading;
    struct arena *arena;
    const struct field *field;
    const struct node *node; /* of the field */
    const char *text;        /* as it is quoted */
    const char *folded;
};

static bool is_full(const struct words *words) {
    return words->count > ANSWERS_LISTED;
}

/* ---- For one field ---- */

static bool may_be_meant(const struct field *field) {
    return field_is_scalar(field) && !field_names_file(field);
}

/* The only field of a group, a record or an option, or of several the only one that is due, when it is
 * an attribute: it may have been meant by text. */
static const struct field *only_field(const struct field *field) {
    const struct field *last = NULL;
    const struct field *due = NULL;
    size_t count = 0;
    size_t due_count = 0;
    for (const struct field *child = field->first; child; child = child->next) {
        if (child->kind == FIELD_VALUE) {
            continue;
        }
        bool is_due = child->required == REQUIRED_YES;
        last = child;
        due = is_due ? child : due;
        count++;
        due_count += is_due;
    }
    if (count > 1) {
        return due_count == 1 && due->attribute && may_be_meant(due) ? due : NULL;
    }
    return last && may_be_meant(last) ? last : NULL;
}

/* A value with signs of XML in it would have to be written in another way than it reads. */
static const char *shown_value(const char *value) {
    return strpbrk(value, "\"<&") ? "…" : value;
}

const char *answers_stray_example(
    struct arena *arena, const struct field *parent, const struct field *child, const char *value) {
    const char *shown = shown_value(value);
    return child->attribute
               ? arena_format(arena, "<%s %s=\"%s\"/>", parent->name, child->name, shown)
               : arena_format(arena, "<%s><%s>%s</%s></%s>", parent->name, child->name, shown,
                     child->name, parent->name);
}

bool answers_stray_answers(const struct answer *attribute) {
    const struct answer *parent = attribute->parent;
    const struct node *child = parent->node->first;
    while (child && (child->kind != NODE_TEXT || answers_text_blank(child->text))) {
        child = child->next;
    }
    return child && only_field(parent->field) == attribute->field;
}

/* ---- Crosses ---- */

/* What is typed to tick a box on paper or on a screen. */
static bool is_tick(const struct stray *stray) {
    static const char *const ticks[] = {"x", "xx", "xxx", "[x]", "(x)", "oui", "ok", "vrai", "true",
        "1", "v", "coche", "cochee", "✓", "✔", "☑", "☒", "✗", "✘", "✕", "✖", "√"};
    if (stray->field->kind != FIELD_CHOICE && stray->field->kind != FIELD_OPTION) {
        return false;
    }
    for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++) {
        if (strcmp(stray->folded, ticks[i]) == 0 || strcmp(stray->text, ticks[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* The first box that is ticked in the choice, or NULL. */
static const struct node *ticked_box(const struct stray *stray) {
    const struct node *child = stray->node->first;
    while (child && (child->kind != NODE_ELEMENT || !field_child(stray->field, child->name))) {
        child = child->next;
    }
    return child;
}

static struct words element_tags(struct arena *arena, const struct field *field) {
    struct words tags = {.count = 0};
    for (const struct field *child = field->first; child && !is_full(&tags); child = child->next) {
        if (!child->attribute && child->kind != FIELD_VALUE) {
            tags.items[tags.count++] = arena_format(arena, "<%s>", child->name);
        }
    }
    return tags;
}

static const char *advice_on_tick(const struct stray *stray) {
    struct arena *arena = stray->arena;
    const struct field *field = stray->field;
    const struct field *only = only_field(field);
    const char *refusal =
        arena_format(arena, "Pour cocher, n’écrivez pas «\u00A0%s\u00A0»\u00A0:", stray->text);
    if (field->kind == FIELD_CHOICE) {
        const struct node *box = ticked_box(stray);
        return arena_format(arena,
            box ? "%s la balise <%s/> suffit."
                : "%s mettez la balise de la case, par exemple <%s/>.",
            refusal, box ? box->name : field->first->name);
    }
    if (only) {
        return arena_format(arena, "%s la balise suffit, avec sa réponse\u00A0: %s.", refusal,
            answers_stray_example(arena, field, only, "…"));
    }
    struct words tags = element_tags(arena, field);
    return tags.count > 0
               ? arena_format(arena,
                     "%s la balise <%s> suffit, avec ce qui se remplit dedans\u00A0: %s", refusal,
                     field->name, answers_text_list(arena, tags.items, tags.count, " et "))
               : arena_format(arena, "%s la balise <%s/> suffit.", refusal, field->name);
}

/* ---- Boxes by their names ---- */

static bool is_letter(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte & 0x80) != 0;
}

/* Whether the folded words stand in the folded text, as words of their own. */
static bool has_words(const char *text, const char *words) {
    size_t length = strlen(words);
    for (const char *at = text; length > 0 && (at = strstr(at, words)); at++) {
        if ((at == text || !is_letter(at[-1])) && !is_letter(at[length])) {
            return true;
        }
    }
    return false;
}

/* Whether the text names the option. A job has a limit of comparisons. */
static bool names(const struct stray *stray, const struct field *option) {
    struct arena *arena = stray->arena;
    return answers_may_compare(stray->reading, 2) &&
           (has_words(stray->folded, text_fold(arena, option->name)) ||
               has_words(stray->folded, text_fold(arena, option->label)));
}

/* The tags of a choice's options: of those that the text names, by name or label, or of all. */
static struct words option_tags(const struct stray *stray, bool only_named) {
    struct words tags = {.count = 0};
    const struct field *option = stray->field->first;
    for (; option && !is_full(&tags); option = option->next) {
        if (!only_named || names(stray, option)) {
            tags.items[tags.count++] = arena_format(stray->arena, "<%s/>", option->name);
        }
    }
    return tags;
}

static const char *advice_on_choice(const struct stray *stray) {
    struct arena *arena = stray->arena;
    const struct field *field = stray->field;
    struct words tags = option_tags(stray, true);
    if (tags.count == 1) {
        return arena_format(arena, "Pour cocher cette case, écrivez <%s>%s</%s>.", field->name,
            tags.items[0], field->name);
    }
    if (tags.count == 0 && is_tick(stray)) {
        return advice_on_tick(stray);
    }
    const char *several =
        tags.count > 0 ? "Cochez-les par des balises" : "Cochez ce qui convient par des balises";
    tags = tags.count > 0 ? tags : option_tags(stray, false);
    return arena_format(arena, "%s\u00A0: %s",
        field->pick_one ? "Cochez une seule case par sa balise" : several,
        answers_text_list(arena, tags.items, tags.count, field->pick_one ? " ou " : " et "));
}

/* ---- All ---- */

static bool is_number(const char *text) {
    return *text != '\0' && text[strspn(text, "0123456789 ")] == '\0';
}

/* Other attributes or elements beside the text, which stay. */
static bool has_more(const struct node *node, const char *name) {
    const struct node *child = node->first;
    while (child && child->kind != NODE_ELEMENT) {
        child = child->next;
    }
    const struct attribute *attribute = node->attributes;
    while (attribute && strcmp(attribute->name, name) == 0) {
        attribute = attribute->next;
    }
    return child || attribute;
}

static const char *advice_for_only(const struct stray *stray, const struct field *only) {
    struct arena *arena = stray->arena;
    const struct attribute *filled =
        only->attribute ? node_attribute(stray->node, only->name) : NULL;
    if (filled && !answers_text_blank(filled->value)) {
        return arena_format(
            arena, "Supprimez ce texte\u00A0: %s=\"…\" est la réponse.", only->name);
    }
    if (only->kind == FIELD_REFERENCE && is_number(stray->text)) {
        return arena_format(arena,
            "Cette balise ne compte pas, elle nomme\u00A0: %s, une fois par nom. S’il n’y a "
            "personne à nommer, supprimez-la.",
            answers_stray_example(arena, stray->field, only, "…"));
    }
    if (only->attribute && has_more(stray->node, only->name)) {
        return arena_format(arena, "Écrivez-le dans la balise\u00A0: <%s … %s=\"%s\">.",
            stray->field->name, only->name, shown_value(stray->text));
    }
    return arena_format(
        arena, "Écrivez %s.", answers_stray_example(arena, stray->field, only, stray->text));
}

static const char *advice_on(const struct stray *stray) {
    const struct field *field = stray->field;
    const struct field *only = only_field(field);
    if (field->kind == FIELD_CHOICE) {
        return advice_on_choice(stray);
    }
    if (is_tick(stray)) {
        return advice_on_tick(stray);
    }
    if (only) {
        return advice_for_only(stray, only);
    }
    struct words tags = element_tags(stray->arena, field);
    if (tags.count > 0) {
        return arena_format(stray->arena, "Mettez la réponse dans %s%s",
            tags.count == 1 ? "" : "l’une de ces balises\u00A0: ",
            answers_text_list(stray->arena, tags.items, tags.count, " ou "));
    }
    return field->kind == FIELD_OPTION
               ? arena_format(stray->arena,
                     "Une case cochée est une balise vide\u00A0: <%s/>\u202F; sinon, supprimez-la.",
                     field->name)
               : "Supprimez ce texte.";
}

void answers_stray_refuse(struct binding *binding, struct answer *answer, const struct node *text) {
    struct stray stray = {.reading = binding->reading,
        .arena = binding->arena,
        .field = answer->field,
        .node = answer->node,
        .text = answers_text_short(binding->arena, text->text),
        .folded = text_fold(binding->arena, text->text)};
    const struct field *only = only_field(answer->field);
    diagnose(binding->job->diagnostics, MESSAGE_ANSWERS_TEXT_MISPLACED,
        answers_text_trimmed(text->text, text->span), answer_place(binding->arena, answer),
        stray.text, answer->field->name, advice_on(&stray));
    if (answer->field->kind == FIELD_CHOICE || answer->field->kind == FIELD_OPTION) {
        answer->wrong = true;
    }
    if (only) {
        answers_excuse(binding, answer, only);
    }
}
