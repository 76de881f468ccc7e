/* The grammar of models: which element stands where, with which attributes, of which shape. The
 * tables in form_elements.c say it once; form_grammar.c compares a model with them. forms/model.rng
 * says the same to editors. Private to the reader of models. */
#ifndef GREFFE_FORM_GRAMMAR_H
#define GREFFE_FORM_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

struct job;
struct node;

/** The shapes of attributes' values. */
enum attribute_shape {
    SHAPE_TEXT,     /* anything but nothing */
    SHAPE_NAME,     /* a name of the form language: lower case, digits, - and _ */
    SHAPE_NAMES,    /* several, with one space between them */
    SHAPE_CODE,     /* the identifier of a rule: letters, digits, . _ - */
    SHAPE_XML_NAME, /* an element or attribute of an export, perhaps with prefix */
    SHAPE_FIELDS,   /* names of fields with / between them */
    SHAPE_TARGET,   /* the same, perhaps behind form(name)/ */
    SHAPE_WORD,     /* one of the attribute's `words` */
    SHAPE_COUNT,    /* a whole number from 0 */
    SHAPE_POSITIVE, /* a whole number from 1 */
    SHAPE_INTEGER,
    SHAPE_DECIMAL,
    SHAPE_MONEY, /* two decimals */
    SHAPE_DATE,
    SHAPE_MONTH,
    SHAPE_LENGTH,
    SHAPE_LANGUAGE, /* BCP 47 */
    SHAPE_NUMBERS, /* whole numbers from 1, with one space between them; or such a SHAPE_TEMPLATE */
    SHAPE_VERSION, /* MAJOR.MINOR */
    SHAPE_EXPRESSION, /* XPath at the current node */
    SHAPE_NODES,      /* XPath at the current node that gives nodes … */
    SHAPE_EACH,       /* … and one at each of them */
    SHAPE_TEMPLATE,   /* text with {expressions} at the current node */
};

/** An attribute of an element. `words`: what SHAPE_WORD admits, with spaces between them. */
struct attribute_grammar {
    const char *name;
    enum attribute_shape shape;
    bool required;
    const char *words;
};

/** Kinds of content, as bits: an element stands where a kind that it belongs to is held. */
enum content {
    CONTENT_MODEL = 1 << 0, /* children of model beside the fields */
    CONTENT_FIELDS = 1 << 1,
    CONTENT_OPTIONS = 1 << 2,
    CONTENT_FROM = 1 << 3,  /* values of a parameter */
    CONTENT_RULES = 1 << 4, /* of a pattern */
    CONTENT_LETS = 1 << 5,
    CONTENT_ASSERTIONS = 1 << 6,
    CONTENT_HINT = 1 << 7,
    CONTENT_PAGE = 1 << 8,
    CONTENT_SIDES = 1 << 9,      /* of a head or foot */
    CONTENT_FURNITURE = 1 << 10, /* numbers of pages, part, section */
    CONTENT_METADATA = 1 << 11,  /* title, author … of a document */
    CONTENT_BLOCKS = 1 << 12,
    CONTENT_INLINE = 1 << 13,
    CONTENT_VALUE = 1 << 14, /* value-of amid text */
    CONTENT_ITEMS = 1 << 15, /* of a list */
    CONTENT_HEAD = 1 << 16,  /* of a table */
    CONTENT_BODY = 1 << 17,  /* of a table */
    CONTENT_ROWS = 1 << 18,
    CONTENT_CELLS = 1 << 19,
    CONTENT_CAPTION = 1 << 20,
    CONTENT_SIGNATURE = 1 << 21, /* parts of a signature */
    CONTENT_BRANCHES = 1 << 22,  /* of choose */
    CONTENT_XML = 1 << 23,       /* of an export */
    CONTENT_ROOT = 1 << 24,      /* of a JSON export */
    CONTENT_JSON = 1 << 25,      /* values of a JSON array */
    CONTENT_MEMBERS = 1 << 26,   /* of a JSON object */
    CONTENT_LINES = 1 << 27,     /* of a CSV export */
    CONTENT_FIGURES = 1 << 28,   /* cells of a CSV row */
    CONTENT_CONTROL = 1 << 29,   /* for-each, if, choose */
    CONTENT_TEXT = 1 << 30,      /* text itself */

    /* Of an element that cannot be told apart: it is not looked into. */
    CONTENT_UNKNOWN = (1 << 30) - 1,

    CONTENT_PLAIN = CONTENT_TEXT | CONTENT_VALUE | CONTENT_CONTROL,
    CONTENT_PHRASE = CONTENT_PLAIN | CONTENT_INLINE,
    CONTENT_FLOW = CONTENT_PHRASE | CONTENT_BLOCKS,
    /* What a control element does not hold for the element around it. */
    CONTENT_ONCE = CONTENT_METADATA | CONTENT_HINT | CONTENT_CAPTION | CONTENT_HEAD |
                   CONTENT_SIGNATURE | CONTENT_FURNITURE,
};

/** Parts of a document. An enumeration's constants are of type int, which has no room for this bit. */
#define CONTENT_PARTS (1U << 31)

/** An element of the language. */
struct element_grammar {
    const char *name;
    unsigned belongs;                           /* kinds of content that it is part of */
    unsigned holds;                             /* kinds of content that it may have */
    const struct attribute_grammar *attributes; /* ended by a NULL name */
    const char *one_of;                         /* exactly one of these attributes is due */
    const char *needs;  /* at least one of these children; « * »: any that is not metadata */
    const char *format; /* it is meant only where its attribute `format` says so */
    bool transparent;   /* it holds what the element around it does */
    bool once;          /* at most one beside its siblings */
    bool single;        /* it has at most one child */
    int rank;           /* siblings stand in rising rank; 0 counts as RANK_BODY */
};

/** Where an element stands among its siblings. */
enum rank {
    RANK_FIRST = 1,
    RANK_SECOND,
    RANK_BODY,
    RANK_LAST,
};

/** The one format of a value-of that stands among blocks: whatever else it holds belongs in a paragraph. */
#define FORM_ONLY_RICH "rich"

/** form_elements(count): all elements. Where two of one name fit, the first is meant. */
const struct element_grammar *form_elements(size_t *count);

/** form_element(node, content): what the node is amid this content, or NULL. */
const struct element_grammar *form_element(const struct node *node, unsigned content);

/** form_content(element, outer): the content of an element that stands amid `outer`. */
unsigned form_content(const struct element_grammar *element, unsigned outer);

/** form_grammar_check(job, node): compares a model with its includes spliced in, or an include or
 * fragment on its own, with the grammar, reports every fault, and mends the nodes so that later
 * stages need not report again: an element or attribute that is surely misspelt gets its right
 * name, others that are unknown and values of the wrong shape are removed. True when there was no
 * fault. */
bool form_grammar_check(struct job *job, struct node *node);

/** form_attribute(element, name): the attribute of that name, or NULL. */
const struct attribute_grammar *form_attribute(
    const struct element_grammar *element, const char *name);

#endif
