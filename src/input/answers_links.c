/* What can be said only when the whole form is read: references to records, keys that stand twice,
 * numbers of records. */
#include "answers_reading.h"

#include "answers.h"
#include "arena.h"
#include "form.h"
#include "job.h"
#include "text.h"

#include <stdint.h>
#include <string.h>

/* The linking of one form. `targets` holds the records that were looked for, by the path that a
 * reference gives. */
struct linking {
    struct binding *binding;
    struct arena *arena;
    struct key_index targets;
};

/* The records that a reference may name. `doubtful`: one of them has no usable key, which was or will
 * be reported; it may be the one that a reference means. */
struct target {
    struct key_index keys; /* to the answer that is the key */
    const char **names;    /* as the records have them */
    size_t count;
    const struct field *record;
    bool doubtful;
};

/* ---- Records that can be named ---- */

/* A key that refers to another record compares as that record's key does. */
static bool compares_names(const struct field *record) {
    while (record && !record->compare_names) {
        const struct field *next =
            record->key && record->key->kind == FIELD_REFERENCE ? record->key->target : NULL;
        record = next != record ? next : NULL;
    }
    return record != NULL;
}

static const char *key_of(struct arena *arena, const struct field *record, const char *text) {
    return compares_names(record) ? text_fold(arena, text) : text;
}

static void add_record(
    struct linking *linking, struct target *target, const struct answer *record) {
    const struct field *field = record->field;
    struct answer *key = field->key ? answer_for(record, field->key) : NULL;
    if (!key || key->wrong) {
        target->doubtful = true;
        return;
    }
    void **place = key_index_add(&target->keys, key_of(linking->arena, field, key->text));
    if (!*place) {
        *place = key;
        target->names =
            arena_grow(linking->arena, target->names, target->count, sizeof *target->names);
        target->names[target->count++] = key->text;
    }
}

/* Records of the field anywhere beneath the answer; those that are not applicable do not count. */
static void add_records(struct linking *linking, struct target *target, const struct answer *answer,
    const struct field *record) {
    for (const struct answer *child = answer->first; child; child = child->next) {
        if (!child->applicable) {
            continue;
        }
        if (child->field == record) {
            add_record(linking, target, child);
        }
        add_records(linking, target, child, record);
    }
}

static const struct field *field_at(const struct field *field, const char *path) {
    char name[256];
    while (field && *path != '\0') {
        size_t length = strcspn(path, "/");
        if (length >= sizeof name) {
            return NULL;
        }
        memcpy(name, path, length);
        name[length] = '\0';
        field = field_child(field, name);
        path += length + (path[length] == '/');
    }
    return field;
}

/* The records of the other forms that stand in a field of this one. */
static void add_other_records(struct linking *linking, struct target *target,
    const struct answer *answer, const struct field *form_field, const char *path) {
    for (const struct answer *child = answer->first; child; child = child->next) {
        if (child->field == form_field) {
            const struct field *record =
                child->form ? field_at(child->form->form->root, path) : NULL;
            target->doubtful = target->doubtful || !record;
            if (record) {
                target->record = record;
                add_records(linking, target, child->form->root, record);
            }
        }
        add_other_records(linking, target, child, form_field, path);
    }
}

/* « form(contrat)/axe » */
static void find_other_records(struct linking *linking, struct target *target, const char *path) {
    const char *inner = path + strlen("form(");
    const char *close = strchr(inner, ')');
    const struct field *root = linking->binding->form->root;
    if (!text_starts(path, "form(") || !close || close[1] != '/') {
        return;
    }
    const char *form_path = arena_copy(linking->arena, inner, (size_t)(close - inner));
    const struct field *form_field = field_at(root, form_path);
    if (form_field) {
        /* Without the other form nothing can be named: that it is missing is said elsewhere. */
        add_other_records(
            linking, target, linking->binding->answers->root, form_field, close + strlen(")/"));
        target->doubtful = target->doubtful || !target->record;
    }
}

static struct target *target_of(struct linking *linking, const struct field *reference) {
    const char *path = reference->target_path ? reference->target_path : reference->name;
    void **place = key_index_add(&linking->targets, path);
    if (*place) {
        return *place;
    }
    struct target *target = arena_alloc(linking->arena, sizeof *target);
    *place = target;
    target->keys.arena = linking->arena;
    if (reference->target) {
        target->record = reference->target;
        add_records(linking, target, linking->binding->answers->root, reference->target);
    } else {
        find_other_records(linking, target, path);
    }
    return target;
}

/* ---- References ---- */

