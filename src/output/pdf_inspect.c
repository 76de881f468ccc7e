#include "pdf_inspect.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEEPEST = 32,      /* nodes within nodes: a tree that goes deeper goes in circles */
    MOST_NODES = 10000 /* of the trees of a file altogether */
};

/* One file being read. `nodes` have been visited. */
struct inspecting {
    struct job *job;
    qpdf_data qpdf;
    struct pdf_inspection *found;
    size_t nodes;
    bool failed;
};

static void release(void *handle) {
    qpdf_data *qpdf = handle;
    if (*qpdf) {
        qpdf_cleanup(qpdf);
    }
}

static bool may_visit(struct inspecting *inspecting, int depth) {
    return depth < DEEPEST && inspecting->nodes++ < MOST_NODES;
}

static qpdf_oh value_of(const struct inspecting *inspecting, qpdf_oh dictionary, const char *key) {
    return qpdf_oh_is_dictionary(inspecting->qpdf, dictionary)
               ? qpdf_oh_get_key(inspecting->qpdf, dictionary, key)
               : qpdf_oh_new_null(inspecting->qpdf);
}

static int count_of(const struct inspecting *inspecting, qpdf_oh array) {
    return qpdf_oh_is_array(inspecting->qpdf, array)
               ? qpdf_oh_get_array_n_items(inspecting->qpdf, array)
               : 0;
}

static bool is_name(const struct inspecting *inspecting, qpdf_oh object, const char *name) {
    return qpdf_oh_is_name(inspecting->qpdf, object) &&
           strcmp(qpdf_oh_get_name(inspecting->qpdf, object), name) == 0;
}

static const char *copy_text(const struct inspecting *inspecting, const char *text) {
    return arena_copy(inspecting->job->arena, text, strlen(text));
}

/* ---- Attached files (ISO 32000-1, 7.11.4 and 7.9.6) ---- */

/* The bytes of the file, decoded; false when they cannot be had. */
static bool read_stream(struct inspecting *inspecting, qpdf_oh stream, struct attachment *file) {
    unsigned char *bytes = NULL;
    QPDF_BOOL decoded = QPDF_FALSE;
    /* The code tells of earlier warnings, too. */
    QPDF_ERROR_CODE code = qpdf_oh_get_stream_data(
        inspecting->qpdf, stream, qpdf_dl_all, &decoded, &bytes, &file->length);
    if (bytes) {
        arena_release_later(inspecting->job->arena, free, bytes);
    }
    file->bytes = bytes ? bytes : (const unsigned char *)"";
    return !(code & QPDF_ERRORS) && decoded;
}

static void add_file(struct inspecting *inspecting, qpdf_oh key, qpdf_oh specification) {
    qpdf_data qpdf = inspecting->qpdf;
    struct pdf_inspection *found = inspecting->found;
    qpdf_oh stream = value_of(inspecting, value_of(inspecting, specification, "/EF"), "/F");
    if (!qpdf_oh_is_stream(qpdf, stream) || !qpdf_oh_is_string(qpdf, key)) {
        return;
    }
    qpdf_oh relationship = value_of(inspecting, specification, "/AFRelationship");
    bool said = qpdf_oh_is_name(qpdf, relationship);
    struct attachment file = {
        .name = copy_text(inspecting, qpdf_oh_get_utf8_value(qpdf, key)),
        .relationship = said ? copy_text(inspecting, qpdf_oh_get_name(qpdf, relationship) + 1) : "",
    };
    inspecting->failed = !read_stream(inspecting, stream, &file);
    found->files =
        arena_grow(inspecting->job->arena, found->files, found->file_count, sizeof *found->files);
    found->files[found->file_count++] = file;
}

static void walk_files(struct inspecting *inspecting, qpdf_oh node, int depth) {
    if (!may_visit(inspecting, depth)) {
        return;
    }
    qpdf_oh names = value_of(inspecting, node, "/Names");
    for (int i = 0; i + 1 < count_of(inspecting, names) && !inspecting->failed; i += 2) {
        add_file(inspecting, qpdf_oh_get_array_item(inspecting->qpdf, names, i),
            qpdf_oh_get_array_item(inspecting->qpdf, names, i + 1));
    }
    qpdf_oh kids = value_of(inspecting, node, "/Kids");
    for (int i = 0; i < count_of(inspecting, kids) && !inspecting->failed; i++) {
        walk_files(inspecting, qpdf_oh_get_array_item(inspecting->qpdf, kids, i), depth + 1);
    }
}

/* ---- Signature fields (ISO 32000-1, 12.7.4.5) ---- */

static void count_field(struct inspecting *inspecting, qpdf_oh value) {
    bool filled = qpdf_oh_is_dictionary(inspecting->qpdf, value);
    bool stamp =
        filled && is_name(inspecting, value_of(inspecting, value, "/Type"), "/DocTimeStamp");
    inspecting->found->fields += !stamp;
    inspecting->found->signatures += filled && !stamp;
}

