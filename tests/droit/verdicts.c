/* verdicts FORMS: checks the filled forms whose paths stand on the standard input, one a line, in one process, with the
 * models of the folder FORMS. For each: « STATUS PATH », its diagnostics, notes included, and a form feed. */
#include "greffe.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int check(struct greffe *greffe, const char *path) {
    struct greffe_request request = {.path = path};
    struct greffe_result *result = greffe_check(greffe, &request);
    if (result == NULL)
        return -1;
    printf("%d %s\n%s\f\n", (int)result->status, path, greffe_result_text(result, true));
    greffe_result_free(result);
    return 0;
}

int main(int count, char **arguments) {
    if (count != 2) {
        fputs("usage: verdicts FORMS <PATHS\n", stderr);
        return 2;
    }
    const char *const folders[] = {arguments[1]};
    struct greffe_settings settings = {.forms = folders, .form_count = 1, .date = "2026-11-22"};
    struct greffe *greffe = greffe_new(&settings);
    char path[4096];
    int status = greffe == NULL ? -1 : 0;
    while (status == 0 && fgets(path, sizeof path, stdin) != NULL) {
        path[strcspn(path, "\n")] = '\0';
        status = check(greffe, path);
        if (fflush(stdout) != 0) {
            fprintf(stderr, "verdicts: %s\n", strerror(errno));
            status = -1;
        }
    }
    greffe_free(greffe);
    return status == 0 ? 0 : 3;
}
