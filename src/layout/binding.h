/* Which spaces of French text may not become a line's end: after n°, M., art., inside numbers,
 * between a number and its unit, after the particle of a surname. */
#ifndef GREFFE_BINDING_H
#define GREFFE_BINDING_H

struct letters;

/** binding_set(text): makes these spaces no-break in place: U+202F inside numbers, U+00A0
 * elsewhere. */
void binding_set(struct letters *text);

#endif
