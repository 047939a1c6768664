"""NK landscapes (Kauffman 1993; Levinthal 1997): how many local optima there are, and where a hill climber ends.

A form is N = 10 bits. Bit i contributes a uniform number that depends on itself and on K other bits, **drawn at random** for
each bit and landscape (not its neighbours on a ring: those give 3.8, 16.1 and 34.9 optima at K = 1, 3, 5 and so another model);
fitness is the mean contribution. A local optimum is a form fitter than all N that differ in one bit.

A climber starts at a random form and tries bits at random, keeping a flip that is **any** improvement (not the steepest one,
which ends 1 to 2 % higher), until none is: the same as flipping one of the improving bits, all equally likely. Its result is
its fitness divided by that of the best form of the landscape.

Numbers of a landscape have the address of a replication: contributions by (bit, block of four patterns), neighbours by bit,
climbers by (climber, step).

At K = 9 the expected number of optima is exactly 2^N / (N + 1) = 93.1; the published 92.8 is a mean of drawn landscapes too,
and so is its 3.3 at K = 1, where `orgsim dock --model nk --replications 20000` gives 3.45 and says that it differs by more than
2 %.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.docking.comparison import Comparison, near
from orgsim.model.random import Address, uniforms

MODEL = "nk"
BITS, CLIMBERS = 10, 8
CONTRIBUTION, NEIGHBOUR, CLIMB = (0x4E4B_0000 + purpose for purpose in range(3))
#: Mean number of local optima, and mean of climber over best, by K.
OPTIMA = {0: 1.0, 1: 3.3, 3: 13.8, 5: 32.1, 9: 92.8}
RATIO = {0: 1.0, 1: 0.971, 3: 0.925, 5: 0.894, 9: 0.843}
#: How far a mean may be off, as a share of the published number.
TOLERANCE = 0.02


class Landscapes(NamedTuple):
    """What was found on each landscape: local optima, and the climbers' mean result, each of shape (replication,)."""

    optima: NDArray[np.int64]
    ratio: Floats


def landscapes(links: int, replications: int, seed: int, first: int = 0, bits: int = BITS) -> Landscapes:
    """Draw `replications` landscapes with K = `links` of N = `bits`; count their optima and let eight climbers up each."""
    optima = np.zeros(replications, dtype=np.int64)
    ratio = np.zeros(replications)
    _compiled()(bits, links, seed, first, optima, ratio)
    return Landscapes(optima, ratio)


def comparisons(replications: int, seed: int) -> list[Comparison]:
    """Optima and climbers beside the published means."""
    found = {links: landscapes(links, replications, seed) for links in OPTIMA}
    optima = [(f"local optima, K {links}", number, found[links].optima.astype(np.float64)) for links, number in OPTIMA.items()]
    ratios = [(f"climber / best, K {links}", number, found[links].ratio) for links, number in RATIO.items()]
    most = max(OPTIMA)
    known = (f"local optima, K {most}, against 2^N / (N + 1)", 2.0**BITS / (BITS + 1), found[most].optima.astype(np.float64))
    return [near(MODEL, cell, number, TOLERANCE * number, values) for cell, number, values in (*optima, known, *ratios)]


@cache
def _compiled() -> Any:
    """The landscapes, compiled as they stand below."""
    import numba

    import orgsim.engines.kernel.sources  # noqa: F401  (makes the random numbers compilable)
    from orgsim.engines.kernel.compiling import make_compilable

    make_compilable(sys.modules[__name__])
    return numba.njit(draw_all, error_model="numpy")


def draw_all(bits: int, links: int, seed: int, first: int, optima: Any, ratio: Any) -> None:
    """Fill `optima` and `ratio` (replication,); see `landscapes`."""
    forms = 1 << bits
    fitness = np.zeros(forms)
    contributions = np.zeros(1 << (links + 1))
    linked = np.zeros(links + 1, dtype=np.int64)
    for run in range(len(optima)):
        address = Address(seed, 0, first + run)
        for form in range(forms):
            fitness[form] = 0.0
        for bit in range(bits):
            link(address, bit, bits, linked)
            contribute(address, bit, contributions)
            for form in range(forms):
                fitness[form] += contributions[pattern(form, linked)] / bits
        best = 0.0
        for form in range(forms):
            best = max(best, fitness[form])
            optima[run] += uphill(form, bits, fitness) == 0
        total = 0.0
        for climber in range(CLIMBERS):
            total += fitness[climbed(address, climber, bits, fitness)]
        ratio[run] = total / (CLIMBERS * best)


def link(address: Address, bit: int, bits: int, linked: Any) -> None:
    """The bits that a bit's contribution depends on: itself and others at random, drawn without replacement."""
    linked[0] = bit
    for place in range(1, len(linked)):
        rank = int(uniforms(address, place, bit, NEIGHBOUR)[0] * (bits - place))
        for other in range(bits):
            taken = False
            for before in range(place):
                taken = taken or linked[before] == other
            if not taken:
                if rank == 0:
                    linked[place] = other
                    break
                rank -= 1


def contribute(address: Address, bit: int, contributions: Any) -> None:
    """A bit's contribution for each pattern of the bits it depends on, uniform between 0 and 1."""
    for block in range((len(contributions) + 3) // 4):
        draws = uniforms(address, block, bit, CONTRIBUTION)
        for place in range(min(4, len(contributions) - 4 * block)):
            contributions[4 * block + place] = draws[place]


def pattern(form: int, linked: Any) -> int:
    """The linked bits of a form, packed into a number."""
    packed = 0
    for place in range(len(linked)):
        packed |= ((form >> linked[place]) & 1) << place
    return packed


def uphill(form: int, bits: int, fitness: Any) -> int:
    """How many of the forms one bit away are fitter."""
    count = 0
    for bit in range(bits):
        count += fitness[form ^ (1 << bit)] > fitness[form]
    return count


def climbed(address: Address, climber: int, bits: int, fitness: Any) -> int:
    """The local optimum where a climber ends."""
    form, step = int(uniforms(address, 0, climber, CLIMB)[0] * (1 << bits)), 0
    ways = uphill(form, bits, fitness)
    while ways > 0:
        step += 1
        rank, chosen = int(uniforms(address, step, climber, CLIMB)[0] * ways), form
        for bit in range(bits):
            other = form ^ (1 << bit)
            if fitness[other] > fitness[form]:
                if rank == 0:
                    chosen = other
                rank -= 1
        form = chosen
        ways = uphill(form, bits, fitness)
    return form
