#include "cases.h"

#include "arena.h"
#include "author.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
    MM = 2835,
};

static const char *const participation =
    "La participation citoyenne constituera un axe transversal du contrat local de santé. Elle se "
    "traduira par l’implication régulière des habitants et de leurs représentants dans la mise en "
    "œuvre, le suivi et l’évaluation des actions menées. Des temps d’échanges et de concertation "
    "seront organisés tout au long du contrat afin de favoriser l’expression des besoins, le "
    "partage d’expériences et l’adaptation des priorités.";
static const char *const plans =
    "Le plan d’actions prendra en compte et adaptera les programmes et les plans nationaux et "
    "régionaux aux besoins du territoire. Les grandes campagnes de communication de santé publique "
    "feront l’objet d’une déclinaison locale (mars bleu, octobre rose, mois sans tabac, semaines "
    "d’information en santé mentale, semaine européenne de la vaccination…).";
static const char *const demography =
    "La démographie médicale du territoire reste fragile : 18 % des patients de plus de 17 ans "
    "n’ont pas de médecin traitant, soit 8 420 habitants ; le délai moyen d’un premier rendez-vous "
    "dépasse 45 jours chez 12 des 31 généralistes, et l’âge moyen des praticiens est de 56 ans.";

/* ---- Running text ---- */

static const char *const principles[] = {
    "prise en compte des résultats du diagnostic local de santé et des diagnostics complémentaires "
    "existants (contrat de ville, ASV, CTG, CPTS, etc.) ;",
    "croisement avec les politiques et prérogatives des acteurs signataires et partenaires ;",
    "identification des objectifs stratégiques et opérationnels présentés à l’issue de la période "
    "de préfiguration ;",
    "formulation conjointe des actions répondant aux objectifs opérationnels ;",
    "mise en place d’indicateurs d’évaluation pour le suivi de la démarche et la mise en œuvre des "
    "actions.",
};
static const char *const coherence[] = {
    "les problématiques sociales et de santé du territoire ;",
    ("le Projet Régional de Santé (PRS) 2023-2028 et le Projet Régional de Santé Environnement "
     "(PRSE) 2023-2028 ;"),
    "la déclinaison départementale du PRS : Schéma Territorial de Santé (STS).",
};

static void add_nested_list(struct author *author) {
    author_list(author, MARKER_DASH);
    author_item(author, BOX_EMPTY, "un comité de pilotage, réuni une fois par an :");
    author_items(author, MARKER_DASH,
        (const char *const[]){"les signataires ;", "deux représentants des usagers ;"}, 2);
    author_close(author);
    author_item(author, BOX_EMPTY, "un comité technique :");
    author_items(author, MARKER_DECIMAL, principles, 2);
    author_close(author);
    author_item(author, BOX_EMPTY, "un coordonnateur.");
    author_close(author);
    author_close(author);
}

static const struct document *running_text(struct arena *arena) {
    struct author author = author_new(arena);
    author_heading(&author, 1, "2", "La démarche CLS : du diagnostic au plan d’actions");
    author_paragraph(
        &author, STYLE_NONE, "La mise en œuvre du CLS s’appuiera sur les principes suivants :");
    author_items(&author, MARKER_DECIMAL, principles, COUNT(principles));
    author_paragraph(&author, STYLE_NONE, plans);
    author_heading(&author, 2, "2.1", "Axes stratégiques");
    author_paragraph(&author, STYLE_NONE,
        "Le CLS, par son approche globale et dynamique, entre pleinement en cohérence avec :");
    author_items(&author, MARKER_DASH, coherence, COUNT(coherence));
    author_heading(&author, 2, "2.2", "Mobilisation citoyenne : démarche et engagement");
    author_paragraph(&author, STYLE_NONE, plans);
    author_paragraph(&author, STYLE_QUESTION,
        "Pouvez-vous préciser les modalités d’ores et déjà pressenties pour associer les habitants "
        "tout au long de la démarche CLS ?");
    author_open(&author, BLOCK_DIVISION, STYLE_ANSWER);
    author_paragraph(&author, STYLE_NONE, participation);
    author_close(&author);
    author_heading(&author, 3, "2.2.1", "Instances");
    author_paragraph(&author, STYLE_NONE,
        "Le pilotage[[Instruction du 17 novembre 2016, annexe 2.]] réunit, selon l’article "
        "L. 1434-10 du code de la santé publique[[{https://www.legifrance.gouv.fr>Légifrance}, "
        "consulté le 1^er^ juillet 2025.]] :");
    add_nested_list(&author);
    author_paragraph(&author, STYLE_NOTE,
        "*Rappel* — La politique régionale fait du conseil local de santé mentale le volet santé "
        "mentale du contrat local de santé. Le {https://www.ars.sante.fr>cahier des charges} est "
        "publié par l’ARS Occitanie.");
    author_heading(&author, 4, NULL, "Moyens");
    author_paragraph(&author, STYLE_NONE, demography);
    author_paragraph(&author, STYLE_NONE, participation);
    author_paragraph(&author, STYLE_SMALL, "Sources : INSEE, recensement 2021 ; ARS Occitanie.");
    return author.document;
}

