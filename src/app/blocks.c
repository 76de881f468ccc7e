#include "blocks.h"

#include "arena.h"
#include "greffe.h"
#include "pages.h"
#include "report_write.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* Pages are measured from the top, PDF from the bottom. */
static struct greffe_block block_of(
    const struct pages *pages, const struct signature_field *field) {
    int32_t height = pages->pages[field->page].height;
    return (struct greffe_block){
        .field = field->element != ELEMENT_ARTIFACT ? field->name : NULL,
        .label = field->tooltip,
        .page = field->page + 1,
        .left = field->x,
        .bottom = height - field->y - field->height,
        .right = field->x + field->width,
        .top = height - field->y,
    };
}

void blocks_enter(struct arena *arena, const struct pages *pages, struct greffe_result *result) {
    struct greffe_block *blocks = arena_array(arena, pages->field_count, sizeof *blocks);
    for (size_t i = 0; i < pages->field_count; i++)
        blocks[i] = block_of(pages, &pages->fields[i]);
    result->blocks = blocks;
    result->block_count = pages->field_count;
}

/* ---- JSON ---- */

/* Points, with the three decimals that there are. */
static void write_points(struct buffer *out, int length) {
    unsigned magnitude = length < 0 ? 0u - (unsigned)length : (unsigned)length;
    buffer_format(out, "%s%u.%03u", length < 0 ? "-" : "", magnitude / 1000, magnitude % 1000);
}

static void write_rectangle(struct buffer *out, const struct greffe_block *block) {
    const int sides[] = {block->left, block->bottom, block->right, block->top};
    buffer_text(out, ", \"rectangle\": [");
    for (size_t i = 0; i < 4; i++) {
        buffer_text(out, i > 0 ? ", " : "");
        write_points(out, sides[i]);
    }
    buffer_text(out, "]");
}

static void write_block(struct buffer *out, const struct greffe_block *block) {
    buffer_format(out, "{\"page\": %zu", block->page);
    write_rectangle(out, block);
    if (block->field != NULL) {
        buffer_text(out, ", \"field\": ");
        report_write_string(out, block->field);
    }
    if (block->label != NULL) {
        buffer_text(out, ", \"label\": ");
        report_write_string(out, block->label);
    }
    buffer_text(out, block->is_signed ? ", \"signed\": true}" : "}");
}

void blocks_write(
    struct buffer *out, const struct greffe_block *blocks, size_t count, const char *indent) {
    buffer_text(out, "[");
    for (size_t i = 0; i < count; i++) {
        buffer_text(out, i > 0 ? "," : "");
        if (indent != NULL)
            buffer_format(out, "\n%s  ", indent);
        write_block(out, &blocks[i]);
    }
    if (indent != NULL && count > 0)
        buffer_format(out, "\n%s", indent);
    buffer_text(out, "]");
}

/* What goes through arena_run: its context is one pointer. */
struct writing {
    struct arena *arena;
    const struct greffe_block *blocks;
    size_t count;
    bool lines;
    const char *text;
};

static void write_all(void *context) {
    struct writing *writing = context;
    struct buffer out = {.arena = writing->arena};
    blocks_write(&out, writing->blocks, writing->count, writing->lines ? "" : NULL);
    buffer_text(&out, writing->lines ? "\n" : "");
    writing->text = buffer_string(&out);
}

char *greffe_blocks_text(const struct greffe_block *blocks, size_t count, bool lines) {
    struct writing writing = {
        .arena = arena_new(), .blocks = blocks, .count = count, .lines = lines};
    bool written = writing.arena != NULL && arena_run(writing.arena, write_all, &writing);
    char *text = written ? strdup(writing.text) : NULL;
    arena_free(writing.arena);
    return text;
}
