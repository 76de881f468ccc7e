/* Paragraphs set in the fonts of the house. What holds for every line of every paragraph is tested on
 * whole texts at many measures; the rest on small examples. */
#include "typesetting.h"

#include <time.h>

enum {
    PLENTY = 2000000, /* a measure that no example reaches */
};

static const char prose[] =
    "Le premier Contrat local de santé de Rodez agglomération, signé avec l'Agence régionale de "
    "santé "
    "(ARS) en novembre 2019, arrive à son terme le 31 décembre 2025 ; il est proposé de renouveler "
    "l'engagement par la signature d'un nouveau contrat entre Rodez agglomération, l'Agence "
    "régionale "
    "de santé, la préfecture de l'Aveyron et la Caisse primaire d'assurance maladie (CPAM), pour "
    "une "
    "durée de 5 ans : « cf. contrat-cadre en annexe 2 ». Les actions de prévention et de promotion "
    "de "
    "la santé se sont structurées et amplifiées ; la co-construction des projets locaux avec les "
    "56 303 "
    "habitants du territoire, l'intersectorialité et l'accompagnement individualisé ont permis une "
    "réduction significative des inégalités sociales et territoriales de santé. M. le Président, "
    "Mme BERARDI et M. Jean-Philippe SADOUL sont-ils d'accord ? Oui !";

/* ---- What holds for every line ---- */

static void justified_lines_fill_the_measure(void **state) {
    struct setting setting = new_setting(state);
    for (int32_t measure = 90000; measure < 520000; measure += 13331) {
        struct lines lines = set_text(&setting, prose, measure);
        for (size_t i = 0; i < lines.count; i++) {
            check_widths(&lines.items[i], 0);
            assert_true(lines.items[i].width <= measure);
            if (i + 1 < lines.count &&
                measure > 200000) { /* narrower ones may leave a line ragged */
                assert_int_equal(lines.items[i].width, measure);
            }
        }
        assert_true(lines.widest <= measure);
    }
    assert_clean(&setting);
}

/* Whatever the measure, whoever extracts the text gets it whole, with its French spaces. */
static void text_survives(void **state) {
    struct setting setting = new_setting(state);
    const char *expected = typography_french(*state, prose, 0, 0);
    for (int32_t measure = 60000; measure < 520000; measure += 17977) {
        struct lines lines = set_text(&setting, prose, measure);
        const char *text = without_soft_hyphens(*state, read_lines(&setting, &lines));
        assert_string_equal(text, expected);
    }
}

/* A line ends with a space, a hyphen that it was given, or one that was there. */
static void lines_end_where_they_may(void **state) {
    struct setting setting = new_setting(state);
    size_t compounds = 0;
    for (int32_t measure = 90000; measure < 520000; measure += 7103) {
        struct lines lines = set_text(&setting, prose, measure);
        for (size_t i = 0; i + 1 < lines.count; i++) {
            const char *text = read_line(&setting, &lines.items[i]);
            size_t length = strlen(text);
            bool given = length > 1 && memcmp(text + length - 2, "\u00AD", 2) == 0;
            bool compound = text[length - 1] == '-';
            assert_true(text[length - 1] == ' ' || given || compound);
            assert_int_equal(lines.items[i].hyphenated, given || compound);
            compounds += compound;
        }
    }
    assert_true(compounds > 0);
}

static void names_stay_whole(void **state) {
    struct setting setting = new_setting(state);
    const char *const wholes[] = {"Jean-Philippe", "BERARDI", "M.\u00A0Jean", "Mme\u00A0BERARDI",
        "5\u00A0ans", "56\u202F303", "cord\u202F?", "2025\u202F;", "nexe\u00A02"};
    for (int32_t measure = 90000; measure < 520000; measure += 7103) {
        struct lines lines = set_text(&setting, prose, measure);
        for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) {
            size_t found = 0;
            for (size_t j = 0; j < lines.count; j++) {
                found += strstr(read_line(&setting, &lines.items[j]), wholes[i]) != NULL;
            }
            assert_int_equal(found, 1);
        }
    }
}

static void at_most_two_hyphens_running(void **state) {
    struct setting setting = new_setting(state);
    size_t hyphens = 0;
    for (int32_t measure = 120000; measure < 300000; measure += 3011) {
        struct lines lines = set_text(&setting, prose, measure);
        unsigned running = 0;
        for (size_t i = 0; i < lines.count; i++) {
            running = lines.items[i].hyphenated ? running + 1 : 0;
            hyphens += lines.items[i].hyphenated;
            assert_true(running <= 2);
        }
    }
    assert_true(hyphens > 50);
}

