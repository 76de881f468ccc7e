/* floor PAGES TIMES FONT…: the least it takes to draw finished pages (bench/speed/pages) by libharu:
 * Type0 fonts subset by HarfBuzz, streams deflated by libdeflate, no structure. Prints milliseconds. */
#include <hb-subset.h>
#include <hpdf.h>
#include <hpdf_utils.h>
#include <libdeflate.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* A font and its characters; a text or rectangle; a page of those before it, when they are all there.
 * A text's codes count its font's characters from the first that has no meaning in parentheses on. */
struct item {
    int kind, font;
    float x, y, width, height;
    unsigned count, codes[];
};

static const unsigned first = '\\' + 1;
static hb_face_t *faces[16];
static int widths[16][256];
static char pages[1 << 22], content[1 << 20];
static struct libdeflate_compressor *compressor;

static hb_face_t *open_face(const char *file) {
    hb_face_t *source = hb_face_create(hb_blob_create_from_file(file), 0);
    hb_face_t *face = hb_face_builder_create();
    for (const char *tag = "cmapglyfheadhheahmtxlocamaxp"; *tag; tag += 4) {
        hb_tag_t table = hb_tag_from_string(tag, 4);
        hb_face_builder_add_table(face, table, hb_face_reference_table(source, table));
    }
    return face;
}

static HPDF_STATUS write_entries(HPDF_Dict object, HPDF_Stream out) { /* that libharu has not */
    return HPDF_Stream_WriteStr(out, object->attr);
}

static unsigned fill(HPDF_Dict stream, const char *bytes, long count) {
    static HPDF_BYTE packed[1 << 20];
    size_t size = libdeflate_zlib_compress(compressor, bytes, (size_t)count, packed, sizeof packed);
    HPDF_Stream_Write(stream->stream, packed, (HPDF_UINT)size);
    stream->attr = "/Filter/FlateDecode", stream->write_fn = write_entries;
    return stream->header.obj_id & 0xFFFFFF;
}

static void add_font(HPDF_Doc pdf, HPDF_Dict fonts, const struct item *item) {
    static char entries[16][1 << 14];
    char *end = entries[item->font], *text = content, map[512] = "";
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_add_sorted_array(hb_subset_input_unicode_set(input), item->codes, item->count);
    hb_face_t *subset = hb_subset_or_fail(faces[item->font], input);
    hb_blob_t *program = hb_face_reference_blob(subset);
    hb_font_t *font = hb_font_create(subset);
    hb_font_set_scale(font, 1000, 1000);
    HPDF_Dict stream = HPDF_DictStream_New(pdf->mmgr, pdf->xref);
    end += sprintf(end,
        "/Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/GREFFE+Floor"
        "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/GREFFE+Floor"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor"
        "<</Type/FontDescriptor/FontName/GREFFE+Floor/FontFile2 %u 0 R/Flags 4/ItalicAngle 0"
        "/FontBBox[0 -250 1000 1000]/Ascent 1000/Descent -250/CapHeight 700/StemV 80>>/W[%u[",
        fill(stream, hb_blob_get_data(program, NULL), hb_blob_get_length(program)), first);
    text += sprintf(text, "1 begincodespacerange<0000><FFFF>endcodespacerange ");
    text += sprintf(text, "1 beginbfrange<%04X><%04X>[", first, first + item->count - 1);
    for (unsigned i = 0, glyph; i < item->count; i++) {
        hb_font_get_nominal_glyph(font, item->codes[i], &glyph);
        widths[item->font][first + i] = hb_font_get_glyph_h_advance(font, glyph);
        end += sprintf(end, "%d ", widths[item->font][first + i]);
        text += sprintf(text, "<%04X>", item->codes[i]);
        map[2 * (first + i) + 1] = (char)glyph;
    }
    text += sprintf(text, "]endbfrange");
    sprintf(end, "]]/CIDToGIDMap %u 0 R>>]/ToUnicode %u 0 R",
        fill(HPDF_DictStream_New(pdf->mmgr, pdf->xref), map, sizeof map),
        fill(HPDF_DictStream_New(pdf->mmgr, pdf->xref), content, text - content));
    hb_font_destroy(font);
    hb_blob_destroy(program);
    hb_face_destroy(subset);
    hb_subset_input_destroy(input);
    HPDF_Dict made = HPDF_Dict_New(pdf->mmgr);
    made->attr = entries[item->font], made->write_fn = write_entries;
    HPDF_Xref_Add(pdf->xref, made);
    HPDF_Dict_Add(fonts, (char[]){'F', (char)('0' + item->font), '\0'}, made);
}

static char *put(char *end, float number, const char *next) {
    return stpcpy(HPDF_FToA(end, number, end + 12), next);
}

/* The spaces share what the width of the text has beyond that of its characters. */
static char *put_text(char *end, const struct item *item) {
    int natural = 0, spaces = 0;
    for (unsigned i = 0; i < item->count; i++) {
        natural += widths[item->font][item->codes[i]];
        spaces += item->codes[i] == first;
    }
    int share = spaces ? (natural - (int)(item->width / item->height * 1000)) / spaces : 0;
    end = put(put(stpcpy(end, "BT/F"), (float)item->font, " "), item->height, " Tf ");
    end = put(put(end, item->x, " "), item->y, " Td[(");
    for (unsigned i = 0; i < item->count; i++) {
        *end++ = '\0', *end++ = (char)item->codes[i];
        if (item->codes[i] == first && share != 0) {
            end = put(stpcpy(end, ")"), (float)share, "(");
        }
    }
    return stpcpy(end, ")]TJ ET\n");
}

static void draw(HPDF_Doc pdf) {
    char *end = content;
    HPDF_Dict fonts = HPDF_Dict_New(pdf->mmgr);
    HPDF_Xref_Add(pdf->xref, fonts);
    for (const struct item *item = (const void *)pages; item->kind;
         item = (const void *)(item->codes + item->count)) {
        if (item->kind == 'f') {
            add_font(pdf, fonts, item);
        } else if (item->kind == 't') {
            end = put_text(end, item);
        } else if (item->kind == 'r') {
            end = put(put(end, item->x, " "), item->y, " ");
            end = put(put(end, item->width, " "), item->height, " re B\n");
        } else {
            HPDF_Page page = HPDF_AddPage(pdf);
            HPDF_Page_SetWidth(page, item->width);
            HPDF_Page_SetHeight(page, item->height);
            HPDF_Dict_Add(HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT), "Font", fonts);
            fill(HPDF_Dict_GetItem(page, "Contents", HPDF_OCLASS_DICT), content, end - content);
            end = content;
        }
    }
}

int main(int count, char **arguments) {
    compressor = libdeflate_alloc_compressor(6);
    for (int i = 3; i < count; i++) {
        faces[i - 3] = open_face(arguments[i]);
    }
    fread(pages, 1, sizeof pages, fopen(arguments[1], "rb"));
    for (int times = HPDF_AToI(arguments[2]); times > 0; times--) {
        remove("floor.pdf");
        clock_t start = clock();
        HPDF_Doc pdf = HPDF_New(NULL, NULL);
        draw(pdf);
        HPDF_SaveToFile(pdf, "floor.pdf");
        HPDF_Free(pdf);
        printf("%.3f\n", (double)(clock() - start) * 1000 / CLOCKS_PER_SEC);
    }
}
