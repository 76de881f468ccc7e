/* Which model a filled form follows: its root element's namespace says so. */
#include "answers_reading.h"

#include "arena.h"
#include "form.h"
#include "form_library.h"
#include "job.h"
#include "text.h"
#include "xml.h"

#include <string.h>

/* One finding. */
struct finding {
    struct answers_reading *reading;
    struct arena *arena;
    const struct node *root;
    const char *const *names; /* of all models */
    size_t count;
};

struct span answers_model_space_span(const struct node *node) {
    const struct source *source = node->span.source;
    const char *tag = source->bytes + node->span.offset;
    size_t length = strlen(node->space);
    for (size_t i = 0; length > 0 && i + length <= node->span.length; i++) {
        if (memcmp(tag + i, node->space, length) == 0) {
            return span_part(node->span, i, length);
        }
    }
    return node->name_span;
}

static void report(
    const struct finding *finding, enum message message, const char *first, const char *second) {
    diagnose(finding->reading->job->diagnostics, message, answers_model_space_span(finding->root),
        NULL, first, second);
}

static const struct form *model_named(const struct finding *finding, const char *name) {
    return form_library_find(finding->reading->library, name);
}

/* The model that was probably meant, or what there is to choose from. */
static const char *advice(const struct finding *finding, const char *name) {
    const char *nearest = text_nearest(finding->arena, name, finding->names, finding->count);
    const struct form *form = nearest ? model_named(finding, nearest) : NULL;
    if (form) {
        return arena_format(finding->arena, "Écrivez <%s xmlns=\"%s\">.", form->name, form->space);
    }
    if (finding->count == 0) {
        return "Aucun modèle n’est installé.";
    }
    return arena_format(finding->arena,
        "Un formulaire commence par <nom xmlns=\"" FORM_ANSWERS_NAMESPACE
        "nom:1\">, avec le nom de l’un des modèles présents\u00A0: %s.",
        text_list(finding->arena, finding->names, finding->count, true));
}

/* Without a namespace the root's name tells enough to go on. */
static const struct form *find_by_root(const struct finding *finding) {
    const char *name = finding->root->name;
    for (size_t i = 0; i < finding->count; i++) {
        const struct form *form =
            strcmp(finding->names[i], name) == 0 ? model_named(finding, name) : NULL;
        if (form) {
            report(finding, MESSAGE_ANSWERS_NO_NAMESPACE, name, form->space);
            return form;
        }
    }
    report(finding, MESSAGE_ANSWERS_NO_MODEL, name, advice(finding, name));
    return NULL;
}

static bool is_known(const struct finding *finding, const char *name) {
    for (size_t i = 0; i < finding->count; i++) {
        if (strcmp(finding->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* urn:greffe:form:NAME:MAJOR that no model has: its name, its version or the model itself is wrong. */
static void report_space(const struct finding *finding) {
    const char *rest = finding->root->space + strlen(FORM_ANSWERS_NAMESPACE);
    size_t length = strcspn(rest, ":");
    const char *name = arena_copy(finding->arena, rest, length);
    if (!is_known(finding, name)) {
        report(finding, MESSAGE_ANSWERS_MODEL_UNKNOWN, name, advice(finding, name));
        return;
    }
    const struct form *form = model_named(finding, name);
    if (!form) {
        report(finding, MESSAGE_ANSWERS_MODEL_BROKEN, name, NULL);
        return;
    }
    diagnose(finding->reading->job->diagnostics, MESSAGE_ANSWERS_MODEL_VERSION,
        answers_model_space_span(finding->root), NULL, name,
        rest[length] == ':' ? rest + length + 1 : "?",
        arena_format(finding->arena, "%d", form->major), form->space);
}

/* Who copied the first line of another form filled this one by its root's name. */
static const struct form *by_root_instead(const struct finding *finding, const struct form *form) {
    const char *name = finding->root->name;
    bool another = strcmp(name, form->name) != 0 && is_known(finding, name);
    const struct form *meant = another ? model_named(finding, name) : NULL;
    if (!meant) {
        return form;
    }
    diagnose(finding->reading->job->diagnostics, MESSAGE_ANSWERS_ROOT_OTHER,
        answers_model_space_span(finding->root), NULL, name, form->name, meant->space);
    return meant;
}

static const struct form *find_by_space(const struct finding *finding) {
    const char *space = finding->root->space;
    const struct form *form = form_library_find_space(finding->reading->library, space);
    if (form) {
        return by_root_instead(finding, form);
    }
    if (strcmp(space, FORM_MODEL_NAMESPACE) == 0) {
        const struct attribute *name = node_attribute(finding->root, "name");
        report(finding, MESSAGE_ANSWERS_ROOT_MODEL, name ? name->value : "MODÈLE", NULL);
    } else if (text_starts(space, FORM_ANSWERS_NAMESPACE)) {
        report_space(finding);
    } else {
        report(finding, MESSAGE_ANSWERS_NAMESPACE_FOREIGN, space,
            advice(finding, finding->root->name));
    }
    return NULL;
}

const struct form *answers_model_find(
    struct answers_reading *reading, const struct node *root, const char **space) {
    struct finding finding = {.reading = reading, .arena = reading->job->arena, .root = root};
    finding.count = form_library_names(reading->library, &finding.names);
    *space = root->space;
    return *root->space == '\0' ? find_by_root(&finding) : find_by_space(&finding);
}
