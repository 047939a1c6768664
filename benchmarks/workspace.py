"""The kernel's workspace for one block of runs, made outside of it, so that other code can work on the same memory."""

from __future__ import annotations

from functools import cache
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from benchmarks.workload import SCENARIO, SEED
from orgsim.engines.kernel import layout
from orgsim.engines.kernel.blocks import FIXED_COUNT, LEVER_COUNT, OUTCOME_COUNT
from orgsim.engines.kernel.cache import cached_in
from orgsim.engines.kernel.memory import lanes
from orgsim.engines.kernel.stages.leading import working
from orgsim.engines.kernel.stages.people import workers_week
from orgsim.engines.kernel.stages.start import start
from orgsim.engines.kernel.week import simulate_week
from orgsim.model.random import Address
from orgsim.organization import Organization

#: Runs side by side.
WIDTH = 8
LINE = 64
AT_FIXED = 0
AT_LEVERS = AT_FIXED + FIXED_COUNT
AT_NOTES = AT_LEVERS + LEVER_COUNT
AT_DEPARTMENT = AT_NOTES + OUTCOME_COUNT
AT_SUPERVISORS = AT_DEPARTMENT + layout.DEPARTMENT_SLOTS


def _run(tree: Any, seed: int, words: Any, base: Any) -> Any:
    """The stages' view of a workspace."""
    supervisors = len(tree.boss)
    replications = lanes(words, 0, 1, WIDTH)[0, 0]
    address = Address(seed, 0, replications)
    return layout.Run(
        tree,
        address,
        address,
        None,
        lanes(base, AT_FIXED, FIXED_COUNT, WIDTH),
        lanes(base, AT_LEVERS, LEVER_COUNT, WIDTH),
        lanes(base, AT_SUPERVISORS, layout.SUPERVISOR_SLOTS, WIDTH),
        lanes(base, AT_SUPERVISORS + layout.SUPERVISOR_SLOTS * supervisors, layout.WORKER_SLOTS, WIDTH),
        lanes(base, AT_DEPARTMENT, layout.DEPARTMENT_SLOTS, WIDTH),
    )


numba.extending.register_jitable(error_model="numpy")(_run)


def _begin(tree: Any, seed: int, words: Any, base: Any, weeks: int) -> None:
    run = _run(tree, seed, words, base)
    notes = lanes(base, AT_NOTES, OUTCOME_COUNT, WIDTH)
    start(run)
    for week in range(weeks):
        simulate_week(run, week, notes, False)


def _work(tree: Any, seed: int, words: Any, base: Any, first: int, weeks: int) -> None:
    run = _run(tree, seed, words, base)
    for week in range(first, first + weeks):
        working(run, week)
        workers_week(run, week)


@cache
def begin() -> Any:
    """Compiled: fill a workspace with the state after some weeks of the whole model."""
    return cached_in(_begin, "benchmark-begin")


@cache
def kernel_weeks() -> Any:
    """Compiled: the two stages in which workers act, week after week, with everybody else as they were."""
    return cached_in(_work, "benchmark-worker")


class Workspace:
    """State of `WIDTH` replications of the benchmark's scenario after some weeks: `base` is flat, on a cache line."""

    def __init__(self, organization: Organization, weeks: int) -> None:
        self.tree = layout.tree_of(organization)
        self.weeks = weeks
        supervisors, workers = organization.supervisors, organization.workers
        self.at_workers = AT_SUPERVISORS + layout.SUPERVISOR_SLOTS * supervisors
        self.words = _aligned(np.arange(WIDTH, dtype=np.uint64))
        state = np.zeros((self.at_workers + layout.WORKER_SLOTS * workers, WIDTH))
        state[:FIXED_COUNT] = SCENARIO.fixed()[:, None]
        state[AT_LEVERS:AT_NOTES] = SCENARIO.weekly_levers(weeks + 1)[weeks][:, None]
        self.base = _aligned(state.ravel())
        begin()(self.tree, SEED, self.words, self.base, weeks)

    def copy(self) -> NDArray[np.float64]:
        """The flat state once more, on a cache line, to work on."""
        return _aligned(self.base)

    def outcome(self, base: NDArray[np.float64]) -> bytes:
        """What the two stages leave behind, without what they only hand each other: everyone's state and the teams' sums."""
        state = base.reshape(-1, WIDTH)
        supervisors = state[AT_SUPERVISORS : self.at_workers].reshape(-1, layout.SUPERVISOR_SLOTS, WIDTH)
        workers = state[self.at_workers :].reshape(-1, layout.WORKER_SLOTS, WIDTH)
        at, worker_at = layout.at, layout.worker_at
        teams = [at.exceptions, at.ideas, at.involvement, at.team_engagement, at.team_experience]
        kept = workers[:, [worker_at.engagement, worker_at.experience, worker_at.need]]
        quits = state[AT_DEPARTMENT + layout.unit_at.quits]
        return b"".join(part.tobytes() for part in (supervisors[:, teams], kept, quits))


def _aligned(values: NDArray[Any]) -> NDArray[Any]:
    """A copy that starts on a cache line."""
    whole = np.zeros(values.size + LINE // 8, dtype=values.dtype)
    begins = (LINE - whole.ctypes.data % LINE) % LINE // 8
    found = whole[begins : begins + values.size]
    found[:] = values
    return found
