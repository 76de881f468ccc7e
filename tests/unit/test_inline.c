/* What stands in a paragraph besides plain text: looks, links, notes, boxes, blanks, and texts that are known
 * only when pages are made. */
#include "typesetting.h"

enum {
    PLENTY = 2000000, /* a measure that no example reaches */
};

/* ---- Runs ---- */

/* Words of several looks in one paragraph; each item keeps the run that it comes from. */
static void runs_cross_lines(void **state) {
    struct setting setting = new_setting(state);
    const struct run runs[] = {
        {.text = "La participation citoyenne est "},
        {.text = "essentielle dans l'élaboration et la mise en œuvre", .bold = true},
        {.text = " du contrat ; "},
        {.text = "elle permet d'identifier les besoins de santé", .italic = true},
        {.text = ", le 1"},
        {.text = "er", .superscript = true},
        {.text = " janvier "},
        {.text = "au plus tard", .sans = true},
        {.text = "."},
    };
    const char *const faces[] = {"PTSerif-Regular", "PTSerif-Bold", "PTSerif-Regular",
        "PTSerif-Italic", "PTSerif-Regular", "PTSerif-Regular", "PTSerif-Regular", "PTSans-Regular",
        "PTSerif-Regular"};
    for (int32_t measure = 90000; measure < 300000; measure += 11003) {
        struct lines lines = set_runs(&setting, runs, 9, measure);
        size_t last = 0;
        for (size_t i = 0; i < lines.count; i++) {
            const struct line *line = &lines.items[i];
            check_widths(line, 0);
            for (size_t j = 0; j < line->item_count; j++) {
                const struct item *item = &line->items[j];
                assert_string_equal(item->face->name, faces[item->element]);
                assert_int_equal(item->size, item->element == 5 ? 6324 : 10200);
                assert_int_equal(item->y, item->element == 5 ? -3366 : 0);
                assert_true(item->element >= last);
                last = item->element;
            }
        }
        assert_string_equal(without_soft_hyphens(*state, read_lines(&setting, &lines)),
            "La participation citoyenne est essentielle dans l’élaboration et la mise en œuvre du "
            "contrat\u202F; elle permet d’identifier les besoins de santé, le 1er\u00A0janvier au "
            "plus "
            "tard.");
    }
    assert_clean(&setting);
}

/* A hyphen at a line's end looks like the word that it parts. */
static void hyphens_belong_to_their_word(void **state) {
    struct setting setting = new_setting(state);
    const struct run runs[] = {
        {.text = "Un "},
        {.text = "renouvellement", .bold = true},
        {.text = " attendu"},
    };
    struct lines lines = set_runs(&setting, runs, 3, 70000);
    assert_string_equal(read_line(&setting, &lines.items[0]), "Un renouvel\u00AD");
    const struct line *line = &lines.items[0];
    assert_true(line->hyphenated);
    assert_string_equal(line->items[line->item_count - 1].face->name, "PTSerif-Bold");
}

static void ordinals_are_raised(void **state) {
    struct setting setting = new_setting(state);
    struct lines lines = set_text(&setting, "le 1er avril", PLENTY);
    const struct line *line = &lines.items[0];
    assert_int_equal(line->item_count, 3);
    assert_int_equal(line->items[1].glyph_count, 2);
    assert_int_equal(line->items[1].y, -3366);
    assert_int_equal(line->items[1].size, 6324);
    assert_string_equal(read_line(&setting, line), "le 1er\u00A0avril");
    check_widths(line, 0);
}

/* Pairs are kerned inside a run, and a space between two runs is one space. */
static void kerning_and_spaces_of_runs(void **state) {
    struct setting setting = new_setting(state);
    int32_t together = set_text(&setting, "AVAV", PLENTY).items[0].width;
    const struct run parted[] = {{.text = "A"}, {.text = "V"}, {.text = "A"}, {.text = "V"}};
    assert_true(together < set_runs(&setting, parted, 4, PLENTY).items[0].width);
    const struct run spaced[] = {{.text = "deux "}, {.text = " \n mots ", .bold = true}};
    struct lines lines = set_runs(&setting, spaced, 2, PLENTY);
    assert_string_equal(read_lines(&setting, &lines), "deux mots");
}

static void other_languages_are_left_alone(void **state) {
    struct setting setting = new_setting(state);
    const struct run runs[] = {
        {.text = "« "},
        {.text = "What's the internationalisation?", .language = "en"},
        {.text = " » ?"},
    };
    struct lines lines = set_runs(&setting, runs, 3, 120000);
    assert_string_equal(
        read_lines(&setting, &lines), "«\u00A0What's the internationalisation?\u00A0»\u202F?");
}

/* ---- What is not text ---- */

