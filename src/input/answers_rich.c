/* Rich content: its elements checked against the few that there are, its text made canonical. */
#include "answers_reading.h"

#include "answers.h"
#include "arena.h"
#include "form.h"
#include "job.h"
#include "raw_part.h"
#include "text.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

/* What may stand inside an element. */
enum content {
    CONTENT_NOTHING = 0,
    CONTENT_WORDS = 1,  /* text and what marks it */
    CONTENT_BLOCKS = 2, /* paragraphs and lists */
    CONTENT_TABLES = 4,
    CONTENT_ITEMS = 8,
    CONTENT_ROWS = 16,
    CONTENT_CELLS = 32,
};

/* The elements: what each is, what it holds, what it may be written in, and its attributes. */
static const struct rich_element {
    const char *name;
    unsigned is;
    unsigned holds;
    const char *belongs;
    const char *attributes[2];
} elements[] = {
    {"p", CONTENT_BLOCKS, CONTENT_WORDS, "Fermez d’abord le paragraphe ou la balise qui précède.",
        {NULL}},
    {"ul", CONTENT_BLOCKS, CONTENT_ITEMS, "Fermez d’abord le paragraphe ou la balise qui précède.",
        {NULL}},
    {"ol", CONTENT_BLOCKS, CONTENT_ITEMS, "Fermez d’abord le paragraphe ou la balise qui précède.",
        {NULL}},
    {"li", CONTENT_ITEMS, CONTENT_WORDS | CONTENT_BLOCKS, "Entourez la liste de <ul>…</ul>.",
        {NULL}},
    {"table", CONTENT_TABLES, CONTENT_ROWS, "Placez le tableau entre deux paragraphes.", {NULL}},
    {"tr", CONTENT_ROWS, CONTENT_CELLS, "Entourez les lignes de <table>…</table>.", {NULL}},
    {"th", CONTENT_CELLS, CONTENT_WORDS | CONTENT_BLOCKS, "Entourez les cellules de <tr>…</tr>.",
        {"colspan", "rowspan"}},
    {"td", CONTENT_CELLS, CONTENT_WORDS | CONTENT_BLOCKS, "Entourez les cellules de <tr>…</tr>.",
        {"colspan", "rowspan"}},
    {"strong", CONTENT_WORDS, CONTENT_WORDS, "", {NULL}},
    {"em", CONTENT_WORDS, CONTENT_WORDS, "", {NULL}},
    {"sup", CONTENT_WORDS, CONTENT_WORDS, "", {NULL}},
    {"sub", CONTENT_WORDS, CONTENT_WORDS, "", {NULL}},
    {"a", CONTENT_WORDS, CONTENT_WORDS, "", {"href", NULL}},
    {"personal", CONTENT_WORDS, CONTENT_WORDS, "", {NULL}},
    {"br", CONTENT_WORDS, CONTENT_NOTHING, "", {NULL}},
};

enum {
    ELEMENT_COUNT = sizeof elements / sizeof *elements,
    MOST_CELLS = 1000, /* that one cell may span */
};

/* The checking of one rich answer, which makes a clean copy of it. */
struct rich {
    struct binding *binding;
    struct arena *arena;
    struct answer *answer;
    struct buffer plain;     /* the paragraphs so far */
    struct buffer paragraph; /* the one that is being read … */
    struct span start;       /* … and where it begins */
    bool started;            /* it has words */
    bool paragraph_wrong;
};

static const struct rich_element *element_named(const char *name) {
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        if (strcmp(elements[i].name, name) == 0) {
            return &elements[i];
        }
    }
    return NULL;
}

static void report(const struct rich *rich, enum message message, struct span span,
    const char *first, const char *second, const char *third) {
    diagnose(rich->binding->job->diagnostics, message, span,
        answer_place(rich->arena, rich->answer), first, second, third);
    rich->answer->wrong = true;
}

/* ---- Unknown elements ---- */

