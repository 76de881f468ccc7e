#include "skeleton.h"

#include "applicability.h"
#include "expression.h"
#include "form.h"
#include "job.h"
#include "table.h"
#include "text.h"

#include <string.h>

/* An empty form in the making. */
struct writing {
    struct buffer out;
    int depth;
};

static void write_field(struct writing *writing, const struct field *field);

static void indent(struct writing *writing) {
    buffer_format(&writing->out, "%*s", writing->depth * 2, "");
}

/* Text of a comment: two hyphens would end it. */
static void comment_text(struct writing *writing, const char *text) {
    for (; *text != '\0'; text++) {
        buffer_add(&writing->out, text, 1);
        if (text[0] == '-' && text[1] == '-')
            buffer_text(&writing->out, " ");
    }
}

static void comment_line(struct writing *writing, const char *text) {
    indent(writing);
    buffer_text(&writing->out, "<!-- ");
    comment_text(writing, text);
    buffer_text(&writing->out, " -->\n");
}

/* What is expected, in words. */
static const char *expectation(struct arena *arena, const struct field *field) {
    switch (field->kind) {
    case FIELD_RICH:
        return "texte long : paragraphes séparés par une ligne vide, listes par des lignes « - … »";
    case FIELD_BOOLEAN:
        return "oui ou non";
    case FIELD_INTEGER:
        return "nombre entier, sans espace : 56303";
    case FIELD_DECIMAL:
        return "nombre, avec un point : 12.5";
    case FIELD_MONEY:
        return arena_format(arena, "montant en %s%s%s, avec un point : 12500.00", field->currency,
            field->tax != NULL ? " " : "", field->tax != NULL ? field->tax : "");
    case FIELD_DATE:
        return "date AAAA-MM-JJ : 2026-01-31";
    case FIELD_MONTH:
        return "mois AAAA-MM : 2026-01";
    case FIELD_URL:
        return "adresse qui commence par https://";
    case FIELD_EMAIL:
        return "adresse de courriel";
    case FIELD_TELEPHONE:
        return "numéro de téléphone";
    case FIELD_IMAGE:
        return "image : href=\"fichier.png\" alternative=\"ce qu’elle montre\"";
    case FIELD_FILE:
        return "fichier, quel qu’il soit : href=\"annexe.pdf\"";
    case FIELD_REFERENCE:
        return "clé de l’élément dont il s’agit";
    case FIELD_FORM:
        return "autre formulaire : href=\"fichier.xml\"";
    default:
        return field->pattern != NULL ? field->pattern->message : NULL;
    }
}

/* The only thing that the condition wants absent, as « not(fiche) » does; NULL for any other condition. */
static const struct field *wanted_absent(const struct expression *when) {
    const char *close = strchr(when->text, ')');
    bool only = when->field_count == 1 && text_starts(when->text, "not(") && close != NULL &&
                close[1] == '\0';
    return only ? when->fields[0] : NULL;
}

/* When a field is due that is due under a condition; `due` is the word for it. */
static const char *condition(struct arena *arena, const struct field *field, const char *due) {
    const struct field *absent = wanted_absent(field->when);
    const char *question = applicability_question(field);
    if (absent != NULL && absent->kind == FIELD_OPTION)
        return arena_format(arena, "%s, sauf si <%s/> est cochée sous <%s>", due, absent->name,
            absent->parent->name);
    if (absent != NULL)
        return arena_format(arena, "%s, sauf si <%s> est rempli", due, absent->name);
    if (question == NULL)
        return arena_format(arena, "%s si la question s’applique", due);
    return arena_format(arena, "%s si la réponse à « %s » le demande", due, question);
}

/* What is asked of a group is asked of its fields; a group itself is neither due nor free. */
static const char *necessity(struct arena *arena, const struct field *field) {
    if (field->kind == FIELD_GROUP)
        return field->when != NULL ? condition(arena, field, "à remplir") : NULL;
    bool due = field->kind == FIELD_RECORD ? field->least > 0 : field->required == REQUIRED_YES;
    if (due)
        return field->when != NULL ? condition(arena, field, "obligatoire") : "obligatoire";
    return field->required == REQUIRED_BY_HAND
               ? "vide : sera rempli à la main sur le papier"
               : "facultatif : supprimez la balise si elle ne sert pas";
}

