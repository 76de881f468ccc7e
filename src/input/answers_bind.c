/* Binds every element and attribute of a filled form to a field of its model. */
#include "answers_reading.h"

#include "answers.h"
#include "answers_add.h"
#include "arena.h"
#include "form.h"
#include "job.h"
#include "text.h"
#include "xml.h"

#include <string.h>

static void bind_content(struct binding *binding, struct answer *answer, const struct node *node);

static void report(struct binding *binding, enum message message, struct span span,
    const struct answer *place, const char *first, const char *second) {
    diagnose(binding->job->diagnostics, message, span, answer_place(binding->arena, place), first,
        second);
}

/* ---- Empty answers ---- */

/* Required whatever the other answers are: whether a condition holds is not known yet. */
static bool is_surely_due(const struct answer *answer) {
    if (answer->field->required != REQUIRED_YES || !answer->applicable) {
        return false;
    }
    for (const struct field *field = answer->field; field; field = field->parent) {
        if (field->when) {
            return false;
        }
    }
    return true;
}

static const char *advice_on_empty(struct arena *arena, const struct field *field) {
    if (field->attribute) {
        return arena_format(
            arena, "Écrivez la réponse entre les guillemets de %s=\"…\".", field->name);
    }
    if (field->kind == FIELD_FORM) {
        return arena_format(
            arena, "Écrivez le nom du fichier\u00A0: <%s href=\"…\"/>.", field->name);
    }
    return arena_format(arena, "Écrivez la réponse entre <%s> et </%s>.", field->name, field->name);
}

/* An empty answer is none. When one is due it is said here, at the empty place, and not by check. An
 * attribute's answer may stand behind the tag as text: then that is said, and not that it is empty. */
static void report_empty(struct binding *binding, const struct answer *answer) {
    const struct field *field = answer->field;
    if (!is_surely_due(answer) || (field->attribute && answers_stray_answers(answer))) {
        return;
    }
    report(binding, MESSAGE_ANSWERS_EMPTY, answer->name_span, answer, field_label(field),
        advice_on_empty(binding->arena, field));
    answers_excuse(binding, answer->parent, field);
}

/* ---- Scalars ---- */

/* A scalar's element holds text and nothing else; what its elements hold is text, too. */
static void refuse_elements(
    struct binding *binding, struct answer *answer, const struct node *node) {
    const struct node *child = node->first;
    while (child && child->kind != NODE_ELEMENT) {
        child = child->next;
    }
    if (child) {
        report(binding, MESSAGE_ANSWERS_TAG_IN_TEXT, child->name_span, answer,
            field_label(answer->field), child->name);
        answer->wrong = true;
    }
}

static bool fill_text(struct binding *binding, struct answer *answer, const struct node *node) {
    bool plain = node->first && node->first == node->last && node->first->kind == NODE_TEXT;
    answers_unknown_foreign(binding, answer, node, NULL, 0);
    refuse_elements(binding, answer, node);
    if (answer->wrong && !plain) {
        answer->text = text_collapse(
            binding->arena, text_nfc(binding->arena, node_text(binding->arena, node)));
        return true;
    }
    return answers_scalar_fill(binding, answer, plain ? node->first->text : "",
        plain ? node->first->span : node->name_span);
}

/* Fills a scalar of any kind from its element; false when it is empty. */
static bool fill_scalar(struct binding *binding, struct answer *answer, const struct node *node) {
    switch (answer->field->kind) {
    case FIELD_RICH:
        return answers_rich_fill(binding, answer, node);
    case FIELD_IMAGE:
        return answers_image_fill(binding, answer, node);
    case FIELD_FILE:
        return answers_file_fill(binding, answer, node);
    case FIELD_FORM:
        return answers_forms_bind(binding, answer, node);
    default:
        return fill_text(binding, answer, node);
    }
}

/* Puts the answer beside its like. */
static void keep(struct binding *binding, struct answer *answer) {
    struct bound *bound = &binding->bound[answer->field->index];
    if (bound->parent != answer->parent) {
        *bound = (struct bound){.parent = answer->parent, .first = answer};
    }
    answer->order = ++bound->count;
    answer_append(answer);
}

