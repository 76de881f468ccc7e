#include "unit.h"

#include <stdlib.h>
#include <string.h>

static void test_memory_is_zeroed_and_aligned(void **state) {
    struct arena *arena = *state;
    for (size_t size = 1; size < 200000; size = size * 3 + 1) {
        unsigned char *bytes = arena_alloc(arena, size);
        assert_int_equal((uintptr_t)bytes % 16, 0);
        for (size_t i = 0; i < size; i++) {
            assert_int_equal(bytes[i], 0);
        }
        memset(bytes, 0xFF, size); /* the next one must not see this */
    }
}

static void test_allocations_of_nothing_differ(void **state) {
    assert_ptr_not_equal(arena_alloc(*state, 0), arena_alloc(*state, 0));
    assert_non_null(arena_array(*state, 0, 8));
    assert_non_null(arena_array(*state, 8, 0));
}

static void test_grown_array_keeps_its_items(void **state) {
    size_t *items = NULL;
    size_t count = 0;
    while (count < 10000) {
        items = arena_grow(*state, items, count, sizeof *items);
        items[count] = count * 7;
        count++;
    }
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(items[i], i * 7);
    }
}

static void test_array_used_as_a_stack_stays(void **state) {
    int *items = NULL;
    for (size_t count = 0; count < 8; count++) {
        items = arena_grow(*state, items, count, sizeof *items);
    }
    for (size_t count = 0; count < 8; count++) {
        assert_ptr_equal(arena_grow(*state, items, count, sizeof *items), items);
    }
    assert_ptr_not_equal(arena_grow(*state, items, 8, sizeof *items), items);
}

static void test_copy_and_format(void **state) {
    assert_string_equal(arena_copy(*state, "abcdef", 3), "abc");
    assert_string_equal(arena_copy(*state, NULL, 0), "");
    assert_string_equal(arena_format(*state, "%s-%d", "é", 12), "é-12");
    char *wide = arena_format(*state, "%300000d", 1); /* larger than a chunk */
    assert_int_equal(strlen(wide), 300000);
    assert_int_equal(wide[299999], '1');
}

/* ---- Scratch memory ---- */

static void check_zeroed(const unsigned char *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        assert_int_equal(bytes[i], 0);
    }
}

/* Sizes that share a chunk, begin another one, and stand apart; each time they are zeroed again. */
static void test_scratch_memory_is_used_again(void **state) {
    static const size_t sizes[] = {24, 10000, 15000, 15000, 15000, 15000, 200000, 15000};
    for (size_t round = 0; round < 3; round++) {
        struct scratch scratch = scratch_open(*state);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            unsigned char *bytes = arena_alloc(scratch.arena, sizes[i]);
            check_zeroed(bytes, sizes[i]);
            memset(bytes, 0xFF, sizes[i]);
        }
        scratch_close(scratch);
    }
}

static void test_scratch_memory_is_opened_inside(void **state) {
    struct scratch outer = scratch_open(*state);
    char *kept = arena_copy(outer.arena, "kept", 4);
    struct scratch inner = scratch_open(*state);
    assert_ptr_equal(inner.arena, outer.arena);
    memset(arena_alloc(inner.arena, 50000), 0xFF, 50000);
    memset(arena_alloc(inner.arena, 50000), 0xFF, 50000);
    scratch_close(inner);
    assert_string_equal(kept, "kept");
    check_zeroed(arena_alloc(outer.arena, 50000), 50000);
    scratch_close(outer);
}

/* ---- Handles ---- */

struct log {
    char text[8];
};

struct entry {
    struct log *log;
    char letter;
};

static void release_entry(void *handle) {
    const struct entry *entry = handle;
    size_t length = strlen(entry->log->text);
    entry->log->text[length] = entry->letter;
}

