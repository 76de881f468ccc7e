#include "memory.h"

#include "output.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *memory) {
    if (memory == NULL)
        exit((int)output_exhausted());
    return memory;
}

void *memory_grow(void *items, size_t count, size_t size) {
    if ((count & (count - 1)) != 0)
        return items;
    size_t room = count == 0 ? 1 : count * 2;
    return checked(room <= SIZE_MAX / size ? realloc(items, room * size) : NULL);
}

char *memory_room(char *bytes, size_t length, size_t *room, size_t step) {
    if (*room - length >= step)
        return bytes;
    *room = *room * 2 + step;
    return checked(realloc(bytes, *room));
}

void *memory_zeroed(size_t count, size_t size) {
    return checked(calloc(count + 1, size));
}

char *memory_copy(const char *text, size_t length) {
    return checked(strndup(text, length));
}

char *memory_format(const char *format, ...) {
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    return checked(length < 0 ? NULL : text);
}

FILE *memory_stream(char **text, size_t *length) {
    return checked(open_memstream(text, length));
}

void memory_stream_end(FILE *stream) {
    if (fclose(stream) != 0)
        exit((int)output_exhausted());
}