static void boxes_stay_with_what_they_tick(void **state) {
    struct setting setting = new_setting(state);
    const struct run runs[] = {
        {.kind = RUN_BOX, .box = BOX_TICKED},
        {.text = " Oui "},
        {.kind = RUN_BOX, .box = BOX_EMPTY},
        {.text = " Non"},
    };
    struct lines lines = set_runs(&setting, runs, 4, 40000);
    assert_int_equal(lines.count, 2);
    assert_string_equal(read_line(&setting, &lines.items[0]), "☑\u00A0Oui ");
    assert_string_equal(read_line(&setting, &lines.items[1]), "☐\u00A0Non");
    assert_string_equal(lines.items[0].items[0].face->name, "DejaVuSans");
}

static void blanks_are_dotted_rules(void **state) {
    struct setting setting = new_setting(state);
    const struct run runs[] = {{.text = "Nom : "}, {.kind = RUN_BLANK, .width = 120000}};
    struct lines lines = set_runs(&setting, runs, 2, 300000);
    assert_int_equal(lines.count, 1);
    const struct item *rule = &lines.items[0].items[1];
    assert_int_equal(rule->kind, ITEM_LINE);
    assert_int_equal(rule->width, 120000);
    assert_true(rule->dash > 0);
    struct lines narrow = set_runs(&setting, runs, 2, 50000);
    assert_true(narrow.widest <= 50000);
}

static void holes_are_framed(void **state) {
    struct setting setting = new_setting(state);
    const struct run run = {.kind = RUN_HOLE, .text = "durée du contrat"};
    struct lines lines = set_runs(&setting, &run, 1, 300000);
    assert_string_equal(read_lines(&setting, &lines), "[à compléter\u00A0: durée du contrat]");
    assert_int_equal(lines.items[0].items[0].kind, ITEM_FRAME);
    struct lines parted = set_runs(&setting, &run, 1, 80000);
    for (size_t i = 0; i < parted.count; i++) {
        assert_int_equal(parted.items[i].items[0].kind, ITEM_FRAME);
        assert_int_equal(parted.items[i].items[0].width, parted.items[i].width);
    }
}

static void links_have_an_extent_on_each_line(void **state) {
    struct setting setting = new_setting(state);
    const struct run runs[] = {
        {.text = "Voir "},
        {.text = "le site de l'agence régionale de santé", .uri = "https://ars.fr"},
        {.text = "."},
    };
    struct lines lines = set_runs(&setting, runs, 3, 110000);
    assert_true(lines.count > 1);
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.items[i];
        assert_int_equal(line->link_count, 1);
        assert_ptr_equal(line->links[0].run, &runs[1]);
        assert_true(line->links[0].x + line->links[0].width <= line->width);
    }
    assert_true(lines.items[0].links[0].x > 0);
    assert_int_equal(lines.items[1].links[0].x, 0);
}

static void notes_are_called_on_their_line(void **state) {
    struct setting setting = new_setting(state);
    const struct block block = {0};
    const struct run runs[] = {
        {.text = "Un chiffre de 1"},
        {.kind = RUN_NOTE, .text = "2", .note = &block},
        {.text = " et la suite du texte, qui demande une ligne de plus"},
    };
    struct lines lines = set_runs(&setting, runs, 3, 150000);
    assert_int_equal(lines.items[0].note_count, 1);
    assert_ptr_equal(lines.items[0].notes[0], &runs[1]);
    assert_int_equal(lines.items[1].note_count, 0);
    assert_true(lines.items[0].items[1].y < 0);
}

static void late_texts_keep_their_room(void **state) {
    struct setting setting = new_setting(state);
    setting.style.alignment = ALIGN_RIGHT;
    const struct run runs[] = {
        {.kind = RUN_PART},
        {.text = " – page "},
        {.kind = RUN_PAGE_NUMBER},
    };
    struct lines lines = set_runs(&setting, runs, 3, 300000);
    assert_int_equal(lines.count, 1);
    const struct line *line = &lines.items[0];
    assert_int_equal(line->late_count, 2);
    assert_int_equal(line->late[0].kind, RUN_PART);
    assert_int_equal(line->late[1].kind, RUN_PAGE_NUMBER);
    assert_true(line->late[0].flush_right);
    assert_int_equal(line->width, 300000);
    const struct item *number = &line->items[line->late[1].item];
    assert_int_equal(number->glyph_count, 0);
    assert_int_equal(number->width, line->late[1].reserved);
    assert_non_null(number->face);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(runs_cross_lines),
        UNIT_TEST(hyphens_belong_to_their_word),
        UNIT_TEST(ordinals_are_raised),
        UNIT_TEST(kerning_and_spaces_of_runs),
        UNIT_TEST(other_languages_are_left_alone),
        UNIT_TEST(boxes_stay_with_what_they_tick),
        UNIT_TEST(blanks_are_dotted_rules),
        UNIT_TEST(holes_are_framed),
        UNIT_TEST(links_have_an_extent_on_each_line),
        UNIT_TEST(notes_are_called_on_their_line),
        UNIT_TEST(late_texts_keep_their_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