static void no_hyphens_unless_asked_for(void **state) {
    struct setting setting = new_setting(state);
    setting.style.hyphenate = false;
    struct lines lines = set_text(&setting, prose, 150000);
    assert_null(strstr(read_lines(&setting, &lines), "\u00AD"));
    setting.style.hyphenate = true;
    setting.hyphenation = NULL;
    lines = set_text(&setting, prose, 150000);
    assert_null(strstr(read_lines(&setting, &lines), "\u00AD"));
}

/* Spaces of a justified text are neither holes nor cracks at the measure of a page. */
static void spaces_stay_within_bounds(void **state) {
    struct setting setting = new_setting(state);
    struct lines lines = set_text(&setting, prose, 419506);
    for (size_t i = 0; i + 1 < lines.count; i++) {
        const struct line *line = &lines.items[i];
        for (size_t j = 0; j < line->items[0].glyph_count; j++) {
            const struct glyph *glyph = &line->items[0].glyphs[j];
            if (strcmp(glyph->text, " ") == 0 && glyph->advance > 0) {
                assert_in_range(
                    glyph->advance, glyph->natural * 74 / 100, glyph->natural * 160 / 100);
            }
        }
    }
}

static void time_is_linear(void **state) {
    double seconds[2];
    for (size_t i = 0; i < 2; i++) {
        struct setting setting = new_setting(state);
        struct buffer text = {.arena = *state};
        while (text.length < (i == 0 ? 12500 : 50000)) {
            buffer_text(&text, prose);
        }
        clock_t start = clock();
        struct lines lines = set_text(&setting, buffer_string(&text), 419506);
        seconds[i] = (double)(clock() - start) / CLOCKS_PER_SEC;
        assert_true(lines.count > 100);
    }
    assert_true(seconds[1] < 10 * seconds[0] + 0.05); /* four times the text */
}

/* ---- Alignment ---- */

static void alignment_moves_the_line(void **state) {
    struct setting setting = new_setting(state);
    const int32_t measure = 300000;
    struct lines left = set_text(&setting, "court", measure);
    int32_t width = left.items[0].width;
    check_widths(&left.items[0], 0);
    setting.style.alignment = ALIGN_RIGHT;
    struct lines right = set_text(&setting, "court", measure);
    check_widths(&right.items[0], measure - width);
    setting.style.alignment = ALIGN_CENTRED;
    struct lines centred = set_text(&setting, "court", measure);
    check_widths(&centred.items[0], (measure - width) / 2);
    assert_int_equal(centred.items[0].width, width);
}

/* The space at a line's end pushes nothing: the letters reach the margin. */
static void ragged_lines_keep_their_spaces(void **state) {
    struct setting setting = new_setting(state);
    setting.style.alignment = ALIGN_RIGHT;
    const int32_t measure = 250000;
    struct lines lines = set_text(&setting, prose, measure);
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.items[i];
        check_widths(line, measure - line->width);
        for (size_t j = 0; j < line->items[0].glyph_count; j++) {
            const struct glyph *glyph = &line->items[0].glyphs[j];
            if (strcmp(glyph->text, " ") == 0 && glyph->advance > 0) {
                assert_int_equal(glyph->advance, glyph->natural);
            }
        }
    }
}

static void heights_are_the_leading(void **state) {
    struct setting setting = new_setting(state);
    struct lines lines = set_text(&setting, prose, 300000);
    for (size_t i = 0; i < lines.count; i++) {
        assert_int_equal(lines.items[i].ascent + lines.items[i].descent, setting.style.leading);
        assert_true(lines.items[i].ascent > lines.items[i].descent);
    }
}

static void tracking_widens_each_glyph(void **state) {
    struct setting setting = new_setting(state);
    int32_t plain = set_text(&setting, "DÉLIBÉRATION", PLENTY).items[0].width;
    setting.style.tracking = 500;
    struct lines tracked = set_text(&setting, "DÉLIBÉRATION", PLENTY);
    assert_int_equal(tracked.items[0].width, plain + 12 * 500);
    check_widths(&tracked.items[0], 0);
}

/* ---- Places to break ---- */