/* What those who know HTML write. */
static const char *habit(const char *name) {
    static const struct {
        const char *names;
        const char *advice;
    } habits[] = {
        {" b ", "Écrivez <strong>…</strong>."},
        {" i ", "Écrivez <em>…</em>."},
        {" u s strike del ins mark ", "Greffe ne souligne ni ne barre : supprimez cette balise, ou "
                                      "écrivez <strong>…</strong>."},
        {" h1 h2 h3 h4 h5 h6 ", "Écrivez l’intertitre <p><strong>…</strong></p>."},
        {" div section article ", "Écrivez <p>…</p>."},
        {" span font small big center ", "Supprimez cette balise et gardez le texte."},
        {" thead tbody tfoot ", "Supprimez cette balise et gardez les lignes <tr>."},
        {" caption ", "Écrivez le titre du tableau dans un paragraphe, avant le tableau."},
        {" img figure ", "Une image se donne dans un champ prévu pour elle."},
        {" blockquote q pre code ", "Écrivez un simple paragraphe <p>…</p>."},
    };
    char padded[16];
    size_t length = strlen(name);
    if (length + 2 >= sizeof padded) {
        return NULL;
    }
    padded[0] = ' ';
    memcpy(padded + 1, name, length);
    memcpy(padded + 1 + length, " ", 2);
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        if (strstr(habits[i].names, padded)) {
            return habits[i].advice;
        }
    }
    return NULL;
}

static void report_unknown(const struct rich *rich, const struct node *node) {
    const char *names[ELEMENT_COUNT];
    const char *lower = text_lower(rich->arena, node->name);
    const char *advice = habit(lower);
    for (size_t i = 0; i < ELEMENT_COUNT; i++) {
        names[i] = elements[i].name;
    }
    const char *near = advice ? NULL : text_nearest(rich->arena, node->name, names, ELEMENT_COUNT);
    if (near) {
        advice = arena_format(rich->arena, "Vouliez-vous dire <%s>\u202F?", near);
    } else if (!advice) {
        advice = arena_format(rich->arena, "Balises possibles\u00A0: %s.",
            text_list(rich->arena, names, ELEMENT_COUNT, false));
    }
    report(rich, MESSAGE_ANSWERS_RICH_ELEMENT, node->name_span, node->name, advice, NULL);
}

/* ---- Text ---- */

/* Ends the paragraph that is being read. */
static void end_paragraph(struct rich *rich) {
    const char *text = text_collapse(rich->arena, buffer_string(&rich->paragraph));
    size_t offset = 0;
    size_t length = 0;
    if (*text != '\0') {
        buffer_format(&rich->plain, "%s%s", rich->plain.length > 0 ? "\n" : "", text);
    }
    if (*text != '\0' && !rich->paragraph_wrong &&
        answers_text_placeholder(rich->arena, text, &offset, &length)) {
        report(rich, MESSAGE_ANSWERS_PLACEHOLDER, rich->start,
            arena_copy(rich->arena, text + offset, length), field_label(rich->answer->field), NULL);
    }
    rich->paragraph = (struct buffer){.arena = rich->arena};
    rich->paragraph_wrong = false;
    rich->started = false;
}

/* A placeholder inside a longer text is shown where it stands. */
static void check_text(struct rich *rich, const struct node *text) {
    size_t offset = 0;
    size_t length = 0;
    if (rich->paragraph_wrong ||
        answers_text_forbidden(rich->binding, rich->answer, text->text, text->span)) {
        rich->paragraph_wrong = true;
        return;
    }
    if (answers_text_placeholder(rich->arena, text->text, &offset, &length) &&
        length < strlen(text_collapse(rich->arena, text->text))) {
        report(rich, MESSAGE_ANSWERS_PLACEHOLDER, raw_part(text->span, offset, length),
            arena_copy(rich->arena, text->text + offset, length), field_label(rich->answer->field),
            NULL);
        rich->paragraph_wrong = true;
    }
}

