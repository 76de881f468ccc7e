/* Parts: pages of their own shape, numbers, titles and contents of their own. The document is that of
 * tests/layout/cases_parts.c: four parts, the second of which (an inserted document) has a landscape page. */
#include "unit.h"

#include "author.h"
#include "cases.h"
#include "job.h"

#include <string.h>

enum {
    PAGES = 6,
};

static struct pages *pages_of(struct arena *arena, const struct document *document) {
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena), .today = {2026, 1, 1}};
    struct typesetter typesetter = cases_typesetter(arena);
    struct pages *pages = layout(&job, &typesetter, document);
    assert_non_null(pages);
    assert_int_equal(job.diagnostics->count, 0);
    return pages;
}

/* All text of a page, run after run, its spaces of any kind as plain ones. */
static const char *text_of(struct arena *arena, const struct page *page) {
    const char *text = "";
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        for (size_t g = 0; item->kind == ITEM_GLYPHS && g < item->glyph_count; g++) {
            const char *letter = item->glyphs[g].text;
            bool space = strcmp(letter, "\u00A0") == 0 || strcmp(letter, "\u202F") == 0;
            text = arena_format(arena, "%s%s", text, space ? " " : letter);
        }
    }
    return text;
}

static void assert_says(
    struct arena *arena, const struct pages *pages, size_t page, const char *words) {
    const char *text = text_of(arena, &pages->pages[page]);
    if (!strstr(text, words)) {
        fail_msg("page %zu does not say « %s »: %s", page + 1, words, text);
    }
}

static void parts_have_their_own_shape(void **state) {
    struct pages *pages = pages_of(*state, cases_parts(*state));
    assert_int_equal(pages->page_count, PAGES);
    for (size_t i = 0; i < PAGES; i++) {
        assert_int_equal(pages->pages[i].width > pages->pages[i].height, i == 3);
    }
}

static void feet_say_label_and_number(void **state) {
    struct pages *pages = pages_of(*state, cases_parts(*state));
    static const char *const feet[PAGES] = {"page 1 / 1", "annexe 1 – page 1 / 5",
        "annexe 1 – page 2 / 5", "annexe 1 – page 3 / 5", "annexe 2 – page 4 / 5", "page 5 / 5"};
    for (size_t i = 0; i < PAGES; i++) {
        assert_says(*state, pages, i, feet[i]);
    }
    assert_null(strstr(text_of(*state, &pages->pages[5]), "annexe"));
}

static void readers_show_the_printed_numbers(void **state) {
    struct pages *pages = pages_of(*state, cases_parts(*state));
    static const struct page_label labels[] = {
        {0, "", 1}, {1, "annexe 1 – ", 1}, {4, "annexe 2 – ", 4}, {5, "", 5}};
    assert_int_equal(pages->label_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(pages->labels[i].first_page, labels[i].first_page);
        assert_string_equal(pages->labels[i].prefix, labels[i].prefix);
        assert_int_equal(pages->labels[i].number, labels[i].number);
    }
}

static void titles_stand_above_headings_in_the_outline(void **state) {
    struct pages *pages = pages_of(*state, cases_parts(*state));
    static const struct outline_entry entries[] = {
        {"Sommaire", 1, 0, 0},
        {"1 Objet du dossier", 1, 0, 0},
        {"1.1 Composition", 2, 0, 0},
        {"Annexe 1 – Contrat-cadre", 1, 1, 0},
        {"Sommaire", 2, 1, 0},
        {"1 Préambule", 2, 1, 0},
        {"2 Tableau", 2, 3, 0},
        {"Annexe 2 – Bilan", 1, 4, 0},
        {"Bilan du contrat précédent", 2, 4, 0},
        {"Origine", 3, 4, 0},
        {"2 Clôture du dossier", 1, 5, 0},
    };
    size_t count = sizeof entries / sizeof *entries;
    assert_int_equal(pages->outline_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(pages->outline[i].title, entries[i].title);
        assert_int_equal(pages->outline[i].level, entries[i].level);
        assert_int_equal(pages->outline[i].page, entries[i].page);
    }
}

/* How many links lead from one page to another. */
static size_t links_between(const struct pages *pages, size_t from, size_t to) {
    size_t count = 0;
    for (size_t i = 0; i < pages->link_count; i++) {
        count += pages->links[i].page == from && pages->links[i].target_page == to;
    }
    return count;
}

