/* How pages are made up: what stays together, what running heads name, how much room there is. */
#include "unit.h"

#include "author.h"
#include "cases.h"
#include "job.h"

#include <string.h>

enum {
    PT = 1000,
    MM = 2835,
    SHIFTS = 48, /* page breaks fall everywhere when so many lines stand before the text */
};

static struct pages *pages_of(struct arena *arena, const struct document *document) {
    struct job job = {.arena = arena, .diagnostics = diagnostics_new(arena), .today = {2026, 1, 1}};
    struct typesetter typesetter = cases_typesetter(arena);
    struct pages *pages = layout(&job, &typesetter, document);
    assert_non_null(pages);
    assert_int_equal(job.diagnostics->count, 0);
    return pages;
}

static const char *text_of(struct arena *arena, const struct item *item) {
    const char *text = "";
    for (size_t g = 0; item->kind == ITEM_GLYPHS && g < item->glyph_count; g++) {
        text = arena_format(arena, "%s%s", text, item->glyphs[g].text);
    }
    return text;
}

/* The first item on a page that holds this text, from item `from` on. */
static const struct item *find_from(
    struct arena *arena, const struct page *page, const char *text, size_t from) {
    for (size_t i = from; i < page->item_count; i++) {
        if (strstr(text_of(arena, &page->items[i]), text)) {
            return &page->items[i];
        }
    }
    return NULL;
}

static const struct item *find(struct arena *arena, const struct page *page, const char *text) {
    return find_from(arena, page, text, 0);
}

static size_t count(struct arena *arena, const struct page *page, const char *text) {
    size_t found = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        found += strstr(text_of(arena, &page->items[i]), text) != NULL;
    }
    return found;
}

static void add_lines(struct author *author, size_t lines) {
    for (size_t i = 0; i < lines; i++) {
        author_paragraph(author, STYLE_NONE, "Une ligne.");
    }
}

static const char *running_head(
    struct arena *arena, const struct page *page, const char *const *sections) {
    for (size_t i = 0; i < page->item_count; i++) {
        for (size_t s = 0; page->items[i].artifact == ARTIFACT_HEADER && sections[s]; s++) {
            if (strstr(text_of(arena, &page->items[i]), sections[s])) {
                return sections[s];
            }
        }
    }
    return "";
}

/* ---- Running heads ---- */

static void heads_name_the_section_at_the_top(void **state) {
    const char *sections[] = {"Objet", "Territoire", "Signatures", NULL};
    struct author author = author_new(*state);
    author_heading(&author, 1, NULL, "Objet");
    add_lines(&author, 10);
    author_heading(&author, 1, NULL, "Territoire"); /* begins in the middle of page 1 */
    add_lines(&author, 30);
    struct block *hidden = author_add(&author, BLOCK_HEADING, STYLE_NONE, "Signatures");
    hidden->level = 1;
    hidden->hidden = true;
    hidden->new_page = true;
    author_paragraph(&author, STYLE_CLOSING, "Fait à Rodez, le =");
    author_signatures(&author, 2, true);
    struct pages *pages = pages_of(*state, author.document);
    assert_int_equal(pages->page_count, 3);
    assert_string_equal(running_head(*state, &pages->pages[0], sections), "Objet");
    assert_string_equal(running_head(*state, &pages->pages[1], sections), "Territoire");
    assert_string_equal(running_head(*state, &pages->pages[2], sections), "Signatures");
}

/* ---- Signatures ---- */

static void seals_have_room(void **state) {
    struct author author = author_new(*state);
    author_paragraph(&author, STYLE_CLOSING, "Fait à Rodez, le =");
    author_signatures(&author, 4, true);
    struct pages *pages = pages_of(*state, author.document);
    assert_int_equal(pages->page_count, 1);
    assert_int_equal(pages->field_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_true(pages->fields[i].height >= 36 * MM - 100);
    }
}

