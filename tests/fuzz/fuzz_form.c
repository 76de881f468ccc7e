/* Filled forms, from their bytes to a PDF, through the public face: as a batch meets them. The models are those of
 * tests/forms. Every input is checked; one in eight, whatever is wrong with it, is set as a draft and written. */
#include <greffe.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* LLVM, « libFuzzer »: called once for each input; always returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const char other[] =
    "<attestation xmlns=\"urn:greffe:form:attestation:1\"><debut>2026-01-01</debut></attestation>";

static struct greffe *start(void) {
    static const char *const folders[] = {GREFFE_TESTS "/forms"};
    struct greffe_settings settings = {.forms = folders,
        .form_count = 1,
        .fonts = GREFFE_FONTS,
        .hyphenation = GREFFE_FONTS "/hyph_fr.dic",
        .date = "2026-06-15"};
    return greffe_new(&settings);
}

static void read_result(struct greffe_result *result) {
    if (result == NULL || result->status == GREFFE_MACHINE)
        abort(); /* no form is so large that it takes the machine */
    (void)greffe_result_text(result, true);
    greffe_result_free(result);
}

static void export_all(struct greffe *greffe, const struct greffe_request *request) {
    const char *name = "";
    for (size_t i = 0; name != NULL; i++)
        read_result(greffe_export(greffe, request, NULL, i, &name));
}

/* The same input goes the same way in each run. */
static bool is_one_in_eight(const uint8_t *bytes, size_t length) {
    unsigned sum = 0;
    for (size_t i = 0; i < length; i++)
        sum = sum * 31 + bytes[i];
    return sum % 8 == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static struct greffe *greffe;
    if (greffe == NULL)
        greffe = start();
    struct greffe_file files[] = {
        {"formulaire.xml", "Source", bytes, length},
        {"attestation.xml", "", (const unsigned char *)other, strlen(other)},
    };
    struct greffe_request request = {.path = "acte.pdf", .carried = files, .carried_count = 2};
    read_result(greffe_check(greffe, &request));
    if (is_one_in_eight(bytes, length)) {
        request.draft = true;
        read_result(greffe_render(greffe, &request));
        export_all(greffe, &request);
    }
    return 0;
}
