#include "pages_dump.h"

#include "arena.h"
#include "text.h"

#include <inttypes.h>
#include <stdlib.h>

static const char *role_name(enum role role) {
    static const char *const names[] = {
#define ROLE(identifier, tag) [ROLE_##identifier] = tag,
#include "roles.def"
#undef ROLE
    };
    return names[role];
}

static const char *scope_name(enum scope scope) {
    static const char *const names[] = {"", "column", "row", "both"};
    return names[scope];
}

static const char *numbering_name(enum numbering numbering) {
    static const char *const names[] = {"none", "dash", "box", "decimal"};
    return names[numbering];
}

static const char *artifact_name(enum artifact artifact) {
    static const char *const names[] = {"layout", "header", "footer", "background"};
    return names[artifact];
}

static void add_length(struct buffer *out, int32_t length) {
    long long magnitude = llabs((long long)length);
    buffer_format(out, " %s%lld.%03lld", length < 0 ? "-" : "", magnitude / 1000, magnitude % 1000);
}

/* Spaces that look alike are told apart. */
static void add_quoted(struct buffer *out, const char *text) {
    buffer_text(out, "\"");
    while (*text) {
        uint32_t code_point = text_next(&text);
        switch (code_point) {
        case 0xA0:
            buffer_text(out, "[nbsp]");
            break;
        case 0xAD:
            buffer_text(out, "[shy]");
            break;
        case 0x202F:
            buffer_text(out, "[nnbsp]");
            break;
        default:
            buffer_code_point(out, code_point);
            break;
        }
    }
    buffer_text(out, "\"");
}

static void add_attribute(struct buffer *out, const char *name, const char *value) {
    if (value) {
        buffer_format(out, " %s=", name);
        add_quoted(out, value);
    }
}

/* ---- Items ---- */

static void add_owner(struct buffer *out, const struct item *item) {
    if (item->element == ELEMENT_ARTIFACT) {
        buffer_format(out, " %s", artifact_name(item->artifact));
    } else {
        buffer_format(out, " e%zu", item->element);
    }
}

static void add_box(struct buffer *out, const char *kind, const struct item *item) {
    buffer_format(out, "  %s", kind);
    add_length(out, item->x);
    add_length(out, item->y);
    add_length(out, item->width);
    add_length(out, item->height);
}

static void add_glyphs(struct buffer *out, const struct item *item) {
    struct buffer text = {.arena = out->arena};
    int32_t width = 0;
    for (size_t i = 0; i < item->glyph_count; i++) {
        buffer_text(&text, item->glyphs[i].text);
        width += item->glyphs[i].advance;
    }
    buffer_text(out, "  text");
    add_length(out, item->x);
    add_length(out, item->y);
    add_length(out, width);
    buffer_format(out, " %s", item->face->name);
    add_length(out, item->size);
    buffer_format(out, " #%06" PRIX32, item->colour);
    add_owner(out, item);
    buffer_text(out, " ");
    add_quoted(out, buffer_string(&text));
}

static void add_item(struct buffer *out, const struct item *item) {
    switch (item->kind) {
    case ITEM_GLYPHS:
        add_glyphs(out, item);
        break;
    case ITEM_RECTANGLE:
        add_box(out, "rectangle", item);
        buffer_format(out, " #%06" PRIX32, item->colour);
        add_owner(out, item);
        break;
    case ITEM_FRAME:
    case ITEM_LINE:
        add_box(out, item->kind == ITEM_FRAME ? "frame" : "line", item);
        add_length(out, item->stroke);
        buffer_format(out, "%s #%06" PRIX32, item->dash > 0 ? " dashed" : "", item->colour);
        add_owner(out, item);
        break;
    case ITEM_PICTURE:
        add_box(out, "picture", item);
        add_owner(out, item);
        add_attribute(out, "name", item->picture->name);
        break;
    }
    buffer_text(out, "\n");
}

static void add_pages(struct buffer *out, const struct pages *pages) {
    for (size_t i = 0; i < pages->page_count; i++) {
        const struct page *page = &pages->pages[i];
        buffer_format(out, "page %zu", i + 1);
        add_length(out, page->width);
        add_length(out, page->height);
        buffer_text(out, "\n");
        for (size_t j = 0; j < page->item_count; j++) {
            add_item(out, &page->items[j]);
        }
    }
}

/* ---- Structure ---- */

static size_t depth_of(const struct pages *pages, size_t element) {
    size_t depth = 0;
    for (size_t up = pages->elements[element].parent; up != ELEMENT_NONE;
         up = pages->elements[up].parent) {
        depth++;
    }
    return depth;
}

