/* From runs to lines: French spacing, shaping, hyphenation, optimal line breaking (Knuth and Plass,
 * "Breaking paragraphs into lines", Software: Practice and Experience 11, 1981), in integers. */
#ifndef GREFFE_PARAGRAPH_H
#define GREFFE_PARAGRAPH_H

#include "document.h"
#include "pages.h"

struct shaper;
struct hyphenation;
struct job;

/** How a paragraph's lines meet the measure. */
enum alignment {
    ALIGN_JUSTIFIED,
    ALIGN_LEFT,
    ALIGN_RIGHT,
    ALIGN_CENTRED,
};

/** Everything that the lines of a paragraph have in common. Lengths in 1/1000 pt. */
struct paragraph_style {
    const char *family;        /* of runs that are not sans */
    const char *sans_family;   /* of runs marked sans or label; labels are 12 per cent smaller */
    const char *symbol_family; /* for glyphs that the others lack: boxes, arrows */
    int32_t size;
    int32_t leading;
    bool bold;
    bool italic;
    uint32_t colour;
    uint32_t label_colour;
    uint32_t link_colour; /* of links and of holes */
    uint32_t mark_colour; /* of runs marked mark, which are bold and sans, 6 per cent smaller */
    enum alignment alignment;
    bool hyphenate;
    int32_t tracking; /* added to each glyph's advance */
};

/** A piece of a line whose text is known only when pages are made: a page number, a section.
 * `reserved` is the width kept for it: two figures for a number, for a part or section what the
 * other runs leave of the measure. Its placeholder is an item without glyphs that has the run's
 * face, size and colour. */
struct late_text {
    enum run_kind kind;
    const char *target;
    size_t item; /* index of the placeholder item in the line */
    int32_t reserved;
    bool flush_right; /* the text ends where the reserved width ends */
};

/** A link's extent on one line. `run` is the run that it comes from: lines of one link share it. */
struct line_link {
    const struct run *run;
    int32_t x;
    int32_t width;
};

/** One line. Items' x are relative to the left end of the measure (alignment is in them already), y
 * to the line's baseline; their element is the index of the run they come from (the caller replaces
 * it by an element), of a link's underline, a blank's dots and a hole's frame, too. `width` reaches
 * from the first item to the last. `notes` are the footnotes called; a call shows its run's text.
 */
struct line {
    struct item *items;
    size_t item_count;
    int32_t width;
    int32_t ascent;  /* leading's share above the baseline */
    int32_t descent; /* and below; ascent + descent = leading */
    bool hyphenated; /* ends with a hyphen */
    const struct run *const *notes;
    size_t note_count;
    struct late_text *late;
    size_t late_count;
    struct line_link *links;
    size_t link_count;
};

/** The lines of one paragraph. `weak_ends`: how many of a ragged one end after an article or a preposition,
 * for whoever can choose the measure. */
struct lines {
    struct line *items;
    size_t count;
    int32_t widest;
    size_t weak_ends;
};

/** paragraph_set(job, shaper, hyphenation, style, runs, count, measure): sets the runs into lines of
 * at most `measure`. hyphenation may be NULL. Reports a missing glyph (error, with its place) and a
 * line that cannot fit (warning). Never returns NULL; no runs make one empty line. Before breaking,
 * spaces of French typography are put in (typography.h). */
struct lines paragraph_set(struct job *job, struct shaper *shaper,
    const struct hyphenation *hyphenation, const struct paragraph_style *style,
    const struct run *runs, size_t count, int32_t measure);

/** paragraph_widths(job, shaper, style, runs, count, narrowest, widest): for balancing columns: the
 * width of the longest word that cannot be broken, and that of the whole on one line. */
void paragraph_widths(struct job *job, struct shaper *shaper, const struct paragraph_style *style,
    const struct run *runs, size_t count, int32_t *narrowest, int32_t *widest);

#endif
