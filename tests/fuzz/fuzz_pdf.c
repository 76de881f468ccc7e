/* Finished PDFs of strangers. */
#include "fuzz.h"

#include "pdf_inspect.h"

static void inspect(void *context) {
    struct fuzzing *fuzzing = context;
    struct pdf_inspection inspection;
    (void)pdf_inspect(&fuzzing->job, "acte.pdf", fuzzing->bytes, fuzzing->length, &inspection);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    fuzz_run(bytes, length, inspect);
    return 0;
}