static void add_element(struct buffer *out, const struct pages *pages, size_t index) {
    const struct element *element = &pages->elements[index];
    size_t indent = 2 * (depth_of(pages, index) + 1);
    buffer_format(out, "%*se%zu %s", (int)indent, "", index, role_name(element->role));
    if (element->scope != SCOPE_NONE) {
        buffer_format(out, " scope=%s", scope_name(element->scope));
    }
    if (element->column_span > 1 || element->row_span > 1) {
        buffer_format(out, " spans=%u×%u", element->column_span, element->row_span);
    }
    if (element->role == ROLE_LIST) {
        buffer_format(out, " numbering=%s", numbering_name(element->numbering));
    }
    add_attribute(out, "language", element->language);
    add_attribute(out, "alternative", element->alternative);
    add_attribute(out, "actual", element->actual_text);
    add_attribute(out, "title", element->title);
    add_attribute(out, "identifier", element->identifier);
    buffer_text(out, "\n");
}

static void add_elements(struct buffer *out, const struct pages *pages) {
    buffer_text(out, "structure\n");
    for (size_t i = 0; i < pages->element_count; i++) {
        add_element(out, pages, i);
    }
}

/* ---- What leads from place to place ---- */

static void add_links(struct buffer *out, const struct pages *pages) {
    for (size_t i = 0; i < pages->link_count; i++) {
        const struct link *link = &pages->links[i];
        buffer_format(out, "link page=%zu e%zu", link->page + 1, link->element);
        add_length(out, link->x);
        add_length(out, link->y);
        add_length(out, link->width);
        add_length(out, link->height);
        if (link->uri) {
            add_attribute(out, "uri", link->uri);
        } else {
            buffer_format(out, " to page=%zu", link->target_page + 1);
            add_length(out, link->target_y);
        }
        add_attribute(out, "description", link->description);
        buffer_text(out, "\n");
    }
}

static void add_fields(struct buffer *out, const struct pages *pages) {
    for (size_t i = 0; i < pages->field_count; i++) {
        const struct signature_field *field = &pages->fields[i];
        if (field->element == ELEMENT_ARTIFACT) {
            buffer_format(out, "place page=%zu", field->page + 1);
        } else {
            buffer_format(out, "field page=%zu e%zu", field->page + 1, field->element);
        }
        add_length(out, field->x);
        add_length(out, field->y);
        add_length(out, field->width);
        add_length(out, field->height);
        add_attribute(out, "name", field->name);
        add_attribute(out, "tooltip", field->tooltip);
        buffer_text(out, "\n");
    }
}

static void add_outline(struct buffer *out, const struct pages *pages) {
    for (size_t i = 0; i < pages->outline_count; i++) {
        const struct outline_entry *entry = &pages->outline[i];
        buffer_format(out, "outline %u page=%zu", entry->level, entry->page + 1);
        add_length(out, entry->y);
        buffer_text(out, " ");
        add_quoted(out, entry->title);
        buffer_text(out, "\n");
    }
}

static void add_labels(struct buffer *out, const struct pages *pages) {
    for (size_t i = 0; i < pages->label_count; i++) {
        const struct page_label *label = &pages->labels[i];
        buffer_format(
            out, "label page=%zu %s%u\n", label->first_page + 1, label->prefix, label->number);
    }
    for (size_t i = 0; i < pages->attachment_count; i++) {
        const struct attachment *attachment = &pages->attachments[i];
        buffer_format(out, "attachment %s %s %s %zu\n", attachment->name, attachment->mime,
            attachment->relationship, attachment->length);
    }
}

static void add_metadata(struct buffer *out, const struct metadata *metadata) {
    buffer_text(out, "document");
    add_attribute(out, "title", metadata->title);
    add_attribute(out, "author", metadata->author);
    add_attribute(out, "subject", metadata->subject);
    add_attribute(out, "keywords", metadata->keywords);
    add_attribute(out, "language", metadata->language);
    char date[11] = "";
    if (metadata->date.year != 0) {
        date_write(metadata->date, date);
        buffer_format(out, " date=%s", date);
    }
    buffer_text(out, "\n");
}

const char *pages_dump(struct arena *arena, const struct pages *pages) {
    struct buffer out = {.arena = arena};
    add_metadata(&out, &pages->metadata);
    add_pages(&out, pages);
    add_elements(&out, pages);
    add_links(&out, pages);
    add_fields(&out, pages);
    add_outline(&out, pages);
    add_labels(&out, pages);
    return buffer_string(&out);
}
