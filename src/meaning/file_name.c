#include "file_name.h"

#include "answers.h"
#include "expression.h"
#include "form.h"
#include "form_braces.h"
#include "job.h"
#include "selected.h"
#include "text.h"

#include <string.h>

enum {
    LONGEST_NAME = 255, /* bytes, NAME_MAX of Linux */
};

/* What would act on a terminal, or show a name in another order than it has: the letters to the right and to the
 * left of it (Unicode, UAX #9) and the ends of lines among them. */
static bool is_acting(uint32_t code_point) {
    return text_is_forbidden(code_point) || code_point == 0x061C || code_point == 0x200E ||
           code_point == 0x200F || code_point == 0x2028 || code_point == 0x2029;
}

static bool is_safe(uint32_t code_point) {
    return code_point > 0x20 && !is_acting(code_point) &&
           (code_point > 0x7F || strchr("/\\:*?\"<>|", (int)code_point) == NULL);
}

/* The text with a hyphen for each code point that may not be there. */
static void add_with(struct buffer *out, const char *text, bool (*may_be)(uint32_t code_point)) {
    while (*text != '\0') {
        const char *start = text;
        if (may_be(text_next(&text)))
            buffer_add(out, start, (size_t)(text - start));
        else
            buffer_text(out, "-");
    }
}

const char *file_name(struct arena *arena, const char *text, const char *otherwise) {
    struct buffer out = {.arena = arena};
    text += strspn(text, ".");
    add_with(&out, text, is_safe);
    return out.length > 0 ? buffer_string(&out) : otherwise;
}

/* What was asked for, and for which form. */
struct asking {
    struct job *job;
    struct form_library *library;
    const struct answers *answers;
    const struct source *source; /* the asked text */
    bool usage;
};

static struct span span_of(const struct asking *asking, const struct brace_part *part) {
    return (struct span){
        asking->source, (uint32_t)(part->start - asking->source->bytes), (uint32_t)part->length};
}

/* ---- What is asked for, whatever the form ---- */

static bool refuse(
    const struct asking *asking, enum message message, const struct brace_part *part) {
    diagnose(asking->job->diagnostics, message, span_of(asking, part), NULL);
    return false;
}

/* Whether the text, at the start of a name or not, has a name in it that begins with a point: values never do. */
static bool begins_with_point(const char *text, bool at_start) {
    for (; *text != '\0'; text++) {
        if (at_start && *text == '.')
            return true;
        at_start = *text == '/';
    }
    return false;
}

static bool ends_as_pdf(const struct brace_part *part) {
    static const char extension[] = ".pdf";
    size_t length = strlen(part->text);
    return part->kind == BRACE_TEXT && length >= sizeof extension - 1 &&
           strcmp(part->text + length - (sizeof extension - 1), extension) == 0;
}

static bool name_is_right(const struct asking *asking) {
    struct brace_part part = {.text = "", .start = asking->source->bytes};
    bool at_start = true;
    for (const char *at = asking->source->bytes;
         form_braces_next(asking->job->arena, &at, &part);) {
        bool literal = part.kind == BRACE_TEXT;
        if (part.kind == BRACE_FAULT)
            return refuse(asking, MESSAGE_REQUEST_NAME_BRACE, &part);
        if (literal && begins_with_point(part.text, at_start))
            return refuse(asking, MESSAGE_REQUEST_NAME_POINT, &part);
        at_start = literal && *part.text != '\0' && part.text[strlen(part.text) - 1] == '/';
    }
    return ends_as_pdf(&part) || refuse(asking, MESSAGE_REQUEST_NAME_PDF, &part);
}

static struct asking asking_for(struct job *job, const char *asked) {
    const char *copy = arena_copy(job->arena, asked, strlen(asked));
    return (struct asking){
        .job = job, .source = source_new(job->arena, "--name", copy, strlen(copy))};
}

bool file_name_check(struct job *job, const char *asked) {
    struct asking asking = asking_for(job, asked);
    return name_is_right(&asking);
}

/* ---- For a form ---- */

/* As an export would name its file. */
static const char *value_of(const struct asking *asking, const struct expression *expression) {
    const struct answers *answers = asking->answers;
    struct template value = {.kind = TEMPLATE_VALUE_OF, .as = "text", .select = expression};
    return french_plain(
        asking->job->arena, selected_phrase(answers->evaluation, &value, answers->root));
}

static bool add_value(struct asking *asking, const struct brace_part *part, struct buffer *path) {
    const struct form *form = asking->answers->form;
    const struct field *contexts[] = {form->root};
    struct expression_scope scope = {
        .form = form, .library = asking->library, .contexts = contexts, .context_count = 1};
    const struct expression *expression =
        expression_read(asking->job, &scope, part->text, span_of(asking, part), NULL, NULL);
    if (expression == NULL) {
        asking->usage = true;
        return false;
    }
    const char *value = value_of(asking, expression);
    if (*value == '\0') {
        asking->usage = true;
        diagnose(asking->job->diagnostics, MESSAGE_REQUEST_NAME_EMPTY,
            asking->answers->root->name_span, NULL, part->text);
        return false;
    }
    buffer_text(path, file_name(asking->job->arena, value, "-"));
    return true;
}

static bool is_literal(uint32_t code_point) {
    return code_point >= 0x20 && !is_acting(code_point);
}

static bool add_part(struct asking *asking, const struct brace_part *part, struct buffer *path) {
    switch (part->kind) {
    case BRACE_TEXT:
        add_with(path, part->text, is_literal);
        return true;
    case BRACE_EXPRESSION:
        return add_value(asking, part, path);
    case BRACE_FAULT: /* told by name_is_right */
        break;
    }
    return false;
}

static bool is_too_long(const char *path) {
    for (; *path != '\0'; path += *path == '/') {
        size_t length = strcspn(path, "/");
        if (length > LONGEST_NAME)
            return true;
        path += length;
    }
    return false;
}

const char *file_name_of(struct job *job, struct form_library *library,
    const struct answers *answers, const char *asked, bool *usage) {
    struct asking asking = asking_for(job, asked);
    asking.library = library;
    asking.answers = answers;
    struct buffer path = {.arena = job->arena};
    struct brace_part part = {0};
    bool named = name_is_right(&asking);
    asking.usage = !named;
    for (const char *at = asking.source->bytes; named && form_braces_next(job->arena, &at, &part);)
        named = add_part(&asking, &part, &path);
    if (named && is_too_long(buffer_string(&path))) {
        diagnose(job->diagnostics, MESSAGE_REQUEST_NAME_LONG, answers->root->name_span, NULL,
            buffer_string(&path));
        asking.usage = true;
        named = false;
    }
    *usage = *usage || asking.usage;
    return named ? buffer_string(&path) : NULL;
}
