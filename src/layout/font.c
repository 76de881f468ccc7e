#include "font.h"

#include "arena.h"
#include "text.h"

#include <hb-ot.h>
#include <hb.h>
#include <string.h>

enum {
    SHAPING_MEMORY =
        1 << 15, /* bytes; without them HarfBuzz kerns less, or reads 0, and says nothing */
    HYPHEN_MINUS = 0x2D,
    SPACE = 0x20,
    NO_BREAK_SPACE = 0xA0,
    THIN_SPACE = 0x2009,
    HYPHEN = 0x2010,
    NO_BREAK_HYPHEN = 0x2011,
    NARROW_NO_BREAK_SPACE = 0x202F,
    THIN_SPACES_PER_EM = 6,
    /* Bits of fsType in the table OS/2: embedding forbidden, no subsets, bitmaps only. */
    EMBEDDING_REFUSED = 0x0002 | 0x0100 | 0x0200,
};

/* A face and HarfBuzz's view of it, whose scale is the units of the em. */
struct font {
    struct face face;
    bool italic;
    hb_font_t *handle;
};

struct fonts {
    struct arena *arena;
    struct font **items;
    size_t count;
};

struct fonts *font_library_new(struct arena *arena) {
    struct fonts *fonts = arena_alloc(arena, sizeof *fonts);
    fonts->arena = arena;
    return fonts;
}

/* ---- Reading a font file ---- */

/* A signed 16-bit number of a table, 0 where the table ends before it. */
static int read_number(hb_face_t *face, hb_tag_t tag, unsigned offset) {
    hb_blob_t *table = hb_face_reference_table(face, tag);
    unsigned length;
    const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(table, &length);
    int number = 0;
    if (offset + 2 <= length) {
        number = bytes[offset] << 8 | bytes[offset + 1];
        number = number >= 0x8000 ? number - 0x10000 : number;
    }
    hb_blob_destroy(table);
    return number;
}

static unsigned table_length(hb_face_t *face, hb_tag_t tag) {
    hb_blob_t *table = hb_face_reference_table(face, tag);
    unsigned length = hb_blob_get_length(table);
    hb_blob_destroy(table);
    return length;
}

/* TrueType outlines are all that the output can embed. */
static bool is_usable(hb_face_t *face) {
    return hb_face_get_glyph_count(face) > 0 &&
           table_length(face, HB_TAG('g', 'l', 'y', 'f')) > 0 &&
           table_length(face, HB_TAG('l', 'o', 'c', 'a')) > 0 &&
           (read_number(face, HB_TAG('O', 'S', '/', '2'), 8) & EMBEDDING_REFUSED) == 0;
}

static void release_font(void *handle) {
    hb_font_destroy(handle);
}

/* HarfBuzz's font over the bytes, released with the arena. */
static hb_font_t *open_font(struct arena *arena, const unsigned char *bytes, size_t length) {
    hb_blob_t *blob =
        hb_blob_create((const char *)bytes, (unsigned)length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_blob_destroy(blob);
    hb_face_destroy(face);
    if (font == hb_font_get_empty()) { /* what HarfBuzz returns when memory is exhausted */
        arena_exhausted(arena);
    }
    int units = (int)hb_face_get_upem(hb_font_get_face(font));
    hb_font_set_scale(font, units, units);
    hb_font_make_immutable(font);
    arena_release_later(arena, release_font, font);
    return font;
}

static const char *read_postscript_name(struct arena *arena, hb_face_t *face) {
    char name[128] = "";
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
    return arena_copy(arena, name, strlen(name));
}

static int read_metric(hb_font_t *font, hb_ot_metrics_tag_t tag) {
    hb_position_t position = 0;
    hb_ot_metrics_get_position(font, tag, &position);
    return position;
}

/* Older tables OS/2 do not tell the height of capitals: then it is that of H. */
static int capital_height(hb_font_t *font) {
    int height = read_metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    hb_codepoint_t glyph;
    hb_glyph_extents_t extents;
    if (height == 0 && hb_font_get_nominal_glyph(font, 'H', &glyph) &&
        hb_font_get_glyph_extents(font, glyph, &extents)) {
        height = extents.y_bearing;
    }
    return height;
}

/* PANOSE: a Latin text face with one of the nine kinds of serifs. */
static bool has_serifs(hb_face_t *face) {
    int panose = read_number(face, HB_TAG('O', 'S', '/', '2'), 32);
    int style = panose & 0xFF;
    return panose >> 8 == 2 && style >= 2 && style <= 10;
}

/* The table post holds the angle as a 16.16 number of degrees; the result is in 1/1000 degree. */
static int italic_angle(hb_face_t *face) {
    const hb_tag_t post = HB_TAG('p', 'o', 's', 't');
    int degrees = read_number(face, post, 4);
    int fraction = read_number(face, post, 6) & 0xFFFF;
    return degrees * 1000 + fraction * 1000 / 0x10000;
}

static struct face read_face(struct arena *arena, hb_font_t *font) {
    const hb_tag_t head = HB_TAG('h', 'e', 'a', 'd');
    hb_face_t *face = hb_font_get_face(font);
    return (struct face){
        .name = read_postscript_name(arena, face),
        .units_per_em = (int)hb_face_get_upem(face),
        .ascent = read_metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER),
        .descent = read_metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER),
        .capital_height = capital_height(font),
        .box = {read_number(face, head, 36), read_number(face, head, 38),
            read_number(face, head, 40), read_number(face, head, 42)},
        .italic_angle = italic_angle(face),
        .serif = has_serifs(face),
    };
}

