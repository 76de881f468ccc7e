/* Another form's document inside this one. Private to meaning. */
#ifndef GREFFE_RESOLVE_INSERT_H
#define GREFFE_RESOLVE_INSERT_H

struct answer;
struct block;
struct resolving;
struct template;

/** resolve_insert(resolving, template, context, parent): sets the document of the form that an
 * <insert> names, with its own numbering of headings, on a new page. Nothing where the form was not
 * given. */
void resolve_insert(struct resolving *resolving, const struct template *template,
    const struct answer *context, struct block *parent);

#endif
