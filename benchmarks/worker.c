/* The worker's week by hand: what a careful C programmer would write for eight runs side by side, on the kernel's memory.

   It exists to be compared with: the same operations in the same order as the rules in orgsim/model/rules, so the same bits.
   Places in memory and constants come from the compiler's command line, made from the project's own tables:
   W_ a worker's slot, S_ a supervisor's, D_ the department's, P_ a fixed parameter, L_ a lever, PURPOSE_ of a random number.
   Compile without fast-math and without contraction to fused operations, or the bits are others. */

#include <stdint.h>

#define LANES 8
typedef double floats __attribute__((vector_size(8 * LANES)));
typedef uint64_t words __attribute__((vector_size(8 * LANES)));
typedef int64_t truths __attribute__((vector_size(8 * LANES)));

#define INLINE static inline __attribute__((always_inline))

INLINE floats all(double value) { return value - (floats){0}; }
INLINE floats choose(truths condition, floats a, floats b) {
    return (floats)((condition & (truths)a) | (~condition & (truths)b));
}
INLINE floats minimum(floats a, floats b) { return choose(a < b, a, b); }
INLINE floats maximum(floats a, floats b) { return choose(a > b, a, b); }
INLINE floats clamp(floats x) { return minimum(maximum(x, all(0.0)), all(1.0)); }
INLINE floats indicator(truths condition) { return choose(condition, all(1.0), all(0.0)); }

INLINE int any_run(truths condition) {
#if defined(__has_builtin)
#if __has_builtin(__builtin_reduce_or)
    return __builtin_reduce_or(condition) != 0;
#endif
#endif
    int64_t found = 0;
    for (int lane = 0; lane < LANES; lane++) found |= condition[lane];
    return found != 0;
}

INLINE floats exponential(floats x) {
    x = minimum(maximum(x, all(-700.0)), all(700.0));
    floats rounded = x * 1.4426950408889634 + 6755399441055744.0;
    floats k = rounded - 6755399441055744.0;
    floats r = (x - k * 0.6931471803691238) - k * 1.9082149292705877e-10;
    floats r2 = r * r, r4 = r2 * r2;
    floats low = (0.5000000000000001 + r * 0.16666666666666669) + (0.04166666666662413 + r * 0.008333333333330062) * r2;
    floats middle = (0.0013888888917213717 + r * 0.00019841269863053618)
                  + (2.4801521295954376e-05 + r * 2.7557268459997064e-06) * r2;
    floats high = 2.7620088445409746e-07 + r * 2.510038549551032e-08;
    floats scale = (floats)(((words)rounded + 1023) << 52);
    return (1.0 + (r + r2 * (low + (middle + high * r4) * r4))) * scale;
}

/* Philox4x32-10. Works on single words and on vectors of them: words that all runs share stay single for two rounds. */
#define HIGH(multiplier, word) (((multiplier) * (word)) >> 32)
#define LOW(multiplier, word) (((multiplier) * (word)) & 0xFFFFFFFFu)
#define M0 UINT64_C(0xD2511F53)
#define M1 UINT64_C(0xCD9E8D57)

/* A run's address, with all round keys made once. */
typedef struct {
    uint32_t seed, unit;
    words replication, k0[10], k1[10];
} dice;

INLINE dice dice_of(uint64_t seed, uint64_t unit, words replication) {
    dice made = {.seed = (uint32_t)seed, .unit = (uint32_t)unit, .replication = replication};
    uint32_t k0 = made.seed, k1 = made.unit;
    for (int round = 0; round < 10; round++, k0 += 0x9E3779B9u, k1 += 0xBB67AE85u) {
        made.k0[round] = (words){0} + (uint64_t)k0;
        made.k1[round] = (words){0} + (uint64_t)k1;
    }
    return made;
}

