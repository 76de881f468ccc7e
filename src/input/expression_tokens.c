#include "expression_tokens.h"

#include "job.h"
#include "raw_part.h"
#include "text.h"

#include <string.h>

/* An expression whose words are being found. */
struct scanner {
    struct job *job;
    struct arena *arena;
    const char *text;
    struct span span;
    size_t at;
    struct token *tokens;
    size_t count;
    bool failed;
};

static void report(struct scanner *scanner, enum message message, size_t length, const char *found,
    const char *wanted) {
    struct span span = raw_part(scanner->span, scanner->at, length);
    diagnose(scanner->job->diagnostics, message, span, NULL, found, wanted);
    scanner->failed = true;
}

static void add(struct scanner *scanner, enum token_kind kind, size_t length, const char *text) {
    scanner->tokens =
        arena_grow(scanner->arena, scanner->tokens, scanner->count, sizeof *scanner->tokens);
    scanner->tokens[scanner->count++] = (struct token){kind, scanner->at, length, text};
    scanner->at += length;
}

static const char *part(const struct scanner *scanner, size_t offset, size_t length) {
    return arena_copy(scanner->arena, scanner->text + offset, length);
}

/* ---- Names (XML 1.0, production 4; Namespaces, NCName) ---- */

static bool begins_name(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x1FFF) ||
           (c >= 0x3001 && c <= 0xD7FF);
}

static bool continues_name(uint32_t c) {
    return begins_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == 0xB7 ||
           (c >= 0x300 && c <= 0x36F);
}

/* Bytes of the name at an offset; 0 when none begins there. */
static size_t name_length(const struct scanner *scanner, size_t offset) {
    const char *start = scanner->text + offset;
    const char *at = start;
    const char *next = at;
    bool inside = begins_name(text_next(&next));
    while (inside) {
        at = next;
        inside = continues_name(text_next(&next));
    }
    return (size_t)(at - start);
}

static size_t after_space(const struct scanner *scanner, size_t offset) {
    while (text_is_space((unsigned char)scanner->text[offset])) {
        offset++;
    }
    return offset;
}

/* 3.7: behind anything that can end a value, * and the names and, or, div, mod are operators. */
static bool follows_value(const struct scanner *scanner) {
    if (scanner->count == 0) {
        return false;
    }
    switch (scanner->tokens[scanner->count - 1].kind) {
    case TOKEN_NUMBER:
    case TOKEN_LITERAL:
    case TOKEN_NAME:
    case TOKEN_ANY_NAME:
    case TOKEN_VARIABLE:
    case TOKEN_DOT:
    case TOKEN_DOUBLE_DOT:
    case TOKEN_CLOSE:
    case TOKEN_CLOSE_PREDICATE:
        return true;
    default:
        return false;
    }
}

static bool is_word(const char *text, size_t length, const char *word) {
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static enum token_kind operator_named(const char *text, size_t length) {
    static const struct {
        const char *name;
        enum token_kind kind;
    } operators[] = {
        {"or", TOKEN_OR}, {"and", TOKEN_AND}, {"div", TOKEN_DIVIDE}, {"mod", TOKEN_MODULO}};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (is_word(text, length, operators[i].name)) {
            return operators[i].kind;
        }
    }
    return TOKEN_END;
}

static enum token_kind kind_of_name(const struct scanner *scanner, size_t length) {
    const char *text = scanner->text + scanner->at;
    size_t behind = after_space(scanner, scanner->at + length);
    if (scanner->text[behind] == '(') {
        bool type = is_word(text, length, "text") || is_word(text, length, "node");
        return type ? TOKEN_NODE_TYPE : TOKEN_FUNCTION;
    }
    bool axis = scanner->text[behind] == ':' && scanner->text[behind + 1] == ':';
    return axis ? TOKEN_AXIS : TOKEN_NAME;
}

static bool scan_name(struct scanner *scanner) {
    size_t length = name_length(scanner, scanner->at);
    if (length == 0) {
        return false;
    }
    enum token_kind sign = operator_named(scanner->text + scanner->at, length);
    if (sign != TOKEN_END && follows_value(scanner)) {
        add(scanner, sign, length, NULL);
        return true;
    }
    const char *behind = scanner->text + scanner->at + length;
    if (behind[0] == ':' && behind[1] != ':') {
        size_t local = name_length(scanner, scanner->at + length + 1);
        report(scanner, MESSAGE_EXPRESSION_PREFIX, length + 1 + local,
            part(scanner, scanner->at, length + 1), part(scanner, scanner->at + length + 1, local));
        return true;
    }
    add(scanner, kind_of_name(scanner, length), length, part(scanner, scanner->at, length));
    return true;
}

/* ---- Values ---- */

static bool scan_literal(struct scanner *scanner) {
    char quote = scanner->text[scanner->at];
    if (quote != '"' && quote != '\'') {
        return false;
    }
    const char *start = scanner->text + scanner->at + 1;
    const char *end = strchr(start, quote);
    if (!end) {
        report(scanner, MESSAGE_EXPRESSION_LITERAL_OPEN, strlen(start) + 1,
            quote == '"' ? "\"" : "'", NULL);
        return true;
    }
    size_t length = (size_t)(end - start);
    add(scanner, TOKEN_LITERAL, length + 2, part(scanner, scanner->at + 1, length));
    return true;
}

