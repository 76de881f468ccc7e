#include "pdf_inspect.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEEPEST = 32,      /* nodes within nodes: a tree that goes deeper goes in circles */
    MOST_NODES = 10000 /* of the trees of a file altogether */
};

/* An annotation, by the number of its object, and its page. */
struct shown {
    int object;
    size_t page;
};

/* One file being read. `nodes` have been visited. */
struct inspecting {
    struct job *job;
    qpdf_data qpdf;
    struct pdf_inspection *found;
    struct shown *shown;
    size_t shown_count;
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

/* ---- Where annotations are shown (ISO 32000-1, 12.5.2) ---- */

/* An annotation is an object of its own; pages count from 0. */
static void list_annotations(struct inspecting *inspecting, size_t page) {
    qpdf_data qpdf = inspecting->qpdf;
    struct arena *arena = inspecting->job->arena;
    qpdf_oh annotations = value_of(inspecting, qpdf_get_page_n(qpdf, page), "/Annots");
    int count = count_of(inspecting, annotations);
    for (int i = 0; i < count && may_visit(inspecting, 0); i++) {
        qpdf_oh annotation = qpdf_oh_get_array_item(qpdf, annotations, i);
        inspecting->shown = arena_grow(
            arena, inspecting->shown, inspecting->shown_count, sizeof *inspecting->shown);
        inspecting->shown[inspecting->shown_count++] =
            (struct shown){qpdf_oh_get_object_id(qpdf, annotation), page};
    }
}

static void list_shown(struct inspecting *inspecting) {
    int pages = qpdf_get_num_pages(inspecting->qpdf);
    for (int i = 0; i < pages && may_visit(inspecting, 0); i++) {
        list_annotations(inspecting, (size_t)i);
    }
}

/* False when the annotation stands on no page. */
static bool find_page(const struct inspecting *inspecting, qpdf_oh annotation, size_t *page) {
    int object = qpdf_oh_get_object_id(inspecting->qpdf, annotation);
    for (size_t i = 0; i < inspecting->shown_count && object > 0; i++) {
        if (inspecting->shown[i].object == object) {
            *page = inspecting->shown[i].page;
            return true;
        }
    }
    return false;
}

/* The sides of a rectangle, in 1/1000 pt, whichever corners it names (ISO 32000-1, 7.9.5); false when it has no
 * extent, or is none. */
static bool read_rectangle(
    const struct inspecting *inspecting, qpdf_oh rectangle, struct pdf_place *place) {
    const double most = 2000000.0; /* points: more than any page has */
    int sides[4] = {0};
    if (count_of(inspecting, rectangle) != 4) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        qpdf_oh side = qpdf_oh_get_array_item(inspecting->qpdf, rectangle, i);
        double points = qpdf_oh_is_number(inspecting->qpdf, side)
                            ? qpdf_oh_get_numeric_value(inspecting->qpdf, side)
                            : most;
        if (!(points > -most && points < most)) {
            return false;
        }
        sides[i] = (int)(points * 1000 + (points < 0 ? -0.5 : 0.5));
    }
    place->left = sides[0] < sides[2] ? sides[0] : sides[2];
    place->right = sides[0] < sides[2] ? sides[2] : sides[0];
    place->bottom = sides[1] < sides[3] ? sides[1] : sides[3];
    place->top = sides[1] < sides[3] ? sides[3] : sides[1];
    return place->left < place->right && place->bottom < place->top;
}

/* ---- Signature fields (ISO 32000-1, 12.7.4.5) ---- */

/* What a field has from those above it unless it has its own; its name begins with theirs. */
struct inherited {
    bool signs;
    qpdf_oh value;
    const char *name;
};

static const char *text_of(const struct inspecting *inspecting, qpdf_oh text) {
    return qpdf_oh_is_string(inspecting->qpdf, text)
               ? copy_text(inspecting, qpdf_oh_get_utf8_value(inspecting->qpdf, text))
               : NULL;
}

