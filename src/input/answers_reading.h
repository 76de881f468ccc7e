/* How a filled form is read: what the answers*.c files share. Private to input. */
#ifndef GREFFE_ANSWERS_READING_H
#define GREFFE_ANSWERS_READING_H

#include "diagnostic.h"
#include "key_index.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>

struct answer;
struct answers;
struct arena;
struct attribute;
struct field;
struct form;
struct form_library;
struct job;
struct node;
struct picture;
struct root;

enum {
    ANSWERS_LISTED = 9, /* words of a list in a message; behind them stands « … » */
};

/** One job's reading: what is read once although several places name it. */
struct answers_reading {
    struct job *job;
    struct form_library *library;
    const struct root *root;
    struct key_index files;    /* by path: struct read_file of answers_forms.c */
    struct key_index pictures; /* by path: struct read_picture of answers_image.c */
    const char **open;         /* the files that are being read, outermost first */
    size_t open_count;
    size_t compared; /* names and values so far, for near-misses */
};

/** What was bound so far to one field under the parent that is being read. No parent of a field is read
 *  inside another one, so that one of these per field is enough, and finding it takes no search. */
struct bound {
    const struct answer *parent;
    struct answer *first;
    size_t count;
    bool doubled; /* it stands more often than it may, which was reported */
};

/** The binding of one filled form to its model. */
struct binding {
    struct answers_reading *reading;
    struct job *job;
    struct arena *arena;
    struct answers *answers;
    const struct form *form;
    const char *space;   /* of its elements: the form's, or "" when the file gives none */
    const char *folder;  /* of the file, "" for the root: the files that it names stand beside it */
    struct bound *bound; /* by index of the field */
    struct answer **references;
    size_t reference_count;
};

/** A field that looks missing while its content stands elsewhere and was reported there. Each field stands
 *  once in such a list. */
struct excuse {
    const struct field *field;
    const struct excuse *next;
};

/** answers_excuse(binding, parent, field): answers_excused will say so; with NULL for every parent. */
void answers_excuse(struct binding *binding, struct answer *parent, const struct field *field);

/** answers_may_compare(reading, count): whether so many comparisons may be made to offer a near-miss. A
 *  job has a limit: a file of nothing but mistakes must not take hours. */
bool answers_may_compare(struct answers_reading *reading, size_t count);

/** answers_forms_file(reading, name, from, outer): the form in a file, read once per job; NULL after a
 *  diagnostic. A file that is being read already is a cycle, reported at `from`. outer is the form
 *  that names it, or NULL. */
struct answers *answers_forms_file(
    struct answers_reading *reading, const char *name, struct span from, struct answers *outer);

/** answers_forms_bind(binding, answer, node): another form, named by href or inline. False when the
 *  element is empty. */
bool answers_forms_bind(struct binding *binding, struct answer *answer, const struct node *node);

/** answers_forms_join(binding, name): a file's name as the root has it, given as the form has it: beside
 *  the form. */
const char *answers_forms_join(const struct binding *binding, const char *name);

/** answers_model_find(reading, root, space): the model of a file by its root element, or NULL after a
 *  diagnostic. *space is the namespace in which its elements stand. */
const struct form *answers_model_find(
    struct answers_reading *reading, const struct node *root, const char **space);
/** answers_model_space_span(node): where a start tag declares the namespace of its element, else the
 *  element's name. */
struct span answers_model_space_span(const struct node *node);

/** answers_bind(binding, node): binds the root element; sets binding->answers->root. */
void answers_bind(struct binding *binding, const struct node *node);

/** answers_unknown_element(binding, parent, node): reports an element that answers no field of the
 *  parent. The field that was surely meant, to be bound as if it were spelt right, or NULL. */
const struct field *answers_unknown_element(
    struct binding *binding, struct answer *parent, const struct node *node);
/** answers_unknown_attribute(binding, parent, node, attribute): the same for an attribute of the
 *  parent's element. */
const struct field *answers_unknown_attribute(struct binding *binding, struct answer *parent,
    const struct node *node, const struct attribute *attribute);
/** answers_unknown_foreign(binding, answer, node, known, count): reports the attributes of a scalar's
 *  element other than the known ones; false when there are none. */
bool answers_unknown_foreign(struct binding *binding, const struct answer *answer,
    const struct node *node, const char *const *known, size_t count);
/** answers_unknown_ignored(attribute): an attribute of editors (xsi:…, xml:…), which is passed over. */
bool answers_unknown_ignored(const struct attribute *attribute);