/* ---- A form with boxes ---- */

static void add_frameworks(struct author *author) {
    author_paragraph(author, STYLE_QUESTION,
        "Parmi les dispositifs suivants, avec lesquels souhaitez-vous articuler le CLS ?");
    author_paragraph(author, STYLE_HELP, "Plusieurs réponses possibles");
    author_list(author, MARKER_BOX);
    author_option(author, BOX_EMPTY, "Atelier Santé Ville (ASV)", NULL);
    author_option(author, BOX_TICKED, "Contrat de ville", NULL);
    author_option(author, BOX_EMPTY, "Contrat de ruralité", NULL);
    author_option(author, BOX_TICKED,
        "Conseil local ou intercommunal de sécurité et de prévention de la délinquance (CLSPD / "
        "CISPD)",
        "~Périmètre d’action : ~Rodez agglomération");
    author_option(author, BOX_TICKED, "Convention Territoriale Globale (CTG)",
        "~Périmètre d’action : ~4 CTG permettant de couvrir le territoire de Rodez agglomération");
    author_option(author, BOX_EMPTY, "Autre, préciser", NULL);
    author_close(author);
}

static struct run inline_box(enum box box, const char *text, struct run *following) {
    *following = (struct run){.text = text, .bold = box == BOX_TICKED};
    return (struct run){.kind = RUN_BOX, .box = box};
}

static void add_cpts(struct author *author) {
    author_paragraph(author, STYLE_QUESTION,
        "Le territoire est-il couvert par une communauté professionnelle territoriale de santé "
        "(CPTS) ?");
    author_list(author, MARKER_BOX);
    author_item(author, BOX_TICKED, "*Oui*");
    struct block *line = author_add(author, BLOCK_PARAGRAPH, STYLE_DEPENDENT, NULL);
    line->runs = arena_array(author->arena, 5, sizeof *line->runs);
    line->run_count = 5;
    line->runs[0] = (struct run){.text = "Si oui, est-elle : ", .label = true};
    line->runs[1] = inline_box(BOX_TICKED, " Existante    ", &line->runs[2]);
    line->runs[3] = inline_box(BOX_EMPTY, " En projet", &line->runs[4]);
    author_paragraph(author, STYLE_DEPENDENT, "~Nom de la ou des CPTS : ~Centre Aveyron");
    author_close(author);
    author_option(author, BOX_EMPTY, "Non", NULL);
    author_close(author);
}

static const struct document *boxes(struct arena *arena) {
    struct author author = author_new(arena);
    author_heading(&author, 2, "1.3", "Le périmètre territorial");
    add_frameworks(&author);
    add_cpts(&author);
    author_paragraph(&author, STYLE_QUESTION, "Envisagez-vous un CLSM labellisé ?");
    author_paragraph(&author, STYLE_HELP, "Sans objet : le territoire a déjà un CLSM labellisé.");
    author_list(&author, MARKER_BOX);
    author_option(&author, BOX_NOT_APPLICABLE, "Oui", NULL);
    author_option(&author, BOX_NOT_APPLICABLE, "Pas dans l’immédiat", NULL);
    author_close(&author);
    author_paragraph(&author, STYLE_QUESTION, "Nom du coordonnateur");
    author_paragraph(&author, STYLE_VALUE, "=");
    author_paragraph(&author, STYLE_VALUE, "*Adresse :* =");
    author.at->last->runs[author.at->last->run_count - 1].width = -1;
    author_paragraph(&author, STYLE_VALUE, "=");
    author.at->last->runs[0].width = -1;
    author_paragraph(&author, STYLE_NOTE,
        "*Rappel* — La politique régionale fait du conseil local de santé mentale le volet santé "
        "mentale du contrat local de santé.");
    return author.document;
}

