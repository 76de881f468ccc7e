/* One line of a paragraph, from its letters to the items on the page. */
#ifndef GREFFE_ASSEMBLY_H
#define GREFFE_ASSEMBLY_H

#include "composition.h"
#include "shaping.h"

/** assembly_line(composition, from, to, line_end, justified): sets the letters [from, to) as a line with
 *  its end. A justified line fills the measure, unless it has no spaces or they would
 *  become holes; any line shrinks as far as it can when it is too long. `hyphenated` is left to the
 *  caller. */
struct line assembly_line(const struct composition *composition, size_t from, size_t to,
    enum line_end line_end, bool justified);

#endif
