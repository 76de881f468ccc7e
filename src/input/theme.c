#include "theme.h"

#include "document.h"
#include "files.h"
#include "image.h"
#include "job.h"
#include "text.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

#define THEME_NAMESPACE "urn:greffe:theme:1"
#define IMAGE_LIMIT ((size_t)32 * 1024 * 1024)
#define LEAST_CONTRAST 4.5 /* of text (WCAG 2.1, 1.4.3) */

enum {
    PAPER = 0xFFFFFF,
    INK = 0x000000
};

struct theme *theme_default(struct job *job) {
    struct theme *theme = arena_alloc(job->arena, sizeof *theme);
    *theme = (struct theme){
        .name = "greffe",
        .accent = 0x1B3A6B,
        .grey = 0x57606D,
        .hairline = 0xB9C3D1,
        .tint = 0xEEF2F7,
        .text_family = "PT Serif",
        .heading_family = "PT Sans",
        .symbol_family = "DejaVu Sans",
    };
    return theme;
}

/* One channel of sRGB made linear (WCAG 2.1, relative luminance). x^2.4 is x² times the fifth root of x²,
 * which Newton's method finds: no mathematics library is needed for three numbers. */
static double linear(uint32_t channel) {
    double value = channel / 255.0;
    if (value <= 0.03928)
        return value / 12.92;
    double base = (value + 0.055) / 1.055;
    double root = base; /* Newton's method for the fifth root of base² */
    for (int i = 0; i < 60; i++)
        root -= (root * root * root * root * root - base * base) / (5 * root * root * root * root);
    return base * base * root;
}

static double luminance(uint32_t colour) {
    return 0.2126 * linear(colour >> 16 & 0xFF) + 0.7152 * linear(colour >> 8 & 0xFF) +
           0.0722 * linear(colour & 0xFF);
}

/* WCAG 2.1, « contrast ratio ». */
static double contrast(uint32_t one, uint32_t other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return a > b ? a / b : b / a;
}

/* « 4,4 »: never rounded up to what is demanded. */
static const char *ratio(struct arena *arena, double contrast) {
    return arena_format(arena, "%d,%d", (int)contrast, (int)(contrast * 10) % 10);
}

/* The attributes of <theme> that hold colours; text colours must be legible on white. */
static const struct {
    const char *name;
    size_t offset;
    bool text;
} colours[] = {
    {"accent", offsetof(struct theme, accent), true},
    {"grey", offsetof(struct theme, grey), true},
    {"hairline", offsetof(struct theme, hairline), false},
    {"tint", offsetof(struct theme, tint), false},
};

/* Those that hold words: a name, and the fonts. */
static const struct {
    const char *name;
    size_t offset;
    bool family;
} words[] = {
    {"name", offsetof(struct theme, name), false},
    {"text", offsetof(struct theme, text_family), true},
    {"headings", offsetof(struct theme, heading_family), true},
    {"symbols", offsetof(struct theme, symbol_family), true},
};

static bool read_colour(
    struct job *job, struct theme *theme, const struct attribute *attribute, size_t index) {
    const char *value = attribute->value;
    if (value[0] != '#' || strlen(value) != 7 || strspn(value + 1, "0123456789abcdefABCDEF") != 6) {
        diagnose(job->diagnostics, MESSAGE_THEME_COLOUR, attribute->value_span, NULL, value);
        return false;
    }
    uint32_t colour = (uint32_t)strtoul(value + 1, NULL, 16);
    double on_paper = contrast(colour, PAPER);
    if (colours[index].text && on_paper < LEAST_CONTRAST) {
        diagnose(job->diagnostics, MESSAGE_THEME_CONTRAST, attribute->value_span, NULL, value,
            ratio(job->arena, on_paper));
        return false;
    }
    memcpy((char *)theme + colours[index].offset, &colour, sizeof colour);
    return true;
}

static bool is_family(const struct theme_families *families, const char *name) {
    for (size_t i = 0; i < families->count; i++)
        if (strcmp(families->names[i], name) == 0)
            return true;
    return families->count == 0;
}

static bool read_family(
    struct job *job, const struct theme_families *families, const struct attribute *attribute) {
    if (is_family(families, attribute->value))
        return true;
    struct arena *arena = job->arena;
    const char *nearest = text_nearest(arena, attribute->value, families->names, families->count);
    const char *hint = nearest != NULL
                           ? arena_format(arena, "Vouliez-vous dire « %s » ?", nearest)
                           : arena_format(arena, "Polices du catalogue : %s.",
                                 text_list(arena, families->names, families->count, true));
    diagnose(
        job->diagnostics, MESSAGE_THEME_FONT, attribute->value_span, NULL, attribute->value, hint);
    return false;
}

