#include "given_pdf.h"

#include "limited.h"
#include "options.h"
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_BYTES ((off_t)512 * 1024 * 1024)

/* ---- The file ---- */

/* False only on an error; *length becomes what was there. */
static bool read_bytes(int descriptor, unsigned char *bytes, size_t *length) {
    size_t wanted = *length;
    *length = 0;
    while (*length < wanted) {
        ssize_t count = read(descriptor, bytes + *length, wanted - *length);
        if (count == 0)
            return true;
        if (count < 0 && errno != EINTR)
            return false;
        *length += count > 0 ? (size_t)count : 0;
    }
    return true;
}

/* ISO 32000-1, 7.5.2; some programs put an empty line first. */
static bool is_pdf(int descriptor) {
    char begin[16] = "";
    size_t length = sizeof begin - 1;
    if (!read_bytes(descriptor, (unsigned char *)begin, &length))
        return false;
    return strncmp(begin + strspn(begin, " \t\r\n"), "%PDF-", 5) == 0;
}

static enum greffe_status read_pdf(
    int descriptor, const char *path, off_t size, struct given_pdf *pdf) {
    if (size > MOST_BYTES) {
        output_say("greffe : « %s » pèse plus de 512 Mio, c’est trop.\n", path);
        return GREFFE_FORM;
    }
    pdf->length = (size_t)size;
    pdf->bytes = malloc(pdf->length + 1);
    if (pdf->bytes == NULL)
        return output_exhausted();
    if (lseek(descriptor, 0, SEEK_SET) == 0 && read_bytes(descriptor, pdf->bytes, &pdf->length) &&
        pdf->length == (size_t)size)
        return GREFFE_OK;
    output_say("greffe : « %s » n’a pas pu être lu jusqu’au bout.\n", path);
    return GREFFE_MACHINE;
}

static enum greffe_status read_file(const char *path, struct given_pdf *pdf) {
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return GREFFE_OK;
    struct stat status;
    enum greffe_status result = GREFFE_OK;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && is_pdf(descriptor))
        result = read_pdf(descriptor, path, status.st_size, pdf);
    close(descriptor);
    return result;
}

/* ---- What the child tells: numbers of eight bytes, and strings after their length ---- */

/* What the child works with. */
struct asking {
    struct greffe *greffe;
    const struct options *options;
    const char *path;
    const struct given_pdf *pdf;
};

static bool tell(int descriptor, const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = write(descriptor, at, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        length -= (size_t)written;
    }
    return true;
}

static bool tell_number(int descriptor, uint64_t number) {
    return tell(descriptor, &number, sizeof number);
}

static bool tell_string(int descriptor, const void *bytes, size_t length) {
    return tell_number(descriptor, length) && tell(descriptor, bytes, length);
}

/* A block's numbers, then its strings, "" for one that is not there. */
static bool tell_block(int descriptor, const struct greffe_block *block) {
    const char *field = block->field != NULL ? block->field : "";
    const char *label = block->label != NULL ? block->label : "";
    const int sides[] = {block->left, block->bottom, block->right, block->top};
    return tell_number(descriptor, block->page) && tell(descriptor, sides, sizeof sides) &&
           tell_number(descriptor, block->is_signed) &&
           tell_string(descriptor, field, strlen(field) + 1) &&
           tell_string(descriptor, label, strlen(label) + 1);
}

static bool tell_result(int descriptor, const struct greffe_result *result) {
    const char *variant = result->variant != NULL ? result->variant : "";
    bool told = tell_number(descriptor, result->signature_fields) &&
                tell_number(descriptor, result->signatures) &&
                tell_string(descriptor, variant, strlen(variant) + 1) &&
                tell_number(descriptor, result->file_count);
    for (size_t i = 0; told && i < result->file_count; i++) {
        const struct greffe_file *file = &result->files[i];
        told = tell_string(descriptor, file->name, strlen(file->name) + 1) &&
               tell_string(descriptor, file->relationship, strlen(file->relationship) + 1) &&
               tell_string(descriptor, file->bytes, file->length);
    }
    told = told && tell_number(descriptor, result->block_count);
    for (size_t i = 0; told && i < result->block_count; i++)
        told = tell_block(descriptor, &result->blocks[i]);
    return told;
}

/* The end of the child ends its memory, too. */
static int inspect(void *context, int descriptor) {
    const struct asking *asking = context;
    const struct given_pdf *pdf = asking->pdf;
    struct greffe_result *result =
        greffe_inspect(asking->greffe, asking->path, pdf->bytes, pdf->length);
    if (result == NULL)
        return (int)output_exhausted();
    output_messages(result, asking->options);
    bool told = result->status != GREFFE_OK || tell_result(descriptor, result);
    return told ? (int)result->status : (int)GREFFE_MACHINE;
}

/* ---- What the parent hears: a child that a hostile file took over may tell anything ---- */

struct hearing {
    const unsigned char *at;
    size_t left;
};

static bool hear(struct hearing *hearing, void *bytes, size_t length) {
    if (length > hearing->left)
        return false;
    memcpy(bytes, hearing->at, length);
    hearing->at += length;
    hearing->left -= length;
    return true;
}

static bool hear_bytes(struct hearing *hearing, const unsigned char **bytes, size_t *length) {
    uint64_t count = 0;
    if (!hear(hearing, &count, sizeof count) || count > hearing->left)
        return false;
    *bytes = hearing->at;
    *length = (size_t)count;
    hearing->at += count;
    hearing->left -= (size_t)count;
    return true;
}

