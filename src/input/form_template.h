/* Templates: the content of documents, exports and messages, with its expressions. Private to the reader
 * of models. */
#ifndef GREFFE_FORM_TEMPLATE_H
#define GREFFE_FORM_TEMPLATE_H

#include "form.h"

struct expression_scope;
struct form_reader;
struct node;

/** form_template(reader, node, scope): the element as a template; its content is evaluated in the scope,
 * and at the nodes that a for-each or signatures selects. */
struct template *form_template(
    struct form_reader *reader, const struct node *node, const struct expression_scope *scope);

/** form_template_without(reader, node, scope, skipped): the same without the children of that content
 *  (enum content). */
struct template *form_template_without(struct form_reader *reader, const struct node *node,
    const struct expression_scope *scope, unsigned skipped);

/** form_template_text(reader, node, name, scope): an attribute as a template: text, and values of the
 *  {expressions} in it; NULL when the node has no such attribute. */
struct template *form_template_text(struct form_reader *reader, const struct node *node,
    const char *name, const struct expression_scope *scope);

/** form_template_plain(arena, text): a template of one text. */
struct template *form_template_plain(struct arena *arena, const char *text);

/** form_template_add(parent, child): makes child the last child of parent. */
void form_template_add(struct template *parent, struct template *child);

/** form_template_is(template, name): it is an element of that name. */
bool form_template_is(const struct template *template, const char *name);

#endif
