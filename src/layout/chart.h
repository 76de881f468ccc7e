/* Charts drawn from values: bars, a timeline, figures in a row. Each says its values in words, too: bars
 * and timelines are tables whose drawing is decoration, figures in a row are a list. */
#ifndef GREFFE_CHART_H
#define GREFFE_CHART_H

#include "flow.h"

/** chart_bars(flow, block): one bar for each value, with the value beside it. */
void chart_bars(const struct flow *flow, const struct block *block);
/** chart_timeline(flow, block): one line for each value over the steps, with its state in words. */
void chart_timeline(const struct flow *flow, const struct block *block);
/** chart_tally(flow, block): large figures in a row, each with its label below. */
void chart_tally(const struct flow *flow, const struct block *block);

#endif
