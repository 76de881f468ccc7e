#include "text.h"

#include "arena.h"

#include <string.h>
#include <utf8proc.h>

enum {
    REPLACEMENT_CHARACTER = 0xFFFD,
    MOST_EDITS = 3, /* more is another word, not a slip of the keyboard */
};

/* ---- Code points ---- */

/* Most of what is read is ASCII: the functions of this file do not ask utf8proc about that. */
static bool is_ascii(uint32_t code_point) {
    return code_point < 0x80;
}

uint32_t text_next_beyond(const char **text) {
    utf8proc_int32_t code_point;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)*text, -1, &code_point);
    if (length <= 0) { /* not UTF-8: still comes to an end */
        *text += 1;
        return REPLACEMENT_CHARACTER;
    }
    *text += length;
    return (uint32_t)code_point;
}

size_t text_invalid(const char *bytes, size_t length) {
    size_t offset = 0;
    while (offset < length) {
        unsigned char first = (unsigned char)bytes[offset];
        if (!is_ascii(first)) {
            utf8proc_int32_t code_point;
            utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + offset,
                (utf8proc_ssize_t)(length - offset), &code_point);
            if (size <= 0) {
                return offset;
            }
            offset += (size_t)size;
        } else if (first == '\0') {
            return offset;
        } else {
            offset++;
        }
    }
    return length;
}

static bool is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t text_count(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        count += !is_continuation(bytes[i]);
    }
    return count;
}

size_t text_encode(uint32_t code_point, char out[5]) {
    if (is_ascii(code_point) && code_point != 0) {
        out[0] = (char)code_point;
        out[1] = '\0';
        return 1;
    }
    bool writable = code_point > 0 && code_point <= 0x10FFFF &&
                    utf8proc_codepoint_valid((utf8proc_int32_t)code_point);
    utf8proc_int32_t written = writable ? (utf8proc_int32_t)code_point : REPLACEMENT_CHARACTER;
    size_t length = (size_t)utf8proc_encode_char(written, (utf8proc_uint8_t *)out);
    out[length] = '\0';
    return length;
}

/* ---- Comparing and white space ---- */

bool text_equal(const char *a, const char *b) {
    if (!a || !b) {
        return a == b;
    }
    return strcmp(a, b) == 0;
}

uint64_t text_hash(const char *bytes, size_t length) {
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    }
    return hash ^ hash >> 32;
}

bool text_starts(const char *text, const char *prefix) {
    while (*prefix && *text == *prefix) {
        text++;
        prefix++;
    }
    return *prefix == '\0';
}

bool text_is_space(uint32_t code_point) {
    return code_point == ' ' || code_point == '\t' || code_point == '\r' || code_point == '\n';
}

const char *text_collapse(struct arena *arena, const char *text) {
    char *collapsed = arena_alloc(arena, strlen(text) + 1);
    char *end = collapsed;
    bool space_due = false;
    for (const char *byte = text; *byte; byte++) {
        if (text_is_space((unsigned char)*byte)) {
            space_due = end > collapsed;
            continue;
        }
        if (space_due) {
            *end++ = ' ';
            space_due = false;
        }
        *end++ = *byte;
    }
    return collapsed;
}

/* ---- Unicode forms ---- */

/* The text as utf8proc maps it. It is made in the arena, in utf8proc's two steps, because what
 * utf8proc_map allocates would be lost when memory is exhausted. A text that is not UTF-8 stays as
 * it is. */
static const char *mapped(struct arena *arena, const char *text, int options) {
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t length = (utf8proc_ssize_t)strlen(text);
    utf8proc_option_t chosen = (utf8proc_option_t)options;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, length, NULL, 0, chosen);
    if (count < 0) {
        return arena_copy(arena, text, (size_t)length);
    }
    utf8proc_int32_t *code_points =
        arena_array(arena, (size_t)count + 1, sizeof *code_points); /* one more for the NUL */
    utf8proc_decompose(bytes, length, code_points, count, chosen);
    utf8proc_reencode(code_points, count, chosen);
    return (const char *)code_points;
}