/** answers_stray_refuse(binding, answer, text): reports text where fields are expected. */
void answers_stray_refuse(struct binding *binding, struct answer *answer, const struct node *text);
/** answers_stray_answers(attribute): the element of this empty attribute holds text that was meant for it
 *  (<porteur nom="">Rodez</porteur>), which answers_stray_refuse reports. */
bool answers_stray_answers(const struct answer *attribute);
/** answers_stray_example(arena, parent, child, value): the parent's element with the child's value as it is
 *  to be written: « <epci><communes>8</communes></epci> », « <porteur nom="Rodez"/> ». */
const char *answers_stray_example(
    struct arena *arena, const struct field *parent, const struct field *child, const char *value);

/** answers_comment_report(job, answers): warns of each comment of the file in which a value of a field stands,
 *  of this form or of one inside it: it was filled in, but never taken out of the comment. */
void answers_comment_report(struct job *job, const struct answers *answers);

/** answers_scalar_fill(binding, answer, text, span): makes the canonical value of a scalar and reports
 *  what is wrong with it, one message at most. text is decoded, span its raw place. False when there
 *  is no value: it holds white space at most. */
bool answers_scalar_fill(
    struct binding *binding, struct answer *answer, const char *text, struct span span);
/** answers_scalar_report(binding, answer, message, arguments…): a diagnostic at the answer's value,
 *  which is wrong from now on. */
#define answers_scalar_report(binding, answer, message, ...)                                       \
    answers_scalar_wrong((binding), (answer), (message), (const char *[10]){__VA_ARGS__})
void answers_scalar_wrong(struct binding *binding, struct answer *answer, enum message message,
    const char *const arguments[10]);

/** answers_scalar_place(binding, answer, from): the diagnostics from the index `from` on that point at the
 *  answer's span and name no place yet, such as those of files, get the answer's place. */
void answers_scalar_place(struct binding *binding, const struct answer *answer, size_t from);

/** answers_text_trimmed(text, span): the part of a raw span without white space around its text. */
struct span answers_text_trimmed(const char *text, struct span span);
/** answers_text_forbidden(binding, answer, text, span): reports the first forbidden character of a text
 *  whose raw place is span. */
bool answers_text_forbidden(
    struct binding *binding, struct answer *answer, const char *text, struct span span);
/** answers_text_placeholder(arena, text, offset, length): the text is a placeholder or has one in it
 *  (« xxx » as a word): which bytes of it are. */
bool answers_text_placeholder(
    struct arena *arena, const char *text, size_t *offset, size_t *length);
/** answers_text_blank(text): it holds white space at most. */
bool answers_text_blank(const char *text);
/** answers_text_list(arena, words, count, last): the end of a sentence: « a, b et c. » with last = " et ",
 *  or « a, b, …, i, … » when there are more than ANSWERS_LISTED words. */
const char *answers_text_list(
    struct arena *arena, const char *const *words, size_t count, const char *last);
/** answers_text_short(arena, text): at most some forty characters of it, for a message. */
const char *answers_text_short(struct arena *arena, const char *text);

/** answers_rich_fill(binding, answer, node): checks rich content, makes answer->rich and ->text. False
 *  when there is none. */
bool answers_rich_fill(struct binding *binding, struct answer *answer, const struct node *node);
/** answers_rich_append(parent, node): makes the node the last child of the copy `parent`. */
void answers_rich_append(struct node *parent, struct node *node);
/** answers_rich_structure(arena, node): the element itself when it has block elements, else a copy whose
 *  text is parted into paragraphs at empty lines and into list items at lines that begin with « - ». */
const struct node *answers_rich_structure(struct arena *arena, const struct node *node);

/** answers_file_attribute(binding, node, name): the attribute, when there is something in it; else NULL. */
const struct attribute *answers_file_attribute(
    const struct binding *binding, const struct node *node, const char *name);
/** answers_file_no_content(binding, answer, node, example, more): a name between the tags is shown where it
 *  belongs: in href, with `more` after it; `example` stands for what is no name. */
void answers_file_no_content(struct binding *binding, struct answer *answer,
    const struct node *node, const char *example, const char *more);
/** answers_file_fill(binding, answer, node): reads the file. False when the element is empty. */
bool answers_file_fill(struct binding *binding, struct answer *answer, const struct node *node);

/** answers_image_fill(binding, answer, node): reads the picture. False when the element is empty. */
bool answers_image_fill(struct binding *binding, struct answer *answer, const struct node *node);

/** answers_links_resolve(binding): once all answers stand: references, keys that stand twice, records
 *  too few or too many. */
void answers_links_resolve(struct binding *binding);

#endif
