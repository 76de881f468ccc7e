/* Files that a form names and that are not read any further: annexes made by others. */
#include "answers_reading.h"

#include "answers.h"
#include "arena.h"
#include "digest.h"
#include "files.h"
#include "form.h"
#include "image.h"
#include "job.h"
#include "text.h"
#include "xml.h"

#include <string.h>

enum {
    MOST_BYTES = 64 * 1024 * 1024,
};

const struct attribute *answers_file_attribute(
    const struct binding *binding, const struct node *node, const char *name) {
    const struct attribute *attribute = node_attribute(node, name);
    bool empty = !attribute || *text_collapse(binding->arena, attribute->value) == '\0';
    return empty ? NULL : attribute;
}

void answers_file_no_content(struct binding *binding, struct answer *answer,
    const struct node *node, const char *example, const char *more) {
    struct arena *arena = binding->arena;
    for (const struct node *child = node->first; child; child = child->next) {
        bool element = child->kind == NODE_ELEMENT;
        const char *text = element ? "" : text_collapse(arena, child->text);
        if (!element && *text == '\0') {
            continue;
        }
        answer->span = element ? child->name_span : answers_text_trimmed(child->text, child->span);
        answers_scalar_report(binding, answer, MESSAGE_ANSWERS_NOT_CONTENT,
            element ? arena_format(arena, "<%s>", child->name) : answers_text_short(arena, text),
            node->name,
            arena_format(arena, "Écrivez <%s href=\"%s\"%s/>.", node->name,
                element ? example : answers_text_short(arena, text), more));
        return;
    }
}

static const char *digest_of(struct arena *arena, const struct file *file) {
    char digits[DIGEST_DIGITS + 1];
    digest_hexadecimal(file->bytes, file->length, digits);
    return arena_copy(arena, digits, DIGEST_DIGITS);
}

static void read_file(struct binding *binding, struct answer *answer, struct span from) {
    struct file file;
    if (!root_read(binding->job, binding->reading->root, answer->text, MOST_BYTES, from, &file)) {
        answer->wrong = true;
        return;
    }
    struct named_file *named = arena_alloc(binding->arena, sizeof *named);
    *named = (struct named_file){file.length, digest_of(binding->arena, &file)};
    answer->file = named;
    /* A picture can be shown; any other file is only named. */
    if (image_format(file.bytes, file.length) != IMAGE_NEITHER) {
        answer->picture = image_read(binding->job, file.path, file.bytes, file.length, from);
        answer->wrong = answer->wrong || !answer->picture;
    }
}

bool answers_file_fill(struct binding *binding, struct answer *answer, const struct node *node) {
    static const char *const known[] = {"href"};
    const struct attribute *href = answers_file_attribute(binding, node, "href");
    size_t said = binding->job->diagnostics->count;
    if (!node->attributes && !node->first) {
        return false;
    }
    bool misspelt =
        answers_unknown_foreign(binding, answer, node, known, sizeof known / sizeof *known);
    answers_file_no_content(binding, answer, node, "annexe.pdf", "");
    if (href) {
        answer->text = answers_forms_join(binding, href->value);
        answer->span = href->value_span;
        read_file(binding, answer, href->value_span);
        answers_scalar_place(binding, answer, said);
    } else if (!answer->wrong && !misspelt) {
        answer->span = node->name_span;
        answers_scalar_report(
            binding, answer, MESSAGE_ANSWERS_FILE, field_label(answer->field), node->name);
    }
    answer->wrong = answer->wrong || misspelt;
    return true;
}