static void test_handles_are_released_last_first(void **state) {
    (void)state;
    struct log log = {""};
    struct entry entries[] = {{&log, 'a'}, {&log, 'b'}, {&log, 'c'}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < 3; i++) {
        arena_release_later(arena, release_entry, &entries[i]);
    }
    assert_string_equal(log.text, "");
    arena_free(arena);
    assert_string_equal(log.text, "cba");
    arena_free(NULL);
}

/* A handle may stand in the arena itself: it is released before the memory goes. */
static void test_handle_in_the_arena(void **state) {
    (void)state;
    struct log log = {""};
    struct arena *arena = arena_new();
    struct entry *entry = arena_alloc(arena, sizeof *entry);
    *entry = (struct entry){&log, 'x'};
    arena_release_later(arena, release_entry, entry);
    arena_free(arena);
    assert_string_equal(log.text, "x");
}

/* ---- Exhausted memory ---- */

struct work {
    struct arena *arena;
    void (*exhaust)(struct arena *arena);
    bool returned;
};

static void do_work(void *context) {
    struct work *work = context;
    work->exhaust(work->arena);
    work->returned = true;
}

/* The product wraps round to 8 bytes. */
static void overflow_product(struct arena *arena) {
    arena_array(arena, SIZE_MAX / 8 + 2, 8);
}

static void ask_for_all_addresses(struct arena *arena) {
    arena_alloc(arena, SIZE_MAX);
}

/* More than the address space of any machine of today, less than what malloc refuses by itself. */
static void ask_for_too_much(struct arena *arena) {
    arena_alloc(arena, (size_t)1 << 52);
}

static void copy_too_much(struct arena *arena) {
    arena_copy(arena, "", SIZE_MAX);
}

static void grow_items_too_large(struct arena *arena) {
    arena_grow(arena, NULL, 0, SIZE_MAX / 2);
}

static void report_foreign_null(struct arena *arena) {
    arena_exhausted(arena);
}

static void ask_for_little(struct arena *arena) {
    arena_alloc(arena, 10);
}

static void reserve_too_much(struct arena *arena) {
    arena_reserve(arena, SIZE_MAX / 2);
}

static void reserve_little(struct arena *arena) {
    arena_reserve(arena, 4096);
}

static void ask_scratch_for_too_much(struct arena *arena) {
    arena_alloc(scratch_open(arena).arena, PTRDIFF_MAX);
}

static void test_exhausted_memory_unwinds(void **state) {
    void (*const ways[])(struct arena *) = {overflow_product, ask_for_all_addresses,
        ask_for_too_much, copy_too_much, grow_items_too_large, report_foreign_null,
        reserve_too_much, ask_scratch_for_too_much};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct work work = {*state, ways[i], false};
        assert_false(arena_run(*state, do_work, &work));
        assert_false(work.returned);
    }
}

static void test_arena_lives_after_exhaustion(void **state) {
    char *before = arena_copy(*state, "avant", 5);
    struct work bad = {*state, overflow_product, false};
    assert_false(arena_run(*state, do_work, &bad));
    struct work good = {*state, ask_for_little, false};
    assert_true(arena_run(*state, do_work, &good));
    assert_true(good.returned);
    struct work reserve = {*state, reserve_little, false};
    assert_true(arena_run(*state, do_work, &reserve));
    assert_string_equal(before, "avant");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_memory_is_zeroed_and_aligned),
        UNIT_TEST(test_allocations_of_nothing_differ),
        UNIT_TEST(test_grown_array_keeps_its_items),
        UNIT_TEST(test_array_used_as_a_stack_stays),
        UNIT_TEST(test_copy_and_format),
        UNIT_TEST(test_scratch_memory_is_used_again),
        UNIT_TEST(test_scratch_memory_is_opened_inside),
        UNIT_TEST(test_handles_are_released_last_first),
        UNIT_TEST(test_handle_in_the_arena),
        UNIT_TEST(test_exhausted_memory_unwinds),
        UNIT_TEST(test_arena_lives_after_exhaustion),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
