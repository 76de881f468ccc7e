/* PNG and JPEG files of strangers. */
#include "fuzz.h"

#include "image.h"

static void read_image(void *context) {
    struct fuzzing *fuzzing = context;
    (void)image_read(&fuzzing->job, "image", fuzzing->bytes, fuzzing->length, (struct span){0});
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    fuzz_run(bytes, length, read_image);
    return 0;
}
