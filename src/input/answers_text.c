/* Texts that no answer may hold: invisible characters, placeholders that nobody replaced. */
#include "answers_reading.h"

#include "answers.h"
#include "arena.h"
#include "form.h"
#include "job.h"
#include "raw_part.h"
#include "text.h"

#include <string.h>

enum {
    LONGEST_QUOTE = 40,       /* characters of a text that a message quotes */
    LONGEST_PLACEHOLDER = 32, /* bytes of one of several words */
};

bool answers_text_blank(const char *text) {
    return text[strspn(text, " \t\r\n")] == '\0';
}

struct span answers_text_trimmed(const char *text, struct span span) {
    static const char space[] = " \t\r\n";
    size_t start = strspn(text, space);
    size_t end = strlen(text);
    while (end > start && strchr(space, text[end - 1])) {
        end--;
    }
    return end > start ? raw_part(span, start, end - start) : span;
}

bool answers_text_forbidden(
    struct binding *binding, struct answer *answer, const char *text, struct span span) {
    size_t offset = 0;
    uint32_t code_point = text_forbidden(text, &offset);
    if (code_point == 0) {
        return false;
    }
    const char *next = text + offset;
    text_next(&next);
    size_t length = (size_t)(next - text) - offset;
    diagnose(binding->job->diagnostics, MESSAGE_ANSWERS_CHARACTER, raw_part(span, offset, length),
        answer_place(binding->arena, answer), arena_format(binding->arena, "%04X", code_point),
        field_label(answer->field));
    answer->wrong = true;
    return true;
}

/* ---- Placeholders ---- */

/* Nothing but the sign, twice at least: « xx », « .... », « ??? ». */
static bool repeats(const char *text, char sign) {
    size_t length = strlen(text);
    size_t least = sign == '?' ? 3 : 2;
    for (size_t i = 0; i < length; i++) {
        if (text[i] != sign) {
            return false;
        }
    }
    return length >= least;
}

/* Most answers are plainly none: they need not be folded. */
static bool is_longer_sentence(const char *text) {
    static const char space[] = " \t\r\n";
    const char *first = text + strspn(text, space);
    return strlen(first) > LONGEST_PLACEHOLDER &&
           !answers_text_blank(first + strcspn(first, space));
}

/* Folding makes « … » three points and takes case and accents away. */
static bool is_placeholder(struct arena *arena, const char *text) {
    static const char *const words[] = {
        "a completer", "[a completer]", "(a completer)", "tbd", "todo"};
    if (is_longer_sentence(text)) {
        return false;
    }
    const char *folded = text_fold(arena, text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(folded, words[i]) == 0) {
            return true;
        }
    }
    return repeats(folded, 'x') || repeats(folded, '.') || repeats(folded, '?');
}

static bool is_word_byte(char byte) {
    unsigned char value = (unsigned char)byte;
    return value >= 0x80 || (value >= '0' && value <= '9') || (value >= 'A' && value <= 'Z') ||
           (value >= 'a' && value <= 'z') || value == '_';
}

/* A no-break space or a guillemet before or behind is not part of the word, though its bytes are above
 * ASCII: only letters, whose first byte in UTF-8 is above C2, join it. */
static bool joins_before(const char *text, const char *at) {
    if (at == text || !is_word_byte(at[-1])) {
        return false;
    }
    const char *start = at - 1;
    while (start > text && ((unsigned char)*start & 0xC0) == 0x80) {
        start--;
    }
    return (unsigned char)*start != 0xC2 && (unsigned char)*start != 0xE2;
}

static bool joins_behind(const char *at) {
    return is_word_byte(*at) && (unsigned char)*at != 0xC2 && (unsigned char)*at != 0xE2;
}

/* « xxx » as a word of its own. */
static bool find_crosses(const char *text, size_t *offset, size_t *length) {
    for (const char *at = strpbrk(text, "xX"); at != NULL; at = strpbrk(at, "xX")) {
        size_t count = strspn(at, "xX");
        if (count >= 3 && !joins_before(text, at) && !joins_behind(at + count)) {
            *offset = (size_t)(at - text);
            *length = count;
            return true;
        }
        at += count;
    }
    return false;
}

bool answers_text_placeholder(
    struct arena *arena, const char *text, size_t *offset, size_t *length) {
    *offset = 0;
    *length = strlen(text);
    return is_placeholder(arena, text) || find_crosses(text, offset, length);
}

const char *answers_text_short(struct arena *arena, const char *text) {
    const char *collapsed = text_collapse(arena, text);
    if (text_count(collapsed, strlen(collapsed)) <= LONGEST_QUOTE) {
        return collapsed;
    }
    const char *end = collapsed;
    for (size_t i = 0; i + 1 < LONGEST_QUOTE; i++) {
        text_next(&end);
    }
    return arena_format(arena, "%.*s…", (int)(end - collapsed), collapsed);
}

const char *answers_text_list(
    struct arena *arena, const char *const *words, size_t count, const char *last) {
    struct buffer list = {.arena = arena};
    for (size_t i = 0; i < count && i < ANSWERS_LISTED; i++) {
        buffer_text(&list, i == 0 ? "" : i + 1 < count ? ", " : last);
        buffer_text(&list, words[i]);
    }
    buffer_text(&list, count > ANSWERS_LISTED ? ", …" : ".");
    return buffer_string(&list);
}
