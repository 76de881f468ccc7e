#include "flow_kinds.h"
#include "flow_text.h"

#include "arena.h"
#include "draw.h"
#include "furniture.h"
#include "job.h"
#include "place.h"

enum {
    LINES_ABOVE = 2, /* of the act: blocks never stand alone on a page, under nothing but a date */
    LEAST_COLUMNS = 2, /* of a single block, too, which stands in the last one */
    MOST_COLUMNS = 6,
    LEAST_WIDTH = 55 * MILLIMETRE, /* of a block: a seal, and the signature across it */
    COLUMN_GAP = 10 * MILLIMETRE,
    ROW_GAP = 7 * MILLIMETRE,
    RULE = 1600,
    HEADING_GAP = 3 * POINT, /* between the rule and the text below it */
    DASH = 3 * POINT,
    DASH_STROKE = 500,
    HINT_INSET = 3500,
    AREA_GAP = 5 * POINT, /* between the texts above the signing area and it */
    NAME_GAP = 4 * POINT, /* between the area and a printed name */
    /* From the area to the line on which the name is written by hand: a stamp may reach below the area. */
    NAME_LINE = 8 * MILLIMETRE,
    NAME_BELOW = 2 * POINT,
};

/* How large the blocks of one group are at least; the signing areas take what the texts leave. Those of a
 * contract name an organisation, and room is needed for a round seal of 40 mm and the signature across it;
 * those of an extract only a capacity. */
struct block_size {
    int32_t height;
    int32_t area;
    const char *hint;
};

/* One signatory's block, set as a list above and one below the signing area. */
struct signature_block {
    const struct signature *signature;
    int32_t x;
    int32_t width;
    struct placed_slabs heading;
    struct placed_slabs hint;
    struct placed_slabs name;
    int32_t name_gap; /* between the signing area and the name */
    size_t form;
};

static struct block_size block_size(const struct block *group) {
    for (const struct block *block = group->first; block; block = block->next) {
        const struct signature *signature = block->signature;
        if (signature && (signature->organisation || signature->delegation)) {
            return (struct block_size){58 * MILLIMETRE, 36 * MILLIMETRE, "signature et cachet"};
        }
    }
    return (struct block_size){46 * MILLIMETRE, 24 * MILLIMETRE, "signature"};
}

/* ---- One block ---- */

static struct placed_slabs set_heading(const struct flow *flow, const struct signature *signature) {
    struct slabs slabs = slab_list(flow->job->arena);
    struct flow inner = flow_inside(flow, &slabs, flow->measure);
    struct metrics plain = style_sans(flow->sheet, 9600, 13200);
    plain.balanced = true;
    struct metrics first = plain;
    first.text.bold = true;
    const char *lines[] = {signature->organisation, signature->delegation, signature->capacity};
    const struct metrics *metrics = &first;
    for (size_t i = 0; i < 3; i++) {
        if (lines[i]) {
            flow_text_string(&inner, metrics, lines[i], ROLE_PARAGRAPH);
            metrics = &plain;
        }
    }
    return place_all(flow->job->arena, &slabs);
}

/* What is expected in the signing area; in a draft, that nobody signs it. */
static struct placed_slabs set_hint(const struct flow *flow, const char *hint) {
    struct slabs slabs = slab_list(flow->job->arena);
    struct flow inner = flow_inside(flow, &slabs, flow->measure - 2 * HINT_INSET);
    struct metrics metrics = style_sans(flow->sheet, 8000, 10600);
    metrics.text.colour = flow->sheet->theme->grey;
    if (flow->document->draft) {
        metrics = style_sans(flow->sheet, 10000, 13600);
        metrics.text.bold = true;
        hint = FURNITURE_DRAFT;
    }
    flow_text_string(&inner, &metrics, hint, ROLE_PARAGRAPH);
    return place_all(flow->job->arena, &slabs);
}

static struct metrics name_metrics(const struct flow *flow) {
    return style_sans(flow->sheet, 9400, 13000);
}

/* From the area down to the list with the name. */
static int32_t name_gap(const struct flow *flow, const struct signature *signature) {
    struct metrics metrics = name_metrics(flow);
    return signature->name ? NAME_GAP : NAME_LINE - flow_text_ascent(&metrics);
}

