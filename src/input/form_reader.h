/* What the files that read models share. Private to the reader of models. */
#ifndef GREFFE_FORM_READER_H
#define GREFFE_FORM_READER_H

#include "diagnostic.h"
#include "expression.h"
#include "form.h"
#include "job.h"
#include "xml.h"

#include <stdbool.h>
#include <stddef.h>

/** The file of a model in its folder, and how large a file that models name may be, in bytes. */
#define FORM_FILE_NAME "model.xml"
#define FORM_FILE_LIMIT ((size_t)64 * 1024 * 1024)

/** The page that needs no definition. */
#define FORM_DEFAULT_PAGE "a4"

/** What a model defines in one place and names in another. */
enum used {
    USED_TABLE,
    USED_PATTERN,
    USED_PHASE,
    USED_PAGE,
    USED_VARIABLE,
};

/** Something that was named. */
struct use {
    enum used kind;
    const char *name;
};

/** Something that was defined; `what` is its kind in words, with article. */
struct definition {
    const char *what;
    enum used kind;
    const char *name;
    struct span span;
};

/** A file that was read, by its path beneath the folder of models. What a fragment holds stands in the model from
 *  `first` to `last`, where it was first included; both are NULL when it holds nothing, and of the model itself. */
struct read_file {
    const struct source *source;
    const char *path;
    const struct node *first;
    const struct node *last;
};

/** One model being read. `form` is filled from stage to stage; `root_context` is the root field alone, for
 *  scopes; `nodes[i]` is the element of form->fields[i]. */
struct form_reader {
    struct job *job;
    struct form *form;
    struct form_library *library;
    const struct table_override *overrides;
    size_t override_count;
    struct node *model;
    const struct field *root_context[1];
    const struct node **nodes;
    struct read_file *files;
    size_t file_count;
    struct use *uses;
    size_t use_count;
    struct definition *definitions;
    size_t definition_count;
    bool complete; /* the documents were all asked for */
};

/** form_error(reader, message, span, arguments…): reports a fault of the model. */
#define form_error(reader, message, span, ...)                                                     \
    diagnose((reader)->job->diagnostics, (message), (span), NULL, __VA_ARGS__)

/** form_hint(arena, word, names, count): « Vouliez-vous dire … ? » when one of the names was surely
 *  meant, else the names that there are. */
const char *form_hint(
    struct arena *arena, const char *word, const char *const *names, size_t count);

/** form_value(node, name): the value of an attribute, or NULL. */
const char *form_value(const struct node *node, const char *name);
/** form_says(node, name, value): the attribute is there and has this value. */
bool form_says(const struct node *node, const char *name, const char *value);
/** form_value_span(node, name): where the attribute's value stands; the element's name without it. */
struct span form_value_span(const struct node *node, const char *name);
/** form_count(node, name, otherwise): the attribute as a whole number. */
size_t form_count(const struct node *node, const char *name, size_t otherwise);

/** form_next(node, name): the node itself or the next sibling that is an element of this name of the form
 *  language, or NULL. */
const struct node *form_next(const struct node *node, const char *name);

/** Names that may each be given once. */
struct names {
    const char **items;
    struct span *spans;
    size_t count;
};

/** form_name(reader, names, name, span): adds a name; false after a diagnostic when it was there. */
bool form_name(struct form_reader *reader, struct names *names, const char *name, struct span span);

/** form_define(reader, what, kind, name, span): notes that something was defined. */
void form_define(struct form_reader *reader, const char *what, enum used kind, const char *name,
    struct span span);
/** form_use(reader, kind, name): notes that something was named. */
void form_use(struct form_reader *reader, enum used kind, const char *name);

/** form_phase_check(reader, name, span): notes that a phase was named; reports one that there is not. */
void form_phase_check(struct form_reader *reader, const char *name, struct span span);

/** form_path(reader, span, name): the path beneath the folder of models of a file that is named in the file
 *  of the span, relative to it. */
const char *form_path(const struct form_reader *reader, struct span span, const char *name);

/** form_scope(reader): the scope of expressions at the root, with the parameters and with the
 *  variables of the model that were read so far. */
struct expression_scope form_scope(const struct form_reader *reader);
/** form_scope_at(scope, contexts, count): the same at other fields. */
struct expression_scope form_scope_at(
    struct expression_scope scope, const struct field *const *contexts, size_t count);
/** form_scope_with(reader, scope, let): the same with one variable more. */
struct expression_scope form_scope_with(
    const struct form_reader *reader, struct expression_scope scope, const struct let *let);

/** form_expression(reader, scope, node, name): the expression in an attribute; NULL when it is not there
 *  or wrong. What it names counts as used. */
const struct expression *form_expression(struct form_reader *reader,
    const struct expression_scope *scope, const struct node *node, const char *name);
/** form_nodes(reader, scope, node, name, contexts, count): the same for one that must give nodes; in
 *  *contexts the fields that they may be. */
const struct expression *form_nodes(struct form_reader *reader,
    const struct expression_scope *scope, const struct node *node, const char *name,
    const struct field ***contexts, size_t *count);
/** form_expression_text(reader, scope, text, span): the same for an expression given as text. */
const struct expression *form_expression_text(struct form_reader *reader,
    const struct expression_scope *scope, const char *text, struct span span);

/** form_amount_check(reader, expression): what the expression yields is taken for an amount, in whole cents:
 *  warns of one that surely yields none, and notes the parameters that it reads as counted. */
void form_amount_check(struct form_reader *reader, const struct expression *expression);

/** form_may_yield_date(expression): it does not surely yield something else than a date. */
bool form_may_yield_date(const struct expression *expression);

/** form_field_at(reader, from, path, span): the field that a path of names reaches from another one; NULL
 *  after a diagnostic at the name that is wrong. span is the path's. */
const struct field *form_field_at(
    struct form_reader *reader, const struct field *from, const char *path, struct span span);

/* The stages, in this order. Each reports what is wrong and fills the form with what is right. */

/** form_include(reader): replaces the includes of the model by the content of their fragments. */
void form_include(struct form_reader *reader);
/** form_data_read(reader): phases, tables, patterns of texts, parameters. */
void form_data_read(struct form_reader *reader);
/** form_fields_read(reader): the tree of fields, without what names other fields. */
void form_fields_read(struct form_reader *reader);
/** form_fields_bind(reader): references, keys, other forms, conditions, computed values. */
void form_fields_bind(struct form_reader *reader);
/** form_order(reader): the order of computed values; reports cycles. */
void form_order(struct form_reader *reader);
/** form_rules_read(reader): the variables of the model, and the patterns of rules. */
void form_rules_read(struct form_reader *reader);
/** form_pages_read(reader): pages, the one that needs no definition included. */
void form_pages_read(struct form_reader *reader);
/** form_page(reader, node): the page that a document or part names; the one that needs no definition when it
 *  names none. A page that does not exist is reported; then it is any. */
const struct form_page *form_page(struct form_reader *reader, const struct node *node);
/** form_documents_read(reader): documents, as far as they are read before they are asked for, and exports. */
void form_documents_read(struct form_reader *reader);
/** form_document_check(reader, document): headings, links and footnotes of a document. */
void form_document_check(struct form_reader *reader, const struct form_document *document);

/** form_document_hides(reader, document): whether the document leaves out what is personal, or one that it inserts does. */
bool form_document_hides(const struct form_reader *reader, const struct form_document *document);
/** form_usage_check(reader): warns of what nothing uses. */
void form_usage_check(struct form_reader *reader);

#endif
