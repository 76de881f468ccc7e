#include "pdf_content.h"

#include "pdf_syntax.h"

#include <stdlib.h>

enum {
    TOLERANCE = 2, /* 1/1000 em: what a glyph may stand off before it is moved */
    FIRST_STROKE = 1000,
};

/* What the operators so far have set; so nothing is said twice. Page contents begin with these at zero,
 * but for the stroke's width of 1 pt. */
struct state {
    uint32_t fill;
    uint32_t line;
    int32_t stroke;
    int32_t dash;
    const struct pdf_font *font;
    int32_t size;
};

/* The stream under construction. `marked`: a marked-content sequence is open, of that element or artifact.
 * `in_text`: a text object is open, and its line begins at (x, y), y upwards. */
struct writer {
    const struct pdf_content *content;
    struct buffer out;
    size_t page;
    int32_t height;
    struct state state;
    bool marked;
    size_t element;
    enum artifact artifact;
    bool in_text;
    int64_t x;
    int64_t y;
};

static void add(struct writer *writer, const char *text) {
    buffer_text(&writer->out, text);
}

static void number(struct writer *writer, int64_t thousandths) {
    pdf_syntax_decimal(&writer->out, thousandths);
}

/* From the page's y, downwards, to PDF's. */
static int64_t upwards(const struct writer *writer, int64_t y) {
    return writer->height - y;
}

static int32_t run_width(const struct item *item) {
    int32_t width = 0;
    for (size_t i = 0; i < item->glyph_count; i++) {
        width += item->glyphs[i].advance;
    }
    return width;
}

/* What a run of glyphs covers, from the face's ascent to its descent. */
static struct pdf_extent run_extent(const struct item *item) {
    int64_t em = item->face->units_per_em > 0 ? item->face->units_per_em : 1000;
    return (struct pdf_extent){
        .left = item->x,
        .top = item->y - (int64_t)item->face->ascent * item->size / em,
        .right = (int64_t)item->x + run_width(item),
        .bottom = item->y - (int64_t)item->face->descent * item->size / em,
    };
}

static struct pdf_extent item_extent(const struct item *item) {
    if (item->kind == ITEM_GLYPHS) {
        return run_extent(item);
    }
    int64_t right = (int64_t)item->x + item->width;
    int64_t bottom = (int64_t)item->y + item->height;
    return (struct pdf_extent){
        .left = right < item->x ? right : item->x,
        .top = bottom < item->y ? bottom : item->y,
        .right = right < item->x ? item->x : right,
        .bottom = bottom < item->y ? item->y : bottom,
    };
}

/* A text object is closed before its marked-content sequence, so that the two nest properly. */
static void end_text(struct writer *writer) {
    if (writer->in_text) {
        add(writer, "ET\n");
        writer->in_text = false;
    }
}

static void begin_text(struct writer *writer) {
    if (!writer->in_text) {
        add(writer, "BT\n");
        writer->in_text = true;
        writer->x = 0;
        writer->y = 0;
    }
}

static void end_mark(struct writer *writer) {
    end_text(writer);
    if (writer->marked) {
        add(writer, "EMC\n");
        writer->marked = false;
    }
}

/* Background artifacts must say what they cover (ISO 32000-1, table 330). */
static void begin_background(struct writer *writer, const struct item *item) {
    struct pdf_extent extent = item_extent(item);
    add(writer, "/Artifact <</Type /Background /BBox [");
    number(writer, extent.left);
    number(writer, upwards(writer, extent.bottom));
    number(writer, extent.right);
    number(writer, upwards(writer, extent.top));
    add(writer, "]>> BDC\n");
}

static void begin_artifact(struct writer *writer, const struct item *item) {
    switch (item->artifact) {
    case ARTIFACT_HEADER:
        add(writer, "/Artifact <</Type /Pagination /Subtype /Header>> BDC\n");
        break;
    case ARTIFACT_FOOTER:
        add(writer, "/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n");
        break;
    case ARTIFACT_BACKGROUND:
        begin_background(writer, item);
        break;
    case ARTIFACT_LAYOUT:
        add(writer, "/Artifact <</Type /Layout>> BDC\n");
        break;
    }
}

