/* The tree over which XPath walks: the answers as elements and attributes without namespaces, each
 * node knowing its answer (_private). Private to the expression files. */
#ifndef GREFFE_EXPRESSION_TREE_H
#define GREFFE_EXPRESSION_TREE_H

#include <libxml/tree.h>

struct answer;
struct answers;
struct arena;

/** expression_tree_build(arena, answers): the tree of all answers but those of unticked options;
 *  sets answer->tree. Freed with the arena. */
xmlDocPtr expression_tree_build(struct arena *arena, struct answers *answers);

/** expression_tree_reserve(arena, answer): an empty node for a computed value, last in its parent's
 *  node, whose answer has a place in the tree. */
void expression_tree_reserve(struct arena *arena, struct answer *answer);
/** expression_tree_fill(arena, answer): puts the value's text into its node. */
void expression_tree_fill(struct arena *arena, struct answer *answer);
/** expression_tree_drop(answer): takes its node out, with all that is in it: a value that turned out
 *  to be nothing, an answer that does not apply. Of the answers only this one forgets its node. */
void expression_tree_drop(struct answer *answer);

/** expression_tree_answer(node): the answer of a node; of a text the one that holds it. */
struct answer *expression_tree_answer(const xmlNode *node);

#endif
