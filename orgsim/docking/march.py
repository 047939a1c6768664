"""March (1991), exploration and exploitation in organizational learning: what a code and its people teach one another.

Reality has 30 dimensions of -1 or 1; each of 50 individuals believes -1, 0 or 1 about each, at random; the organizational
code starts at 0 everywhere. The printed text leaves out two steps that its figures need; Rodan (2005) and Christensen (2015)
describe them, and Chanda & Miller (2019) set text and program side by side. With them, a period of the **gradual, action-
based variant** that is run here is, all synchronous:

1. *Individuals act* (first omitted step): on each dimension as they believe, and by a fair coin where the belief is 0. A score
   is the sum over dimensions of action times reality, for the code of code times reality. The superior group are those whose
   actions score higher than the code does: the lucky as well as the knowing.
2. *Individuals are socialized*: where the code is not 0 and differs from a belief, with probability p1 the belief moves **one
   step** toward the code (second omitted step): from the opposite to 0, from 0 to the code.
3. *The code learns* from the actions of step 1: where the superior group's majority m (actions summed) is not 0 and its sign
   differs from the code, the code takes that sign with probability 1 - (1 - p2)**|m|. Ties change nothing.

It runs until everybody holds the code's beliefs and the code holds one about every dimension, after which nothing can change,
or until nothing has changed for 50 periods though all who can be socialized are. Knowledge is the code's score divided by the
number of dimensions. `Variant` switches each omitted step off; with both off it is the model as the text prints it, whose
numbers differ.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.docking.comparison import Comparison, near
from orgsim.model.random import DEPARTMENT, Address, uniforms

MODEL = "march"
DIMENSIONS, INDIVIDUALS, CODE_RATE = 30, 50, 0.5
#: Purposes of random numbers: one for each dimension of reality, from here on.
FIRST_PURPOSE = 0x4D61_0000
#: Periods without a change after which a run that could still change counts as being at rest.
QUIET = 50
#: Runs settle within some hundred periods; one that has not by then is given up and left out (its knowledge is NaN).
LONGEST = 20_000
SLOW, MIDDLE, FAST = 0.1, 0.5, 0.9
#: Equilibrium knowledge by p1, at p2 = .5, and with half of the people slow and half fast beside all at .5.
PUBLISHED = {SLOW: 0.952, MIDDLE: 0.812, FAST: 0.739}
HALF_AND_HALF, HOMOGENEOUS = 0.899, 0.815
#: How far a mean of 1,000 runs may be off.
TOLERANCE = 0.012


class Variant(NamedTuple):
    """Which of the two steps that the text omits are taken; without `acting`, beliefs themselves are scored and learnt from."""

    acting: bool = True
    gradual: bool = True


WITH_BOTH = Variant()
#: The model as the text has it.
PRINTED = Variant(acting=False, gradual=False)


class Equilibrium(NamedTuple):
    """Where runs came to rest: the code's knowledge in [-1, 1] and the periods it took, each of shape (replication,)."""

    knowledge: Floats
    periods: NDArray[np.int64]


def equilibrium(
    rates: Floats, replications: int, seed: int, first: int = 0, variant: Variant = WITH_BOTH, code_rate: float = CODE_RATE
) -> Equilibrium:
    """Run the model to rest, for replications `first` to `first + replications - 1`.

    `rates` holds each individual's probability p1 of moving a belief toward the code, shape (individuals,); `code_rate` is p2.
    """
    knowledge = np.full(replications, np.nan)
    periods = np.zeros(replications, dtype=np.int64)
    _compiled()(np.asarray(rates, dtype=np.float64), code_rate, variant, seed, first, knowledge, periods)
    return Equilibrium(knowledge, periods)


def everybody(rate: float) -> Floats:
    """The same p1 for all, shape (individuals,)."""
    return np.full(INDIVIDUALS, rate)


