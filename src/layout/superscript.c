#include "superscript.h"

#include "letter.h"

#include "text.h"

static const char *const after_number[] = {
    "er", "ers", "re", "res", "e", "es", "nd", "nds", "nde", "ndes"};
static const char *const after_roman[] = {"e", "es", "er", "ers", "re", "res"};
static const char *const after_m[] = {"me", "mes", "lle", "lles"};

/* The code point at an index, 0 outside the text (an index before the first wraps round). */
static uint32_t at(const struct letters *text, size_t index) {
    return index < text->count ? text->items[index].code_point : 0;
}

static bool is_alphanumeric(uint32_t code_point) {
    return letter_is_alphabetic(code_point) || letter_is_digit(code_point);
}

/* A number or a title begins here, not the inside of an identifier like « DL-2e » or « 3.2e ». */
static bool begins_word(const struct letters *text, size_t index) {
    uint32_t previous = at(text, index - 1);
    return !is_alphanumeric(previous) && previous != '-' && previous != '.' && previous != ',' &&
           previous != '_' && previous != LETTER_HYPHEN;
}

/* What may follow an ordinal: not « 2e-mail », « 1er_mai ». */
static bool ends_word(const struct letters *text, size_t index) {
    uint32_t code_point = at(text, index);
    return !is_alphanumeric(code_point) && code_point != '-' && code_point != '_' &&
           code_point != '@';
}

static bool is_roman_digit(uint32_t code_point) {
    return code_point == 'I' || code_point == 'V' || code_point == 'X';
}

/* Where one of the endings that begins at index ends; index itself when there is none. */
static size_t ending(
    const struct letters *text, size_t index, const char *const *endings, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t end = index;
        for (const char *next = endings[i]; *next != '\0' && at(text, end) == (unsigned char)*next;
             next++) {
            end++;
        }
        if (end > index && ends_word(text, end) && endings[i][end - index] == '\0') {
            return end;
        }
    }
    return index;
}

static void mark(struct letters *text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        text->items[i].raised = true;
    }
}

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Raises what follows the number, Roman number or M that begins at index. */
static void raise_ending(struct letters *text, size_t index) {
    size_t stem = index;
    if (letter_is_digit(at(text, index))) {
        while (letter_is_digit(at(text, stem))) {
            stem++;
        }
        mark(text, stem, ending(text, stem, after_number, COUNT_OF(after_number)));
    } else if (is_roman_digit(at(text, index))) {
        while (is_roman_digit(at(text, stem))) {
            stem++;
        }
        mark(text, stem, ending(text, stem, after_roman, COUNT_OF(after_roman)));
    } else if (at(text, index) == 'M') {
        mark(text, index + 1, ending(text, index + 1, after_m, COUNT_OF(after_m)));
    }
}

void superscript_set(struct letters *text) {
    for (size_t i = 0; i < text->count; i++) {
        if (!text->items[i].fixed && !text->items[i].address && begins_word(text, i)) {
            raise_ending(text, i);
        }
    }
}

const char *superscript_capitals(struct arena *arena, const char *text) {
    struct letters letters = {.arena = arena};
    letter_add_text(&letters, text, (struct letter){0});
    superscript_set(&letters);
    struct buffer capitals = {.arena = arena};
    for (size_t i = 0; i < letters.count; i++) {
        struct buffer character = {.arena = arena};
        buffer_code_point(&character, letters.items[i].code_point);
        const char *plain = buffer_string(&character);
        buffer_text(&capitals, letters.items[i].raised ? plain : text_upper(arena, plain));
    }
    return buffer_string(&capitals);
}
