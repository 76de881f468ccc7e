#include "depth.h"

unsigned depth_next(struct depths *depths, unsigned level) {
    level = level < 1 ? 1 : level > DEPTH_MOST ? DEPTH_MOST : level;
    while (depths->depth > 0 && depths->open[depths->depth - 1] >= level) {
        depths->depth--;
    }
    depths->open[depths->depth++] = level; /* rising depths of 1-6: never more than six */
    return depths->depth;
}