/* ---- Tables ---- */

static const char *const budget_head[] = {"financeur", "action", "montant HT", "montant TTC"};

static void add_budget(struct author *author, size_t rows) {
    author_open(author, BLOCK_TABLE, STYLE_NONE);
    author_add(author, BLOCK_CAPTION, STYLE_NONE, "Financement des actions en 2026");
    author_cells(author, true, budget_head, 4, 2);
    author->at->last->first->next->next->style = STYLE_NUMBER;
    author->at->last->last->style = STYLE_NUMBER;
    for (size_t i = 0; i < rows; i++) {
        const char *cells[4] = {i % 3 == 0 ? "Rodez agglomération" : "Région Occitanie",
            i % 5 == 1
                ? "Créer un internat territorial pour renforcer l’attractivité du territoire "
                  "et favoriser l’accueil des internes"
                : "Lieux sans tabac",
            arena_format(author->arena, "%zu 500 €", i + 1),
            arena_format(author->arena, "%zu 000 €", i + 3)};
        author_cells(author, false, cells, 4, 2);
    }
    const char *total[4] = {"Total", "", "612 500 €", "735 000 €"};
    author_cells(author, false, total, 4, 2)->style = STYLE_TOTAL;
    author_close(author);
}

static void add_spans(struct author *author) {
    author_open(author, BLOCK_TABLE, STYLE_NONE);
    author_row(author, true);
    author_cell(author, "Instance")->row_span = 2;
    author_cell(author, "Réunions")->column_span = 2;
    author_close(author);
    author_cells(author, true, (const char *const[]){"prévues", "tenues"}, 2, 9);
    author_row(author, false);
    author_cell(author, "Comité de pilotage")->row_header = true;
    author_cell(author, "une par an, en présence de tous les signataires")->column_span = 2;
    author_close(author);
    author_row(author, false);
    author_cell(author, "Comité technique")->row_span = 2;
    author_cell(author, "12");
    author_cell(author, "9");
    author_close(author);
    author_cells(author, false, (const char *const[]){"dont 4 élargies", "4"}, 2, 9);
    author_close(author);
}

static const struct document *tables(struct arena *arena) {
    struct author author = author_new(arena);
    author_heading(&author, 1, "4", "Budget et instances");
    author_paragraph(&author, STYLE_NONE, plans);
    add_spans(&author);
    author_paragraph(&author, STYLE_NONE, "Les financements attendus sont les suivants :");
    add_budget(&author, 36);
    author_paragraph(&author, STYLE_NONE, demography);
    return author.document;
}

/* One row is higher than a page. */
static const struct document *tall_row(struct arena *arena) {
    struct author author = author_new(arena);
    author_open(&author, BLOCK_TABLE, STYLE_NONE);
    author_cells(&author, true, (const char *const[]){"Axe", "Constat", "Réponse"}, 3, 9);
    author_row(&author, false);
    author_cell(&author, "1 Accès aux soins");
    author_open(&author, BLOCK_CELL, STYLE_NONE);
    for (size_t i = 0; i < 9; i++) {
        author_paragraph(&author, STYLE_NONE, i % 2 ? participation : demography);
    }
    author_close(&author);
    author_open(&author, BLOCK_CELL, STYLE_NONE);
    author_items(&author, MARKER_DASH, principles, COUNT(principles));
    author_paragraph(&author, STYLE_NONE, plans);
    author_close(&author);
    author_close(&author);
    author_cells(&author, false, (const char *const[]){"2 Prévention", "–", "–"}, 3, 9);
    author_close(&author);
    return author.document;
}