/* The rule to write the name on begins behind « Nom : » and reaches the signing area's right end. */
static void names_are_written_on_whole_lines(void **state) {
    struct author author = author_new(*state);
    author_signatures(&author, 1, true);
    struct pages *pages = pages_of(*state, author.document);
    const struct signature_field *field = &pages->fields[0];
    size_t rules = 0;
    for (size_t i = 0; i < pages->pages[0].item_count; i++) {
        const struct item *item = &pages->pages[0].items[i];
        if (item->kind == ITEM_LINE && item->y > field->y + field->height && item->dash > 0) {
            rules++;
            int32_t right = item->x + item->width;
            assert_in_range(right, field->x + field->width - PT, field->x + field->width);
            assert_true(item->y >= field->y + field->height + 8 * MM);
        }
    }
    assert_int_equal(rules, 1);
}

static void drafts_say_so_in_black(void **state) {
    struct author author = author_new(*state);
    author.document->draft = true;
    add_lines(&author, 40);
    author_signatures(&author, 2, true);
    struct pages *pages = pages_of(*state, author.document);
    size_t found = 0;
    for (size_t p = 0; p < pages->page_count; p++) {
        const struct item *warning = find(*state, &pages->pages[p], "PROJET – ne pas signer");
        assert_non_null(warning);
        assert_int_equal(warning->colour, 0x000000);
        found += count(*state, &pages->pages[p], "PROJET – ne pas signer");
    }
    assert_int_equal(found, pages->page_count + 2); /* and in each signing area */
}

/* ---- What stays together ---- */

static void no_item_stands_alone(void **state) {
    const char *items[] = {"Élément un", "Élément deux", "Élément trois", "Élément quatre",
        "Élément cinq", "Élément six"};
    size_t parted = 0;
    for (size_t lines = 0; lines < SHIFTS; lines++) {
        struct author author = author_new(*state);
        add_lines(&author, lines);
        author_paragraph(&author, STYLE_NONE, "Le contrat vise à :");
        author_items(&author, MARKER_DASH, items, 6);
        add_lines(&author, 20);
        struct pages *pages = pages_of(*state, author.document);
        for (size_t p = 0; p < pages->page_count; p++) {
            size_t here = count(*state, &pages->pages[p], "Élément");
            assert_true(here != 1 && here != 5);
            parted += here > 0 && here < 6;
        }
    }
    assert_true(parted > 0); /* or nothing was tested */
}

/* The first words below a colon stand on its page, whatever they are in. */
static void what_a_colon_introduces_follows_it(void **state) {
    for (size_t lines = 0; lines < 2 * SHIFTS; lines++) {
        struct author author = author_new(*state);
        add_lines(&author, lines / 2);
        author_paragraph(&author, STYLE_NONE, "Le contrat a trois axes :");
        if (lines % 2 == 0) {
            author_open(&author, BLOCK_TABLE, STYLE_NONE);
            author_cells(&author, true, (const char *const[]){"Premier", "Action"}, 2, 9);
            author_cells(&author, false, (const char *const[]){"2026", "Forum"}, 2, 9);
            author_close(&author);
        } else {
            author_paragraph(&author, STYLE_NONE, "Premier axe.|Deuxième axe.|Troisième axe.");
        }
        add_lines(&author, 20);
        struct pages *pages = pages_of(*state, author.document);
        for (size_t p = 0; p < pages->page_count; p++) {
            bool sentence = find(*state, &pages->pages[p], "Le contrat") != NULL;
            assert_int_equal(sentence, find(*state, &pages->pages[p], "Premier") != NULL);
        }
    }
}

static void no_short_end_stands_above_a_heading(void **state) {
    for (size_t lines = 0; lines < SHIFTS; lines++) {
        struct author author = author_new(*state);
        author_heading(&author, 1, "4", "Financement");
        add_lines(&author, lines);
        author_paragraph(&author, STYLE_NONE, "Deux lignes de|la fin.");
        author_heading(&author, 1, "5", "Calendrier");
        add_lines(&author, 20);
        struct pages *pages = pages_of(*state, author.document);
        for (size_t p = 1; p < pages->page_count; p++) {
            const struct item *end = find(*state, &pages->pages[p], "Deux lignes");
            const struct item *line = find(*state, &pages->pages[p], "Une ligne.");
            assert_true(!end || (line && line->y < end->y));
        }
    }
}

