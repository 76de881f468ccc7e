/* The options by which a form gives another output. Private to cli.
 *
 * They stand in each line of the journal, apart from the program and its models: what was made with other ones
 * is not what was asked for, even for --resume, which leaves what another Greffe or other models made. */
#ifndef GREFFE_BATCH_CHOICES_H
#define GREFFE_BATCH_CHOICES_H

#include <stdbool.h>

struct batch;
struct json;
struct options;

/** batch_choices_text(options): those that were given, as a JSON array in an order of its own, « ["--draft"] »; of a
 *  table the digest stands for its path. "" when there are none. To be freed. */
char *batch_choices_text(const struct options *options);

/** batch_choices_same(batch, line): whether a line of the journal was made with the options of this run. */
bool batch_choices_same(const struct batch *batch, const struct json *line);

#endif
