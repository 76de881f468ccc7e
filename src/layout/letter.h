/* A paragraph's text as code points, each with the run it comes from: what typography rewrites and
 * lines are broken in. Runs do not matter to French: « n° » may stand in one and « 12 » in the
 * next. */
#ifndef GREFFE_LETTER_H
#define GREFFE_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;

/** Code points that mean something to layout. */
enum {
    LETTER_SPACE = 0x20,
    LETTER_NO_BREAK_SPACE = 0xA0,
    LETTER_SOFT_HYPHEN = 0xAD,
    LETTER_THIN_SPACE = 0x2009,
    LETTER_BREAK_HERE = 0x200B, /* zero width space: a line may end here */
    LETTER_HYPHEN = 0x2010,
    LETTER_EN_DASH = 0x2013,
    LETTER_APOSTROPHE = 0x2019,
    LETTER_ELLIPSIS = 0x2026,
    LETTER_LINE_END = 0x2028, /* line separator: the line ends here */
    LETTER_NARROW_NO_BREAK_SPACE = 0x202F,
    LETTER_JOINER = 0x2060,
    LETTER_EMPTY_BOX = 0x2610,
    LETTER_TICKED_BOX = 0x2611,
    LETTER_OBJECT = 0xFFFC, /* stands for something that is not text */
};

/** One code point. `fixed`: typography leaves it as it is (another language). `address`: it is part
 * of a web or mail address. `raised`: it is set small and high, as in 1er. */
struct letter {
    uint32_t code_point;
    uint32_t run;
    bool fixed;
    bool address;
    bool raised;
};

/** A growing list of letters in an arena. Starts with {.arena = arena}. */
struct letters {
    struct arena *arena;
    struct letter *items;
    size_t count;
};

/** letter_add(letters, letter): appends one. */
void letter_add(struct letters *letters, struct letter letter);
/** letter_add_text(letters, text, like): appends the code points of UTF-8 text, in all else like
 * `like`. */
void letter_add_text(struct letters *letters, const char *text, struct letter like);

/** letter_is_alphabetic(code_point): a letter of a European script. */
static inline bool letter_is_alphabetic(uint32_t code_point);
/** letter_is_capital(code_point): a capital of the languages of western Europe, or the dotted İ. */
bool letter_is_capital(uint32_t code_point);
/** letter_is_digit(code_point): 0 to 9. */
static inline bool letter_is_digit(uint32_t code_point);
/** letter_is_space(code_point): a space of any width that text is separated by, breaking or not. */
static inline bool letter_is_space(uint32_t code_point);
/** letter_is_invisible(code_point): has no glyph of its own: says how others are joined or parted. */
static inline bool letter_is_invisible(uint32_t code_point);

/** letter_write(buffer, letters, from, to): appends letters from (inclusive) to (exclusive) as
 * UTF-8, without the invisible ones. */
void letter_write(struct buffer *buffer, const struct letter *letters, size_t from, size_t to);
/** letter_text(arena, letters, from, to): the same as a new string. */
const char *letter_text(struct arena *arena, const struct letter *letters, size_t from, size_t to);

/* ---- Asked for every letter, many times ---- */

bool letter_is_alphabetic_beyond(uint32_t code_point); /* beyond ASCII */
bool letter_is_invisible_beyond(uint32_t code_point);  /* from the soft hyphen on */

static inline bool letter_is_alphabetic(uint32_t code_point) {
    if (code_point < 0x80) {
        return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
    }
    return letter_is_alphabetic_beyond(code_point);
}

static inline bool letter_is_digit(uint32_t code_point) {
    return code_point >= '0' && code_point <= '9';
}

static inline bool letter_is_space(uint32_t code_point) {
    return code_point == LETTER_SPACE || code_point == LETTER_NO_BREAK_SPACE ||
           code_point == LETTER_THIN_SPACE || code_point == LETTER_NARROW_NO_BREAK_SPACE;
}

static inline bool letter_is_invisible(uint32_t code_point) {
    return code_point >= LETTER_SOFT_HYPHEN && letter_is_invisible_beyond(code_point);
}

#endif
