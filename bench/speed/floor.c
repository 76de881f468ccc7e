/* floor DUMP TIMES NAME=FILE…: the least it takes to draw a pages dump with libharu: Type0 fonts
 * subset by HarfBuzz, deflated streams, no structure. Prints the milliseconds of CPU of each run. */
#include <hb-ot.h>
#include <hb-subset.h>
#include <hpdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    FACES = 16,
    LINE = 4096,
    ENTRIES = 16000
};

/* Opened once for all documents; the glyphs used and the entries of the font are those of one. */
static struct face {
    char name[64], entries[ENTRIES];
    hb_face_t *outlines;
    hb_font_t *font;
    hb_set_t *used;
} faces[FACES];

static float width_of(const struct face *face, unsigned glyph) {
    hb_position_t advance = hb_font_get_glyph_h_advance(face->font, glyph);
    return (float)advance / (float)hb_face_get_upem(face->outlines);
}

/* The spaces share what the width of the line has beyond that of its glyphs. */
static void draw_text(HPDF_Stream out, float height, const char *line) {
    char name[64], text[LINE], operators[LINE * 4], *end = operators;
    float x, y, width, size, natural = 0;
    unsigned count, space, spaces = 0;
    sscanf(line, " text %f %f %f %63s %f %*s %*s \"%[^\n]", &x, &y, &width, name, &size, text);
    struct face *face = faces;
    while (strcmp(face->name, name) != 0) {
        face++;
    }
    hb_font_get_nominal_glyph(face->font, ' ', &space);
    hb_buffer_t *letters = hb_buffer_create();
    hb_buffer_add_utf8(letters, text, (int)strlen(text) - 1, 0, -1);
    hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(letters, &count);
    for (unsigned i = 0; i < count; i++) {
        hb_font_get_nominal_glyph(face->font, infos[i].codepoint, &infos[i].codepoint);
        hb_set_add(face->used, infos[i].codepoint);
        spaces += infos[i].codepoint == space;
        natural += width_of(face, infos[i].codepoint) * size;
    }
    float share = spaces ? (natural - width) / (float)spaces / size * 1000 : 0;
    end += sprintf(end, "BT /F%td %g Tf %g %g Td [<", face - faces, size, x, height - y);
    for (unsigned i = 0; i < count; i++) {
        end += sprintf(end, "%04X", infos[i].codepoint);
        if (infos[i].codepoint == space) {
            end += sprintf(end, ">%.1f<", share);
        }
    }
    hb_buffer_destroy(letters);
    strcpy(end, ">]TJ ET\n");
    HPDF_Stream_WriteStr(out, operators);
}

static hb_blob_t *subset(const struct face *face) {
    static const char useless[] = "GDEFGPOSGSUBcmapnamepostOS/2kerngaspDSIG";
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_RETAIN_GIDS);
    for (const char *tag = useless; *tag; tag += 4) {
        hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
        hb_set_add(dropped, hb_tag_from_string(tag, 4));
    }
    hb_set_union(hb_subset_input_glyph_set(input), face->used);
    hb_face_t *made = hb_subset_or_fail(face->outlines, input);
    hb_blob_t *blob = hb_face_reference_blob(made);
    hb_face_destroy(made);
    hb_subset_input_destroy(input);
    return blob;
}

/* libharu makes no Type0 fonts: their dictionaries are written by hand. */
static HPDF_STATUS write_entries(HPDF_Dict font, HPDF_Stream stream) {
    return HPDF_Stream_WriteStr(stream, font->attr);
}

static HPDF_Dict font_of(HPDF_Doc pdf, struct face *face) {
    hb_blob_t *blob = subset(face);
    HPDF_Dict program = HPDF_DictStream_New(pdf->mmgr, pdf->xref);
    program->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    HPDF_Stream_Write(
        program->stream, (const HPDF_BYTE *)hb_blob_get_data(blob, NULL), hb_blob_get_length(blob));
    hb_blob_destroy(blob);
    char *end = face->entries;
    end += sprintf(end,
        "/Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype"
        "/CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        "/FontDescriptor<</Type/FontDescriptor/Flags 4/FontFile2 %u 0 R>>/W[",
        program->header.obj_id & 0xFFFFFF);
    for (unsigned glyph = HB_SET_VALUE_INVALID; hb_set_next(face->used, &glyph);) {
        end += sprintf(end, "%u[%.0f]", glyph, width_of(face, glyph) * 1000);
    }
    strcpy(end, "]>>]");
    hb_set_clear(face->used);
    HPDF_Dict font = HPDF_Dict_New(pdf->mmgr);
    HPDF_Xref_Add(pdf->xref, font), font->attr = face->entries;
    font->write_fn = write_entries;
    return font;
}

static void draw(HPDF_Doc pdf, FILE *dump) {
    char line[LINE], kind[16];
    float x, y, width, height;
    HPDF_Dict page = NULL, fonts = HPDF_Dict_New(pdf->mmgr);
    HPDF_Xref_Add(pdf->xref, fonts);
    while (fgets(line, sizeof line, dump) && strncmp(line, "structure", 9) != 0) {
        if (sscanf(line, "page %*d %f %f", &width, &height) == 2) {
            page = HPDF_AddPage(pdf);
            HPDF_Page_SetHeight(page, height);
            HPDF_Dict_Add(HPDF_Dict_GetItem(page, "Resources", HPDF_OCLASS_DICT), "Font", fonts);
        } else if (strncmp(line, "  text ", 7) == 0) {
            draw_text(((HPDF_PageAttr)page->attr)->stream, HPDF_Page_GetHeight(page), line);
        } else if (page && sscanf(line, " %15s %f %f %f %f", kind, &x, &y, &width, &height) == 5) {
            HPDF_Page_Rectangle(page, x, HPDF_Page_GetHeight(page) - y - height, width, height);
            HPDF_Page_Stroke(page);
        }
    }
    for (struct face *face = faces; face->outlines; face++) {
        sprintf(line, "F%td", face - faces);
        hb_set_is_empty(face->used) ? 0 : HPDF_Dict_Add(fonts, line, font_of(pdf, face));
    }
}

int main(int count, char **arguments) {
    for (struct face *face = faces; face < faces + count - 3; face++) {
        const char *argument = arguments[face - faces + 3], *file = strchr(argument, '=') + 1;
        sprintf(face->name, "%.*s", (int)(file - argument - 1), argument);
        face->outlines = hb_face_create(hb_blob_create_from_file(file), 0);
        face->font = hb_font_create(face->outlines);
        face->used = hb_set_create();
    }
    FILE *dump = fopen(arguments[1], "r");
    for (int times = atoi(arguments[2]); times > 0; times--) {
        clock_t start = clock();
        HPDF_Doc pdf = HPDF_New(NULL, NULL);
        HPDF_SetCompressionMode(pdf, HPDF_COMP_ALL);
        rewind(dump);
        draw(pdf, dump);
        HPDF_SaveToFile(pdf, "floor.pdf");
        HPDF_Free(pdf);
        printf("%.3f\n", (double)(clock() - start) * 1000 / CLOCKS_PER_SEC);
    }
}
