#include "table.h"

#include "arena.h"
#include "diagnostic.h"
#include "text.h"
#include "wording.h"

#include <string.h>

static const size_t NO_COLUMN = (size_t)-1;

/* The reading of one table. `bytes` is a copy of the source in which the cells are cut, so that a
 * cell's offset in it is its offset in the source. */
struct reader {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct table *table;
    char *bytes;
    char *rest;
    const char **row; /* the cells of the line just read */
    size_t row_width;
    const char **keys; /* of each row kept, where its key stands in bytes */
    size_t key_count;
};

/* ---- Lines and cells ---- */

/* The next line that is neither empty nor a comment, cut off from the rest; NULL behind the last.
 */
static char *next_line(struct reader *reader) {
    while (*reader->rest) {
        char *line = reader->rest;
        size_t length = strcspn(line, "\n");
        reader->rest += length + (line[length] == '\n');
        line[length] = '\0';
        if (length > 0 && line[length - 1] == '\r') {
            line[length - 1] = '\0';
        }
        if (*line && *line != '#') {
            return line;
        }
    }
    return NULL;
}

static void split_line(struct reader *reader, char *line) {
    reader->row_width = 0;
    for (char *cell = line; cell;) {
        char *tab = strchr(cell, '\t');
        if (tab) {
            *tab = '\0';
        }
        reader->row =
            arena_grow(reader->arena, reader->row, reader->row_width, sizeof *reader->row);
        reader->row[reader->row_width++] = cell;
        cell = tab ? tab + 1 : NULL;
    }
}

static bool read_row(struct reader *reader) {
    char *line = next_line(reader);
    if (line) {
        split_line(reader, line);
    }
    return line != NULL;
}

static struct span span_at(const struct reader *reader, size_t offset, size_t length) {
    return (struct span){reader->table->source, (uint32_t)offset, (uint32_t)length};
}

static struct span cell_span(const struct reader *reader, const char *cell) {
    return span_at(reader, (size_t)(cell - reader->bytes), strlen(cell));
}

static struct span row_span(const struct reader *reader) {
    const char *last = reader->row[reader->row_width - 1];
    const char *end = last + strlen(last);
    return span_at(
        reader, (size_t)(reader->row[0] - reader->bytes), (size_t)(end - reader->row[0]));
}

/* ---- The hash: open addressing over row numbers plus one, 0 is free ---- */

static size_t hash(const char *key) {
    uint64_t value = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
    for (; *key; key++) {
        value = (value ^ (unsigned char)*key) * UINT64_C(0x100000001b3);
    }
    return (size_t)(value ^ value >> 32);
}

/* The slot of the row with this key, or the free one where it would stand. */
static size_t find_slot(const struct table *table, const char *key) {
    size_t slot = hash(key) & (table->slot_count - 1);
    while (table->slots[slot] != 0 &&
           strcmp(table_cell(table, table->slots[slot] - 1, table->key), key) != 0) {
        slot = (slot + 1) & (table->slot_count - 1);
    }
    return slot;
}

/* Room so that at most half of the slots are taken: a search then always ends, and soon. */
static void make_slots(struct arena *arena, struct table *table, size_t rows) {
    table->slot_count = 4;
    while (table->slot_count / 2 < rows) {
        table->slot_count *= 2;
    }
    table->slots = arena_array(arena, table->slot_count, sizeof *table->slots);
}

static void enlarge_slots(struct arena *arena, struct table *table) {
    make_slots(arena, table, 2 * table->row_count);
    for (size_t row = 0; row < table->row_count; row++) {
        table->slots[find_slot(table, table_cell(table, row, table->key))] = row + 1;
    }
}

/* ---- Reading ---- */

/* A cell is compared with values of a form, which are in normal form C. */
static void add_row(struct reader *reader) {
    struct table *table = reader->table;
    for (size_t i = 0; i < reader->row_width; i++) {
        size_t count = table->row_count * table->column_count + i;
        table->cells = arena_grow(reader->arena, table->cells, count, sizeof *table->cells);
        table->cells[count] = text_nfc(reader->arena, reader->row[i]);
    }
    reader->keys = arena_grow(reader->arena, reader->keys, reader->key_count, sizeof *reader->keys);
    reader->keys[reader->key_count++] = reader->row[table->key];
    table->row_count++;
}

static void report_width(struct reader *reader) {
    const struct table *table = reader->table;
    diagnose(reader->diagnostics, MESSAGE_TABLE_ROW_WIDTH, row_span(reader), NULL, table->name,
        arena_format(reader->arena, "%zu", reader->row_width),
        arena_format(reader->arena, "%zu", table->column_count));
}

static void report_key_twice(struct reader *reader, const char *key, size_t earlier) {
    struct diagnostic *diagnostic = diagnose(reader->diagnostics, MESSAGE_TABLE_KEY_TWICE,
        cell_span(reader, reader->row[reader->table->key]), NULL, reader->table->name, key);
    diagnostic->related = cell_span(reader, reader->keys[earlier]);
}

