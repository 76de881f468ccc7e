#include "nearest.h"

#include <stdbool.h>
#include <string.h>

enum {
    WORD_LENGTH = 31, /* a longer word is no slip of a name of ours */
    MOST_EDITS = 3,
};

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* The optimal string alignment distance (Damerau 1964, each letter swapped once); both words are at most
 * WORD_LENGTH long. */
static size_t distance(const char *a, const char *b) {
    size_t cost[WORD_LENGTH + 1][WORD_LENGTH + 1];
    size_t rows = strlen(a);
    size_t columns = strlen(b);
    for (size_t i = 0; i <= rows; i++)
        cost[i][0] = i;
    for (size_t j = 0; j <= columns; j++)
        cost[0][j] = j;
    for (size_t i = 1; i <= rows; i++)
        for (size_t j = 1; j <= columns; j++) {
            size_t edits = least(cost[i - 1][j], cost[i][j - 1]) + 1;
            edits = least(edits, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            cost[i][j] = swapped ? least(edits, cost[i - 2][j - 2] + 1) : edits;
        }
    return cost[rows][columns];
}

static size_t edits_allowed(const char *word) {
    size_t third = strlen(word) / 3;
    return third < 1 ? 1 : least(third, MOST_EDITS);
}

const char *nearest_name(const char *word, const char *const *names, size_t count) {
    if (strlen(word) > WORD_LENGTH)
        return NULL;
    const char *nearest = NULL;
    size_t best = edits_allowed(word) + 1;
    for (size_t i = 0; i < count; i++) {
        if (strlen(names[i]) > WORD_LENGTH)
            continue;
        size_t edits = distance(word, names[i]);
        if (edits < best) {
            best = edits;
            nearest = names[i];
        } else if (edits == best) {
            nearest = NULL; /* two names are as near: to name one would mislead */
        }
    }
    return nearest;
}
