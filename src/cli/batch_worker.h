/* A worker process of a batch: renders one form after the other. Private to cli. */
#ifndef GREFFE_BATCH_WORKER_H
#define GREFFE_BATCH_WORKER_H

#include <stddef.h>

struct batch;

/** batch_worker_run(batch, channel): reads numbers of inputs (eight bytes each) from a connected socket until it ends,
 *  renders each form into files of the temporary folder, and answers with the length (eight bytes) and the text
 *  of a journal line. The files stand in its member « files » in their order. Never returns:
 *  the end of the process frees everything. */
_Noreturn void batch_worker_run(struct batch *batch, int channel);

/** batch_worker_temporary(input, file): what the file-th output of an input is called in the temporary folder before it
 *  has its name, to be freed. */
char *batch_worker_temporary(size_t input, size_t file);

#endif
