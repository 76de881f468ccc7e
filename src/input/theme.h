/* Themes: the colour, fonts and logos that a collectivité may choose. */
#ifndef GREFFE_THEME_H
#define GREFFE_THEME_H

#include <stddef.h>

struct job;
struct root;
struct theme;

/** The families of fonts that there are; none: they are not checked. */
struct theme_families {
    const char *const *names;
    size_t count;
};

/** theme_default(job): the look without any theme file. */
struct theme *theme_default(struct job *job);

/** theme_read(job, root, name, families): reads a theme file beneath the root, and its logos beside it.
 *  Reports what is wrong, a text colour of less than 4.5 : 1 on white or on the tint (WCAG 2.1, 1.4.3) and a font that is
 *  not among the families included; NULL when the theme cannot be used. */
struct theme *theme_read(struct job *job, const struct root *root, const char *name,
    const struct theme_families *families);

#endif