INLINE void uniforms(const dice *at, uint32_t week, uint32_t person, uint32_t purpose, floats draws[4]) {
    words first = HIGH(M1, at->replication) ^ (uint64_t)week ^ at->k0[0], second = LOW(M1, at->replication);
    uint32_t third = (uint32_t)HIGH(M0, person) ^ purpose ^ at->unit, fourth = (uint32_t)LOW(M0, person);
    words c0 = second ^ (uint64_t)(uint32_t)HIGH(M1, third) ^ at->k0[1], c1 = LOW(M1, third) - (words){0};
    words c2 = HIGH(M0, first) ^ (uint64_t)fourth ^ at->k1[1], c3 = LOW(M0, first);
#pragma GCC unroll 8
    for (int round = 2; round < 10; round++) {
        words a = HIGH(M1, c2) ^ c1 ^ at->k0[round], b = LOW(M1, c2);
        words c = HIGH(M0, c0) ^ c3 ^ at->k1[round], d = LOW(M0, c0);
        c0 = a, c1 = b, c2 = c, c3 = d;
    }
    draws[0] = __builtin_convertvector(c0, floats) * 0x1p-32;
    draws[1] = __builtin_convertvector(c1, floats) * 0x1p-32;
    draws[2] = __builtin_convertvector(c2, floats) * 0x1p-32;
    draws[3] = __builtin_convertvector(c3, floats) * 0x1p-32;
}

typedef struct {
    int64_t supervisors, workers;
    uint64_t seed, unit;
    const int64_t *team_start, *team_end;
    const double *team;
    const words *replication;
    const floats *fixed, *levers;
    floats *supervisor, *worker, *department;
} block;

/* Copies of what does not change while a week is computed spare reading it again after every store. */
#define PLACES \
    floats *const supervisor = run->supervisor, *const worker = run->worker; \
    const int64_t supervisors = run->supervisors
#define SUPERVISOR(slot) supervisor[s * SUPERVISOR_SLOTS + (slot)]
#define WORKER(slot) worker[w * WORKER_SLOTS + (slot)]

static void working(const block *run, const dice *address, int64_t week) {
    PLACES;
    const dice own = *address, *at = &own;
    const floats *p = run->fixed, *levers = run->levers;
    for (int64_t s = 0; s < supervisors; s++) {
        floats gaps = p[P_WORK_FLOOR] + SUPERVISOR(S_VISIBLE_GAP) + SUPERVISOR(S_LOCAL_GAP);
        floats exceptions_at = p[P_WORK_EXCEPTIONS] * p[P_WORK_TURBULENCE] * gaps * (1.0 - SUPERVISOR(S_PROCESS));
        floats floor = p[P_WORK_IDEA_FLOOR] + levers[L_RETROSPECTIVES] * (1.0 - p[P_WORK_IDEA_FLOOR]);
        floats room = floor + (1.0 - floor) * (1.0 - SUPERVISOR(S_TEAM_DIRECTIVE_SHARE));
        floats ideas_at = p[P_WORK_IDEAS] * room * (0.5 + 0.5 * SUPERVISOR(S_VOICE_RESPONSE) / p[P_WORK_VOICE_REFERENCE]);
        floats exceptions = all(0.0), ideas = all(0.0);
        for (int64_t w = run->team_start[s], end = run->team_end[s]; w < end; w++) {
            floats draws[4];
            uniforms(at, (uint32_t)week + 1, (uint32_t)(supervisors + w), PURPOSE_WEEK, draws);
            exceptions += indicator(draws[0] < exceptions_at * (1.5 - WORKER(W_EXPERIENCE)));
            ideas += indicator(draws[1] < ideas_at * WORKER(W_ENGAGEMENT));
            WORKER(W_QUIT_DRAW) = draws[2];
            WORKER(W_MOOD_DRAW) = draws[3];
        }
        SUPERVISOR(S_EXCEPTIONS) = exceptions;
        SUPERVISOR(S_IDEAS) = ideas;
    }
}

INLINE floats quit_probability(const floats *p, floats engagement) {
    return p[P_LEAVING_RATE] * exponential(-p[P_LEAVING_SENSITIVITY] * (engagement - 0.5));
}

/* What leaving makes of a worker: who may leave is decided, and newcomers take the places. */
typedef struct {
    floats need, felt, skilled, quits;
} place;