static void add_text(struct rich *rich, const struct node *text, struct node *copy) {
    if (!rich->started && *text_collapse(rich->arena, text->text) != '\0') {
        rich->start = answers_text_trimmed(text->text, text->span);
        rich->started = true;
    }
    check_text(rich, text);
    copy->text = text_nfc(rich->arena, text->text);
    buffer_text(&rich->paragraph, copy->text);
}

/* ---- Attributes ---- */

static bool is_link(const char *address) {
    return text_starts(address, "https://") || text_starts(address, "http://") ||
           text_starts(address, "mailto:") || text_starts(address, "tel:");
}

static void check_link(const struct rich *rich, const struct node *node) {
    const struct attribute *href = node_attribute(node, "href");
    const char *address = href ? text_collapse(rich->arena, href->value) : "";
    if (!is_link(address) || strpbrk(address, " \"<>\\^`{|}")) {
        report(rich, MESSAGE_ANSWERS_RICH_LINK, href ? href->value_span : node->name_span, NULL,
            NULL, NULL);
    }
}

static void check_span(const struct rich *rich, const struct attribute *attribute) {
    const char *value = text_collapse(rich->arena, attribute->value);
    size_t length = strlen(value);
    bool number = length > 0 && length <= 4 && strspn(value, "0123456789") == length;
    long cells = number ? strtol(value, NULL, 10) : 0;
    if (cells < 1 || cells > MOST_CELLS) {
        report(rich, MESSAGE_ANSWERS_RICH_SPAN, attribute->value_span, value, NULL, NULL);
    }
}

static void check_attributes(
    const struct rich *rich, const struct rich_element *element, const struct node *node) {
    const struct attribute *attribute = node->attributes;
    for (; attribute; attribute = attribute->next) {
        if (answers_unknown_ignored(attribute)) {
            continue;
        }
        bool known = false;
        for (size_t i = 0; i < 2 && element->attributes[i]; i++) {
            known = known || strcmp(element->attributes[i], attribute->name) == 0;
        }
        if (!known) {
            report(rich, MESSAGE_ANSWERS_RICH_ATTRIBUTE, attribute->name_span, attribute->name,
                node->name, "Supprimez-le.");
        } else if (element->is == CONTENT_CELLS) {
            check_span(rich, attribute);
        }
    }
    if (strcmp(element->name, "a") == 0) {
        check_link(rich, node);
    }
}

/* ---- Structure ---- */

static void check_children(
    struct rich *rich, const struct node *node, struct node *copy, unsigned holds);

static struct node *copy_of(struct rich *rich, const struct node *node, struct node *parent) {
    struct node *copy = arena_alloc(rich->arena, sizeof *copy);
    *copy = *node;
    copy->first = NULL;
    copy->last = NULL;
    answers_rich_append(parent, copy);
    return copy;
}

static void check_space(const struct rich *rich, const struct node *node) {
    if (strcmp(node->space, rich->binding->space) != 0 &&
        strcmp(node->space, node->parent->space) != 0) {
        report(rich, MESSAGE_ANSWERS_NAMESPACE, answers_model_space_span(node), node->name, NULL,
            NULL);
    }
}

/* What loose words are to be put into, in an element that holds no words. */
static const char *wrapping(unsigned holds) {
    if (holds & CONTENT_ITEMS) {
        return "<li>…</li>";
    }
    if (holds & CONTENT_ROWS) {
        return "<tr><td>…</td></tr>";
    }
    return holds & CONTENT_CELLS ? "<td>…</td>" : "<p>…</p>";
}

static const char *misplaced_advice(
    const struct rich *rich, const struct rich_element *element, unsigned holds) {
    if (holds & (CONTENT_ITEMS | CONTENT_ROWS | CONTENT_CELLS)) {
        return arena_format(rich->arena, "Entourez-le de %s.", wrapping(holds));
    }
    return *element->belongs ? element->belongs : "Supprimez cette balise et gardez le texte.";
}