static void charts_follow_their_sentence(void **state) {
    const struct chart_value votes[] = {
        {.label = "Voix", .value = "155", .amount = 155},
        {.label = "Abstentions", .value = "12", .amount = 12},
        {.label = "Absents", .value = "3", .amount = 3},
    };
    for (size_t lines = 0; lines < SHIFTS; lines++) {
        struct author author = author_new(*state);
        add_lines(&author, lines);
        author_paragraph(&author, STYLE_NONE, "Le scrutin a donné ces résultats.");
        author_chart(&author, BLOCK_BARS, votes, 3);
        struct pages *pages = pages_of(*state, author.document);
        for (size_t p = 0; p < pages->page_count; p++) {
            bool sentence = find(*state, &pages->pages[p], "Le scrutin") != NULL;
            const struct item *label = /* then come a bar, a space, the value */
                find(*state, &pages->pages[p], "Voix");
            assert_int_equal(sentence, label != NULL);
            if (label) {
                assert_string_equal(text_of(*state, label + 2), " "); /* not « Voix155 » */
                assert_string_equal(text_of(*state, label + 3), "155");
            }
        }
    }
}

static void lines_of_one_answer_stay_together(void **state) {
    for (size_t lines = 0; lines < SHIFTS; lines++) {
        struct author author = author_new(*state);
        add_lines(&author, lines);
        author_paragraph(&author, STYLE_QUESTION, "Décrivez votre territoire");
        author_open(&author, BLOCK_DIVISION, STYLE_ANSWER);
        for (size_t i = 0; i < 8; i++) {
            author_paragraph(&author, STYLE_NONE, "=");
        }
        author_close(&author);
        struct pages *pages = pages_of(*state, author.document);
        for (size_t p = 0; p < pages->page_count; p++) {
            size_t rules = 0;
            for (size_t i = 0; i < pages->pages[p].item_count; i++) {
                rules +=
                    pages->pages[p].items[i].kind == ITEM_LINE && pages->pages[p].items[i].dash > 0;
            }
            bool question = find(*state, &pages->pages[p], "Décrivez") != NULL;
            assert_int_equal(rules, question ? 8 : 0);
        }
    }
}

/* A heading holds its own text, not the next section: a page break falls between any two of them. */
static void short_sections_part(void **state) {
    for (size_t lines = 0; lines < SHIFTS; lines++) {
        struct author author = author_new(*state);
        add_lines(&author, lines);
        for (size_t i = 0; i < 12; i++) {
            author_heading(&author, 3, NULL, "Section");
            author_paragraph(&author, STYLE_NONE, "Une ligne.");
        }
        struct pages *pages = pages_of(*state, author.document);
        for (size_t p = 0; p + 1 < pages->page_count; p++) {
            const struct page *page = &pages->pages[p];
            int32_t bottom = 0;
            for (size_t i = 0; i < page->item_count; i++) {
                bool text = page->items[i].element != ELEMENT_ARTIFACT;
                bottom = text && page->items[i].y > bottom ? page->items[i].y : bottom;
            }
            assert_true(bottom > page->height - 26 * MM - 90 * PT);
        }
    }
}

/* The lowest line of the page's text that begins at x or right of it, up to end. */
static int32_t lowest_between(const struct page *page, int32_t x, int32_t end) {
    int32_t lowest = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        bool here = item->element != ELEMENT_ARTIFACT && item->x >= x && item->x < end;
        lowest = here && item->y > lowest ? item->y : lowest;
    }
    return lowest;
}

static const struct document *two_columns(struct arena *arena, size_t lines) {
    struct author author = author_new(arena);
    add_lines(&author, lines);
    author_open(&author, BLOCK_DIVISION, STYLE_COLUMNS);
    author_open(&author, BLOCK_DIVISION, STYLE_NONE);
    add_lines(&author, 60);
    author_close(&author);
    author_open(&author, BLOCK_DIVISION, STYLE_NONE);
    for (size_t i = 0; i < 90; i++) {
        author_paragraph(&author, STYLE_SMALL, "Note");
    }
    author_close(&author);
    author_close(&author);
    return author.document;
}

