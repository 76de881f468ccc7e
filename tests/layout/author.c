#include "author.h"

#include "arena.h"

#include <string.h>

enum {
    MM = 2835,
};

/* ---- Runs ---- */

/* The state of a text that is being read. */
struct reading {
    struct arena *arena;
    const char *next;
    struct run face; /* of the text read next */
    struct run *runs;
    size_t count;
};

static void add_run(struct reading *reading, struct run run) {
    reading->runs = arena_grow(reading->arena, reading->runs, reading->count, sizeof run);
    reading->runs[reading->count++] = run;
}

/* The text up to `end`, which is passed. */
static char *take_until(struct reading *reading, const char *end) {
    const char *stop = strstr(reading->next, end);
    size_t length = stop ? (size_t)(stop - reading->next) : strlen(reading->next);
    char *text = arena_copy(reading->arena, reading->next, length);
    reading->next += length + (stop ? strlen(end) : 0);
    return text;
}

static void read_note(struct reading *reading) {
    struct block *note = arena_alloc(reading->arena, sizeof *note);
    note->kind = BLOCK_PARAGRAPH;
    reading->next += 2;
    note->runs = author_runs(reading->arena, take_until(reading, "]]"), &note->run_count);
    add_run(reading, (struct run){.kind = RUN_NOTE, .note = note});
}

static void read_link(struct reading *reading) {
    reading->next++;
    struct run run = reading->face;
    const char *address = take_until(reading, ">");
    run.text = take_until(reading, "}");
    run.uri = strchr(address, ':') ? address : NULL;
    run.target = run.uri ? NULL : address;
    add_run(reading, run);
}

static void read_page_of(struct reading *reading) {
    reading->next++;
    add_run(reading, (struct run){.kind = RUN_PAGE_OF, .target = take_until(reading, "@")});
}

static void read_text(struct reading *reading) {
    size_t length = strcspn(reading->next, "*_^~|={[@");
    struct run run = reading->face;
    run.text = arena_copy(reading->arena, reading->next, length);
    reading->next += length;
    add_run(reading, run);
}

/* What a mark turns on and off, or NULL. */
static bool *switch_of(struct reading *reading, char mark) {
    switch (mark) {
    case '*':
        return &reading->face.bold;
    case '_':
        return &reading->face.italic;
    case '^':
        return &reading->face.superscript;
    case '~':
        return &reading->face.label;
    default:
        return NULL;
    }
}

/* Reads one mark; false when text stands here. */
static bool read_mark(struct reading *reading) {
    bool *on = switch_of(reading, *reading->next);
    if (on) {
        *on = !*on;
        reading->next++;
    } else if (*reading->next == '|' || *reading->next == '=') {
        bool blank = *reading->next++ == '=';
        add_run(reading,
            (struct run){.kind = blank ? RUN_BLANK : RUN_BREAK, .width = blank ? 50 * MM : 0});
    } else if (strncmp(reading->next, "[[", 2) == 0) {
        read_note(reading);
    } else if (*reading->next == '{') {
        read_link(reading);
    } else if (*reading->next == '@') {
        read_page_of(reading);
    } else {
        return false;
    }
    return true;
}

struct run *author_runs(struct arena *arena, const char *markup, size_t *count) {
    struct reading reading = {.arena = arena, .next = markup};
    while (*reading.next) {
        if (!read_mark(&reading)) {
            read_text(&reading);
        }
    }
    *count = reading.count;
    return reading.runs;
}

/* ---- The document ---- */

static void furnish(struct author *author, struct page_shape *page) {
    struct arena *arena = author->arena;
    page->head.left = author_runs(arena, "Contrat-cadre", &page->head.left_count);
    page->head.right = arena_alloc(arena, sizeof(struct run));
    page->head.right->kind = RUN_SECTION;
    page->head.right_count = 1;
    page->foot.left = author_runs(
        arena, "Contrat local de santé 2026-2030 · Rodez agglomération", &page->foot.left_count);
    page->foot.right = arena_array(arena, 5, sizeof(struct run));
    page->foot.right[0].kind = RUN_PART;
    page->foot.right[1].text = "page ";
    page->foot.right[2].kind = RUN_PAGE_NUMBER;
    page->foot.right[3].text = " / ";
    page->foot.right[4].kind = RUN_PAGE_COUNT;
    page->foot.right_count = 5;
}

