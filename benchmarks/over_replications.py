"""The kernel's own stages on NumPy arrays of replications, without a compiler. Runs in a process of its own.

Only the primitives are other functions, NumPy's; rules, stages and addressed random numbers are the ones written once. So
the outcomes must have the kernel's bits. numba is imported by the stages' module of constants, and compiles nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from benchmarks.measuring import cpu_seconds, fingerprint, peak_megabytes
from benchmarks.replacing import replace
from benchmarks.slots import Floats, Slots, column, empty_run
from benchmarks.workload import SCENARIO, SEED, SIZES
from orgsim.model import arithmetic, random
from orgsim.organization import Organization


def _indicator(condition: Any) -> Any:
    return np.where(condition, 1.0, 0.0)


def _power_of_two(rounded: Any) -> Any:
    """2**k, from the low bits of k + ROUNDER put into the exponent."""
    words = np.asarray(rounded, dtype=np.float64).view(np.int64)
    return ((words + 1023) << 52).view(np.float64)


#: The words of Philox need none: products of 32-bit words fit into the 64 bits that NumPy keeps them in.
PRIMITIVES: dict[str, Callable[..., Any]] = {
    "select": np.where,
    "either": np.logical_or,
    "any_run": np.any,
    "constant": lambda value, like: np.float64(value),
    "minimum": lambda a, b: np.where(a < b, a, b),
    "maximum": lambda a, b: np.where(a > b, a, b),
    "indicator": _indicator,
    "power_of_two": _power_of_two,
}


class Simulation:
    """Replications 0, 1, … of one scenario side by side, started; make one after `replace`."""

    def __init__(self, organization: Organization, fixed: Floats, seed: int, runs: int) -> None:
        from orgsim.engines.kernel import week
        from orgsim.engines.kernel.stages import start
        from orgsim.model.outcomes import OUTCOME_NAMES

        replications: Any = np.arange(runs, dtype=np.uint64)
        self.run = empty_run(organization, fixed, random.Address(seed, 0, replications))
        self.notes = Slots(len(OUTCOME_NAMES), 1)
        self.runs, self.simulate_week = runs, week.simulate_week
        start.start(self.run)

    def outcomes(self, levers: Floats, first: int = 0) -> Floats:
        """Simulate weeks from `first` on, with levers (week, lever): outcomes (replication, week, outcome)."""
        found = np.empty((self.runs, len(levers), len(self.notes.rows)))
        for week, weekly in enumerate(levers):
            self.simulate_week(self.run._replace(levers=column(weekly)), first + week, self.notes, False)
            for place, (value,) in enumerate(self.notes.rows):
                found[:, week, place] = value
        return found


def timed(simulation: Simulation, levers: Floats, weeks: int, people: int) -> list[float]:
    """Nanoseconds of CPU per person-week, of `weeks` at a time until the levers are used up; the first of them not timed."""
    found = []
    for first in range(0, len(levers), weeks):
        part = levers[first : first + weeks]
        seconds = cpu_seconds(partial(simulation.outcomes, part, first))
        found.append(seconds * 1e9 / (people * len(part) * simulation.runs))
    return found[1:]


def main() -> None:
    """Print the time of each batch, or the hashes of replication 0 and of all, and the peak of memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size")
    parser.add_argument("--batch", type=int, required=True, help="replications computed at once")
    parser.add_argument("--compare", action="store_true", help="compute the weeks whose hash is compared, instead of timing")
    options = parser.parse_args()
    replace(arithmetic, PRIMITIVES)
    size = SIZES[options.size]
    simulation = Simulation(size.organization, SCENARIO.fixed(), SEED, options.batch)
    if options.compare:
        outcomes = simulation.outcomes(SCENARIO.weekly_levers(size.weeks_compared))
        found: dict[str, Any] = {"sha256": fingerprint(outcomes[0]), "all": fingerprint(outcomes)}
    else:
        levers = SCENARIO.weekly_levers(size.batch_weeks * 4)
        found = {"times": timed(simulation, levers, size.batch_weeks, len(size.organization))}
    print(json.dumps(found | {"megabytes": peak_megabytes()}))


if __name__ == "__main__":
    main()
