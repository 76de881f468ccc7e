#include "pattern.h"

#include "form.h"
#include "job.h"
#include "raw_part.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

enum {
    LONGEST_PATTERN = 4096, /* bytes */
    MOST_STEPS = 200000,    /* some milliseconds */
    MOST_DEPTH = 20000,
    MOST_KIBIBYTES = 4096,
};

static void release_code(void *handle) {
    pcre2_code_free(handle);
}

static void release_compile_context(void *handle) {
    pcre2_compile_context_free(handle);
}

/* The faults that people make get a sentence of their own (codes: pcre2api(3), "Compilation error
 * codes"; their numbers are stable). */
static enum message fault_message(int code) {
    switch (code) {
    case PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS:
    case PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS:
        return MESSAGE_PATTERN_PARENTHESIS;
    case PCRE2_ERROR_MISSING_SQUARE_BRACKET:
        return MESSAGE_PATTERN_BRACKET;
    case PCRE2_ERROR_QUANTIFIER_INVALID:
    case PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER:
    case PCRE2_ERROR_QUANTIFIER_TOO_BIG:
        return MESSAGE_PATTERN_REPEAT;
    case PCRE2_ERROR_CLASS_RANGE_ORDER:
    case PCRE2_ERROR_CLASS_INVALID_RANGE:
        return MESSAGE_PATTERN_RANGE;
    case PCRE2_ERROR_END_BACKSLASH:
    case PCRE2_ERROR_UNKNOWN_ESCAPE:
        return MESSAGE_PATTERN_ESCAPE;
    default:
        return MESSAGE_PATTERN_SYNTAX;
    }
}

/* PCRE2 stops behind the fault, but for these in front of it (pcre2_compile.c steps back itself). */
static bool stops_before(int code) {
    return code == PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS ||
           code == PCRE2_ERROR_QUANTIFIER_INVALID || code == PCRE2_ERROR_CLASS_RANGE_ORDER;
}

/* The caret goes under the guilty character. */
static void report_fault(
    struct job *job, const struct pattern_text *pattern, int code, PCRE2_SIZE offset) {
    PCRE2_UCHAR detail[256] = "";
    pcre2_get_error_message(code, detail, sizeof detail);
    size_t length = strlen(pattern->regex);
    size_t place = offset > length ? length : offset;
    place -= place > 0 && !stops_before(code);
    while (place > 0 && ((unsigned char)pattern->regex[place] & 0xC0) == 0x80) {
        place--;
    }
    diagnose(job->diagnostics, fault_message(code), raw_part(pattern->span, place, 1), NULL,
        pattern->name, (const char *)detail);
}

bool pattern_compile(struct job *job, struct pattern_text *pattern) {
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    if (!context) {
        arena_exhausted(job->arena);
    }
    arena_release_later(job->arena, release_compile_context, context);
    pcre2_set_max_pattern_length(context, LONGEST_PATTERN);
    int code = 0;
    PCRE2_SIZE offset = 0;
    pattern->compiled = pcre2_compile((PCRE2_SPTR)pattern->regex, PCRE2_ZERO_TERMINATED,
        PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C, &code, &offset, context);
    if (pattern->compiled) {
        arena_release_later(job->arena, release_code, pattern->compiled);
        return true;
    }
    if (code == PCRE2_ERROR_HEAP_FAILED) {
        arena_exhausted(job->arena);
    }
    report_fault(job, pattern, code, offset);
    return false;
}

enum pattern_result pattern_find(
    struct arena *arena, const struct pattern_text *pattern, const char *text, const char **found) {
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    int result = PCRE2_ERROR_NOMEMORY;
    PCRE2_SIZE start = 0;
    PCRE2_SIZE end = 0;
    if (limits && match) {
        pcre2_set_match_limit(limits, MOST_STEPS);
        pcre2_set_depth_limit(limits, MOST_DEPTH);
        pcre2_set_heap_limit(limits, MOST_KIBIBYTES);
        result = pcre2_match(
            pattern->compiled, (PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, 0, 0, match, limits);
        start = result >= 0 ? pcre2_get_ovector_pointer(match)[0] : 0;
        end = result >= 0 ? pcre2_get_ovector_pointer(match)[1] : 0;
    }
    pcre2_match_data_free(match);
    pcre2_match_context_free(limits);
    if (result == PCRE2_ERROR_NOMEMORY) {
        arena_exhausted(arena);
    }
    if (found) {
        *found = start < end ? arena_copy(arena, text + start, end - start) : "";
    }
    if (result >= 0) {
        return PATTERN_MATCHES;
    }
    return result == PCRE2_ERROR_NOMATCH ? PATTERN_DIFFERS : PATTERN_TOO_COSTLY;
}

enum pattern_result pattern_matches(
    struct arena *arena, const struct pattern_text *pattern, const char *text) {
    return pattern_find(arena, pattern, text, NULL);
}
