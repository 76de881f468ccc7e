/* Levels of headings as readers of the document need them: going down one by one (ISO 14289-1, 7.4.2),
 * whatever the levels of the form's model are. Headings of one level under one heading stay on one level. */
#ifndef GREFFE_DEPTH_H
#define GREFFE_DEPTH_H

enum {
    DEPTH_MOST = 6,
};

/** The levels of the headings above and including the last one, outermost first. Start with {0}. */
struct depths {
    unsigned open[DEPTH_MOST];
    unsigned depth;
};

/** depth_next(depths, level): the next heading has this level in the model, 1-6 (others are brought into
 *  these bounds); returns the level that it gets. */
unsigned depth_next(struct depths *depths, unsigned level);

#endif
