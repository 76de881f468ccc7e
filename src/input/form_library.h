/* The models that a process knows: found in folders, read once when first asked for. */
#ifndef GREFFE_FORM_LIBRARY_H
#define GREFFE_FORM_LIBRARY_H

#include "form.h"

#include <stddef.h>

struct arena;

/** form_library_new(job, folders, folder_count, overrides, override_count): the models beneath the
 * folders; the first folder that has a model of a name wins. The job's arena and diagnostics are
 * those of the process: faults of models are reported there. */
struct form_library *form_library_new(struct job *job, const char *const *folders,
    size_t folder_count, const struct table_override *overrides, size_t override_count);

/** form_library_find(library, name): the model of that name, or NULL when there is none or it is
 * broken. While a model is being read, the models that it names may name it in turn: they see its
 * fields. */
const struct form *form_library_find(struct form_library *library, const char *name);

/** form_library_find_space(library, space): the model whose filled forms stand in that namespace.
 */
const struct form *form_library_find_space(struct form_library *library, const char *space);

/** form_library_document(library, form, document): form_document_read for the models of the library: documents are read
 * when they are first asked for. */
bool form_library_document(
    struct form_library *library, const struct form *form, const struct form_document *document);

/** form_library_complete(library, form): form_complete in the same way. */
bool form_library_complete(struct form_library *library, const struct form *form);

/** form_library_names(library, names): the names of all models present, sorted; returns their
 * number. */
size_t form_library_names(struct form_library *library, const char *const **names);

/** A model of the list; `form` is NULL when it is broken. */
struct form_listed {
    const char *name;
    const struct form *form;
};

/** form_library_list(library, arena, listed): reads all models to their end; *listed gets those that a filled form can be
 *  of, in the arena, sorted by name, several versions of one in the order of their folders. Returns their
 *  number. */
size_t form_library_list(
    struct form_library *library, struct arena *arena, const struct form_listed **listed);

/** form_library_reading(library, form): called while form_read reads the model, once its fields are
 *  known: the models that it names may now see them. */
void form_library_reading(struct form_library *library, const struct form *form);

#endif
