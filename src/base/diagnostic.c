#include "diagnostic.h"

#include "arena.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* ---- The messages ---- */

const struct message_text *message_text(enum message message) {
    static const struct message_text texts[] = {
#define MESSAGE(identifier, level, text, hint)                                                     \
    [MESSAGE_##identifier] = {#identifier, LEVEL_##level, text, hint},
#include "messages.def"
#undef MESSAGE
    };
    return &texts[message];
}

const char *level_name(enum level level) {
    switch (level) {
    case LEVEL_NOTE:
        return "note";
    case LEVEL_WARNING:
        return "avertissement";
    case LEVEL_ERROR:
        return "erreur";
    case LEVEL_FAULT:
        break;
    }
    return "panne";
}

/* The pattern with {1} … {9} replaced by texts[1] … texts[9]; NULL counts as empty. */
static const char *filled(struct arena *arena, const char *pattern, const char *const texts[11]) {
    struct buffer buffer = {.arena = arena};
    const char *rest = pattern;
    while (*rest) {
        bool argument = rest[0] == '{' && rest[1] >= '1' && rest[1] <= '9' && rest[2] == '}';
        if (!argument) {
            buffer_add(&buffer, rest, 1);
            rest++;
            continue;
        }
        const char *text = texts[rest[1] - '0'];
        buffer_text(&buffer, text ? text : "");
        rest += 3;
    }
    return buffer_string(&buffer);
}

/* ---- The list ---- */

struct diagnostics *diagnostics_new(struct arena *arena) {
    struct diagnostics *diagnostics = arena_alloc(arena, sizeof *diagnostics);
    diagnostics->arena = arena;
    return diagnostics;
}

static const char *copied(struct arena *arena, const char *text) {
    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

struct diagnostic *diagnostics_add(struct diagnostics *diagnostics, enum message message,
    struct span span, const char *const texts[11]) {
    struct arena *arena = diagnostics->arena;
    const struct message_text *entry = message_text(message);
    struct diagnostic diagnostic = {
        .message = message,
        .level = entry->level,
        .code = entry->identifier,
        .span = span,
        .place = copied(arena, texts[0]),
        .text = filled(arena, entry->text, texts),
        .hint = filled(arena, entry->hint, texts),
    };
    diagnostics->items =
        arena_grow(arena, diagnostics->items, diagnostics->count, sizeof diagnostic);
    diagnostics->items[diagnostics->count] = diagnostic;
    return &diagnostics->items[diagnostics->count++];
}

enum level diagnostics_worst(const struct diagnostics *diagnostics) {
    enum level worst = LEVEL_NOTE;
    for (size_t i = 0; i < diagnostics->count; i++) {
        if (diagnostics->items[i].level > worst) {
            worst = diagnostics->items[i].level;
        }
    }
    return worst;
}

size_t diagnostics_errors(const struct diagnostics *diagnostics) {
    size_t count = 0;
    for (size_t i = 0; i < diagnostics->count; i++) {
        count += diagnostics->items[i].level >= LEVEL_ERROR;
    }
    return count;
}

/* ---- Sorting ---- */

/* A diagnostic with its place in the order; `source` is the first diagnostic that names its source.
 */
struct ranked {
    size_t source;
    size_t index;
    struct diagnostic diagnostic;
};

static int compare_sizes(size_t a, size_t b) {
    return (a > b) - (a < b);
}

static int compare_ranked(const void *left, const void *right) {
    const struct ranked *a = left;
    const struct ranked *b = right;
    int order = compare_sizes(a->source, b->source);
    if (order == 0) {
        order = compare_sizes(a->diagnostic.span.offset, b->diagnostic.span.offset);
    }
    if (order == 0) {
        order = (int)b->diagnostic.level - (int)a->diagnostic.level;
    }
    return order != 0 ? order : compare_sizes(a->index, b->index);
}

/* The first diagnostic that has the same source as the one at index. Neighbours mostly share
 * theirs, and a job has few sources, so it is found soon. */
static size_t first_of_source(
    const struct ranked *ranked, const struct diagnostic *items, size_t index) {
    const struct source *source = items[index].span.source;
    if (index > 0 && items[index - 1].span.source == source) {
        return ranked[index - 1].source;
    }
    size_t first = 0;
    while (items[first].span.source != source) {
        first++;
    }
    return first;
}

void diagnostics_sort(struct diagnostics *diagnostics) {
    size_t count = diagnostics->count;
    if (count < 2) {
        return;
    }
    struct ranked *ranked = arena_array(diagnostics->arena, count, sizeof *ranked);
    for (size_t i = 0; i < count; i++) {
        ranked[i].source = first_of_source(ranked, diagnostics->items, i);
        ranked[i].index = i;
        ranked[i].diagnostic = diagnostics->items[i];
    }
    qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < count; i++) {
        diagnostics->items[i] = ranked[i].diagnostic;
    }
}

/* ---- Printing ---- */

enum {
    QUOTE_WIDTH = 100, /* code points of a source line that are shown */
    QUOTE_BEFORE = 60, /* of them before the place */
};

/* On one line, white space of any kind is a space. */
static uint32_t next_visible(const char **bytes) {
    uint32_t code_point = text_next_shown(bytes);
    return text_is_space(code_point) ? ' ' : code_point;
}

/* Adds at most `most` code points of what stands between *bytes and end, moves *bytes past them,
 * and returns their number. */
static size_t add_visible(struct buffer *buffer, const char **bytes, const char *end, size_t most) {
    size_t count = 0;
    while (*bytes < end && count < most) {
        buffer_code_point(buffer, next_visible(bytes));
        count++;
    }
    return count;
}

static void add_visible_text(struct buffer *buffer, const char *text) {
    add_visible(buffer, &text, text + strlen(text), SIZE_MAX);
}

static void repeat(struct buffer *buffer, const char *text, size_t count) {
    for (size_t i = 0; i < count; i++) {
        buffer_text(buffer, text);
    }
}

/* Where the quotation begins: behind the line's indentation, but not far before the place. */
static const char *quote_start(const char *line, const char *place, bool *clipped) {
    while (line < place && text_is_space((unsigned char)*line)) {
        line++;
    }
    const char *start = place;
    for (size_t count = 0; start > line && count < QUOTE_BEFORE; count++) {
        do {
            start--;
        } while (start > line && ((unsigned char)*start & 0xC0) == 0x80);
    }
    *clipped = start > line;
    return start;
}

/* The line of the span's first byte, and under it a caret and as many tildes as the span goes on
 * there. */
static void add_quote(struct buffer *buffer, struct span span) {
    size_t length;
    size_t line_number = source_position(span.source, span.offset).line;
    const char *line = source_line(span.source, line_number, &length);
    if (length == 0) {
        return;
    }
    const char *line_end = line + length;
    size_t offset = (size_t)span.offset - (size_t)(line - span.source->bytes);
    const char *place = line + (offset < length ? offset : length);
    const char *place_end =
        span.length < (size_t)(line_end - place) ? place + span.length : line_end;

    bool clipped;
    const char *rest = quote_start(line, place, &clipped);
    buffer_text(buffer, clipped ? "    …" : "    ");
    size_t before = add_visible(buffer, &rest, place, QUOTE_WIDTH);
    size_t marked = add_visible(buffer, &rest, place_end, QUOTE_WIDTH - before);
    add_visible(buffer, &rest, line_end, QUOTE_WIDTH - before - marked);
    buffer_text(buffer, rest < line_end ? "…\n    " : "\n    ");
    repeat(buffer, " ", before + clipped);
    buffer_text(buffer, "^");
    repeat(buffer, "~", marked > 1 ? marked - 1 : 0);
    buffer_text(buffer, "\n");
}

static void add_position(struct buffer *buffer, struct span span) {
    struct position position = source_position(span.source, span.offset);
    add_visible_text(buffer, span.source->name);
    buffer_format(buffer, ":%zu:%zu", position.line, position.column);
}

static void add_sentence(struct buffer *buffer, const char *text) {
    size_t length = strlen(text);
    add_visible_text(buffer, text);
    buffer_text(buffer, length > 0 && strchr(".?!", text[length - 1]) != NULL ? "" : ".");
}

static void add_place_and_law(struct buffer *buffer, const char *place, const char *law) {
    if (!place && !law) {
        return;
    }
    buffer_text(buffer, "    ");
    if (place) {
        buffer_text(buffer, "§ ");
        add_sentence(buffer, place);
    }
    if (law) {
        buffer_text(buffer, place ? " " : "");
        add_sentence(buffer, law);
    }
    buffer_text(buffer, "\n");
}

static void add_diagnostic(struct buffer *buffer, const struct diagnostic *diagnostic) {
    if (diagnostic->span.source) {
        add_position(buffer, diagnostic->span);
    } else {
        buffer_text(buffer, "greffe");
    }
    buffer_format(buffer, ": %s [", level_name(diagnostic->level));
    add_visible_text(buffer, diagnostic->code);
    buffer_text(buffer, "] ");
    add_visible_text(buffer, diagnostic->text);
    buffer_text(buffer, "\n");
    if (diagnostic->span.source) {
        add_quote(buffer, diagnostic->span);
    }
    add_place_and_law(buffer, diagnostic->place, diagnostic->law);
    if (diagnostic->related.source) {
        buffer_text(buffer, "    voir aussi ");
        add_position(buffer, diagnostic->related);
        buffer_text(buffer, "\n");
    }
    if (diagnostic->hint && *diagnostic->hint) {
        buffer_text(buffer, "    ");
        add_visible_text(buffer, diagnostic->hint);
        buffer_text(buffer, "\n");
    }
}

const char *diagnostics_print(const struct diagnostics *diagnostics) {
    struct buffer buffer = {.arena = diagnostics->arena};
    for (size_t i = 0; i < diagnostics->count; i++) {
        add_diagnostic(&buffer, &diagnostics->items[i]);
    }
    return buffer_string(&buffer);
}
