/* Work on what strangers made, in a process of its own that cannot do harm. Private to cli. */
#ifndef GREFFE_LIMITED_H
#define GREFFE_LIMITED_H

#include <stdbool.h>
#include <stddef.h>

/** Work in the child: writes what it found to the descriptor; returns the child's exit status, 0 to 125. */
typedef int limited_work(void *context, int descriptor);

/** What the child wrote; freed by the caller. */
struct limited_answer {
    unsigned char *bytes;
    size_t length;
};

/** limited_run(work, context, answer): runs work(context) in a child with 20 s of computing time and 1 GiB of
 *  memory beyond what the parent has, which opens no file: it writes its answer and messages. Gives its exit status, or -1
 *  when it could not be started or came to a bad end. */
int limited_run(limited_work *work, void *context, struct limited_answer *answer);

/** limited_memory(more): from now on this process gets at most so many bytes of memory beyond what it has, and
 *  leaves no core file. False when it cannot be limited. */
bool limited_memory(size_t more);

#endif
