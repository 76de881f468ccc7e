#include "decode.h"

#include "arena.h"
#include "text.h"

#include <string.h>

enum {
    REPLACEMENT_CHARACTER = 0xFFFD,
    WORD_REACH = 24, /* bytes of a word shown on each side of the guilty one */
};

/* ---- One byte per character ---- */

/* windows-1252 between 0x80 and 0x9F; elsewhere it is ISO-8859-1. Unicode's CP1252.TXT. */
static const uint16_t windows_1252[32] = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
    0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019,
    0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E,
    0x0178};

static uint32_t from_windows_1252(unsigned char byte) {
    return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

/* The eight places where ISO-8859-15 differs from ISO-8859-1 (Unicode's 8859-15.TXT). */
static uint32_t from_iso_8859_15(unsigned char byte) {
    switch (byte) {
    case 0xA4:
        return 0x20AC;
    case 0xA6:
        return 0x0160;
    case 0xA8:
        return 0x0161;
    case 0xB4:
        return 0x017D;
    case 0xB8:
        return 0x017E;
    case 0xBC:
        return 0x0152;
    case 0xBD:
        return 0x0153;
    case 0xBE:
        return 0x0178;
    default:
        return byte;
    }
}

struct decoded decode_single_byte(struct arena *arena, const unsigned char *bytes, size_t length,
    size_t offset, enum decode_table table) {
    struct buffer text = {.arena = arena};
    struct decoded decoded = {0};
    for (size_t i = 0; i < length; i++) {
        if (i == offset) {
            decoded.offset = text.length;
        }
        buffer_code_point(&text,
            table == DECODE_ISO_8859_15 ? from_iso_8859_15(bytes[i]) : from_windows_1252(bytes[i]));
    }
    decoded.text = buffer_string(&text);
    decoded.length = text.length;
    return decoded;
}

/* ---- UTF-16 ---- */

struct utf16 {
    const unsigned char *bytes;
    size_t length;
    bool big_endian;
    size_t offset;
};

static uint32_t unit_at(const struct utf16 *input, size_t offset) {
    uint32_t first = input->bytes[offset];
    uint32_t second = input->bytes[offset + 1];
    return input->big_endian ? first << 8 | second : second << 8 | first;
}

static bool has_unit(const struct utf16 *input) {
    return input->length - input->offset >= 2;
}

/* The next code point, or its fault; there is at least one byte left. */
static uint32_t next_code_point(struct utf16 *input, enum decode_fault *fault) {
    *fault = DECODE_DAMAGED;
    if (!has_unit(input)) {
        input->offset = input->length;
        return REPLACEMENT_CHARACTER;
    }
    uint32_t unit = unit_at(input, input->offset);
    input->offset += 2;
    if (unit < 0xD800 || unit > 0xDFFF) {
        *fault = unit == 0 ? DECODE_NUL : DECODE_NO_FAULT;
        return unit == 0 ? REPLACEMENT_CHARACTER : unit;
    }
    uint32_t low = has_unit(input) ? unit_at(input, input->offset) : 0;
    if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
        return REPLACEMENT_CHARACTER;
    }
    input->offset += 2;
    *fault = DECODE_NO_FAULT;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

struct decoded decode_utf16(
    struct arena *arena, const unsigned char *bytes, size_t length, bool big_endian) {
    struct utf16 input = {bytes, length, big_endian, 0};
    struct buffer text = {.arena = arena};
    struct decoded decoded = {0};
    while (input.offset < input.length) {
        enum decode_fault fault;
        uint32_t code_point = next_code_point(&input, &fault);
        if (fault != DECODE_NO_FAULT && decoded.fault == DECODE_NO_FAULT) {
            decoded.fault = fault;
            decoded.offset = text.length;
        }
        buffer_code_point(&text, code_point);
    }
    decoded.text = buffer_string(&text);
    decoded.length = text.length;
    return decoded;
}

/* ---- What is not UTF-8 ---- */

struct decoded decode_lossy(
    struct arena *arena, const unsigned char *bytes, size_t length, size_t offset) {
    struct buffer text = {.arena = arena};
    struct decoded decoded = {0};
    size_t start = 0;
    while (start < length) {
        size_t valid = text_invalid((const char *)bytes + start, length - start);
        if (offset >= start && offset <= start + valid) {
            decoded.offset = text.length + (offset - start);
        }
        buffer_add(&text, (const char *)bytes + start, valid);
        start += valid;
        if (start < length) {
            buffer_code_point(&text, REPLACEMENT_CHARACTER);
            start++;
        }
    }
    decoded.text = buffer_string(&text);
    decoded.length = text.length;
    return decoded;
}

static bool ends_word(unsigned char byte) {
    return text_is_space(byte) || strchr("<>&\"=", byte);
}

const char *decode_word(
    struct arena *arena, const unsigned char *bytes, size_t length, size_t offset) {
    size_t start = offset;
    while (start > 0 && offset - start < WORD_REACH && !ends_word(bytes[start - 1])) {
        start--;
    }
    size_t end = offset + 1;
    while (end < length && end - offset < WORD_REACH && !ends_word(bytes[end])) {
        end++;
    }
    return decode_single_byte(arena, bytes + start, end - start, 0, DECODE_WINDOWS_1252).text;
}

/* A single coincidence, such as the windows-1252 of « Ã© », shall not outweigh a file full of accents. */
bool decode_seems_windows_1252(const unsigned char *bytes, size_t length) {
    size_t invalid = 0;
    size_t beyond_ascii = 0;
    size_t start = 0;
    while (start < length) {
        size_t valid = text_invalid((const char *)bytes + start, length - start);
        for (size_t i = start; i < start + valid; i++) {
            beyond_ascii += bytes[i] >= 0xC0; /* the first byte of a sequence */
        }
        start += valid;
        if (start < length) {
            invalid++;
            start++;
        }
    }
    return invalid > beyond_ascii;
}

bool decode_is_ascii(const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

size_t decode_forbidden(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool control = byte < 0x20 && !text_is_space(byte);
        /* U+FFFE and U+FFFF are EF BF BE and EF BF BF. */
        bool noncharacter = byte == 0xEF && (unsigned char)text[i + 1] == 0xBF &&
                            (unsigned char)text[i + 2] >= 0xBE;
        if (control || noncharacter) {
            return i;
        }
    }
    return length;
}
