#include "layout.h"

#include "flow.h"
#include "page.h"

#include "arena.h"
#include "job.h"
#include "shaper.h"

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

/* All pages so far. `section` is the heading in force at their end. */
struct book {
    struct job *job;
    struct shaper *shaper;
    const struct hyphenation *hyphenation;
    const struct document *document;
    struct flow_state state;
    struct sheet *sheets;
    size_t count;
    size_t group;
    size_t element; /* of the part that is being laid out */
    const struct block *section;
};

static struct flow whole_page(const struct book *book, const struct page_context *context,
    struct flow_state *state, struct slabs *slabs) {
    struct page_area area = page_area(context, 1);
    return (struct flow){
        .job = book->job,
        .shaper = book->shaper,
        .hyphenation = book->hyphenation,
        .document = book->document,
        .part = context->part,
        .group = context->group,
        .sheet = context->sheet,
        .state = state,
        .slabs = slabs,
        .measure = area.width,
        .page_measure = area.width,
        .page_height = area.height,
        .hang = context->part->page->hang,
        .base = context->sheet->body,
        .element = book->element,
    };
}

static size_t count_initials(const struct block *block) {
    size_t count = block->signature && block->signature->initials;
    for (const struct block *child = block->first; child; child = child->next) {
        count += count_initials(child);
    }
    return count;
}

/* Those who sign a document initial the pages of all its parts. */
static size_t initials_of(const struct document *document, const struct part *part) {
    size_t count = 0;
    for (size_t i = 0; i < document->part_count && document->initials; i++) {
        if (document->parts[i].scope == part->scope) {
            count += count_initials(document->parts[i].body);
        }
    }
    return count;
}

/* Where the pages of a part begin to count. */
static unsigned first_number(const struct book *book, const struct part *part) {
    if (book->count > 0 && !part->restart) {
        return book->sheets[book->count - 1].number + 1;
    }
    return part->page->first_number ? part->page->first_number : 1;
}

/* A part with a title or a label is one for readers of the structure, too. */
static void begin_part(struct book *book, const struct part *part, const struct part *above) {
    bool named = part->title_count > 0 || part->label;
    if (part->first) {
        book->element = 0;
    }
    if (named && (part->first || part->title_count > 0)) {
        struct elements *elements = &book->state.elements;
        book->element = element_add(elements, ROLE_PART, 0, part->body->span);
        element_at(elements, book->element)->title =
            part->title_count > 0 ? part->titles[0].text : part->label;
    }
    if (above && (part->title_count > 0 || part->scope != above->scope)) {
        book->section = NULL;
        book->state.depths = (struct depths){0};
    }
    book->group += part->restart && book->count > 0;
}

static const struct page_context *context_of(struct book *book, const struct part *part) {
    struct arena *arena = book->job->arena;
    struct style_sheet *style = arena_alloc(arena, sizeof *style);
    *style = style_sheet(book->document->theme, part->page);
    struct slabs *slabs = arena_alloc(arena, sizeof *slabs);
    *slabs = slab_list(arena);
    struct page_context *context = arena_alloc(arena, sizeof *context);
    *context = (struct page_context){
        .job = book->job,
        .shaper = book->shaper,
        .document = book->document,
        .part = part,
        .sheet = style,
        .slabs = slabs,
        .elements = &book->state.elements,
        .references = book->state.references,
        .first_number = first_number(book, part),
        .group = book->group,
        .initials = initials_of(book->document, part),
    };
    struct flow flow = whole_page(book, context, &book->state, slabs);
    flow_blocks(&flow, part->body->first);
    slab_finish(slabs);
    if (slabs->count == 0) {
        slab_add(slabs, (struct slab){0}); /* a part without content has one empty page */
    }
    return context;
}

static void add_part(struct book *book, const struct part *part) {
    const struct page_context *context = context_of(book, part);
    struct page_range *ranges;
    size_t count = page_break(context, &ranges);
    struct sheet *sheets = page_draw(context, ranges, count, book->section);
    book->section = page_section(&sheets[count - 1], sheets[count - 1].section);
    for (size_t i = 0; i < count; i++) {
        book->sheets =
            arena_grow(book->job->arena, book->sheets, book->count, sizeof *book->sheets);
        book->sheets[book->count] = sheets[i];
        book->sheets[book->count].order = book->count;
        book->count++;
    }
}

/* The last number of each group, from the end. */
static void count_groups(struct book *book) {
    for (size_t i = book->count; i > 0; i--) {
        struct sheet *sheet = &book->sheets[i - 1];
        const struct sheet *below = i < book->count ? &book->sheets[i] : NULL;
        bool grouped = below && below->context->group == sheet->context->group;
        sheet->last = grouped ? below->last : sheet->number;
    }
}

/* Parts are numbered by scope, not always without gaps. */
static size_t *note_counts(struct arena *arena, const struct document *document) {
    size_t most = 0;
    for (size_t i = 0; i < document->part_count; i++) {
        most = document->parts[i].scope > most ? document->parts[i].scope : most;
    }
    return arena_array(arena, most + 1, sizeof(size_t));
}

static struct pages *lay_out(struct job *job, struct shaper *shaper,
    const struct hyphenation *hyphenation, const struct document *document,
    struct page_references *references) {
    struct book book = {
        .job = job,
        .shaper = shaper,
        .hyphenation = hyphenation,
        .document = document,
        .state =
            {
                .elements = element_tree(job->arena),
                .references = references,
                .note_counts = note_counts(job->arena, document),
            },
    };
    for (size_t i = 0; i < document->part_count; i++) {
        begin_part(&book, &document->parts[i], i > 0 ? &document->parts[i - 1] : NULL);
        add_part(&book, &document->parts[i]);
    }
    count_groups(&book);
    return page_finish(book.sheets[0].context, book.sheets, book.count);
}

struct pages *layout(
    struct job *job, const struct typesetter *typesetter, const struct document *document) {
    if (!families_are_known(job, typesetter->fonts, document->theme)) {
        return NULL;
    }
    struct shaper *shaper = shaper_new(job->arena, typesetter->fonts);
    struct page_references references = {.arena = job->arena};
    size_t reported = job->diagnostics->count;
    struct pages *pages = lay_out(job, shaper, typesetter->hyphenation, document, &references);
    for (unsigned pass = 1; references.changed && !references.late; pass++) {
        references.changed = false;
        references.late = pass == MOST_PASSES;
        job->diagnostics->count = reported; /* the next pass finds the same faults again */
        pages = lay_out(job, shaper, typesetter->hyphenation, document, &references);
    }
    return pages;
}