static void add_plan_rows(struct author *author, size_t axis, size_t objectives, size_t actions) {
    for (size_t i = 0; i < objectives * actions; i++) {
        author_row(author, false);
        if (i == 0) {
            author_cell(author, arena_format(author->arena, "*%zu Santé mentale*", axis))
                ->row_span = (unsigned)(objectives * actions);
        }
        if (i % actions == 0) {
            author_cell(author, arena_format(author->arena,
                                    "*%zu.%zu* Améliorer le parcours de santé mentale et le "
                                    "repérage précoce des jeunes",
                                    axis, i / actions + 1))
                ->row_span = (unsigned)actions;
        }
        author_cell(author, arena_format(author->arena, "*%zu*", 10 * axis + i));
        author_cell(author, i % 2 ? "Lutter contre les violences intrafamiliales"
                                  : "Coordonner la mise en place d’actions concernant la santé "
                                    "mentale des jeunes sportifs");
        author_close(author);
    }
}

static const struct document *plan(struct arena *arena) {
    struct author author = author_new(arena);
    struct page_shape *page = author_page(&author);
    page->width = 841890;
    page->height = 595276;
    page->inner = page->outer = 18 * MM;
    page->top = 22 * MM;
    page->bottom = 18 * MM;
    page->hang = 0;
    author_heading(&author, 1, NULL, "Plan d’actions");
    struct block *table = author_open(&author, BLOCK_TABLE, STYLE_PLAN);
    static const int columns[] = {3, 6, 1, 8};
    table->columns = columns;
    table->column_count = COUNT(columns);
    author_cells(&author, true,
        (const char *const[]){"Axe", "Objectif", "Fiche", "Objectif opérationnel"}, 4, 9);
    add_plan_rows(&author, 3, 2, 3);
    add_plan_rows(&author, 4, 5, 4);
    author_close(&author);
    return author.document;
}

const struct document *cases_long_table(struct arena *arena, size_t rows) {
    struct author author = author_new(arena);
    add_budget(&author, rows);
    return author.document;
}

/* ---- Cover and contents ---- */

static void add_cover(struct author *author) {
    author_open(author, BLOCK_DIVISION, STYLE_COVER);
    author_add(author, BLOCK_LOGOS, STYLE_NONE, NULL);
    author_paragraph(author, STYLE_COVER_KIND, "Contrat-cadre");
    author_paragraph(author, STYLE_COVER_TITLE, "Contrat local de santé|de Rodez agglomération");
    author_paragraph(author, STYLE_COVER_RULE, NULL);
    author_paragraph(author, STYLE_COVER_PERIOD, "2026 – 2030");
    author_paragraph(
        author, STYLE_COVER_LINE, "conclu pour cinq ans à compter du 1^er^ janvier 2026");
    author_open(author, BLOCK_DIVISION, STYLE_COVER_FOOT);
    struct block *facts = author_open(author, BLOCK_TABLE, STYLE_FACTS);
    static const int columns[] = {1, 4};
    facts->columns = columns;
    facts->column_count = 2;
    static const char *const lines[][2] = {
        {"Porteur", "Rodez agglomération, communauté d’agglomération (8 communes)"},
        {"Signataires", "Agence régionale de santé Occitanie, Préfecture de l’Aveyron et Caisse "
                        "primaire d’assurance maladie de l’Aveyron"},
        {"Approuvé par", "délibération n° 251216-255-DL du 16 décembre 2025"},
    };
    for (size_t i = 0; i < COUNT(lines); i++) {
        author_row(author, false);
        author_cell(author, lines[i][0])->row_header = true;
        author_cell(author, lines[i][1]);
        author_close(author);
    }
    author_close(author);
    author_close(author);
    author_close(author);
}

