/* The first argument of every stage: where to allocate and where to complain. */
#ifndef GREFFE_JOB_H
#define GREFFE_JOB_H

#include "arena.h"
#include "date.h"
#include "diagnostic.h"

/** One job: one form and what it references. `today` is the reference date that only rules see. */
struct job {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct date today;
};

#endif
