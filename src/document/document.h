/* What resolve gives to layout: a document in which nothing is conditional any more. Boxes are
 * ticked or empty, signatories stand in order, totals are numbers, absent parts are gone. Lengths
 * are in 1/1000 pt. Strings are NUL-terminated UTF-8 in the job's arena; spaces of French
 * typography are not yet set. */
#ifndef GREFFE_DOCUMENT_H
#define GREFFE_DOCUMENT_H

#include "date.h"
#include "picture.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The roles of the theme's closed list. */
enum style {
#define STYLE(identifier, class_name) STYLE_##identifier,
#include "styles.def"
#undef STYLE
    STYLE_COUNT
};

/** Kinds of inline content. */
enum run_kind {
    RUN_TEXT,
    RUN_BREAK, /* line break inside a paragraph */
    RUN_BLANK, /* a ruled line to be filled by hand, `width` long; not positive = to the line's end */
    RUN_HOLE,        /* draft: something required is missing; `text` names it */
    RUN_BOX,         /* a box inside a line; `box` says its state */
    RUN_NOTE,        /* a footnote call; `note` is its content */
    RUN_PAGE_OF,     /* the page number of the block named `target` */
    RUN_PAGE_NUMBER, /* running heads: this page's number */
    RUN_PAGE_COUNT,  /* running heads: number of the last page that is numbered with this one */
    RUN_SHEET_NUMBER, /* running heads: this sheet's number; `width` of the line to write it on else */
    RUN_PART,         /* running heads: the part's label and « – », nothing where it has none */
    RUN_SECTION,      /* running heads: number and title of the current heading of level 1 */
};

/** States of a box. */
enum box {
    BOX_EMPTY,
    BOX_TICKED,
    BOX_NOT_APPLICABLE,
};

/** A stretch of inline content, all in one face. `label` means grey sans (a field's label),
 * `mark` bold sans in the accent (a number that leads). A run
 * with `uri` or `target` is a link; `target` names a block by its `name`. */
struct run {
    enum run_kind kind;
    const char *text;
    bool bold;
    bool italic;
    bool sans;
    bool label;
    bool mark;
    bool superscript;
    bool subscript;
    const char *uri;
    const char *target;
    const char *description; /* of a link, for screen readers; NULL = its text */
    const char *language;    /* BCP 47, when it differs from the document's */
    enum box box;
    int32_t width;
    const struct block *note;
    struct span span;
};

/** Kinds of blocks. What each may hold stands beside it. */
enum block_kind {
    BLOCK_DIVISION,  /* blocks; `style` says what kind of division */
    BLOCK_HEADING,   /* runs; `level` 1-6, `number` (« 1.2 ») or NULL */
    BLOCK_PARAGRAPH, /* runs */
    BLOCK_LIST,      /* items; `marker` */
    BLOCK_ITEM,      /* blocks; `box` when the list's marker is MARKER_BOX */
    BLOCK_TABLE,     /* caption, rows of the head, rows of the body; `columns` */
    BLOCK_CAPTION,   /* runs */
    BLOCK_ROW,       /* cells; `head` for a row of the table's head */
    BLOCK_CELL,      /* blocks; `header`, spans */
    BLOCK_FIGURE,    /* picture with `alternative` (NULL = decorative), then a caption or nothing */
    BLOCK_LOGOS,     /* the logos of the theme in one row of equal boxes */
    BLOCK_SIGNATURES, /* signature blocks */
    BLOCK_SIGNATURE,  /* `signature` */
    BLOCK_CONTENTS,   /* the table of contents is set here; levels up to `level` */
    BLOCK_PAGE_BREAK,
    BLOCK_BARS,     /* chart: one bar per value */
    BLOCK_TIMELINE, /* chart: one line per value, over `steps` */
    BLOCK_TALLY,    /* chart: figures in a row */
};

/** What stands before the items of a list. */
enum marker {
    MARKER_DASH,
    MARKER_DECIMAL,
    MARKER_BOX,
    MARKER_NONE,
};

/** One signatory's block, in signing order. Each string is final French text; NULL when it does not
 *  apply. `name` NULL leaves a ruled line to be filled by hand. */
struct signature {
    const char *organisation; /* « Agence régionale de santé Occitanie » */
    const char *delegation;   /* « Pour le Préfet et par délégation, » */
    const char *capacity;     /* « Le Directeur général » */
    const char *name;
    const char *field;   /* name of the PDF field, ASCII, unique */
    const char *tooltip; /* name and capacity */
    bool initials;       /* a small box for initials is asked for at each page's foot */
};

/** One value of a chart: `amount` out of the chart's greatest, as text `value`; `share`: of stacked
 * bars, its part of the whole, « 60 % »; `from`-`to`: of a timeline, where its bar begins and ends,
 * in 1/1000 of a step from where the first step begins, and `period`, which says the same in words;
 * `state` 0-2 chooses one of three values of the accent. */