static const struct document *cover(struct arena *arena) {
    struct author author = author_new(arena);
    author_logos(&author, 4);
    add_cover(&author);
    author_heading(&author, 1, NULL, "Sommaire");
    struct block *contents = author_add(&author, BLOCK_CONTENTS, STYLE_NONE, NULL);
    contents->level = 2;
    static const char *const titles[] = {"Présentation du territoire du CLS",
        ("La démarche CLS : du diagnostic au plan d’actions, avec les habitants et l’ensemble des "
         "partenaires du territoire"),
        "Gouvernance"};
    for (size_t i = 0; i < COUNT(titles); i++) {
        author_heading(&author, 1, arena_format(arena, "%zu", i + 1), titles[i]);
        author.at->last->new_page = true;
        for (size_t j = 0; j < 3; j++) {
            author_heading(&author, 2, arena_format(arena, "%zu.%zu", i + 1, j + 1),
                j == 1 ? "Évaluation et suivi" : "Portrait du territoire");
            author.at->last->name = arena_format(arena, "partie-%zu-%zu", i + 1, j + 1);
            author_paragraph(&author, STYLE_NONE, demography);
            author_paragraph(
                &author, STYLE_NONE, "Voir la {partie-3-2>partie 3.2}, page @partie-3-2@.");
            author_paragraph(&author, STYLE_NONE, participation);
        }
    }
    return author.document;
}

/* ---- Signatures ---- */

static const struct document *signed_by(struct arena *arena, size_t count, size_t paragraphs) {
    struct author author = author_new(arena);
    author_heading(&author, 1, "5", "Calendrier prévisionnel et méthodologie");
    for (size_t i = 0; i < paragraphs; i++) {
        author_paragraph(&author, STYLE_NONE, i % 2 ? demography : plans);
    }
    author_paragraph(&author, STYLE_CLOSING, "Fait à Rodez, en quatre exemplaires originaux, le =");
    author_signatures(&author, count, true);
    return author.document;
}

static const struct document *signature_1(struct arena *arena) {
    return signed_by(arena, 1, 2);
}

static const struct document *signature_2(struct arena *arena) {
    return signed_by(arena, 2, 7);
}

static const struct document *signature_4(struct arena *arena) {
    return signed_by(arena, 4, 4);
}

static const struct document *signature_16(struct arena *arena) {
    return signed_by(arena, 16, 6);
}

/* ---- An extract of a register ---- */

static void add_register_head(struct author *author) {
    struct block *columns = author_open(author, BLOCK_DIVISION, STYLE_COLUMNS);
    static const int shares[] = {3, 1};
    columns->columns = shares;
    columns->column_count = 2;
    author_open(author, BLOCK_DIVISION, STYLE_SMALL);
    author_paragraph(author, STYLE_NONE,
        "*Rodez agglomération*|Communauté d’agglomération · Département de l’Aveyron|17, rue "
        "Aristide-Briand – CS 53531 – 12035 Rodez Cedex 9");
    author_close(author);
    author_open(author, BLOCK_DIVISION, STYLE_SMALL);
    author_paragraph(author, STYLE_RIGHT, "République française|www.rodezagglo.fr");
    author_close(author);
    author_close(author);
}

static void add_votes(struct author *author) {
    author_open(author, BLOCK_TABLE, STYLE_FIGURES);
    author_cells(author, true,
        (const char *const[]){"votants", "pour", "contre", "abstentions", "ne prend pas part"}, 5,
        9);
    author_cells(author, false, (const char *const[]){"43", "43", "0", "0", "0"}, 5, 9);
    author_close(author);
}

