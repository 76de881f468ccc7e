#include "pdf_compact.h"

#include <qpdf/qpdf-c.h>

static void release(void *handle) {
    qpdf_data *qpdf = handle;
    if (*qpdf) {
        qpdf_cleanup(qpdf);
    }
}

/* An /ID made of the clock would be replaced all the same; a constant one costs nothing. The newline is
 * what ISO 19005-3, 6.1.7.1 demands before endstream. */
static bool pack(qpdf_data qpdf, const unsigned char *bytes, size_t length) {
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    if (qpdf_read_memory(qpdf, "", (const char *)bytes, length, NULL) != QPDF_SUCCESS ||
        qpdf_init_write_memory(qpdf) != QPDF_SUCCESS) {
        return false;
    }
    qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
    qpdf_set_newline_before_endstream(qpdf, QPDF_TRUE);
    qpdf_set_static_ID(qpdf, QPDF_TRUE);
    return qpdf_write(qpdf) == QPDF_SUCCESS;
}

static void report(struct job *job, qpdf_data qpdf) {
    qpdf_error error = qpdf_get_error(qpdf);
    const char *text = error ? qpdf_get_error_full_text(qpdf, error) : "";
    diagnose(job->diagnostics, MESSAGE_PDF_COMPACT_ERROR, (struct span){0}, NULL,
        arena_format(job->arena, "%s", text));
}

bool pdf_compact(struct job *job, unsigned char **bytes, size_t *length) {
    qpdf_data *qpdf = arena_alloc(job->arena, sizeof *qpdf);
    *qpdf = qpdf_init();
    arena_release_later(job->arena, release, qpdf);
    bool packed = pack(*qpdf, *bytes, *length);
    if (packed) {
        *length = qpdf_get_buffer_length(*qpdf);
        *bytes =
            (unsigned char *)arena_copy(job->arena, (const char *)qpdf_get_buffer(*qpdf), *length);
    } else {
        report(job, *qpdf);
    }
    release(qpdf);
    return packed;
}