static struct page_shape *new_page(struct author *author) {
    struct page_shape *page = arena_alloc(author->arena, sizeof *page);
    *page = (struct page_shape){
        .width = 595276,
        .height = 841890,
        .top = 30 * MM,
        .bottom = 26 * MM,
        .inner = 36 * MM,
        .outer = 26 * MM,
        .hang = 14 * MM,
        .first_furniture = true,
    };
    furnish(author, page);
    return page;
}

static struct theme *new_theme(struct arena *arena) {
    struct theme *theme = arena_alloc(arena, sizeof *theme);
    *theme = (struct theme){
        .name = "greffe",
        .accent = 0x1B3A6B,
        .grey = 0x57606D,
        .hairline = 0xB9C3D1,
        .tint = 0xEEF2F7,
        .text_family = "PT Serif",
        .heading_family = "PT Sans",
        .symbol_family = "DejaVu Sans",
    };
    return theme;
}

struct author author_new(struct arena *arena) {
    struct author author = {.arena = arena};
    author.document = arena_alloc(arena, sizeof *author.document);
    *author.document = (struct document){
        .description =
            {
                .title = "Contrat local de santé de Rodez agglomération",
                .date = {2026, 1, 1},
            },
        .language = "fr-FR",
        .fields = true,
        .theme = new_theme(arena),
    };
    author_part(&author)->page = new_page(&author);
    return author;
}

struct part *author_part(struct author *author) {
    struct document *document = author->document;
    size_t count = document->part_count;
    const struct page_shape *page = count > 0 ? document->parts[count - 1].page : NULL;
    document->parts = arena_grow(author->arena, document->parts, count, sizeof *document->parts);
    struct part *part = &document->parts[document->part_count++];
    author->at = arena_alloc(author->arena, sizeof *author->at);
    author->at->kind = BLOCK_DIVISION;
    *part = (struct part){
        .first = true,
        .description = &document->description,
        .page = page,
        .body = author->at,
    };
    return part;
}

void author_title(
    struct author *author, struct part *part, const char *text, unsigned level, size_t scope) {
    struct part_title *titles = arena_array(author->arena, part->title_count + 1, sizeof *titles);
    for (size_t i = 0; i < part->title_count; i++) {
        titles[i] = part->titles[i];
    }
    titles[part->title_count++] = (struct part_title){text, level, scope};
    part->titles = titles;
    part->depth = level;
}

/* The document is const for all but its author. */
struct page_shape *author_page(struct author *author) {
    struct page_shape *page = arena_alloc(author->arena, sizeof *page);
    struct part *part = &author->document->parts[author->document->part_count - 1];
    *page = *part->page;
    part->page = page;
    return page;
}

struct theme *author_theme(struct author *author) {
    struct theme *theme = arena_alloc(author->arena, sizeof *theme);
    *theme = *author->document->theme;
    author->document->theme = theme;
    return theme;
}

const struct picture *author_picture(struct arena *arena, uint32_t width, uint32_t height) {
    struct picture *picture = arena_alloc(arena, sizeof *picture);
    unsigned char *bytes = arena_alloc(arena, (size_t)width * height);
    for (uint32_t y = 0; y < height; y++) {
        for (uint32_t x = 0; x < width; x++) {
            bool edge = x < 2 || y < 2 || x + 2 >= width || y + 2 >= height;
            bytes[(size_t)y * width + x] = edge ? 0x60 : 0xE8;
        }
    }
    *picture = (struct picture){
        .name = arena_format(arena, "%ux%u", (unsigned)width, (unsigned)height),
        .format = PICTURE_GREY,
        .width = width,
        .height = height,
        .components = 1,
        .bytes = bytes,
        .length = (size_t)width * height,
    };
    return picture;
}

void author_logos(struct author *author, size_t count) {
    struct theme *theme = author_theme(author);
    struct logo *logos = arena_array(author->arena, count, sizeof *logos);
    for (size_t i = 0; i < count; i++) {
        logos[i].picture = author_picture(
            author->arena, 120 + 60 * (uint32_t)(i % 3), 100 - 10 * (uint32_t)(i % 2));
        logos[i].alternative = arena_format(author->arena, "Logo %zu", i + 1);
    }
    theme->logos = logos;
    theme->logo_count = count;
}

/* ---- Blocks ---- */

