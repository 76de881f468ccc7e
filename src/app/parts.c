#include "parts.h"

#include "document.h"
#include "process.h"
#include "resolve_links.h"
#include "text.h"

#include <string.h>

enum {
    MOST_LETTERS = 40, /* after so many a name ends with the word */
};

/* The parts of the document that make one PDF: `first` up to `end`. */
struct stretch {
    size_t first;
    size_t end;
    const char *name; /* without its extension */
};

struct stretches {
    struct stretch *items;
    size_t count;
};

static bool is_named(const struct part *part) {
    return part->first && (part->label != NULL || part->title_count > 0);
}

/* Letters and digits without accents in lower case, hyphens for all else; no more than some words. */
static const char *slug(struct arena *arena, const char *text) {
    struct buffer out = {.arena = arena};
    bool hyphen = false;
    for (const char *at = text_fold(arena, text); *at != '\0'; at++) {
        if (hyphen && out.length > MOST_LETTERS)
            break;
        bool kept = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');
        if (kept && hyphen && out.length > 0)
            buffer_text(&out, "-");
        if (kept)
            buffer_add(&out, at, 1);
        hyphen = !kept;
    }
    return out.length > 0 ? buffer_string(&out) : "partie";
}

/* « annexe-2-contrat-cadre »: a title that begins with the label is not said twice. */
static const char *name_of(struct arena *arena, const struct part *part) {
    const char *label = part->label != NULL ? slug(arena, part->label) : NULL;
    const char *title = part->title_count > 0 ? slug(arena, part->titles[0].text) : NULL;
    if (label == NULL || title == NULL)
        return label != NULL ? label : title;
    return text_starts(title, label) ? title : arena_format(arena, "%s-%s", label, title);
}

static bool is_used(const struct stretches *stretches, const char *name) {
    for (size_t i = 0; i < stretches->count; i++)
        if (strcmp(stretches->items[i].name, name) == 0)
            return true;
    return false;
}

/* Two parts of one name are told apart by a number. */
static const char *unused_name(
    struct arena *arena, const struct stretches *stretches, const char *name) {
    const char *unused = name;
    for (unsigned number = 2; is_used(stretches, unused); number++)
        unused = arena_format(arena, "%s-%u", name, number);
    return unused;
}

static struct stretches find_stretches(struct arena *arena, const struct document *document) {
    struct stretches found = {0};
    for (size_t i = 0; i < document->part_count; i++) {
        if (!is_named(&document->parts[i]))
            continue;
        size_t end = i + 1;
        while (end < document->part_count && !document->parts[end].first)
            end++;
        const char *name = unused_name(arena, &found, name_of(arena, &document->parts[i]));
        found.items = arena_grow(arena, found.items, found.count, sizeof *found.items);
        found.items[found.count++] = (struct stretch){i, end, name};
    }
    return found;
}

/* A part of the document itself is called by its own title; an inserted document says itself what it is. */
static struct document alone(const struct document *whole, const struct stretch *stretch) {
    const struct part *first = &whole->parts[stretch->first];
    struct document document = *whole;
    document.parts = whole->parts + stretch->first;
    document.part_count = stretch->end - stretch->first;
    document.description = *first->description;
    if (first->scope == 0)
        document.description.title = first->title_count > 0 ? first->titles[0].text : first->label;
    return document;
}

/* All parts are typeset before the first is written: an error in one of them stops all. */
static bool lay_out(struct task *task, const struct document *whole,
    const struct stretches *stretches, struct pages **pages, struct greffe_part *parts) {
    struct greffe_result *result = task->result;
    size_t sum = 0;
    for (size_t i = 0; i < stretches->count; i++) {
        struct document document = alone(whole, &stretches->items[i]);
        resolve_links_cut(task->job->arena, &document);
        document.first_sheet += whole->first_sheet > 0 ? (unsigned)sum : 0;
        pages[i] = task_pages(task, &document);
        if (pages[i] == NULL)
            return false;
        sum += result->pages;
        parts[i] = (struct greffe_part){
            .name = arena_format(task->job->arena, "%s.pdf", stretches->items[i].name),
            .pages = result->pages,
            .blocks = result->blocks,
            .block_count = result->block_count,
        };
    }
    result->pages = sum;
    result->block_count = 0; /* they are those of the parts */
    return true;
}

void parts_write(struct task *task, const struct document *document) {
    struct arena *arena = task->job->arena;
    struct stretches stretches = find_stretches(arena, document);
    if (stretches.count == 0) {
        task->usage = true;
        diagnose(task->job->diagnostics, MESSAGE_REQUEST_NO_PARTS, (struct span){0}, NULL);
        return;
    }
    struct pages **pages = arena_array(arena, stretches.count, sizeof(struct pages *));
    struct greffe_part *parts = arena_array(arena, stretches.count, sizeof *parts);
    if (!lay_out(task, document, &stretches, pages, parts))
        return;
    for (size_t i = 0; i < stretches.count; i++) {
        task_pdf(task, pages[i]);
        if (task->result->bytes == NULL)
            return;
        parts[i].bytes = task->result->bytes;
        parts[i].length = task->result->length;
        task->result->bytes = NULL;
        task->result->length = 0;
    }
    task->result->parts = parts;
    task->result->part_count = stretches.count;
}
