#include "pdf_font.h"

#include "pdf_subset.h"
#include "pdf_syntax.h"

#include <hb.h>
#include <hpdf_encrypt.h>
#include <string.h>

enum {
    CODE_LIMIT = 65535, /* codes have two bytes */
    UNICODE_LIMIT = 60, /* UTF-16 units that a code may stand for: some readers take no more */
    MAPPINGS_PER_BLOCK = 100, /* Adobe Technical Note 5014, bfchar */
    FIRST_SLOTS = 256,
    TAG_LENGTH = 6,
    STEM_REGULAR = 88, /* 1/1000 em; required, but nobody draws by it as the font is embedded */
    STEM_BOLD = 166,
    FACE_MEMORY = 1 << 15, /* bytes; without them HarfBuzz finds no tables, and says nothing */
};

/* Flags of a font descriptor (ISO 32000-1, table 123). */
enum {
    FLAG_SERIF = 1 << 1,
    FLAG_SYMBOLIC = 1 << 2,
    FLAG_ITALIC = 1 << 6,
};

/* What one code stands for. */
struct pair {
    uint32_t glyph;
    const char *text;
    int64_t width; /* millionths of the em */
};

/* pairs[code - 1] is the pair of a code. `slots` is a hash table of codes, 0 where it is free. */
struct pdf_font {
    struct pdf *pdf;
    const struct face *face;
    size_t index;
    hb_face_t *outlines;
    hb_font_t *metrics;
    uint32_t glyph_count;
    struct pair *pairs;
    size_t count;
    uint32_t *slots;
    size_t slot_count;
};

struct pdf_fonts {
    struct pdf *pdf;
    struct pdf_font **items;
    size_t count;
};

struct pdf_fonts *pdf_font_list(struct pdf *pdf) {
    struct pdf_fonts *fonts = arena_alloc(pdf->job->arena, sizeof *fonts);
    fonts->pdf = pdf;
    return fonts;
}

static void report_unusable(struct pdf_font *font) {
    pdf_object_fault(font->pdf, MESSAGE_PDF_FONT_UNUSABLE, font->face->name, NULL);
}

static void release(void *handle) {
    struct pdf_font *font = handle;
    hb_font_destroy(font->metrics);
    hb_face_destroy(font->outlines);
}

static bool has_outlines(hb_face_t *face) {
    hb_blob_t *table = hb_face_reference_table(face, HB_TAG('g', 'l', 'y', 'f'));
    bool present = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return present;
}

