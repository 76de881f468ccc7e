#include "answers_dump.h"

#include "answers.h"
#include "arena.h"
#include "form.h"
#include "picture.h"
#include "source.h"
#include "text.h"
#include "xml.h"

/* A dump in the making; `waiting` are forms in files, in the order of their first mention. */
struct dump {
    struct arena *arena;
    struct buffer out;
    const struct answers **waiting;
    size_t waiting_count;
};

static void dump_answer(struct dump *dump, const struct answer *answer, int depth);

static void indent(struct dump *dump, int depth) {
    buffer_format(&dump->out, "%*s", 2 * depth, "");
}

static void add_quoted(struct dump *dump, const char *text) {
    buffer_text(&dump->out, "\"");
    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            buffer_text(&dump->out, "\\n");
        } else {
            buffer_add(&dump->out, text, 1);
        }
    }
    buffer_text(&dump->out, "\"");
}

static void add_place(struct dump *dump, struct span span) {
    if (span.source) {
        struct position place = source_position(span.source, span.offset);
        buffer_format(&dump->out, " %zu:%zu", place.line, place.column);
    }
}

static void add_marks(struct dump *dump, const struct answer *answer) {
    if (answer->wrong) {
        buffer_text(&dump->out, " faux");
    }
    if (!answer->applicable) {
        buffer_text(&dump->out, " sans objet");
    }
}

/* The structure of rich content, without the text: that is the answer's own. */
static void add_rich(struct dump *dump, const struct node *node) {
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_TEXT) {
            buffer_text(&dump->out, "#");
            continue;
        }
        buffer_text(&dump->out, child->name);
        if (child->first) {
            buffer_text(&dump->out, "(");
            add_rich(dump, child);
            buffer_text(&dump->out, ")");
        }
        buffer_text(&dump->out, child->next && child->next->kind == NODE_ELEMENT ? " " : "");
    }
}

static void add_image(struct dump *dump, const struct answer *answer) {
    if (answer->file) {
        buffer_format(&dump->out, " %zu bytes %.12s…", answer->file->length, answer->file->digest);
    }
    if (answer->picture) {
        buffer_format(&dump->out, " %ux%u", (unsigned)answer->picture->width,
            (unsigned)answer->picture->height);
    }
    if (answer->alternative) {
        buffer_text(&dump->out, " alternative=");
        add_quoted(dump, answer->alternative);
    }
    if (answer->decorative) {
        buffer_text(&dump->out, " decorative");
    }
}

static void add_waiting(struct dump *dump, const struct answers *answers) {
    for (size_t i = 0; i < dump->waiting_count; i++) {
        if (dump->waiting[i] == answers) {
            return;
        }
    }
    dump->waiting =
        arena_grow(dump->arena, dump->waiting, dump->waiting_count, sizeof *dump->waiting);
    dump->waiting[dump->waiting_count++] = answers;
}

static void add_form(struct dump *dump, const struct answer *answer, int depth) {
    if (answer->text) { /* a file */
        add_waiting(dump, answer->form);
        return;
    }
    dump_answer(dump, answer->form->root, depth + 1);
}

static void dump_answer(struct dump *dump, const struct answer *answer, int depth) {
    indent(dump, depth);
    buffer_format(&dump->out, "%s%s", answer->field->attribute ? "@" : "", answer->field->name);
    if (answer->text) {
        buffer_text(&dump->out, " = ");
        add_quoted(dump, answer->text);
    }
    if (answer->number) {
        buffer_format(&dump->out, " (%s)", answer->number);
    }
    add_image(dump, answer);
    add_place(dump, answer->span);
    add_marks(dump, answer);
    if (answer->rich) {
        buffer_text(&dump->out, " [");
        add_rich(dump, answer->rich);
        buffer_text(&dump->out, "]");
    }
    buffer_text(&dump->out, "\n");
    if (answer->form) {
        add_form(dump, answer, depth);
    }
    for (const struct answer *child = answer->first; child; child = child->next) {
        dump_answer(dump, child, depth + 1);
    }
}

static void dump_file(struct dump *dump, const struct answers *answers) {
    buffer_format(&dump->out, "%s: %s %s\n", answers->source->name, answers->form->name,
        answers->form->version);
    dump_answer(dump, answers->root, 0);
}

const char *answers_dump(struct arena *arena, const struct answers *answers) {
    struct dump dump = {.arena = arena, .out = {.arena = arena}};
    add_waiting(&dump, answers);
    for (size_t i = 0; i < dump.waiting_count; i++) {
        dump_file(&dump, dump.waiting[i]);
    }
    return buffer_string(&dump.out);
}
