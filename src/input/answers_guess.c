#include "answers_guess.h"

#include "arena.h"
#include "text.h"

#include <string.h>

static bool is_one_of(const char *word, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

static const char *guess_boolean(struct arena *arena, const char *text) {
    static const char *const yes[] = {
        "oui", "o", "x", "yes", "y", "vrai", "1", "ok", "true", "☑", "☒"};
    static const char *const no[] = {"non", "n", "no", "faux", "0", "false", "☐"};
    const char *folded = text_fold(arena, text);
    if (is_one_of(folded, yes, sizeof yes / sizeof *yes)) {
        return "oui";
    }
    return is_one_of(folded, no, sizeof no / sizeof *no) ? "non" : NULL;
}

/* « www.exemple.fr » */
static const char *guess_url(struct arena *arena, const char *text) {
    bool bare = strchr(text, '.') && !strchr(text, ' ') && !strchr(text, ':') && !strchr(text, '@');
    return bare ? arena_format(arena, "https://%s", text) : NULL;
}

/* « mailto:a@b.fr », « a @ b.fr » */
static const char *guess_email(struct arena *arena, const char *text) {
    struct buffer email = {.arena = arena};
    for (text += text_starts(text, "mailto:") ? strlen("mailto:") : 0; *text != '\0'; text++) {
        if (*text != ' ' && *text != '<' && *text != '>') {
            buffer_add(&email, text, 1);
        }
    }
    return strchr(buffer_string(&email), '@') ? buffer_string(&email) : NULL;
}

const char *answers_guess(struct arena *arena, enum field_kind kind, const char *text) {
    switch (kind) {
    case FIELD_BOOLEAN:
        return guess_boolean(arena, text);
    case FIELD_INTEGER:
    case FIELD_DECIMAL:
    case FIELD_MONEY:
        return answers_guess_number(arena, kind, text);
    case FIELD_DATE:
    case FIELD_MONTH:
        return answers_guess_date(arena, kind, text);
    case FIELD_URL:
        return guess_url(arena, text);
    case FIELD_EMAIL:
        return guess_email(arena, text);
    default:
        return NULL;
    }
}
