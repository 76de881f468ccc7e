#include "selected.h"

#include "answers.h"
#include "expression.h"
#include "form.h"
#include "job.h"
#include "text.h"

/* « a, b et c », or one per line. */
static struct phrase joined(struct arena *arena, const struct value *value, bool lines) {
    const char **texts = arena_array(arena, value->node_count, sizeof *texts);
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < value->node_count; i++) {
        texts[i] = french_plain(arena, written_answer(arena, value->nodes[i], NULL));
        buffer_text(&out, i > 0 ? "\n" : "");
        buffer_text(&out, texts[i]);
    }
    const char *text =
        lines ? buffer_string(&out) : text_list(arena, texts, value->node_count, false);
    return (struct phrase){text, "", ""};
}

/* What is computed in the template itself is no answer that knows its type: what it yields was found
 * when the expression was read. */
static struct phrase computed(
    struct arena *arena, const struct template *template, const struct value *value) {
    const struct expression *select = template->select;
    const char *format = template->as;
    const char *text = value->kind != VALUE_TRUTH ? value_text(arena, value)
                       : value->truth             ? "oui"
                                                  : "non";
    bool amount = select->money != NULL && *text != '\0';
    if (format == NULL && (select->date || amount))
        format = select->date ? "date-long" : "money";
    else if (format == NULL && value->kind == VALUE_NUMBER)
        format = written_number_format(text);
    else if (text_equal(format, "text") && amount)
        text = written_stored_money(arena, text);
    return written_text(arena, text, format, text_equal(format, "money"), select->money);
}

struct phrase selected_phrase(
    struct evaluation *evaluation, const struct template *template, const struct answer *context) {
    struct arena *arena = evaluation_job(evaluation)->arena;
    struct value value = evaluate(evaluation, template->select, context);
    const char *format = template->as;
    if (value.kind == VALUE_NODES) {
        if (text_equal(format, "list") || text_equal(format, "lines"))
            return joined(arena, &value, text_equal(format, "lines"));
        if (value.node_count == 0)
            return (struct phrase){"", "", ""};
        return written_answer(arena, value.nodes[0], format);
    }
    return computed(arena, template, &value);
}

size_t selected_nodes(struct evaluation *evaluation, const struct template *template,
    const struct answer *context, const struct answer ***nodes) {
    struct value value = evaluate(evaluation, template->select, context);
    *nodes = value.nodes;
    return value.kind == VALUE_NODES ? value.node_count : 0;
}
