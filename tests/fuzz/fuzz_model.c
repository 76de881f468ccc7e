/* Models: read, then all that is made of a model alone. What they name lies beside them, in a few bytes. */
#include "fuzz.h"

#include "files.h"
#include "form.h"
#include "form_dump.h"
#include "form_library.h"
#include "resolve.h"
#include "schema.h"
#include "skeleton.h"
#include "theme.h"

#include <string.h>

static const struct {
    const char *name;
    const char *text;
} neighbours[] = {
    {"departements.tsv", "code\tnom\tavec_article\tde\n12\tAveyron\tl’Aveyron\tde l’Aveyron\n"},
    {"communes.tsv", "code\tnom\tde\nR\tRivemont\tde Rivemont\n"},
    {"villes.tsv", "code\tnom\n1\tRivemont\n2\tAlbrecourt\n"},
    {"couleurs.tsv", "code\tnom\nrg\tRouge\n"},
    {"formule.xml", "<model xmlns=\"urn:greffe:model:1\"><text name=\"lieu\"/></model>"},
    {"champs.xml", "<model xmlns=\"urn:greffe:model:1\"><date name=\"jour\"/></model>"},
};

enum {
    NEIGHBOURS = sizeof neighbours / sizeof *neighbours,
};

/* The models that others may name, read once. */
static struct form_library *library(void) {
    static const char *const folders[] = {GREFFE_TESTS "/forms"};
    static struct job job;
    static struct form_library *made;
    if (made == NULL) {
        job = (struct job){.arena = arena_new(), .today = {2026, 6, 15}};
        job.diagnostics = diagnostics_new(job.arena);
        made = form_library_new(&job, folders, 1, NULL, 0);
    }
    return made;
}

/* A model is called as its folder: the first name that is read there. */
static const char *folder_of(struct fuzzing *fuzzing) {
    const char *name = strstr((const char *)fuzzing->bytes, "name=\"");
    if (name == NULL)
        return "modele";
    name += strlen("name=\"");
    return arena_copy(fuzzing->job.arena, name, strcspn(name, "\"/"));
}

static void use_model(struct job *job, const struct form *form) {
    (void)form_dump(job->arena, form);
    (void)skeleton(job, form);
    (void)schema(job, form, library());
    (void)resolve_blank(job, form, theme_default(job));
}

static void read_model(void *context) {
    struct fuzzing *fuzzing = context;
    struct job *job = &fuzzing->job;
    const char *folder = folder_of(fuzzing);
    struct job_file files[NEIGHBOURS + 1];
    for (size_t i = 0; i < NEIGHBOURS; i++)
        files[i] = (struct job_file){arena_format(job->arena, "%s/%s", folder, neighbours[i].name),
            (const unsigned char *)neighbours[i].text, strlen(neighbours[i].text)};
    files[NEIGHBOURS] = (struct job_file){
        arena_format(job->arena, "%s/model.xml", folder), fuzzing->bytes, fuzzing->length};
    struct root root = {
        .path = "modeles", .descriptor = -1, .carried = files, .carried_count = NEIGHBOURS + 1};
    const struct form *form = form_read(job, &root, folder, library(), NULL, 0);
    if (form != NULL && form_complete(form))
        use_model(job, form);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    fuzz_run(bytes, length, read_model);
    return 0;
}