/* Needed in few weeks, so kept out of the loop, where its values would drive others out of the registers. */
static __attribute__((noinline)) place stay_or_leave(const floats *p, const dice *at, uint32_t week, uint32_t person,
                                                     floats draw, place now) {
    truths leaves = draw < quit_probability(p, now.felt);
    if (any_run(leaves)) {
        floats d[4];
        uniforms(at, week, person, PURPOSE_NEED, d);
        floats deviation = (d[0] + d[1] + d[2] + d[3] - 2.0) * 1.7320508075688772;
        floats newcomer = maximum(1.0 + p[P_ENGAGEMENT_NEED_SD] * deviation, all(0.0));
        now.need = choose(leaves, newcomer, now.need);
        now.felt = choose(leaves, p[P_ENGAGEMENT_NEWCOMER], now.felt);
        now.skilled = choose(leaves, p[P_EXPERIENCE_NEWCOMER], now.skilled);
        now.quits = now.quits + indicator(leaves);
    }
    return now;
}

static void workers_week(const block *run, const dice *at, int64_t week) {
    PLACES;
    const floats *p = run->fixed, *department = run->department;
    floats atmosphere = department[D_CIRCUMSTANCES] + department[D_CLIMATE], quits = all(0.0);
    const floats ceiling = department[D_QUIT_CEILING], mood_scale = 3.4641016151377544 * p[P_ENGAGEMENT_MOOD_SD];
    const floats contagion = p[P_ENGAGEMENT_CONTAGION], rate = p[P_ENGAGEMENT_RATE], learning = p[P_EXPERIENCE_RATE];
    for (int64_t s = 0; s < supervisors; s++) {
        if (run->team_end[s] == run->team_start[s]) continue;
        floats share = p[P_ENGAGEMENT_WORKER_SHARE];
        floats given = share + (1.0 - share) * SUPERVISOR(S_AUTHORITY);
        floats involvement = (1.0 - SUPERVISOR(S_TEAM_DIRECTIVE_SHARE)) * given + p[P_ENGAGEMENT_CONSULT_WORKER];
        SUPERVISOR(S_INVOLVEMENT) = involvement;
        floats pull = p[P_ENGAGEMENT_INVOLVEMENT] * involvement;
        floats shared = p[P_ENGAGEMENT_BASE] + atmosphere + p[P_ENGAGEMENT_SUPPORT] * SUPERVISOR(S_SUPPORT)
                      + p[P_ENGAGEMENT_VOICE] * (SUPERVISOR(S_VOICE_RESPONSE) - p[P_WORK_VOICE_REFERENCE])
                      + p[P_ENGAGEMENT_PROGRESS] * SUPERVISOR(S_PROGRESS)
                      - p[P_ENGAGEMENT_OVERLOAD] * (1.0 - SUPERVISOR(S_SERVED));
        floats mean = SUPERVISOR(S_TEAM_ENGAGEMENT) / run->team[s];
        floats total_engagement = all(0.0), total_experience = all(0.0);
        for (int64_t w = run->team_start[s], end = run->team_end[s]; w < end; w++) {
            floats level = WORKER(W_ENGAGEMENT), experience = WORKER(W_EXPERIENCE), need = WORKER(W_NEED);
            floats mood = (WORKER(W_MOOD_DRAW) - 0.5) * mood_scale + contagion * (mean - level);
            floats target = 1.0 / (1.0 + exponential(-(shared + pull * need)));
            floats felt = clamp(level + rate * (target - level) + mood);
            floats skilled = clamp(experience + learning * (1.0 - experience));
            floats draw = WORKER(W_QUIT_DRAW);
            if (any_run(draw < ceiling)) {
                uint32_t person = (uint32_t)(supervisors + w);
                place now = stay_or_leave(p, at, (uint32_t)week + 1, person, draw, (place){need, felt, skilled, quits});
                WORKER(W_NEED) = now.need;
                felt = now.felt, skilled = now.skilled, quits = now.quits;
            }
            WORKER(W_ENGAGEMENT) = felt;
            WORKER(W_EXPERIENCE) = skilled;
            total_engagement = total_engagement + felt;
            total_experience = total_experience + skilled;
        }
        SUPERVISOR(S_TEAM_ENGAGEMENT) = total_engagement;
        SUPERVISOR(S_TEAM_EXPERIENCE) = total_experience;
    }
    run->department[D_QUITS] = quits;
}

/* The two stages, week after week. */
void worker_weeks(const block *run, int64_t first, int64_t weeks) {
    const dice at = dice_of(run->seed, run->unit, *run->replication);
    for (int64_t week = first; week < first + weeks; week++) {
        working(run, &at, week);
        workers_week(run, &at, week);
    }
}