struct chart_value {
    const char *label;
    const char *value;
    const char *share;
    long amount;
    long from;
    long to;
    const char *period;
    int state;
    const char *state_name;
};

/** A block. Only the members that its kind names are set. */
struct block {
    enum block_kind kind;
    enum style style;
    const char *name; /* target of links and page references, or NULL */
    struct span span;
    struct block *parent;
    struct block *first;
    struct block *last;
    struct block *next;
    struct run *runs;
    size_t run_count;
    unsigned level;
    const char *number;
    bool hidden;    /* heading: not printed, in the outline only */
    bool new_page;  /* starts on a new page */
    bool keep_next; /* stays on the page of what follows */
    enum marker marker;
    unsigned start; /* first number of a MARKER_DECIMAL list */
    enum box box;
    bool head;
    bool header;
    bool row_header;
    unsigned column_span;
    unsigned row_span;
    const int *columns; /* relative widths, column_count of them; NULL: by content */
    size_t column_count;
    const struct picture *picture;
    const char *alternative;
    int32_t width;  /* of a figure; 0 = natural, at most the measure */
    int32_t height; /* of a figure; 0 = by proportion */
    const struct signature *signature;
    const struct chart_value *values;
    size_t value_count;
    const char *const *steps;
    size_t step_count;
    bool stacked; /* bars: all values in one bar, with a legend */
    long most;    /* bars: the amount that the whole width stands for; 0: the greatest of them */
};

/** A rectangle that must stay free of ink, from the page's top left corner. */
struct reserved {
    int32_t x;
    int32_t y;
    int32_t width;
    int32_t height;
};

/** One line of furniture: left and right runs; either may be empty. */
struct furniture {
    struct run *left;
    size_t left_count;
    struct run *right;
    size_t right_count;
};

/** The shape of pages. `inner` and `outer` swap on even pages when `mirrored`; otherwise inner is
 * left. The cover has no furniture. `first_top`: top margin of the first page when it differs (0 =
 * top). */
struct page_shape {
    int32_t width;
    int32_t height;
    int32_t top;
    int32_t bottom;
    int32_t inner;
    int32_t outer;
    bool mirrored;
    int32_t hang; /* how far heading numbers hang into the left margin */
    int32_t first_top;
    struct furniture head;
    struct furniture foot;
    bool first_furniture;            /* the first page has head and foot, too */
    const struct reserved *reserved; /* on the first page */
    size_t reserved_count;
    int32_t text_size;     /* 0: 10 200 */
    int32_t leading;       /* 0: 14 600 */
    bool ragged;           /* left-aligned text instead of justified */
    unsigned first_number; /* number of the first page; 0 = 1 */
};

/** A logo of the theme. */
struct logo {
    const struct picture *picture;
    const char *alternative;
};

/** The look that a collectivité may choose. Colours are 0xRRGGBB; families are names of the
 * catalogue. */
struct theme {
    const char *name;
    uint32_t accent;
    uint32_t grey;
    uint32_t hairline;
    uint32_t tint;
    const char *text_family;
    const char *heading_family;
    const char *symbol_family;
    const struct logo *logos;
    size_t logo_count;
};

/** What a document says of itself. Strings that do not apply are NULL; year 0 = no date. */
struct description {
    const char *title;
    const char *author;
    const char *subject;
    const char *keywords;
    struct date date;
};

/** The title under which a part is found: an entry of the outline, `level` deep (from 1), and of the
 * contents of the document numbered `scope`. */
struct part_title {
    const char *text;
    unsigned level;
    size_t scope;
};

/** A stretch of pages of one shape. A document that names no parts has one, without label and titles. A
 * document that was inserted as a part may bring several: only the first of them has `first`. `body` is a
 * BLOCK_DIVISION, and its name what links to the part name. */
struct part {
    const char *label;               /* « annexe 2 », or NULL */
    const struct part_title *titles; /* outermost first */
    size_t title_count;
    unsigned depth; /* entries of the outline that its headings stand beneath */
    bool first;     /* a part of the document begins here */
    bool restart;   /* pages are counted anew */
    size_t scope;   /* 0: the document itself; others: one that was inserted, by its own number */
    const struct description *description; /* of the document that it comes from */
    const struct page_shape *page;
    struct block *body;
};

/** A whole document: at least one part. */
struct document {
    struct description description;
    const char *language; /* BCP 47: fr-FR */
    bool draft;           /* « PROJET » on each page, numbered lines */
    bool fields;          /* signature fields are made */
    bool initials;        /* some signatory initials each page */
    unsigned first_sheet; /* number of the first page in a volume of sheets; 0: not known */
    const struct theme *theme;
    struct part *parts;
    size_t part_count;
};

#endif
