#include "style.h"

#include <stddef.h>

enum {
    BLACK = 0x000000,
    /* Sheets whose text is at most this large are set in the compact style. */
    COMPACT_SIZE = 9800,
};

struct style_sheet style_sheet(const struct theme *theme, const struct page_shape *page) {
    struct style_sheet sheet = {.theme = theme, .page = page};
    sheet.body = (struct metrics){
        .text =
            {
                .family = theme->text_family,
                .sans_family = theme->heading_family,
                .symbol_family = theme->symbol_family,
                .size = page->text_size ? page->text_size : 10200,
                .leading = page->leading ? page->leading : 14600,
                .colour = BLACK,
                .label_colour = theme->grey,
                .link_colour = theme->accent,
                .mark_colour = theme->accent,
                .alignment = page->ragged ? ALIGN_LEFT : ALIGN_JUSTIFIED,
                .hyphenate = true,
            },
    };
    sheet.compact = sheet.body.text.size <= COMPACT_SIZE;
    sheet.body.after = sheet.compact ? 4000 : 7200;
    return sheet;
}

struct metrics style_sans(const struct style_sheet *sheet, int32_t size, int32_t leading) {
    struct metrics metrics = {.text = sheet->body.text};
    metrics.text.family = sheet->theme->heading_family;
    metrics.text.size = size;
    metrics.text.leading = leading;
    metrics.text.alignment = ALIGN_LEFT;
    metrics.text.hyphenate = false;
    return metrics;
}

static struct metrics coloured(struct metrics metrics, uint32_t colour) {
    metrics.text.colour = colour;
    return metrics;
}

static struct metrics bold(struct metrics metrics) {
    metrics.text.bold = true;
    return metrics;
}

static struct metrics aligned(struct metrics metrics, enum alignment alignment) {
    metrics.text.alignment = alignment;
    metrics.text.hyphenate = metrics.text.hyphenate && alignment == ALIGN_JUSTIFIED;
    return metrics;
}

static struct metrics spaced(struct metrics metrics, int32_t before, int32_t after) {
    metrics.before = before;
    metrics.after = after;
    return metrics;
}

static struct metrics kept(struct metrics metrics) {
    metrics.keep_next = true;
    return metrics;
}

static struct metrics close_to(struct metrics metrics) {
    metrics.close = true;
    return metrics;
}

static struct metrics question(const struct style_sheet *sheet) {
    int32_t size = sheet->body.text.size;
    struct metrics metrics = bold(style_sans(sheet, size, size + 3400));
    metrics.balanced = true;
    return kept(spaced(metrics, 10000, 4000));
}

static struct metrics help(const struct style_sheet *sheet) {
    struct metrics metrics = coloured(style_sans(sheet, 8800, 11400), sheet->theme->grey);
    metrics.text.italic = true;
    return kept(close_to(spaced(metrics, 1000, 5500)));
}

static struct metrics lead(const struct style_sheet *sheet) {
    struct metrics metrics = sheet->body;
    metrics.text.size += 1000;
    metrics.text.leading += 1400;
    metrics.after = 9000;
    return metrics;
}

static struct metrics cover_kind(const struct style_sheet *sheet) {
    struct metrics metrics = coloured(style_sans(sheet, 11000, 15000), sheet->theme->grey);
    metrics.text.tracking = 500;
    metrics.capitals = true;
    metrics.after = 7000;
    return metrics;
}

static struct metrics cover_title(const struct style_sheet *sheet) {
    struct metrics metrics = bold(style_sans(sheet, 30000, 35000));
    metrics.balanced = true;
    return spaced(coloured(metrics, sheet->theme->accent), 0, 15000);
}

static struct metrics cover_text(const struct style_sheet *sheet, int32_t size, int32_t after) {
    struct metrics metrics = aligned(sheet->body, ALIGN_LEFT);
    metrics.text.size = size;
    metrics.text.leading = size + 4600;
    metrics.after = after;
    return metrics;
}

/* Names are never parted, whatever the measure. */
static struct metrics names(const struct metrics *base) {
    struct metrics metrics = aligned(*base, ALIGN_LEFT);
    metrics.text.hyphenate = false;
    metrics.names = true;
    return metrics;
}

static struct metrics dependent(const struct metrics *base) {
    struct metrics metrics = close_to(aligned(*base, ALIGN_LEFT));
    return spaced(metrics, 0, base->after);
}

struct metrics style_mark(const struct style_sheet *sheet, const struct metrics *base) {
    struct metrics metrics = bold(aligned(*base, ALIGN_LEFT));
    metrics.text.family = sheet->theme->heading_family;
    metrics.text.size = metrics.text.size * 94 / 100; /* sans looks larger */
    metrics.text.colour = base->text.mark_colour;
    return metrics;
}

struct metrics style_metrics(
    const struct style_sheet *sheet, const struct metrics *base, enum style style) {
    switch (style) {
    case STYLE_LEAD:
        return lead(sheet);
    case STYLE_QUESTION:
        return question(sheet);
    case STYLE_HELP:
        return help(sheet);
    case STYLE_DEPENDENT:
        return dependent(base);
    case STYLE_NOTE:
        return style_note(sheet);
    case STYLE_CLOSING:
        return kept(spaced(aligned(*base, ALIGN_LEFT), base->text.leading, base->text.leading));
    case STYLE_SMALL:
        return spaced(coloured(style_sans(sheet, 8400, 11400), sheet->theme->grey), 0, 5000);
    case STYLE_CENTRED:
        return aligned(*base, ALIGN_CENTRED);
    case STYLE_RIGHT:
    case STYLE_NUMBER:
        return aligned(*base, ALIGN_RIGHT);
    case STYLE_NAMES:
        return names(base);
    case STYLE_MARK:
        return style_mark(sheet, base);
    case STYLE_COVER_KIND:
        return cover_kind(sheet);
    case STYLE_COVER_TITLE:
        return cover_title(sheet);
    case STYLE_COVER_PERIOD:
        return cover_text(sheet, 14000, 14000);
    case STYLE_COVER_LINE:
        return cover_text(sheet, 10600, 6000);
    default:
        return *base;
    }
}

