/* What was said: a filled form bound to its model. */
#ifndef GREFFE_ANSWERS_H
#define GREFFE_ANSWERS_H

#include "source.h"

#include <stdbool.h>
#include <stddef.h>

struct answers;
struct arena;
struct excuse;
struct field;
struct form;
struct form_library;
struct job;
struct node;
struct picture;
struct root;

/** A file that a form names: its length in bytes and its SHA-256 (FIPS 180-4) in hexadecimal digits. */
struct named_file {
    size_t length;
    const char *digest;
};

/** The value of one field where it stands in a filled form. Records repeat; ticked options are the
 *  children of their choice's answer. */
struct answer {
    const struct field *field;
    const struct node *node; /* the element; NULL for an attribute and for a computed value */
    struct span span; /* of the value: the text, the attribute's value, else the element's name */
    struct span name_span; /* of the element's or attribute's name */
    const char
        *text; /* scalar: canonical value (NFC, collapsed; money « 12500.00 »; boolean oui/non) */
    const char *number;            /* money: whole cents as text, for XPath */
    size_t order;                  /* of a record: its number among its like, from 1 */
    bool wrong;                    /* has an error of its own: rules that read it stay silent */
    bool applicable;               /* false: stands in an unticked option or under a false when */
    const struct node *rich;       /* rich: the element, its content checked */
    const struct named_file *file; /* file: what was found under the name */
    const struct picture *picture; /* image; file, when it is a PNG or JPEG */
    const char *alternative;
    bool decorative;
    struct answers *form; /* form: the other filled form, inline or by href */
    struct answer *parent;
    struct answer *first;
    struct answer *last;
    struct answer *next;
    const struct excuse *excuses; /* of fields that are missing in it: what answers_excused knows */
    void *tree;                   /* its node in the XPath tree, expression files only */
};

/** A filled form. `forms` are the other forms that it reads, each once per job. */
struct answers {
    const struct form *form;
    const struct source *source;
    const struct xml *xml;
    struct answer *root;
    struct answers *outer; /* the form that holds it inline or names it, NULL for the first */
    struct answers **forms;
    size_t form_count;
    const struct excuse *excuses; /* of fields wherever they are missing */
    struct evaluation *evaluation;
};

/** answers_read(job, library, root, name, from): reads the file `name` beneath the root, finds its
 * model by namespace, binds every element and attribute to a field: reports what is unknown (with
 * near-misses), double, misplaced, of the wrong type, outside bounds or pattern, a forbidden
 * character, a placeholder, an image or other form that cannot be read. Other forms are read first,
 * each file once; a cycle of href is an error. NULL when nothing can be bound (not XML, unknown
 * model). What is due but missing is left to check. */
struct answers *answers_read(struct job *job, struct form_library *library, const struct root *root,
    const char *name, struct span from);

/** answers_excused(answers, parent, field): the field looks missing under the parent, but what
 * stands there was already reported (a misspelt name near it): nothing more is to be said of it. */
bool answers_excused(
    const struct answers *answers, const struct answer *parent, const struct field *field);

/** answer_child(answer, name): the first child answer of that field name, or NULL. */
struct answer *answer_child(const struct answer *answer, const char *name);
/** answer_for(answer, field): the first child answer that answers the field, or NULL. */
struct answer *answer_for(const struct answer *answer, const struct field *field);
/** answer_next(answer): the next answer to the same field beside it, or NULL. */
struct answer *answer_next(const struct answer *answer);
/** answer_place(arena, answer): its place in the words of the form: « Signataire n° 2, Qualité »;
 *  NULL for the root. */
const char *answer_place(struct arena *arena, const struct answer *answer);

#endif