static void keep_scalar(struct binding *binding, struct answer *answer, bool filled) {
    if (!filled && !answer->wrong) {
        report_empty(binding, answer);
        return;
    }
    keep(binding, answer);
    if (answer->field->kind == FIELD_REFERENCE && !answer->wrong) {
        binding->references = arena_grow(binding->arena, binding->references,
            binding->reference_count, sizeof *binding->references);
        binding->references[binding->reference_count++] = answer;
    }
}

/* ---- Options and choices ---- */

/* Whether the option is ticked: by its presence, unless coche="non" says otherwise. */
static bool is_ticked(struct binding *binding, struct answer *option, const struct node *node) {
    const struct attribute *tick = node_attribute(node, "coche");
    const char *value = tick ? text_collapse(binding->arena, tick->value) : "oui";
    if (strcmp(value, "oui") != 0 && strcmp(value, "non") != 0) {
        option->wrong = true;
        report(binding, MESSAGE_ANSWERS_TICK_VALUE, tick->value_span, option, value, NULL);
    }
    return strcmp(value, "non") != 0;
}

/* What depends on a box that is not ticked must not be filled. */
static void refuse_dependents(struct binding *binding, const struct answer *option) {
    const struct answer *dependent = option->first;
    if (option->applicable || !dependent || !option->parent->applicable) {
        return;
    }
    report(binding, MESSAGE_ANSWERS_UNTICKED, dependent->name_span, dependent,
        dependent->field->label, option->field->label);
    option->parent->wrong = true;
}

static void refuse_second_tick(struct binding *binding, struct answer *choice) {
    struct arena *arena = binding->arena;
    const struct answer *ticked[2] = {NULL, NULL};
    const char **names = NULL;
    size_t count = 0;
    for (const struct answer *option = choice->first; option; option = option->next) {
        if (option->applicable) {
            names = arena_grow(arena, names, count, sizeof *names);
            names[count] = arena_format(arena, "<%s>", option->field->name);
            ticked[count == 0 ? 0 : 1] = count < 2 ? option : ticked[1];
            count++;
        }
    }
    if (!choice->field->pick_one || count < 2) {
        return;
    }
    struct diagnostic *diagnostic = diagnose(binding->job->diagnostics, MESSAGE_ANSWERS_TWO_TICKS,
        ticked[1]->name_span, answer_place(arena, choice), choice->field->label,
        arena_format(arena, "%zu", count), text_list(arena, names, count, false));
    diagnostic->related = ticked[0]->name_span;
    choice->wrong = true;
}

/* ---- Containers ---- */

static void bind_option(struct binding *binding, struct answer *answer, const struct node *node) {
    answer->applicable = is_ticked(binding, answer, node) && answer->applicable;
    bind_content(binding, answer, node);
    refuse_dependents(binding, answer);
}

static void bind_container(
    struct binding *binding, struct answer *answer, const struct node *node) {
    keep(binding, answer);
    if (answer->field->kind == FIELD_OPTION) {
        bind_option(binding, answer, node);
        return;
    }
    bind_content(binding, answer, node);
    if (answer->field->kind == FIELD_CHOICE) {
        refuse_second_tick(binding, answer);
    }
}

/* ---- Elements ---- */

/* A prefix or an xmlns that does not belong is reported once, not for all that it covers. */
static bool check_space(
    struct binding *binding, const struct answer *parent, const struct node *node) {
    bool fits = strcmp(node->space, binding->space) == 0;
    bool said = node->parent && strcmp(node->parent->space, node->space) == 0;
    if (!fits && !said) {
        report(binding, MESSAGE_ANSWERS_NAMESPACE, answers_model_space_span(node), parent,
            node->name, NULL);
    }
    return fits;
}