static void check_element(
    struct rich *rich, const struct node *node, struct node *parent, unsigned holds) {
    const struct rich_element *element = element_named(node->name);
    check_space(rich, node);
    if (!element) {
        report_unknown(rich, node);
        check_children(rich, node, parent, holds | CONTENT_WORDS);
        return;
    }
    if (!(element->is & holds)) {
        report(rich, MESSAGE_ANSWERS_RICH_MISPLACED, node->name_span, node->name,
            node->parent->name, misplaced_advice(rich, element, holds));
    }
    check_attributes(rich, element, node);
    bool block = element->is != CONTENT_WORDS;
    if (block) {
        end_paragraph(rich);
    } else if (element->holds == CONTENT_NOTHING) {
        buffer_text(&rich->paragraph, " ");
    }
    check_children(rich, node, copy_of(rich, node, parent), element->holds);
    if (block) {
        end_paragraph(rich);
    }
}

static bool is_words(const struct node *node) {
    const struct rich_element *element =
        node->kind == NODE_ELEMENT ? element_named(node->name) : NULL;
    return node->kind == NODE_TEXT || (element && element->is == CONTENT_WORDS);
}

/* Words with what marks them, up to the next block, are one mistake where none may stand. They are kept,
 * as a paragraph. Returns the last of them. */
static const struct node *check_loose(
    struct rich *rich, const struct node *first, struct node *copy, unsigned holds) {
    struct span span = first->kind == NODE_TEXT ? answers_text_trimmed(first->text, first->span)
                                                : first->name_span;
    report(rich, MESSAGE_ANSWERS_RICH_BARE, span, wrapping(holds), NULL, NULL);
    const struct node *last = first;
    for (;;) {
        if (last->kind == NODE_TEXT) {
            add_text(rich, last, copy_of(rich, last, copy));
        } else {
            check_element(rich, last, copy, CONTENT_WORDS);
        }
        if (!last->next || !is_words(last->next)) {
            break;
        }
        last = last->next;
    }
    end_paragraph(rich);
    return last;
}

static void check_children(
    struct rich *rich, const struct node *node, struct node *copy, unsigned holds) {
    for (const struct node *child = node->first; child; child = child->next) {
        bool blank = child->kind == NODE_TEXT && *text_collapse(rich->arena, child->text) == '\0';
        if (!is_words(child)) {
            check_element(rich, child, copy, holds);
        } else if (!(holds & CONTENT_WORDS)) {
            child = blank ? child : check_loose(rich, child, copy, holds);
        } else if (child->kind == NODE_TEXT) {
            add_text(rich, child, copy_of(rich, child, copy));
        } else {
            check_element(rich, child, copy, holds);
        }
    }
}

/* ---- The answer ---- */

static void check_length(struct rich *rich) {
    const struct field *field = rich->answer->field;
    const char *text = rich->answer->text;
    size_t count = text_count(text, strlen(text));
    const char *found = arena_format(rich->arena, "%zu", count);
    struct span span = rich->answer->name_span;
    if (field->minimum && count < strtoul(field->minimum, NULL, 10)) {
        report(rich, MESSAGE_ANSWERS_SHORT, span, field_label(field), found, field->minimum);
    } else if (field->maximum && count > strtoul(field->maximum, NULL, 10)) {
        report(rich, MESSAGE_ANSWERS_LONG, span, field_label(field), found, field->maximum);
    }
}

bool answers_rich_fill(struct binding *binding, struct answer *answer, const struct node *node) {
    struct rich rich = {.binding = binding,
        .arena = binding->arena,
        .answer = answer,
        .plain = {.arena = binding->arena},
        .paragraph = {.arena = binding->arena}};
    struct node *copy = arena_alloc(binding->arena, sizeof *copy);
    answers_unknown_foreign(binding, answer, node, NULL, 0);
    *copy = *node;
    copy->first = NULL;
    copy->last = NULL;
    check_children(
        &rich, answers_rich_structure(binding->arena, node), copy, CONTENT_BLOCKS | CONTENT_TABLES);
    end_paragraph(&rich);
    answer->text = buffer_string(&rich.plain);
    answer->rich = copy;
    if (*answer->text == '\0') {
        return false;
    }
    if (!answer->wrong) {
        check_length(&rich);
    }
    return true;
}
