"""How large chunks are: a few runs are timed, and a chunk takes about ten seconds of them."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution
from orgsim.summaries.runs import scalars
from orgsim.sweeps.plan import Sweep
from orgsim.sweeps.running.compute import BLOCK, computed

#: Seconds that a chunk is to take; runs of one, at most.
SECONDS, MOST_RUNS = 10.0, 100_000
#: Replications of a point in one chunk, at most: an interrupted sweep has an even sample of that grain.
REPLICATIONS = 16
_LONG_ENOUGH = 0.05
#: Seconds of a run where none could be timed.
_UNKNOWN = 0.01


def sizes(
    sweep: Sweep, replications: int, keep: str, *, threads: int | None, given: tuple[int | None, int | None], workers: int = 1
) -> tuple[int, int]:
    """Points and replications of a chunk. `given` ones are taken; quantiles need all replications of a point in one."""
    points, count = given
    if keep == "quantiles":
        count = replications
    count = min(count or _even(replications), replications)
    if points is None:
        try:
            seconds = seconds_a_run(sweep, count, threads)
        except Exception:  # a point that fails: it gets its record when its chunk is computed
            seconds = _UNKNOWN
        runs = min(MOST_RUNS, max(count, int(SECONDS / workers / max(seconds, 1e-9))))
        share = -(-len(sweep) * replications // (workers * 4 * count))  # a few chunks a worker, where there are so few runs
        points = max(1, min(runs // count, max(1, share) if workers > 1 else len(sweep)))
    return min(points, len(sweep)), count


def warm_up(common: bool) -> None:
    """Have everything compiled by a moment with the smallest department: once, here, before any worker needs it."""
    from orgsim.engines.kernel.run import run_points

    scenario, count = Scenario(), 16
    fixed, levers = np.tile(scenario.fixed(), (count, 1)), np.tile(scenario.weekly_levers(1), (count, 1, 1))
    tree, design = Organization.from_bosses([-1, 0]), Design(replications=1, weeks=1)
    run_points(tree, fixed, levers, design, Execution(threads=1), None if common else range(count))
    scalars(np.empty((0, 1, len(OUTCOME_NAMES))))


def seconds_a_run(sweep: Sweep, count: int, threads: int | None) -> float:
    """Seconds of a run, measured on the first points, for people like those of the whole sweep on average."""
    first = int(sweep.stratum[0])
    people = np.array([len(stratum.study.organization) for stratum in sweep.strata])
    alike = int(np.argmax(sweep.stratum != first)) or len(sweep)
    size = count * sweep.strata[first].study.design.weeks * len(OUTCOME_NAMES) * 8
    most = min(alike, max(1, BLOCK // max(1, size)))
    start = sweep.strata[first].study.design.first
    warm_up(sweep.common)
    points = min(most, 8)
    while True:
        began = perf_counter()
        computed(sweep, 0, points, first=start, count=count, threads=threads)
        taken = perf_counter() - began
        if taken >= _LONG_ENOUGH or points >= most:
            return float(taken / (points * count) * people[sweep.stratum].mean() / people[first])
        points = min(most, points * 4)


def _even(replications: int) -> int:
    """Replications of a chunk: as few parts as the grain allows, about equal, in whole lanes where there are many."""
    parts = -(-replications // REPLICATIONS)
    even = -(-replications // parts)
    return -(-even // 8) * 8 if even > 8 else even