static void add_place(struct inspecting *inspecting, qpdf_oh widget, struct pdf_place place) {
    struct pdf_inspection *found = inspecting->found;
    qpdf_oh rectangle = value_of(inspecting, widget, "/Rect");
    if (!find_page(inspecting, widget, &place.page) ||
        !read_rectangle(inspecting, rectangle, &place)) {
        return;
    }
    place.page++;
    found->places = arena_grow(
        inspecting->job->arena, found->places, found->place_count, sizeof *found->places);
    found->places[found->place_count++] = place;
}

static void add_field(
    struct inspecting *inspecting, qpdf_oh field, const struct inherited *inherited) {
    qpdf_data qpdf = inspecting->qpdf;
    bool filled = qpdf_oh_is_dictionary(qpdf, inherited->value);
    if (filled &&
        is_name(inspecting, value_of(inspecting, inherited->value, "/Type"), "/DocTimeStamp")) {
        return;
    }
    inspecting->found->fields++;
    inspecting->found->signatures += filled;
    struct pdf_place place = {
        .name = inherited->name,
        .tooltip = text_of(inspecting, value_of(inspecting, field, "/TU")),
        .is_signed = filled,
    };
    qpdf_oh widgets = value_of(inspecting, field, "/Kids");
    if (!qpdf_oh_is_array(qpdf, widgets)) {
        add_place(inspecting, field, place);
    }
    for (int i = 0; i < count_of(inspecting, widgets) && may_visit(inspecting, 0); i++) {
        add_place(inspecting, qpdf_oh_get_array_item(qpdf, widgets, i), place);
    }
}

/* Names of fields are joined by periods (ISO 32000-1, 12.7.3.2). */
static struct inherited inherit(
    const struct inspecting *inspecting, qpdf_oh field, const struct inherited *above) {
    qpdf_data qpdf = inspecting->qpdf;
    qpdf_oh type = value_of(inspecting, field, "/FT");
    qpdf_oh value = value_of(inspecting, field, "/V");
    const char *name = text_of(inspecting, value_of(inspecting, field, "/T"));
    struct inherited own = *above;
    if (qpdf_oh_is_name(qpdf, type)) {
        own.signs = is_name(inspecting, type, "/Sig");
    }
    if (!qpdf_oh_is_null(qpdf, value)) {
        own.value = value;
    }
    if (name) {
        own.name =
            *above->name ? arena_format(inspecting->job->arena, "%s.%s", above->name, name) : name;
    }
    return own;
}

/* Kids with a name are fields, the others are the places where this one is shown. */
static void walk_field(
    struct inspecting *inspecting, qpdf_oh field, const struct inherited *above, int depth) {
    if (!may_visit(inspecting, depth)) {
        return;
    }
    struct inherited own = inherit(inspecting, field, above);
    qpdf_oh kids = value_of(inspecting, field, "/Kids");
    bool parent = false;
    for (int i = 0; i < count_of(inspecting, kids); i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(inspecting->qpdf, kids, i);
        if (qpdf_oh_is_string(inspecting->qpdf, value_of(inspecting, kid, "/T"))) {
            parent = true;
            walk_field(inspecting, kid, &own, depth + 1);
        }
    }
    if (own.signs && !parent) {
        add_field(inspecting, field, &own);
    }
}

static void walk_fields(struct inspecting *inspecting, qpdf_oh form) {
    qpdf_oh fields = value_of(inspecting, form, "/Fields");
    struct inherited nothing = {.value = qpdf_oh_new_null(inspecting->qpdf), .name = ""};
    if (count_of(inspecting, fields) > 0) {
        list_shown(inspecting);
    }
    for (int i = 0; i < count_of(inspecting, fields); i++) {
        walk_field(inspecting, qpdf_oh_get_array_item(inspecting->qpdf, fields, i), &nothing, 0);
    }
}

/* ---- What Greffe notes for itself (ISO 32000-1, 14.5) ---- */

static const char *read_document(const struct inspecting *inspecting, qpdf_oh catalog) {
    qpdf_oh own = value_of(inspecting, value_of(inspecting, catalog, "/PieceInfo"), "/Greffe");
    qpdf_oh document = value_of(inspecting, value_of(inspecting, own, "/Private"), "/Document");
    return text_of(inspecting, document);
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
