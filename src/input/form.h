/* The definition of a form: what a model (forms/NAME/model.xml) says, checked when it is read. It
 * is read once, const, and shared by the jobs of one process. */
#ifndef GREFFE_FORM_H
#define GREFFE_FORM_H

#include "date.h"
#include "document.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct expression;
struct form_reader;
struct job;
struct node;
struct pattern_text;
struct picture;
struct root;
struct table;

/** The namespace of models, and the beginning of that of filled forms (urn:greffe:form:NAME:MAJOR).
 */
#define FORM_MODEL_NAMESPACE "urn:greffe:model:1"
#define FORM_ANSWERS_NAMESPACE "urn:greffe:form:"

enum field_kind {
    FIELD_TEXT,
    FIELD_RICH,
    FIELD_BOOLEAN,
    FIELD_INTEGER,
    FIELD_DECIMAL,
    FIELD_MONEY,
    FIELD_DATE,
    FIELD_MONTH,
    FIELD_URL,
    FIELD_EMAIL,
    FIELD_TELEPHONE,
    FIELD_IMAGE,
    FIELD_FILE,
    FIELD_REFERENCE,
    FIELD_FORM,
    FIELD_GROUP,
    FIELD_RECORD,
    FIELD_CHOICE,
    FIELD_OPTION,
    FIELD_VALUE, /* computed: never filled */
};

enum required {
    REQUIRED_NO,
    REQUIRED_YES,
    REQUIRED_BY_HAND,
};

/** A field of the model's tree; the root is a FIELD_GROUP named as the model. Members that do not
 * apply to its kind are NULL or 0. */
struct field {
    enum field_kind kind;
    const char *name;
    const char *label; /* the name when the model gives none */
    const char *help;
    struct span span; /* the name in the model */
    struct field *parent;
    struct field *first;
    struct field *last;
    struct field *next;
    size_t index;           /* position in struct form's fields */
    enum required required; /* of a choice: one option at least is due, as `least` asks, too */
    bool attribute;         /* filled as an attribute of its parent */
    bool personal;          /* marked in the model, or by what it reads */
    bool quoted;            /* text: somebody else’s words, where « xxx » is no placeholder */
    const struct expression *when; /* not applicable where it is false */
    const char *minimum;           /* canonical; of a text: characters */
    const char *maximum;
    const struct pattern_text *pattern;
    const struct table *table; /* the value is a key of it */
    const char *currency;
    const char *tax;            /* HT, TTC or NULL */
    const struct field *target; /* reference: the record whose key it names, in this model … */
    const char *target_path;    /* … or, through a form field, as written */
    const char *models;         /* form: names of the models allowed, separated by spaces */
    size_t least;               /* record: min, max (SIZE_MAX = no limit); choice: options ticked */
    size_t most;
    const struct field *key;         /* record */
    bool compare_names;              /* record: keys compare as names do (text_fold) */
    bool pick_one;                   /* choice */
    enum field_kind type;            /* value: its type */
    const struct expression *select; /* value */
};

/** A pattern with the sentence that says what it wants. */
struct pattern_text {
    const char *name;
    const char *regex;
    const char *message;
    struct span span;
    void *compiled; /* a pcre2_code, pattern.c only */
};

/** A dated parameter: its value from each date on, in rising order. Amounts are kept in whole cents,
 * as expressions count them. */
struct parameter_value {
    struct date from;
    const char *value;
    struct span span; /* the value in the model */
};
struct parameter {
    const char *name;
    struct span span;
    bool typed;           /* the model says of which type it is; without that it is a text … */
    bool counted;         /* … and an expression that reads it needs a number */
    enum field_kind type; /* text, integer, decimal, money or date */
    const char *currency; /* money */
    struct parameter_value *values;
    size_t value_count;
};

/** A named stage of a document's life. */
struct phase {
    const char *name;
    const char *label;
    struct span span;
};

/** A variable of rules (Schematron's let). */
struct let {
    const char *name;
    const struct expression *value;
    struct span span;
};

/** Template content: one node of a document, an export, a rule's text. Names are those of the form
 *  language; see docs/forms.md. */
