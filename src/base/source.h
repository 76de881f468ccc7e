/* The bytes of one file as UTF-8, and where in them something stands. */
#ifndef GREFFE_SOURCE_H
#define GREFFE_SOURCE_H

#include <stddef.h>
#include <stdint.h>

struct arena;

/** A file that was read. `name` is what messages show; `bytes` are UTF-8, NUL-terminated, `length` bytes
 *  without the NUL. `original` is the file as it was stored (equal to bytes when it was UTF-8 already). */
struct source {
    const char *name;
    const char *bytes;
    size_t length;
    const unsigned char *original;
    size_t original_length;
    const uint32_t *lines; /* byte offset of each line's first byte */
    size_t line_count;
    const uint32_t *marks; /* code points before every thousandth byte or so: see source.c */
};

/** A stretch of a source, in bytes of `source->bytes`. A span without source is nowhere. */
struct span {
    const struct source *source;
    uint32_t offset;
    uint32_t length;
};

/** A place for people: line and column from 1, columns in code points. */
struct position {
    size_t line;
    size_t column;
};

/** source_new(arena, name, bytes, length): a source over UTF-8 bytes; name is copied, bytes are borrowed
 *  (they must outlive the source) and must be NUL-terminated. */
struct source *source_new(struct arena *arena, const char *name, const char *bytes, size_t length);

/** source_position(source, offset): line and column of a byte. Offsets past the end mean the end. It takes
 *  as long in a line of megabytes as in a short one: a damaged file may have all its mistakes in one. */
struct position source_position(const struct source *source, size_t offset);

/** source_line(source, line, length): the line's first byte and, in *length, its bytes without the line
 *  end (LF or CR LF). */
const char *source_line(const struct source *source, size_t line, size_t *length);

/** span_part(span, offset, length): a part of a span, clipped to it; offsets in bytes from its start. */
struct span span_part(struct span span, size_t offset, size_t length);

#endif
