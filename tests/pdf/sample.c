#include "sample.h"

#include "arena.h"
#include "text.h"

#include <hb-ot.h>
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* After stdio.h, which it does not include itself. */
#include <jpeglib.h>

enum {
    PAGE_WIDTH = 595276,
    PAGE_HEIGHT = 841890,
    LEFT = 70000,
    BODY = 11000,
    SOFT_HYPHEN = 0x00AD,
    THIN_SPACE = 0x202F,
    BLUE = 0x1F3F7F,
    LOGO_SIZE = 24,
    PHOTO_SIZE = 16,
};

/* The sample with what is needed to add to it. */
struct author {
    struct arena *arena;
    struct sample *sample;
    struct page *page;
};

/* ---- Fonts ---- */

static unsigned char *read_file(struct arena *arena, const char *name, size_t *length) {
    FILE *file = fopen(name, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        fprintf(stderr, "cannot read %s\n", name);
        exit(2);
    }
    *length = (size_t)ftell(file);
    unsigned char *bytes = arena_alloc(arena, *length);
    rewind(file);
    if (fread(bytes, 1, *length, file) != *length) {
        exit(2);
    }
    fclose(file);
    return bytes;
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag) {
    hb_position_t value = 0;
    hb_ot_metrics_get_position(font, tag, &value);
    return value;
}