/* A field has its type, and its value, from those above it unless it has its own; of its kids those with a
 * name are fields, the others are the places where it is shown. */
static void walk_field(
    struct inspecting *inspecting, qpdf_oh field, bool signs, qpdf_oh value, int depth) {
    if (!may_visit(inspecting, depth)) {
        return;
    }
    qpdf_data qpdf = inspecting->qpdf;
    qpdf_oh type = value_of(inspecting, field, "/FT");
    qpdf_oh own = value_of(inspecting, field, "/V");
    signs = qpdf_oh_is_name(qpdf, type) ? is_name(inspecting, type, "/Sig") : signs;
    value = qpdf_oh_is_null(qpdf, own) ? value : own;
    qpdf_oh kids = value_of(inspecting, field, "/Kids");
    bool parent = false;
    for (int i = 0; i < count_of(inspecting, kids); i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(qpdf, kids, i);
        if (qpdf_oh_is_string(qpdf, value_of(inspecting, kid, "/T"))) {
            parent = true;
            walk_field(inspecting, kid, signs, value, depth + 1);
        }
    }
    if (signs && !parent) {
        count_field(inspecting, value);
    }
}

static void walk_fields(struct inspecting *inspecting, qpdf_oh form) {
    qpdf_oh fields = value_of(inspecting, form, "/Fields");
    qpdf_oh nothing = qpdf_oh_new_null(inspecting->qpdf);
    for (int i = 0; i < count_of(inspecting, fields); i++) {
        walk_field(
            inspecting, qpdf_oh_get_array_item(inspecting->qpdf, fields, i), false, nothing, 0);
    }
}

/* ---- What Greffe notes for itself (ISO 32000-1, 14.5) ---- */

static const char *read_document(const struct inspecting *inspecting, qpdf_oh catalog) {
    qpdf_oh own = value_of(inspecting, value_of(inspecting, catalog, "/PieceInfo"), "/Greffe");
    qpdf_oh document = value_of(inspecting, value_of(inspecting, own, "/Private"), "/Document");
    return qpdf_oh_is_string(inspecting->qpdf, document)
               ? copy_text(inspecting, qpdf_oh_get_utf8_value(inspecting->qpdf, document))
               : NULL;
}

/* ---- The file ---- */

/* A file that had to be repaired is not the one that was signed: it is read as it stands, or not at all. */
static bool open_file(
    struct inspecting *inspecting, const char *path, const unsigned char *bytes, size_t length) {
    qpdf_data *qpdf = arena_alloc(inspecting->job->arena, sizeof *qpdf);
    *qpdf = qpdf_init();
    arena_release_later(inspecting->job->arena, release, qpdf);
    inspecting->qpdf = *qpdf;
    qpdf_silence_errors(*qpdf);
    qpdf_set_suppress_warnings(*qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(*qpdf, QPDF_FALSE);
    struct diagnostics *diagnostics = inspecting->job->diagnostics;
    QPDF_ERROR_CODE code = qpdf_read_memory(*qpdf, "", (const char *)bytes, length, NULL);
    bool secret = code & QPDF_ERRORS
                      ? qpdf_get_error_code(*qpdf, qpdf_get_error(*qpdf)) == qpdf_e_password
                      : qpdf_is_encrypted(*qpdf);
    if (secret) {
        diagnose(diagnostics, MESSAGE_PDF_ENCRYPTED, (struct span){0}, NULL, path);
    } else if (code & QPDF_ERRORS) {
        diagnose(diagnostics, MESSAGE_PDF_DAMAGED, (struct span){0}, NULL, path);
    }
    return !secret && !(code & QPDF_ERRORS);
}

bool pdf_inspect(struct job *job, const char *path, const unsigned char *bytes, size_t length,
    struct pdf_inspection *inspection) {
    *inspection = (struct pdf_inspection){0};
    struct inspecting inspecting = {.job = job, .found = inspection};
    if (!open_file(&inspecting, path, bytes, length)) {
        return false;
    }
    qpdf_oh catalog = qpdf_get_root(inspecting.qpdf);
    qpdf_oh names = value_of(&inspecting, catalog, "/Names");
    walk_files(&inspecting, value_of(&inspecting, names, "/EmbeddedFiles"), 0);
    walk_fields(&inspecting, value_of(&inspecting, catalog, "/AcroForm"));
    inspection->document = read_document(&inspecting, catalog);
    bool whole = !inspecting.failed && !qpdf_has_error(inspecting.qpdf);
    (void)qpdf_get_error(inspecting.qpdf); /* one that nobody takes is printed in the end */
    if (!whole) {
        diagnose(job->diagnostics, MESSAGE_PDF_DAMAGED, (struct span){0}, NULL, path);
    } else if (qpdf_more_warnings(inspecting.qpdf)) {
        diagnose(job->diagnostics, MESSAGE_PDF_DOUBTFUL, (struct span){0}, NULL, path);
    }
    return whole;
}
