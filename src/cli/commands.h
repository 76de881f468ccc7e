/* The commands of the program. Private to cli. */
#ifndef GREFFE_COMMANDS_H
#define GREFFE_COMMANDS_H

#include "greffe.h"

struct options;

/** A command: works with the process's models and fonts, prints, and gives the exit status. */
typedef enum greffe_status command_function(struct greffe *greffe, const struct options *options);

command_function command_check;
command_function command_render;
command_function command_blank;
command_function command_new;
command_function command_schema;
command_function command_forms;
command_function command_export;
command_function command_actes;
command_function command_source;
command_function command_report;
command_function command_dump;

#endif