/* The name, or « Nom : » and a ruled line to write it on. */
static struct placed_slabs set_name(const struct flow *flow, const struct signature *signature) {
    struct slabs slabs = slab_list(flow->job->arena);
    struct flow inner = flow_inside(flow, &slabs, flow->measure);
    struct metrics metrics = name_metrics(flow);
    if (signature->name) {
        flow_text_string(&inner, &metrics, signature->name, ROLE_PARAGRAPH);
        return place_all(flow->job->arena, &slabs);
    }
    struct run *runs = arena_array(flow->job->arena, 2, sizeof *runs);
    runs[0] = (struct run){.text = "Nom : ", .label = true};
    runs[1] = (struct run){.kind = RUN_BLANK}; /* to the block's right end */
    size_t element =
        element_add(&flow->state->elements, ROLE_PARAGRAPH, flow->element, (struct span){0});
    flow_text(&inner, &metrics, runs, 2, element);
    return place_all(flow->job->arena, &slabs);
}

/* Sets a block's texts; the elements are made in the order of reading: who, where to sign, the name. */
static struct signature_block set_block(
    const struct flow *flow, const struct block *source, const struct block_size *size, int32_t x) {
    struct elements *elements = &flow->state->elements;
    struct signature_block block = {.signature = source->signature, .x = x, .width = flow->measure};
    struct flow inner = *flow;
    inner.element = element_add(elements, ROLE_DIVISION, flow->element, source->span);
    block.heading = set_heading(&inner, source->signature);
    block.hint = set_hint(&inner, size->hint);
    block.form = ELEMENT_ARTIFACT;
    if (flow->document->fields && source->signature->field) {
        block.form = element_add(elements, ROLE_FORM, inner.element, source->span);
    }
    block.name = set_name(&inner, source->signature);
    block.name_gap = name_gap(flow, source->signature);
    return block;
}

static void draw_area(const struct flow *flow, struct canvas *canvas,
    const struct signature_block *block, int32_t y, int32_t height) {
    canvas_item(flow->job->arena, canvas,
        &(struct item){
            .kind = ITEM_FRAME,
            .element = ELEMENT_ARTIFACT,
            .x = block->x,
            .y = y,
            .width = block->width,
            .height = height,
            .colour = flow->sheet->theme->grey,
            .stroke = DASH_STROKE,
            .dash = DASH,
        });
    draw_all(flow->job->arena, canvas, &block->hint, block->x + HINT_INSET,
        y + height - block->hint.height - 1 * POINT, false);
    if (block->form != ELEMENT_ARTIFACT || (block->signature->field && !flow->document->draft)) {
        canvas_field(flow->job->arena, canvas,
            (struct field_area){
                .x = block->x,
                .y = y,
                .width = block->width,
                .height = height,
                .element = block->form,
                .signature = block->signature,
            });
    }
}

static void draw_block(const struct flow *flow, struct canvas *canvas,
    const struct signature_block *block, int32_t area_top, int32_t area_height) {
    struct arena *arena = flow->job->arena;
    canvas_rectangle(arena, canvas, block->x, 0, block->width, RULE, flow->sheet->theme->accent);
    draw_all(arena, canvas, &block->heading, block->x, RULE + HEADING_GAP, false);
    draw_area(flow, canvas, block, area_top, area_height);
    draw_all(
        arena, canvas, &block->name, block->x, area_top + area_height + block->name_gap, false);
}

/* ---- Rows of blocks ---- */