static void begin_element(struct writer *writer, size_t element) {
    const struct pdf_content *content = writer->content;
    enum role role = content->pdf->pages->elements[element].role;
    size_t mcid = pdf_structure_sequence(content->structure, element, writer->page);
    buffer_format(&writer->out, "/%s <</MCID %zu>> BDC\n", pdf_structure_tag(role), mcid);
}

static bool continues_mark(const struct writer *writer, const struct item *item) {
    if (!writer->marked || writer->element != item->element) {
        return false;
    }
    return item->element != ELEMENT_ARTIFACT ||
           (item->artifact == writer->artifact && item->artifact != ARTIFACT_BACKGROUND);
}

static void mark(struct writer *writer, const struct item *item) {
    if (continues_mark(writer, item)) {
        return;
    }
    end_mark(writer);
    writer->marked = true;
    writer->element = item->element;
    writer->artifact = item->artifact;
    if (item->element == ELEMENT_ARTIFACT) {
        begin_artifact(writer, item);
    } else {
        begin_element(writer, item->element);
    }
}

/* A part of a colour, 0 to 255, as 0 to 1. */
static void add_part(struct writer *writer, uint32_t part) {
    number(writer, ((int64_t)(part & 0xFF) * 1000 + 127) / 255);
}

static void add_colour(struct writer *writer, uint32_t colour, const char *grey, const char *rgb) {
    uint32_t red = colour >> 16 & 0xFF;
    uint32_t green = colour >> 8 & 0xFF;
    uint32_t blue = colour & 0xFF;
    add_part(writer, red);
    if (red == green && green == blue) {
        add(writer, grey);
        return;
    }
    add_part(writer, green);
    add_part(writer, blue);
    add(writer, rgb);
}

static void set_fill(struct writer *writer, uint32_t colour) {
    if (writer->state.fill != colour) {
        writer->state.fill = colour;
        add_colour(writer, colour, "g\n", "rg\n");
    }
}

static void set_dash(struct writer *writer, int32_t dash) {
    writer->state.dash = dash;
    add(writer, "[");
    if (dash > 0) {
        number(writer, dash);
    }
    add(writer, "] 0 d\n");
}

static void set_stroke(struct writer *writer, const struct item *item) {
    if (writer->state.line != item->colour) {
        writer->state.line = item->colour;
        add_colour(writer, item->colour, "G\n", "RG\n");
    }
    if (writer->state.stroke != item->stroke) {
        writer->state.stroke = item->stroke;
        number(writer, item->stroke);
        add(writer, "w\n");
    }
    if (writer->state.dash != item->dash) {
        set_dash(writer, item->dash);
    }
}

static void set_font(struct writer *writer, const struct pdf_font *font, int32_t size) {
    if (writer->state.font != font || writer->state.size != size) {
        writer->state.font = font;
        writer->state.size = size;
        buffer_format(&writer->out, "/F%zu ", pdf_font_index(font));
        number(writer, size);
        add(writer, "Tf\n");
    }
}

static void move_text(struct writer *writer, int64_t x, int64_t y) {
    number(writer, x - writer->x);
    number(writer, y - writer->y);
    add(writer, "Td\n");
    writer->x = x;
    writer->y = y;
}

/* One byte of a literal string: what delimits it, and the end of a line, are escaped (ISO 32000-1, 7.3.4.2). */
static size_t escape(char *text, uint32_t byte) {
    size_t length = 0;
    if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r') {
        text[length++] = '\\';
    }
    text[length++] = byte == '\r' ? 'r' : (char)(unsigned char)byte;
    return length;
}

/* Codes as bytes, not digits: half as much to pack. */
static void add_code(struct writer *writer, uint32_t code) {
    char text[4];
    size_t length = escape(text, code >> 8 & 0xFF);
    length += escape(text + length, code & 0xFF);
    buffer_add(&writer->out, text, length);
}

/* Shows the glyphs of a run. A reader moves on by each glyph's own width; where layout wants the next one
 * elsewhere (kerning, justified lines), TJ moves it, in 1/1000 em. Both places are kept in millionths of
 * the em, so that roundings never add up. */