/* Keeps the row just read, unless it cannot be told from an earlier one or has cells to spare or to
 * want. */
static void keep_row(struct reader *reader) {
    struct table *table = reader->table;
    if (reader->row_width != table->column_count) {
        report_width(reader);
        return;
    }
    const char *key = text_nfc(reader->arena, reader->row[table->key]);
    size_t slot = find_slot(table, key);
    if (table->slots[slot] != 0) {
        report_key_twice(reader, key, table->slots[slot] - 1);
        return;
    }
    add_row(reader);
    table->slots[slot] = table->row_count;
    if (table->row_count > table->slot_count / 2) {
        enlarge_slots(reader->arena, table);
    }
}

static void read_columns(struct reader *reader) {
    struct table *table = reader->table;
    table->columns = arena_array(reader->arena, reader->row_width, sizeof *table->columns);
    for (size_t i = 0; i < reader->row_width; i++) {
        const char *column = text_nfc(reader->arena, reader->row[i]);
        if (table_column(table, column) != NO_COLUMN) {
            diagnose(reader->diagnostics, MESSAGE_TABLE_COLUMN_TWICE,
                cell_span(reader, reader->row[i]), NULL, table->name, column);
        }
        table->columns[table->column_count++] = column;
    }
}

/* The first line: the names of the columns, among them the key. */
static bool read_header(struct reader *reader, const char *key) {
    struct table *table = reader->table;
    if (!read_row(reader)) {
        diagnose(
            reader->diagnostics, MESSAGE_TABLE_EMPTY, span_at(reader, 0, 0), NULL, table->name);
        return false;
    }
    read_columns(reader);
    table->key = table_column(table, key);
    if (table->key == NO_COLUMN) {
        diagnose(reader->diagnostics, MESSAGE_TABLE_KEY_MISSING, row_span(reader), NULL,
            table->name, key, text_list(reader->arena, table->columns, table->column_count, true));
        return false;
    }
    return true;
}

/* What stands in a table ends in a contract: it is held to what a form is held to. */
static bool check_characters(const struct reader *reader) {
    const struct source *source = reader->table->source;
    size_t offset = text_invalid(source->bytes, source->length);
    if (offset < source->length) {
        diagnose(reader->diagnostics, MESSAGE_TABLE_ENCODING, span_at(reader, offset, 1), NULL,
            reader->table->name);
        return false;
    }
    uint32_t forbidden = text_forbidden(source->bytes, &offset);
    if (forbidden != 0) {
        diagnose(reader->diagnostics, MESSAGE_TABLE_CHARACTER, span_at(reader, offset, 1), NULL,
            reader->table->name, arena_format(reader->arena, "%04X", forbidden));
        return false;
    }
    return true;
}

static void make_wordings(struct arena *arena, struct table *table) {
    table->wordings = arena_array(arena, table->row_count, sizeof *table->wordings);
    for (size_t row = 0; row < table->row_count; row++) {
        struct scratch scratch = scratch_open(arena);
        const char *wording = wording_of(scratch.arena, table_cell(table, row, table->key));
        table->wordings[row] = arena_copy(arena, wording, strlen(wording));
        scratch_close(scratch);
    }
}

struct table *table_read(struct arena *arena, struct diagnostics *diagnostics, const char *name,
    const struct source *source, const char *key) {
    struct table *table = arena_alloc(arena, sizeof *table);
    table->name = arena_copy(arena, name, strlen(name));
    table->source = source;
    struct reader reader = {.arena = arena, .diagnostics = diagnostics, .table = table};
    if (!check_characters(&reader)) {
        return NULL;
    }
    reader.bytes = arena_copy(arena, source->bytes, source->length);
    reader.rest = reader.bytes;
    if (text_starts(reader.rest, "\uFEFF")) { /* a byte order mark is no part of the first name */
        reader.rest += strlen("\uFEFF");
    }
    if (!read_header(&reader, key)) {
        return NULL;
    }
    make_slots(arena, table, 0);
    while (read_row(&reader)) {
        keep_row(&reader);
    }
    make_wordings(arena, table);
    return table;
}

/* ---- Looking up ---- */

size_t table_column(const struct table *table, const char *column) {
    for (size_t i = 0; i < table->column_count; i++) {
        if (text_equal(table->columns[i], column)) {
            return i;
        }
    }
    return NO_COLUMN;
}

bool table_find(const struct table *table, const char *key, size_t *row) {
    size_t slot = find_slot(table, key);
    if (table->slots[slot] == 0) {
        return false;
    }
    *row = table->slots[slot] - 1;
    return true;
}

const char *table_cell(const struct table *table, size_t row, size_t column) {
    return table->cells[row * table->column_count + column];
}