struct block *author_add(
    struct author *author, enum block_kind kind, enum style style, const char *markup) {
    struct block *block = arena_alloc(author->arena, sizeof *block);
    block->kind = kind;
    block->style = style;
    block->parent = author->at;
    if (markup) {
        block->runs = author_runs(author->arena, markup, &block->run_count);
    }
    if (author->at->last) {
        author->at->last->next = block;
    } else {
        author->at->first = block;
    }
    author->at->last = block;
    return block;
}

struct block *author_open(struct author *author, enum block_kind kind, enum style style) {
    author->at = author_add(author, kind, style, NULL);
    return author->at;
}

void author_close(struct author *author) {
    author->at = author->at->parent;
}

void author_heading(struct author *author, unsigned level, const char *number, const char *markup) {
    struct block *heading = author_add(author, BLOCK_HEADING, STYLE_NONE, markup);
    heading->level = level;
    heading->number = number;
}

void author_paragraph(struct author *author, enum style style, const char *markup) {
    author_add(author, BLOCK_PARAGRAPH, style, markup);
}

struct block *author_list(struct author *author, enum marker marker) {
    struct block *list = author_open(author, BLOCK_LIST, STYLE_NONE);
    list->marker = marker;
    list->start = 1;
    return list;
}

struct block *author_item(struct author *author, enum box box, const char *markup) {
    struct block *item = author_open(author, BLOCK_ITEM, STYLE_NONE);
    item->box = box;
    author_paragraph(author, STYLE_NONE, markup);
    return item;
}

void author_items(
    struct author *author, enum marker marker, const char *const *items, size_t count) {
    author_list(author, marker);
    for (size_t i = 0; i < count; i++) {
        author_item(author, BOX_EMPTY, items[i]);
        author_close(author);
    }
    author_close(author);
}

void author_option(struct author *author, enum box box, const char *markup, const char *dependent) {
    if (box == BOX_TICKED) {
        markup = arena_format(author->arena, "*%s*", markup);
    }
    author_item(author, box, markup);
    if (dependent) {
        author_paragraph(author, STYLE_DEPENDENT, dependent);
    }
    author_close(author);
}

struct block *author_row(struct author *author, bool head) {
    struct block *row = author_open(author, BLOCK_ROW, STYLE_NONE);
    row->head = head;
    return row;
}

struct block *author_cell(struct author *author, const char *markup) {
    struct block *cell = author_open(author, BLOCK_CELL, STYLE_NONE);
    cell->header = author->at->parent->head;
    author_paragraph(author, STYLE_NONE, markup);
    author_close(author);
    return cell;
}

struct block *author_cells(
    struct author *author, bool head, const char *const *cells, size_t count, size_t numbers) {
    struct block *row = author_row(author, head);
    for (size_t i = 0; i < count; i++) {
        struct block *cell = author_cell(author, cells[i]);
        cell->style = !head && i >= numbers ? STYLE_NUMBER : STYLE_NONE;
    }
    author_close(author);
    return row;
}

void author_signatures(struct author *author, size_t count, bool contract) {
    static const char *const organisations[] = {"Rodez agglomération",
        "Agence régionale de santé Occitanie", "État",
        "Caisse primaire d’assurance maladie de l’Aveyron"};
    static const char *const capacities[] = {
        "Le Président", "Le Directeur général", "Le Préfet de l’Aveyron", "Le Directeur"};
    author_open(author, BLOCK_SIGNATURES, STYLE_NONE);
    for (size_t i = 0; i < count; i++) {
        struct signature *signature = arena_alloc(author->arena, sizeof *signature);
        signature->organisation = contract ? organisations[i % 4] : NULL;
        signature->delegation = i % 4 == 2 ? "Pour le Préfet et par délégation," : NULL;
        signature->capacity = capacities[i % 4];
        signature->name = i % 2 == 1 ? "Marion BERARDI" : NULL;
        signature->field = arena_format(author->arena, "signature-%zu", i + 1);
        signature->tooltip = capacities[i % 4];
        signature->initials = author->document->initials;
        author_add(author, BLOCK_SIGNATURE, STYLE_NONE, NULL)->signature = signature;
    }
    author_close(author);
}

void author_chart(
    struct author *author, enum block_kind kind, const struct chart_value *values, size_t count) {
    static const char *const years[] = {"2026", "2027", "2028", "2029", "2030"};
    struct block *chart = author_add(author, kind, STYLE_NONE, NULL);
    chart->values = values;
    chart->value_count = count;
    chart->steps = years;
    chart->step_count = 5;
}
