/* Name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7): sorted maps cut into nodes of a size that
 * every reader takes. */
#ifndef GREFFE_PDF_TREE_H
#define GREFFE_PDF_TREE_H

#include "pdf_object.h"

/** One entry: the value is PDF syntax; the key is a token made by one of the functions below. */
struct pdf_tree_entry {
    const char *key;
    const char *value;
};

/** pdf_tree_number(arena, number): the key of a number tree. */
const char *pdf_tree_number(struct arena *arena, size_t number);

/** pdf_tree_name(arena, text): the key of a name tree: a text string in hexadecimal digits, in which one
 *  text has one form only and keys compare as their bytes do. */
const char *pdf_tree_name(struct arena *arena, const char *text);

/** pdf_tree_numbers(pdf, entries, count): writes a number tree, whose keys must rise; returns its root. */
HPDF_Dict pdf_tree_numbers(struct pdf *pdf, const struct pdf_tree_entry *entries, size_t count);

/** pdf_tree_names(pdf, entries, count): sorts the entries by key and writes a name tree; returns its root. */
HPDF_Dict pdf_tree_names(struct pdf *pdf, struct pdf_tree_entry *entries, size_t count);

#endif
