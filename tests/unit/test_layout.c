#include "unit.h"

#include "author.h"
#include "cases.h"
#include "job.h"
#include "pages_dump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    MM = 2835,
};

static struct pages *typeset(
    struct arena *arena, const struct document *document, struct diagnostics **diagnostics) {
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena), .today = {2026, 1, 1}};
    struct typesetter typesetter = cases_typesetter(arena);
    *diagnostics = job.diagnostics;
    return layout(&job, &typesetter, document);
}

/* Lays out what must be faultless. */
static struct pages *pages_of(struct arena *arena, const struct document *document) {
    struct diagnostics *diagnostics;
    struct pages *pages = typeset(arena, document, &diagnostics);
    assert_non_null(pages);
    if (diagnostics->count > 0) {
        fail_msg("%s", diagnostics_print(diagnostics));
    }
    return pages;
}

/* ---- Golden pages ---- */

/* One document, and whether its pages are to be taken as right. */
struct golden {
    const struct layout_case *example;
    bool accept;
};

static char *read_text(struct arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        return NULL;
    }
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t length = (size_t)ftell(file);
    rewind(file);
    char *text = arena_alloc(arena, length + 1);
    assert_int_equal(fread(text, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    return text;
}

static void write_text(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static size_t line_of_difference(const char *a, const char *b) {
    size_t line = 1;
    for (; *a && *a == *b; a++, b++) {
        line += *a == '\n';
    }
    return line;
}

static void pages_are_golden(void **state) {
    const struct golden *golden = *state;
    struct arena *arena = arena_new();
    const char *path =
        arena_format(arena, "%s/layout/%s.pages", GREFFE_TESTS, golden->example->name);
    const char *dump = pages_dump(arena, pages_of(arena, golden->example->make(arena)));
    if (golden->accept) {
        write_text(path, dump);
    }
    const char *expected = read_text(arena, path);
    if (!expected || strcmp(dump, expected) != 0) {
        write_text(arena_format(arena, "%s.pages", golden->example->name), dump);
        fail_msg("%s differs from line %zu on (what was made stands in %s.pages here)", path,
            expected ? line_of_difference(dump, expected) : 1, golden->example->name);
    }
    arena_free(arena);
}

/* ---- What holds for all pages ---- */

static int32_t width_of(const struct item *item) {
    int32_t width = item->kind == ITEM_GLYPHS ? 0 : item->width;
    for (size_t i = 0; item->kind == ITEM_GLYPHS && i < item->glyph_count; i++) {
        width += item->glyphs[i].advance;
    }
    return width;
}

/* The top and the bottom of an item's ink; letters reach at most so far. */
static int32_t top_of(const struct item *item) {
    return item->kind == ITEM_GLYPHS ? item->y - item->size * 4 / 5 : item->y - item->stroke / 2;
}

static int32_t bottom_of(const struct item *item) {
    return item->kind == ITEM_GLYPHS ? item->y + item->size / 4
                                     : item->y + item->height + item->stroke / 2;
}

static void assert_ink_inside(const struct page *page) {
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        assert_true(item->x >= 0 && top_of(item) >= 0);
        assert_true(item->x + width_of(item) <= page->width && bottom_of(item) <= page->height);
    }
}

static bool is_heading(const struct pages *pages, size_t element) {
    return element != ELEMENT_ARTIFACT && pages->elements[element].role >= ROLE_HEADING_1 &&
           pages->elements[element].role <= ROLE_HEADING_6;
}

/* The last content of a page is no heading. */
static void assert_headings_are_kept(const struct pages *pages) {
    for (size_t p = 0; p < pages->page_count; p++) {
        size_t last = ELEMENT_ARTIFACT;
        for (size_t i = 0; i < pages->pages[p].item_count; i++) {
            size_t element = pages->pages[p].items[i].element;
            last = element == ELEMENT_ARTIFACT ? last : element;
        }
        assert_false(is_heading(pages, last));
    }
}

/* The lines that an element has on a page. */
static size_t lines_on(const struct page *page, size_t element) {
    size_t lines = 0;
    int32_t y = INT32_MIN;
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        if (item->element == element && item->kind == ITEM_GLYPHS && item->y > y + 6000) {
            lines++;
            y = item->y;
        }
    }
    return lines;
}

