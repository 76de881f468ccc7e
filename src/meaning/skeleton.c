#include "skeleton.h"

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
    case FIELD_REFERENCE:
        return "clé de l’élément dont il s’agit";
    case FIELD_FORM:
        return "autre formulaire : href=\"fichier.xml\"";
    default:
        return field->pattern != NULL ? field->pattern->message : NULL;
    }
}

/* What is asked of a group is asked of its fields; a group itself is neither due nor free. */
static const char *necessity(const struct field *field) {
    if (field->kind == FIELD_GROUP)
        return field->when != NULL ? "à remplir si la question s’applique" : NULL;
    if (field->kind == FIELD_RECORD && field->least > 0)
        return "obligatoire";
    switch (field->required) {
    case REQUIRED_YES:
        return field->when != NULL ? "à remplir si la question s’applique" : "obligatoire";
    case REQUIRED_BY_HAND:
        return "vide : sera rempli à la main sur le papier";
    default:
        return "facultatif : supprimez la balise si elle ne sert pas";
    }
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

static void comment_field(struct writing *writing, const struct field *field) {
    struct arena *arena = writing->out.arena;
    struct buffer text = {.arena = arena};
    buffer_text(&text, field->label);
    if (field->attribute)
        buffer_format(&text, " (attribut %s)", field->name);
    const char *const parts[] = {
        necessity(field), expectation(arena, field), bounds(arena, field), field->help};
    const char *before = " — ";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] != NULL) {
            buffer_format(&text, "%s%s", before, parts[i]);
            before = " ; ";
        }
    comment_line(writing, buffer_string(&text));
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

/* The tags of an option with its dependents, on one line, to be uncovered. */
static void option_tags(struct writing *writing, const struct field *option) {
    buffer_format(&writing->out, "<%s", option->name);
    write_attributes(writing, option);
    bool content = false;
    for (const struct field *child = option->first; child != NULL; child = child->next) {
        if (child->attribute || child->kind == FIELD_VALUE)
            continue;
        buffer_format(&writing->out, "%s<%s>…</%s>", content ? "" : ">", child->name, child->name);
        content = true;
    }
    if (content)
        buffer_format(&writing->out, "</%s>", option->name);
    else
        buffer_text(&writing->out, "/>");
}

static void write_option(struct writing *writing, const struct field *option) {
    indent(writing);
    buffer_text(&writing->out, "<!-- ");
    option_tags(writing, option);
    buffer_text(&writing->out, " : ");
    comment_text(writing, option->label);
    buffer_text(&writing->out, " -->\n");
    writing->depth++;
    for (const struct field *child = option->first; child != NULL; child = child->next) {
        if (child->kind == FIELD_VALUE)
            continue;
        comment_field(writing, child);
        if (child->kind == FIELD_CHOICE)
            for (const struct field *inner = child->first; inner != NULL; inner = inner->next)
                write_option(writing, inner);
    }
    writing->depth--;
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
    struct buffer tag = {.arena = writing->out.arena};
    buffer_format(&tag, "<%s>…</%s>", field->name, field->name);
    comment_line(writing, buffer_string(&tag));
}

/* As many records as are due. */
static void write_record(struct writing *writing, const struct field *field) {
    if (field->least == 0) {
        comment_line(writing, "Répétez ce groupe autant de fois qu’il le faut, hors commentaire :");
        write_optional(writing, field);
        for (const struct field *child = field->first; child != NULL; child = child->next)
            if (child->kind != FIELD_VALUE)
                comment_field(writing, child);
        return;
    }
    comment_line(writing, "Répétez ce groupe autant de fois qu’il le faut :");
    for (size_t i = 0; i < field->least && i < 16; i++)
        write_container(writing, field);
}

static void write_field(struct writing *writing, const struct field *field) {
    if (field->kind == FIELD_VALUE)
        return;
    comment_field(writing, field);
    if (field->kind == FIELD_RECORD)
        write_record(writing, field);
    else if (field->when != NULL || field->kind == FIELD_FORM || field->kind == FIELD_IMAGE)
        write_optional(writing, field);
    else if (field->kind == FIELD_CHOICE)
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
    buffer_format(&writing.out, "<%s xmlns=\"%s\"", form->name, form->space);
    write_attributes(&writing, form->root);
    buffer_text(&writing.out, ">\n");
    write_children(&writing, form->root);
    buffer_format(&writing.out, "</%s>\n", form->name);
    return buffer_string(&writing.out);
}