/* Pages that begin with blocks say what is signed: nobody can put them under another text. */
static const struct continuation *title_line(const struct flow *flow) {
    struct arena *arena = flow->job->arena;
    struct slabs slabs = slab_list(arena);
    struct flow inner = flow_inside(flow, &slabs, flow->measure);
    inner.element = ELEMENT_ARTIFACT;
    const char *title = flow->part->description->title;
    title = title ? title : "";
    struct metrics metrics = style_sans(flow->sheet, 9200, 12600);
    metrics.text.colour = flow->sheet->theme->grey;
    const char *text = arena_format(arena, "%s%sSignatures (suite)", title, title[0] ? " – " : "");
    struct diagnostics *unheard =
        diagnostics_new(arena); /* the title was checked where it stands */
    struct job job = *flow->job;
    job.diagnostics = unheard;
    inner.job = &job;
    flow_text_string(&inner, &metrics, text, ROLE_PARAGRAPH);
    struct continuation *continuation = arena_alloc(arena, sizeof *continuation);
    continuation->content = place_all(arena, &slabs);
    continuation->content.height += 12 * POINT;
    return continuation;
}

static int32_t larger(int32_t a, int32_t b) {
    return a > b ? a : b;
}

/* The blocks of one row share the top and the bottom of their signing areas. Short headings leave room to
 * the areas; a long heading or name makes the row higher, never the area smaller. */
static void flow_row(const struct flow *flow, const struct block_size *size,
    const struct signature_block *blocks, size_t count, const struct continuation *continuation) {
    int32_t heading = 0;
    int32_t name = 0;
    for (size_t i = 0; i < count; i++) {
        heading = larger(heading, blocks[i].heading.height);
        name = larger(name, blocks[i].name_gap + blocks[i].name.height + NAME_BELOW);
    }
    int32_t area_top = RULE + HEADING_GAP + heading + AREA_GAP;
    int32_t area = larger(size->area, size->height - area_top - name);
    struct slab slab = {
        .height = area_top + area + name,
        .continuation = continuation,
        .signatories = true,
    };
    for (size_t i = 0; i < count; i++) {
        draw_block(flow, &slab.canvas, &blocks[i], area_top, area);
    }
    flow_add(flow, slab);
    slab_end(flow->slabs, ROW_GAP);
}

static size_t count_signatories(const struct block *group) {
    size_t count = 0;
    for (const struct block *block = group->first; block; block = block->next) {
        count += block->signature ? 1 : 0;
    }
    return count;
}

/* As many as the measure has room for, but no more than fill their rows evenly: four are two and two where three
 * have room. */
static size_t column_count(const struct flow *flow, size_t blocks) {
    int32_t room = (flow->measure + COLUMN_GAP) / (LEAST_WIDTH + COLUMN_GAP);
    size_t most = room < LEAST_COLUMNS ? LEAST_COLUMNS : (size_t)room;
    most = most > MOST_COLUMNS ? MOST_COLUMNS : most;
    size_t rows = (blocks + most - 1) / most;
    size_t even = rows > 0 ? (blocks + rows - 1) / rows : 0;
    return even < LEAST_COLUMNS ? LEAST_COLUMNS : even;
}

static void flow_rows(const struct flow *flow, const struct block *group) {
    struct block_size size = block_size(group);
    const struct continuation *continuation = title_line(flow);
    size_t blocks = count_signatories(group);
    size_t columns = column_count(flow, blocks);
    struct flow inner = *flow;
    inner.measure = (flow->measure + COLUMN_GAP) / (int32_t)columns - COLUMN_GAP;
    /* A single signatory signs at the right, as under a letter. */
    size_t first = blocks == 1 ? columns - 1 : 0;
    const struct block *next = group->first;
    while (next) {
        struct signature_block row[MOST_COLUMNS];
        size_t count = 0;
        for (; next && count < columns; next = next->next) {
            if (next->signature) {
                int32_t step = inner.measure + COLUMN_GAP;
                int32_t x = flow->x + (int32_t)(first + count) * step;
                row[count++] = set_block(&inner, next, &size, x);
            }
        }
        flow_row(flow, &size, row, count, continuation);
    }
}

void flow_signature(const struct flow *flow, const struct block *block) {
    struct flow inner = *flow;
    inner.bare = false;
    inner.element = element_add(&flow->state->elements, ROLE_DIVISION, flow->element, block->span);
    slab_space(flow->slabs, flow->base.text.leading, false);
    slab_keep_above(flow->slabs, LINES_ABOVE, flow->base.text.leading);
    size_t first = flow->slabs->count;
    flow_rows(&inner, block);
    slab_together(flow->slabs, first, PENALTY_SIGNATURES);
}