/* Of a paragraph that is parted, no line stands alone. */
static void assert_no_line_is_alone(const struct pages *pages) {
    for (size_t e = 0; e < pages->element_count; e++) {
        if (pages->elements[e].role != ROLE_PARAGRAPH) {
            continue;
        }
        size_t fewest = SIZE_MAX;
        size_t parts = 0;
        for (size_t p = 0; p < pages->page_count; p++) {
            size_t lines = lines_on(&pages->pages[p], e);
            parts += lines > 0;
            fewest = lines > 0 && lines < fewest ? lines : fewest;
        }
        assert_true(parts < 2 || fewest >= 2);
    }
}

/* Headings go down one level at a time (ISO 14289-1, 7.4.2). */
static void assert_headings_skip_no_level(const struct pages *pages) {
    unsigned above = 0;
    for (size_t i = 0; i < pages->element_count; i++) {
        if (is_heading(pages, i)) {
            unsigned level = (unsigned)(pages->elements[i].role - ROLE_HEADING_1) + 1;
            assert_true(level <= above + 1);
            above = level;
        }
    }
    above = 0;
    for (size_t i = 0; i < pages->outline_count; i++) {
        assert_true(pages->outline[i].level <= above + 1);
        above = pages->outline[i].level;
    }
}

/* Every link says where it leads (ISO 14289-1, 7.18.5). */
static void assert_links_are_described(const struct pages *pages) {
    for (size_t i = 0; i < pages->link_count; i++) {
        assert_non_null(pages->links[i].description);
    }
}

static void assert_tree_is_in_order(const struct pages *pages) {
    assert_headings_skip_no_level(pages);
    assert_links_are_described(pages);
    assert_int_equal(pages->elements[0].parent, ELEMENT_NONE);
    for (size_t i = 1; i < pages->element_count; i++) {
        assert_true(pages->elements[i].parent < i);
    }
    for (size_t p = 0; p < pages->page_count; p++) {
        for (size_t i = 0; i < pages->pages[p].item_count; i++) {
            size_t element = pages->pages[p].items[i].element;
            assert_true(element == ELEMENT_ARTIFACT || element < pages->element_count);
        }
    }
}

static void good_pages_of_all_documents(void **state) {
    size_t count;
    const struct layout_case *cases = cases_all(&count);
    for (size_t i = 0; i < count; i++) {
        struct pages *pages = pages_of(*state, cases[i].make(*state));
        for (size_t p = 0; p < pages->page_count; p++) {
            assert_ink_inside(&pages->pages[p]);
        }
        assert_headings_are_kept(pages);
        assert_no_line_is_alone(pages);
        assert_tree_is_in_order(pages);
    }
}

/* A document whose page breaks fall elsewhere for each number. */
static const struct document *shifted(struct arena *arena, size_t lines) {
    struct author author = author_new(arena);
    for (size_t i = 0; i < lines; i++) {
        author_paragraph(&author, STYLE_NONE, "Une ligne.");
    }
    for (size_t i = 0; i < 9; i++) {
        author_heading(&author, 1 + (unsigned)(i % 3), "1", "Gouvernance");
        author_paragraph(&author, STYLE_NONE,
            "Le comité de pilotage réunit les signataires une fois par an ; il arrête le programme "
            "de l’année, examine le bilan de la précédente et décide des fiches à ouvrir. Il peut "
            "entendre toute personne dont l’avis lui paraît utile.");
        author_paragraph(&author, STYLE_NONE,
            "Le coordonnateur prépare ses travaux et en rend compte aux habitants, avec l’appui "
            "des services de l’agglomération et de la délégation départementale.");
    }
    author_paragraph(&author, STYLE_CLOSING, "Fait à Rodez, le =");
    author_signatures(&author, 1 + lines % 5, true);
    return author.document;
}

/* A block of signatures has a line of text above it on its page. */
static void assert_signatures_follow_text(const struct pages *pages) {
    for (size_t f = 0; f < pages->field_count; f++) {
        const struct signature_field *field = &pages->fields[f];
        const struct page *page = &pages->pages[field->page];
        bool text = false;
        for (size_t i = 0; i < page->item_count; i++) {
            const struct item *item = &page->items[i];
            bool furniture = item->element == ELEMENT_ARTIFACT && item->artifact != ARTIFACT_LAYOUT;
            text = text || (item->kind == ITEM_GLYPHS && !furniture && item->y < field->y - 50000);
        }
        assert_true(text);
        assert_true(field->y + field->height < page->height - 26 * MM);
    }
}

static void good_breaks_wherever_they_fall(void **state) {
    for (size_t lines = 0; lines < 34; lines++) {
        struct pages *pages = pages_of(*state, shifted(*state, lines));
        assert_int_equal(pages->field_count, 1 + lines % 5);
        assert_headings_are_kept(pages);
        assert_no_line_is_alone(pages);
        assert_signatures_follow_text(pages);
    }
}

