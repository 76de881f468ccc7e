#include "letter.h"

#include "arena.h"
#include "text.h"

void letter_add(struct letters *letters, struct letter letter) {
    letters->items =
        arena_grow(letters->arena, letters->items, letters->count, sizeof *letters->items);
    letters->items[letters->count++] = letter;
}

void letter_add_text(struct letters *letters, const char *text, struct letter like) {
    while ((like.code_point = text_next(&text)) != 0) {
        letter_add(letters, like);
    }
}

bool letter_is_alphabetic_beyond(uint32_t code_point) {
    const uint32_t multiplication_sign = 0xD7;
    const uint32_t division_sign = 0xF7;
    if (code_point == multiplication_sign || code_point == division_sign) {
        return false;
    }
    return (code_point >= 0xC0 && code_point <= 0x24F) ||  /* Latin */
           (code_point >= 0x370 && code_point <= 0x52F) || /* Greek, Cyrillic */
           (code_point >= 0x1E00 && code_point <= 0x1FFF); /* more Latin and Greek */
}

bool letter_is_capital(uint32_t code_point) {
    const uint32_t multiplication_sign = 0xD7;
    const uint32_t dotted_i = 0x130;
    const uint32_t ligature_oe = 0x152;
    const uint32_t y_with_diaeresis = 0x178;
    return (code_point >= 'A' && code_point <= 'Z') ||
           (code_point >= 0xC0 && code_point <= 0xDE && code_point != multiplication_sign) ||
           code_point == dotted_i || code_point == ligature_oe || code_point == y_with_diaeresis;
}

bool letter_is_invisible_beyond(uint32_t code_point) {
    switch (code_point) {
    case LETTER_SOFT_HYPHEN:
    case LETTER_BREAK_HERE:
    case LETTER_JOINER:
    case LETTER_LINE_END:
    case 0x200C: /* zero width (non-)joiner, byte order mark */
    case 0x200D:
    case 0xFEFF:
        return true;
    default:
        return code_point >= 0xFE00 && code_point <= 0xFE0F; /* variation selectors */
    }
}

void letter_write(struct buffer *buffer, const struct letter *letters, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        if (!letter_is_invisible(letters[i].code_point)) {
            buffer_code_point(buffer, letters[i].code_point);
        }
    }
}

const char *letter_text(struct arena *arena, const struct letter *letters, size_t from, size_t to) {
    struct buffer buffer = {.arena = arena};
    letter_write(&buffer, letters, from, to);
    return buffer_string(&buffer);
}