static void show_glyphs(struct writer *writer, struct pdf_font *font, const struct item *item) {
    int64_t reached = 0;
    int64_t wanted = 0; /* 1/1000 pt */
    add(writer, "[(");
    for (size_t i = 0; i < item->glyph_count; i++) {
        const struct glyph *glyph = &item->glyphs[i];
        if (glyph->number != 0) {
            int64_t back = (reached - wanted * 1000000 / item->size) / 1000;
            if (llabs(back) >= TOLERANCE) {
                add(writer, ")");
                pdf_syntax_integer(&writer->out, back);
                add(writer, "(");
                reached -= back * 1000;
            }
            uint32_t code = pdf_font_code(font, glyph);
            add_code(writer, code);
            reached += pdf_font_width(font, code);
        }
        wanted += glyph->advance;
    }
    add(writer, ")] TJ\n");
}

static bool shows_something(const struct item *item) {
    for (size_t i = 0; i < item->glyph_count; i++) {
        if (item->glyphs[i].number != 0) {
            return item->size > 0;
        }
    }
    return false;
}

static void write_run(struct writer *writer, const struct item *item) {
    struct pdf_font *font = pdf_font_use(writer->content->fonts, item->face);
    begin_text(writer);
    set_font(writer, font, item->size);
    set_fill(writer, item->colour);
    move_text(writer, item->x, upwards(writer, item->y));
    show_glyphs(writer, font, item);
}

/* The path of a rectangle. */
static void add_rectangle(struct writer *writer, const struct item *item) {
    number(writer, item->x);
    number(writer, upwards(writer, (int64_t)item->y + item->height));
    number(writer, item->width);
    number(writer, item->height);
    add(writer, "re ");
}

static void write_line(struct writer *writer, const struct item *item) {
    set_stroke(writer, item);
    number(writer, item->x);
    number(writer, upwards(writer, item->y));
    add(writer, "m ");
    number(writer, (int64_t)item->x + item->width);
    number(writer, upwards(writer, (int64_t)item->y + item->height));
    add(writer, "l S\n");
}

/* An image fills the unit square, which a matrix makes the item's rectangle. */
static void write_picture(struct writer *writer, const struct item *item) {
    size_t index = pdf_picture_use(writer->content->pictures, item->picture);
    add(writer, "q ");
    number(writer, item->width);
    add(writer, "0 0 ");
    number(writer, item->height);
    number(writer, item->x);
    number(writer, upwards(writer, (int64_t)item->y + item->height));
    buffer_format(&writer->out, "cm /I%zu Do Q\n", index);
}

static void write_graphic(struct writer *writer, const struct item *item) {
    end_text(writer);
    switch (item->kind) {
    case ITEM_RECTANGLE:
        set_fill(writer, item->colour);
        add_rectangle(writer, item);
        add(writer, "f\n");
        break;
    case ITEM_FRAME:
        set_stroke(writer, item);
        add_rectangle(writer, item);
        add(writer, "S\n");
        break;
    case ITEM_LINE:
        write_line(writer, item);
        break;
    case ITEM_PICTURE:
        write_picture(writer, item);
        break;
    case ITEM_GLYPHS:
        break;
    }
}

static void write_item(struct writer *writer, const struct item *item) {
    if (item->kind == ITEM_GLYPHS && !shows_something(item)) {
        return;
    }
    mark(writer, item);
    if (item->kind == ITEM_GLYPHS) {
        write_run(writer, item);
    } else {
        write_graphic(writer, item);
    }
    if (item->element != ELEMENT_ARTIFACT) {
        pdf_structure_extend(
            writer->content->structure, item->element, writer->page, item_extent(item));
    }
}

HPDF_Dict pdf_content_write(const struct pdf_content *content, size_t page) {
    const struct page *source = &content->pdf->pages->pages[page];
    struct writer writer = {
        .content = content,
        .out = pdf_object_buffer(content->pdf),
        .page = page,
        .height = source->height,
        .state = {.stroke = FIRST_STROKE},
    };
    for (size_t i = 0; i < source->item_count; i++) {
        write_item(&writer, &source->items[i]);
    }
    end_mark(&writer);
    struct buffer none = pdf_object_buffer(content->pdf);
    return pdf_object_stream(content->pdf, &none, writer.out.bytes, writer.out.length, PDF_FLATE);
}