bool font_library_add(struct fonts *fonts, const char *family, bool bold, bool italic,
    const unsigned char *bytes, size_t length) {
    arena_reserve(fonts->arena, SHAPING_MEMORY);
    hb_font_t *handle = open_font(fonts->arena, bytes, length);
    if (!is_usable(hb_font_get_face(handle))) {
        return false;
    }
    struct font *font = arena_alloc(fonts->arena, sizeof *font);
    font->face = read_face(fonts->arena, handle);
    font->face.family = arena_copy(fonts->arena, family, strlen(family));
    font->face.bytes = bytes;
    font->face.length = length;
    font->face.bold = bold;
    font->italic = italic;
    font->handle = handle;
    fonts->items = arena_grow(fonts->arena, fonts->items, fonts->count, sizeof *fonts->items);
    fonts->items[fonts->count++] = font;
    return true;
}

/* ---- Finding a face ---- */

/* Weight tells more than slope: 3 for the very style, 2 for the weight alone, 1 for the slope
 * alone. */
static int likeness(const struct font *font, bool bold, bool italic) {
    return 2 * (font->face.bold == bold) + (font->italic == italic);
}

const struct face *font_find(
    const struct fonts *fonts, const char *family, bool bold, bool italic) {
    const struct font *best = NULL;
    for (size_t i = 0; i < fonts->count; i++) {
        const struct font *font = fonts->items[i];
        if (text_equal(font->face.family, family) &&
            (!best || likeness(font, bold, italic) > likeness(best, bold, italic))) {
            best = font;
        }
    }
    return best ? &best->face : NULL;
}

static const struct font *font_of(const struct fonts *fonts, const struct face *face) {
    for (size_t i = 0; i < fonts->count; i++) {
        if (&fonts->items[i]->face == face) {
            return fonts->items[i];
        }
    }
    return NULL;
}

/* ---- Shaping ---- */

bool font_draws_space(uint32_t code_point) {
    return code_point == SPACE || code_point == NO_BREAK_SPACE || code_point == THIN_SPACE ||
           code_point == NARROW_NO_BREAK_SPACE;
}

/* The code point whose glyph draws this one. Spaces are all drawn by the space, so that one glyph
 * of the font serves them. */
static uint32_t drawn_as(const struct font *font, uint32_t code_point) {
    hb_codepoint_t glyph;
    if (font_draws_space(code_point)) {
        return SPACE;
    }
    switch (code_point) {
    case HYPHEN:
    case NO_BREAK_HYPHEN:
        return hb_font_get_nominal_glyph(font->handle, code_point, &glyph) ? code_point
                                                                           : HYPHEN_MINUS;
    default:
        return code_point;
    }
}

/* Letters of scripts that run from right to left count as missing: they would be set in the wrong
 * order. */
static bool runs_leftwards(uint32_t code_point) {
    if (code_point < 0x0590) { /* the first such script is Hebrew */
        return false;
    }
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), code_point);
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

bool font_has(const struct fonts *fonts, const struct face *face, uint32_t code_point) {
    const struct font *font = font_of(fonts, face);
    hb_codepoint_t glyph;
    return font && !runs_leftwards(code_point) &&
           hb_font_get_nominal_glyph(font->handle, drawn_as(font, code_point), &glyph);
}

/* Text to be shaped. */
struct request {
    const struct font *font;
    int32_t size;
    const char *text;
    size_t length;
};

