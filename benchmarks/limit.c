/* The operations of one worker's week, as many of each kind as were counted, and nothing that waits long for anything else:
   what the processor's ports can take at best. limit.py writes the operations themselves into the loop. */

#include <stdint.h>

#define LANES 8
typedef double floats __attribute__((vector_size(8 * LANES)));
typedef uint64_t words __attribute__((vector_size(8 * LANES)));
typedef int64_t truths __attribute__((vector_size(8 * LANES)));

#define WORD(x) ((x) & UINT64_C(0xFFFFFFFF))
#define CHOOSE(condition, a, b) ((floats)(((condition) & (truths)(a)) | (~(condition) & (truths)(b))))

static double total(floats values) {
    double found = 0.0;
    for (int lane = 0; lane < LANES; lane++) found += values[lane];
    return found;
}

double limit(floats *memory, int64_t weeks) {
    const floats zero = {0}, one = zero + 1.0, step = zero + 0x1p-30, growth = zero + (1.0 + 0x1p-40), half = zero + 0.5;
    const words key = (words){0} + UINT64_C(0x9E3779B9), multiplier = (words){0} + UINT64_C(0xD2511F53);
    floats a0 = half, a1 = half, a2 = half, a3 = half, m0 = half, m1 = half, m2 = half, m3 = half;
    floats d0 = half, d1 = half, s0 = one, s1 = one, s2 = one, s3 = one, c0 = half, c1 = half, f0 = zero, f1 = zero;
    words r0 = key, r1 = key + 1, r2 = key + 2, r3 = key + 3, b0 = key, b1 = key;
    for (int64_t week = 0; week < weeks; week++) {
        floats *place = memory + week % 64 * 16;
        /* OPERATIONS */
    }
    floats sums = a0 + a1 + a2 + a3 + m0 + m1 + m2 + m3 + d0 + d1 + s0 + s1 + s2 + s3 + c0 + c1 + f0 + f1;
    words bits = r0 ^ r1 ^ r2 ^ r3 ^ b0 ^ b1;
    memory[0] = one, memory[1] = step, memory[2] = growth, memory[3] = (floats)multiplier;
    return total(sums) + total(__builtin_convertvector(bits, floats));
}
