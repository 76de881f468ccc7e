/* Images that a form names: each file decoded once per job. */
#include "answers_reading.h"

#include "answers.h"
#include "arena.h"
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

/* A file that was read; without a picture it was no image, which was reported. */
struct read_picture {
    const struct picture *picture;
};

static const struct picture *read_picture(
    struct binding *binding, const char *name, struct span from) {
    struct key_index *pictures = &binding->reading->pictures;
    struct read_picture *known = key_index_find(pictures, name);
    struct file file;
    if (known) {
        return known->picture;
    }
    if (!root_read(binding->job, binding->reading->root, name, MOST_BYTES, from, &file)) {
        return NULL;
    }
    known = key_index_find(pictures, file.path);
    if (!known) {
        struct read_picture *reads = arena_alloc(binding->arena, sizeof *reads);
        *key_index_add(pictures, file.path) = reads;
        reads->picture = image_read(binding->job, file.path, file.bytes, file.length, from);
        known = reads;
    }
    *key_index_add(pictures, name) = known;
    return known->picture;
}

static void fill_alternative(
    struct binding *binding, struct answer *answer, const struct attribute *alternative) {
    size_t offset = 0;
    size_t length = 0;
    const char *text = text_nfc(binding->arena, text_collapse(binding->arena, alternative->value));
    answer->alternative = text;
    answer->span = alternative->value_span;
    if (answers_text_forbidden(binding, answer, alternative->value, alternative->value_span)) {
        return;
    }
    if (answers_text_placeholder(binding->arena, text, &offset, &length)) {
        answers_scalar_report(binding, answer, MESSAGE_ANSWERS_PLACEHOLDER,
            arena_copy(binding->arena, text + offset, length), field_label(answer->field));
    }
}

static void fill_decorative(
    struct binding *binding, struct answer *answer, const struct attribute *decorative) {
    const char *value = text_collapse(binding->arena, decorative->value);
    answer->decorative = strcmp(value, "oui") == 0;
    if (!answer->decorative && strcmp(value, "non") != 0) {
        answer->span = decorative->value_span;
        answers_scalar_report(binding, answer, MESSAGE_ANSWERS_BOOLEAN, value,
            "Écrivez decorative=\"oui\" ou decorative=\"non\".");
        answer->decorative = true; /* it was meant to say something of it */
    }
}

/* A picture speaks to who does not see it, or says that it has nothing to say. That it says neither may
 * follow from an attribute that is misspelt. */
static void fill_words(
    struct binding *binding, struct answer *answer, const struct node *node, bool misspelt) {
    const struct attribute *alternative = answers_file_attribute(binding, node, "alternative");
    const struct attribute *decorative = answers_file_attribute(binding, node, "decorative");
    if (decorative) {
        fill_decorative(binding, answer, decorative);
    }
    if (alternative) {
        fill_alternative(binding, answer, alternative);
    }
    if (alternative && decorative && answer->decorative && !answer->wrong) {
        answer->span = decorative->value_span;
        answers_scalar_report(
            binding, answer, MESSAGE_ANSWERS_IMAGE_BOTH, field_label(answer->field));
    } else if (!alternative && !answer->decorative && !misspelt) {
        answer->span = node->name_span;
        answers_scalar_report(
            binding, answer, MESSAGE_ANSWERS_IMAGE_ALTERNATIVE, field_label(answer->field));
    }
}

bool answers_image_fill(struct binding *binding, struct answer *answer, const struct node *node) {
    static const char *const known[] = {"href", "alternative", "decorative"};
    const struct attribute *href = answers_file_attribute(binding, node, "href");
    size_t said = binding->job->diagnostics->count;
    if (!node->attributes && !node->first) {
        return false;
    }
    bool misspelt =
        answers_unknown_foreign(binding, answer, node, known, sizeof known / sizeof *known);
    answers_file_no_content(
        binding, answer, node, "fichier.png", " alternative=\"ce qu’elle montre\"");
    if (href) {
        answer->text = answers_forms_join(binding, href->value);
        answer->picture = read_picture(binding, answer->text, href->value_span);
        answer->wrong = answer->wrong || misspelt || !answer->picture;
        fill_words(binding, answer, node, misspelt);
        answer->span = href->value_span;
        answers_scalar_place(binding, answer, said);
    } else if (!answer->wrong && !misspelt) {
        answer->span = node->name_span;
        answers_scalar_report(
            binding, answer, MESSAGE_ANSWERS_IMAGE_FILE, field_label(answer->field), node->name);
    }
    answer->wrong = answer->wrong || misspelt;
    return true;
}