enum template_kind {
    TEMPLATE_TEXT,     /* `text` */
    TEMPLATE_ELEMENT,  /* a block or inline element of XHTML or an export: `name` */
    TEMPLATE_VALUE_OF, /* `select`, `as` */
    TEMPLATE_FOR_EACH, /* `select`, `sort` */
    TEMPLATE_IF,       /* `test` */
    TEMPLATE_CHOOSE,   /* children: TEMPLATE_WHEN, at most one TEMPLATE_OTHERWISE */
    TEMPLATE_WHEN,     /* `test` */
    TEMPLATE_OTHERWISE,
};

/** `expressions` are those of the element's own attributes, in the order of form_template.h's table
 * of elements; `select`, `test`, `sort` are those of control elements. `style` is its class.
 * `field` is what a <field ref> names. */
struct template {
    enum template_kind kind;
    const char *name;
    const char *text;
    const struct expression *select;
    const struct expression *test;
    const struct expression *sort;
    bool descending;
    const char *as;
    enum style style;
    const struct field *field;
    const struct picture *picture; /* what a <figure file> names */
    const struct form_page *page;  /* what a <part page> names */
    const struct node *node;       /* its own attributes are read from here */
    struct template_expression *expressions;
    size_t expression_count;
    struct span span;
    struct template *parent;
    struct template *first;
    struct template *last;
    struct template *next;
};

/** An attribute of a template element that is evaluated: an expression, or a text with
 * {expressions} in it, whose parts are the children of `text` (id, to, href, alt, caption, name of
 * an export). Exactly one of the two is not NULL. */
struct template_expression {
    const char *name;
    const struct expression *expression;
    const struct template *text;
};

/** An assert or report (report: fires when the test is true). `text`, `hint` are templates. */
struct assertion {
    const char *identifier;
    bool report;
    int level; /* enum level of diagnostic.h */
    const struct expression *test;
    const struct expression *subject; /* where the message points; NULL = the context node */
    const struct expression *related; /* a second place, or NULL */
    const char *law;
    struct date from; /* in force; year 0 = no limit */
    struct date to;
    const struct template *text;
    const struct template *hint;
    struct span span;
};

struct rule {
    const struct expression *context;
    struct let *lets;
    size_t let_count;
    struct assertion *assertions;
    size_t assertion_count;
    struct span span;
};

struct pattern {
    const char *identifier;
    const char *title;
    const char *phases; /* names separated by spaces, or NULL: always */
    struct let *lets;
    size_t let_count;
    struct rule *rules;
    size_t rule_count;
    struct span span;
};

/** Which sources travel inside the PDF. */
enum source_policy {
    SOURCE_NONE,
    SOURCE_WHOLE,
};

enum document_state {
    DOCUMENT_UNREAD,
    DOCUMENT_READING,
    DOCUMENT_READ,
    DOCUMENT_BROKEN,
};

/** A document that the model makes. `page` may hold templates in its furniture, resolved per
 * document. From `date` on it is filled when the document is first asked for. */
struct form_document {
    const char *identifier;
    const char *label;
    const char *phase;
    enum source_policy source;
    bool show_personal;
    struct span span;
    const struct node *node;
    enum document_state state;
    const struct expression *date;
    const struct form_page *page;
    const struct template *title; /* each NULL when absent */
    const struct template *author;
    const struct template *subject;
    const struct template *keywords;
    const struct template *body; /* its children are the blocks */
};

/** A <page>: the numbers, and templates of its running lines. */
struct form_page {
    const char *identifier;
    struct page_shape shape; /* head and foot empty */
    const struct template *head_left;
    const struct template *head_right;
    const struct template *foot_left;
    const struct template *foot_right;
    struct span span;
};

enum export_format {
    EXPORT_XML,
    EXPORT_JSON,
    EXPORT_CSV,
    EXPORT_PDF, /* the finished PDF itself: no body, no encoding */
};

