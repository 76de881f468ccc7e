/* Words looked for in a text, as people read them: what differs by a capital, the shape of an apostrophe or the kind of a
 * space is the same; accents and hyphens count. */
#ifndef GREFFE_WORDING_H
#define GREFFE_WORDING_H

#include <stdbool.h>

struct arena;

/** wording_of(arena, text): the text brought to the form in which wordings are compared. */
const char *wording_of(struct arena *arena, const char *text);
/** wording_holds(text, words): whether the words stand in the text, with no letter or digit before or after them; both as
 *  wording_of gives them. No words stand nowhere. */
bool wording_holds(const char *text, const char *words);

#endif