static const char *advice(struct linking *linking, const struct target *target, const char *text) {
    enum {
        MOST_LISTED = 8
    };
    const char *near = answers_may_compare(linking->binding->reading, target->count)
                           ? text_nearest(linking->arena, text, target->names, target->count)
                           : NULL;
    if (near) {
        return arena_format(linking->arena, "Vouliez-vous dire «\u00A0%s\u00A0»\u202F?", near);
    }
    if (target->count == 0) {
        return arena_format(
            linking->arena, "Il n’y en a aucun\u00A0: ajoutez d’abord <%s>.", target->record->name);
    }
    if (target->count > MOST_LISTED) {
        return arena_format(linking->arena, "Recopiez l’un des %zu noms donnés sous <%s>.",
            target->count, target->record->name);
    }
    return arena_format(linking->arena, "Écrivez l’un de ceux-ci\u00A0: %s.",
        text_list(linking->arena, target->names, target->count, true));
}

/* A reference is the key as the record has it, so that rules may compare them. */
static void resolve_reference(struct linking *linking, struct answer *answer) {
    const struct target *target = target_of(linking, answer->field);
    const struct answer *key =
        target->record
            ? key_index_find(&target->keys, key_of(linking->arena, target->record, answer->text))
            : NULL;
    if (key) {
        answer->text = key->text;
        return;
    }
    if (target->doubtful) {
        answer->wrong = true;
        return;
    }
    answers_scalar_report(linking->binding, answer, MESSAGE_ANSWERS_REFERENCE,
        answers_text_short(linking->arena, answer->text), target->record->label,
        advice(linking, target, answer->text));
}

static bool is_key(const struct answer *answer) {
    return answer->parent->field->key == answer->field;
}

/* References that are keys themselves come first: others may name their records. */
static void resolve_references(struct linking *linking) {
    const struct binding *binding = linking->binding;
    for (size_t pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < binding->reference_count; i++) {
            if (is_key(binding->references[i]) == (pass == 0)) {
                resolve_reference(linking, binding->references[i]);
            }
        }
    }
}

/* ---- Records side by side ---- */

static void check_key(
    struct linking *linking, struct key_index *keys, const struct answer *record) {
    const struct field *field = record->field;
    struct answer *key = answer_for(record, field->key);
    if (!key || key->wrong) {
        return;
    }
    void **place = key_index_add(keys, key_of(linking->arena, field, key->text));
    if (!*place) {
        *place = key;
        return;
    }
    const struct answer *first = *place;
    struct diagnostic *diagnostic = diagnose(linking->binding->job->diagnostics,
        MESSAGE_ANSWERS_KEY_TWICE, key->span, answer_place(linking->arena, key),
        answers_text_short(linking->arena, key->text), field->label, field_label(key->field));
    diagnostic->related = first->span;
    key->wrong = true;
}

static void report_number(struct linking *linking, enum message message,
    const struct answer *record, size_t bound, size_t count) {
    struct arena *arena = linking->arena;
    diagnose(linking->binding->job->diagnostics, message, record->name_span,
        answer_place(arena, record->parent), record->field->label,
        arena_format(arena, "%zu", bound), arena_format(arena, "%zu", count), record->field->name);
}

/* The records of one field beneath one parent. That there are none at all is left to check. */
static void check_records(struct linking *linking, const struct answer *first) {
    const struct field *field = first->field;
    struct key_index keys = {.arena = linking->arena};
    const struct answer *last = first;
    const struct answer *excess = NULL;
    size_t count = 0;
    for (const struct answer *record = first; record; record = answer_next(record)) {
        last = record;
        count++;
        excess = count == field->most + 1 ? record : excess;
        if (field->key) {
            check_key(linking, &keys, record);
        }
    }
    if (excess) {
        report_number(linking, MESSAGE_ANSWERS_RECORDS_MANY, excess, field->most, count);
    } else if (count < field->least) {
        report_number(linking, MESSAGE_ANSWERS_RECORDS_FEW, last, field->least, count);
    }
}

static void check_beneath(struct linking *linking, const struct answer *answer) {
    if (!answer->applicable) {
        return;
    }
    for (const struct field *field = answer->field->first; field; field = field->next) {
        const struct answer *first = field->kind == FIELD_RECORD ? answer_for(answer, field) : NULL;
        if (first) {
            check_records(linking, first);
        }
    }
    for (const struct answer *child = answer->first; child; child = child->next) {
        check_beneath(linking, child);
    }
}

void answers_links_resolve(struct binding *binding) {
    struct linking linking = {
        .binding = binding, .arena = binding->arena, .targets = {.arena = binding->arena}};
    resolve_references(&linking);
    check_beneath(&linking, binding->answers->root);
}