struct form_export {
    const char *identifier;
    enum export_format format;
    const char *encoding;        /* UTF-8, ISO-8859-1 or windows-1252 */
    char separator;              /* CSV: between cells */
    bool byte_order_mark;        /* CSV: the file begins with one */
    const struct template *name; /* the file's name */
    const char *purpose;         /* for="…", or NULL */
    const struct template *body;
    struct span span;
};

/** A model. Arrays are in the order of the model. */
struct form {
    const char *name;
    const char *version;
    int major;
    const char *title;
    const char *space;       /* urn:greffe:form:NAME:MAJOR */
    const struct root *home; /* the folder that holds the models … */
    const char *folder;      /* … and the model's own in it: what it names stands there */
    const struct source *source;
    const struct expression *date;  /* the act's date for rules and parameters, or NULL */
    const struct expression *theme; /* by what the theme of its documents is found, or NULL */
    struct field *root;
    struct field **fields; /* all, preorder; fields[i]->index == i */
    size_t field_count;
    struct field **values; /* computed values in an order in which each can be evaluated */
    size_t value_count;
    struct pattern_text **pattern_texts;
    size_t pattern_text_count;
    struct table **tables;
    size_t table_count;
    struct parameter *parameters;
    size_t parameter_count;
    struct phase *phases;
    size_t phase_count;
    struct let *lets;
    size_t let_count;
    struct pattern *patterns;
    size_t pattern_count;
    struct form_page *pages;
    size_t page_count;
    struct form_document *documents;
    size_t document_count;
    struct form_export *exports;
    size_t export_count;
    struct form_reader *reader; /* of what was not read yet, form files only */
};

/** A table that replaces one of the model's: --table id=FILE. */
struct table_override {
    const char *identifier;
    const char *path;
};

/** form_read(job, root, name, library, overrides, count): reads root/name/model.xml with its
 * includes and tables. Everything wrong with the model is reported, but in its documents; NULL when it
 * cannot be used: then all is reported. `library` finds other models (for form fields and form(f)/path),
 * so that expressions are checked through them. */
struct form_library;
struct form *form_read(struct job *job, const struct root *root, const char *name,
    struct form_library *library, const struct table_override *overrides, size_t count);

/** form_document_read(form, document): reads the document, and those that it inserts, unless that was done.
 * What is wrong is reported to the job of form_read. False when the document cannot be used. */
bool form_document_read(const struct form *form, const struct form_document *document);

/** form_complete(form): reads all documents, and warns of what nothing uses. False when one of them cannot be
 * used. */
bool form_complete(const struct form *form);

/** field_child(field, name): the child of that name, or NULL. Options of a choice are its children.
 */
struct field *field_child(const struct field *field, const char *name);
/** field_is_scalar(field): it holds one value rather than fields (rich and image count as scalars).
 */
bool field_is_scalar(const struct field *field);
/** field_names_file(field): it is filled by the name of a file, in href: an image, or any other. */
bool field_names_file(const struct field *field);
/** field_has_label(field): the model gives it a label other than its name. */
bool field_has_label(const struct field *field);
/** field_label(field): what messages call it: its label; what an option asks for without a label of its
 * own is named by the option. */
const char *field_label(const struct field *field);
/** field_is_personal(field): the model marks it, or what it stands in, personal="yes"; or it is
 * computed from, or refers to, something that is. */
bool field_is_personal(const struct field *field);
/** form_reads_personal(expression): it reads a personal field. What is computed from such a value is
 * hidden as the value is: a length or an initial says something of the person, too. */
bool form_reads_personal(const struct expression *expression);
/** field_kind_name(kind): the kind as models write it: « text », « choice ». */
const char *field_kind_name(enum field_kind kind);
/** field_place(arena, field): its place in words: « Partenaire, Téléphone ». */
const char *field_place(struct arena *arena, const struct field *field);

/** form_length(text, length): a length as models write it (36mm, 2.5cm, 10.2pt) in 1/1000 pt; false
 * when it is none. */
bool form_length(const char *text, int32_t *length);
/** template_expression(template, name): the evaluated attribute of that name, or NULL. */
const struct template_expression *template_expression(
    const struct template *template, const char *name);

#endif