/* HarfBuzz makes an empty face of bytes that it cannot read, so that the glyphs are what tells. */
static void open_face(struct pdf_font *font) {
    const struct face *face = font->face;
    arena_reserve(font->pdf->job->arena, FACE_MEMORY);
    hb_blob_t *blob = hb_blob_create(
        (const char *)face->bytes, (unsigned)face->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    font->outlines = hb_face_create(blob, 0);
    font->metrics = hb_font_create(font->outlines);
    hb_blob_destroy(blob);
    if (has_outlines(font->outlines)) {
        font->glyph_count = hb_face_get_glyph_count(font->outlines);
        (void)hb_font_get_glyph_h_advance(font->metrics, 0); /* the table is read at the first */
    } else {
        report_unusable(font);
    }
}

static struct pdf_font *add_font(struct pdf_fonts *fonts, const struct face *face) {
    struct arena *arena = fonts->pdf->job->arena;
    struct pdf_font *font = arena_alloc(arena, sizeof *font);
    *font = (struct pdf_font){.pdf = fonts->pdf, .face = face, .index = fonts->count + 1};
    font->slot_count = FIRST_SLOTS;
    font->slots = arena_array(arena, font->slot_count, sizeof *font->slots);
    fonts->items = arena_grow(arena, fonts->items, fonts->count, sizeof(struct pdf_font *));
    fonts->items[fonts->count++] = font;
    arena_release_later(arena, release, font);
    open_face(font);
    return font;
}

struct pdf_font *pdf_font_use(struct pdf_fonts *fonts, const struct face *face) {
    for (size_t i = 0; i < fonts->count; i++) {
        if (fonts->items[i]->face == face) {
            return fonts->items[i];
        }
    }
    return add_font(fonts, face);
}

size_t pdf_font_index(const struct pdf_font *font) {
    return font->index;
}

/* FNV-1a. */
static uint32_t hash_pair(uint32_t glyph, const char *text) {
    uint32_t hash = (2166136261U ^ glyph) * 16777619U;
    for (; *text; text++) {
        hash = (hash ^ (unsigned char)*text) * 16777619U;
    }
    return hash;
}

/* The slot of a pair, or the free one where it belongs. */
static uint32_t *find_slot(struct pdf_font *font, uint32_t glyph, const char *text) {
    size_t slot = hash_pair(glyph, text) & (font->slot_count - 1);
    while (font->slots[slot] != 0) {
        const struct pair *pair = &font->pairs[font->slots[slot] - 1];
        if (pair->glyph == glyph && strcmp(pair->text, text) == 0) {
            break;
        }
        slot = (slot + 1) & (font->slot_count - 1);
    }
    return &font->slots[slot];
}

static void grow_slots(struct pdf_font *font) {
    font->slot_count *= 2;
    font->slots = arena_array(font->pdf->job->arena, font->slot_count, sizeof *font->slots);
    for (size_t i = 0; i < font->count; i++) {
        *find_slot(font, font->pairs[i].glyph, font->pairs[i].text) = (uint32_t)i + 1;
    }
}

static int64_t to_millionths(struct pdf_font *font, int64_t units) {
    int64_t em = hb_face_get_upem(font->outlines);
    int64_t half = units < 0 ? -em / 2 : em / 2;
    return (units * 1000000 + half) / em;
}

static uint32_t add_pair(struct pdf_font *font, const struct glyph *glyph) {
    if (glyph->number >= font->glyph_count || font->count >= CODE_LIMIT) {
        report_unusable(font);
        return 0;
    }
    if (2 * (font->count + 1) > font->slot_count) {
        grow_slots(font);
    }
    hb_position_t advance = hb_font_get_glyph_h_advance(font->metrics, glyph->number);
    font->pairs = arena_grow(font->pdf->job->arena, font->pairs, font->count, sizeof *font->pairs);
    font->pairs[font->count++] =
        (struct pair){glyph->number, glyph->text, to_millionths(font, advance)};
    return (uint32_t)font->count;
}

uint32_t pdf_font_code(struct pdf_font *font, const struct glyph *glyph) {
    uint32_t code = *find_slot(font, glyph->number, glyph->text);
    if (code == 0) {
        code = add_pair(font, glyph);
        if (code != 0) {
            *find_slot(font, glyph->number, glyph->text) = code;
        }
    }
    return code;
}

int64_t pdf_font_width(const struct pdf_font *font, uint32_t code) {
    return code == 0 ? 0 : font->pairs[code - 1].width;
}

/* « ABCDEF+Name »: the tag of a subset (ISO 32000-1, 9.6.4) made from what is in it, so that other subsets
 * of the same font get other tags. */
static const char *subset_name(struct pdf_font *font, const uint32_t *glyphs) {
    HPDF_MD5_CTX context;
    HPDF_BYTE digest[HPDF_MD5_KEY_LEN];
    HPDF_MD5Init(&context);
    HPDF_MD5Update(
        &context, (const HPDF_BYTE *)glyphs, (HPDF_UINT32)(font->count * sizeof *glyphs));
    HPDF_MD5Final(digest, &context);
    char tag[TAG_LENGTH + 1] = {0};
    for (size_t i = 0; i < TAG_LENGTH; i++) {
        tag[i] = (char)('A' + digest[i] % 26);
    }
    return arena_format(font->pdf->job->arena, "%s+%s", tag, font->face->name);
}

static HPDF_Dict write_program(struct pdf_font *font, const struct pdf_subset *subset) {
    struct buffer entries = pdf_object_buffer(font->pdf);
    buffer_text(&entries, "/Length1 ");
    pdf_syntax_integer(&entries, (int64_t)subset->length);
    return pdf_object_stream(font->pdf, &entries, subset->bytes, subset->length, PDF_FLATE);
}

static int descriptor_flags(const struct face *face) {
    return FLAG_SYMBOLIC | (face->serif ? FLAG_SERIF : 0) |
           (face->italic_angle != 0 ? FLAG_ITALIC : 0);
}

/* A metric of the face, which PDF counts in 1/1000 em. */
static void add_metric(struct buffer *entries, struct pdf_font *font, const char *key, int units) {
    buffer_text(entries, key);
    pdf_syntax_decimal(entries, to_millionths(font, units));
}

static HPDF_Dict write_descriptor(
    struct pdf_font *font, const char *name, const struct pdf_subset *subset) {
    const struct face *face = font->face;
    struct buffer entries = pdf_object_buffer(font->pdf);
    buffer_text(&entries, "/Type /FontDescriptor /FontName ");
    pdf_syntax_name(&entries, name);
    buffer_format(&entries, "/Flags %d /FontBBox [", descriptor_flags(face));
    for (size_t i = 0; i < 4; i++) {
        add_metric(&entries, font, "", face->box[i]);
    }
    buffer_text(&entries, "] /ItalicAngle ");
    pdf_syntax_decimal(&entries, face->italic_angle);
    add_metric(&entries, font, "/Ascent ", face->ascent);
    add_metric(&entries, font, "/Descent ", face->descent);
    add_metric(&entries, font, "/CapHeight ", face->capital_height);
    buffer_format(&entries, "/StemV %d ", face->bold ? STEM_BOLD : STEM_REGULAR);
    pdf_syntax_entry(&entries, "FontFile2", write_program(font, subset));
    return pdf_object_add(font->pdf, &entries);
}

/* From code to glyph of the subset: two bytes for each code from 0 on. */
static HPDF_Dict write_glyph_map(struct pdf_font *font, const struct pdf_subset *subset) {
    size_t length = 2 * (font->count + 1);
    unsigned char *map = arena_alloc(font->pdf->job->arena, length);
    for (size_t i = 0; i < font->count; i++) {
        map[2 * i + 2] = (unsigned char)(subset->numbers[i] >> 8);
        map[2 * i + 3] = (unsigned char)(subset->numbers[i] & 0xFF);
    }
    struct buffer none = pdf_object_buffer(font->pdf);
    return pdf_object_stream(font->pdf, &none, map, length, PDF_FLATE);
}

static HPDF_Dict write_descendant(
    struct pdf_font *font, const char *name, const struct pdf_subset *subset) {
    struct buffer entries = pdf_object_buffer(font->pdf);
    buffer_text(&entries, "/Type /Font /Subtype /CIDFontType2 /BaseFont ");
    pdf_syntax_name(&entries, name);
    buffer_text(&entries,
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /W [1 [");
    for (size_t i = 0; i < font->count; i++) {
        pdf_syntax_decimal(&entries, font->pairs[i].width);
    }
    buffer_text(&entries, "]] ");
    pdf_syntax_entry(&entries, "FontDescriptor", write_descriptor(font, name, subset));
    pdf_syntax_entry(&entries, "CIDToGIDMap", write_glyph_map(font, subset));
    return pdf_object_add(font->pdf, &entries);
}

static void add_mappings(struct buffer *map, const struct pdf_font *font) {
    for (size_t i = 0; i < font->count; i++) {
        size_t rest = font->count - i;
        if (i % MAPPINGS_PER_BLOCK == 0) {
            buffer_format(map, "%zu beginbfchar\n",
                rest < MAPPINGS_PER_BLOCK ? rest : (size_t)MAPPINGS_PER_BLOCK);
        }
        buffer_format(map, "<%04zX> <", i + 1);
        pdf_syntax_utf16(map, font->pairs[i].text, UNICODE_LIMIT);
        buffer_text(map, ">\n");
        if ((i + 1) % MAPPINGS_PER_BLOCK == 0 || rest == 1) {
            buffer_text(map, "endbfchar\n");
        }
    }
}

/* From code to text (ISO 32000-1, 9.10.3). */
static HPDF_Dict write_text_map(struct pdf_font *font) {
    struct buffer map = pdf_object_buffer(font->pdf);
    buffer_text(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    add_mappings(&map, font);
    buffer_text(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    struct buffer none = pdf_object_buffer(font->pdf);
    return pdf_object_stream(font->pdf, &none, map.bytes, map.length, PDF_FLATE);
}

static HPDF_Dict write_font(struct pdf_font *font) {
    struct arena *arena = font->pdf->job->arena;
    uint32_t *glyphs = arena_array(arena, font->count, sizeof *glyphs);
    for (size_t i = 0; i < font->count; i++) {
        glyphs[i] = font->pairs[i].glyph;
    }
    struct pdf_subset subset = {0};
    struct buffer entries = pdf_object_buffer(font->pdf);
    if (!pdf_subset_make(arena, font->outlines, glyphs, font->count, &subset)) {
        report_unusable(font);
        return pdf_object_add(font->pdf, &entries);
    }
    const char *name = subset_name(font, glyphs);
    buffer_text(&entries, "/Type /Font /Subtype /Type0 /Encoding /Identity-H /BaseFont ");
    pdf_syntax_name(&entries, name);
    buffer_text(&entries, "/DescendantFonts [");
    pdf_syntax_reference(&entries, write_descendant(font, name, &subset));
    buffer_text(&entries, "] ");
    pdf_syntax_entry(&entries, "ToUnicode", write_text_map(font));
    return pdf_object_add(font->pdf, &entries);
}

void pdf_font_write(struct pdf_fonts *fonts, struct buffer *resources) {
    for (size_t i = 0; i < fonts->count && !fonts->pdf->failed; i++) {
        HPDF_Dict object = write_font(fonts->items[i]);
        buffer_format(resources, "/F%zu ", fonts->items[i]->index);
        pdf_syntax_reference(resources, object);
    }
}
