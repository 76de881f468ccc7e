/* What is wrong, where, and how to mend it. A mistake in the input is a diagnostic, never a return code:
 * a stage reports all that it can and goes on. All texts stand in messages.def. */
#ifndef GREFFE_DIAGNOSTIC_H
#define GREFFE_DIAGNOSTIC_H

#include "source.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

/** Levels in rising severity. FAULT: the machine failed (disk, memory, permission). */
enum level {
    LEVEL_NOTE,
    LEVEL_WARNING,
    LEVEL_ERROR,
    LEVEL_FAULT,
};

/** The identifiers of messages.def, in its order. */
enum message {
#define MESSAGE(identifier, level, text, hint) MESSAGE_##identifier,
#include "messages.def"
#undef MESSAGE
    MESSAGE_COUNT
};

/** What messages.def says of one message: stable identifier (as --format=json shows it), level, French
 *  text and hint, where {1} … {9} stand for the arguments. An empty hint prints nothing. */
struct message_text {
    const char *identifier;
    enum level level;
    const char *text;
    const char *hint;
};

/** One thing to say. `code` is the rule's identifier in its model or the message's in messages.def;
 *  `place` names the spot in the words of the form (« Statut, EPCI », printed behind a §), `law` the
 *  article, `related` a second place; each may be NULL. Texts are French, UTF-8, final. */
struct diagnostic {
    enum message message;
    enum level level;
    const char *code;
    struct span span;
    const char *place;
    const char *text;
    const char *hint;
    const char *law;
    struct span related;
};

/** All that one job has to say, in the order of reporting. */
struct diagnostics {
    struct arena *arena;
    struct diagnostic *items;
    size_t count;
};

/** message_text(message): the entry of messages.def. */
const struct message_text *message_text(enum message message);

/** diagnostics_new(arena): an empty list in the arena. */
struct diagnostics *diagnostics_new(struct arena *arena);

/** diagnose(diagnostics, message, span, place, arguments…): adds the message with its {1} … {9} filled by
 *  the arguments (const char *, at most 9, the missing ones are empty), and returns it so that a caller
 *  may add a related place. place may be NULL. */
#define diagnose(diagnostics, message, span, ...)                                                  \
    diagnostics_add((diagnostics), (message), (span), (const char *[11]){__VA_ARGS__})

/** diagnostics_add(…): behind diagnose: texts[0] is the place, texts[1..9] the arguments. */
struct diagnostic *diagnostics_add(struct diagnostics *diagnostics, enum message message,
    struct span span, const char *const texts[11]);

/** diagnostics_worst(diagnostics): the highest level present, LEVEL_NOTE when empty. */
enum level diagnostics_worst(const struct diagnostics *diagnostics);
/** diagnostics_errors(diagnostics): how many are errors or faults. */
size_t diagnostics_errors(const struct diagnostics *diagnostics);

/** diagnostics_sort(diagnostics): by source (first reported first), then place, then level (worst first);
 *  stable. */
void diagnostics_sort(struct diagnostics *diagnostics);

/** diagnostics_print(diagnostics): as text, each with its line and caret: see docs/guide.md. The string
 *  lives in the diagnostics' arena. Control characters of a quoted line are shown as U+FFFD, so that
 *  nothing in a form reaches a terminal as an escape sequence. */
const char *diagnostics_print(const struct diagnostics *diagnostics);

/** level_name(level): « note », « avertissement », « erreur », « panne ». */
const char *level_name(enum level level);

#endif