static const struct document *extract(struct arena *arena) {
    static const struct reserved stamp[] = {
        {139400 * MM / 1000, 3500 * MM / 1000, 67100 * MM / 1000, 19400 * MM / 1000}};
    static const struct chart_value counts[] = {
        {.label = "en exercice", .value = "50"},
        {.label = "présents", .value = "34"},
        {.label = "procurations", .value = "9"},
        {.label = "excusés", .value = "7"},
        {.label = "pour", .value = "43"},
        {.label = "contre", .value = "0"},
        {.label = "abstention", .value = "0"},
    };
    struct author author = author_new(arena);
    struct page_shape *page = author_page(&author);
    page->inner = 30 * MM;
    page->outer = 24 * MM;
    page->top = 26 * MM;
    page->bottom = 24 * MM;
    page->first_top = 14 * MM;
    page->hang = 0;
    page->first_furniture = false;
    page->reserved = stamp;
    page->reserved_count = 1;
    author_logos(&author, 1);
    author_add(&author, BLOCK_LOGOS, STYLE_NONE, NULL);
    add_register_head(&author);
    author_heading(&author, 1, NULL, "Extrait du registre des délibérations");
    author_paragraph(&author, STYLE_NONE, "Conseil de communauté du 16 décembre 2025");
    author_chart(&author, BLOCK_TALLY, counts, COUNT(counts));
    author_paragraph(&author, STYLE_NONE,
        "L’an deux mille vingt-cinq, le 16 décembre à 17 heures, le Conseil de la communauté "
        "d’agglomération de Rodez agglomération s’est réuni à l’Hôtel de Rodez agglomération, au "
        "nombre prescrit par la loi, sous la présidence de Christian TEYSSEDRE, Président, Maire "
        "de Rodez, et dûment convoqué le 10 décembre 2025.");
    author_paragraph(&author, STYLE_QUESTION, "Conseillers présents : 34");
    author_paragraph(&author, STYLE_NAMES,
        "Céline ALAUZET, Isabelle BAILLET-SUDRE, Dominique BEC, Marion BERARDI, Alain BESSIERE, "
        "Jean-François BOUGES, Monique BULTEL-HERMENT, Guy CATALA, Florence CAYLA, Alexis CESAR, "
        "Jean-Michel COSSON, Maryline CROUZET, Jacques DOUZIECH, Mathilde FAUX, Bernard FERRAND, "
        "Francis FOURNIE, Dominique GOMBERT, Serge JULIEN, Danièle KAYA-VAUR, Jean-Philippe "
        "KEROSLIAN, Christophe LAURAS, Sylvie LOPEZ, Christian MAZUC, Florence VARSİ.");
    for (size_t i = 0; i < 7; i++) {
        author_paragraph(&author, STYLE_NONE, i % 2 ? participation : demography);
    }
    author_paragraph(&author, STYLE_NONE,
        "Cette communication entendue et après en avoir délibéré, le Conseil de Rodez "
        "agglomération, *à l’unanimité* :");
    author_open(&author, BLOCK_DIVISION, STYLE_DECISION);
    author_items(&author, MARKER_DASH,
        (const char *const[]){"*approuve* la mise en place du 2^e^ Contrat Local de Santé pour la "
                              "période du 1^er^ janvier 2026 au 31 décembre 2030 ;",
            "*autorise* M. le Président à signer le Contrat Local de Santé ci-annexé, ainsi que "
            "tout document à intervenir dans le cadre de la présente délibération."},
        2);
    author_close(&author);
    add_votes(&author);
    author_paragraph(&author, STYLE_CLOSING, "Ainsi délibéré les jour, mois et an susdits.");
    author_signatures(&author, 2, false);
    author_paragraph(&author, STYLE_NOTE,
        "*Caractère exécutoire* — Transmise en préfecture le 22 décembre 2025 (n° "
        "012-241200187-20251216-251216255DL-DE) ; publiée par voie électronique le 22 décembre "
        "2025.");
    return author.document;
}

/* ---- An action sheet ---- */

static void add_sheet_head(struct author *author) {
    author_open(author, BLOCK_DIVISION, STYLE_BANNER);
    author_paragraph(author, STYLE_NONE, "Fiche action|*2*");
    author_paragraph(author, STYLE_NONE,
        "Axe 1 – Accès aux soins › 1.1 Renforcer l’attractivité du territoire › 1.1.2 Favoriser "
        "l’installation durable des professionnels de santé");
    author_heading(author, 1, NULL,
        "Créer un internat territorial pour renforcer l’attractivité du territoire et favoriser "
        "l’accueil des internes en médecine");
    author_close(author);
    author_open(author, BLOCK_TABLE, STYLE_FACTS);
    author_cells(author, true, (const char *const[]){"Pilote", "Durée", "État", "Priorité"}, 4, 9);
    author_cells(author, false,
        (const char *const[]){"Rodez agglomération", "2026 – 2028", "En cours", "Élevée"}, 4, 9);
    author_close(author);
}

