/* What layout gives to output: finished pages, complete. Nothing is decided after this struct:
 * output only writes it down. Lengths are integers in 1/1000 pt; the origin is the top left corner
 * of the page, y grows downwards. Strings are NUL-terminated UTF-8 in the job's arena. */
#ifndef GREFFE_PAGES_H
#define GREFFE_PAGES_H

#include "date.h"
#include "picture.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Standard structure types of ISO 32000-1, 14.8.4. */
enum role {
#define ROLE(identifier, tag) ROLE_##identifier,
#include "roles.def"
#undef ROLE
};

/** Which cells a header cell speaks for (ISO 32000-1, table 349). */
enum scope {
    SCOPE_NONE,
    SCOPE_COLUMN,
    SCOPE_ROW,
    SCOPE_BOTH,
};

/** How a list's labels count (ISO 32000-1, table 347). */
enum numbering {
    NUMBERING_NONE,
    NUMBERING_DASH, /* /Disc is the nearest standard name */
    NUMBERING_BOX,  /* /Square */
    NUMBERING_DECIMAL,
};

/** The index that stands for "no element": decoration, running heads, what is repeated after a cut.
 */
#define ELEMENT_ARTIFACT SIZE_MAX
/** The parent of the root element, which is elements[0]. */
#define ELEMENT_NONE SIZE_MAX

/** One element of the structure tree. Elements stand in reading order (preorder): a parent precedes
 * its children. An element's content is the items that point at it, in the order of pages and
 * items; a child element takes its place among them by its first item; an element without items
 * stands before the next sibling that has some. `identifier` is required for ROLE_NOTE. `figure` is
 * the box of ROLE_FIGURE on its page. Strings that do not apply are NULL. */
struct element {
    enum role role;
    size_t parent;
    const char *language;    /* BCP 47, when it differs from the document's */
    const char *alternative; /* /Alt: what a screen reader says instead of a picture or chart */
    const char *actual_text; /* /ActualText; only on elements whose content is not text */
    const char *title;       /* /T */
    const char *identifier;  /* /ID */
    enum scope scope;
    unsigned column_span;
    unsigned row_span;
    enum numbering numbering;
    struct span span; /* where in the form its content comes from */
};

/** A font file. Names are PostScript names; metrics are in units of the em. Made by layout from the
 *  catalogue, shared by all jobs of a process. */
struct face {
    const char *name;
    const char *family;
    const unsigned char *bytes;
    size_t length;
    int units_per_em;
    int ascent;
    int descent; /* negative */
    int capital_height;
    int box[4];       /* left, bottom, right, top */
    int italic_angle; /* 1/1000 degree */
    bool serif;
    bool bold;
};

/** One glyph of a run. `text` is what a reader extracts for it: usually one character, several for
 * a ligature, U+00AD for a hyphen that the line's end added, U+202F for a thin space drawn by the
 * space glyph. In the PDF a code stands for the pair (glyph, text). `advance` is where the next
 * glyph begins, kerning and justification included. */
struct glyph {
    uint32_t number;
    int32_t advance;
    int32_t natural; /* the advance that the font itself gives, at this size */
    const char *text;
};

/** Kinds of things on a page. */
enum item_kind {
    ITEM_GLYPHS, /* a run of glyphs of one face, size and colour; x, y is its origin on the baseline
                  */
    ITEM_RECTANGLE, /* filled */
    ITEM_FRAME,     /* stroked rectangle */
    ITEM_LINE,      /* stroked from (x, y) to (x + width, y + height) */
    ITEM_PICTURE,   /* drawn into the rectangle */
};

/** Kinds of artifacts (ISO 32000-1, 14.8.2.2.2). */
enum artifact {
    ARTIFACT_LAYOUT,
    ARTIFACT_HEADER,
    ARTIFACT_FOOTER,
    ARTIFACT_BACKGROUND,
};

/** One thing on a page: content of an element, or an artifact. Items stand in reading order. */
struct item {
    enum item_kind kind;
    size_t element; /* index, or ELEMENT_ARTIFACT */
    enum artifact artifact;
    int32_t x;
    int32_t y;
    int32_t width;
    int32_t height;
    uint32_t colour; /* 0xRRGGBB */
    int32_t stroke;  /* line width */
    int32_t dash;    /* length of dashes and gaps; 0 = solid */
    const struct face *face;
    int32_t size; /* font size */
    const struct glyph *glyphs;
    size_t glyph_count;
    const struct picture *picture;
    struct span span; /* where the text comes from */
};

/** A link: a rectangle on a page that opens `uri`, or jumps to (target_page, target_y) when uri is
 * NULL. `description` is its /Contents. Its element has ROLE_LINK or ROLE_REFERENCE. */
struct link {
    size_t page;
    int32_t x;
    int32_t y;
    int32_t width;
    int32_t height;
    size_t element;
    const char *uri;
    size_t target_page;
    int32_t target_y;
    const char *description;
};

/** An empty signature field over a signatory's block. `name` is unique (the field's /T, ASCII),
 * `tooltip` names the signatory and the capacity (/TU). Its element has ROLE_FORM; without one
 * (ELEMENT_ARTIFACT) the PDF gets no field: it is the place where another tool may put its own. Fields
 * stand in signing order. */
struct signature_field {
    size_t page;
    int32_t x;
    int32_t y;
    int32_t width;
    int32_t height;
    size_t element;
    const char *name;
    const char *tooltip;
};

/** An entry of the outline; levels begin at 1 and never skip one downwards. */
struct outline_entry {
    const char *title;
    unsigned level;
    size_t page;
    int32_t y;
};

/** From `first_page` on, pages are called prefix + number, counted from `number`. */
struct page_label {
    size_t first_page;
    const char *prefix;
    unsigned number;
};

/** A file to attach (ISO 32000-2, 7.11.4; PDF/A-3, 6.8). `relationship`: Source, Supplement, Data.
 */
struct attachment {
    const char *name;
    const char *description;
    const char *mime;
    const char *relationship;
    const unsigned char *bytes;
    size_t length;
};

/** What the PDF says of itself. `date` is the document's own: never the clock's. */
struct metadata {
    const char *title;
    const char *author;
    const char *subject;
    const char *keywords;
    const char *language; /* BCP 47 */
    const char *creator;  /* the program and its version */
    const char
        *document; /* which document of its model it is, where its form is attached; else NULL */
    struct date date;
};

/** One page. */
struct page {
    int32_t width;
    int32_t height;
    const struct item *items;
    size_t item_count;
};

/** All of it. */
struct pages {
    struct metadata metadata;
    struct page *pages;
    size_t page_count;
    struct element *elements;
    size_t element_count;
    struct link *links;
    size_t link_count;
    struct signature_field *fields;
    size_t field_count;
    struct outline_entry *outline;
    size_t outline_count;
    struct page_label *labels;
    size_t label_count;
    struct attachment *attachments;
    size_t attachment_count;
};

#endif