static void addresses_part_at_their_signs(void **state) {
    struct setting setting = new_setting(state);
    setting.style.alignment = ALIGN_LEFT;
    const char *address = "https://www.occitanie.ars.sante.fr/contrat-local/le_bilan.pdf?page=1";
    for (int32_t measure = 90000; measure < 300000; measure += 5003) {
        struct lines lines = set_text(&setting, address, measure);
        for (size_t i = 0; i + 1 < lines.count; i++) {
            const char *text = read_line(&setting, &lines.items[i]);
            assert_non_null(strchr("/.?&_-", text[strlen(text) - 1]));
        }
        assert_string_equal(read_lines(&setting, &lines), address);
    }
    assert_clean(&setting);
}

static int32_t width_of(struct setting *setting, const char *text) {
    return set_text(setting, text, PLENTY).items[0].width;
}

/* Part of the host's name would have fitted on the first line. */
static void hosts_stay_whole(void **state) {
    struct setting setting = new_setting(state);
    setting.style.alignment = ALIGN_LEFT;
    int32_t measure =
        width_of(&setting, "La convention est publiée sur https://www.occitanie.ars.");
    struct lines lines = set_text(&setting,
        "La convention est publiée sur https://www.occitanie.ars.sante.fr/media/bilan-2025.pdf, "
        "avec ses annexes.",
        measure + 1000);
    assert_string_equal(read_line(&setting, &lines.items[0]), "La convention est publiée sur ");
    measure = width_of(&setting, "https://www.occitanie.ars.sante.fr/media/bilan-2025.");
    lines = set_text(
        &setting, "https://www.occitanie.ars.sante.fr/media/bilan-2025.pdf", measure + 1000);
    assert_string_equal(
        read_line(&setting, &lines.items[0]), "https://www.occitanie.ars.sante.fr/media/");
}

static void ellipses_begin_no_line(void **state) {
    struct setting setting = new_setting(state);
    for (int32_t measure = 90000; measure < 420000; measure += 3001) {
        struct lines lines = set_text(&setting,
            "La population (active, âgée, précaire, …), le territoire (isolé, dynamique, ...), les "
            "logements, [...] etc.",
            measure);
        for (size_t i = 0; i < lines.count; i++) {
            const char *text = read_line(&setting, &lines.items[i]);
            assert_false(text_starts(text, "…") || text_starts(text, "[…"));
        }
    }
}

/* « fonction-/nement). »: what is left of a word does not stand alone on the last line. */
static void no_stub_is_left(void **state) {
    struct setting setting = new_setting(state);
    struct lines lines = set_text(&setting,
        "L’Agence Régionale de Santé et la Collectivité Territoriale s’engagent à cofinancer à "
        "parts "
        "égales la coordination du CLS (le poste du coordonnateur ainsi que ses frais de "
        "fonctionnement).",
        419528);
    assert_int_equal(lines.count, 3);
    assert_string_equal(read_line(&setting, &lines.items[2]), "fonctionnement).");
}

/* Where a line would have ended with a hyphen it becomes a little shorter, at a compound, too. */
static void ragged_lines_end_with_words(void **state) {
    struct setting setting = new_setting(state);
    setting.style.alignment = ALIGN_LEFT;
    int32_t measure =
        width_of(&setting, "des médecins, des infirmiers, des kinésithérapeutes, des sage-");
    struct lines lines = set_text(&setting,
        "des médecins, des infirmiers, des kinésithérapeutes, des sage-femmes, tous du territoire",
        measure + 1000);
    assert_int_equal(lines.count, 2);
    assert_false(lines.items[0].hyphenated);
    measure =
        width_of(&setting, "Le premier Contrat local de santé de la ville de Rodez, agglomé-");
    lines = set_text(&setting,
        "Le premier Contrat local de santé de la ville de Rodez, agglomération de huit communes",
        measure + 1000);
    assert_int_equal(lines.count, 2);
    assert_false(lines.items[0].hyphenated);
}

/* Articles go with their nouns where lines are ragged; justified ones have no choice. */
static void ragged_lines_end_where_the_sense_allows(void **state) {
    struct setting setting = new_setting(state);
    const char *text = "Améliorer l’accès aux soins et aux droits : une priorité du territoire ?";
    int32_t measure = width_of(&setting, "Améliorer l’accès aux soins et aux droits : une") + 1000;
    struct lines lines = set_text(&setting, text, measure);
    assert_string_equal(read_line(&setting, &lines.items[0]),
        "Améliorer l’accès aux soins et aux droits\u00A0: une ");
    assert_int_equal(lines.weak_ends, 0); /* not counted there */
    setting.style.alignment = ALIGN_LEFT;
    lines = set_text(&setting, text, measure);
    assert_string_equal(
        read_line(&setting, &lines.items[0]), "Améliorer l’accès aux soins et aux droits\u00A0: ");
    assert_int_equal(lines.weak_ends, 0);
    lines = set_text(
        &setting, "pour l’INTERSECTORIALITÉ et", width_of(&setting, "l’INTERSECTORIALITÉ"));
    assert_int_equal(lines.count, 3);
    assert_int_equal(lines.weak_ends, 1); /* the paragraph's end is none */
}

