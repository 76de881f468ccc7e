#include "slab.h"

#include "arena.h"
#include "grid.h"

struct slabs slab_list(struct arena *arena) {
    return (struct slabs){.arena = arena};
}

void slab_space(struct slabs *slabs, int32_t before, bool close) {
    if (before > slabs->before) {
        slabs->before = before;
    }
    slabs->close = slabs->close || close;
}

void slab_end(struct slabs *slabs, int32_t after) {
    slabs->after = after;
}

void slab_end_heading(struct slabs *slabs, int32_t after) {
    slabs->after = after;
    slabs->firm = true;
}

void slab_keep(struct slabs *slabs, int32_t length) {
    if (length > slabs->keep) {
        slabs->keep = length;
    }
    slabs->keep_asked = true;
}

static int32_t lines_in(const struct slab *slab, int32_t leading) {
    if (slab->introduces) {
        return 0;
    }
    return slab->baseline > 0 ? 1 : slab->height / leading;
}

static bool continues_row(const struct slab *slab) {
    return slab->piece && !slab->piece->first;
}

void slab_keep_above(struct slabs *slabs, int32_t lines, int32_t leading) {
    slab_keep(slabs, 1);
    for (size_t i = slabs->count; i > 1; i--) {
        struct slab *slab = &slabs->items[i - 1];
        lines -= lines_in(slab, leading);
        if (slab->penalty == PENALTY_FORCED || (lines <= 0 && !continues_row(slab))) {
            return;
        }
        slab->penalty += PENALTY_KEEP;
    }
}

void slab_introduce(struct slabs *slabs, size_t first) {
    for (size_t i = first; i < slabs->count; i++) {
        slabs->items[i].introduces = true;
    }
}

void slab_release(struct slabs *slabs) {
    if (!slabs->keep_asked) {
        slabs->keep = 0;
    }
}

void slab_mark(struct slabs *slabs, const struct block *block) {
    canvas_mark(slabs->arena, &slabs->pending, (struct mark){.block = block});
}

static int32_t wanted_space(const struct slabs *slabs) {
    if (slabs->close || (!slabs->firm && slabs->before > slabs->after)) {
        return slabs->before;
    }
    return slabs->after;
}

/* Labels and heading numbers come before the text in reading order, so they are drawn first. */
static void take_pending(struct slabs *slabs, struct slab *slab) {
    if (slabs->pending.item_count == 0 && slabs->pending.mark_count == 0) {
        return;
    }
    int32_t baseline = slab->baseline ? slab->baseline : slabs->pending_ascent;
    struct canvas content = slab->canvas;
    slab->canvas = (struct canvas){0};
    canvas_copy(slabs->arena, &slab->canvas, &slabs->pending, 0, baseline, false);
    for (size_t i = 0; i < slab->canvas.mark_count; i++) {
        slab->canvas.marks[i].y = 0;
    }
    canvas_copy(slabs->arena, &slab->canvas, &content, 0, 0, false);
    slabs->pending = (struct canvas){0};
}

static void set_penalty(struct slabs *slabs, struct slab *slab) {
    if (slabs->forced) {
        slab->penalty = PENALTY_FORCED;
    } else if (slabs->keep > 0) {
        slab->penalty += PENALTY_KEEP;
    }
    slabs->forced = false;
    slabs->keep -= slab->space + slab->height;
    if (slabs->keep < 0) {
        slabs->keep = 0;
    }
}

void slab_add(struct slabs *slabs, struct slab slab) {
    slab.space = wanted_space(slabs);
    set_penalty(slabs, &slab);
    take_pending(slabs, &slab);
    slabs->before = 0;
    slabs->after = 0;
    slabs->close = false;
    slabs->firm = false;
    slabs->keep_asked = false;
    slabs->items = arena_grow(slabs->arena, slabs->items, slabs->count, sizeof *slabs->items);
    slabs->items[slabs->count++] = slab;
}

void slab_together(struct slabs *slabs, size_t first, int32_t penalty) {
    for (size_t i = first + 1; i < slabs->count; i++) {
        if (slabs->items[i].penalty != PENALTY_FORCED) {
            slabs->items[i].penalty += penalty;
        }
    }
}

void slab_short_end(struct slabs *slabs, int32_t length) {
    int32_t height = 0;
    for (size_t i = slabs->count; i > 1; i--) {
        struct slab *slab = &slabs->items[i - 1];
        height += slab->height;
        if (height > length || slab->penalty == PENALTY_FORCED) {
            return;
        }
        slab->penalty += PENALTY_ALONE;
        height += slab->space;
    }
}

void slab_take_notes(struct arena *arena, struct slab *slab, const struct slab *source) {
    if (source->note_count == 0) {
        return;
    }
    size_t count = slab->note_count + source->note_count;
    const struct note **notes = arena_array(arena, count, sizeof *notes);
    for (size_t i = 0; i < count; i++) {
        notes[i] = i < slab->note_count ? slab->notes[i] : source->notes[i - slab->note_count];
    }
    slab->notes = notes;
    slab->note_count = count;
}

void slab_finish(struct slabs *slabs) {
    if (slabs->pending.mark_count == 0 && slabs->pending.item_count == 0) {
        return;
    }
    if (slabs->count == 0) {
        slab_add(slabs, (struct slab){0});
        return;
    }
    struct slab *last = &slabs->items[slabs->count - 1];
    canvas_copy(slabs->arena, &last->canvas, &slabs->pending, 0, last->baseline, false);
    slabs->pending = (struct canvas){0};
}
