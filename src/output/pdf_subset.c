#include "pdf_subset.h"

#include <hb-subset.h>

enum {
    SUBSET_MEMORY =
        2
        << 20, /* bytes; without it HarfBuzz would leave out tables of the font, and say nothing */
};

/* HarfBuzz's handles on the way to a subset; the arena knows them, should memory run out in between. */
struct handles {
    hb_subset_input_t *input;
    hb_subset_plan_t *plan;
    hb_face_t *face;
    hb_blob_t *blob;
};

static void release(void *handle) {
    struct handles *handles = handle;
    hb_blob_destroy(handles->blob);
    hb_face_destroy(handles->face);
    hb_subset_plan_destroy(handles->plan);
    hb_subset_input_destroy(handles->input);
    *handles = (struct handles){0};
}

/* Glyphs are reached by CIDToGIDMap and placed by the page's own numbers, so that neither a cmap, nor
 * names, nor layout tables are of use. */
static void drop_tables(hb_subset_input_t *input) {
    static const hb_tag_t useless[] = {
        HB_TAG('c', 'm', 'a', 'p'),
        HB_TAG('n', 'a', 'm', 'e'),
        HB_TAG('p', 'o', 's', 't'),
        HB_TAG('O', 'S', '/', '2'),
        HB_TAG('G', 'D', 'E', 'F'),
        HB_TAG('G', 'P', 'O', 'S'),
        HB_TAG('G', 'S', 'U', 'B'),
        HB_TAG('k', 'e', 'r', 'n'),
        HB_TAG('g', 'a', 's', 'p'),
        HB_TAG('D', 'S', 'I', 'G'),
    };
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof useless / sizeof *useless; i++) {
        hb_set_add(dropped, useless[i]);
    }
}

/* The plan keeps glyphs by number. Numbering them anew is both smaller than keeping their numbers (loca and
 * hmtx hold no gaps) and as right: HarfBuzz renumbers the parts of composed glyphs with them. */
static bool plan_subset(
    struct handles *handles, hb_face_t *face, const uint32_t *glyphs, size_t count) {
    handles->input = hb_subset_input_create_or_fail();
    if (!handles->input) {
        return false;
    }
    hb_subset_input_set_flags(handles->input, HB_SUBSET_FLAGS_NO_HINTING);
    drop_tables(handles->input);
    hb_set_t *kept = hb_subset_input_glyph_set(handles->input);
    for (size_t i = 0; i < count; i++) {
        hb_set_add(kept, glyphs[i]);
    }
    handles->plan = hb_subset_plan_create_or_fail(face, handles->input);
    return handles->plan != NULL;
}

/* Where each glyph stands in the subset; false when one of them did not come along. */
static bool read_numbers(struct arena *arena, const hb_subset_plan_t *plan, const uint32_t *glyphs,
    size_t count, struct pdf_subset *subset) {
    const hb_map_t *mapping = hb_subset_plan_old_to_new_glyph_mapping(plan);
    uint32_t *numbers = arena_array(arena, count, sizeof *numbers);
    for (size_t i = 0; i < count; i++) {
        numbers[i] = hb_map_get(mapping, glyphs[i]);
        if (numbers[i] == HB_MAP_VALUE_INVALID || numbers[i] > UINT16_MAX) {
            return false;
        }
    }
    subset->numbers = numbers;
    return true;
}

static bool execute(struct arena *arena, struct handles *handles, struct pdf_subset *subset) {
    handles->face = hb_subset_plan_execute_or_fail(handles->plan);
    if (!handles->face) {
        return false;
    }
    handles->blob = hb_face_reference_blob(handles->face);
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(handles->blob, &length);
    subset->bytes = (const unsigned char *)arena_copy(arena, bytes, length);
    subset->length = length;
    return length > 0;
}

bool pdf_subset_make(struct arena *arena, hb_face_t *face, const uint32_t *glyphs, size_t count,
    struct pdf_subset *subset) {
    struct handles *handles = arena_alloc(arena, sizeof *handles);
    arena_release_later(arena, release, handles);
    arena_reserve(arena, SUBSET_MEMORY);
    bool made = plan_subset(handles, face, glyphs, count) &&
                read_numbers(arena, handles->plan, glyphs, count, subset) &&
                execute(arena, handles, subset);
    release(handles);
    return made;
}
