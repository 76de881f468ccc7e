/* What the files of resolve share. Private to meaning. */
#ifndef GREFFE_RESOLVING_H
#define GREFFE_RESOLVING_H

#include "document.h"
#include "french.h"

#include <stdbool.h>
#include <stddef.h>

struct answer;
struct answers;
struct arena;
struct evaluation;
struct field;
struct form_document;
struct form_page;
struct node;
struct numbers_wanted;
struct template;

/** The parts of a document in the making, those of inserted documents among them. */
struct part_list {
    struct part *items;
    size_t count;
};

/** One document in the making. */
struct resolving {
    struct arena *arena;
    struct evaluation *evaluation; /* NULL for the blank form */
    const struct answers *answers; /* NULL for the blank form */
    const struct form_document *form_document;
    bool draft;
    bool blank;
    bool show_personal;
    unsigned headings[6]; /* the numbers of the current headings */
    unsigned notes;       /* footnotes so far */
    unsigned signatures;  /* signature blocks so far */
    unsigned inserts;     /* documents inserted so far */
    bool initials;
    struct numbers_wanted *numbers; /* of headings, to be filled in at the end */
    struct part_list *parts;        /* NULL where no part may begin: in an insertion amid blocks */
    unsigned depth;                 /* titles of parts that this document stands beneath */
    size_t scope;                   /* which document this is; see struct part */
    const char *names;              /* what stands before the names of its blocks; "" or « 2/ » */
    const struct page_shape *page;  /* of its parts, unless they name another */
    const struct description *description; /* of this document */
    const char *language;                  /* of what is being made, NULL: the document's */
};

/** The runs of one paragraph in the making. `look` holds the style that new runs take; white space
 * is collapsed as they are added. */
struct line_of_runs {
    struct resolving *resolving;
    struct run *runs;
    size_t count;
    struct run look;
    bool space; /* a space is due before the next text */
    bool notes; /* a hidden phrase may call a footnote here */
};

/** Widths of ruled lines to fill by hand, in 1/1000 pt. */
#define BLANK_SHORT 142000
#define BLANK_FULL (-1) /* the whole measure */

/* Blocks (resolve_blocks.c). */

/** block_new(resolving, parent, kind, style): a new last child of parent (NULL: a root). */
struct block *block_new(
    struct resolving *resolving, struct block *parent, enum block_kind kind, enum style style);
/** block_cut(parent, last): takes out the children of parent that follow `last` (NULL: all). */
void block_cut(struct block *parent, struct block *last);
/** block_set_runs(block, line): gives the runs to the block. */
void block_set_runs(struct block *block, const struct line_of_runs *line);
/** resolve_blocks(resolving, template, context, parent): the template's children as blocks of
 * parent. */
void resolve_blocks(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent);

/** What stands between the number of an inserted document and the names in it. */
#define NAME_SEPARATOR "/"

/** block_name(resolving, name): the name under which links find a block of this document; NULL for NULL. */
const char *block_name(const struct resolving *resolving, const char *name);

/* Parts (resolve_part.c). */

/** resolve_page(resolving, page, root): a shape of pages with its furniture. */
const struct page_shape *resolve_page(
    struct resolving *resolving, const struct form_page *page, const struct answer *root);
/** resolve_description(resolving, root): what the document says of itself. */
struct description resolve_description(struct resolving *resolving, const struct answer *root);
/** resolve_parts(resolving, template, root): the content of a document as parts, added to
 * resolving->parts; those that hold nothing are left out. */
void resolve_parts(
    struct resolving *resolving, const struct template *template, const struct answer *root);
/** resolve_part(resolving, template, context, parent): a <part>. Returns the block that takes what follows
 * it. */
struct block *resolve_part(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent);

/* Inline content (resolve_inline.c). */

/** line_new(resolving): an empty line of runs. */
struct line_of_runs line_new(struct resolving *resolving);
/** line_text(line, text, span): adds text, white space collapsed. */
void line_text(struct line_of_runs *line, const char *text, struct span span);
/** line_phrase(line, phrase, span): adds a phrase, its raised part as a superscript. */
void line_phrase(struct line_of_runs *line, struct phrase phrase, struct span span);
/** line_note(line, content, span): adds a footnote: a raised call here, `content` at the page's
 * foot. */