static void soft_hyphens_are_the_authors(void **state) {
    struct setting setting = new_setting(state);
    struct lines whole = set_text(&setting, "anti\u00ADconstitutionnel", PLENTY);
    assert_string_equal(read_lines(&setting, &whole), "anticonstitutionnel");
    struct lines lines = set_text(&setting, "C'est anti\u00ADconstitutionnel", 70000);
    assert_int_equal(lines.count, 2);
    assert_string_equal(read_line(&setting, &lines.items[0]), "C’est anti\u00AD");
    assert_string_equal(read_line(&setting, &lines.items[1]), "constitutionnel");
    assert_true(lines.items[0].hyphenated);
    check_widths(&lines.items[0], 0);
}

static void zero_width_spaces_part(void **state) {
    struct setting setting = new_setting(state);
    struct lines lines =
        set_text(&setting, "012-241200187\u200B-20251216\u200B-251216255DL", 90000);
    assert_int_equal(lines.count, 3);
    assert_string_equal(read_line(&setting, &lines.items[1]), "-20251216");
    assert_string_equal(read_lines(&setting, &lines), "012-241200187-20251216-251216255DL");
}

static void forced_line_ends(void **state) {
    struct setting setting = new_setting(state);
    const struct run runs[] = {
        {.text = "17 rue Aristide Briand "},
        {.kind = RUN_BREAK},
        {.text = "12035 Rodez"},
        {.kind = RUN_BREAK},
        {.kind = RUN_BREAK},
        {.text = "France"},
    };
    struct lines lines = set_runs(&setting, runs, 6, 300000);
    assert_int_equal(lines.count, 4);
    assert_string_equal(read_line(&setting, &lines.items[0]), "17 rue Aristide Briand ");
    assert_string_equal(read_line(&setting, &lines.items[1]), "12035 Rodez ");
    assert_int_equal(lines.items[2].item_count, 0);
    assert_string_equal(read_line(&setting, &lines.items[3]), "France");
    assert_true(lines.items[0].width < 300000); /* not justified */
}

static void empty_paragraphs_are_one_line(void **state) {
    struct setting setting = new_setting(state);
    const struct run runs[] = {{.text = ""}, {.text = NULL}, {.text = "  \n "}, {.text = "\u200B"}};
    for (size_t count = 0; count <= 4; count++) {
        struct lines lines = set_runs(&setting, runs, count, 300000);
        assert_int_equal(lines.count, 1);
        assert_int_equal(lines.items[0].item_count, 0);
        assert_int_equal(lines.items[0].width, 0);
        assert_int_equal(lines.items[0].ascent + lines.items[0].descent, setting.style.leading);
    }
    assert_clean(&setting);
}

/* ---- What is reported ---- */

/* A run over its own source. */
static struct run sourced_run(struct arena *arena, const char *text) {
    struct source *source = source_new(arena, "f.xml", text, strlen(text));
    return (struct run){.text = text, .span = {source, 0, (uint32_t)strlen(text)}};
}

static void missing_glyphs_are_errors(void **state) {
    struct setting setting = new_setting(state);
    struct run run = sourced_run(*state, "Bonjour,\nç'est 漢 et encore 漢 ☐ 語.");
    set_runs(&setting, &run, 1, 300000);
    const struct diagnostics *diagnostics = setting.job.diagnostics;
    assert_int_equal(diagnostics->count, 2); /* the box is a symbol; each character once */
    const struct diagnostic *first = &diagnostics->items[0];
    assert_int_equal(first->message, MESSAGE_TYPESET_MISSING_GLYPH);
    assert_int_equal(first->level, LEVEL_ERROR);
    assert_non_null(strstr(first->text, "«\u00A0漢\u00A0» (U+6F22)"));
    struct position place = source_position(first->span.source, first->span.offset);
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 7);
    assert_non_null(strstr(diagnostics->items[1].text, "U+8A9E"));
}

