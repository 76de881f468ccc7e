#include "encoding.h"

#include "decode.h"
#include "job.h"
#include "text.h"

#include <string.h>

enum encoding {
    ENCODING_UNKNOWN,
    ENCODING_UTF8,
    ENCODING_UTF16,
    ENCODING_ASCII,
    ENCODING_WINDOWS_1252,
    ENCODING_ISO_8859_15,
};

/* A file on its way to becoming a source. */
struct reading {
    struct job *job;
    const char *name;
    const unsigned char *bytes; /* without the byte order mark */
    size_t length;
    const unsigned char *file; /* with it */
    size_t file_length;
};

/* ---- The declaration ---- */

/* The value of encoding="…" in the XML declaration: an ASCII string within the bytes. */
struct declared {
    size_t offset;
    size_t length; /* 0: nothing declared */
};

static const char *find(const char *text, size_t length, const char *word) {
    size_t word_length = strlen(word);
    for (; length >= word_length; text++, length--) {
        if (memcmp(text, word, word_length) == 0) {
            return text;
        }
    }
    return NULL;
}

static struct declared declared_encoding(const char *bytes, size_t length) {
    const struct declared none = {0, 0};
    if (length < 6 || memcmp(bytes, "<?xml", 5) != 0 || !text_is_space((unsigned char)bytes[5])) {
        return none;
    }
    const char *end = memchr(bytes, '>', length);
    const char *at = find(bytes, end ? (size_t)(end - bytes) : 0, "encoding");
    if (!at) {
        return none;
    }
    at += strlen("encoding");
    while (at < end && (text_is_space((unsigned char)*at) || *at == '=')) {
        at++;
    }
    const char *close =
        *at == '"' || *at == '\'' ? memchr(at + 1, *at, (size_t)(end - at) - 1) : NULL;
    if (!close) {
        return none; /* a fault of the declaration, which the parser reports */
    }
    return (struct declared){(size_t)(at + 1 - bytes), (size_t)(close - at) - 1};
}

static enum encoding named_encoding(struct arena *arena, const char *label) {
    static const struct {
        const char *label;
        enum encoding encoding;
    } labels[] = {
        {"utf-8", ENCODING_UTF8},
        {"utf8", ENCODING_UTF8},
        {"utf-16", ENCODING_UTF16},
        {"utf-16le", ENCODING_UTF16},
        {"utf-16be", ENCODING_UTF16},
        {"us-ascii", ENCODING_ASCII},
        {"ascii", ENCODING_ASCII},
        {"windows-1252", ENCODING_WINDOWS_1252},
        {"cp1252", ENCODING_WINDOWS_1252},
        {"iso-8859-1", ENCODING_WINDOWS_1252},
        {"iso8859-1", ENCODING_WINDOWS_1252},
        {"latin1", ENCODING_WINDOWS_1252},
        {"iso-8859-15", ENCODING_ISO_8859_15},
        {"iso8859-15", ENCODING_ISO_8859_15},
        {"latin9", ENCODING_ISO_8859_15},
    };
    const char *lower = text_lower(arena, label);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strcmp(lower, labels[i].label) == 0) {
            return labels[i].encoding;
        }
    }
    return ENCODING_UNKNOWN;
}

/* ---- Sources ---- */

static const struct source *new_source(
    const struct reading *reading, const char *text, size_t length) {
    struct source *source = source_new(reading->job->arena, reading->name, text, length);
    source->original = reading->file;
    source->original_length = reading->file_length;
    return source;
}

/* A source for showing bytes that cannot be used as they are. */
static struct span shown(const struct reading *reading, struct decoded decoded) {
    const struct source *source = new_source(reading, decoded.text, decoded.length);
    return (struct span){source, (uint32_t)decoded.offset, 0};
}

/* The UTF-8 text as a source, or NULL after a report of a character that XML forbids (XML 1.0, section
 * 2.2). NUL and invalid UTF-8 were refused before. */
static const struct source *checked_source(
    const struct reading *reading, const char *text, size_t length) {
    const struct source *source = new_source(reading, text, length);
    size_t offset = decode_forbidden(text, length);
    if (offset == length) {
        return source;
    }
    const char *at = text + offset;
    uint32_t value = text_next(&at);
    struct span span = {source, (uint32_t)offset, (uint32_t)(at - (text + offset))};
    const char *code_point = arena_format(reading->job->arena, "%04X", (unsigned)value);
    diagnose(reading->job->diagnostics, MESSAGE_XML_CONTROL, span, NULL, code_point);
    return NULL;
}

/* ---- Each encoding ---- */

static const struct source *report_nul(const struct reading *reading, size_t offset) {
    struct span span =
        shown(reading, decode_lossy(reading->job->arena, reading->bytes, reading->length, offset));
    diagnose(reading->job->diagnostics, MESSAGE_XML_NUL, span, NULL);
    return NULL;
}

/* The bytes at the offset are no UTF-8. When most of what is not ASCII is not, the file was saved in the
 * encoding that Windows used before; else it is UTF-8 with a damaged spot. */