/* Fills a buffer with the code points; a cluster is the byte offset of its first one. Direction,
 * script and language are named: left to guess, HarfBuzz would ask the process's locale. */
static void fill_buffer(hb_buffer_t *buffer, const struct request *request) {
    const char *end = request->text + request->length;
    for (const char *next = request->text; next < end;) {
        unsigned cluster = (unsigned)(next - request->text);
        hb_buffer_add(buffer, drawn_as(request->font, text_next(&next)), cluster);
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, hb_language_from_string("fr", -1));
    /* A letter and the accent that follows it stay two characters, each with its text. */
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
}

/* A length of the font in 1/1000 pt, rounded to the nearest. */
static int32_t scaled(const struct request *request, int64_t units) {
    int64_t product = units * request->size;
    int64_t units_per_em = request->font->face.units_per_em;
    int64_t half = product < 0 ? -units_per_em / 2 : units_per_em / 2;
    return (int32_t)((product + half) / units_per_em);
}

static bool is_thin_space(const char *text) {
    uint32_t code_point = text_next(&text);
    return code_point == NARROW_NO_BREAK_SPACE || code_point == THIN_SPACE;
}

/* The cluster that glyph `index` begins, as a string in *texts, which moves past it. A further
 * glyph of the same cluster has no text of its own. */
static const char *cluster_text(const struct request *request, const hb_glyph_info_t *infos,
    unsigned count, unsigned index, char **texts) {
    unsigned from = infos[index].cluster;
    if (index > 0 && infos[index - 1].cluster == from) {
        return "";
    }
    unsigned next = index + 1;
    while (next < count && infos[next].cluster == from) {
        next++;
    }
    size_t length = (next < count ? infos[next].cluster : request->length) - from;
    char *text = *texts;
    memcpy(text, request->text + from, length);
    text[length] = '\0';
    *texts += length + 1;
    return text;
}

/* What HarfBuzz made of the text. A glyph has no offset in struct glyph, so an accent that is moved
 * sideways over its letter is moved by the advances before and after it. */
static void copy_glyphs(
    hb_buffer_t *buffer, const struct request *request, struct glyph *glyphs, char *texts) {
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    for (unsigned i = 0; i < count; i++) {
        hb_codepoint_t number = infos[i].codepoint;
        int64_t advance = positions[i].x_advance - positions[i].x_offset +
                          (i + 1 < count ? positions[i + 1].x_offset : 0);
        glyphs[i] = (struct glyph){
            .number = number,
            .advance = scaled(request, advance),
            .natural = scaled(request, hb_font_get_glyph_h_advance(request->font->handle, number)),
            .text = cluster_text(request, infos, count, i, &texts),
        };
        if (is_thin_space(glyphs[i].text)) {
            glyphs[i].advance = request->size / THIN_SPACES_PER_EM;
        }
    }
}

/* Shapes into at most `room` glyphs; the result is how many there are, and when it is more, nothing
 * was written. Nothing is allocated in the arena while the buffer is held. */
static size_t shape(const struct request *request, struct arena *arena, struct glyph *glyphs,
    size_t room, char *texts) {
    arena_reserve(arena, SHAPING_MEMORY);
    hb_buffer_t *buffer = hb_buffer_create();
    fill_buffer(buffer, request);
    /* Asked before and after: shaping forgets it. A buffer that could not be made is an empty one. */
    bool filled = hb_buffer_allocation_successful(buffer) &&
                  (request->length == 0 || hb_buffer_get_length(buffer) > 0);
    hb_shape(request->font->handle, buffer, NULL, 0);
    bool complete = filled && hb_buffer_allocation_successful(buffer);
    size_t count = hb_buffer_get_length(buffer);
    if (complete && count <= room) {
        copy_glyphs(buffer, request, glyphs, texts);
    }
    hb_buffer_destroy(buffer);
    if (!complete) {
        arena_exhausted(arena);
    }
    return count;
}

size_t font_shape(struct arena *arena, const struct fonts *fonts, const struct face *face,
    int32_t size, const char *text, size_t length, struct glyph **glyphs) {
    const struct request request = {font_of(fonts, face), size, text, length};
    char *texts = arena_alloc(arena, 2 * length); /* each cluster and its NUL */
    size_t room = text_count(text, length);       /* more glyphs than code points are rare */
    *glyphs = arena_array(arena, room, sizeof **glyphs);
    size_t count = shape(&request, arena, *glyphs, room, texts);
    if (count > room) {
        *glyphs = arena_array(arena, count, sizeof **glyphs);
        shape(&request, arena, *glyphs, count, texts);
    }
    return count;
}