static size_t digits(const char *text) {
    return strspn(text, "0123456789");
}

static bool scan_number(struct scanner *scanner) {
    const char *start = scanner->text + scanner->at;
    size_t length = digits(start);
    if (start[length] == '.') {
        size_t fraction = digits(start + length + 1);
        if (length == 0 && fraction == 0) {
            return false;
        }
        length += 1 + fraction;
    }
    if (length == 0) {
        return false;
    }
    add(scanner, TOKEN_NUMBER, length, part(scanner, scanner->at, length));
    return true;
}

static bool scan_variable(struct scanner *scanner) {
    if (scanner->text[scanner->at] != '$') {
        return false;
    }
    size_t length = name_length(scanner, scanner->at + 1);
    if (length == 0) {
        report(scanner, MESSAGE_EXPRESSION_VARIABLE_NAME, 1, NULL, NULL);
        return true;
    }
    add(scanner, TOKEN_VARIABLE, length + 1, part(scanner, scanner->at + 1, length));
    return true;
}

/* ---- Signs ---- */

/* What people write out of habit from other languages or from a word processor. */
static bool report_habit(struct scanner *scanner) {
    static const struct {
        const char *written;
        const char *meant;
    } habits[] = {{"==", "="}, {"&&", "and"}, {"||", "or"}, {"<>", "!="}, {"=>", ">="},
        {"=<", "<="}, {"≥", ">="}, {"≤", "<="}, {"≠", "!="}, {"×", "*"}, {"÷", "div"}, {"−", "-"},
        {"–", "-"}, {"’", "'"}, {"‘", "'"}, {"“", "\""}, {"”", "\""}, {"«", "\""}, {"»", "\""},
        {"!", "not(…)"}, {"%", "mod"}};
    const char *at = scanner->text + scanner->at;
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        if (text_starts(at, habits[i].written) && !text_starts(at, "!=")) {
            report(scanner, MESSAGE_EXPRESSION_HABIT, strlen(habits[i].written), habits[i].written,
                habits[i].meant);
            return true;
        }
    }
    return false;
}

static bool scan_sign(struct scanner *scanner) {
    /* Longer signs first. */
    static const struct {
        const char *sign;
        enum token_kind kind;
    } signs[] = {{"//", TOKEN_DOUBLE_SLASH}, {"/", TOKEN_SLASH}, {"..", TOKEN_DOUBLE_DOT},
        {".", TOKEN_DOT}, {"@", TOKEN_AT}, {"::", TOKEN_DOUBLE_COLON}, {"(", TOKEN_OPEN},
        {")", TOKEN_CLOSE}, {"[", TOKEN_OPEN_PREDICATE}, {"]", TOKEN_CLOSE_PREDICATE},
        {",", TOKEN_COMMA}, {"!=", TOKEN_UNEQUAL}, {"<=", TOKEN_LESS_OR_EQUAL}, {"<", TOKEN_LESS},
        {">=", TOKEN_GREATER_OR_EQUAL}, {">", TOKEN_GREATER}, {"=", TOKEN_EQUAL}, {"+", TOKEN_PLUS},
        {"-", TOKEN_MINUS}, {"|", TOKEN_UNION}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (text_starts(scanner->text + scanner->at, signs[i].sign)) {
            add(scanner, signs[i].kind, strlen(signs[i].sign), NULL);
            return true;
        }
    }
    return false;
}

static bool scan_star(struct scanner *scanner) {
    if (scanner->text[scanner->at] != '*') {
        return false;
    }
    add(scanner, follows_value(scanner) ? TOKEN_MULTIPLY : TOKEN_ANY_NAME, 1, NULL);
    return true;
}

static void report_character(struct scanner *scanner) {
    const char *start = scanner->text + scanner->at;
    const char *end = start;
    uint32_t code_point = text_next(&end);
    size_t length = (size_t)(end - start);
    report(scanner, MESSAGE_EXPRESSION_CHARACTER, length, part(scanner, scanner->at, length),
        arena_format(scanner->arena, "U+%04X", (unsigned)code_point));
}

static void scan_token(struct scanner *scanner) {
    if (scan_literal(scanner) || scan_number(scanner) || scan_variable(scanner) ||
        scan_name(scanner) || scan_star(scanner) || report_habit(scanner) || scan_sign(scanner)) {
        return;
    }
    report_character(scanner);
}

const struct token *expression_tokens(
    struct job *job, struct arena *arena, const char *text, struct span span) {
    struct scanner scanner = {.job = job, .arena = arena, .text = text, .span = span};
    scanner.at = after_space(&scanner, 0);
    while (text[scanner.at] != '\0' && !scanner.failed) {
        scan_token(&scanner);
        scanner.at = after_space(&scanner, scanner.at);
    }
    add(&scanner, TOKEN_END, 0, NULL);
    return scanner.failed ? NULL : scanner.tokens;
}
