/* What every unit test begins with: cmocka (which wants these four headers first), and an arena per test. */
#ifndef GREFFE_UNIT_H
#define GREFFE_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "arena.h"

/** unit_set_up(state), unit_tear_down(state): cmocka fixtures; *state is an arena of the test's own. */
static inline int unit_set_up(void **state) {
    *state = arena_new();
    return *state ? 0 : -1;
}

static inline int unit_tear_down(void **state) {
    arena_free(*state);
    return 0;
}

/** UNIT_TEST(function): the entry of a test that has an arena. */
#define UNIT_TEST(function) cmocka_unit_test_setup_teardown(function, unit_set_up, unit_tear_down)

#endif
