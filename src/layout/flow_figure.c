#include "flow_kinds.h"

#include "arena.h"
#include "job.h"

enum {
    PIXEL = 500, /* the natural size of a picture: 144 pixels an inch */
    LOGO_HEIGHT = 18 * MILLIMETRE,
    LOGO_WIDTH = 40 * MILLIMETRE,
    LOGO_NARROWEST = 22 * MILLIMETRE,
    LOGO_GAP = 8 * MILLIMETRE,
    CAPTION_ROOM = 40 * POINT,
};

/* A width and a height. */
struct size {
    int32_t width;
    int32_t height;
};

static int32_t scaled(int32_t length, int64_t numerator, int64_t denominator) {
    return (int32_t)(length * numerator / (denominator > 0 ? denominator : 1));
}

/* The largest size of the picture's proportions that fits into the bounds. */
static struct size fitted(const struct picture *picture, struct size bounds) {
    struct size size = {bounds.width, scaled(bounds.width, picture->height, picture->width)};
    if (size.height > bounds.height) {
        size.width = scaled(bounds.height, picture->width, picture->height);
        size.height = bounds.height;
    }
    return size;
}

static struct size wanted_size(const struct block *block) {
    const struct picture *picture = block->picture;
    struct size size = {block->width, block->height};
    if (size.width == 0 && size.height == 0) {
        size.width = (int32_t)picture->width * PIXEL;
    }
    if (size.width == 0) {
        size.width = scaled(size.height, picture->width, picture->height);
    }
    if (size.height == 0) {
        size.height = scaled(size.width, picture->height, picture->width);
    }
    return size;
}

/* What does not fit the measure or the page is made smaller in proportion. */
static struct size figure_size(const struct flow *flow, const struct block *block) {
    struct size size = wanted_size(block);
    if (size.width > flow->measure) {
        size.height = scaled(size.height, flow->measure, size.width);
        size.width = flow->measure;
    }
    int32_t highest = flow->page_height - (block->first ? CAPTION_ROOM : 0);
    if (size.height > highest) {
        size.width = scaled(size.width, highest, size.height);
        size.height = highest;
    }
    return size;
}

static void draw_picture(const struct flow *flow, struct canvas *canvas,
    const struct picture *picture, int32_t x, int32_t y, struct size size, size_t element) {
    canvas_item(flow->job->arena, canvas,
        &(struct item){
            .kind = ITEM_PICTURE,
            .element = element,
            .x = x,
            .y = y,
            .width = size.width,
            .height = size.height,
            .picture = picture,
        });
}

/* A picture without alternative is decoration. */
static size_t figure_element(const struct flow *flow, const char *alternative, struct span span) {
    if (!alternative) {
        return ELEMENT_ARTIFACT;
    }
    size_t element = element_add(&flow->state->elements, ROLE_FIGURE, flow->element, span);
    if (element != ELEMENT_ARTIFACT) {
        element_at(&flow->state->elements, element)->alternative = alternative;
    }
    return element;
}

static void flow_caption(const struct flow *flow, const struct block *caption) {
    struct metrics metrics = style_sans(flow->sheet, 8800, 11800);
    metrics.text.colour = flow->sheet->theme->grey;
    struct flow inner = *flow;
    inner.element = element_add(&flow->state->elements, ROLE_CAPTION, flow->element, caption->span);
    inner.bare = true;
    slab_keep(flow->slabs, 1);
    slab_space(flow->slabs, 4 * POINT, true);
    flow_paragraph(&inner, caption, &metrics);
}

void flow_figure(const struct flow *flow, const struct block *block) {
    if (!block->picture) {
        return;
    }
    struct size size = figure_size(flow, block);
    struct slab slab = {.height = size.height, .span = block->span};
    size_t element = figure_element(flow, block->alternative, block->span);
    draw_picture(flow, &slab.canvas, block->picture, flow->x, 0, size, element);
    slab_space(flow->slabs, 4 * POINT, false);
    flow_add(flow, slab);
    if (block->first) {
        flow_caption(flow, block->first);
    }
    slab_end(flow->slabs, 11 * POINT);
}

/* ---- Logos ---- */

static size_t logos_in_a_row(const struct flow *flow, size_t count) {
    size_t fit = (size_t)((flow->measure + LOGO_GAP) / (LOGO_NARROWEST + LOGO_GAP));
    fit = fit > 0 ? fit : 1;
    size_t rows = (count + fit - 1) / fit;
    return (count + rows - 1) / rows;
}

static void flow_logo_row(
    const struct flow *flow, const struct logo *logos, size_t count, size_t places) {
    struct slab slab = {.height = LOGO_HEIGHT};
    int32_t room = flow->measure - (int32_t)(places - 1) * LOGO_GAP;
    struct size box = {room / (int32_t)places, LOGO_HEIGHT};
    box.width = box.width > LOGO_WIDTH ? LOGO_WIDTH : box.width;
    for (size_t i = 0; i < count; i++) {
        struct size size = fitted(logos[i].picture, box);
        size_t element = figure_element(flow, logos[i].alternative, (struct span){0});
        int32_t x = flow->x + (int32_t)i * (box.width + LOGO_GAP);
        /* The first begins at the margin, the last of a full row ends there: between them what is free in
         * the boxes moves from the right to the left. */
        x += places > 1 ? (box.width - size.width) * (int32_t)i / (int32_t)(places - 1) : 0;
        draw_picture(
            flow, &slab.canvas, logos[i].picture, x, (box.height - size.height) / 2, size, element);
    }
    flow_add(flow, slab);
}

void flow_figure_logos(const struct flow *flow) {
    const struct theme *theme = flow->sheet->theme;
    if (theme->logo_count == 0) {
        return;
    }
    size_t places = logos_in_a_row(flow, theme->logo_count);
    for (size_t i = 0; i < theme->logo_count; i += places) {
        size_t rest = theme->logo_count - i;
        flow_logo_row(flow, theme->logos + i, rest < places ? rest : places, places);
        slab_end(flow->slabs, LOGO_GAP);
    }
    slab_end(flow->slabs, 9 * POINT);
}
