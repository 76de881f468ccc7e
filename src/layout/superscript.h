/* Letters that French sets small and high: 1er, 2e, XXIe, Mme. */
#ifndef GREFFE_SUPERSCRIPT_H
#define GREFFE_SUPERSCRIPT_H

struct arena;
struct letters;

/** superscript_set(text): marks the endings of ordinals (er, re, e… after a number, e, er after a Roman
 * one) and of Mme, Mlle and their plurals as raised, in place. The characters stay what they are: whoever
 * extracts the text reads « 1er ». */
void superscript_set(struct letters *text);

/** superscript_capitals(arena, text): text in capitals but for what is raised: « ARTICLE 1er ». */
const char *superscript_capitals(struct arena *arena, const char *text);

#endif
