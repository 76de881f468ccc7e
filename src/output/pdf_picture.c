#include "pdf_picture.h"

#include "pdf_syntax.h"

/* A picture that was written. */
struct drawn {
    const struct picture *picture;
    HPDF_Dict object;
};

struct pdf_pictures {
    struct pdf *pdf;
    struct drawn *items;
    size_t count;
};

struct pdf_pictures *pdf_picture_list(struct pdf *pdf) {
    struct pdf_pictures *pictures = arena_alloc(pdf->job->arena, sizeof *pictures);
    pictures->pdf = pdf;
    return pictures;
}

static HPDF_Dict write_picture(struct pdf *pdf, const struct picture *picture) {
    struct buffer entries = pdf_object_buffer(pdf);
    buffer_text(&entries, "/Type /XObject /Subtype /Image /BitsPerComponent 8 /Width ");
    pdf_syntax_integer(&entries, picture->width);
    buffer_text(&entries, "/Height ");
    pdf_syntax_integer(&entries, picture->height);
    buffer_text(&entries,
        picture->components == 1 ? "/ColorSpace /DeviceGray " : "/ColorSpace /DeviceRGB ");
    return pdf_object_stream(pdf, &entries, picture->bytes, picture->length,
        picture->format == PICTURE_JPEG ? PDF_JPEG : PDF_FLATE);
}

size_t pdf_picture_use(struct pdf_pictures *pictures, const struct picture *picture) {
    for (size_t i = 0; i < pictures->count; i++) {
        if (pictures->items[i].picture == picture) {
            return i + 1;
        }
    }
    pictures->items = arena_grow(
        pictures->pdf->job->arena, pictures->items, pictures->count, sizeof *pictures->items);
    pictures->items[pictures->count++] =
        (struct drawn){picture, write_picture(pictures->pdf, picture)};
    return pictures->count;
}

void pdf_picture_add_names(const struct pdf_pictures *pictures, struct buffer *resources) {
    for (size_t i = 0; i < pictures->count; i++) {
        buffer_format(resources, "/I%zu ", i + 1);
        pdf_syntax_reference(resources, pictures->items[i].object);
    }
}
