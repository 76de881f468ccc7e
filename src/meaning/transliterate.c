#include "transliterate.h"

#include "text.h"

#include <string.h>

/* Characters of French texts that ISO-8859-1 or both lack, and what stands for them. */
static const struct {
    uint32_t code_point;
    const char *replacement;
} replacements[] = {
    {0x2019, "'"},
    {0x2018, "'"},
    {0x201C, "\""},
    {0x201D, "\""},
    {0x2013, "-"},
    {0x2014, "-"},
    {0x2011, "-"},
    {0x2212, "-"},
    {0x2026, "..."},
    {0x0153, "oe"},
    {0x0152, "OE"},
    {0x0178, "Y"},
    {0x20AC, "euros"},
    {0x202F, " "},
    {0x2009, " "},
    {0x0130, "I"},
    {0x00AD, ""},
};

static const char *replacement_for(uint32_t code_point) {
    for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
        if (replacements[i].code_point == code_point)
            return replacements[i].replacement;
    return NULL;
}

/* What windows-1252 has in the place of the control characters 0x80 to 0x9F (WHATWG Encoding, index
 * windows-1252); 0: nothing. */
static const uint32_t windows_signs[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
    0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D,
    0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/* The byte of a character, 0 when the encoding lacks it. */
static unsigned char byte_for(uint32_t code_point, bool windows) {
    bool control = code_point >= 0x80 && code_point <= 0x9F;
    if (code_point <= 0xFF && code_point != 0xAD && !(windows && control))
        return (unsigned char)code_point;
    for (size_t i = 0; windows && i < sizeof windows_signs / sizeof *windows_signs; i++)
        if (windows_signs[i] == code_point)
            return (unsigned char)(0x80 + i);
    return 0;
}

struct latin transliterate(struct arena *arena, const char *text, bool windows) {
    struct buffer out = {.arena = arena};
    struct latin latin = {0};
    uint32_t code_point;
    while ((code_point = text_next(&text)) != 0) {
        const char *replacement = replacement_for(code_point);
        char byte = (char)byte_for(code_point, windows);
        if (byte != 0) {
            buffer_add(&out, &byte, 1);
        } else if (replacement != NULL) {
            buffer_text(&out, replacement);
            latin.changed++;
        } else {
            buffer_text(&out, "?");
            latin.lost = latin.lost != 0 ? latin.lost : code_point;
        }
    }
    latin.bytes = buffer_string(&out);
    latin.length = out.length;
    return latin;
}