static const struct layout_case *case_named(const char *name) {
    size_t count;
    const struct layout_case *cases = cases_all(&count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(cases[i].name, name) == 0) {
            return &cases[i];
        }
    }
    fail_msg("no document %s", name);
    return NULL;
}

static void reserved_rectangles_are_free_of_ink(void **state) {
    const struct document *document = case_named("extrait")->make(*state);
    struct pages *pages = pages_of(*state, document);
    assert_int_equal(document->parts[0].page->reserved_count, 1);
    const struct reserved *stamp = document->parts[0].page->reserved;
    size_t above = 0;
    for (size_t i = 0; i < pages->pages[0].item_count; i++) {
        const struct item *item = &pages->pages[0].items[i];
        bool beside = item->x >= stamp->x + stamp->width || item->x + width_of(item) <= stamp->x;
        bool below = top_of(item) >= stamp->y + stamp->height || bottom_of(item) <= stamp->y;
        assert_true(beside || below);
        above += !below;
    }
    assert_true(above > 0); /* something stands at its left: the page begins above its bottom */
}

/* ---- Pieces ---- */

static void read_item(const struct item *item, char text[400]) {
    text[0] = '\0';
    for (size_t g = 0; item->kind == ITEM_GLYPHS && g < item->glyph_count; g++) {
        strncat(text, item->glyphs[g].text, 400 - strlen(text) - 1);
    }
}

/* The first item that holds this text, or says nothing else, on a page. */
static const struct item *find(
    const struct pages *pages, size_t page, const char *text, bool exactly) {
    for (size_t i = 0; i < pages->pages[page].item_count; i++) {
        char line[400];
        read_item(&pages->pages[page].items[i], line);
        if (exactly ? strcmp(line, text) == 0 : strstr(line, text) != NULL) {
            return &pages->pages[page].items[i];
        }
    }
    return NULL;
}

static const struct item *find_text(const struct pages *pages, size_t page, const char *text) {
    return find(pages, page, text, false);
}

static void heads_are_repeated_as_artifacts(void **state) {
    struct pages *pages = pages_of(*state, cases_long_table(*state, 90));
    assert_true(pages->page_count >= 3);
    for (size_t p = 0; p < pages->page_count; p++) {
        const struct item *head = find_text(pages, p, "montant TTC");
        assert_non_null(head);
        assert_int_equal(head->element == ELEMENT_ARTIFACT, p > 0);
    }
    size_t tables = 0;
    for (size_t i = 0; i < pages->element_count; i++) {
        tables += pages->elements[i].role == ROLE_TABLE;
    }
    assert_int_equal(tables, 1);
}

static void spanning_cells_are_continued(void **state) {
    struct pages *pages = pages_of(*state, case_named("plan")->make(*state));
    assert_int_equal(pages->page_count, 2);
    assert_null(find_text(pages, 0, "(suite)"));
    const struct item *suite = find_text(pages, 1, "(suite)");
    assert_non_null(suite);
    assert_int_equal(suite->element, ELEMENT_ARTIFACT);
}

static void mirrored_pages_swap_their_margins(void **state) {
    struct pages *pages = pages_of(*state, case_named("projet")->make(*state));
    const struct item *odd = find_text(pages, 0, "La démographie médicale");
    const struct item *even = find_text(pages, 1, "La démographie médicale");
    assert_int_equal(odd->x, 36 * MM);
    assert_int_equal(even->x, 26 * MM);
}

static void contents_tell_pages(void **state) {
    struct pages *pages = pages_of(*state, case_named("couverture")->make(*state));
    assert_non_null(find_text(pages, 1, "Gouvernance"));
    const struct item *number = find(pages, 2, "5", true);
    assert_non_null(number);
    char next[400];
    read_item(number + 1, next);
    assert_string_equal(next, "."); /* without a gap */
    assert_int_equal(number[1].x, number->x + width_of(number));
    size_t to_last = 0;
    for (size_t i = 0; i < pages->link_count; i++) {
        to_last += pages->links[i].page == 1 && pages->links[i].target_page == 4;
    }
    assert_int_equal(to_last, 4); /* Gouvernance and its three parts */
}

/* ---- Faults ---- */

static bool reports(const struct diagnostics *diagnostics, enum message message) {
    for (size_t i = 0; i < diagnostics->count; i++) {
        if (diagnostics->items[i].message == message) {
            return true;
        }
    }
    return false;
}

