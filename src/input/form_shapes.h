/* The shapes of attributes' values in models: names, numbers, lengths, dates. Private to the reader of
 * models. */
#ifndef GREFFE_FORM_SHAPES_H
#define GREFFE_FORM_SHAPES_H

#include "diagnostic.h"
#include "form_grammar.h"

#include <stdbool.h>

/** shape_fits(attribute, value): the value has the shape that the grammar gives the attribute. */
bool shape_fits(const struct attribute_grammar *attribute, const char *value);

/** shape_message(shape): the message that says what was expected; its arguments are the attribute's name,
 * its value and, of SHAPE_WORD, the words. */
enum message shape_message(enum attribute_shape shape);

/** shape_words(arena, words, count): the words of a list with spaces between them. */
const char *const *shape_words(struct arena *arena, const char *words, size_t *count);

#endif
