#include "form_braces.h"

#include "arena.h"
#include "text.h"

#include <string.h>

/* The brace that ends an expression; those in its literals do not count. NULL when there is none. */
static const char *closing_brace(const char *at) {
    for (; *at != '\0' && *at != '}'; at++) {
        if (*at != '\'' && *at != '"')
            continue;
        at = strchr(at + 1, *at);
        if (at == NULL)
            return NULL;
    }
    return *at == '}' ? at : NULL;
}

static bool is_blank(const char *at, const char *end) {
    while (at < end && text_is_space((unsigned char)*at))
        at++;
    return at == end;
}

static void read_expression(struct arena *arena, const char **at, struct brace_part *part) {
    const char *start = *at + 1;
    const char *end = closing_brace(start);
    if (end == NULL || is_blank(start, end)) {
        *part = (struct brace_part){BRACE_FAULT, "", *at, strlen(*at)};
        *at += strlen(*at);
        return;
    }
    size_t length = (size_t)(end - start);
    *part = (struct brace_part){BRACE_EXPRESSION, arena_copy(arena, start, length), start, length};
    *at = end + 1;
}

/* Up to the next single brace. */
static void read_text(struct arena *arena, const char **at, struct brace_part *part) {
    struct buffer text = {.arena = arena};
    const char *start = *at;
    const char *end = start;
    while (*end != '\0' && (strchr("{}", *end) == NULL || end[1] == *end)) {
        buffer_add(&text, end, 1);
        end += strchr("{}", *end) == NULL ? 1 : 2;
    }
    *part = (struct brace_part){BRACE_TEXT, buffer_string(&text), start, (size_t)(end - start)};
    *at = end;
}

bool form_braces_next(struct arena *arena, const char **at, struct brace_part *part) {
    bool single = (*at)[0] == '{' || (*at)[0] == '}';
    single = single && (*at)[1] != (*at)[0];
    if ((*at)[0] == '\0')
        return false;
    if (single && (*at)[0] == '}') {
        *part = (struct brace_part){BRACE_FAULT, "", *at, 1};
        (*at)++;
    } else if (single) {
        read_expression(arena, at, part);
    } else {
        read_text(arena, at, part);
    }
    return true;
}
