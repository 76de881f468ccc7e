#include "resolve_links.h"

#include "arena.h"
#include "document.h"
#include "resolve_numbers.h"
#include "resolving.h"

#include <stdlib.h>
#include <string.h>

/* The names of all blocks, sorted. */
struct block_names {
    struct arena *arena;
    const char **items;
    size_t count;
};

static void each_block(struct block_names *names, struct block *block,
    void (*take)(struct block_names *names, struct block *block)) {
    take(names, block);
    for (struct block *child = block->first; child != NULL; child = child->next)
        each_block(names, child, take);
}

static void collect_name(struct block_names *names, struct block *block) {
    if (block->name == NULL)
        return;
    names->items = arena_grow(names->arena, names->items, names->count, sizeof *names->items);
    names->items[names->count++] = block->name;
}

static int compare_names(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool is_known(const struct block_names *names, const char *name) {
    return names->count > 0 &&
           bsearch(&name, names->items, names->count, sizeof name, compare_names) != NULL;
}

/* « 2/5/annexe »: the name itself stands behind the numbers of inserted documents. */
static size_t prefix_length(const char *name) {
    size_t length = 0;
    for (size_t digits; (digits = strspn(name + length, "0123456789")) > 0;) {
        if (name[length + digits] != NAME_SEPARATOR[0])
            break;
        length += digits + 1;
    }
    return length;
}

/* The same name in the document around that of the prefix. */
static const char *one_out(struct arena *arena, const char *target, size_t prefix) {
    size_t outer = prefix - 1;
    while (outer > 0 && target[outer - 1] != NAME_SEPARATOR[0])
        outer--;
    return arena_format(arena, "%.*s%s", (int)outer, target, target + prefix);
}

static const char *anywhere(const struct block_names *names, const char *target) {
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i] + prefix_length(names->items[i]), target) == 0)
            return names->items[i];
    return target;
}

static const char *target_of(const struct block_names *names, const char *target) {
    size_t prefix = prefix_length(target);
    while (!is_known(names, target) && prefix > 0) {
        target = one_out(names->arena, target, prefix);
        prefix = prefix_length(target);
    }
    return is_known(names, target) ? target : anywhere(names, target);
}

static void each_link(const struct block_names *names, const struct block *block,
    void (*take)(const struct block_names *names, struct run *run)) {
    for (size_t i = 0; i < block->run_count; i++) {
        struct run *run = &block->runs[i];
        if (run->target != NULL)
            take(names, run);
        if (run->note != NULL)
            each_link(names, run->note, take);
    }
}

static void mend_link(const struct block_names *names, struct run *run) {
    run->target = target_of(names, run->target);
}

static void mend_links(struct block_names *names, struct block *block) {
    each_link(names, block, mend_link);
}

static void cut_link(const struct block_names *names, struct run *run) {
    if (is_known(names, run->target))
        return;
    run->target = NULL;
    if (run->kind != RUN_PAGE_OF)
        return;
    run->kind = RUN_TEXT;
    run->text = "–";
}

static void cut_links(struct block_names *names, struct block *block) {
    each_link(names, block, cut_link);
}

static struct block_names names_of(struct arena *arena, struct document *document) {
    struct block_names names = {.arena = arena};
    for (size_t i = 0; i < document->part_count; i++)
        each_block(&names, document->parts[i].body, collect_name);
    if (names.count > 0)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    return names;
}

void resolve_links(struct arena *arena, struct document *document, struct numbers_wanted *numbers) {
    struct block_names names = names_of(arena, document);
    for (size_t i = 0; i < document->part_count; i++)
        each_block(&names, document->parts[i].body, mend_links);
    for (size_t i = 0; i < numbers->count; i++)
        numbers->items[i].target = target_of(&names, numbers->items[i].target);
}

void resolve_links_cut(struct arena *arena, struct document *document) {
    struct block_names names = names_of(arena, document);
    for (size_t i = 0; i < document->part_count; i++)
        each_block(&names, document->parts[i].body, cut_links);
}
