#include "cases.h"

#include "arena.h"

#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static unsigned char *read_file(struct arena *arena, const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    *length = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = arena_alloc(arena, *length);
    size_t got = fread(bytes, 1, *length, file);
    fclose(file);
    if (got != *length) {
        exit(2);
    }
    return bytes;
}

struct typesetter cases_typesetter(struct arena *arena) {
    static const struct {
        const char *file;
        const char *family;
        bool bold;
        bool italic;
    } faces[] = {
        {"PTF55F.ttf", "PT Serif", false, false},
        {"PTF56F.ttf", "PT Serif", false, true},
        {"PTF75F.ttf", "PT Serif", true, false},
        {"PTS55F.ttf", "PT Sans", false, false},
        {"PTS56F.ttf", "PT Sans", false, true},
        {"PTS75F.ttf", "PT Sans", true, false},
        {"DejaVuSans.ttf", "DejaVu Sans", false, false},
    };
    struct fonts *fonts = font_library_new(arena);
    for (size_t i = 0; i < COUNT(faces); i++) {
        size_t length;
        unsigned char *bytes =
            read_file(arena, arena_format(arena, "%s/%s", GREFFE_FONTS, faces[i].file), &length);
        font_library_add(fonts, faces[i].family, faces[i].bold, faces[i].italic, bytes, length);
    }
    return (struct typesetter){fonts, hyphenation_load(arena, GREFFE_FONTS "/hyph_fr.dic")};
}