/* How often the field stands in the parent's element, under its own name. */
static size_t times_filled(const struct answer *parent, const struct field *field) {
    size_t count = node_attribute(parent->node, field->name) ? 1 : 0;
    for (const struct node *child = parent->node->first; child; child = child->next) {
        count += child->kind == NODE_ELEMENT && strcmp(child->name, field->name) == 0;
    }
    return count > 2 ? count : 2;
}

static bool is_repeated(const struct field *field) {
    return field->kind == FIELD_RECORD && field->most > 1;
}

/* Several names in one record are several records, surely so when the name is what tells them apart;
 * several halves of a group or a choice are one. None of them is to be thrown away. */
static const char *advice_on_doubles(
    struct arena *arena, const struct answer *parent, const struct field *field) {
    const struct field *record = parent->field;
    if (is_repeated(record)) {
        const char *choice = record->key == field || record->first == record->last
                                 ? ""
                                 : arena_format(arena, ", ou gardez un seul <%s>", field->name);
        return arena_format(
            arena, "Répétez <%s>…</%s> autour de chacun%s.", record->name, record->name, choice);
    }
    if (field->first) {
        return arena_format(arena, "Réunissez ce qu’ils contiennent en un seul <%s>.", field->name);
    }
    return arena_format(arena, "Gardez un seul <%s>.", field->name);
}

/* All that follow the first are one message, at the second. How many records there are is not known when
 * several stand in one. */
static bool is_second(struct binding *binding, const struct answer *parent,
    const struct field *field, struct span span) {
    struct bound *bound = &binding->bound[field->index];
    if (field->kind == FIELD_RECORD || bound->parent != parent) {
        return false;
    }
    bound->first->wrong = true;
    bound->first->parent->wrong = bound->first->parent->wrong || is_repeated(parent->field);
    if (bound->doubled) {
        return true;
    }
    bound->doubled = true;
    size_t count = times_filled(parent, field);
    struct diagnostic *diagnostic = diagnose(binding->job->diagnostics, MESSAGE_ANSWERS_TWICE, span,
        answer_place(binding->arena, bound->first), field_label(field),
        count == 2 ? "deux" : arena_format(binding->arena, "%zu", count),
        advice_on_doubles(binding->arena, parent, field));
    diagnostic->related = bound->first->name_span;
    return true;
}

static struct answer *start_answer(struct binding *binding, struct answer *parent,
    const struct field *field, struct span name_span) {
    struct answer *answer = answer_new(binding->arena, parent, field);
    answer->name_span = name_span;
    answer->span = name_span;
    answer->applicable = parent->applicable;
    return answer;
}

/* Whether the field is filled by this kind of markup; a value that is computed is not filled at all. */
static bool is_filled_so(struct binding *binding, const struct answer *parent,
    const struct field *field, bool attribute, struct span span) {
    if (field->kind == FIELD_VALUE) {
        report(binding, MESSAGE_ANSWERS_COMPUTED, span, parent, field->label, field->name);
        return true;
    }
    if (field->attribute != attribute) {
        report(binding,
            field->attribute ? MESSAGE_ANSWERS_IS_ATTRIBUTE : MESSAGE_ANSWERS_IS_ELEMENT, span,
            parent, field->name, parent->field->name);
        return false;
    }
    return true;
}

/* It is filled by a value, not by fields of its own; another form has its own model. */
static bool holds_value(const struct field *field) {
    return field_is_scalar(field) || field->kind == FIELD_FORM;
}

static void bind_field(struct binding *binding, struct answer *parent, const struct node *node,
    const struct field *field, bool wrong) {
    if (is_second(binding, parent, field, node->name_span)) {
        return;
    }
    bool misplaced = !is_filled_so(binding, parent, field, false, node->name_span);
    if (field->kind == FIELD_VALUE) {
        return;
    }
    struct answer *answer = start_answer(binding, parent, field, node->name_span);
    answer->node = node;
    bool spoilt = wrong || misplaced;
    if (holds_value(field)) {
        bool filled = fill_scalar(binding, answer, node);
        answer->wrong = answer->wrong || (spoilt && filled);
        keep_scalar(binding, answer, filled);
    } else {
        answer->wrong = spoilt;
        bind_container(binding, answer, node);
    }
}

