#include "cover.h"
#include "flow_kinds.h"

#include "arena.h"
#include "job.h"
#include "place.h"

#include <string.h>

static struct placed_slabs finish(const struct flow *flow, struct slabs *slabs) {
    slab_finish(slabs);
    return place_all(flow->job->arena, slabs);
}

static bool is_foot(const struct block *block) {
    return block->kind == BLOCK_DIVISION && block->style == STYLE_COVER_FOOT;
}

/* The facts at the foot, in the heading family. */
static void flow_cover_foot(const struct flow *flow, const struct block *block) {
    struct flow inner = *flow;
    inner.base = style_sans(flow->sheet, 8800, 11800);
    inner.element = element_add(&flow->state->elements, ROLE_DIVISION, flow->element, block->span);
    flow_blocks(&inner, block->first);
}

/* The kind of act after the name that the part has in the whole: « annexe 2 – Contrat-cadre ». */
static void flow_kind(const struct flow *flow, const struct block *block) {
    struct arena *arena = flow->job->arena;
    struct run *runs = arena_array(arena, block->run_count + 1, sizeof *runs);
    runs[0] = (struct run){
        .text = arena_format(arena, "%s – ", flow->part->label),
        .span = block->span,
    };
    if (block->run_count > 0) {
        memcpy(runs + 1, block->runs, block->run_count * sizeof *runs);
    }
    struct block *named = arena_alloc(arena, sizeof *named);
    *named = *block;
    named->runs = runs;
    named->run_count = block->run_count + 1;
    flow_block(flow, named);
}

static bool is_named_kind(const struct flow *flow, const struct block *block) {
    return block->kind == BLOCK_PARAGRAPH && block->style == STYLE_COVER_KIND && flow->part->label;
}

void flow_cover(const struct flow *flow, const struct block *block) {
    struct arena *arena = flow->job->arena;
    struct slabs head = slab_list(arena);
    struct slabs title = slab_list(arena);
    struct slabs foot = slab_list(arena);
    struct flow in_head = flow_inside(flow, &head, flow->measure);
    struct flow in_title = flow_inside(flow, &title, flow->measure);
    struct flow in_foot = flow_inside(flow, &foot, flow->measure);
    for (const struct block *child = block->first; child; child = child->next) {
        if (child->kind == BLOCK_LOGOS) {
            flow_block(&in_head, child);
        } else if (is_foot(child)) {
            flow_cover_foot(&in_foot, child);
        } else if (is_named_kind(flow, child)) {
            flow_kind(&in_title, child);
        } else {
            flow_block(&in_title, child);
        }
    }
    struct cover *cover = arena_alloc(arena, sizeof *cover);
    *cover = (struct cover){finish(flow, &head), finish(flow, &title), finish(flow, &foot)};
    flow->slabs->forced = flow->slabs->count > 0;
    flow_add(flow, (struct slab){.cover = cover, .span = block->span});
    flow->slabs->forced = true;
}