static void add_sheet_columns(struct author *author) {
    struct block *columns = author_open(author, BLOCK_DIVISION, STYLE_COLUMNS);
    static const int shares[] = {4, 3};
    columns->columns = shares;
    columns->column_count = 2;
    author_open(author, BLOCK_DIVISION, STYLE_NONE);
    author_heading(author, 2, NULL, "Constat");
    author_paragraph(author, STYLE_NONE, demography);
    author_heading(author, 2, NULL, "Description");
    author_paragraph(author, STYLE_NONE, "Construire et ouvrir un internat territorial :");
    author_items(author, MARKER_DASH,
        (const char *const[]){"études et travaux, ouverture fin 2027 ;",
            "accueil, information et mise en réseau des internes avec les maisons de santé "
            "pluriprofessionnelles ;"},
        2);
    author_heading(author, 2, NULL, "Résultats attendus");
    author_items(
        author, MARKER_DASH, (const char *const[]){"70 logements occupés à partir de 2028"}, 1);
    author_close(author);
    author_open(author, BLOCK_DIVISION, STYLE_NONE);
    author_heading(author, 2, NULL, "Public concerné");
    author_list(author, MARKER_BOX);
    author_option(author, BOX_TICKED, "étudiants, internes en médecine", NULL);
    author_option(author, BOX_EMPTY, "professionnels de santé", NULL);
    author_option(author, BOX_EMPTY, "autre, préciser", NULL);
    author_close(author);
    author_heading(author, 2, NULL, "Partenaires");
    author_paragraph(author, STYLE_NAMES,
        "ARS Occitanie, Centre hospitalier, Conseil départemental, Ordre des médecins");
    author_close(author);
    author_close(author);
}

static const struct document *action_sheet(struct arena *arena) {
    static const struct chart_value times[] = {
        {.label = "Études et travaux",
            .to = 1917,
            .period = "de janvier 2026 à novembre 2027",
            .state = 2,
            .state_name = "réalisé"},
        {.label = "Ouverture, accueil",
            .from = 1917,
            .to = 3000,
            .period = "de décembre 2027 à décembre 2028",
            .state = 1,
            .state_name = "en cours"},
        {.label = "Suivi des installations",
            .from = 2167,
            .to = 5000,
            .period = "de mars 2028 à décembre 2030",
            .state = 0,
            .state_name = "à venir"},
    };
    struct author author = author_new(arena);
    struct page_shape *page = author_page(&author);
    page->inner = page->outer = page->bottom = 22 * MM;
    page->top = 20 * MM;
    page->hang = 0;
    page->text_size = 9800;
    page->leading = 13600;
    page->ragged = true;
    page->head = (struct furniture){0};
    add_sheet_head(&author);
    add_sheet_columns(&author);
    author_heading(&author, 2, NULL, "Calendrier");
    author_chart(&author, BLOCK_TIMELINE, times, COUNT(times));
    author_heading(&author, 2, NULL, "Budget et financement");
    add_budget(&author, 3);
    author_heading(&author, 2, NULL, "Indicateurs");
    author_open(&author, BLOCK_TABLE, STYLE_NONE);
    author_cells(&author, true,
        (const char *const[]){"famille", "indicateur", "départ", "cible", "échéance"}, 5, 9);
    author_cells(&author, false,
        (const char *const[]){"processus", "places ouvertes", "0", "70", "2027"}, 5, 9);
    author_cells(&author, false,
        (const char *const[]){"résultat", "taux d’occupation", "–", "90 %", "2029"}, 5, 9);
    author_close(&author);
    return author.document;
}

/* ---- Charts and figures ---- */