/* Lines of two columns that seldom stand at one height are parted all the same, each where it can be. */
static void columns_fill_their_page(void **state) {
    for (size_t lines = 0; lines < 20; lines++) {
        struct pages *pages = pages_of(*state, two_columns(*state, lines));
        const struct page *page = &pages->pages[0];
        int32_t middle = find(*state, page, "Note")->x;
        int32_t foot = page->height - 26 * MM - 27 * PT;
        assert_true(pages->page_count > 1);
        assert_true(lowest_between(page, 0, middle) > foot);
        assert_true(lowest_between(page, middle, page->width) > foot);
    }
}

/* Nothing is set closer where no page ends. */
static void columns_keep_their_distances(void **state) {
    struct pages *pages = pages_of(*state, two_columns(*state, 0));
    const struct page *page = &pages->pages[0];
    int32_t distance = 0;
    int32_t above = 0;
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        if (strcmp(text_of(*state, item), "Une ligne.") == 0) {
            assert_true(distance == 0 || item->y - above == distance);
            distance = above > 0 ? item->y - above : 0;
            above = item->y;
        }
    }
    assert_true(distance > 0);
}

/* ---- Tables and banners ---- */

/* The first rectangle of a colour at or below y. */
static const struct item *find_ground(const struct page *page, uint32_t colour, int32_t y) {
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        if (item->kind == ITEM_RECTANGLE && item->colour == colour && y <= item->y + item->height) {
            return item;
        }
    }
    fail_msg("there is no ground of this colour");
    return NULL;
}

static int32_t width_of(const struct item *item) {
    int32_t width = item->kind == ITEM_GLYPHS ? 0 : item->width;
    for (size_t g = 0; item->kind == ITEM_GLYPHS && g < item->glyph_count; g++) {
        width += item->glyphs[g].advance;
    }
    return width;
}

static void labels_that_span_columns_keep_their_tint(void **state) {
    struct author author = author_new(*state);
    struct block *table = author_open(&author, BLOCK_TABLE, STYLE_PLAN);
    const int widths[] = {1, 1, 2};
    table->columns = widths;
    table->column_count = 3;
    author_cells(&author, true, (const char *const[]){"Axe", "Objectif", "Action"}, 3, 9);
    author_cells(&author, false, (const char *const[]){"Un", "Deux", "Trois"}, 3, 9);
    struct block *row =
        author_cells(&author, false, (const char *const[]){"Large", "Quatre"}, 2, 9);
    author_close(&author);
    row->first->column_span = 2;
    struct pages *pages = pages_of(*state, author.document);
    const struct page *page = &pages->pages[0];
    uint32_t tint = author_theme(&author)->tint;
    int32_t plain = find_ground(page, tint, find(*state, page, "Un")->y)->width;
    int32_t large = find_ground(page, tint, find(*state, page, "Large")->y)->width;
    assert_in_range(large, 2 * plain - PT, 2 * plain + PT);
}

/* What stands for the number of a sheet fits its box, be it the hole of a draft. */
static void words_fit_the_box_of_a_banner(void **state) {
    const char *const numbers[] = {"2", "2.1.10", "à préciser par le pilote"};
    for (size_t i = 0; i < 3; i++) {
        struct author author = author_new(*state);
        author_open(&author, BLOCK_DIVISION, STYLE_BANNER);
        author_paragraph(&author, STYLE_NONE, arena_format(*state, "Fiche|*%s*", numbers[i]));
        author.at->last->runs[2].kind = i == 2 ? RUN_HOLE : RUN_TEXT;
        author_heading(&author, 1, NULL, "Titre");
        author_close(&author);
        struct pages *pages = pages_of(*state, author.document);
        const struct page *page = &pages->pages[0];
        const struct item *box = find_ground(page, author_theme(&author)->accent, 0);
        size_t inside = 0;
        for (size_t k = 0; k < page->item_count; k++) {
            const struct item *item = &page->items[k];
            if (item->element != ELEMENT_ARTIFACT && item->x < box->x + box->width) {
                assert_true(item->x + width_of(item) <= box->x + box->width);
                assert_true(item->y <= box->y + box->height);
                assert_int_equal(item->colour, 0xFFFFFF);
                inside++;
            }
        }
        assert_true(inside >= 2);
    }
}

