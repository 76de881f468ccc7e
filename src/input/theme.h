/* Themes: the colour, fonts and logos that a collectivité may choose. */
#ifndef GREFFE_THEME_H
#define GREFFE_THEME_H

#include <stddef.h>

struct job;
struct root;
struct theme;

/** theme_default(job): the look without any theme file. */
struct theme *theme_default(struct job *job);

/** theme_read(job, root, name): reads a theme file beneath the root, and its logos beside it. Reports what
 *  is wrong, a text colour of less than 4.5 : 1 on white included (WCAG 2.1, 1.4.3); NULL when the theme
 *  cannot be used. */
struct theme *theme_read(struct job *job, const struct root *root, const char *name);

#endif
