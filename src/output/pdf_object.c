#include "pdf_object.h"

#include <hpdf_objects.h>
#include <hpdf_version.h>
#include <libdeflate.h>
#include <stdint.h>
#include <string.h>

enum {
    OBJECT_LIMIT = HPDF_LIMIT_MAX_XREF_ELEMENT - 8,
    BYTE_LIMIT = INT32_MAX, /* libharu counts the bytes of its output in an int */
    COMPRESSION_LEVEL = 6,  /* of 12 */
};

void pdf_object_fault(
    struct pdf *pdf, enum message message, const char *first, const char *second) {
    if (!pdf->failed) {
        diagnose(pdf->job->diagnostics, message, (struct span){0}, NULL, first, second);
    }
    pdf->failed = true;
}

/* Exhausted memory has other names too: where the file's own stream could not be made, an invalid stream. */
static bool is_exhausted(const struct pdf *pdf, HPDF_STATUS error) {
    return error == HPDF_FAILD_TO_ALLOC_MEM || error == HPDF_INVALID_STREAM ||
           HPDF_GetErrorDetail(pdf->document) == HPDF_FAILD_TO_ALLOC_MEM;
}

/* Passes on what a call of libharu returned. libharu's own record says more than a return value. */
static void check(struct pdf *pdf, HPDF_STATUS status) {
    HPDF_STATUS recorded = HPDF_GetError(pdf->document);
    HPDF_STATUS error = recorded != HPDF_OK ? recorded : status;
    if (error == HPDF_OK) {
        return;
    }
    if (is_exhausted(pdf, error)) {
        arena_exhausted(pdf->job->arena);
    }
    const char *number = arena_format(pdf->job->arena, "0x%04lX", error);
    const char *detail = arena_format(pdf->job->arena, "%lu", HPDF_GetErrorDetail(pdf->document));
    pdf_object_fault(pdf, MESSAGE_PDF_LIBRARY_ERROR, number, detail);
}

/* The document may be released early, by pdf_object_save; the arena then finds nothing left to do. */
static void release(void *handle) {
    struct pdf *pdf = handle;
    HPDF_Free(pdf->document);
    pdf->document = NULL;
}

bool pdf_object_begin(struct pdf *pdf) {
    /* The structures behind the private headers change from one version to the next. */
    if (strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT) != 0) {
        pdf_object_fault(pdf, MESSAGE_PDF_LIBRARY_VERSION, HPDF_GetVersion(), HPDF_VERSION_TEXT);
        return false;
    }
    pdf->document = HPDF_New(NULL, NULL);
    if (!pdf->document) {
        arena_exhausted(pdf->job->arena);
    }
    arena_release_later(pdf->job->arena, release, pdf);
    pdf->document->pdf_version = HPDF_VER_17;
    pdf->catalog = pdf_object_buffer(pdf);
    return true;
}

struct buffer pdf_object_buffer(const struct pdf *pdf) {
    return (struct buffer){.arena = pdf->job->arena};
}

/* What stands between << and >> of a dictionary. The filter is an entry like the others: libharu is not asked to pack. */
struct content {
    const char *filter;
    struct buffer entries;
};

/* What libharu calls between << and >>. */
static HPDF_STATUS write_entries(HPDF_Dict object, HPDF_Stream stream) {
    const struct content *content = object->attr;
    HPDF_STATUS status = HPDF_Stream_WriteStr(stream, content->filter);
    if (status != HPDF_OK) {
        return status;
    }
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)buffer_string(&content->entries),
        (HPDF_UINT)content->entries.length);
}

static struct content *content_of(const struct pdf *pdf, HPDF_Dict object) {
    if (object->write_fn != write_entries) {
        struct content *content = arena_alloc(pdf->job->arena, sizeof *content);
        content->filter = "";
        object->attr = content;
        object->write_fn = write_entries;
    }
    return object->attr;
}

/* Counts bytes against what libharu's output can address; false when they are too many. */
static bool count_bytes(struct pdf *pdf, size_t length) {
    if (length > BYTE_LIMIT - pdf->byte_count) {
        pdf_object_fault(pdf, MESSAGE_PDF_TOO_LARGE, NULL, NULL);
        return false;
    }
    pdf->byte_count += length;
    return true;
}

/* Whether one more object, with the length object of a stream, can be numbered. */
static bool has_room(struct pdf *pdf) {
    if (pdf->document->xref->entries->count < OBJECT_LIMIT) {
        return true;
    }
    pdf_object_fault(pdf, MESSAGE_PDF_TOO_LARGE, NULL, NULL);
    return false;
}

