/* JSON (RFC 8259) as the journal of a batch has it: one object in one line. Private to cli. */
#ifndef GREFFE_JSON_H
#define GREFFE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/** json_string(stream, text): writes a string. Names of files may hold bytes that are no UTF-8: each becomes the
 *  lone surrogate U+DC80 … U+DCFF, as Python writes and reads such names. What could act on a terminal is
 *  escaped. */
void json_string(FILE *stream, const char *text);

enum json_kind {
    JSON_NULL,
    JSON_TRUTH,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT,
};

/** A value; its members or items are its children. */
struct json {
    enum json_kind kind;
    char *name; /* of a member */
    char *text; /* of a string, as the bytes were; of another scalar, as it is written */
    struct json *first;
    struct json *next;
};

/** json_read(text, length): the value that the text is, NULL when it is none (or nested deeper than 16). The
 *  caller frees it with json_free. */
struct json *json_read(const char *text, size_t length);
void json_free(struct json *json);

/** json_member(json, name): a member of an object, or NULL; json may be NULL. */
const struct json *json_member(const struct json *json, const char *name);

/** json_text(json, name): the text of a member that is a string, "" when there is none. */
const char *json_text(const struct json *json, const char *name);

/** json_size(json, name): a member that is a whole number, 0 when there is none. */
size_t json_size(const struct json *json, const char *name);

#endif
