/* A cover: logos at the top, the title's block above the middle, facts at the foot. */
#ifndef GREFFE_COVER_H
#define GREFFE_COVER_H

#include "slab.h"

/** The parts of a cover, each set in a list of its own. */
struct cover {
    struct placed_slabs head;
    struct placed_slabs title;
    struct placed_slabs foot;
};

#endif
