#include "kind.h"

#include "text.h"

#include <stdbool.h>
#include <string.h>

enum {
    /* How far into a zip archive the names of its first members are looked for. */
    ARCHIVE_START = 4096,
};

/* Bytes with their length: signatures may hold NUL. */
struct bytes {
    const unsigned char *first;
    size_t length;
};

struct signature {
    const char *text;
    size_t length;
    const char *kind;
};

#define SIGNATURE(text, kind)                                                                      \
    { text, sizeof(text) - 1, kind }

static bool starts(struct bytes bytes, const char *text, size_t length) {
    return bytes.length >= length && memcmp(bytes.first, text, length) == 0;
}

static bool contains(struct bytes bytes, const char *text, size_t length) {
    for (; bytes.length >= length; bytes.first++, bytes.length--) {
        if (starts(bytes, text, length)) {
            return true;
        }
    }
    return false;
}

static struct bytes skip(struct bytes bytes, size_t count) {
    return (struct bytes){bytes.first + count, bytes.length - count};
}

static struct bytes skip_space(struct bytes bytes) {
    while (bytes.length > 0 && text_is_space(*bytes.first)) {
        bytes = skip(bytes, 1);
    }
    return bytes;
}

/* The office formats are zip archives; the names of their members tell them apart. */
static const char *archive_kind(struct bytes bytes) {
    static const struct signature members[] = {
        SIGNATURE("opendocument.text", "un document LibreOffice (.odt)"),
        SIGNATURE("opendocument.spreadsheet", "un classeur LibreOffice (.ods)"),
        SIGNATURE("word/", "un document Word (.docx)"),
        SIGNATURE("xl/", "un classeur Excel (.xlsx)"),
        SIGNATURE("ppt/", "une présentation PowerPoint (.pptx)"),
    };
    if (bytes.length > ARCHIVE_START) {
        bytes.length = ARCHIVE_START;
    }
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (contains(bytes, members[i].text, members[i].length)) {
            return members[i].kind;
        }
    }
    return "une archive ZIP";
}

/* What begins with its length, or with a sign that a text could begin with. */
static const char *inner_kind(struct bytes bytes) {
    static const struct {
        size_t offset;
        struct signature signature;
    } inner[] = {
        {4, SIGNATURE("ftyphei", "une photographie HEIC (iPhone)")},
        {4, SIGNATURE("ftypmif1", "une photographie HEIC (iPhone)")},
        {4, SIGNATURE("ftypavif", "une image AVIF")},
        {8, SIGNATURE("WEBPVP8", "une image WebP")},
        {6, SIGNATURE("\0\0\0\0\x36\0\0\0", "une image BMP")},
    };
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        const struct signature *signature = &inner[i].signature;
        if (bytes.length > inner[i].offset &&
            starts(skip(bytes, inner[i].offset), signature->text, signature->length)) {
            return signature->kind;
        }
    }
    return NULL;
}

static const char *binary_kind(struct bytes bytes) {
    static const struct signature signatures[] = {
        SIGNATURE("%PDF-", "un document PDF"),
        SIGNATURE("\xD0\xCF\x11\xE0", "un document Word ou Excel d’un ancien format (.doc, .xls)"),
        SIGNATURE("{\\rtf", "un document RTF"),
        SIGNATURE("\x89PNG", "une image PNG"),
        SIGNATURE("\xFF\xD8\xFF", "une image JPEG"),
        SIGNATURE("GIF8", "une image GIF"),
        SIGNATURE("II*\0", "une image TIFF"),
        SIGNATURE("MM\0*", "une image TIFF"),
        SIGNATURE("\x1F\x8B", "un fichier comprimé (.gz)"),
    };
    if (starts(bytes, "PK\x03\x04", 4)) {
        return archive_kind(bytes);
    }
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (starts(bytes, signatures[i].text, signatures[i].length)) {
            return signatures[i].kind;
        }
    }
    return inner_kind(bytes);
}

static char lower(unsigned char byte) {
    return (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

static bool starts_lower(struct bytes bytes, const char *text) {
    for (size_t i = 0; text[i]; i++) {
        if (i >= bytes.length || lower(bytes.first[i]) != text[i]) {
            return false;
        }
    }
    return true;
}

/* Past the comments and instructions that may stand before the first tag. */
static struct bytes skip_prologue(struct bytes bytes) {
    for (;;) {
        bytes = skip_space(bytes);
        bool comment = starts(bytes, "<!--", 4);
        if (!comment && !starts(bytes, "<?", 2)) {
            return bytes;
        }
        while (bytes.length > 0 && !(comment ? starts(bytes, "-->", 3) : starts(bytes, "?>", 2))) {
            bytes = skip(bytes, 1);
        }
        bytes = skip(bytes, bytes.length < 2 ? bytes.length : comment ? 3 : 2);
    }
}

static bool is_html(struct bytes bytes) {
    bytes = skip_prologue(bytes);
    return starts_lower(bytes, "<!doctype html") || starts_lower(bytes, "<html>") ||
           starts_lower(bytes, "<html ");
}

static bool is_json(struct bytes bytes) {
    if (!starts(bytes, "{", 1) && !starts(bytes, "[", 1)) {
        return false;
    }
    bytes = skip_space(skip(bytes, 1));
    return bytes.length > 0 && strchr("\"{[", *bytes.first) && *bytes.first;
}

static bool has_control(struct bytes bytes) {
    for (size_t i = 0; i < bytes.length; i++) {
        if (bytes.first[i] < ' ' && !text_is_space(bytes.first[i])) {
            return true;
        }
    }
    return false;
}

/* Text before a first tag is another mistake than text without any tag. */
static bool is_text(struct bytes bytes) {
    return bytes.length > 0 && *bytes.first != '<' && !has_control(bytes) &&
           !contains(bytes, "</", 2) && !contains(bytes, "/>", 2) && !contains(bytes, "<?", 2);
}

const char *kind_of(const unsigned char *bytes, size_t length) {
    struct bytes all = {bytes, length};
    const char *kind = binary_kind(all);
    if (kind) {
        return kind;
    }
    if (starts(all, "\xFF\xFE", 2) || starts(all, "\xFE\xFF", 2)) {
        return NULL; /* UTF-16, which is to be decoded first */
    }
    if (starts(all, "\xEF\xBB\xBF", 3)) {
        all = skip(all, 3);
    }
    all = skip_space(all);
    if (is_json(all)) {
        return "un fichier JSON";
    }
    if (is_html(all)) {
        return "une page HTML";
    }
    return is_text(all) ? "du texte simple" : NULL;
}
