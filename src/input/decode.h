/* Decoders into UTF-8, and what can be told of bytes that are none. */
#ifndef GREFFE_DECODE_H
#define GREFFE_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum decode_fault {
    DECODE_NO_FAULT,
    DECODE_NUL,
    DECODE_DAMAGED, /* half a surrogate pair, or half a code unit at the end */
};

/** UTF-8 made from other bytes, NUL-terminated, without NUL inside. `offset`: where in the text the byte
 *  stands that the caller asked for, or the first fault. What cannot be decoded is U+FFFD. */
struct decoded {
    const char *text;
    size_t length;
    size_t offset;
    enum decode_fault fault;
};

/** The encodings of one byte per character. */
enum decode_table {
    DECODE_WINDOWS_1252, /* its five unused bytes are control characters, as the WHATWG has it */
    DECODE_ISO_8859_15,
};

/** decode_single_byte(arena, bytes, length, offset, table): decodes bytes of such an encoding. */
struct decoded decode_single_byte(struct arena *arena, const unsigned char *bytes, size_t length,
    size_t offset, enum decode_table table);

/** decode_utf16(arena, bytes, length, big_endian): decodes UTF-16 without its mark. */
struct decoded decode_utf16(
    struct arena *arena, const unsigned char *bytes, size_t length, bool big_endian);

/** decode_lossy(arena, bytes, length, offset): UTF-8 with U+FFFD for each byte that is not, and for NUL. */
struct decoded decode_lossy(
    struct arena *arena, const unsigned char *bytes, size_t length, size_t offset);

/** decode_word(arena, bytes, length, offset): the word around the byte, read as windows-1252. */
const char *decode_word(
    struct arena *arena, const unsigned char *bytes, size_t length, size_t offset);

/** decode_seems_windows_1252(bytes, length): more bytes are no UTF-8 than are. */
bool decode_seems_windows_1252(const unsigned char *bytes, size_t length);

/** decode_is_ascii(bytes, length): no byte has its highest bit set. */
bool decode_is_ascii(const unsigned char *bytes, size_t length);

/** decode_forbidden(text, length): offset of the first character of valid UTF-8 that XML 1.0 forbids
 *  (section 2.2: C0 controls but TAB, LF, CR; U+FFFE and U+FFFF); length if there is none. */
size_t decode_forbidden(const char *text, size_t length);

#endif
