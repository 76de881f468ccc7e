/* A program of somebody else's that has nothing but the installed library: checks one form.
 *     stranger MODELS FORM */
#include <greffe.h>

#include <stdio.h>

int main(int count, char **arguments) {
    if (count != 3)
        return GREFFE_USAGE;
    const char *folders[] = {arguments[1]};
    struct greffe_settings settings = {.forms = folders, .form_count = 1, .date = "2026-06-15"};
    struct greffe *greffe = greffe_new(&settings);
    if (greffe == NULL)
        return GREFFE_MACHINE;
    struct greffe_request request = {.path = arguments[2]};
    struct greffe_result *result = greffe_check(greffe, &request);
    int status = result != NULL ? (int)result->status : GREFFE_MACHINE;
    if (result != NULL)
        fputs(greffe_result_text(result, false), stderr);
    greffe_result_free(result);
    greffe_free(greffe);
    return status;
}
