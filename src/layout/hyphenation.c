#include "arena.h"
#include "letter.h"
#include "text.h"
#include "typography.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEWEST_BEFORE = 2, /* the hyphen */
    FEWEST_AFTER = 3,
    /* Bytes for a dictionary, and for a word: libhyphen ends the process when it lacks some. */
    DICTIONARY_MEMORY = 4 << 20,
    WORD_MEMORY = 4096,
    /* Longer words make libhyphen allocate, and end the process when it cannot. */
    LONGEST_WORD = MAX_CHARS - 10,
    HYPHENS_SIZE = LONGEST_WORD + 5, /* what libhyphen asks for */
};

struct hyphenation {
    HyphenDict *dictionary;
};

static void release_dictionary(void *handle) {
    hnj_hyphen_free(handle);
}

struct hyphenation *hyphenation_load(struct arena *arena, const char *path) {
    struct hyphenation *hyphenation = arena_alloc(arena, sizeof *hyphenation);
    arena_reserve(arena, DICTIONARY_MEMORY);
    hyphenation->dictionary = hnj_hyphen_load(path);
    if (!hyphenation->dictionary) {
        return NULL;
    }
    arena_release_later(arena, release_dictionary, hyphenation->dictionary);
    return hyphenation;
}

/* A word of letters only, none of them a capital. */
static bool is_plain(struct arena *arena, const char *word) {
    for (const char *next = word; *next != '\0';) {
        if (!letter_is_alphabetic(text_next(&next))) {
            return false;
        }
    }
    return text_equal(text_lower(arena, word), word);
}

/* libhyphen marks the code point before a point with an odd digit. Its own least numbers of letters
 * are those of the dictionary, so they are counted here. */
static size_t collect_points(const char *word, size_t letters, const char *marks, size_t *points) {
    size_t count = 0;
    const char *next = word;
    for (size_t before = 1; before < letters; before++) {
        text_next(&next);
        if ((marks[before - 1] & 1) != 0 && before >= FEWEST_BEFORE &&
            letters - before >= FEWEST_AFTER) {
            points[count++] = (size_t)(next - word);
        }
    }
    return count;
}

/* libhyphen's marks for the word; false for a word that cannot be parted without changing its
 * spelling (no French one). */
static bool mark_points(
    const struct hyphenation *hyphenation, const char *word, size_t length, char *marks) {
    char **replacements = NULL;
    int *positions = NULL;
    int *cuts = NULL;
    int failed = hnj_hyphen_hyphenate2(
        hyphenation->dictionary, word, (int)length, marks, NULL, &replacements, &positions, &cuts);
    bool plain = !replacements;
    for (size_t i = 0; replacements && i < length; i++) {
        free(replacements[i]);
    }
    free(replacements);
    free(positions);
    free(cuts);
    return plain && !failed;
}

size_t hyphenation_points(struct arena *arena, const struct hyphenation *hyphenation,
    const char *word, size_t length, size_t **points) {
    *points = NULL;
    if (length < FEWEST_BEFORE + FEWEST_AFTER || length > LONGEST_WORD) {
        return 0;
    }
    const char *copy = arena_copy(arena, word, length);
    char marks[HYPHENS_SIZE];
    arena_reserve(arena, WORD_MEMORY);
    if (!is_plain(arena, copy) || !mark_points(hyphenation, copy, length, marks)) {
        return 0;
    }
    *points = arena_array(arena, length, sizeof **points);
    return collect_points(copy, text_count(copy, length), marks, *points);
}
