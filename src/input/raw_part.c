#include "raw_part.h"

#include "text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A reader of raw text: what stands at `at` and how many bytes it decodes to. */
struct cursor {
    const char *at;
    const char *end;
    bool cdata;
};

static bool stands(const struct cursor *cursor, const char *text) {
    size_t length = strlen(text);
    return (size_t)(cursor->end - cursor->at) >= length && memcmp(cursor->at, text, length) == 0;
}

/* Bytes up to and with the closing text; the rest when it never comes. */
static size_t length_through(const struct cursor *cursor, const char *closing) {
    size_t length = strlen(closing);
    for (const char *at = cursor->at; at + length <= cursor->end; at++) {
        if (memcmp(at, closing, length) == 0) {
            return (size_t)(at - cursor->at) + length;
        }
    }
    return (size_t)(cursor->end - cursor->at);
}

/* Decoded bytes of a reference. XML's five own entities stand for one byte each. */
static size_t reference_size(const char *at) {
    char encoded[5];
    if (at[1] != '#') {
        return 1;
    }
    bool hexadecimal = at[2] == 'x';
    return text_encode(
        (uint32_t)strtoul(at + (hexadecimal ? 3 : 2), NULL, hexadecimal ? 16 : 10), encoded);
}

/* Moves over one unit of markup or text; returns the bytes that it decodes to. */
static size_t move(struct cursor *cursor) {
    size_t decoded = 0;
    size_t raw;
    if (cursor->cdata) {
        bool closes = stands(cursor, "]]>");
        cursor->cdata = !closes;
        raw = closes ? 3 : 1;
        decoded = closes ? 0 : 1;
    } else if (stands(cursor, "<![CDATA[")) {
        cursor->cdata = true;
        raw = strlen("<![CDATA[");
    } else if (stands(cursor, "<!--")) {
        raw = length_through(cursor, "-->");
    } else if (stands(cursor, "<?")) {
        raw = length_through(cursor, "?>");
    } else if (stands(cursor, "&")) {
        raw = length_through(cursor, ";");
        decoded = reference_size(cursor->at);
    } else {
        raw = stands(cursor, "\r\n") ? 2 : 1; /* the parser makes it one character */
        decoded = 1;
    }
    cursor->at += raw;
    return decoded;
}

/* Moves to the unit that decodes to the byte at `offset`, given that `decoded` bytes were passed. */
static size_t move_to(struct cursor *cursor, size_t decoded, size_t offset) {
    while (cursor->at < cursor->end) {
        struct cursor next = *cursor;
        size_t size = move(&next);
        if (decoded + size > offset) {
            break;
        }
        decoded += size;
        *cursor = next;
    }
    return decoded;
}

struct span raw_part(struct span span, size_t offset, size_t length) {
    if (!span.source) {
        return span;
    }
    const char *start = span.source->bytes + span.offset;
    struct cursor cursor = {start, start + span.length, false};
    size_t decoded = move_to(&cursor, 0, offset);
    size_t first = (size_t)(cursor.at - start);
    /* Up to behind the last byte wanted, not over what decodes to nothing after it. */
    while (cursor.at < cursor.end && decoded < offset + length) {
        decoded += move(&cursor);
    }
    return span_part(span, first, (size_t)(cursor.at - start) - first);
}
