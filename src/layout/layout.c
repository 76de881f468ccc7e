#include "layout.h"

#include "flow.h"
#include "page.h"

#include "arena.h"
#include "job.h"

enum {
    /* Numbers of pages settle in the second pass, rarely in the third; after so many they never will. */
    MOST_PASSES = 4,
};

static bool family_is_known(struct job *job, const struct fonts *fonts, const char *family) {
    if (family && font_find(fonts, family, false, false)) {
        return true;
    }
    diagnose(job->diagnostics, MESSAGE_LAYOUT_FAMILY_UNKNOWN, (struct span){0}, NULL,
        family ? family : "");
    return false;
}

/* All families are looked up, so that one run names all that are missing. */
static bool families_are_known(
    struct job *job, const struct fonts *fonts, const struct theme *theme) {
    bool text = family_is_known(job, fonts, theme->text_family);
    bool heading = family_is_known(job, fonts, theme->heading_family);
    bool symbol = family_is_known(job, fonts, theme->symbol_family);
    return text && heading && symbol;
}

static struct flow whole_page(struct job *job, const struct typesetter *typesetter,
    const struct document *document, const struct style_sheet *sheet, struct flow_state *state,
    struct slabs *slabs) {
    struct page_area area = page_area(document->page, 1);
    return (struct flow){
        .job = job,
        .typesetter = typesetter,
        .document = document,
        .sheet = sheet,
        .state = state,
        .slabs = slabs,
        .measure = area.width,
        .page_measure = area.width,
        .page_height = area.height,
        .hang = document->page->hang,
        .base = sheet->body,
    };
}

static struct pages *lay_out(struct job *job, const struct typesetter *typesetter,
    const struct document *document, struct page_references *references) {
    struct style_sheet sheet = style_sheet(document);
    struct flow_state state = {.elements = element_tree(job->arena), .references = references};
    struct slabs slabs = slab_list(job->arena);
    struct flow flow = whole_page(job, typesetter, document, &sheet, &state, &slabs);
    flow_blocks(&flow, document->body->first);
    slab_finish(&slabs);
    if (slabs.count == 0) {
        slab_add(&slabs, (struct slab){0}); /* an empty document has one empty page */
    }
    struct page_context context = {
        .job = job,
        .typesetter = typesetter,
        .document = document,
        .sheet = &sheet,
        .slabs = &slabs,
        .elements = &state.elements,
        .references = references,
    };
    struct page_range *ranges;
    size_t count = page_break(&context, &ranges);
    struct sheet *sheets = page_draw(&context, ranges, count);
    return page_finish(&context, sheets, count);
}

struct pages *layout(
    struct job *job, const struct typesetter *typesetter, const struct document *document) {
    if (!families_are_known(job, typesetter->fonts, document->theme)) {
        return NULL;
    }
    struct page_references references = {.arena = job->arena};
    size_t reported = job->diagnostics->count;
    struct pages *pages = lay_out(job, typesetter, document, &references);
    for (unsigned pass = 1; references.changed && !references.late; pass++) {
        references.changed = false;
        references.late = pass == MOST_PASSES;
        job->diagnostics->count = reported; /* the next pass finds the same faults again */
        pages = lay_out(job, typesetter, document, &references);
    }
    return pages;
}