static void unknown_families_are_reported(void **state) {
    struct author author = author_new(*state);
    author_theme(&author)->text_family = "Comic Sans MS";
    struct diagnostics *diagnostics;
    assert_null(typeset(*state, author.document, &diagnostics));
    assert_true(reports(diagnostics, MESSAGE_LAYOUT_FAMILY_UNKNOWN));
}

static void unknown_targets_are_reported(void **state) {
    struct author author = author_new(*state);
    author_paragraph(&author, STYLE_NONE, "Voir {nulle-part>la suite}, page @nulle-part@.");
    struct diagnostics *diagnostics;
    struct pages *pages = typeset(*state, author.document, &diagnostics);
    assert_non_null(pages);
    assert_int_equal(pages->link_count, 0);
    assert_int_equal(diagnostics->count, 2); /* each of the two places, in the last pass only */
    assert_true(reports(diagnostics, MESSAGE_LAYOUT_TARGET_UNKNOWN));
}

static void what_no_page_holds_is_reported(void **state) {
    struct author author = author_new(*state);
    struct page_shape *page = author_page(&author);
    page->height = 60 * MM;
    author_signatures(&author, 1, true);
    struct diagnostics *diagnostics;
    assert_non_null(typeset(*state, author.document, &diagnostics));
    assert_true(reports(diagnostics, MESSAGE_LAYOUT_TOO_TALL));
}

/* ---- Documents that nobody would write ---- */

struct chance {
    uint32_t seed;
};

/* A number below `below` that is always the same for one seed. */
static unsigned chance(struct chance *state, unsigned below) {
    state->seed = state->seed * 1103515245u + 12345u;
    return (state->seed >> 12) % below;
}

static const char *any_text(struct chance *state) {
    static const char *const texts[] = {"", " ", "mot", "Élaboration et suivi, 50 % ; 12 000 €",
        "anticonstitutionnellement-anticonstitutionnellement-anticonstitutionnellement",
        "*gras* _italique_ 1^er^ ~étiquette : ~valeur", "Note[[Une note[[dans une note]] de bas.]]",
        "{https://exemple.fr>lien} et {nom-3>renvoi} page @nom-3@|=",
        ("Le comité de pilotage réunit les signataires une fois par an ; il arrête le programme de "
         "l’année, examine le bilan de la précédente et décide des fiches à ouvrir.")};
    return texts[chance(state, sizeof texts / sizeof *texts)];
}

static void write_anything(struct author *author, struct chance *state, unsigned depth) {
    static const struct chart_value values[] = {{.label = "un", .value = "1", .amount = 1, .to = 9},
        {.amount = -5, .from = 4, .to = 2}, {.label = "long", .value = "", .amount = 1L << 40}};
    static const int columns[] = {1, 0, 30};
    static struct signature signature = {.capacity = "Le Maire", .field = "f", .tooltip = "t"};
    size_t count = chance(state, depth == 0 ? 12 : 4);
    for (size_t i = 0; i < count; i++) {
        enum block_kind kind = (enum block_kind)chance(state, BLOCK_TALLY + 1);
        enum style style = (enum style)chance(state, STYLE_COUNT);
        bool runs = kind == BLOCK_PARAGRAPH || kind == BLOCK_HEADING || kind == BLOCK_CAPTION;
        struct block *block = author_open(author, kind, chance(state, 2) ? style : STYLE_NONE);
        if (runs) {
            block->runs = author_runs(author->arena, any_text(state), &block->run_count);
        }
        block->name = arena_format(author->arena, "nom-%u", chance(state, 9));
        block->level = chance(state, 8);
        block->number = chance(state, 2) ? "12.3" : NULL;
        block->hidden = chance(state, 9) == 0;
        block->new_page = chance(state, 9) == 0;
        block->keep_next = chance(state, 4) == 0;
        block->marker = (enum marker)chance(state, 4);
        block->box = (enum box)chance(state, 3);
        block->head = chance(state, 3) == 0;
        block->header = chance(state, 3) == 0;
        block->row_header = chance(state, 3) == 0;
        block->column_span = chance(state, 5);
        block->row_span = chance(state, 5);
        block->columns = chance(state, 3) == 0 ? columns : NULL;
        block->column_count = 3;
        block->picture = author_picture(author->arena, 1 + chance(state, 900), 4);
        block->alternative = chance(state, 2) ? "image" : NULL;
        block->width = (int32_t)chance(state, 2) * 900000;
        block->signature = chance(state, 2) ? &signature : NULL;
        block->values = values;
        block->value_count = chance(state, 4);
        static const char *const steps[] = {"2026", "2027", "2028"};
        block->steps = steps;
        block->step_count = chance(state, 4);
        if (!runs && depth < 5) {
            write_anything(author, state, depth + 1);
        }
        author_close(author);
    }
}

