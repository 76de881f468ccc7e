/* Text: UTF-8, code points, normal forms, near-misses, and a buffer to build strings in. */
#ifndef GREFFE_TEXT_H
#define GREFFE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/** A string under construction. Its bytes are always NUL-terminated once something was added; they live
 *  in the arena. Start with {.arena = arena}. */
struct buffer {
    struct arena *arena;
    char *bytes;
    size_t length;
    size_t capacity;
};

/** buffer_add(buffer, bytes, length): appends bytes. */
void buffer_add(struct buffer *buffer, const char *bytes, size_t length);
/** buffer_text(buffer, text): appends a NUL-terminated string. */
void buffer_text(struct buffer *buffer, const char *text);
/** buffer_format(buffer, format, …): appends as printf does. */
void buffer_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** buffer_code_point(buffer, code_point): appends one code point as UTF-8. */
void buffer_code_point(struct buffer *buffer, uint32_t code_point);
/** buffer_string(buffer): the NUL-terminated string so far, "" when nothing was added. */
const char *buffer_string(const struct buffer *buffer);

/** text_next(text): the code point at *text, which moves past it; 0 at the end. The text must be valid. */
static inline uint32_t text_next(const char **text);
/** text_invalid(bytes, length): offset of the first byte that is not valid UTF-8 or is NUL; length if none. */
size_t text_invalid(const char *bytes, size_t length);
/** text_count(bytes, length): number of code points. */
size_t text_count(const char *bytes, size_t length);
/** text_encode(code_point, out): writes up to 4 bytes and a NUL to out[5]; returns the bytes written. */
size_t text_encode(uint32_t code_point, char out[5]);

/** text_equal(a, b): both NULL or the same bytes. */
bool text_equal(const char *a, const char *b);
/** text_hash(bytes, length): a number for tables of texts: FNV-1a (Fowler, Noll, Vo), 64 bits, its high bits folded into
 *  the low ones. */
uint64_t text_hash(const char *bytes, size_t length);
/** text_starts(text, prefix): text begins with prefix. */
bool text_starts(const char *text, const char *prefix);
/** text_is_space(code_point): XML white space (space, tab, CR, LF). */
bool text_is_space(uint32_t code_point);

/** text_collapse(arena, text): XML white space trimmed at both ends and collapsed to one space inside. */
const char *text_collapse(struct arena *arena, const char *text);
/** text_nfc(arena, text): Unicode normal form C (UAX 15). */
const char *text_nfc(struct arena *arena, const char *text);
/** text_fold(arena, text): a key for comparing names blind to accents, case, hyphens, apostrophes' shape,
 *  spaces and the dotted İ: two names are the same when their keys are. A hyphen counts as a space, œ as
 *  oe, several spaces as one. */
const char *text_fold(struct arena *arena, const char *text);
/** text_upper(arena, text), text_lower(arena, text): whole text in capitals, accents kept; in lower case. */
const char *text_upper(struct arena *arena, const char *text);
const char *text_lower(struct arena *arena, const char *text);
/** text_capitalised(arena, text): first letter in capital, the rest as it is. */
const char *text_capitalised(struct arena *arena, const char *text);
/** text_is_forbidden(code_point): a control or bidirectional-override code point that a contract may not
 *  hold (C0 but TAB CR LF, DEL, C1, U+202A-202E, U+2066-2069, U+FFFE, U+FFFF). */
bool text_is_forbidden(uint32_t code_point);
/** text_next_shown(bytes): the next code point as it may be shown to people, a terminal included: what
 *  is forbidden, a NUL or no UTF-8 as U+FFFD; *bytes moves past it. */
uint32_t text_next_shown(const char **bytes);
/** text_forbidden(text): the first forbidden code point, and its byte offset in *offset; 0 when there is
 *  none. */
uint32_t text_forbidden(const char *text, size_t *offset);

/** text_distance(a, b, limit): edits (insert, delete, replace, swap of neighbours) between two strings in
 *  code points, or limit + 1 when there are more than limit. Each edit allowed costs up to four times the
 *  time: it is meant for limits of 3 or so. */
size_t text_distance(const char *a, const char *b, size_t limit);
/** text_nearest(word, candidates, count): the candidate a person most likely meant, or NULL: equal once
 *  folded, else within a third of its length in edits (at least 1 of several letters, at most 3), the only
 *  nearest one. */
const char *text_nearest(
    struct arena *arena, const char *word, const char *const *candidates, size_t count);
/** text_list(arena, words, count, quoted): « a », « b » et « c » (or without guillemets); "" for none. */
const char *text_list(struct arena *arena, const char *const *words, size_t count, bool quoted);

/* ---- Asked for every character; most are ASCII ---- */

uint32_t text_next_beyond(const char **text); /* beyond ASCII */

static inline uint32_t text_next(const char **text) {
    unsigned char first = (unsigned char)**text;
    if (first >= 0x80) {
        return text_next_beyond(text);
    }
    *text += first != '\0';
    return first;
}

#endif