def half_and_half(rate: float, other: float) -> Floats:
    """One p1 for one half and another for the rest, shape (individuals,)."""
    return np.repeat([rate, other], INDIVIDUALS // 2)


def comparisons(replications: int, seed: int) -> list[Comparison]:
    """Equilibrium knowledge beside March's numbers for p2 = .5; all cells share their initial beliefs and realities."""
    homogeneous = {rate: equilibrium(everybody(rate), replications, seed).knowledge for rate in (SLOW, MIDDLE, FAST)}
    mixed = equilibrium(half_and_half(SLOW, FAST), replications, seed).knowledge
    printed = equilibrium(everybody(SLOW), replications, seed, variant=PRINTED).knowledge
    cells = [
        *((f"p1 {rate:g}", published, homogeneous[rate]) for rate, published in PUBLISHED.items()),
        (f"half p1 {SLOW:g}, half {FAST:g}", HALF_AND_HALF, mixed),
        (f"half and half less p1 {MIDDLE:g}", HALF_AND_HALF - HOMOGENEOUS, mixed - homogeneous[MIDDLE]),
    ]
    return [
        *(near(MODEL, f"knowledge, {name}", published, TOLERANCE, values) for name, published, values in cells),
        near(MODEL, f"as the text prints it, p1 {SLOW:g}", PUBLISHED[SLOW], TOLERANCE, printed, control=True),
    ]


@cache
def _compiled() -> Any:
    """The runs, compiled as they stand below."""
    import numba

    import orgsim.engines.kernel.sources  # noqa: F401  (makes the random numbers compilable)
    from orgsim.engines.kernel.compiling import make_compilable

    make_compilable(sys.modules[__name__])
    return numba.njit(run_all, error_model="numpy")


def run_all(rates: Any, code_rate: float, variant: Variant, seed: int, first: int, knowledge: Any, periods: Any) -> None:
    """Fill `knowledge` and `periods` (replication,); see `equilibrium`."""
    code = np.zeros(DIMENSIONS, dtype=np.int64)
    reality = np.zeros(DIMENSIONS, dtype=np.int64)
    beliefs = np.zeros((len(rates), DIMENSIONS), dtype=np.int64)
    actions = np.zeros((len(rates), DIMENSIONS), dtype=np.int64)
    scores = np.zeros(len(rates), dtype=np.int64)
    for run in range(len(knowledge)):
        address = Address(seed, 0, first + run)
        start(address, code, reality, beliefs)
        quiet = 0
        for period in range(1, LONGEST + 1):
            moved = act_and_socialize(address, period, rates, variant, code, reality, beliefs, actions, scores)
            moved += learn(address, period, code_rate, code, reality, actions, scores)
            quiet = 0 if moved else quiet + 1
            if socialized(code, beliefs) and (quiet >= QUIET or complete(code)):
                periods[run] = period
                knowledge[run] = score(code, reality) / DIMENSIONS
                break


def start(address: Address, code: Any, reality: Any, beliefs: Any) -> None:
    """Reality is -1 or 1, beliefs are -1, 0 or 1, all equally likely; the code is 0."""
    for d in range(len(reality)):
        code[d] = 0
        reality[d] = 1 if uniforms(address, 0, DEPARTMENT, FIRST_PURPOSE + d)[0] < 0.5 else -1
        for i in range(len(beliefs)):
            beliefs[i, d] = int(3.0 * uniforms(address, 0, i, FIRST_PURPOSE + d)[0]) - 1


def act_and_socialize(
    address: Address,
    period: int,
    rates: Any,
    variant: Variant,
    code: Any,
    reality: Any,
    beliefs: Any,
    actions: Any,
    scores: Any,
) -> int:
    """Steps 1 and 2: actions and scores from the beliefs as they were, then beliefs move toward the code; returns how many."""
    moved = 0
    for i in range(len(beliefs)):
        scores[i] = 0
        for d in range(len(code)):
            belief = beliefs[i, d]
            action, unsure, pulled = belief, variant.acting and belief == 0, code[d] != 0 and code[d] != belief
            if unsure or pulled:  # nobody needs the other draws
                draws = uniforms(address, period, i, FIRST_PURPOSE + d)
                if unsure:
                    action = 1 if draws[0] < 0.5 else -1
                if pulled and draws[1] < rates[i]:
                    beliefs[i, d] = belief + code[d] if variant.gradual else code[d]
                    moved += 1
            actions[i, d] = action
            scores[i] += action * reality[d]
    return moved


def learn(address: Address, period: int, code_rate: float, code: Any, reality: Any, actions: Any, scores: Any) -> int:
    """Step 3: the code learns from what those who scored higher than it did; returns on how many dimensions."""
    own, moved = score(code, reality), 0
    for d in range(len(code)):
        majority = 0
        for i in range(len(scores)):
            if scores[i] > own:
                majority += actions[i, d]
        sign = 1 if majority > 0 else -1
        if majority != 0 and code[d] != sign:
            kept = 1.0
            for _ in range(abs(majority)):
                kept *= 1.0 - code_rate
            if uniforms(address, period, DEPARTMENT, FIRST_PURPOSE + d)[0] < 1.0 - kept:
                code[d] = sign
                moved += 1
    return moved


def score(code: Any, reality: Any) -> int:
    """Dimensions on which the code is right less those on which it is wrong."""
    total = 0
    for d in range(len(code)):
        total += code[d] * reality[d]
    return total


def socialized(code: Any, beliefs: Any) -> bool:
    """Whether everybody holds the code's beliefs wherever it has one."""
    for d in range(len(code)):
        for i in range(len(beliefs)):
            if code[d] != 0 and beliefs[i, d] != code[d]:
                return False
    return True


def complete(code: Any) -> bool:
    """Whether the code holds a belief about every dimension."""
    return bool((code != 0).all())
