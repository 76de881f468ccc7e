#include "document_dump.h"

#include "document.h"
#include "text.h"

static const char *const kind_names[] = {"division", "heading", "paragraph", "list", "item",
    "table", "caption", "row", "cell", "figure", "logos", "signatures", "signature", "contents",
    "page-break", "bars", "timeline", "tally"};

static const char *const style_names[] = {
#define STYLE(identifier, class_name) class_name,
#include "styles.def"
#undef STYLE
};

static const char *const run_names[] = {"text", "break", "blank", "hole", "box", "note", "page-of",
    "page-number", "page-count", "sheet-number", "part", "section"};

static const char *const box_names[] = {"☐", "☑", "☐ (sans objet)"};

static void dump_blocks(struct buffer *out, const struct block *block, int depth);

static void dump_flag(struct buffer *out, bool set, const char *name) {
    if (set)
        buffer_format(out, " %s", name);
}

static void dump_string(struct buffer *out, const char *name, const char *value) {
    if (value != NULL)
        buffer_format(out, " %s=\"%s\"", name, value);
}

static void dump_run(struct buffer *out, const struct run *run, int depth) {
    buffer_format(out, "%*s- %s", depth * 2, "", run_names[run->kind]);
    dump_flag(out, run->bold, "bold");
    dump_flag(out, run->italic, "italic");
    dump_flag(out, run->sans, "sans");
    dump_flag(out, run->label, "label");
    dump_flag(out, run->mark, "mark");
    dump_flag(out, run->superscript, "superscript");
    dump_flag(out, run->subscript, "subscript");
    dump_string(out, "uri", run->uri);
    dump_string(out, "target", run->target);
    dump_string(out, "language", run->language);
    if (run->width != 0)
        buffer_format(out, " width=%d", run->width);
    if (run->text != NULL && *run->text != '\0')
        buffer_format(out, " \"%s\"", run->text);
    buffer_text(out, "\n");
    if (run->note != NULL)
        dump_blocks(out, run->note, depth + 1);
}

static void dump_signature(struct buffer *out, const struct signature *signature) {
    dump_string(out, "organisation", signature->organisation);
    dump_string(out, "delegation", signature->delegation);
    dump_string(out, "capacity", signature->capacity);
    dump_string(out, "name", signature->name);
    dump_string(out, "field", signature->field);
    dump_string(out, "tooltip", signature->tooltip);
    dump_flag(out, signature->initials, "initials");
}

static void dump_values(struct buffer *out, const struct block *block, int depth) {
    for (size_t i = 0; i < block->value_count; i++) {
        const struct chart_value *value = &block->values[i];
        buffer_format(out, "%*s- %s: %s amount=%ld from=%ld to=%ld state=%d", depth * 2, "",
            value->label, value->value, value->amount, value->from, value->to, value->state);
        dump_string(out, "period", value->period);
        dump_string(out, "share", value->share);
        dump_string(out, "state-name", value->state_name);
        buffer_text(out, "\n");
    }
}

static void dump_list(struct buffer *out, const struct block *list) {
    static const char *const markers[] = {[MARKER_DASH] = " –",
        [MARKER_DECIMAL] = " decimal",
        [MARKER_BOX] = " boxes",
        [MARKER_NONE] = ""};
    buffer_text(out, markers[list->marker]);
    if (list->marker == MARKER_DECIMAL)
        buffer_format(out, " from=%u", list->start);
}

static void dump_block(struct buffer *out, const struct block *block, int depth) {
    buffer_format(out, "%*s%s", depth * 2, "", kind_names[block->kind]);
    if (block->style != STYLE_NONE)
        buffer_format(out, " .%s", style_names[block->style]);
    dump_string(out, "id", block->name);
    if (block->level > 0)
        buffer_format(out, " level=%u", block->level);
    dump_string(out, "number", block->number);
    dump_flag(out, block->hidden, "hidden");
    dump_flag(out, block->new_page, "new-page");
    dump_flag(out, block->keep_next, "keep-next");
    dump_flag(out, block->head, "head");
    dump_flag(out, block->header, "header");
    dump_flag(out, block->row_header, "row");
    if (block->column_span > 1 || block->row_span > 1)
        buffer_format(out, " span=%ux%u", block->column_span, block->row_span);
    if (block->parent != NULL && block->parent->marker == MARKER_BOX && block->kind == BLOCK_ITEM)
        buffer_format(out, " %s", box_names[block->box]);
    if (block->kind == BLOCK_LIST)
        dump_list(out, block);
    for (size_t i = 0; i < block->column_count; i++)
        buffer_format(out, "%s%d", i == 0 ? " columns=" : ":", block->columns[i]);
    if (block->width > 0 || block->height > 0)
        buffer_format(out, " size=%dx%d", (int)block->width, (int)block->height);
    dump_string(out, "alternative", block->alternative);
    dump_flag(out, block->stacked, "stacked");
    if (block->most > 0)
        buffer_format(out, " most=%ld", block->most);
    for (size_t i = 0; i < block->step_count; i++)
        buffer_format(out, "%s%s", i == 0 ? " steps=" : ",", block->steps[i]);
    if (block->signature != NULL)
        dump_signature(out, block->signature);
    buffer_text(out, "\n");
    for (size_t i = 0; i < block->run_count; i++)
        dump_run(out, &block->runs[i], depth + 1);
    dump_values(out, block, depth + 1);
    dump_blocks(out, block->first, depth + 1);
}

static void dump_blocks(struct buffer *out, const struct block *block, int depth) {
    for (; block != NULL; block = block->next)
        dump_block(out, block, depth);
}

static void dump_description(
    struct buffer *out, const struct description *description, const char *language) {
    dump_string(out, "title", description->title);
    dump_string(out, "author", description->author);
    dump_string(out, "subject", description->subject);
    dump_string(out, "keywords", description->keywords);
    dump_string(out, "language", language);
    if (description->date.year != 0) {
        char date[11];
        date_write(description->date, date);
        dump_string(out, "date", date);
    }
}

static void dump_part(struct buffer *out, const struct part *part) {
    buffer_text(out, part->first ? "  part" : "  continued part");
    dump_string(out, "label", part->label);
    for (size_t i = 0; i < part->title_count; i++) {
        dump_string(out, "title", part->titles[i].text);
        buffer_format(out, " level=%u scope=%zu", part->titles[i].level, part->titles[i].scope);
    }
    dump_string(out, "id", part->body->name);
    dump_flag(out, part->restart, "restart");
    buffer_format(out, " depth=%u scope=%zu", part->depth, part->scope);
    buffer_format(out, " page=%dx%d", (int)part->page->width, (int)part->page->height);
    buffer_text(out, "\n");
    dump_blocks(out, part->body->first, 2);
}

/* A document that is all of one part has nothing to say of it. */
static bool is_plain(const struct document *document) {
    const struct part *part = &document->parts[0];
    return document->part_count == 1 && part->title_count == 0 && part->label == NULL;
}

const char *document_dump(struct arena *arena, const struct document *document) {
    struct buffer out = {.arena = arena};
    buffer_text(&out, "document");
    dump_description(&out, &document->description, document->language);
    dump_flag(&out, document->draft, "draft");
    dump_flag(&out, document->initials, "initials");
    buffer_text(&out, "\n");
    if (is_plain(document))
        dump_blocks(&out, document->parts[0].body->first, 1);
    else
        for (size_t i = 0; i < document->part_count; i++)
            dump_part(&out, &document->parts[i]);
    return buffer_string(&out);
}
