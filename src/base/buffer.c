#include "arena.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

enum {
    FIRST_CAPACITY = 64
};

/* Makes room for length bytes and the NUL after them. */
static void reserve(struct buffer *buffer, size_t length) {
    if (length >= SIZE_MAX / 4 - buffer->length) {
        arena_exhausted(buffer->arena);
    }
    size_t needed = buffer->length + length + 1;
    if (needed <= buffer->capacity) {
        return;
    }
    size_t capacity = buffer->capacity ? buffer->capacity : FIRST_CAPACITY;
    while (capacity < needed) {
        capacity *= 2;
    }
    char *bytes = arena_alloc(buffer->arena, capacity);
    if (buffer->length > 0) {
        memcpy(bytes, buffer->bytes, buffer->length);
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
}

void buffer_add(struct buffer *buffer, const char *bytes, size_t length) {
    reserve(buffer, length);
    if (length > 0) {
        memcpy(buffer->bytes + buffer->length, bytes, length);
    }
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_text(struct buffer *buffer, const char *text) {
    buffer_add(buffer, text, strlen(text));
}

void buffer_format(struct buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        arena_exhausted(buffer->arena); /* longer than an int counts */
    }
    reserve(buffer, (size_t)length);
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

void buffer_code_point(struct buffer *buffer, uint32_t code_point) {
    char encoded[5];
    size_t length = text_encode(code_point, encoded);
    buffer_add(buffer, encoded, length);
}

const char *buffer_string(const struct buffer *buffer) {
    return buffer->bytes ? buffer->bytes : "";
}