static const struct document *charts(struct arena *arena) {
    static const struct chart_value shares[] = {
        {.label = "Rodez agglomération", .value = "600 000 €", .share = "59 %", .amount = 600},
        {.label = "Région", .value = "250 000 €", .share = "24 %", .amount = 250},
        {.label = "Département", .value = "150 000 €", .share = "15 %", .amount = 150},
        {.label = "Fondations", .value = "20 000 €", .share = "2 %", .amount = 20},
    };
    static const struct chart_value totals[] = {
        {.label = "axes", .value = "5"},
        {.label = "axes stratégiques", .value = "17"},
        {.label = "objectifs spécifiques", .value = "33"},
        {.label = "actions", .value = "66"},
    };
    static const struct chart_value axes[] = {
        {.label = "1 Accès aux soins", .value = "16", .amount = 16},
        {.label = "2 Prévention et promotion de la santé", .value = "20", .amount = 20},
        {.label = "3 Santé environnement", .value = "8", .amount = 8},
        {.label = "4 Santé mentale", .value = "18", .amount = 18},
        {.label = "5 Animation territoriale", .value = "0", .amount = 0},
    };
    static const struct chart_value times[] = {
        {.value = "1",
            .label = "Maisons de santé",
            .to = 5000,
            .period = "de 2026 à 2030",
            .state = 1,
            .state_name = "en cours"},
        {.value = "2",
            .label = "Internat territorial",
            .to = 3000,
            .period = "de 2026 à 2028",
            .state = 1,
            .state_name = "en cours"},
        {.value = "16",
            .label = "Don d’organes",
            .to = 5000,
            .period = "de 2026 à 2030",
            .state = 2,
            .state_name = "réalisé"},
        {.value = "21",
            .label = "Lieux sans tabac",
            .from = 1000,
            .to = 4000,
            .period = "de 2027 à 2029",
            .state_name = "à venir"},
    };
    struct author author = author_new(arena);
    author_heading(&author, 1, NULL, "Le plan d’actions en une page");
    author_chart(&author, BLOCK_TALLY, totals, COUNT(totals));
    author_heading(&author, 3, NULL, "Actions par axe");
    author_chart(&author, BLOCK_BARS, axes, COUNT(axes));
    author_heading(&author, 3, NULL, "Part de chaque financeur");
    author_chart(&author, BLOCK_BARS, shares, COUNT(shares));
    author.at->last->stacked = true;
    author_heading(&author, 3, NULL, "Actions par axe, sur cent");
    author_chart(&author, BLOCK_BARS, axes, COUNT(axes));
    author.at->last->most = 100;
    author_heading(&author, 3, NULL, "Calendrier des actions dont la fiche est remplie");
    author_chart(&author, BLOCK_TIMELINE, times, COUNT(times));
    struct block *figure = author_open(&author, BLOCK_FIGURE, STYLE_NONE);
    figure->picture = author_picture(arena, 300, 120);
    figure->alternative = "Carte du territoire";
    author_add(&author, BLOCK_CAPTION, STYLE_NONE, "Carte des huit communes (IGN, 2024)");
    author_close(&author);
    return author.document;
}

/* ---- A draft with mirrored margins ---- */

static const struct document *draft(struct arena *arena) {
    struct author author = author_new(arena);
    struct page_shape *page = author_page(&author);
    page->mirrored = true;
    author.document->draft = true;
    author.document->initials = true;
    author_heading(&author, 1, "1", "Préambule");
    struct block *hole = author_add(&author, BLOCK_PARAGRAPH, STYLE_NONE, NULL);
    hole->runs = arena_array(arena, 2, sizeof *hole->runs);
    hole->run_count = 2;
    hole->runs[0].text = "Le diagnostic a été rendu le ";
    hole->runs[1] = (struct run){.kind = RUN_HOLE, .text = "date du diagnostic"};
    for (size_t i = 0; i < 14; i++) {
        author_paragraph(&author, STYLE_NONE, i % 2 ? participation : demography);
    }
    author_open(&author, BLOCK_DIVISION, STYLE_KEEP);
    author_paragraph(&author, STYLE_LEAD, plans);
    author_paragraph(&author, STYLE_CENTRED, "* * *");
    author_close(&author);
    author_add(&author, BLOCK_PAGE_BREAK, STYLE_NONE, NULL);
    author_heading(&author, 1, "2", "Engagements");
    author_paragraph(&author, STYLE_NONE, plans);
    author_signatures(&author, 2, true);
    return author.document;
}

static const struct document *empty(struct arena *arena) {
    return author_new(arena).document;
}

const struct layout_case *cases_all(size_t *count) {
    static const struct layout_case cases[] = {
        {"texte", running_text},
        {"cases", boxes},
        {"tableaux", tables},
        {"ligne-haute", tall_row},
        {"plan", plan},
        {"couverture", cover},
        {"signatures-1", signature_1},
        {"signatures-2", signature_2},
        {"signatures-4", signature_4},
        {"signatures-16", signature_16},
        {"extrait", extract},
        {"fiche", action_sheet},
        {"graphiques", charts},
        {"projet", draft},
        {"vide", empty},
        {"parties", cases_parts},
    };
    *count = COUNT(cases);
    return cases;
}
