#include "source.h"

#include "arena.h"
#include "text.h"

#include <string.h>

enum {
    MARK_DISTANCE = 1024, /* bytes */
};

/* A line ends with LF; behind the last LF one more line begins, be it empty. */
static size_t count_lines(const char *bytes, size_t length) {
    size_t count = 1;
    const char *end = bytes + length;
    for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(end - at))); at++) {
        count++;
    }
    return count;
}

static const uint32_t *find_lines(
    struct arena *arena, const char *bytes, size_t length, size_t count) {
    uint32_t *lines = arena_array(arena, count, sizeof *lines);
    size_t line = 1; /* the first one begins at 0 */
    const char *end = bytes + length;
    for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(end - at))); at++) {
        lines[line++] = (uint32_t)(at + 1 - bytes);
    }
    return lines;
}

/* A column is the difference of two counts of code points from the file's start. The marks keep such
 * counts, so that only the bytes behind one are counted for each. */
static const uint32_t *find_marks(struct arena *arena, const char *bytes, size_t length) {
    size_t count = length / MARK_DISTANCE + 1;
    uint32_t *marks = arena_array(arena, count, sizeof *marks);
    for (size_t mark = 1; mark < count; mark++) {
        const char *before = bytes + (mark - 1) * MARK_DISTANCE;
        marks[mark] = marks[mark - 1] + (uint32_t)text_count(before, MARK_DISTANCE);
    }
    return marks;
}

static size_t code_points_before(const struct source *source, size_t offset) {
    size_t mark = offset / MARK_DISTANCE;
    size_t start = mark * MARK_DISTANCE;
    return source->marks[mark] + text_count(source->bytes + start, offset - start);
}

struct source *source_new(struct arena *arena, const char *name, const char *bytes, size_t length) {
    struct source *source = arena_alloc(arena, sizeof *source);
    source->name = arena_copy(arena, name, strlen(name));
    source->bytes = bytes;
    source->length = length;
    source->original = (const unsigned char *)bytes;
    source->original_length = length;
    source->line_count = count_lines(bytes, length);
    source->lines = find_lines(arena, bytes, length, source->line_count);
    source->marks = find_marks(arena, bytes, length);
    return source;
}

/* Index of the line in which the offset stands, by bisection. */
static size_t line_index(const struct source *source, size_t offset) {
    size_t first = 0;
    size_t last = source->line_count - 1;
    while (first < last) {
        size_t middle = last - (last - first) / 2;
        if (source->lines[middle] <= offset) {
            first = middle;
        } else {
            last = middle - 1;
        }
    }
    return first;
}

struct position source_position(const struct source *source, size_t offset) {
    if (offset > source->length) {
        offset = source->length;
    }
    size_t line = line_index(source, offset);
    size_t start = source->lines[line];
    /* An offset inside a code point means that code point. */
    while (offset > start && ((unsigned char)source->bytes[offset] & 0xC0) == 0x80) {
        offset--;
    }
    size_t column = code_points_before(source, offset) - code_points_before(source, start) + 1;
    return (struct position){line + 1, column};
}

const char *source_line(const struct source *source, size_t line, size_t *length) {
    size_t start = source->lines[line - 1];
    size_t end = source->length;
    if (line < source->line_count) {
        end = source->lines[line] - 1;
        if (end > start && source->bytes[end - 1] == '\r') {
            end--;
        }
    }
    *length = end - start;
    return source->bytes + start;
}

struct span span_part(struct span span, size_t offset, size_t length) {
    if (offset > span.length) {
        offset = span.length;
    }
    if (length > span.length - offset) {
        length = span.length - offset;
    }
    return (struct span){span.source, span.offset + (uint32_t)offset, (uint32_t)length};
}