static const struct source *report_invalid_utf8(const struct reading *reading, size_t offset) {
    struct arena *arena = reading->job->arena;
    const char *word = decode_word(arena, reading->bytes, reading->length, offset);
    if (decode_seems_windows_1252(reading->bytes, reading->length)) {
        struct span span = shown(reading, decode_single_byte(arena, reading->bytes, reading->length,
                                              offset, DECODE_WINDOWS_1252));
        diagnose(reading->job->diagnostics, MESSAGE_XML_WINDOWS_1252, span, NULL, word);
    } else {
        const char *byte = arena_format(arena, "%02X", (unsigned)reading->bytes[offset]);
        struct span span =
            shown(reading, decode_lossy(arena, reading->bytes, reading->length, offset));
        diagnose(reading->job->diagnostics, MESSAGE_XML_UTF8, span, NULL, byte, word);
    }
    return NULL;
}

static const struct source *read_utf8(const struct reading *reading) {
    const char *text = (const char *)reading->bytes;
    size_t invalid = text_invalid(text, reading->length);
    if (invalid < reading->length) {
        return report_invalid_utf8(reading, invalid);
    }
    return checked_source(reading, text, reading->length);
}

static const struct source *read_utf16(const struct reading *reading, bool big_endian) {
    struct decoded decoded =
        decode_utf16(reading->job->arena, reading->bytes, reading->length, big_endian);
    if (decoded.fault != DECODE_NO_FAULT) {
        enum message message =
            decoded.fault == DECODE_NUL ? MESSAGE_XML_NUL : MESSAGE_XML_UTF16_DAMAGED;
        diagnose(reading->job->diagnostics, message, shown(reading, decoded), NULL);
        return NULL;
    }
    return checked_source(reading, decoded.text, decoded.length);
}

static const struct source *read_single_byte(
    const struct reading *reading, enum decode_table table) {
    struct decoded decoded =
        decode_single_byte(reading->job->arena, reading->bytes, reading->length, 0, table);
    return checked_source(reading, decoded.text, decoded.length);
}

/* A byte that only UTF-8 explains: valid UTF-8 with more than ASCII is never anything else. */
static bool is_utf8_beyond_ascii(const struct reading *reading) {
    return !decode_is_ascii(reading->bytes, reading->length) &&
           text_invalid((const char *)reading->bytes, reading->length) == reading->length;
}

static const struct source *report_declared(const struct reading *reading, enum message message,
    struct declared declared, const char *label) {
    struct span span = shown(reading,
        decode_lossy(reading->job->arena, reading->bytes, reading->length, declared.offset));
    span.length = (uint32_t)declared.length;
    diagnose(reading->job->diagnostics, message, span, NULL, label);
    return NULL;
}

static const struct source *read_declared(const struct reading *reading) {
    const char *text = (const char *)reading->bytes;
    struct declared declared = declared_encoding(text, reading->length);
    if (declared.length == 0) {
        return read_utf8(reading);
    }
    struct arena *arena = reading->job->arena;
    const char *label =
        decode_lossy(arena, reading->bytes + declared.offset, declared.length, 0).text;
    enum encoding encoding = named_encoding(arena, label);
    if (encoding == ENCODING_UNKNOWN) {
        return report_declared(reading, MESSAGE_XML_ENCODING_UNKNOWN, declared, label);
    }
    if (encoding == ENCODING_UTF16 ||
        (encoding != ENCODING_UTF8 && is_utf8_beyond_ascii(reading))) {
        return report_declared(reading, MESSAGE_XML_ENCODING_CONTRADICTED, declared, label);
    }
    switch (encoding) {
    case ENCODING_WINDOWS_1252:
        return read_single_byte(reading, DECODE_WINDOWS_1252);
    case ENCODING_ISO_8859_15:
        return read_single_byte(reading, DECODE_ISO_8859_15);
    default:
        return read_utf8(reading);
    }
}

/* ---- The byte order mark ---- */

static bool take_mark(struct reading *reading, const char *mark) {
    size_t length = strlen(mark);
    if (reading->length < length || memcmp(reading->bytes, mark, length) != 0) {
        return false;
    }
    reading->bytes += length;
    reading->length -= length;
    return true;
}

/* A first tag in UTF-16 without the mark that XML demands of it. */
static bool is_unmarked_utf16(const struct reading *reading) {
    return reading->length >= 2 &&
           (memcmp(reading->bytes, "<\0", 2) == 0 || memcmp(reading->bytes, "\0<", 2) == 0);
}

const struct source *encoding_read(
    struct job *job, const char *name, const unsigned char *bytes, size_t length) {
    struct reading reading = {job, name, bytes, length, bytes, length};
    if (take_mark(&reading, "\xFE\xFF")) {
        return read_utf16(&reading, true);
    }
    if (take_mark(&reading, "\xFF\xFE")) {
        return read_utf16(&reading, false);
    }
    if (is_unmarked_utf16(&reading)) {
        struct span nowhere = {new_source(&reading, "", 0), 0, 0};
        diagnose(job->diagnostics, MESSAGE_XML_UTF16_UNMARKED, nowhere, NULL);
        return NULL;
    }
    bool marked = take_mark(&reading, "\xEF\xBB\xBF");
    const unsigned char *nul = memchr(reading.bytes, '\0', reading.length);
    if (nul) {
        return report_nul(&reading, (size_t)(nul - reading.bytes));
    }
    return marked ? read_utf8(&reading) : read_declared(&reading);
}