/* Bounds in words: « de 3 à 5 », « au moins 1 ». */
static const char *bounds(struct arena *arena, const struct field *field) {
    const char *unit = field->kind == FIELD_TEXT || field->kind == FIELD_RICH ? " caractères" : "";
    if (field->minimum != NULL && field->maximum != NULL)
        return arena_format(arena, "de %s à %s%s", field->minimum, field->maximum, unit);
    if (field->minimum != NULL)
        return arena_format(arena, "au moins %s%s", field->minimum, unit);
    if (field->maximum != NULL)
        return arena_format(arena, "au plus %s%s", field->maximum, unit);
    return NULL;
}

/* A field in words: its label, whether it is due, what is expected. */
static const char *description(struct arena *arena, const struct field *field) {
    struct buffer text = {.arena = arena};
    buffer_text(&text, field_has_label(field) ? field->label : "à préciser");
    if (field->attribute)
        buffer_format(&text, " (attribut %s)", field->name);
    const char *const parts[] = {
        necessity(arena, field), expectation(arena, field), bounds(arena, field), field->help};
    const char *before = " — ";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] != NULL) {
            buffer_format(&text, "%s%s", before, parts[i]);
            before = " ; ";
        }
    return buffer_string(&text);
}

static void comment_field(struct writing *writing, const struct field *field) {
    comment_line(writing, description(writing->out.arena, field));
}

/* Attributes of the fields that are filled there; empty, they count as missing. */
static void write_attributes(struct writing *writing, const struct field *field) {
    for (const struct field *child = field->first; child != NULL; child = child->next)
        if (child->attribute)
            buffer_format(&writing->out, " %s=\"\"", child->name);
}

static void write_children(struct writing *writing, const struct field *field) {
    writing->depth++;
    for (const struct field *child = field->first; child != NULL; child = child->next)
        if (child->attribute)
            comment_field(writing, child);
    for (const struct field *child = field->first; child != NULL; child = child->next)
        if (!child->attribute)
            write_field(writing, child);
    writing->depth--;
}

static void write_container(struct writing *writing, const struct field *field) {
    indent(writing);
    buffer_format(&writing->out, "<%s", field->name);
    write_attributes(writing, field);
    buffer_text(&writing->out, ">\n");
    write_children(writing, field);
    indent(writing);
    buffer_format(&writing->out, "</%s>\n", field->name);
}

static void write_leaf(struct writing *writing, const struct field *field) {
    indent(writing);
    buffer_format(&writing->out, "<%s></%s>\n", field->name, field->name);
}

/* Where tags wait in a comment, nothing but tags may stand between them: what is to be said of the
 * fields inside is said before, line by line. */
static void describe_inside(struct writing *writing, const struct field *field) {
    struct arena *arena = writing->out.arena;
    writing->depth++;
    for (const struct field *child = field->first; child != NULL; child = child->next) {
        if (child->kind == FIELD_VALUE)
            continue;
        buffer_text(&writing->out, "\n");
        indent(writing);
        if (child->kind == FIELD_OPTION)
            comment_text(writing, arena_format(arena, "<%s/> : %s", child->name, child->label));
        else
            comment_text(
                writing, arena_format(arena, "<%s> : %s%s", child->name, description(arena, child),
                             child->kind != FIELD_CHOICE ? ""
                             : child->pick_one           ? " ; une seule de ces balises"
                                                         : " ; une ou plusieurs de ces balises"));
        describe_inside(writing, child);
    }
    writing->depth--;
}

static void write_tags(struct writing *writing, const struct field *field) {
    bool inside = false;
    indent(writing);
    buffer_format(&writing->out, "<%s", field->name);
    if (field_names_file(field) || field->kind == FIELD_FORM) {
        buffer_format(&writing->out, " href=\"\"%s/>\n",
            field->kind == FIELD_IMAGE ? " alternative=\"\"" : "");
        return;
    }
    write_attributes(writing, field);
    for (const struct field *child = field->first; child != NULL; child = child->next) {
        if (child->attribute || child->kind == FIELD_VALUE || field->kind == FIELD_CHOICE)
            continue;
        buffer_text(&writing->out, inside ? "" : ">\n");
        inside = true;
        writing->depth++;
        write_tags(writing, child);
        writing->depth--;
    }
    if (inside) {
        indent(writing);
        buffer_format(&writing->out, "</%s>\n", field->name);
    } else if (field->kind == FIELD_OPTION) {
        buffer_text(&writing->out, "/>\n");
    } else {
        buffer_format(&writing->out, "></%s>\n", field->name);
    }
}