/* <signataires> around the <signataire>: the record whose elements are all that it holds. */
static const struct field *wrapped_record(const struct answer *parent, const struct node *node) {
    const struct field *record = NULL;
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind != NODE_ELEMENT) {
            continue;
        }
        const struct field *field = field_child(parent->field, child->name);
        if (!field || field->kind != FIELD_RECORD || (record && field != record)) {
            return NULL;
        }
        record = field;
    }
    return record;
}

static void bind_wrapped(struct binding *binding, struct answer *parent, const struct node *node,
    const struct field *record, bool spoilt) {
    report(binding, MESSAGE_ANSWERS_WRAPPER, node->name_span, parent, node->name, record->name);
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_ELEMENT) {
            bind_field(binding, parent, child, record, spoilt);
        } else if (!answers_text_blank(child->text)) {
            answers_stray_refuse(binding, parent, child);
        }
    }
}

static void bind_element(struct binding *binding, struct answer *parent, const struct node *node) {
    bool spoilt = !check_space(binding, parent, node);
    const struct field *field = field_child(parent->field, node->name);
    const struct field *record = field ? NULL : wrapped_record(parent, node);
    if (record) {
        bind_wrapped(binding, parent, node, record, spoilt);
        return;
    }
    if (!field) {
        field = answers_unknown_element(binding, parent, node);
        spoilt = true;
    }
    if (field) {
        bind_field(binding, parent, node, field, spoilt);
    }
}

/* ---- Attributes ---- */

static void bind_attribute(struct binding *binding, struct answer *parent, const struct node *node,
    const struct attribute *attribute) {
    const struct field *field =
        *attribute->space == '\0' ? field_child(parent->field, attribute->name) : NULL;
    bool spoilt = !field;
    /* An attribute holds text: only a field that holds text can have been meant by it. */
    if (field && !field->attribute && (!field_is_scalar(field) || field_names_file(field))) {
        field = NULL;
    }
    if (!field) {
        field = answers_unknown_attribute(binding, parent, node, attribute);
    }
    if (!field || is_second(binding, parent, field, attribute->name_span)) {
        return;
    }
    spoilt = spoilt || !is_filled_so(binding, parent, field, true, attribute->name_span);
    if (field->kind == FIELD_VALUE) {
        return;
    }
    struct answer *answer = start_answer(binding, parent, field, attribute->name_span);
    bool filled = answers_scalar_fill(binding, answer, attribute->value, attribute->value_span);
    answer->wrong = answer->wrong || (spoilt && filled);
    keep_scalar(binding, answer, filled);
}

static void bind_attributes(
    struct binding *binding, struct answer *answer, const struct node *node) {
    const struct attribute *attribute = node->attributes;
    for (; attribute; attribute = attribute->next) {
        bool tick = answer->field->kind == FIELD_OPTION && strcmp(attribute->name, "coche") == 0;
        if (!answers_unknown_ignored(attribute) && !tick) {
            bind_attribute(binding, answer, node, attribute);
        }
    }
}

/* ---- Content ---- */

static void bind_content(struct binding *binding, struct answer *answer, const struct node *node) {
    bool refused = false;
    bind_attributes(binding, answer, node);
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_ELEMENT) {
            bind_element(binding, answer, child);
        } else if (!refused && !answers_text_blank(child->text)) {
            answers_stray_refuse(binding, answer, child);
            refused = true;
        }
    }
}

void answers_bind(struct binding *binding, const struct node *node) {
    const struct form *form = binding->form;
    struct answer *root = answer_new(binding->arena, NULL, form->root);
    root->node = node;
    root->name_span = node->name_span;
    root->span = node->name_span;
    binding->answers->root = root;
    binding->bound = arena_array(binding->arena, form->field_count, sizeof *binding->bound);
    if (strcmp(node->name, form->name) != 0) {
        report(binding, MESSAGE_ANSWERS_ROOT_NAME, node->name_span, root, node->name, form->name);
    }
    bind_content(binding, root, node);
}
