#include "markup.h"

#include "text.h"

#include <string.h>

/* What can stand right behind a name in a tag. */
static bool ends_name(char byte) {
    return byte == '\0' || text_is_space((unsigned char)byte) || strchr("=/<>\"'&;", byte);
}

struct span markup_span(const struct source *source, size_t offset, size_t end) {
    return (struct span){source, (uint32_t)offset, (uint32_t)(end - offset)};
}

struct span markup_name_span(const struct source *source, struct markup_name name) {
    return markup_span(source, name.offset + name.prefix, name.offset + name.length);
}

struct markup_name markup_name(const struct source *source, size_t offset) {
    struct markup_name name = {.offset = offset};
    while (!ends_name(source->bytes[offset + name.length])) {
        name.length++;
    }
    const char *colon = memchr(source->bytes + offset, ':', name.length);
    if (colon) {
        name.prefix = (size_t)(colon - (source->bytes + offset)) + 1;
    }
    return name;
}

bool markup_same_name(const struct source *source, struct markup_name a, struct markup_name b) {
    return a.length == b.length &&
           memcmp(source->bytes + a.offset, source->bytes + b.offset, a.length) == 0;
}

/* Reads the = and the quoted value behind the name; returns the byte behind what is there. */
static size_t read_value(
    const struct source *source, size_t offset, struct markup_attribute *attribute) {
    size_t equals = markup_skip_space(source, offset);
    if (source->bytes[equals] != '=') {
        return offset;
    }
    size_t opening = markup_skip_space(source, equals + 1);
    char quote = source->bytes[opening];
    if (quote != '"' && quote != '\'') {
        return opening;
    }
    const char *value = source->bytes + opening + 1;
    const char *closing = memchr(value, quote, source->length - opening - 1);
    attribute->quote = quote;
    attribute->closed = closing != NULL;
    attribute->value = opening + 1;
    attribute->value_length =
        closing ? (size_t)(closing - value) : source->length - attribute->value;
    return attribute->value + attribute->value_length + (closing ? 1 : 0);
}

bool markup_attribute(
    const struct source *source, size_t *offset, struct markup_attribute *attribute) {
    size_t start = markup_skip_space(source, *offset);
    *attribute = (struct markup_attribute){.name = markup_name(source, start)};
    if (attribute->name.length == 0) {
        return false;
    }
    *offset = read_value(source, start + attribute->name.length, attribute);
    return true;
}

bool markup_declares_namespace(
    const struct source *source, const struct markup_attribute *attribute) {
    const char *name = source->bytes + attribute->name.offset;
    size_t plain = strlen("xmlns");
    return strncmp(name, "xmlns", plain) == 0 &&
           (attribute->name.length == plain || name[plain] == ':');
}

size_t markup_back(const struct source *source, size_t offset) {
    while (offset > 0) {
        offset--;
        if (source->bytes[offset] == '<') {
            return offset;
        }
    }
    return 0;
}

bool markup_starts(const struct source *source, size_t offset, const char *text) {
    size_t length = strlen(text);
    return source->length - offset >= length && memcmp(source->bytes + offset, text, length) == 0;
}

size_t markup_find(const struct source *source, size_t offset, const char *text) {
    const char *found = strstr(source->bytes + offset, text);
    return found ? (size_t)(found - source->bytes) : source->length;
}

size_t markup_skip_space(const struct source *source, size_t offset) {
    while (text_is_space((unsigned char)source->bytes[offset])) {
        offset++;
    }
    return offset;
}