static void contents_list_what_is_theirs(void **state) {
    struct pages *pages = pages_of(*state, cases_parts(*state));
    /* numbers of pages in the text are links, too */
    assert_int_equal(links_between(pages, 0, 0), 2); /* the whole's first section and its part */
    assert_int_equal(links_between(pages, 0, 1), 3); /* annexe 1; two in the text */
    assert_int_equal(links_between(pages, 0, 3), 0); /* not what stands in annexe 1 */
    assert_int_equal(links_between(pages, 0, 4), 3); /* annexe 2 and its heading; one in the text */
    assert_int_equal(links_between(pages, 0, 5), 1);
    assert_int_equal(links_between(pages, 1, 1), 3); /* Préambule; two in the text */
    assert_int_equal(links_between(pages, 1, 3), 2); /* Tableau; one in the text */
    assert_int_equal(links_between(pages, 1, 0), 1); /* one in the text */
    assert_int_equal(links_between(pages, 4, 4), 1); /* the part's own heading of level 1 */
    assert_int_equal(links_between(pages, 4, 5), 0);
}

static void numbers_of_other_groups_are_places_in_the_file(void **state) {
    struct pages *pages = pages_of(*state, cases_parts(*state));
    assert_says(*state, pages, 0, "à la page 2 de ce fichier");
    assert_says(*state, pages, 0, "décrite à la page 5");
    assert_says(*state, pages, 1, "est à sa page 1, son tableau à la page 3, le sommaire");
}

static void footnotes_are_counted_in_each_document(void **state) {
    struct pages *pages = pages_of(*state, cases_parts(*state));
    static const char *const identifiers[] = {"note-1", "note-1-1", "note-1-2", "note-2"};
    size_t count = 0;
    for (size_t i = 0; i < pages->element_count; i++) {
        if (pages->elements[i].role == ROLE_NOTE) {
            assert_true(count < 4);
            assert_string_equal(pages->elements[i].identifier, identifiers[count++]);
        }
    }
    assert_int_equal(count, 4);
}

static void running_heads_begin_anew(void **state) {
    struct pages *pages = pages_of(*state, cases_parts(*state));
    assert_says(*state, pages, 2, "1 – Préambule");
    assert_says(*state, pages, 3, "2 – Tableau");
    assert_null(strstr(text_of(*state, &pages->pages[4]), "Tableau"));
}

static void named_parts_are_parts_of_the_structure(void **state) {
    struct pages *pages = pages_of(*state, cases_parts(*state));
    static const char *const titles[] = {"Annexe 1 – Contrat-cadre", "Annexe 2 – Bilan"};
    size_t count = 0;
    for (size_t i = 0; i < pages->element_count; i++) {
        if (pages->elements[i].role == ROLE_PART) {
            assert_true(count < 2);
            assert_int_equal(pages->elements[i].parent, 0);
            assert_string_equal(pages->elements[i].title, titles[count++]);
        }
    }
    assert_int_equal(count, 2);
}

/* Mirrored margins follow the printed number, not the place in the part. */
static void margins_follow_the_printed_number(void **state) {
    struct author author = author_new(*state);
    author_page(&author)->mirrored = true;
    author_paragraph(&author, STYLE_NONE, "Un.");
    author_part(&author);
    author_paragraph(&author, STYLE_NONE, "Deux.");
    struct part *anew = author_part(&author);
    anew->restart = true;
    author_paragraph(&author, STYLE_NONE, "Trois.");
    struct pages *pages = pages_of(*state, author.document);
    assert_int_equal(pages->page_count, 3);
    int32_t x[3];
    for (size_t i = 0; i < 3; i++) {
        const struct page *page = &pages->pages[i];
        for (size_t k = 0; k < page->item_count; k++) {
            if (page->items[k].kind == ITEM_GLYPHS && page->items[k].element != ELEMENT_ARTIFACT) {
                x[i] = page->items[k].x;
            }
        }
    }
    assert_int_equal(x[0], x[2]);
    assert_true(x[1] < x[0]);
}

static void empty_parts_have_a_page(void **state) {
    struct author author = author_new(*state);
    author_part(&author);
    author_part(&author);
    assert_int_equal(pages_of(*state, author.document)->page_count, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(parts_have_their_own_shape),
        UNIT_TEST(feet_say_label_and_number),
        UNIT_TEST(readers_show_the_printed_numbers),
        UNIT_TEST(titles_stand_above_headings_in_the_outline),
        UNIT_TEST(contents_list_what_is_theirs),
        UNIT_TEST(numbers_of_other_groups_are_places_in_the_file),
        UNIT_TEST(footnotes_are_counted_in_each_document),
        UNIT_TEST(running_heads_begin_anew),
        UNIT_TEST(named_parts_are_parts_of_the_structure),
        UNIT_TEST(margins_follow_the_printed_number),
        UNIT_TEST(empty_parts_have_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