static bool hear_string(struct hearing *hearing, const char **text) {
    const unsigned char *bytes = NULL;
    size_t length = 0;
    if (!hear_bytes(hearing, &bytes, &length) || length == 0 || bytes[length - 1] != '\0')
        return false;
    *text = (const char *)bytes;
    return true;
}

static bool hear_variant(struct hearing *hearing, struct given_pdf *pdf) {
    const char *variant = NULL;
    bool heard = hear_string(hearing, &variant);
    pdf->variant = heard && *variant != '\0' ? variant : NULL;
    return heard;
}

/* There is one file at least in memory, so that the PDF is known to carry none. */
static bool hear_files(struct hearing *hearing, struct given_pdf *pdf) {
    uint64_t count = 0;
    if (!hear(hearing, &count, sizeof count) || count > hearing->left)
        return false;
    pdf->files = calloc((size_t)count + 1, sizeof *pdf->files);
    bool heard = pdf->files != NULL;
    for (size_t i = 0; heard && i < count; i++) {
        struct greffe_file *file = &pdf->files[i];
        heard = hear_string(hearing, &file->name) && hear_string(hearing, &file->relationship) &&
                hear_bytes(hearing, &file->bytes, &file->length);
    }
    pdf->file_count = (size_t)count;
    return heard;
}

static bool hear_block(struct hearing *hearing, struct greffe_block *block) {
    uint64_t page = 0;
    uint64_t is_signed = 0;
    int sides[4];
    if (!hear(hearing, &page, sizeof page) || !hear(hearing, sides, sizeof sides) ||
        !hear(hearing, &is_signed, sizeof is_signed) || !hear_string(hearing, &block->field) ||
        !hear_string(hearing, &block->label))
        return false;
    block->page = (size_t)page;
    block->left = sides[0];
    block->bottom = sides[1];
    block->right = sides[2];
    block->top = sides[3];
    block->is_signed = is_signed != 0;
    block->field = *block->field != '\0' ? block->field : NULL;
    block->label = *block->label != '\0' ? block->label : NULL;
    return true;
}

static bool hear_blocks(struct hearing *hearing, struct given_pdf *pdf) {
    uint64_t count = 0;
    if (!hear(hearing, &count, sizeof count) || count > hearing->left)
        return false;
    pdf->blocks = calloc((size_t)count + 1, sizeof *pdf->blocks);
    bool heard = pdf->blocks != NULL;
    for (size_t i = 0; heard && i < count; i++)
        heard = hear_block(hearing, &pdf->blocks[i]);
    pdf->block_count = (size_t)count;
    return heard;
}

static void say_signatures(const char *path, size_t fields, size_t signatures) {
    size_t empty = fields - signatures;
    if (signatures == 0)
        output_say("« %s » n’est pas signé", path);
    else
        output_say("« %s » porte %zu signature%s, dont la validité n’est pas vérifiée ici", path,
            signatures, signatures > 1 ? "s" : "");
    if (empty > 0)
        output_say(" ; %zu champ%s de signature rest%s vide%s", empty, empty > 1 ? "s" : "",
            empty > 1 ? "ent" : "e", empty > 1 ? "s" : "");
    output_say(".\n");
}

static enum greffe_status ask(const struct asking *asking, struct given_pdf *pdf) {
    struct limited_answer answer;
    int status = limited_run(inspect, (void *)asking, &answer);
    pdf->answer = answer.bytes;
    struct hearing hearing = {answer.bytes, answer.length};
    uint64_t fields = 0;
    uint64_t signatures = 0;
    if (status == GREFFE_FORM || status == GREFFE_USAGE || status == GREFFE_MACHINE)
        return (enum greffe_status)status;
    if (status != GREFFE_OK || !hear(&hearing, &fields, sizeof fields) ||
        !hear(&hearing, &signatures, sizeof signatures) || !hear_variant(&hearing, pdf) ||
        !hear_files(&hearing, pdf) || !hear_blocks(&hearing, pdf)) {
        output_say(
            "greffe : « %s » n’a pas pu être lu : ce PDF demande trop de temps ou de mémoire, "
            "ou il est fait pour nuire.\n"
            "    Reprenez-le là où il a été fait ou signé.\n",
            asking->path);
        return GREFFE_FORM;
    }
    say_signatures(asking->path, (size_t)fields, (size_t)signatures);
    return GREFFE_OK;
}

/* ---- Together ---- */

enum greffe_status given_pdf_read(
    struct greffe *greffe, const struct options *options, const char *path, struct given_pdf *pdf) {
    *pdf = (struct given_pdf){0};
    enum greffe_status status = read_file(path, pdf);
    if (status != GREFFE_OK || pdf->bytes == NULL)
        return status;
    struct asking asking = {greffe, options, path, pdf};
    return ask(&asking, pdf);
}

void given_pdf_free(struct given_pdf *pdf) {
    free(pdf->bytes);
    free(pdf->files);
    free(pdf->blocks);
    free(pdf->answer);
}

struct greffe_request given_pdf_request(
    const struct options *options, const char *path, const struct given_pdf *pdf) {
    struct greffe_request request = options_request(options, path);
    if (pdf->bytes == NULL)
        return request;
    request.carried = pdf->files;
    request.carried_count = pdf->file_count;
    request.pdf = pdf->bytes;
    request.pdf_length = pdf->length;
    if (request.variant == NULL)
        request.variant = pdf->variant;
    return request;
}
