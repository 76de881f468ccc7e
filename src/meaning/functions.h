/* The functions that expressions may call, beside XPath's own: docs/forms.md lists them. */
#ifndef GREFFE_FUNCTIONS_H
#define GREFFE_FUNCTIONS_H

struct function;

/** functions_table(): the implementations, ended by an entry whose name is NULL. Const and shared.
 */
const struct function *functions_table(void);

#endif
