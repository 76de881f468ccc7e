/* Setting runs as slabs of lines, with their links, languages and footnotes. */
#ifndef GREFFE_FLOW_TEXT_H
#define GREFFE_FLOW_TEXT_H

#include "flow.h"

/** flow_text(flow, metrics, runs, count, element): adds the lines of runs; element is the paragraph's. The
 *  glue around it is the caller's. */
void flow_text(const struct flow *flow, const struct metrics *metrics, const struct run *runs,
    size_t count, size_t element);

/** flow_text_string(flow, metrics, text, role): adds the lines of one string as an element of its own. */
void flow_text_string(
    const struct flow *flow, const struct metrics *metrics, const char *text, enum role role);

/** flow_text_label(flow, metrics, text, element, width): one item for a short text like a list's marker or
 *  a number, at the origin; *width gets its width. The symbol family stands in for a missing glyph. */
struct item flow_text_label(const struct flow *flow, const struct metrics *metrics,
    const char *text, size_t element, int32_t *width);

/** flow_text_ascent(metrics): from the top of a line to its baseline. */
int32_t flow_text_ascent(const struct metrics *metrics);

/** flow_text_widths(flow, metrics, runs, count, narrowest, widest): see paragraph_widths. */
void flow_text_widths(const struct flow *flow, const struct metrics *metrics,
    const struct run *runs, size_t count, int32_t *narrowest, int32_t *widest);

/** flow_text_plain(arena, runs, count): the text of runs as one string. */
const char *flow_text_plain(struct arena *arena, const struct run *runs, size_t count);

/** flow_text_is_title(arena, part, heading): the heading of level 1 says what the title of its part ends
 *  with (« Annexe 1 – Bilan », « Bilan »): in lists of titles it would stand twice. */
bool flow_text_is_title(struct arena *arena, const struct part *part, const struct block *heading);

#endif
