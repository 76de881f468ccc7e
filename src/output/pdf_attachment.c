#include "pdf_attachment.h"

#include "pdf_syntax.h"
#include "pdf_tree.h"

#include <hpdf_encrypt.h>

static void add_checksum(struct buffer *entries, const struct attachment *attachment) {
    HPDF_MD5_CTX context;
    HPDF_BYTE digest[HPDF_MD5_KEY_LEN];
    HPDF_MD5Init(&context);
    HPDF_MD5Update(&context, attachment->bytes, (HPDF_UINT32)attachment->length);
    HPDF_MD5Final(digest, &context);
    buffer_text(entries, "/CheckSum ");
    pdf_syntax_hexadecimal(entries, digest, sizeof digest);
}

/* The modification date is the document's own: a file's would change with each copy. */
static void add_parameters(
    struct buffer *entries, const struct pdf *pdf, const struct attachment *attachment) {
    buffer_text(entries, "/Params <</Size ");
    pdf_syntax_integer(entries, (int64_t)attachment->length);
    if (pdf->pages->metadata.date.year > 0) {
        buffer_text(entries, "/ModDate ");
        pdf_syntax_date(entries, pdf->pages->metadata.date);
    }
    add_checksum(entries, attachment);
    buffer_text(entries, ">> ");
}

static HPDF_Dict write_file(struct pdf *pdf, const struct attachment *attachment) {
    struct buffer entries = pdf_object_buffer(pdf);
    HPDF_Dict object =
        pdf_object_stream(pdf, &entries, attachment->bytes, attachment->length, PDF_FLATE);
    if (!pdf->failed) {
        buffer_text(&entries, "/Type /EmbeddedFile /Subtype ");
        pdf_syntax_name(&entries, attachment->mime);
        add_parameters(&entries, pdf, attachment);
        pdf_object_fill(pdf, object, &entries);
    }
    return object;
}

/* A name that cannot lead a reader into another folder; for readers that do not know /UF, in ASCII. */
static const char *file_name(struct arena *arena, const char *name, bool ascii) {
    struct buffer safe = {.arena = arena};
    while (*name) {
        uint32_t code_point = text_next(&name);
        bool taken = code_point != '/' && code_point != '\\' &&
                     (!ascii || (code_point >= ' ' && code_point < 0x7F));
        buffer_code_point(&safe, taken ? code_point : '_');
    }
    return buffer_string(&safe);
}

static HPDF_Dict write_specification(struct pdf *pdf, const struct attachment *attachment) {
    HPDF_Dict file = write_file(pdf, attachment);
    struct buffer entries = pdf_object_buffer(pdf);
    buffer_text(&entries, "/Type /Filespec /F ");
    pdf_syntax_string(&entries, file_name(pdf->job->arena, attachment->name, true));
    buffer_text(&entries, "/UF ");
    pdf_syntax_string(&entries, file_name(pdf->job->arena, attachment->name, false));
    if (attachment->description) {
        buffer_text(&entries, "/Desc ");
        pdf_syntax_string(&entries, attachment->description);
    }
    buffer_text(&entries, "/AFRelationship ");
    pdf_syntax_name(&entries, attachment->relationship);
    buffer_text(&entries, "/EF <<");
    pdf_syntax_entry(&entries, "F", file);
    pdf_syntax_entry(&entries, "UF", file);
    buffer_text(&entries, ">> ");
    return pdf_object_add(pdf, &entries);
}

void pdf_attachment_write(struct pdf *pdf) {
    size_t count = pdf->pages->attachment_count;
    if (count == 0) {
        return;
    }
    struct arena *arena = pdf->job->arena;
    struct pdf_tree_entry *names = arena_array(arena, count, sizeof *names);
    struct buffer files = pdf_object_buffer(pdf);
    for (size_t i = 0; i < count && !pdf->failed; i++) {
        const struct attachment *attachment = &pdf->pages->attachments[i];
        struct buffer reference = pdf_object_buffer(pdf);
        pdf_syntax_reference(&reference, write_specification(pdf, attachment));
        buffer_text(&files, buffer_string(&reference));
        names[i] = (struct pdf_tree_entry){
            pdf_tree_name(arena, attachment->name), buffer_string(&reference)};
    }
    if (pdf->failed) {
        return;
    }
    buffer_format(&pdf->catalog, "/AF [%s] /Names <<", buffer_string(&files));
    pdf_syntax_entry(&pdf->catalog, "EmbeddedFiles", pdf_tree_names(pdf, names, count));
    buffer_text(&pdf->catalog, ">> ");
}
