/* Where a line may end: at spaces, after the hyphens of ordinary compounds, inside addresses, and, when asked
 * for, where words are hyphenated. Never at a no-break space, and never inside a name. */
#ifndef GREFFE_OPPORTUNITY_H
#define GREFFE_OPPORTUNITY_H

#include "composition.h"

/** opportunity_points(composition, from, to, hyphenate, points): the points of the letters [from, to), in
 *  order, the first at `from` and the last at `to`; *points gets them, the result is their number (at
 *  least 2). hyphenate needs the composition's hyphenation. */
size_t opportunity_points(const struct composition *composition, size_t from, size_t to,
    bool hyphenate, struct breakpoint **points);

/** opportunity_inside(composition, points, count, anywhere, more): the points and more of them in the pieces
 *  between two that are wider than the measure: after / . ? & _ and -, or anywhere, rather than that they
 *  stick out. *more gets them, the result is their number. */
size_t opportunity_inside(const struct composition *composition, const struct breakpoint *points,
    size_t count, bool anywhere, struct breakpoint **more);

#endif
