#include "typography.h"

#include "arena.h"
#include "binding.h"
#include "letter.h"
#include "superscript.h"
#include "text.h"

#include <string.h>

/* Idempotent by construction: each rule first takes away the spaces that it finds and then puts in
 * the one that belongs there, so its own output is what it would make again. */

enum {
    CLOSING_GUILLEMET = 0xBB,
    OPENING_GUILLEMET = 0xAB,
    OPENING_QUOTE = 0x201C,
    CLOSING_QUOTE = 0x201D,
    EURO = 0x20AC,
    PER_MILLE = 0x2030,
};

/* The code point at an index, 0 outside the text (an index before the first wraps round). */
static uint32_t at(const struct letters *text, size_t index) {
    return index < text->count ? text->items[index].code_point : 0;
}

static bool is_free(const struct letters *text, size_t index) {
    return index < text->count && !text->items[index].fixed && !text->items[index].address;
}

static bool is_alphanumeric(uint32_t code_point) {
    return letter_is_alphabetic(code_point) || letter_is_digit(code_point);
}

static bool is_opening(uint32_t code_point) {
    return code_point == '(' || code_point == '[' || code_point == OPENING_GUILLEMET ||
           code_point == OPENING_QUOTE;
}

static bool is_mark(uint32_t code_point) {
    return code_point == ';' || code_point == '!' || code_point == '?' || code_point == ':';
}

static bool is_closing(uint32_t code_point) {
    return is_mark(code_point) || code_point == '.' || code_point == ',' || code_point == ')' ||
           code_point == ']' || code_point == '"' || code_point == CLOSING_GUILLEMET ||
           code_point == CLOSING_QUOTE || code_point == LETTER_ELLIPSIS;
}

/* Nothing between words: a space, a line's end, an object, the end of the text. */
static bool is_gap(uint32_t code_point) {
    return code_point == 0 || code_point == LETTER_LINE_END || code_point == LETTER_OBJECT ||
           letter_is_space(code_point);
}

/* ---- Addresses ---- */

static bool reads(const struct letters *text, size_t index, const char *ascii) {
    size_t i = 0;
    while (ascii[i] != '\0' && at(text, index + i) == (unsigned char)ascii[i]) {
        i++;
    }
    return ascii[i] == '\0';
}

static bool is_name_part(uint32_t code_point) {
    return is_alphanumeric(code_point) || code_point == '.' || code_point == '-' ||
           code_point == '_' || code_point == '+';
}

/* The first letter of the scheme or mailbox that ends before index. */
static size_t name_start(const struct letters *text, size_t from, size_t index) {
    while (index > from && is_name_part(at(text, index - 1))) {
        index--;
    }
    return index;
}

/* Where an address begins in the word [from, to); `to` when there is none. */
static size_t address_start(const struct letters *text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        uint32_t previous = i > from ? at(text, i - 1) : 0;
        if (reads(text, i, "www.") && !is_alphanumeric(previous)) {
            return i;
        }
        bool separates = reads(text, i, "://") ||
                         (at(text, i) == '@' && i + 1 < to && is_alphanumeric(at(text, i + 1)));
        if (separates && is_alphanumeric(previous)) {
            return name_start(text, from, i);
        }
    }
    return to;
}

static void mark_addresses(struct letters *text) {
    for (size_t from = 0; from < text->count;) {
        size_t to = from;
        while (!is_gap(at(text, to))) {
            to++;
        }
        size_t end = to;
        while (end > from && is_closing(at(text, end - 1))) {
            end--; /* the sentence's own punctuation */
        }
        for (size_t i = address_start(text, from, to); i < end; i++) {
            text->items[i].address = true;
        }
        from = to + 1;
    }
}

/* Behind a reference of XML that begins at the index, « &amp; » or « &#38; »; the index when there is none. */
static size_t reference_end(const struct letters *text, size_t index) {
    if (at(text, index) != '&') {
        return index;
    }
    size_t start = index + 1 + (at(text, index + 1) == '#');
    size_t end = start;
    while (is_alphanumeric(at(text, end))) {
        end++;
    }
    return end > start && at(text, end) == ';' ? end + 1 : index;
}

/* Who reads that he shall type « &lt; » must not find a space in it. */
static void mark_references(struct letters *text) {
    for (size_t from = 0; from < text->count; from++) {
        size_t end = reference_end(text, from);
        for (size_t i = from; i < end; i++) {
            text->items[i].address = true;
        }
    }
}

/* ---- Apostrophes and ellipses ---- */

static bool is_apostrophe(const struct letters *text, size_t index) {
    uint32_t next = at(text, index + 1);
    return at(text, index) == '\'' && letter_is_alphabetic(at(text, index - 1)) &&
           (is_alphanumeric(next) || is_opening(next));
}

/* Exactly three full stops; more are a dotted line. */
static bool is_ellipsis(const struct letters *text, size_t index) {
    return reads(text, index, "...") && is_free(text, index + 1) && is_free(text, index + 2) &&
           at(text, index - 1) != '.' && at(text, index + 3) != '.';
}