static void read_metrics(struct face *face) {
    hb_blob_t *blob = hb_blob_create(
        (const char *)face->bytes, (unsigned)face->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *source = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(source);
    face->units_per_em = (int)hb_face_get_upem(source);
    face->ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    face->descent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    face->capital_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    face->box[1] = face->descent;
    face->box[2] = face->units_per_em;
    face->box[3] = face->ascent;
    hb_font_destroy(font);
    hb_face_destroy(source);
    hb_blob_destroy(blob);
}

static struct face *open_face(
    struct arena *arena, const char *name, const char *file, bool serif, bool bold) {
    struct face *face = arena_alloc(arena, sizeof *face);
    *face = (struct face){.name = name, .family = name, .serif = serif, .bold = bold};
    face->bytes = read_file(arena, file, &face->length);
    read_metrics(face);
    return face;
}

/* What is drawn for a character. */
static uint32_t drawn(uint32_t code_point) {
    switch (code_point) {
    case SOFT_HYPHEN:
        return '-';
    case THIN_SPACE:
        return ' ';
    default:
        return code_point;
    }
}

/* The text of the characters from one cluster up to the next. */
static const char *cluster_text(
    struct arena *arena, const uint32_t *text, size_t begin, size_t end) {
    struct buffer buffer = {.arena = arena};
    for (size_t i = begin; i < end; i++) {
        buffer_code_point(&buffer, text[i]);
    }
    return buffer_string(&buffer);
}

static struct glyph *copy_glyphs(
    struct arena *arena, hb_buffer_t *shaped, const uint32_t *text, size_t length, size_t *count) {
    unsigned glyph_count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(shaped, &glyph_count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(shaped, NULL);
    struct glyph *glyphs = arena_array(arena, glyph_count, sizeof *glyphs);
    for (unsigned i = 0; i < glyph_count; i++) {
        size_t end = i + 1 < glyph_count ? infos[i + 1].cluster : length;
        glyphs[i].number = infos[i].codepoint;
        glyphs[i].advance = positions[i].x_advance;
        glyphs[i].natural = positions[i].x_advance;
        glyphs[i].text = cluster_text(arena, text, infos[i].cluster, end);
        if (text[infos[i].cluster] == THIN_SPACE) {
            glyphs[i].advance = glyphs[i].advance * 6 / 10;
        }
    }
    *count = glyph_count;
    return glyphs;
}

struct glyph *sample_text(
    struct arena *arena, const struct face *face, int32_t size, const char *text, size_t *count) {
    size_t length = text_count(text, strlen(text));
    uint32_t *code_points = arena_array(arena, length, sizeof *code_points);
    hb_buffer_t *buffer = hb_buffer_create();
    for (size_t i = 0; i < length; i++) {
        code_points[i] = text_next(&text);
        hb_buffer_add(buffer, drawn(code_points[i]), (unsigned)i);
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_guess_segment_properties(buffer);
    hb_blob_t *blob = hb_blob_create(
        (const char *)face->bytes, (unsigned)face->length, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *source = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(source);
    hb_font_set_scale(font, size, size);
    hb_shape(font, buffer, NULL, 0);
    struct glyph *glyphs = copy_glyphs(arena, buffer, code_points, length, count);
    hb_font_destroy(font);
    hb_face_destroy(source);
    hb_blob_destroy(blob);
    hb_buffer_destroy(buffer);
    return glyphs;
}

/* ---- Building blocks ---- */

static struct item *add_item(struct author *author, enum item_kind kind, size_t element) {
    struct page *page = author->page;
    struct item *items =
        arena_grow(author->arena, (void *)page->items, page->item_count, sizeof *items);
    page->items = items;
    items[page->item_count] = (struct item){.kind = kind, .element = element};
    return &items[page->item_count++];
}

static struct item *add_run(struct author *author, size_t element, const struct face *face,
    int32_t x, int32_t y, const char *text) {
    struct item *item = add_item(author, ITEM_GLYPHS, element);
    item->face = face;
    item->size = BODY;
    item->x = x;
    item->y = y;
    item->glyphs = sample_text(author->arena, face, item->size, text, &item->glyph_count);
    for (size_t i = 0; i < item->glyph_count; i++) {
        item->width += item->glyphs[i].advance;
    }
    return item;
}

static void resize(struct author *author, struct item *item, int32_t size, const char *text) {
    item->size = size;
    item->glyphs = sample_text(author->arena, item->face, size, text, &item->glyph_count);
}

/* Stretches the spaces of a line to a width, as layout does. */
static void justify(struct item *item, int32_t width) {
    struct glyph *glyphs = (struct glyph *)item->glyphs;
    int32_t spaces = 0;
    for (size_t i = 0; i < item->glyph_count; i++) {
        spaces += strcmp(glyphs[i].text, " ") == 0;
    }
    int32_t rest = width - item->width;
    for (size_t i = 0; i < item->glyph_count && spaces > 0; i++) {
        if (strcmp(glyphs[i].text, " ") == 0) {
            int32_t share = rest / spaces--;
            glyphs[i].advance += share;
            rest -= share;
        }
    }
}

static size_t add_element(struct author *author, enum role role, size_t parent) {
    struct pages *pages = &author->sample->pages;
    pages->elements =
        arena_grow(author->arena, pages->elements, pages->element_count, sizeof *pages->elements);
    pages->elements[pages->element_count] =
        (struct element){.role = role, .parent = parent, .column_span = 1, .row_span = 1};
    return pages->element_count++;
}

static struct element *element_of(struct author *author, size_t index) {
    return &author->sample->pages.elements[index];
}

static void add_line(struct author *author, size_t element, const char *text, int32_t y) {
    add_run(author, element, author->sample->serif, LEFT, y, text);
}

/* ---- Pictures ---- */

static const struct picture *make_logo(struct arena *arena) {
    struct picture *picture = arena_alloc(arena, sizeof *picture);
    *picture = (struct picture){.name = "logo.png",
        .format = PICTURE_RGB,
        .width = LOGO_SIZE,
        .height = LOGO_SIZE,
        .components = 3};
    picture->length = (size_t)3 * LOGO_SIZE * LOGO_SIZE;
    unsigned char *bytes = arena_alloc(arena, picture->length);
    memset(bytes, 0xFF, picture->length);
    for (size_t row = 0; row < LOGO_SIZE; row++) {
        for (size_t column = 0; column < LOGO_SIZE; column++) {
            unsigned char *pixel = bytes + 3 * (row * LOGO_SIZE + column);
            if (column < LOGO_SIZE / 3) {
                memcpy(pixel, (unsigned char[]){0x00, 0x23, 0x95}, 3);
            } else if (column >= 2 * LOGO_SIZE / 3) {
                memcpy(pixel, (unsigned char[]){0xED, 0x29, 0x39}, 3);
            }
        }
    }
    picture->bytes = bytes;
    return picture;
}

/* A grey gradient as a JPEG file. */
static const struct picture *make_photo(struct arena *arena) {
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *file = NULL;
    unsigned long length = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &file, &length);
    jpeg.image_width = PHOTO_SIZE;
    jpeg.image_height = PHOTO_SIZE;
    jpeg.input_components = 1;
    jpeg.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    for (int row = 0; row < PHOTO_SIZE; row++) {
        JSAMPLE line[PHOTO_SIZE];
        memset(line, 255 - row * 10, sizeof line);
        JSAMPROW lines[1] = {line};
        jpeg_write_scanlines(&jpeg, lines, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    struct picture *picture = arena_alloc(arena, sizeof *picture);
    *picture = (struct picture){"photo.jpg", PICTURE_JPEG, PHOTO_SIZE, PHOTO_SIZE, 1,
        (unsigned char *)arena_copy(arena, (char *)file, length), length};
    free(file);
    return picture;
}

static const struct picture *make_grey(struct arena *arena) {
    struct picture *picture = arena_alloc(arena, sizeof *picture);
    static const unsigned char pixels[4] = {0x40, 0x80, 0xC0, 0xFF};
    *picture = (struct picture){"gris.png", PICTURE_GREY, 2, 2, 1, pixels, sizeof pixels};
    return picture;
}

static void add_picture(struct author *author, size_t element, const struct picture *picture,
    int32_t x, int32_t y, int32_t size) {
    struct item *item = add_item(author, ITEM_PICTURE, element);
    item->picture = picture;
    item->x = x;
    item->y = y;
    item->width = size;
    item->height = size;
}

/* ---- Page 1 ---- */

static void add_running_head(struct author *author, const char *folio) {
    struct item *head = add_run(author, ELEMENT_ARTIFACT, author->sample->serif, LEFT, 40000,
        "Commune d’Évry – Registre des délibérations");
    head->artifact = ARTIFACT_HEADER;
    struct item *rule = add_item(author, ITEM_LINE, ELEMENT_ARTIFACT);
    rule->artifact = ARTIFACT_HEADER;
    rule->x = LEFT;
    rule->y = 46000;
    rule->width = PAGE_WIDTH - 2 * LEFT;
    rule->stroke = 500;
    rule->colour = BLUE;
    struct item *foot =
        add_run(author, ELEMENT_ARTIFACT, author->sample->serif, 280000, 800000, folio);
    foot->artifact = ARTIFACT_FOOTER;
}

/* The letters of a project in the background, and a tinted strip. */
static void add_background(struct author *author) {
    struct item *strip = add_item(author, ITEM_RECTANGLE, ELEMENT_ARTIFACT);
    strip->artifact = ARTIFACT_BACKGROUND;
    strip->y = 60000;
    strip->width = 20000;
    strip->height = 700000;
    strip->colour = 0xE8EEF8;
    struct item *word =
        add_run(author, ELEMENT_ARTIFACT, author->sample->bold, 100000, 560000, "PROJET");
    resize(author, word, 90000, "PROJET");
    word->artifact = ARTIFACT_BACKGROUND;
    word->colour = 0xF0F0F0;
}

static void add_heading(struct author *author, enum role role, const char *text, int32_t y) {
    size_t heading = add_element(author, role, 0);
    element_of(author, heading)->title = text;
    struct item *item = add_run(author, heading, author->sample->bold, LEFT, y, text);
    resize(author, item, role == ROLE_HEADING_1 ? 18000 : 14000, text);
    item->colour = BLUE;
}

static void add_figures(struct author *author) {
    size_t figure = add_element(author, ROLE_FIGURE, 0);
    element_of(author, figure)->alternative = "Drapeau français, logo de la République";
    add_picture(author, figure, make_logo(author->arena), 480000, 70000, 36000);
    struct item *frame = add_item(author, ITEM_FRAME, figure);
    frame->x = 478000;
    frame->y = 68000;
    frame->width = 40000;
    frame->height = 40000;
    frame->stroke = 1000;
    frame->dash = 2000;
    size_t photo = add_element(author, ROLE_FIGURE, 0);
    element_of(author, photo)->alternative = "Dégradé de gris";
    add_picture(author, photo, make_photo(author->arena), 430000, 70000, 36000);
    struct item *seal = add_item(author, ITEM_PICTURE, ELEMENT_ARTIFACT);
    *seal = (struct item){.kind = ITEM_PICTURE,
        .element = ELEMENT_ARTIFACT,
        .x = 380000,
        .y = 70000,
        .width = 36000,
        .height = 36000,
        .picture = make_grey(author->arena)};
}

/* A paragraph with a foreign word, a link to the world, a reference to page 2 and a call for a note. */
static void add_linked_paragraph(struct author *author) {
    const struct face *serif = author->sample->serif;
    struct pages *pages = &author->sample->pages;
    size_t paragraph = add_element(author, ROLE_PARAGRAPH, 0);
    int32_t y = 170000;
    int32_t x = LEFT;
    x += add_run(author, paragraph, serif, x, y, "Voir le ")->width;
    size_t foreign = add_element(author, ROLE_SPAN, paragraph);
    element_of(author, foreign)->language = "en";
    x += add_run(author, foreign, serif, x, y, "guideline")->width;
    x += add_run(author, paragraph, serif, x, y, " sur ")->width;
    size_t link = add_element(author, ROLE_LINK, paragraph);
    struct item *words = add_run(author, link, serif, x, y, "Légifrance");
    words->colour = BLUE;
    pages->links = arena_grow(author->arena, pages->links, 0, sizeof *pages->links);
    pages->links[0] = (struct link){.x = x,
        .y = y - 10000,
        .width = words->width,
        .height = 13000,
        .element = link,
        .uri = "https://www.legifrance.gouv.fr/codes/é",
        .description = "Légifrance, site de l’État"};
    x += words->width;
    x += add_run(author, paragraph, serif, x, y, " et l’")->width;
    size_t reference = add_element(author, ROLE_REFERENCE, paragraph);
    words = add_run(author, reference, serif, x, y, "annexe 2");
    pages->links[1] = (struct link){.x = x,
        .y = y - 10000,
        .width = words->width,
        .height = 13000,
        .element = reference,
        .target_page = 1,
        .target_y = 60000,
        .description = "Annexe 2, page 2"};
    pages->link_count = 2;
    x += words->width;
    size_t call = add_element(author, ROLE_REFERENCE, paragraph);
    add_run(author, call, serif, x, y - 4000, "1");
    x += 6000;
    size_t note = add_element(author, ROLE_NOTE, paragraph);
    element_of(author, note)->identifier = "note-1";
    size_t label = add_element(author, ROLE_LABEL, note);
    add_run(author, paragraph, serif, x, y, ".");
    add_run(author, label, serif, LEFT, 770000, "1");
    add_run(author, note, serif, LEFT + 12000, 770000, "Une note au pied de la page.");
}

static void add_list(struct author *author) {
    static const char *const boxes[] = {"☑", "☐"};
    static const char *const texts[] = {"Établissement public", "Association"};
    size_t list = add_element(author, ROLE_LIST, 0);
    element_of(author, list)->numbering = NUMBERING_BOX;
    for (int i = 0; i < 2; i++) {
        int32_t y = 200000 + i * 16000;
        size_t item = add_element(author, ROLE_LIST_ITEM, list);
        size_t label = add_element(author, ROLE_LABEL, item);
        add_run(author, label, author->sample->symbols, LEFT + 10000, y, boxes[i]);
        size_t body = add_element(author, ROLE_LIST_BODY, item);
        add_run(author, body, author->sample->serif, LEFT + 30000, y, texts[i]);
    }
}

static void add_cell(
    struct author *author, size_t row, enum role role, int32_t x, int32_t y, const char *text) {
    size_t cell = add_element(author, role, row);
    const struct face *face =
        role == ROLE_TABLE_HEADER_CELL ? author->sample->bold : author->sample->serif;
    if (role == ROLE_TABLE_HEADER_CELL) {
        element_of(author, cell)->scope = SCOPE_COLUMN;
    }
    if (*text) {
        add_run(author, cell, face, x, y, text);
    }
}

/* Three columns: a head over two of them, a row label over two rows, and an empty cell. */
static void add_table(struct author *author) {
    int32_t y = 260000;
    size_t table = add_element(author, ROLE_TABLE, 0);
    size_t head = add_element(author, ROLE_TABLE_HEAD, table);
    size_t row = add_element(author, ROLE_TABLE_ROW, head);
    add_cell(author, row, ROLE_TABLE_HEADER_CELL, LEFT, y, "Poste");
    add_cell(author, row, ROLE_TABLE_HEADER_CELL, LEFT + 120000, y, "Montants (€)");
    element_of(author, author->sample->pages.element_count - 1)->column_span = 2;
    size_t body = add_element(author, ROLE_TABLE_BODY, table);
    row = add_element(author, ROLE_TABLE_ROW, body);
    add_cell(author, row, ROLE_TABLE_HEADER_CELL, LEFT, y + 18000, "Voirie");
    struct element *label = element_of(author, author->sample->pages.element_count - 1);
    label->row_span = 2;
    label->scope = SCOPE_ROW;
    add_cell(author, row, ROLE_TABLE_DATA_CELL, LEFT + 120000, y + 18000, "56\u202F303");
    add_cell(author, row, ROLE_TABLE_DATA_CELL, LEFT + 220000, y + 18000, "");
    row = add_element(author, ROLE_TABLE_ROW, body);
    add_cell(author, row, ROLE_TABLE_DATA_CELL, LEFT + 120000, y + 36000, "");
    add_cell(author, row, ROLE_TABLE_DATA_CELL, LEFT + 220000, y + 36000, "8\u202F500");
    struct item *frame = add_item(author, ITEM_FRAME, ELEMENT_ARTIFACT);
    *frame = (struct item){.kind = ITEM_FRAME,
        .element = ELEMENT_ARTIFACT,
        .x = LEFT - 4000,
        .y = y - 14000,
        .width = 320000,
        .height = 56000,
        .stroke = 500};
}

static size_t add_cut_paragraph(struct author *author) {
    size_t paragraph = add_element(author, ROLE_PARAGRAPH, 0);
    struct item *line = add_run(author, paragraph, author->sample->serif, LEFT, 730000,
        "Le Conseil, après en avoir délibéré à l’unanimité, approuve le con\u00AD");
    justify(line, PAGE_WIDTH - 2 * LEFT);
    add_line(author, paragraph, "trat local de santé\u202F; AVEC\u202F: il prend effet", 745000);
    return paragraph;
}

/* ---- Page 2 ---- */

static void add_signature(struct author *author, const char *name, const char *tooltip, int32_t x) {
    struct pages *pages = &author->sample->pages;
    size_t form = add_element(author, ROLE_FORM, 0);
    pages->fields =
        arena_grow(author->arena, pages->fields, pages->field_count, sizeof *pages->fields);
    pages->fields[pages->field_count++] = (struct signature_field){.page = 1,
        .x = x,
        .y = 180000,
        .width = 200000,
        .height = 80000,
        .element = form,
        .name = name,
        .tooltip = tooltip};
    struct item *frame = add_item(author, ITEM_FRAME, ELEMENT_ARTIFACT);
    frame->x = x;
    frame->y = 180000;
    frame->width = 200000;
    frame->height = 80000;
    frame->stroke = 250;
    frame->colour = 0x888888;
}

/* ---- The rest ---- */

static void describe(struct sample *sample) {
    sample->pages.metadata = (struct metadata){
        .title = "Délibération n° 2024-15 — œuvre & <essai>",
        .author = "Mairie d’Évry",
        .subject = "Extrait du registre",
        .keywords = "santé, contrat",
        .language = "fr-FR",
        .creator = "Greffe (essai)",
        .date = {2024, 11, 5},
    };
}

static void add_ways(struct author *author) {
    static struct outline_entry outline[] = {
        {"Délibération n° 2024-15", 1, 0, 120000},
        {"Objet", 2, 0, 150000},
        {"Détail", 3, 0, 240000},
        {"Annexe 2 — signatures", 1, 1, 60000},
    };
    static struct page_label labels[] = {{1, "A2-", 1}};
    static const char xml[] = "<?xml version=\"1.0\"?>\n<deliberation numero=\"2024-15\"/>\n";
    static struct attachment attachments[] = {
        {"délibération.xml", "Le formulaire rempli", "text/xml", "Source",
            (const unsigned char *)xml, sizeof xml - 1},
        {"annexe.csv", "Les montants", "text/csv", "Data", (const unsigned char *)"", 0},
    };
    struct pages *pages = &author->sample->pages;
    pages->outline = outline;
    pages->outline_count = sizeof outline / sizeof *outline;
    pages->labels = labels;
    pages->label_count = 1;
    pages->attachments = attachments;
    pages->attachment_count = sizeof attachments / sizeof *attachments;
}

static void write_first_page(struct author *author) {
    add_background(author);
    add_running_head(author, "page 1/2");
    add_heading(author, ROLE_HEADING_1, "Délibération n° 2024-15", 130000);
    add_figures(author);
    add_linked_paragraph(author);
    add_list(author);
    add_table(author);
}

/* More than a hundred codes, so that they take every form in which a byte can be written, and a letter drawn
 * by two glyphs, of which the second reads as nothing. */
static void add_specimen(struct author *author) {
    size_t paragraph = add_element(author, ROLE_PARAGRAPH, 0);
    add_line(author, paragraph, "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789",
        300000);
    add_line(author, paragraph,
        "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ «»‘’“”–—…€°§£ÀÂÇÈÉÊËÎÏÔÙÛŸàâçèéêëîïôùûÿ", 316000);
    struct item *item = add_run(author, paragraph, author->sample->serif, LEFT, 332000, "e´ fin");
    struct glyph *glyphs = (struct glyph *)item->glyphs;
    glyphs[0].text = "é";
    glyphs[0].advance = 400;
    glyphs[1].text = "";
}

static void write_second_page(struct author *author, size_t paragraph) {
    author->page = &author->sample->pages.pages[1];
    add_running_head(author, "page 2/2");
    add_line(author, paragraph, "le 1er janvier → la fin suffit. « VARSİ »\u202F!", 70000);
    add_heading(author, ROLE_HEADING_2, "Annexe 2 — signatures", 110000);
    add_signature(author, "Signature_Maire", "Signature du maire, Mme Éléonore Œuf", LEFT);
    add_signature(author, "Signature_Prefet", "Signature du préfet", 320000);
    add_specimen(author);
}

/* The fonts and empty pages. */
static struct sample *begin(struct arena *arena, size_t page_count) {
    struct sample *sample = arena_alloc(arena, sizeof *sample);
    sample->serif = open_face(arena, "PTSerif-Regular", SAMPLE_SERIF, true, false);
    sample->bold = open_face(arena, "PTSerif-Bold", SAMPLE_BOLD, true, true);
    sample->symbols = open_face(arena, "DejaVuSans", SAMPLE_SYMBOLS, false, false);
    sample->pages.page_count = page_count;
    sample->pages.pages = arena_array(arena, page_count, sizeof *sample->pages.pages);
    for (size_t i = 0; i < page_count; i++) {
        sample->pages.pages[i].width = PAGE_WIDTH;
        sample->pages.pages[i].height = PAGE_HEIGHT;
    }
    describe(sample);
    return sample;
}

struct sample *sample_pages(struct arena *arena) {
    struct sample *sample = begin(arena, 2);
    struct author author = {arena, sample, &sample->pages.pages[0]};
    add_element(&author, ROLE_DOCUMENT, ELEMENT_NONE);
    write_first_page(&author);
    write_second_page(&author, add_cut_paragraph(&author));
    add_ways(&author);
    return sample;
}

/* ---- Many pages ---- */

static void add_page_links(struct author *author, size_t page, size_t parent) {
    struct pages *pages = &author->sample->pages;
    for (int32_t i = 0; i < 3; i++) {
        size_t link = add_element(author, ROLE_LINK, parent);
        int32_t y = 100000 + i * 20000;
        add_line(author, link, "suite", y);
        pages->links =
            arena_grow(author->arena, pages->links, pages->link_count, sizeof *pages->links);
        pages->links[pages->link_count++] = (struct link){.page = page,
            .x = LEFT,
            .y = y - 10000,
            .width = 30000,
            .height = 13000,
            .element = link,
            .target_page = (page + 1) % pages->page_count,
            .description = "page suivante"};
    }
}

static void add_plain_page(struct author *author, size_t page) {
    struct pages *pages = &author->sample->pages;
    author->page = &pages->pages[page];
    size_t paragraph = add_element(author, ROLE_PARAGRAPH, 0);
    add_line(author, paragraph, "Une page", 80000);
    add_page_links(author, page, paragraph);
    size_t note = add_element(author, ROLE_NOTE, paragraph);
    element_of(author, note)->identifier = arena_format(author->arena, "note-%zu", page + 1);
    add_line(author, note, "Une note", 770000);
    pages->outline[page] = (struct outline_entry){"Une page", 1, page, 60000};
}

struct sample *sample_many_pages(struct arena *arena, size_t count) {
    struct sample *sample = begin(arena, count);
    struct author author = {arena, sample, NULL};
    sample->pages.outline = arena_array(arena, count, sizeof *sample->pages.outline);
    sample->pages.outline_count = count;
    add_element(&author, ROLE_DOCUMENT, ELEMENT_NONE);
    for (size_t i = 0; i < count; i++) {
        add_plain_page(&author, i);
    }
    return sample;
}

/* ---- Hostile text ---- */

/* Controls, the escape that begins a language code, a direction reversed, a byte order mark, characters for
 * private use, a noncharacter, delimiters, and a surrogate pair. */
static const char HOSTILE[] = ")\\(>>]]>\x01\x1B\n\r\t\x7F\xC2\x85"
                              "\u202Eegral\u202C\u2066\uFEFF\uE000\U00100000\uFFFE\u200B"
                              "</rdf:RDF><!-- & \"'%#/ 😀";

static const char *make_long(struct arena *arena, const char *text) {
    struct buffer buffer = {.arena = arena};
    while (buffer.length < 100000) {
        buffer_text(&buffer, text);
    }
    return buffer_string(&buffer);
}

/* A glyph for each character of the text but white space, then one that reads as far too much. */
static void add_hostile_glyphs(struct author *author, size_t element) {
    struct glyph *glyphs = NULL;
    size_t count = 0;
    for (const char *rest = HOSTILE; *rest;) {
        struct buffer one = {.arena = author->arena};
        uint32_t code_point = text_next(&rest);
        buffer_code_point(&one, code_point);
        if (!text_is_space(code_point)) {
            glyphs = arena_grow(author->arena, glyphs, count, sizeof *glyphs);
            glyphs[count++] = (struct glyph){36, 6000, 6000, buffer_string(&one)};
        }
    }
    glyphs = arena_grow(author->arena, glyphs, count, sizeof *glyphs);
    glyphs[count++] = (struct glyph){38, 6000, 6000, make_long(author->arena, "😀é")};
    struct item *item = add_item(author, ITEM_GLYPHS, element);
    item->face = author->sample->serif;
    item->size = BODY;
    item->x = LEFT;
    item->y = 200000;
    item->glyphs = glyphs;
    item->glyph_count = count;
}

static void add_hostile_elements(struct author *author) {
    size_t heading = add_element(author, ROLE_HEADING_1, 0);
    element_of(author, heading)->title = HOSTILE;
    add_run(author, heading, author->sample->bold, LEFT, 80000, "Titre");
    size_t figure = add_element(author, ROLE_FIGURE, 0);
    element_of(author, figure)->alternative = make_long(author->arena, HOSTILE);
    element_of(author, figure)->actual_text = make_long(author->arena, "\\(");
    add_picture(author, figure, make_grey(author->arena), LEFT, 100000, 36000);
    size_t paragraph = add_element(author, ROLE_PARAGRAPH, 0);
    add_hostile_glyphs(author, paragraph);
    size_t note = add_element(author, ROLE_NOTE, paragraph);
    element_of(author, note)->identifier = HOSTILE;
    add_line(author, note, "Une note", 770000);
}

static void add_hostile_ways(struct author *author) {
    struct pages *pages = &author->sample->pages;
    size_t link = add_element(author, ROLE_LINK, 0);
    add_line(author, link, "lien", 300000);
    pages->links = arena_alloc(author->arena, sizeof *pages->links);
    pages->links[0] = (struct link){.x = LEFT,
        .y = 290000,
        .width = 30000,
        .height = 13000,
        .element = link,
        .uri = HOSTILE,
        .description = HOSTILE};
    pages->link_count = 1;
    pages->fields = arena_alloc(author->arena, sizeof *pages->fields);
    pages->fields[0] = (struct signature_field){.x = LEFT,
        .y = 400000,
        .width = 200000,
        .height = 80000,
        .element = add_element(author, ROLE_FORM, 0),
        .name = "Signature_1",
        .tooltip = HOSTILE};
    pages->field_count = 1;
    pages->outline = arena_alloc(author->arena, sizeof *pages->outline);
    pages->outline[0] = (struct outline_entry){HOSTILE, 1, 0, 60000};
    pages->outline_count = 1;
    pages->attachments = arena_alloc(author->arena, sizeof *pages->attachments);
    pages->attachments[0] = (struct attachment){arena_format(author->arena, "../%s", HOSTILE),
        HOSTILE, "text/xml", "Source", (const unsigned char *)HOSTILE, 10};
    pages->attachment_count = 1;
}

struct sample *sample_hostile_pages(struct arena *arena) {
    struct sample *sample = begin(arena, 1);
    struct author author = {arena, sample, &sample->pages.pages[0]};
    struct metadata *metadata = &sample->pages.metadata;
    metadata->title = HOSTILE;
    metadata->author = HOSTILE;
    metadata->subject = make_long(arena, HOSTILE);
    metadata->keywords = HOSTILE;
    add_element(&author, ROLE_DOCUMENT, ELEMENT_NONE);
    add_hostile_elements(&author);
    add_hostile_ways(&author);
    return sample;
}
