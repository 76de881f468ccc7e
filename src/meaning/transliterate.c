#include "transliterate.h"

#include "text.h"

#include <string.h>

/* Characters of French texts that ISO-8859-1 lacks, and what stands for them. */
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

struct latin transliterate(struct arena *arena, const char *text) {
    struct buffer out = {.arena = arena};
    struct latin latin = {0};
    uint32_t code_point;
    while ((code_point = text_next(&text)) != 0) {
        const char *replacement = replacement_for(code_point);
        char byte = (char)(unsigned char)code_point;
        if (replacement != NULL) {
            buffer_text(&out, replacement);
            latin.changed++;
        } else if (code_point <= 0xFF) {
            buffer_add(&out, &byte, 1);
        } else {
            buffer_text(&out, "?");
            latin.lost = latin.lost != 0 ? latin.lost : code_point;
        }
    }
    latin.bytes = buffer_string(&out);
    latin.length = out.length;
    return latin;
}
