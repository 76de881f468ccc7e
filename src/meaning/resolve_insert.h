/* The document of another form, set inside this one. Private to meaning. */
#ifndef GREFFE_RESOLVE_INSERT_H
#define GREFFE_RESOLVE_INSERT_H

struct answer;
struct block;
struct resolving;
struct template;

/** resolve_insert(resolving, template, context, parent): an <insert> amid blocks: the document of a form
 * that the form field names, with its own numbering of headings, on the pages of this one. Nothing when
 * that form was not filled. */
void resolve_insert(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent);

/** resolve_insert_parts(resolving, template, context, depth): an <insert> that a part is made of: the
 * inserted document's own parts, with its pages and its numbering of footnotes, too, beneath `depth`
 * titles. */
void resolve_insert_parts(struct resolving *resolving, const struct template *template,
    const struct answer *context, unsigned depth);

#endif
