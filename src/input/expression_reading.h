/* What the files that check expressions against a model share. Private to the expression files. */
#ifndef GREFFE_EXPRESSION_READING_H
#define GREFFE_EXPRESSION_READING_H

#include "diagnostic.h"
#include "expression.h"
#include "expression_tokens.h"
#include "field_set.h"

/** One expression being read. */
struct reading {
    struct job *job;
    struct arena *arena; /* scratch memory: what stays is copied into the job's */
    const struct expression_scope *scope;
    const char *text;
    struct span span; /* of the text in the model */
    const struct token *tokens;
    size_t next; /* the token that is looked at */
    unsigned depth;
    bool broken;               /* a fault of syntax: nothing more can be said */
    bool wrong;                /* something was reported */
    struct field_set current;  /* what current() may be */
    struct field_set context;  /* what . may be here */
    const struct field **read; /* the fields at which paths end */
    size_t read_count;
    const char *fraction; /* a number that looks like an amount with its cents, or NULL */
    const struct parameter **parameters; /* that were read */
    size_t parameter_count;
};

/** What a part of an expression yields. `first`, `end`: its tokens. */
struct operand {
    enum value_kind kind;
    bool date;                   /* its text is a date or a month */
    const char *money;           /* its number is cents of this currency, or NULL */
    struct field_set places;     /* VALUE_NODES */
    struct parameter *parameter; /* it is this parameter alone, or NULL */
    size_t first;
    size_t end;
};

/** reading_token(reading): the token that is looked at. */
const struct token *reading_token(const struct reading *reading);
/** reading_takes(reading, kind): moves on when the token is of that kind. */
bool reading_takes(struct reading *reading, enum token_kind kind);
/** reading_span(reading, first, end): the source of the tokens first … end - 1. */
struct span reading_span(const struct reading *reading, size_t first, size_t end);
/** reading_text(reading, first, end): the expression's text of those tokens. */
const char *reading_text(const struct reading *reading, size_t first, size_t end);
/** reading_report(reading, message, first, end, a, b, c): a fault of those tokens. */
void reading_report(struct reading *reading, enum message message, size_t first, size_t end,
    const char *a, const char *b, const char *c);
/** reading_break(reading, message, a): a fault of syntax at the current token; ends the reading. */
void reading_break(struct reading *reading, enum message message, const char *a);
/** reading_stop(reading): ends the reading; what follows a fault of syntax says nothing. */
void reading_stop(struct reading *reading);
/** reading_note(reading, places): a path ended at these places. */
void reading_note(struct reading *reading, const struct field_set *places);

/** reading_note_expression(reading, expression): what a variable is made from is read, too. */
void reading_note_expression(struct reading *reading, const struct expression *expression);
/** reading_note_parameter(reading, parameter): a dated parameter is read. */
void reading_note_parameter(struct reading *reading, const struct parameter *parameter);
/** reading_money(places): the currency when all of the places are amounts of one, or NULL. */
const char *reading_money(const struct field_set *places);

/** A word that is not among those known: the messages for a near-miss and for a list of them. Their
 *  arguments: {1} the word, {2} where it was looked for, {3} the near-miss or the list. */
struct unknown_word {
    enum message misspelt;
    enum message unknown;
    const char *word;
    const char *where;
    const char *const *known;
    size_t known_count;
};
/** reading_unknown(reading, unknown, token): reports it at that token. */
void reading_unknown(struct reading *reading, const struct unknown_word *unknown, size_t token);

/** reading_expression(reading): an expression up to what cannot continue it. */
struct operand reading_expression(struct reading *reading);
/** reading_steps(reading, from): a relative path from those places: steps parted by / and //. */
struct field_set reading_steps(struct reading *reading, struct field_set from);
/** reading_predicates(reading, places): the predicates that follow. */
void reading_predicates(struct reading *reading, const struct field_set *places);
/** reading_call(reading): a function call. */
struct operand reading_call(struct reading *reading);
/** reading_as_number(reading, operand): a number is needed here: reports a date, notes that a
 *  parameter is counted. */
void reading_as_number(struct reading *reading, const struct operand *operand);

/** A row of expression_functions.def. */
enum function_provider {
    PROVIDER_XPATH,
    PROVIDER_TREE,
    PROVIDER_MEANING,
};
struct function_signature {
    const char *name;
    int least;
    int most;
    const char *shape;
    char result;
    enum function_provider provider;
};
/** reading_signatures(count): all rows. */
const struct function_signature *reading_signatures(size_t *count);

#endif
