#include "inline_text.h"

#include "expression.h"
#include "form.h"
#include "job.h"
#include "selected.h"
#include "text.h"
#include "walk.h"

static void add_text(struct walker *walker, const struct template *template) {
    buffer_text(walker->state, template->text);
}

static void add_value(
    struct walker *walker, const struct template *template, const struct answer *context) {
    struct arena *arena = evaluation_job(walker->evaluation)->arena;
    struct phrase phrase = selected_phrase(walker->evaluation, template, context);
    buffer_text(walker->state, french_plain(arena, phrase));
}

/* Inline elements lose their look, not their text; a line break is a space. */
static void add_element(
    struct walker *walker, const struct template *template, const struct answer *context) {
    if (text_equal(template->name, "personal") && !walker->show_personal)
        return;
    if (text_equal(template->name, "br"))
        buffer_text(walker->state, " ");
    walk_children(walker, template, context);
}

const char *inline_text(struct evaluation *evaluation, const struct template *template,
    const struct answer *context, bool show_personal) {
    struct arena *arena = evaluation_job(evaluation)->arena;
    struct buffer text = {.arena = arena};
    struct walker walker = {evaluation, &text, show_personal, add_text, add_value, add_element};
    walk_children(&walker, template, context);
    return text_collapse(arena, buffer_string(&text));
}
