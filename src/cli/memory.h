/* Memory of the program's own lists. When it is exhausted the program says so and ends: what it had finished
 * stands, and what it had not leaves nothing behind that counts. Private to cli. */
#ifndef GREFFE_MEMORY_H
#define GREFFE_MEMORY_H

#include <stddef.h>
#include <stdio.h>

/** memory_grow(items, count, size): the array, moved if needed, with room for one item more than count: it
 *  doubles whenever count is a power of two. */
void *memory_grow(void *items, size_t count, size_t size);

/** memory_room(bytes, length, room, step): the bytes, moved if needed, with room for step more after the first
 *  length. `room` is how many they have room for; NULL bytes have none. */
char *memory_room(char *bytes, size_t length, size_t *room, size_t step);

/** memory_zeroed(count, size): an array of zero bytes. */
void *memory_zeroed(size_t count, size_t size);

/** memory_copy(text, length): the first length bytes as a string. */
char *memory_copy(const char *text, size_t length);

/** memory_format(format, …): a string as printf makes it. */
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** memory_stream(text, length): a stream whose bytes are *text, to be freed, once memory_stream_end has closed it. */
FILE *memory_stream(char **text, size_t *length);
void memory_stream_end(FILE *stream);

#endif