static struct letters set_characters(const struct letters *text) {
    struct letters result = {.arena = text->arena};
    for (size_t i = 0; i < text->count; i++) {
        struct letter letter = text->items[i];
        if (is_free(text, i) && is_apostrophe(text, i)) {
            letter.code_point = LETTER_APOSTROPHE;
        } else if (is_free(text, i) && is_ellipsis(text, i)) {
            letter.code_point = LETTER_ELLIPSIS;
            i += 2;
        }
        letter_add(&result, letter);
    }
    return result;
}

/* ---- Spaces of punctuation ---- */

static uint32_t last_of(const struct letters *result) {
    return at(result, result->count - 1);
}

/* Takes the spaces off the end, but those that are fixed; true when there were some. */
static bool drop_spaces(struct letters *result) {
    size_t count = result->count;
    while (letter_is_space(last_of(result)) && is_free(result, result->count - 1)) {
        result->count--;
    }
    return result->count < count;
}

static void add_space(struct letters *result, uint32_t space, struct letter like) {
    like.code_point = space;
    letter_add(result, like);
}

/* What comes before ; ! ? : and ». Without a space in the text one is put in only where the mark
 * ends a word: not in 3:1, (?), ?!, a?b. */
static void space_before(
    struct letters *result, const struct letters *text, size_t index, uint32_t space) {
    bool was_spaced = drop_spaces(result);
    uint32_t last = last_of(result);
    uint32_t next = at(text, index + 1);
    bool ends_word = is_gap(next) || is_closing(next) || next == OPENING_GUILLEMET;
    bool joins = last == 0 || is_opening(last) || letter_is_space(last) ||
                 (is_mark(last) && is_mark(at(text, index)));
    if (was_spaced || (ends_word && !joins)) {
        bool quoted = last == OPENING_GUILLEMET; /* whose own space this is */
        add_space(result, quoted ? LETTER_NO_BREAK_SPACE : space, text->items[index]);
    }
}

/* 50% and 5€, but not 5€50; a space that is there already is made no-break with those of other
 * units. */
static void space_before_unit(struct letters *result, const struct letters *text, size_t index) {
    if (letter_is_digit(last_of(result)) && !is_alphanumeric(at(text, index + 1))) {
        add_space(result, LETTER_NO_BREAK_SPACE, text->items[index]);
    }
}

/* Adds « and the space after it; the result is the last letter of the text that this accounts for.
 */
static size_t open_guillemet(struct letters *result, const struct letters *text, size_t index) {
    letter_add(result, text->items[index]);
    size_t last = index;
    while (letter_is_space(at(text, last + 1)) && is_free(text, last + 1)) {
        last++;
    }
    uint32_t next = at(text, last + 1);
    if (last > index || (next != 0 && next != CLOSING_GUILLEMET && !letter_is_space(next))) {
        add_space(result, LETTER_NO_BREAK_SPACE, text->items[index]);
    }
    return last;
}

static void set_space_before(struct letters *result, const struct letters *text, size_t index) {
    switch (at(text, index)) {
    case ';':
    case '!':
    case '?':
        space_before(result, text, index, LETTER_NARROW_NO_BREAK_SPACE);
        break;
    case ':':
    case CLOSING_GUILLEMET:
        space_before(result, text, index, LETTER_NO_BREAK_SPACE);
        break;
    case '%':
    case EURO:
    case PER_MILLE:
        space_before_unit(result, text, index);
        break;
    default:
        break;
    }
}

static struct letters set_spaces(const struct letters *text) {
    struct letters result = {.arena = text->arena};
    for (size_t i = 0; i < text->count; i++) {
        if (!is_free(text, i)) {
            letter_add(&result, text->items[i]);
        } else if (at(text, i) == OPENING_GUILLEMET) {
            i = open_guillemet(&result, text, i);
        } else {
            set_space_before(&result, text, i);
            letter_add(&result, text->items[i]);
        }
    }
    return result;
}

/* ---- */

/* To be marked, not to grow. */
static struct letters copy_of(const struct letters *text) {
    struct letters copy = *text;
    copy.items = arena_array(text->arena, text->count, sizeof *copy.items);
    if (text->count > 0) {
        memcpy(copy.items, text->items, text->count * sizeof *copy.items);
    }
    return copy;
}

struct letters typography_letters(const struct letters *text) {
    struct letters marked = copy_of(text);
    mark_addresses(&marked);
    mark_references(&marked);
    struct letters characters = set_characters(&marked);
    struct letters result = set_spaces(&characters);
    binding_set(&result);
    superscript_set(&result);
    return result;
}

const char *typography_french(
    struct arena *arena, const char *text, unsigned long before, unsigned long after) {
    struct letters letters = {.arena = arena};
    if (before != 0) {
        letter_add(&letters, (struct letter){.code_point = (uint32_t)before, .fixed = true});
    }
    letter_add_text(&letters, text, (struct letter){0});
    if (after != 0) {
        letter_add(&letters, (struct letter){.code_point = (uint32_t)after, .fixed = true});
    }
    struct letters result = typography_letters(&letters);
    struct buffer buffer = {.arena = arena};
    for (size_t i = before != 0; i < result.count - (after != 0); i++) {
        buffer_code_point(&buffer, result.items[i].code_point);
    }
    return buffer_string(&buffer);
}
