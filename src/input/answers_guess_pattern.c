/* Values that miss their pattern by a little: « 241 200 187 », « Région Occitanie », « … communes. ». The smallest
 * change that makes the value follow its pattern is the one to propose; a text keeps its spaces. */
#include "answers_guess.h"

#include "arena.h"
#include "pattern.h"
#include "text.h"

#include <string.h>

enum {
    MOST_WORDS = 4, /* taken away at the beginning */
};

/* A value between the words taken away in front and the marks taken away behind. */
struct guess {
    struct arena *arena;
    const struct pattern_text *pattern;
    const char *text;
    const char *start;
    const char *end;
};

static bool is_gap(uint32_t code_point) {
    return code_point == ' ' || code_point == 0xA0 || code_point == 0x202F || code_point == 0x2009;
}

static const char *skip_gaps(const char *at) {
    const char *next = at;
    while (*at != '\0' && is_gap(text_next(&next))) {
        at = next;
    }
    return at;
}

static bool follows(const struct guess *guess) {
    const char *value = arena_copy(guess->arena, guess->start, (size_t)(guess->end - guess->start));
    return pattern_matches(guess->arena, guess->pattern, value) == PATTERN_MATCHES;
}

/* ---- Behind ---- */

/* Where the marks at the end begin, with the spaces before them. */
static const char *closing_marks(const char *text) {
    const char *end = text;
    for (const char *at = text; *at != '\0';) {
        uint32_t code_point = text_next(&at);
        bool closes = is_gap(code_point) || (code_point < 0x80 && strchr(".,;:", (int)code_point));
        end = closes ? end : at;
    }
    return end;
}

/* ---- In front ---- */

static bool is_word_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte & 0x80) != 0;
}

/* Whether the pattern's sentence speaks of the word: another one belongs to the answer. */
static bool is_named(const struct guess *guess, const char *word, size_t length) {
    const char *sentence = text_fold(guess->arena, guess->pattern->message);
    const char *key = text_fold(guess->arena, arena_copy(guess->arena, word, length));
    size_t key_length = strlen(key);
    for (const char *at = sentence; key_length > 0 && (at = strstr(at, key)); at++) {
        bool begins = at == sentence || !is_word_byte(at[-1]);
        if (begins && !is_word_byte(at[key_length])) {
            return true;
        }
    }
    return false;
}

/* Behind the number that « Axe 1 : » leaves; NULL when the number is part of what follows it. */
static const char *behind_rank(const char *at) {
    static const char *const marks[] = {":", ".", ")", "-", "–", "—", ""};
    const char *mark = skip_gaps(at + strspn(at, "0123456789"));
    size_t i = 0;
    while (!text_starts(mark, marks[i])) {
        i++;
    }
    const char *end = mark + strlen(marks[i]);
    return end > mark && skip_gaps(end) > end ? skip_gaps(end) : NULL;
}

static const char *behind_word(const char *at) {
    at = skip_gaps(at);
    const char *mark = skip_gaps(at + strspn(at, ":"));
    if (strspn(mark, "0123456789") == 0 || !strpbrk(mark, " ")) {
        return mark;
    }
    return behind_rank(mark);
}

/* Takes the next word in front away; false when it belongs to the answer. */
static bool take_word(struct guess *guess) {
    size_t length = strcspn(guess->start, " 0123456789:");
    const char *behind =
        is_named(guess, guess->start, length) ? behind_word(guess->start + length) : NULL;
    if (!behind || behind >= guess->end) {
        return false;
    }
    guess->start = behind;
    return true;
}

static bool take_words(struct guess *guess) {
    for (size_t i = 0; i < MOST_WORDS && take_word(guess); i++) {
        if (follows(guess)) {
            return true;
        }
    }
    guess->start = guess->text;
    return false;
}

/* ---- All ---- */

/* Digits and capitals, more of the first: what people write in groups. */
static bool is_identifier(const char *value) {
    static const char digits[] = "0123456789";
    size_t digit_count = 0;
    size_t length = strlen(value);
    for (const char *at = value; *at != '\0'; at++) {
        digit_count += strchr(digits, *at) ? 1 : 0;
    }
    return digit_count * 2 > length &&
           strspn(value, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-/_") == length;
}

/* The identifier without spaces and points; NULL when it is none, or follows its pattern no better. */
static const char *packed(const struct guess *guess) {
    struct buffer out = {.arena = guess->arena};
    for (const char *at = guess->text, *next = at; *at != '\0'; at = next) {
        uint32_t code_point = text_next(&next);
        if (code_point != '.' && !is_gap(code_point)) {
            buffer_add(&out, at, (size_t)(next - at));
        }
    }
    const char *value = buffer_string(&out);
    bool better = is_identifier(value) &&
                  pattern_matches(guess->arena, guess->pattern, value) == PATTERN_MATCHES;
    return better ? value : NULL;
}

static const char *part(const struct guess *guess, const char *start, const char *end) {
    while (end > start && end[-1] == ' ') {
        end--;
    }
    start = skip_gaps(start);
    return arena_format(guess->arena, "«\u00A0%.*s\u00A0»", (int)(end - start), start);
}

static const char *advice(const struct guess *guess) {
    struct arena *arena = guess->arena;
    const char *end = guess->text + strlen(guess->text);
    const char *front = part(guess, guess->text, guess->start);
    const char *back = part(guess, guess->end, end);
    if (guess->end == end) {
        return arena_format(arena, "Supprimez %s au début.", front);
    }
    return guess->start == guess->text
               ? arena_format(arena, "Supprimez %s à la fin.", back)
               : arena_format(arena, "Supprimez %s au début et %s à la fin.", front, back);
}

const char *answers_guess_pattern(
    struct arena *arena, const struct pattern_text *pattern, const char *text) {
    struct guess guess = {arena, pattern, text, text, text + strlen(text)};
    if (take_words(&guess)) {
        return advice(&guess);
    }
    guess.end = closing_marks(text);
    bool shorter = *guess.end != '\0' && guess.end > text;
    if (shorter && (follows(&guess) || take_words(&guess))) {
        return advice(&guess);
    }
    const char *identifier = packed(&guess);
    return identifier ? arena_format(arena, "Écrivez %s.", identifier) : NULL;
}
