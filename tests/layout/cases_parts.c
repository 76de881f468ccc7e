/* A document of parts: its own pages, and those of documents that were inserted into it. */
#include "cases.h"

#include "arena.h"
#include "author.h"

static const char *const filler =
    "Le plan d’actions prendra en compte et adaptera les programmes et les plans nationaux et "
    "régionaux aux besoins du territoire. Les grandes campagnes de communication de santé publique "
    "feront l’objet d’une déclinaison locale, et des temps d’échanges et de concertation seront "
    "organisés tout au long du contrat afin de favoriser l’expression des besoins.";

static void fill(struct author *author, size_t paragraphs) {
    for (size_t i = 0; i < paragraphs; i++) {
        author_paragraph(author, STYLE_NONE, filler);
    }
}

static void turn(struct author *author) {
    struct page_shape *page = author_page(author);
    int32_t width = page->width;
    page->width = page->height;
    page->height = width;
    page->hang = 0;
}

static void contents(struct author *author) {
    author_heading(author, 1, NULL, "Sommaire");
    author->at->last->name = "sommaire";
    author_add(author, BLOCK_CONTENTS, STYLE_NONE, NULL)->level = 2;
}

/* The whole's own pages: a list of what follows. */
static void write_front(struct author *author) {
    contents(author);
    author_heading(author, 1, "1", "Objet du dossier");
    author_paragraph(author, STYLE_NONE,
        "Le contrat est l’{contrat>annexe 1}, à la page @contrat@ de ce fichier ; la pièce "
        "jointe est décrite à la page @piece@.[[Une note du dossier.]]");
    author_heading(author, 2, "1.1", "Composition");
    fill(author, 2);
}

/* An inserted document with a part in landscape. */
static void write_contract(struct author *author) {
    struct part *part = author_part(author);
    part->label = "annexe 1";
    part->scope = 1;
    part->restart = true;
    author_title(author, part, "Annexe 1 – Contrat-cadre", 1, 0);
    part->body->name = "contrat";
    contents(author);
    author->at->first->name = "1/sommaire";
    author_heading(author, 1, "1", "Préambule");
    author_paragraph(author, STYLE_NONE,
        "Le {1/sommaire>sommaire} du contrat est à sa page @1/sommaire@, son tableau à la page "
        "@1/tableau@, le sommaire du dossier à la page @sommaire@.[[Une note du contrat.]]");
    fill(author, 12);
    struct part *table = author_part(author);
    table->first = false;
    table->label = "annexe 1";
    table->scope = 1;
    table->depth = 1;
    turn(author);
    author_heading(author, 1, "2", "Tableau");
    author->at->last->name = "1/tableau";
    fill(author, 3);
    author_paragraph(author, STYLE_NONE, "Une seconde note.[[Une autre note du contrat.]]");
    author_signatures(author, 2, false);
}

static void write_attachment(struct author *author) {
    struct page_shape upright = *author->document->parts[0].page;
    struct part *part = author_part(author);
    *author_page(author) = upright;
    part->label = "annexe 2";
    author_title(author, part, "Annexe 2 – Bilan", 1, 0);
    author_heading(author, 1, NULL, "Bilan du contrat précédent");
    author->at->last->name = "piece";
    fill(author, 1);
    author_heading(author, 2, NULL, "Origine");
    fill(author, 1);
    author_add(author, BLOCK_CONTENTS, STYLE_NONE, NULL)->level = 1;
}

const struct document *cases_parts(struct arena *arena) {
    struct author author = author_new(arena);
    write_front(&author);
    write_contract(&author);
    write_attachment(&author);
    author_part(&author);
    author_heading(&author, 1, "2", "Clôture du dossier");
    author_paragraph(&author, STYLE_NONE, "Fin.[[Seconde note du dossier.]]");
    return author.document;
}