/* ---- Under which text one signs ---- */

/* The page that bears the first signature block. */
static const struct page *signed_page(const struct pages *pages) {
    assert_true(pages->field_count > 0);
    return &pages->pages[pages->fields[0].page];
}

/* Two lines of the act stand above the blocks; neither a heading nor the date is one. */
static void blocks_stand_under_the_act(void **state) {
    for (size_t shift = 0; shift < SHIFTS; shift++) {
        struct author author = author_new(*state);
        add_lines(&author, shift);
        author_paragraph(&author, STYLE_NONE, "Une ligne|Une ligne|Une ligne");
        author_heading(&author, 2, NULL, "Signatures");
        author_paragraph(&author, STYLE_CLOSING, "Fait à Rodez, le =");
        author_signatures(&author, 1 + shift % 4, true);
        struct pages *pages = pages_of(*state, author.document);
        const struct page *page = signed_page(pages);
        assert_true(count(*state, page, "Une ligne") >= 2);
        assert_non_null(find(*state, page, "Signatures"));
        assert_non_null(find(*state, page, "Fait à Rodez"));
    }
}

/* The blocks of a wide page stand side by side, as many as have room, in rows of equal length. */
static void blocks_take_the_columns_that_fit(void **state) {
    static const size_t rows[][2] = {/* on a page of 297 mm, of 210 mm */
        {1, 1}, {1, 1}, {1, 2}, {2, 2}, {2, 3}, {2, 3}};
    for (size_t signers = 1; signers <= 6; signers++) {
        for (size_t upright = 0; upright < 2; upright++) {
            struct author author = author_new(*state);
            struct page_shape *shape = author_page(&author);
            if (!upright) {
                int32_t width = shape->height;
                shape->height = shape->width;
                shape->width = width;
            }
            add_lines(&author, 3);
            author_signatures(&author, signers, true);
            struct pages *pages = pages_of(*state, author.document);
            size_t tops = 0;
            for (size_t i = 0; i < pages->field_count; i++) {
                const struct signature_field *field = &pages->fields[i];
                const struct signature_field *before = i > 0 ? &pages->fields[i - 1] : NULL;
                tops += !before || before->page != field->page || before->y != field->y;
                assert_true(field->x >= 0 && field->x + field->width <= shape->width);
                assert_true(field->width >= 55 * 2834);
            }
            assert_int_equal(pages->field_count, signers);
            assert_int_equal(tops, rows[signers - 1][upright]);
        }
    }
}

/* A row of a table is text above the blocks, and is not cut for their sake. */
static void blocks_take_whole_rows(void **state) {
    for (size_t shift = 0; shift < SHIFTS; shift++) {
        struct author author = author_new(*state);
        add_lines(&author, shift);
        author_open(&author, BLOCK_TABLE, STYLE_NONE);
        const char *tall = "haut|moyen|moyen|moyen|moyen|bas";
        author_cells(&author, true, (const char *const[]){"Année", "Action"}, 2, 9);
        author_cells(&author, false, (const char *const[]){"2026", tall}, 2, 9);
        author_close(&author);
        author_paragraph(&author, STYLE_CLOSING, "Fait à Rodez, le =");
        author_signatures(&author, 2, true);
        struct pages *pages = pages_of(*state, author.document);
        const struct page *page = signed_page(pages);
        assert_non_null(find(*state, page, "haut"));
        assert_non_null(find(*state, page, "bas"));
    }
}

/* ---- Words that would be parted by a page's end ---- */

