#include "wording.h"

#include "text.h"

#include <string.h>
#include <utf8proc.h>

/* U+00A0 and U+202F hold words together in French; to the reader they are spaces. */
static uint32_t plain(uint32_t code_point) {
    switch (code_point) {
    case 0x2019:
        return '\'';
    case 0xA0:
    case 0x202F:
    case 0x2009:
        return ' ';
    default:
        return code_point;
    }
}

const char *wording_of(struct arena *arena, const char *text) {
    struct buffer out = {.arena = arena};
    for (const char *at = text_lower(arena, text); *at != '\0';)
        buffer_code_point(&out, plain(text_next(&at)));
    return text_collapse(arena, buffer_string(&out));
}

static bool continues_word(uint32_t code_point) {
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ND:
        return true;
    default:
        return false;
    }
}

/* The code point that ends where `at` begins; 0 at the beginning of the text. */
static uint32_t code_point_before(const char *text, const char *at) {
    const char *first = at;
    while (first > text && (first == at || ((unsigned char)*first & 0xC0) == 0x80))
        first--;
    return first < at ? text_next(&first) : 0;
}

bool wording_holds(const char *text, const char *words) {
    size_t length = strlen(words);
    if (length == 0)
        return false;
    for (const char *at = text; (at = strstr(at, words)) != NULL; at++) {
        const char *after = at + length;
        if (!continues_word(code_point_before(text, at)) && !continues_word(text_next(&after)))
            return true;
    }
    return false;
}
