#include "image.h"

#include "image_decode.h"
#include "job.h"
#include "kind.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* One reading, with what its diagnostics need. */
struct request {
    struct job *job;
    const char *name;
    const unsigned char *bytes;
    size_t length;
    struct span from;
};

static void report(
    const struct request *request, enum message message, const char *second, const char *third) {
    diagnose(request->job->diagnostics, message, request->from, NULL, request->name, second, third);
}

enum {
    SVG_REACH = 1024, /* bytes before its first tag: declaration, comments */
};

/* kind_of takes it for XML, which it is; but logos often come so. */
static bool is_svg(const struct request *request) {
    size_t reach = request->length < SVG_REACH ? request->length : SVG_REACH;
    for (size_t i = 0; i + 4 <= reach; i++) {
        if (memcmp(request->bytes + i, "<svg", 4) == 0) {
            return true;
        }
    }
    return false;
}

static void report_format(const struct request *request) {
    const char *kind = kind_of(request->bytes, request->length);
    if (request->length == 0) {
        kind = "un fichier vide";
    } else if (!kind && is_svg(request)) {
        kind = "un dessin SVG";
    }
    report(request, kind ? MESSAGE_IMAGE_OTHER_KIND : MESSAGE_IMAGE_FORMAT, kind, NULL);
}

static void report_size(const struct request *request, const struct image_decoded *decoded) {
    struct arena *arena = request->job->arena;
    report(request, MESSAGE_IMAGE_TOO_LARGE, arena_format(arena, "%u", decoded->width),
        arena_format(arena, "%u", decoded->height));
}

static const struct picture *make_picture(
    const struct request *request, const struct image_decoded *decoded) {
    if (decoded->was_transparent) {
        report(request, MESSAGE_IMAGE_TRANSPARENT, NULL, NULL);
    }
    if (decoded->was_cmyk) {
        report(request, MESSAGE_IMAGE_CMYK, NULL, NULL);
    }
    if (decoded->was_turned) {
        report(request, MESSAGE_IMAGE_TURNED, NULL, NULL);
    }
    struct picture *picture = arena_alloc(request->job->arena, sizeof *picture);
    *picture = (struct picture){
        .name = request->name,
        .format = decoded->format,
        .width = decoded->width,
        .height = decoded->height,
        .components = decoded->components,
        .bytes = decoded->pixels ? decoded->pixels : request->bytes,
        .length = decoded->length,
    };
    return picture;
}

static const struct picture *take(
    const struct request *request, const struct image_decoded *decoded) {
    switch (decoded->status) {
    case IMAGE_DECODED:
        if (decoded->pixels) {
            arena_release_later(request->job->arena, free, decoded->pixels);
        }
        return make_picture(request, decoded);
    case IMAGE_OVERSIZED:
        report_size(request, decoded);
        return NULL;
    case IMAGE_OUT_OF_MEMORY:
        arena_exhausted(request->job->arena);
    case IMAGE_CORRUPT:
        break;
    }
    report(request, MESSAGE_IMAGE_DAMAGED, NULL, NULL);
    return NULL;
}

static bool starts(const unsigned char *bytes, size_t length, const char *signature) {
    size_t count = strlen(signature);
    return length >= count && memcmp(bytes, signature, count) == 0;
}

enum image_format image_format(const unsigned char *bytes, size_t length) {
    if (starts(bytes, length, "\x89PNG")) {
        return IMAGE_PNG;
    }
    return starts(bytes, length, "\xFF\xD8\xFF") ? IMAGE_JPEG : IMAGE_NEITHER;
}

const struct picture *image_read(struct job *job, const char *name, const unsigned char *bytes,
    size_t length, struct span from) {
    struct request request = {job, name, bytes, length, from};
    struct image_decoded decoded;
    switch (image_format(bytes, length)) {
    case IMAGE_PNG:
        decoded = image_png_decode(bytes, length);
        break;
    case IMAGE_JPEG:
        decoded = image_jpeg_decode(bytes, length);
        break;
    default:
        report_format(&request);
        return NULL;
    }
    return take(&request, &decoded);
}
