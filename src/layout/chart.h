/* Charts drawn from values: bars, a timeline, figures in a row. Each is a list whose items say in words what
 * is drawn; a bar of a timeline is a figure with its years as alternative text. */
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