/* The last line of the text on a page ends with a hyphen that was put there. */
static bool ends_inside_a_word(struct arena *arena, const struct page *page) {
    const char *last = "";
    for (size_t i = 0; i < page->item_count; i++) {
        const struct item *item = &page->items[i];
        bool text = item->kind == ITEM_GLYPHS && item->element != ELEMENT_ARTIFACT;
        last = text ? text_of(arena, item) : last;
    }
    size_t length = strlen(last);
    return length > 2 && strcmp(last + length - 2, "\u00AD") == 0;
}

static bool has_hyphens(struct arena *arena, const struct pages *pages) {
    bool found = false;
    for (size_t p = 0; p < pages->page_count; p++) {
        found = found || find(arena, &pages->pages[p], "\u00AD") != NULL;
    }
    return found;
}

/* Wherever pages break, they find a line that ends with a word. */
static void pages_end_with_whole_words(void **state) {
    const char *long_words =
        "La territorialisation intercommunale des accompagnements médico-sociaux nécessite une "
        "contractualisation pluriannuelle ; l’opérationnalisation progressive des expérimentations "
        "interdisciplinaires, particulièrement approfondissement et professionnalisation, demeure "
        "systématiquement conditionnée par la complémentarité institutionnelle et par "
        "l’investissement communautaire des coordonnateurs départementaux et régionaux.";
    for (size_t shift = 0; shift < SHIFTS; shift++) {
        struct author author = author_new(*state);
        author_page(&author)->outer = 100 * MM;
        add_lines(&author, shift);
        author_paragraph(&author, STYLE_NONE, long_words);
        author_paragraph(&author, STYLE_NONE, long_words);
        author_paragraph(&author, STYLE_NONE, long_words);
        struct pages *pages = pages_of(*state, author.document);
        assert_true(has_hyphens(*state, pages));
        for (size_t p = 0; p + 1 < pages->page_count; p++) {
            assert_false(ends_inside_a_word(*state, &pages->pages[p]));
        }
    }
}

/* ---- Distances ---- */

static void distances_are_not_added_up(void **state) {
    struct author author = author_new(*state);
    author_heading(&author, 2, "1.3", "Le périmètre");
    author_paragraph(&author, STYLE_QUESTION, "Avec quels dispositifs ?");
    author_list(&author, MARKER_BOX);
    author_option(&author, BOX_TICKED, "Contrat de ville", NULL);
    author_option(&author, BOX_EMPTY, "Contrat de ruralité", NULL);
    author_close(&author);
    struct pages *pages = pages_of(*state, author.document);
    const struct page *page = &pages->pages[0];
    int32_t heading = find(*state, page, "Le périmètre")->y;
    int32_t question = find(*state, page, "Avec quels")->y;
    int32_t first = find(*state, page, "Contrat de ville")->y;
    int32_t second = find(*state, page, "Contrat de ruralité")->y;
    assert_in_range(question - heading, 19 * PT, 21 * PT);
    assert_in_range(second - first, 16 * PT, 17 * PT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(heads_name_the_section_at_the_top),
        UNIT_TEST(seals_have_room),
        UNIT_TEST(names_are_written_on_whole_lines),
        UNIT_TEST(drafts_say_so_in_black),
        UNIT_TEST(no_item_stands_alone),
        UNIT_TEST(what_a_colon_introduces_follows_it),
        UNIT_TEST(no_short_end_stands_above_a_heading),
        UNIT_TEST(charts_follow_their_sentence),
        UNIT_TEST(lines_of_one_answer_stay_together),
        UNIT_TEST(short_sections_part),
        UNIT_TEST(columns_fill_their_page),
        UNIT_TEST(columns_keep_their_distances),
        UNIT_TEST(labels_that_span_columns_keep_their_tint),
        UNIT_TEST(words_fit_the_box_of_a_banner),
        UNIT_TEST(blocks_stand_under_the_act),
        UNIT_TEST(blocks_take_the_columns_that_fit),
        UNIT_TEST(blocks_take_whole_rows),
        UNIT_TEST(pages_end_with_whole_words),
        UNIT_TEST(distances_are_not_added_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
