/* A small model and a filled form made in C, to try expressions without the readers of files: « contrat », a
 * contract with its contributions and signatories, and « fiche », another form that it names.
 *
 *     contrat: @code titre debut duree  apport(annee montant)*  statut(commune | epci(communes) | autre(precision))
 *              signataire(organisme nom)*  projet(nom) when duree > 3  taux*  annexe: form fiche*
 *              values: fin total part ample
 *     fiche:   intitule montant
 *
 * Parameter plafond: 100 from 2020-01-01, 200 from 2026-06-01. Table departements (code nom), pattern siren. */
#ifndef GREFFE_EXPRESSION_BENCH_H
#define GREFFE_EXPRESSION_BENCH_H

#include "unit.h"

#include "answers.h"
#include "answers_add.h"
#include "expression.h"
#include "form.h"
#include "job.h"

/** The library of models that a test knows. */
struct form_library {
    const struct form *forms[2];
};

struct bench {
    struct job job;
    struct arena *arena;
    struct form_library library;
    struct form form;
    struct form fiche;
    struct answers answers;
};

/** bench_new(arena): the two models, and an empty « contrat ». Today is 2026-03-01. */
struct bench *bench_new(struct arena *arena);

/** bench_field(bench, path): the field of the contract that names parted by / lead to. */
struct field *bench_field(struct bench *bench, const char *path);

/** bench_value(bench, name, type, select): a computed value of the contract. */
struct field *bench_value(
    struct bench *bench, const char *name, enum field_kind type, const char *select);

/** bench_read(bench, context, text): an expression that must be right, read with the parameters and lets as
 *  variables. */
const struct expression *bench_read(
    struct bench *bench, const struct field *context, const char *text);

/** bench_let(bench, name, text): a let of the model. */
void bench_let(struct bench *bench, const char *name, const char *text);

/** bench_scope(bench, contexts, count): what an expression at these fields may see. */
struct expression_scope bench_scope(
    struct bench *bench, const struct field *const *contexts, size_t count);

/** bench_answer(bench, parent, name, text): an answer beneath a parent; NULL text for one that holds others.
 *  Money is given in cents. */
struct answer *bench_answer(
    struct bench *bench, struct answer *parent, const char *name, const char *text);

/** bench_fiche(bench, title): a filled « fiche » of that title, named by the contract. */
struct answer *bench_fiche(struct bench *bench, const char *title);

/** bench_fill(bench): code 12, titre « Santé », debut 2026-01-01, duree 5, three contributions of 0,10 €,
 *  0,20 € and 12 500,00 € in 2026, 2027, 2028, statut epci with 8 communes, two signatories, a project. */
void bench_fill(struct bench *bench);

/** bench_evaluation(bench): the evaluation of what was filled. */
struct evaluation *bench_evaluation(struct bench *bench);

/** bench_text(bench, text): the text of an expression at the root. */
const char *bench_text(struct bench *bench, const char *text);

/** bench_count(bench, message): how often it was reported. */
size_t bench_count(const struct bench *bench, enum message message);

#endif
