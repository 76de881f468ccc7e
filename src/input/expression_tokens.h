/* The words of an expression (XPath 1.0, 3.7). Private to the expression files. */
#ifndef GREFFE_EXPRESSION_TOKENS_H
#define GREFFE_EXPRESSION_TOKENS_H

#include "source.h"

#include <stddef.h>

struct job;

enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_LITERAL,   /* `text` without its quotes */
    TOKEN_NAME,      /* a name test */
    TOKEN_ANY_NAME,  /* * */
    TOKEN_VARIABLE,  /* `text` without $ */
    TOKEN_FUNCTION,  /* a name before ( */
    TOKEN_NODE_TYPE, /* text or node before ( */
    TOKEN_AXIS,      /* a name before :: */
    TOKEN_SLASH,
    TOKEN_DOUBLE_SLASH,
    TOKEN_AT,
    TOKEN_DOT,
    TOKEN_DOUBLE_DOT,
    TOKEN_OPEN, /* ( */
    TOKEN_CLOSE,
    TOKEN_OPEN_PREDICATE, /* [ */
    TOKEN_CLOSE_PREDICATE,
    TOKEN_COMMA,
    TOKEN_DOUBLE_COLON,
    TOKEN_OR,
    TOKEN_AND,
    TOKEN_EQUAL,
    TOKEN_UNEQUAL,
    TOKEN_LESS,
    TOKEN_LESS_OR_EQUAL,
    TOKEN_GREATER,
    TOKEN_GREATER_OR_EQUAL,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_MULTIPLY,
    TOKEN_DIVIDE,
    TOKEN_MODULO,
    TOKEN_UNION,
};

/** A word; offset and length in bytes of the expression. */
struct token {
    enum token_kind kind;
    size_t offset;
    size_t length;
    const char *text;
};

/** expression_tokens(job, arena, text, span): the words of an expression in the arena, ended by TOKEN_END; NULL
 *  after a diagnostic at what is no word. span is the raw text in the model. */
const struct token *expression_tokens(
    struct job *job, struct arena *arena, const char *text, struct span span);

#endif