static void long_words_are_cut_and_reported(void **state) {
    struct setting setting = new_setting(state);
    const char *text = "Voir DEMANDEDERENOUVELLEMENTDUCONTRAT ici";
    struct run run = sourced_run(*state, text);
    struct lines lines = set_runs(&setting, &run, 1, 100000);
    for (size_t i = 0; i < lines.count; i++) {
        assert_true(lines.items[i].width <= 100200);
    }
    assert_string_equal(read_lines(&setting, &lines), text);
    assert_int_equal(setting.job.diagnostics->count, 1);
    const struct diagnostic *diagnostic = &setting.job.diagnostics->items[0];
    assert_int_equal(diagnostic->message, MESSAGE_TYPESET_OVERFULL_LINE);
    assert_int_equal(diagnostic->level, LEVEL_WARNING);
    assert_non_null(strstr(diagnostic->text, "DEMANDEDERENOUVELLEMENTDUCONTRAT"));
}

/* Not one letter fits: one stands on each line, and the program ends. */
static void no_room_at_all(void **state) {
    struct setting setting = new_setting(state);
    struct lines lines = set_text(&setting, "mots", 100);
    assert_int_equal(lines.count, 4);
    assert_string_equal(read_lines(&setting, &lines), "mots");
    assert_true(setting.job.diagnostics->count > 0);
}

static void endless_words_end(void **state) {
    struct setting setting = new_setting(state);
    const char *const pieces[] = {
        "a", "ab-", "a\u00A0", "\u200B\u00AD", "l'", "A.\u00A0", "http://a."};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buffer text = {.arena = *state};
        while (text.length < 50000) {
            buffer_text(&text, pieces[i]);
        }
        struct lines lines = set_text(&setting, buffer_string(&text), 400000);
        assert_true(lines.count < 2000);
        assert_true(lines.widest < 401000);
    }
}

/* ---- Widths for columns ---- */

static void widths_of_a_cell(void **state) {
    struct setting setting = new_setting(state);
    int32_t narrowest;
    int32_t widest;
    const struct run run = {.text = "Agence régionale : santé"};
    paragraph_widths(&setting.job, setting.shaper, &setting.style, &run, 1, &narrowest, &widest);
    assert_int_equal(widest, set_text(&setting, "Agence régionale : santé", PLENTY).widest);
    /* A word's comma or colon stays with it. */
    assert_int_equal(narrowest, set_text(&setting, "régionale :", PLENTY).widest);
    struct lines lines = set_text(&setting, run.text, narrowest);
    assert_int_equal(lines.count, 3);
    paragraph_widths(&setting.job, setting.shaper, &setting.style, NULL, 0, &narrowest, &widest);
    assert_int_equal(narrowest, 0);
    assert_int_equal(widest, 0);
    assert_clean(&setting);
}

/* A cell's faults are reported when it is set, not each time that it is measured. */
static void measuring_reports_nothing(void **state) {
    struct setting setting = new_setting(state);
    int32_t narrowest;
    int32_t widest;
    const struct run run = {.text = "漢"};
    paragraph_widths(&setting.job, setting.shaper, &setting.style, &run, 1, &narrowest, &widest);
    assert_clean(&setting);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(justified_lines_fill_the_measure),
        UNIT_TEST(text_survives),
        UNIT_TEST(lines_end_where_they_may),
        UNIT_TEST(names_stay_whole),
        UNIT_TEST(at_most_two_hyphens_running),
        UNIT_TEST(no_hyphens_unless_asked_for),
        UNIT_TEST(spaces_stay_within_bounds),
        UNIT_TEST(time_is_linear),
        UNIT_TEST(alignment_moves_the_line),
        UNIT_TEST(ragged_lines_keep_their_spaces),
        UNIT_TEST(heights_are_the_leading),
        UNIT_TEST(tracking_widens_each_glyph),
        UNIT_TEST(addresses_part_at_their_signs),
        UNIT_TEST(hosts_stay_whole),
        UNIT_TEST(ellipses_begin_no_line),
        UNIT_TEST(no_stub_is_left),
        UNIT_TEST(ragged_lines_end_with_words),
        UNIT_TEST(ragged_lines_end_where_the_sense_allows),
        UNIT_TEST(soft_hyphens_are_the_authors),
        UNIT_TEST(zero_width_spaces_part),
        UNIT_TEST(forced_line_ends),
        UNIT_TEST(empty_paragraphs_are_one_line),
        UNIT_TEST(missing_glyphs_are_errors),
        UNIT_TEST(long_words_are_cut_and_reported),
        UNIT_TEST(no_room_at_all),
        UNIT_TEST(endless_words_end),
        UNIT_TEST(widths_of_a_cell),
        UNIT_TEST(measuring_reports_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
