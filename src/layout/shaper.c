#include "shaper.h"

#include "arena.h"
#include "text.h"

#include <string.h>

enum {
    BUCKETS = 4096, /* a document has some thousand different words */
};

/* A word, or a space, as one face and size draw it. */
struct word {
    const struct word *next; /* in its bucket */
    const struct face *face;
    int32_t size;
    const char *text;
    size_t length;
    struct glyph *glyphs;
    size_t glyph_count;
};

struct shaper {
    struct arena *arena;
    const struct fonts *fonts;
    const struct word **buckets;
};

struct shaper *shaper_new(struct arena *arena, const struct fonts *fonts) {
    struct shaper *shaper = arena_alloc(arena, sizeof *shaper);
    shaper->arena = arena;
    shaper->fonts = fonts;
    shaper->buckets = arena_array(arena, BUCKETS, sizeof *shaper->buckets);
    return shaper;
}

const struct fonts *shaper_fonts(const struct shaper *shaper) {
    return shaper->fonts;
}

/* ---- Words ---- */

static const struct word *add_word(struct shaper *shaper, const struct face *face, int32_t size,
    const char *text, size_t length, const struct word **bucket) {
    struct word *word = arena_alloc(shaper->arena, sizeof *word);
    *word = (struct word){
        .next = *bucket,
        .face = face,
        .size = size,
        .text = arena_copy(shaper->arena, text, length),
        .length = length,
    };
    word->glyph_count =
        font_shape(shaper->arena, shaper->fonts, face, size, word->text, length, &word->glyphs);
    *bucket = word;
    return word;
}

static const struct word *word_of(
    struct shaper *shaper, const struct face *face, int32_t size, const char *text, size_t length) {
    const struct word **bucket = &shaper->buckets[text_hash(text, length) % BUCKETS];
    for (const struct word *word = *bucket; word; word = word->next) {
        if (word->face == face && word->size == size && word->length == length &&
            memcmp(word->text, text, length) == 0) {
            return word;
        }
    }
    return add_word(shaper, face, size, text, length, bucket);
}

/* Where the word, or the one space, that begins at `text` ends. */
static const char *word_end(const char *text, const char *end) {
    const char *at = text;
    do {
        const char *before = at;
        if (font_draws_space(text_next(&at))) {
            return before > text ? before : at;
        }
    } while (at < end);
    return at;
}

/* ---- Texts ---- */

struct glyph_list {
    struct arena *arena;
    struct glyph *items;
    size_t count;
    size_t room;
};

static void add_glyphs(struct glyph_list *list, const struct word *word) {
    if (word->glyph_count > list->room - list->count) { /* rare: more glyphs than code points */
        size_t room = 2 * list->room + word->glyph_count;
        struct glyph *items = arena_array(list->arena, room, sizeof *items);
        memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->room = room;
    }
    memcpy(&list->items[list->count], word->glyphs, word->glyph_count * sizeof *word->glyphs);
    list->count += word->glyph_count;
}

size_t shaper_glyphs(struct shaper *shaper, struct arena *arena, const struct face *face,
    int32_t size, const char *text, size_t length, struct glyph **glyphs) {
    struct glyph_list list = {.arena = arena, .room = text_count(text, length)};
    list.items = arena_array(arena, list.room, sizeof *list.items);
    const char *end = text + length;
    for (const char *at = text; at < end;) {
        const char *next = word_end(at, end);
        add_glyphs(&list, word_of(shaper, face, size, at, (size_t)(next - at)));
        at = next;
    }
    *glyphs = list.items;
    return list.count;
}
