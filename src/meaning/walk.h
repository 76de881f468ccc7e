/* Control elements of templates (value-of, for-each, if, choose), walked in one place for
 * documents, exports and messages. Private to meaning. */
#ifndef GREFFE_WALK_H
#define GREFFE_WALK_H

#include <stdbool.h>
#include <stddef.h>

struct answer;
struct evaluation;
struct expression;
struct template;

/** What a walk calls for the things that are not control elements. `state` is the caller's own. Where
 * `text` or `value` is NULL, such things are white space of the model and left out. */
struct walker {
    struct evaluation *evaluation;
    void *state;
    /* false: a value-of that reads a personal field prints nothing, a loop passes over personal nodes */
    bool show_personal;
    void (*text)(struct walker *walker, const struct template *template);
    void (*value)(
        struct walker *walker, const struct template *template, const struct answer *context);
    void (*element)(
        struct walker *walker, const struct template *template, const struct answer *context);
};

/** walk_children(walker, template, context): walks the children of a template at the context node.
 */
void walk_children(
    struct walker *walker, const struct template *template, const struct answer *context);

/** walk_nodes(evaluation, template, context, show_personal, nodes): the nodes that the template's `select`
 * gives at the context, in the order of its `sort`; those that are personal are left out unless
 * show_personal. Returns their number. */
size_t walk_nodes(struct evaluation *evaluation, const struct template *template,
    const struct answer *context, bool show_personal, const struct answer ***nodes);

/** walk_expression(template, name): the expression in the template's attribute, or NULL. */
const struct expression *walk_expression(const struct template *template, const char *name);

/** walk_attribute(template, name): the value of a plain attribute, or NULL. */
const char *walk_attribute(const struct template *template, const char *name);

/** walk_string(evaluation, template, name, context, show_personal): the value of an attribute that may
 * hold {expressions}, evaluated at the context node; NULL when the attribute is absent. */
const char *walk_string(struct evaluation *evaluation, const struct template *template,
    const char *name, const struct answer *context, bool show_personal);

#endif
