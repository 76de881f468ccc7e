#include "json.h"

#include "code_point.h"
#include "memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_DEPTH = 16,
    FIRST_LONE = 0xDC00, /* with a byte from 80 to FF */
};

/* ---- Writing ---- */

static void write_unit(FILE *stream, uint32_t code_point) {
    fprintf(stream, "\\u%04x", (unsigned)code_point);
}

void json_string(FILE *stream, const char *text) {
    fputc('"', stream);
    while (*text != '\0') {
        const char *start = text;
        uint32_t code_point = code_point_next(&text);
        if (code_point == 0)
            write_unit(stream, FIRST_LONE + (unsigned char)*start);
        else if (code_point == '"' || code_point == '\\')
            fprintf(stream, "\\%c", (char)code_point);
        else if (code_point_is_dangerous(code_point))
            write_unit(stream, code_point);
        else
            fwrite(start, 1, (size_t)(text - start), stream);
    }
    fputc('"', stream);
}

/* ---- Reading ---- */

struct reading {
    const char *at;
    const char *end;
    int depth;
};

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static void skip_space(struct reading *reading) {
    while (reading->at < reading->end && is_space(*reading->at))
        reading->at++;
}

static bool take(struct reading *reading, char byte) {
    skip_space(reading);
    if (reading->at == reading->end || *reading->at != byte)
        return false;
    reading->at++;
    return true;
}

static bool read_unit(struct reading *reading, uint32_t *unit) {
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    *unit = 0;
    if (reading->end - reading->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        const char *digit = *reading->at != '\0' ? strchr(digits, *reading->at) : NULL;
        if (digit == NULL)
            return false;
        *unit = *unit << 4 | (uint32_t)((digit - digits) & 15);
        reading->at++;
    }
    return true;
}

