/* Help texts. Private to cli. */
#ifndef GREFFE_HELP_H
#define GREFFE_HELP_H

#include <stdio.h>

/** help_all(stream): what the program does, its commands and options. */
void help_all(FILE *stream);
/** help_command(stream, name): one command: usage and an example; the whole help when it has none. */
void help_command(FILE *stream, const char *name);

#endif
