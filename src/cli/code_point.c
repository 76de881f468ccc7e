#include "code_point.h"

#include <stddef.h>

uint32_t code_point_next(const char **text) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *bytes = (const unsigned char *)*text;
    size_t length = bytes[0] < 0x80   ? 1
                    : bytes[0] < 0xC0 ? 0
                    : bytes[0] < 0xE0 ? 2
                    : bytes[0] < 0xF0 ? 3
                    : bytes[0] < 0xF8 ? 4
                                      : 0;
    uint32_t code_point = length > 1 ? bytes[0] & (0x7Fu >> length) : bytes[0];
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            length = 0; /* ends the loop: the next bytes are looked at for themselves */
        else
            code_point = code_point << 6 | (bytes[i] & 0x3Fu);
    }
    bool valid = length > 0 && code_point >= least[length] && code_point <= 0x10FFFF &&
                 (code_point < 0xD800 || code_point > 0xDFFF);
    *text += valid ? length : 1;
    return valid ? code_point : 0;
}

bool code_point_is_dangerous(uint32_t code_point) {
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
           (code_point >= 0x202A && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}