static bool read_attribute(struct job *job, struct theme *theme,
    const struct theme_families *families, const struct attribute *attribute) {
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
        if (strcmp(attribute->name, colours[i].name) == 0)
            return read_colour(job, theme, attribute, i);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(attribute->name, words[i].name) == 0) {
            memcpy((char *)theme + words[i].offset, &attribute->value, sizeof attribute->value);
            return !words[i].family || read_family(job, families, attribute);
        }
    if (*attribute->space != '\0')
        return true;
    diagnose(job->diagnostics, MESSAGE_THEME_UNKNOWN, attribute->name_span, NULL, attribute->name);
    return false;
}

/* Logos are named relative to the theme's file. */
static const char *beside(struct arena *arena, const char *theme, const char *name) {
    const char *slash = strrchr(theme, '/');
    if (slash == NULL)
        return name;
    return arena_format(arena, "%.*s/%s", (int)(slash - theme), theme, name);
}

static bool read_logo(struct job *job, struct theme *theme, const struct root *root,
    const char *path, const struct node *node) {
    const struct attribute *href = node_attribute(node, "href");
    const struct attribute *alternative = node_attribute(node, "alternative");
    if (href == NULL || alternative == NULL || *alternative->value == '\0') {
        diagnose(job->diagnostics, MESSAGE_THEME_LOGO, node->name_span, NULL);
        return false;
    }
    struct file file;
    if (!root_read(
            job, root, beside(job->arena, path, href->value), IMAGE_LIMIT, href->value_span, &file))
        return false;
    const struct picture *picture =
        image_read(job, file.path, file.bytes, file.length, href->value_span);
    if (picture == NULL)
        return false;
    struct logo *logos = (struct logo *)theme->logos;
    logos = arena_grow(job->arena, logos, theme->logo_count, sizeof *logos);
    logos[theme->logo_count++] = (struct logo){picture, alternative->value};
    theme->logos = logos;
    return true;
}

/* A theme has no text but the white space between its tags. */
static bool read_text(struct job *job, const struct node *node) {
    size_t space = strspn(node->text, " \t\r\n");
    if (node->text[space] == '\0')
        return true;
    struct span span = span_part(node->span, space, node->span.length - space);
    diagnose(
        job->diagnostics, MESSAGE_THEME_UNKNOWN, span, NULL, text_collapse(job->arena, node->text));
    return false;
}

static bool read_child(struct job *job, struct theme *theme, const struct root *root,
    const char *path, const struct node *node) {
    if (node->kind == NODE_TEXT)
        return read_text(job, node);
    if (text_equal(node->space, THEME_NAMESPACE) && text_equal(node->name, "logo"))
        return read_logo(job, theme, root, path, node);
    diagnose(job->diagnostics, MESSAGE_THEME_UNKNOWN, node->name_span, NULL, node->name);
    return false;
}

static uint32_t colour_of(const struct theme *theme, size_t index) {
    uint32_t colour;
    memcpy(&colour, (const char *)theme + colours[index].offset, sizeof colour);
    return colour;
}

/* Text of each of its colours stands on the tint, too. */
static bool check_tint(struct job *job, const struct theme *theme, const struct node *root) {
    const struct attribute *tint = node_attribute(root, "tint");
    uint32_t faint = INK;
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        uint32_t colour = colour_of(theme, i);
        if (colours[i].text && contrast(colour, theme->tint) < contrast(faint, theme->tint))
            faint = colour;
    }
    double found = contrast(faint, theme->tint);
    if (found >= LEAST_CONTRAST)
        return true;
    struct arena *arena = job->arena;
    diagnose(job->diagnostics, MESSAGE_THEME_CONTRAST_TINT,
        tint != NULL ? tint->value_span : root->name_span, NULL,
        arena_format(arena, "#%06X", (unsigned)faint),
        arena_format(arena, "#%06X", (unsigned)theme->tint), ratio(arena, found));
    return false;
}

struct theme *theme_read(struct job *job, const struct root *root, const char *name,
    const struct theme_families *families) {
    struct file file;
    if (!root_read(job, root, name, IMAGE_LIMIT, (struct span){0}, &file))
        return NULL;
    const struct xml *xml = xml_read(job, file.path, file.bytes, file.length);
    if (xml == NULL)
        return NULL;
    if (!text_equal(xml->root->space, THEME_NAMESPACE) || !text_equal(xml->root->name, "theme")) {
        diagnose(job->diagnostics, MESSAGE_THEME_ROOT, xml->root->name_span, NULL);
        return NULL;
    }
    struct theme *theme = theme_default(job);
    bool usable = true;
    for (const struct attribute *a = xml->root->attributes; a != NULL; a = a->next)
        usable = read_attribute(job, theme, families, a) && usable;
    for (const struct node *child = xml->root->first; child != NULL; child = child->next)
        usable = read_child(job, theme, root, name, child) && usable;
    return usable && check_tint(job, theme, xml->root) ? theme : NULL;
}