void line_note(struct line_of_runs *line, const struct line_of_runs *content, struct span span);
/** line_run(line, kind, span): adds a run that is not text, in the current look, and returns it. */
struct run *line_run(struct line_of_runs *line, enum run_kind kind, struct span span);
/** line_value(line, template, context): adds what a value-of selects. */
void line_value(
    struct line_of_runs *line, const struct template *template, const struct answer *context);
/** line_element(line, template, context): adds an inline element with its content. */
void line_element(
    struct line_of_runs *line, const struct template *template, const struct answer *context);
/** line_children(line, template, context): adds the children of a template. */
void line_children(
    struct line_of_runs *line, const struct template *template, const struct answer *context);
/** line_is_inline(name): the element is inline content. */
bool line_is_inline(const char *name);

/* Rich answers (resolve_rich.c). */

/** resolve_rich(resolving, answer, parent): the blocks of a rich answer. */
void resolve_rich(struct resolving *resolving, const struct answer *answer, struct block *parent);
/** line_rich(line, answer): a rich answer as runs, paragraphs parted by line breaks. */
void line_rich(struct line_of_runs *line, const struct answer *answer);

/* Fields with their labels (resolve_field.c). */

/** How a field is shown. */
struct field_look {
    bool label;
    bool help;
    bool ticked;         /* of a choice only the ticked options */
    bool dependent;      /* under a ticked option: grey label */
    bool not_applicable; /* what it stands in is not asked for */
};

#define NO_BREAK_SPACE "\xC2\xA0"

/* The pieces of a field (resolve_field.c), shared with choices (resolve_choice.c). */

/** resolve_applicable(resolving, field, owner): it is asked for; everything is, in the blank form. */
bool resolve_applicable(
    const struct resolving *resolving, const struct field *field, const struct answer *owner);
/** resolve_help_text(resolving, field, applicable): its help, with what the blank form says of its
 * condition, or why it is not asked for; NULL when there is nothing to say. */
const char *resolve_help_text(
    const struct resolving *resolving, const struct field *field, bool applicable);
/** resolve_question(resolving, field, parent): the label on a line of its own. */
void resolve_question(struct resolving *resolving, const struct field *field, struct block *parent);
/** resolve_help(resolving, text, span, parent): a help text; it keeps with what follows. */
struct block *resolve_help(
    struct resolving *resolving, const char *text, struct span span, struct block *parent);
/** resolve_label(line, field, dependent): the label with its colon, in the same line as the value. */
void resolve_label(struct line_of_runs *line, const struct field *field, bool dependent);
/** resolve_value(resolving, field, owner, line): what stands after the label: the value, a ruled
 * line, a marked hole; false when nothing does. */
bool resolve_value(struct resolving *resolving, const struct field *field,
    const struct answer *owner, struct line_of_runs *line);
/** resolve_box(line, box, label, span, first): a box with its label inside a line. */
void resolve_box(
    struct line_of_runs *line, enum box box, const char *label, struct span span, bool first);
/** resolve_choice(resolving, field, owner, look, parent): all options with their boxes. */
void resolve_choice(struct resolving *resolving, const struct field *field,
    const struct answer *owner, struct field_look look, struct block *parent);

/** resolve_field(resolving, field, owner, look, parent): label, help and answer of a field; owner
 * is the answer that holds its answer, NULL when nothing was answered there. */
void resolve_field(struct resolving *resolving, const struct field *field,
    const struct answer *owner, struct field_look look, struct block *parent);

/** resolve_field_answer(resolving, field, context): the answer to a field that stands somewhere
 * beneath the context node, or NULL. */
const struct answer *resolve_field_answer(
    const struct resolving *resolving, const struct field *field, const struct answer *context);

/** resolve_hidden(resolving, field): the document does not show this field's value. */
bool resolve_hidden(const struct resolving *resolving, const struct field *field);

/* Signatures and charts (resolve_signatures.c, resolve_chart.c). */

/** resolve_signatures(resolving, template, context, parent): the blocks of the records that a
 * <signatures> selects, in their order. */
void resolve_signatures(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent);
/** resolve_chart(resolving, template, context, parent): a <bars>, <timeline> or <tally>. */
void resolve_chart(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent);

#endif
