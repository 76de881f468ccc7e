/* The kinds of blocks that have a file of their own, flow_<kind>.c. Each sets one block of its kind. */
#ifndef GREFFE_FLOW_KINDS_H
#define GREFFE_FLOW_KINDS_H

#include "flow.h"

/** flow_list(flow, block): a list: en dashes, numbers, or boxes with ticks. */
void flow_list(const struct flow *flow, const struct block *block);

/** flow_contents(flow, block): the table of contents, up to the block's level: of a part with a title of its own,
 *  its headings; elsewhere the headings of its document and the titles of the parts in it. */
void flow_contents(const struct flow *flow, const struct block *block);

/** flow_signature(flow, block): signature blocks in two columns; no page holds nothing but blocks. */
void flow_signature(const struct flow *flow, const struct block *block);

/** flow_table(flow, block): a table as slabs of rows (grid.h). */
void flow_table(const struct flow *flow, const struct block *block);

/** flow_figure(flow, block): a picture, scaled to what the page can hold, with its caption. */
void flow_figure(const struct flow *flow, const struct block *block);
/** flow_figure_logos(flow): the logos of the theme in equal boxes. */
void flow_figure_logos(const struct flow *flow);

/** flow_columns(flow, block): the children of a division side by side; flow->element is the division's. */
void flow_columns(const struct flow *flow, const struct block *block);

/** flow_banner(flow, block): the head of a sheet: the first child in a box of the accent (its bold text
 *  large), the others at its right. */
void flow_banner(const struct flow *flow, const struct block *block);

/** flow_cover(flow, block): a page of its own. */
void flow_cover(const struct flow *flow, const struct block *block);

#endif
