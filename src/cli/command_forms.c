/* Commands that need a model only. */
#include "commands.h"

#include "options.h"
#include "output.h"

#include <stdio.h>
#include <unistd.h>

/* These commands take the name of one model. */
static const char *model_of(const struct options *options) {
    if (options->argument_count == 1)
        return options->arguments[0];
    fputs("greffe : cette commande attend le nom d’un modèle ; « greffe forms » les montre.\n",
        stderr);
    return NULL;
}

enum greffe_status command_blank(struct greffe *greffe, const struct options *options) {
    const char *model = model_of(options);
    if (model == NULL)
        return GREFFE_USAGE;
    if (options->output == NULL && isatty(STDOUT_FILENO)) {
        fputs("greffe : un PDF ne s’affiche pas dans un terminal ; nommez un fichier avec -o.\n",
            stderr);
        return GREFFE_USAGE;
    }
    return output_result(greffe_blank(greffe, model), options);
}

enum greffe_status command_new(struct greffe *greffe, const struct options *options) {
    const char *model = model_of(options);
    return model != NULL ? output_result(greffe_skeleton(greffe, model), options) : GREFFE_USAGE;
}

enum greffe_status command_schema(struct greffe *greffe, const struct options *options) {
    const char *model = model_of(options);
    return model != NULL ? output_result(greffe_schema(greffe, model), options) : GREFFE_USAGE;
}

enum greffe_status command_forms(struct greffe *greffe, const struct options *options) {
    if (options->argument_count > 0) {
        output_say("greffe : « forms » montre tous les modèles ; « %s » est de trop.\n",
            options->arguments[0]);
        return GREFFE_USAGE;
    }
    return output_result(greffe_list(greffe), options);
}