/* Parts of any document, with any pages, labels, titles and numbers. */
static void write_parts(struct author *author, struct chance *state) {
    for (uint32_t i = chance(state, 4); i > 0; i--) {
        struct part *part = author_part(author);
        part->label = chance(state, 2) ? "annexe é" : NULL;
        part->restart = chance(state, 2) == 0;
        part->first = chance(state, 3) > 0;
        part->scope = chance(state, 4);
        part->depth = chance(state, 9);
        for (uint32_t k = chance(state, 3); k > 0; k--) {
            author_title(author, part, "Titre", 1 + chance(state, 8), chance(state, 4));
        }
        struct page_shape *page = author_page(author);
        page->width += (int32_t)chance(state, 3) * 200000;
        page->first_number = chance(state, 3) * 7;
        if (chance(state, 4) > 0) {
            write_anything(author, state, 2);
        }
    }
}

/* What such a document looks like does not matter; that it ends with pages in order does. */
static void any_document_becomes_pages(void **state) {
    struct typesetter typesetter = cases_typesetter(*state);
    for (uint32_t seed = 0; seed < 400; seed++) {
        struct arena *arena = arena_new();
        struct job job = {
            .arena = arena, .diagnostics = diagnostics_new(arena), .today = {2026, 1, 1}};
        struct chance chances = {seed * 2654435761u};
        struct author author = author_new(arena);
        author.document->draft = seed % 3 == 0;
        author.document->initials = seed % 2 == 0;
        author_page(&author)->mirrored = seed % 5 == 0;
        author_logos(&author, seed % 7);
        write_anything(&author, &chances, 0);
        write_parts(&author, &chances);
        struct pages *pages = layout(&job, &typesetter, author.document);
        assert_non_null(pages);
        assert_tree_is_in_order(pages);
        assert_true(strlen(pages_dump(arena, pages)) > 0);
        arena_free(arena);
    }
}

/* ---- Speed ---- */

static double seconds_for(size_t rows) {
    struct arena *arena = arena_new();
    const struct document *document = cases_long_table(arena, rows);
    clock_t begin = clock();
    struct pages *pages = pages_of(arena, document);
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    assert_true(pages->page_count > rows / 40);
    arena_free(arena);
    return seconds;
}

/* Eight times as many rows take about eight times as long; sixty-four would be quadratic. */
static void long_tables_take_linear_time(void **state) {
    (void)state;
    double base = seconds_for(250);
    double long_table = seconds_for(2000);
    assert_true(long_table < 24 * base + 0.2);
}

enum {
    MOST_TESTS = 60,
};

int main(int argument_count, char **arguments) {
    bool accept = argument_count > 1 && strcmp(arguments[1], "--accept") == 0;
    const struct CMUnitTest others[] = {
        UNIT_TEST(good_pages_of_all_documents),
        UNIT_TEST(good_breaks_wherever_they_fall),
        UNIT_TEST(reserved_rectangles_are_free_of_ink),
        UNIT_TEST(heads_are_repeated_as_artifacts),
        UNIT_TEST(spanning_cells_are_continued),
        UNIT_TEST(mirrored_pages_swap_their_margins),
        UNIT_TEST(contents_tell_pages),
        UNIT_TEST(unknown_families_are_reported),
        UNIT_TEST(unknown_targets_are_reported),
        UNIT_TEST(what_no_page_holds_is_reported),
        UNIT_TEST(any_document_becomes_pages),
        UNIT_TEST(long_tables_take_linear_time),
    };
    size_t case_count;
    const struct layout_case *cases = cases_all(&case_count);
    struct golden golden[MOST_TESTS];
    struct CMUnitTest tests[MOST_TESTS] = {{0}};
    for (size_t i = 0; i < case_count && i < MOST_TESTS; i++) {
        golden[i] = (struct golden){&cases[i], accept};
        tests[i] = (struct CMUnitTest){cases[i].name, pages_are_golden, NULL, NULL, &golden[i]};
    }
    int failed = _cmocka_run_group_tests("golden pages", tests, case_count, NULL, NULL);
    return failed + cmocka_run_group_tests(others, NULL, NULL);
}