HPDF_Dict pdf_object_new(struct pdf *pdf) {
    if (!has_room(pdf)) {
        return pdf->document->catalog; /* stands in: nothing will be saved */
    }
    HPDF_Dict object = HPDF_Dict_New(pdf->document->mmgr);
    if (!object || HPDF_Xref_Add(pdf->document->xref, object) != HPDF_OK) {
        arena_exhausted(pdf->job->arena);
    }
    return object;
}

void pdf_object_fill(struct pdf *pdf, HPDF_Dict object, const struct buffer *entries) {
    if (entries->length == 0 || !count_bytes(pdf, entries->length)) {
        return;
    }
    content_of(pdf, object)->entries = *entries;
}

HPDF_Dict pdf_object_add(struct pdf *pdf, const struct buffer *entries) {
    HPDF_Dict object = pdf_object_new(pdf);
    pdf_object_fill(pdf, object, entries);
    return object;
}

/* ---- Streams ---- */

static void release_compressor(void *handle) {
    libdeflate_free_compressor(handle);
}

/* One serves all streams of a document. */
static struct libdeflate_compressor *compressor_of(struct pdf *pdf) {
    if (!pdf->compressor) {
        pdf->compressor = libdeflate_alloc_compressor(COMPRESSION_LEVEL);
        if (!pdf->compressor) {
            arena_exhausted(pdf->job->arena);
        }
        arena_release_later(pdf->job->arena, release_compressor, pdf->compressor);
    }
    return pdf->compressor;
}

/* The bytes as zlib data (RFC 1950), which FlateDecode reads (ISO 32000-1, 7.4.4). */
static const void *deflated(struct pdf *pdf, const void *bytes, size_t *length) {
    struct libdeflate_compressor *compressor = compressor_of(pdf);
    size_t room = libdeflate_zlib_compress_bound(compressor, *length);
    void *packed = arena_alloc(pdf->job->arena, room);
    *length = libdeflate_zlib_compress(compressor, bytes, *length, packed, room);
    return packed;
}

static const char *filter_entry(enum pdf_packing packing) {
    switch (packing) {
    case PDF_FLATE:
        return "/Filter /FlateDecode\n";
    case PDF_JPEG:
        return "/Filter /DCTDecode\n";
    case PDF_PLAIN:
        break;
    }
    return "";
}

HPDF_Dict pdf_object_stream(struct pdf *pdf, const struct buffer *entries, const void *bytes,
    size_t length, enum pdf_packing packing) {
    if (!has_room(pdf) || !count_bytes(pdf, length)) {
        return pdf->document->catalog;
    }
    HPDF_Dict object = HPDF_DictStream_New(pdf->document->mmgr, pdf->document->xref);
    if (!object) {
        arena_exhausted(pdf->job->arena);
    }
    const void *written = packing == PDF_FLATE ? deflated(pdf, bytes, &length) : bytes;
    check(pdf, HPDF_Stream_Write(object->stream, written, (HPDF_UINT)length));
    content_of(pdf, object)->filter = filter_entry(packing);
    pdf_object_fill(pdf, object, entries);
    return object;
}

HPDF_Dict pdf_object_page_root(struct pdf *pdf) {
    HPDF_Dict root = pdf->document->root_pages;
    root->before_write_fn = NULL; /* it would count the kids that libharu knows of */
    check(pdf, HPDF_Dict_RemoveElement(root, "Kids"));
    check(pdf, HPDF_Dict_RemoveElement(root, "Count"));
    return root;
}

unsigned pdf_object_number(HPDF_Dict object) {
    return object->header.obj_id & 0x00FFFFFFU; /* the bits above are libharu's flags */
}

/* The document as bytes; they are read in one piece, for libharu reads on from where it stopped. */
static bool read_saved(struct pdf *pdf, unsigned char **bytes, size_t *length) {
    HPDF_UINT32 size = HPDF_GetStreamSize(pdf->document);
    *bytes = arena_alloc(pdf->job->arena, size);
    check(pdf, HPDF_ResetStream(pdf->document));
    if (!pdf->failed) {
        check(pdf, HPDF_ReadFromStream(pdf->document, *bytes, &size));
    }
    *length = size;
    return !pdf->failed;
}

bool pdf_object_save(struct pdf *pdf, unsigned char **bytes, size_t *length) {
    check(pdf, HPDF_OK);
    if (!pdf->failed) {
        struct buffer identity = pdf_object_buffer(pdf);
        buffer_text(&identity, "/ID [<00000000000000000000000000000000> "
                               "<00000000000000000000000000000000>]\n");
        pdf_object_fill(pdf, pdf->document->trailer, &identity);
        pdf_object_fill(pdf, pdf->document->catalog, &pdf->catalog);
        check(pdf, HPDF_SaveToStream(pdf->document));
    }
    bool saved = !pdf->failed && read_saved(pdf, bytes, length);
    release(pdf);
    return saved;
}