/* A field's tags in a comment, ready to be taken out of it. */
static void write_covered(struct writing *writing, const struct field *field, const char *text) {
    indent(writing);
    buffer_text(&writing->out, "<!-- ");
    comment_text(writing, text);
    describe_inside(writing, field);
    buffer_text(&writing->out, " -->\n");
    indent(writing);
    buffer_text(&writing->out, "<!--\n");
    write_tags(writing, field);
    indent(writing);
    buffer_text(&writing->out, "-->\n");
}

static void write_option(struct writing *writing, const struct field *option) {
    if (option->first != NULL) {
        write_covered(writing, option, option->label);
        return;
    }
    indent(writing);
    buffer_text(&writing->out, "<!-- ");
    comment_text(writing, option->label);
    buffer_format(&writing->out, " : --> <!-- <%s/> -->\n", option->name);
}

static void write_choice(struct writing *writing, const struct field *field) {
    indent(writing);
    buffer_format(&writing->out, "<%s>\n", field->name);
    writing->depth++;
    comment_line(writing, field->pick_one
                              ? "Une seule case : sortez sa balise du commentaire pour la cocher."
                              : "Plusieurs cases possibles : sortez leurs balises des commentaires "
                                "pour les cocher.");
    for (const struct field *option = field->first; option != NULL; option = option->next)
        write_option(writing, option);
    writing->depth--;
    indent(writing);
    buffer_format(&writing->out, "</%s>\n", field->name);
}

/* What may be absent stands in a comment: an empty one would be asked to be complete. */
static void write_optional(struct writing *writing, const struct field *field) {
    const char *text = description(writing->out.arena, field);
    if (field->kind == FIELD_RECORD)
        text = arena_format(writing->out.arena,
            "%s ; à répéter autant de fois qu’il le faut, hors du commentaire. Dedans :", text);
    write_covered(writing, field, text);
}

/* As many records as are due. */
static void write_records(struct writing *writing, const struct field *field) {
    comment_field(writing, field);
    comment_line(writing, "Répétez ce groupe autant de fois qu’il le faut :");
    for (size_t i = 0; i < field->least && i < 16; i++)
        write_container(writing, field);
}

/* Another form or a file that is due: an empty one is only said to be missing. */
static bool is_due_file(const struct field *field) {
    return (field->kind == FIELD_FORM || field_names_file(field)) &&
           field->required == REQUIRED_YES && field->when == NULL;
}

static void write_field(struct writing *writing, const struct field *field) {
    bool due_record = field->kind == FIELD_RECORD && field->least > 0;
    if (field->kind == FIELD_VALUE)
        return;
    if (due_record && field->when == NULL) {
        write_records(writing, field);
        return;
    }
    if (is_due_file(field)) {
        comment_field(writing, field);
        write_tags(writing, field);
        return;
    }
    if (field->when != NULL || field->kind == FIELD_RECORD || field->kind == FIELD_FORM ||
        field_names_file(field)) {
        write_optional(writing, field);
        return;
    }
    comment_field(writing, field);
    if (field->kind == FIELD_CHOICE)
        write_choice(writing, field);
    else if (field->kind == FIELD_GROUP)
        write_container(writing, field);
    else
        write_leaf(writing, field);
}

const char *skeleton(struct job *job, const struct form *form) {
    struct writing writing = {.out = {.arena = job->arena}};
    buffer_text(&writing.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    comment_line(&writing, form->title);
    comment_line(&writing, "Remplissez entre les balises ; contrôlez avec « greffe check ».");
    comment_line(&writing,
        "Ce qui est gris dans un éditeur, comme cette ligne, est un commentaire. Pour "
        "employer une balise qui y attend, supprimez les signes qui l’entourent.");
    buffer_format(&writing.out, "<%s xmlns=\"%s\"", form->name, form->space);
    write_attributes(&writing, form->root);
    buffer_text(&writing.out, ">\n");
    write_children(&writing, form->root);
    buffer_format(&writing.out, "</%s>\n", form->name);
    return buffer_string(&writing.out);
}