/* In sheets the headings below the title are small capital lines; there is no room for more. */
static struct metrics compact_heading(const struct style_sheet *sheet, unsigned level) {
    if (level == 1) {
        return spaced(bold(style_sans(sheet, 15000, 18000)), 0, 8000);
    }
    struct metrics metrics = bold(style_sans(sheet, 9000, 11600));
    metrics.capitals = level == 2;
    return spaced(coloured(metrics, sheet->theme->accent), 8500, 1600);
}

static struct metrics plain_heading(const struct style_sheet *sheet, unsigned level) {
    uint32_t accent = sheet->theme->accent;
    switch (level) {
    case 1:
        return spaced(coloured(bold(style_sans(sheet, 16000, 20000)), accent), 22000, 9000);
    case 2:
        return spaced(coloured(bold(style_sans(sheet, 12000, 15600)), accent), 15000, 5500);
    case 3:
        return spaced(bold(style_sans(sheet, 10200, 13600)), 11000, 4000);
    default:
        return spaced(
            coloured(bold(style_sans(sheet, 9400, 12600)), sheet->theme->grey), 10000, 4000);
    }
}

struct metrics style_heading(const struct style_sheet *sheet, unsigned level) {
    struct metrics metrics =
        sheet->compact ? compact_heading(sheet, level) : plain_heading(sheet, level);
    metrics.balanced = true;
    return kept(metrics);
}

struct metrics style_subheading(const struct metrics *metrics) {
    struct metrics subheading = kept(spaced(aligned(*metrics, ALIGN_LEFT), 11000, 4000));
    subheading.balanced = true;
    return subheading;
}

static struct metrics figure_cell(const struct style_sheet *sheet) {
    return bold(style_sans(sheet, 14000, 17000));
}

struct metrics style_cell(const struct style_sheet *sheet, enum style table, bool figures) {
    if (table == STYLE_FIGURES) {
        return figure_cell(sheet);
    }
    if (table == STYLE_FACTS) {
        return spaced(style_sans(sheet, 8800, 11800), 0, 2000);
    }
    if (figures) {
        return spaced(style_sans(sheet, 9200, 12600), 0, 3000);
    }
    struct metrics metrics = aligned(sheet->body, ALIGN_LEFT);
    metrics.text.size = 9400;
    metrics.text.leading = 12600;
    metrics.text.hyphenate = true;
    metrics.after = 3000;
    return metrics;
}

struct metrics style_on_accent(struct metrics metrics) {
    metrics.text.colour = PAPER;
    metrics.text.link_colour = PAPER;
    metrics.text.mark_colour = PAPER;
    return metrics;
}

struct metrics style_header_cell(const struct style_sheet *sheet, enum style table) {
    switch (table) {
    case STYLE_PLAN:
        return style_on_accent(bold(style_sans(sheet, 8600, 11600)));
    case STYLE_FACTS:
        return coloured(style_sans(sheet, 8800, 11800), sheet->theme->grey);
    case STYLE_FIGURES:
        return coloured(style_sans(sheet, 8400, 11400), sheet->theme->grey);
    default:
        return coloured(style_sans(sheet, 8600, 11600), sheet->theme->grey);
    }
}

int32_t style_below_figure(const struct style_sheet *sheet) {
    return sheet->compact ? 10000 : 13000;
}

struct metrics style_note(const struct style_sheet *sheet) {
    return spaced(style_sans(sheet, 9200, 12600), 0, 4000);
}

struct metrics style_footnote(const struct style_sheet *sheet) {
    struct metrics metrics = sheet->body;
    metrics.text.size = 8400;
    metrics.text.leading = 11000;
    metrics.after = 2000;
    return metrics;
}

struct metrics style_furniture(const struct style_sheet *sheet) {
    return coloured(style_sans(sheet, 8200, 10600), sheet->theme->grey);
}

struct metrics style_contents(const struct style_sheet *sheet, unsigned level) {
    if (level == 1) {
        return spaced(bold(style_sans(sheet, 10200, 13600)), 8000, 3000);
    }
    struct metrics metrics = spaced(aligned(sheet->body, ALIGN_LEFT), 0, 2000);
    metrics.text.leading = metrics.text.size + 3600;
    return metrics;
}

static uint32_t blend_channel(uint32_t colour, uint32_t ground, unsigned share, unsigned shift) {
    uint32_t over = (colour >> shift) & 0xFF;
    uint32_t under = (ground >> shift) & 0xFF;
    return ((over * share + under * (100 - share) + 50) / 100) << shift;
}

uint32_t style_blend(uint32_t colour, uint32_t ground, unsigned share) {
    return blend_channel(colour, ground, share, 16) | blend_channel(colour, ground, share, 8) |
           blend_channel(colour, ground, share, 0);
}

uint32_t style_state(const struct style_sheet *sheet, int state) {
    const unsigned shares[] = {25, 60, 100};
    size_t index = state < 0 ? 0 : state > 2 ? 2 : (size_t)state;
    return style_blend(sheet->theme->accent, PAPER, shares[index]);
}
