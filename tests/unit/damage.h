/* Files damaged at random, always in the same way: the seed is fixed, and so is the generator. */
#ifndef GREFFE_DAMAGE_H
#define GREFFE_DAMAGE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** damage_random(state): Marsaglia's xorshift, 64 bits (Journal of Statistical Software 8, 2003). *state
 *  is the seed, not 0. */
static inline uint64_t damage_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/** damage(bytes, length, state): one to four wounds: a byte replaced by any or by a sign of markup, a bit
 *  turned, a stretch written over another; one time in eight the end is cut off. Returns the new length,
 *  at most the old one. */
static inline size_t damage(unsigned char *bytes, size_t length, uint64_t *state) {
    static const char markup[] = "<>&;\"'/=!?-[]: \n";
    for (uint64_t wounds = 1 + damage_random(state) % 4; wounds > 0; wounds--) {
        size_t at = damage_random(state) % length;
        size_t from = damage_random(state) % length;
        size_t count = damage_random(state) % 16;
        size_t room = length - (at > from ? at : from);
        switch (damage_random(state) % 4) {
        case 0:
            bytes[at] = (unsigned char)damage_random(state);
            break;
        case 1:
            bytes[at] = (unsigned char)markup[damage_random(state) % (sizeof markup - 1)];
            break;
        case 2:
            bytes[at] ^= (unsigned char)(1 << damage_random(state) % 8);
            break;
        default:
            memmove(bytes + at, bytes + from, count < room ? count : room);
            break;
        }
    }
    return damage_random(state) % 8 == 0 ? damage_random(state) % length : length;
}

#endif