static char *put_code_point(char *out, uint32_t code_point) {
    if (code_point < 0x80) {
        *out++ = (char)code_point;
    } else if (code_point < 0x800) {
        *out++ = (char)(0xC0 | code_point >> 6);
        *out++ = (char)(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        *out++ = (char)(0xE0 | code_point >> 12);
        *out++ = (char)(0x80 | (code_point >> 6 & 0x3F));
        *out++ = (char)(0x80 | (code_point & 0x3F));
    } else {
        *out++ = (char)(0xF0 | code_point >> 18);
        *out++ = (char)(0x80 | (code_point >> 12 & 0x3F));
        *out++ = (char)(0x80 | (code_point >> 6 & 0x3F));
        *out++ = (char)(0x80 | (code_point & 0x3F));
    }
    return out;
}

/* Behind « \u »: a code point, a pair of surrogates, or the byte that a lone one stands for. */
static bool read_escaped_unit(struct reading *reading, char **out) {
    uint32_t unit = 0;
    if (!read_unit(reading, &unit) || unit == 0)
        return false;
    bool high = unit >= 0xD800 && unit < 0xDC00;
    bool low = unit >= 0xDC00 && unit < 0xE000;
    if (low && unit >= FIRST_LONE + 0x80 && unit <= FIRST_LONE + 0xFF) {
        *(*out)++ = (char)(unit - FIRST_LONE);
        return true;
    }
    if (high) {
        uint32_t second = 0;
        if (reading->end - reading->at < 2 || memcmp(reading->at, "\\u", 2) != 0)
            return false;
        reading->at += 2;
        if (!read_unit(reading, &second) || second < 0xDC00 || second >= 0xE000)
            return false;
        unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
    }
    *out = put_code_point(*out, unit);
    return !low;
}

static bool read_escape(struct reading *reading, char **out) {
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    if (reading->at == reading->end)
        return false;
    char letter = *reading->at++;
    if (letter == 'u')
        return read_escaped_unit(reading, out);
    const char *found = letter != '\0' ? strchr(letters, letter) : NULL;
    if (found != NULL)
        *(*out)++ = meanings[found - letters];
    return found != NULL;
}

/* Bytes up to the closing quotation mark, or to the end. */
static size_t written_length(const struct reading *reading) {
    const char *at = reading->at;
    while (at < reading->end && *at != '"')
        at += *at == '\\' ? 2 : 1;
    return (size_t)(at - reading->at);
}

/* Behind the opening quotation mark. What is read is never longer than how it is written. NULL when it is no
 * string. */
static char *read_text(struct reading *reading) {
    char *text = memory_zeroed(written_length(reading), 1);
    char *out = text;
    bool well = true;
    while (well && reading->at < reading->end && *reading->at != '"') {
        char byte = *reading->at++;
        if (byte == '\\')
            well = read_escape(reading, &out);
        else if ((unsigned char)byte < 0x20)
            well = false;
        else
            *out++ = byte;
    }
    well = well && reading->at < reading->end;
    if (!well) {
        free(text);
        return NULL;
    }
    reading->at++;
    return text;
}

static struct json *read_value(struct reading *reading);

static struct json *new_value(enum json_kind kind) {
    struct json *json = memory_zeroed(1, sizeof *json);
    json->kind = kind;
    return json;
}

static bool ends_scalar(char byte) {
    return byte == ',' || byte == ']' || byte == '}' || byte == '\0' || is_space(byte);
}

static struct json *read_scalar(struct reading *reading) {
    const char *start = reading->at;
    bool number = true;
    for (; reading->at < reading->end && !ends_scalar(*reading->at); reading->at++)
        number = number && strchr("-+.eE0123456789", *reading->at) != NULL;
    size_t length = (size_t)(reading->at - start);
    number = number && length > 0;
    bool truth = (length == 4 && memcmp(start, "true", 4) == 0) ||
                 (length == 5 && memcmp(start, "false", 5) == 0);
    bool null = length == 4 && memcmp(start, "null", 4) == 0;
    if (!number && !truth && !null)
        return NULL;
    struct json *json = new_value(number ? JSON_NUMBER : truth ? JSON_TRUTH : JSON_NULL);
    json->text = memory_copy(start, length);
    return json;
}

/* A member of an object, or an item of an array. */
static struct json *read_child(struct reading *reading, enum json_kind kind) {
    char *name = NULL;
    if (kind == JSON_OBJECT) {
        name = take(reading, '"') ? read_text(reading) : NULL;
        if (name == NULL || !take(reading, ':')) {
            free(name);
            return NULL;
        }
    }
    struct json *child = read_value(reading);
    if (child != NULL)
        child->name = name;
    else
        free(name);
    return child;
}

static struct json *read_children(struct reading *reading, enum json_kind kind) {
    char end = kind == JSON_OBJECT ? '}' : ']';
    struct json *json = new_value(kind);
    if (take(reading, end))
        return json;
    struct json **link = &json->first;
    do {
        *link = read_child(reading, kind);
        if (*link == NULL) {
            json_free(json);
            return NULL;
        }
        link = &(*link)->next;
    } while (take(reading, ','));
    if (take(reading, end))
        return json;
    json_free(json);
    return NULL;
}

static struct json *read_nested(struct reading *reading, enum json_kind kind) {
    if (reading->depth >= MOST_DEPTH)
        return NULL;
    reading->depth++;
    struct json *json = read_children(reading, kind);
    reading->depth--;
    return json;
}

static struct json *read_value(struct reading *reading) {
    if (take(reading, '{'))
        return read_nested(reading, JSON_OBJECT);
    if (take(reading, '['))
        return read_nested(reading, JSON_ARRAY);
    if (!take(reading, '"'))
        return read_scalar(reading);
    char *text = read_text(reading);
    if (text == NULL)
        return NULL;
    struct json *json = new_value(JSON_STRING);
    json->text = text;
    return json;
}

struct json *json_read(const char *text, size_t length) {
    struct reading reading = {text, text + length, 0};
    struct json *json = read_value(&reading);
    skip_space(&reading);
    if (reading.at == reading.end)
        return json;
    json_free(json);
    return NULL;
}

void json_free(struct json *json) {
    while (json != NULL) {
        struct json *next = json->next;
        json_free(json->first);
        free(json->name);
        free(json->text);
        free(json);
        json = next;
    }
}

const struct json *json_member(const struct json *json, const char *name) {
    const struct json *member = json != NULL && json->kind == JSON_OBJECT ? json->first : NULL;
    while (member != NULL && strcmp(member->name, name) != 0)
        member = member->next;
    return member;
}

const char *json_text(const struct json *json, const char *name) {
    const struct json *member = json_member(json, name);
    return member != NULL && member->kind == JSON_STRING ? member->text : "";
}

size_t json_size(const struct json *json, const char *name) {
    const struct json *member = json_member(json, name);
    return member != NULL && member->kind == JSON_NUMBER ? (size_t)strtoull(member->text, NULL, 10)
                                                         : 0;
}