/* Nothing below U+0300 changes in normal form C, nor do punctuation and currencies behind the two spaces
 * U+2000 and U+2001 and before the marks from U+20D0 on (NFC_Quick_Check). What is no UTF-8 is above. */
static bool is_composed(const char *text) {
    uint32_t code_point;
    do {
        code_point = text_next(&text);
    } while (
        code_point != 0 && (code_point < 0x300 || (code_point > 0x2001 && code_point < 0x20D0)));
    return code_point == 0;
}

const char *text_nfc(struct arena *arena, const char *text) {
    if (is_composed(text)) {
        return arena_copy(arena, text, strlen(text));
    }
    return mapped(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

/* What a typist puts for a code point that Unicode's own folding keeps apart; NULL for the others.
 */
static const char *typed_alike(uint32_t code_point) {
    switch (code_point) {
    case '-':
    case 0x2010: /* hyphen */
    case 0x2011: /* no-break hyphen */
    case 0x2012: /* figure dash */
    case 0x2013: /* en dash */
    case 0x2014: /* em dash */
    case 0x2212: /* minus */
        return " ";
    case '`':
    case 0xB4:   /* acute accent alone */
    case 0x2BC:  /* modifier letter apostrophe */
    case 0x2018: /* left single quotation mark */
    case 0x2019: /* right single quotation mark */
    case 0x2032: /* prime */
        return "'";
    case 0xC6:
    case 0xE6: /* æ */
        return "ae";
    case 0x152:
    case 0x153: /* œ */
        return "oe";
    case 0x131: /* ı without dot */
        return "i";
    default:
        return NULL;
    }
}

const char *text_fold(struct arena *arena, const char *text) {
    struct buffer typed = {.arena = arena};
    while (*text) {
        const char *start = text;
        const char *alike = typed_alike(text_next(&text));
        if (alike) {
            buffer_text(&typed, alike);
        } else {
            buffer_add(&typed, start, (size_t)(text - start));
        }
    }
    const char *folded = mapped(arena, buffer_string(&typed),
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
            UTF8PROC_STRIPMARK);
    return text_collapse(arena, folded);
}

const char *text_upper(struct arena *arena, const char *text) {
    struct buffer upper = {.arena = arena};
    while (*text) {
        uint32_t code_point = text_next(&text);
        if (code_point == 0xDF) { /* ß has no capital of its own in common use */
            buffer_text(&upper, "SS");
        } else {
            buffer_code_point(&upper, (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point));
        }
    }
    return buffer_string(&upper);
}

static uint32_t lower(uint32_t code_point) {
    if (is_ascii(code_point)) {
        return code_point >= 'A' && code_point <= 'Z' ? code_point + ('a' - 'A') : code_point;
    }
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}

const char *text_lower(struct arena *arena, const char *text) {
    struct buffer all = {.arena = arena};
    while (*text) {
        buffer_code_point(&all, lower(text_next(&text)));
    }
    return buffer_string(&all);
}

static bool is_letter(uint32_t code_point) {
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

static bool is_number(uint32_t code_point) {
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

/* Opening marks are passed over (« élu »); behind a number nothing is to be capitalised (1er). */
const char *text_capitalised(struct arena *arena, const char *text) {
    struct buffer capitalised = {.arena = arena};
    const char *rest = text;
    while (*rest) {
        const char *start = rest;
        uint32_t code_point = text_next(&rest);
        if (is_letter(code_point)) {
            buffer_add(&capitalised, text, (size_t)(start - text));
            code_point = (uint32_t)utf8proc_totitle((utf8proc_int32_t)code_point);
            buffer_code_point(&capitalised, code_point);
            buffer_text(&capitalised, rest);
            return buffer_string(&capitalised);
        }
        if (is_number(code_point)) {
            break;
        }
    }
    return arena_copy(arena, text, strlen(text));
}

bool text_is_forbidden(uint32_t code_point) {
    if (code_point < 0x20) {
        return !text_is_space(code_point);
    }
    return (code_point >= 0x7F && code_point <= 0x9F) ||
           (code_point >= 0x202A && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069) || code_point == 0xFFFE ||
           code_point == 0xFFFF;
}

uint32_t text_next_shown(const char **bytes) {
    if (**bytes == '\0') {
        *bytes += 1;
        return REPLACEMENT_CHARACTER;
    }
    uint32_t code_point = text_next(bytes);
    return text_is_forbidden(code_point) ? REPLACEMENT_CHARACTER : code_point;
}

uint32_t text_forbidden(const char *text, size_t *offset) {
    const char *rest = text;
    while (*rest) {
        const char *start = rest;
        uint32_t code_point = text_next(&rest);
        if ((code_point < ' ' || code_point > '~') && text_is_forbidden(code_point)) {
            *offset = (size_t)(start - text);
            return code_point;
        }
    }
    return 0;
}

/* ---- Near-misses ---- */

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

static size_t edits(const char *a, const char *b, size_t limit);

/* The edits of what follows the heads a0 and b0 when these are swapped neighbours, else limit + 1.
 */
static size_t edits_after_swap(
    const char *a, uint32_t a0, const char *b, uint32_t b0, size_t limit) {
    bool swapped = *a && *b && text_next(&a) == b0 && text_next(&b) == a0;
    return swapped ? edits(a, b, limit) : limit + 1;
}

/* Equal heads are never worth an edit; at the first difference each kind of edit is tried on the
 * rest. The depth is the limit, so a few edits cost little, without a table whose size depends on
 * the input. */
static size_t edits(const char *a, const char *b, size_t limit) {
    uint32_t a0;
    uint32_t b0;
    const char *after_a = a;
    const char *after_b = b;
    do {
        a = after_a;
        b = after_b;
        a0 = text_next(&after_a);
        b0 = text_next(&after_b);
    } while (a0 == b0 && a0 != 0);
    if (a0 == b0) {
        return 0;
    }
    if (limit == 0) {
        return 1;
    }
    size_t rest = limit;
    if (a0 != 0) {
        rest = smaller(rest, edits(after_a, b, limit - 1));
    }
    if (b0 != 0) {
        rest = smaller(rest, edits(a, after_b, limit - 1));
    }
    if (a0 != 0 && b0 != 0) {
        rest = smaller(rest, edits(after_a, after_b, limit - 1));
        rest = smaller(rest, edits_after_swap(after_a, a0, after_b, b0, limit - 1));
    }
    return rest + 1;
}

size_t text_distance(const char *a, const char *b, size_t limit) {
    size_t a_count = text_count(a, strlen(a));
    size_t b_count = text_count(b, strlen(b));
    size_t difference = a_count > b_count ? a_count - b_count : b_count - a_count;
    return difference > limit ? limit + 1 : edits(a, b, limit);
}

const char *text_nearest(
    struct arena *arena, const char *word, const char *const *candidates, size_t count) {
    const char *key = text_fold(arena, word);
    size_t letters = text_count(key, strlen(key));
    /* An edit of a word of one letter would make any other of it. */
    size_t limit = letters < 2 ? 0 : letters < 6 ? 1 : smaller(letters / 3, MOST_EDITS);
    size_t nearest = limit + 1;
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = text_distance(key, text_fold(arena, candidates[i]), limit);
        if (distance == 0) {
            return candidates[i];
        }
        if (distance < nearest) {
            nearest = distance;
            found = candidates[i];
        } else if (distance == nearest) {
            found = NULL; /* two are as near: naming one would be a guess */
        }
    }
    return found;
}

const char *text_list(struct arena *arena, const char *const *words, size_t count, bool quoted) {
    struct buffer list = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            buffer_text(&list, i + 1 < count ? ", " : " et ");
        }
        buffer_format(&list, quoted ? "«\u00A0%s\u00A0»" : "%s", words[i]);
    }
    return buffer_string(&list);
}
