"""The compiled entry: blocks of runs, one after the other, the runs of each in the lanes of the processor.

Two drivers of one week differ only in what the runs of a block share:

- `runs`: nothing; every lane may have its own unit, replication and parameters.
- `points`: unit and replication, so that all lanes have the same dice, which are thrown once (common random numbers).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numba
import numpy as np

from orgsim.engines.kernel import sources  # noqa: F401  (makes everything below compilable)
from orgsim.engines.kernel.cache import cached_in
from orgsim.engines.kernel.compiling import OPTIONS
from orgsim.engines.kernel.layout import DEPARTMENT_SLOTS, SUPERVISOR_SLOTS, WORKER_SLOTS, Run
from orgsim.engines.kernel.memory import lanes
from orgsim.engines.kernel.recording import copy_people
from orgsim.engines.kernel.stages import start
from orgsim.engines.kernel.stages.dice import Tape, record_week
from orgsim.engines.kernel.week import simulate_week
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.model.parameters.table import FIXED, LEVERS
from orgsim.model.random import Address

DRIVERS = ("runs", "points")
FIXED_COUNT, LEVER_COUNT, OUTCOME_COUNT = len(FIXED), len(LEVERS), len(OUTCOME_NAMES)
#: A cache line, in numbers of 8 bytes.
LINE = 8
#: Words that a block's workspace begins with: each run's unit, climate and replication, and the numbers of its lanes.
WORDS = 4
UNIT, CLIMATE, REPLICATION, LANE = range(WORDS)
#: Draws of a person in a week.
DRAWS = 4


class Jobs(NamedTuple):
    """The runs of a call, (runs,) each: `row` is the place of a run's parameters and levers.

    Block b has the runs `starts[b]` up to but without `starts[b + 1]`, at most as many as there are lanes.
    """

    seed: int
    unit: Any
    climate: Any
    replication: Any
    row: Any
    starts: Any


class Recorder(NamedTuple):
    """Each run's and each week's place in `people` [place, moment, field, person], or -1."""

    places: Any
    moments: Any
    people: Any


def name_of(driver: str, width: int) -> str:
    """What a driver for `width` runs side by side is called in the cache."""
    return f"{driver}-{width}"


def workspace_size(driver: str, supervisors: int, workers: int, width: int) -> int:
    """Numbers of 8 bytes that one thread needs, in whole cache lines."""
    elements = WORDS + FIXED_COUNT + LEVER_COUNT + OUTCOME_COUNT + DEPARTMENT_SLOTS
    elements += SUPERVISOR_SLOTS * supervisors + WORKER_SLOTS * workers
    if driver == "points":
        elements += DRAWS * groups_of(supervisors + workers, width)
    return -(-elements * width // LINE) * LINE


def named(function: Callable[..., Any], driver: str, width: int) -> Callable[..., Any]:
    """The function under a name that no other driver's has.

    Compiled functions are linked by name. From one process each gets a number of its own, but two that come out of the cache
    may have the same, and the first would then be called for both.
    """
    function.__name__ = f"{function.__name__}_{driver}_{width}"
    function.__qualname__ = function.__name__
    return function


@numba.extending.register_jitable
def groups_of(people: int, width: int) -> int:
    """Steps in which everyone's draws are computed, `width` people in each."""
    return (people + width - 1) // width


def _dice(driver: str) -> Callable[..., Any]:
    """Whose dice a block throws: the addresses of its runs' draws and of their climates', from its first run and its lanes."""

    def runs(jobs: Any, first: int, words: Any) -> Any:
        seed, replication = int(jobs.seed), words[REPLICATION, 0]
        return Address(seed, words[UNIT, 0], replication), Address(seed, words[CLIMATE, 0], replication)

    def points(jobs: Any, first: int, words: Any) -> Any:
        seed, unit, climate = int(jobs.seed), int(jobs.unit[first]), int(jobs.climate[first])
        replication = int(jobs.replication[first])
        return Address(seed, unit, replication), Address(seed, climate, replication)

    return numba.extending.register_jitable(points if driver == "points" else runs)


def _tape(driver: str) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """How a driver begins its tape, and how it records a week on it; drivers without a tape do neither."""

    def made(base: Any, offset: int, people: int, width: int) -> Any:
        length = groups_of(people, width) * width
        return Tape(base[offset * width : offset * width + DRAWS * length], length)

    def recorded(run: Any, week: int, base: Any, offset: int, first: Any, width: int) -> None:
        groups = run.tape.length // width
        record_week(lanes(base, offset, groups, width), run.address, week, first, width, groups)

    def none(base: Any, offset: int, people: int, width: int) -> Any:
        return None

    def nothing(run: Any, week: int, base: Any, offset: int, first: Any, width: int) -> None:
        return None

    chosen = (made, recorded) if driver == "points" else (none, nothing)
    return numba.extending.register_jitable(chosen[0]), numba.extending.register_jitable(chosen[1])


class Steps(NamedTuple):
    """What is done with a block, for a driver and a width; compiled code of any target can call each.

    - `begin(tree, jobs, first, runs, fixed, base)`: the runs `first`, `first` + 1, … of `jobs` before their first
      week.
    - `opened(tree, jobs, first, base) -> Run`: the workspace `base` as the stages see it; nothing is computed.
    - `advance(run, jobs, first, runs, week, levers, outcomes, recorder, base)`: one week, whose outcomes are noted.

    All state is in `base`, so a block can be left after any week and taken up again.
    """

    begin: Callable[..., None]
    opened: Callable[..., Run]
    advance: Callable[..., None]


def steps(driver: str, width: int) -> Steps:
    """The steps of a block of `width` runs side by side."""
    addresses = _dice(driver)
    new_tape, record_tape = _tape(driver)
    at_levers = WORDS + FIXED_COUNT
    at_notes = at_levers + LEVER_COUNT
    at_department = at_notes + OUTCOME_COUNT
    at_supervisors = at_department + DEPARTMENT_SLOTS

    def opened(tree: Any, jobs: Any, first: int, base: Any) -> Run:
        supervisors, workers = len(tree.boss), tree.team_end[-1]
        at_workers = at_supervisors + SUPERVISOR_SLOTS * supervisors
        at_tape = at_workers + WORKER_SLOTS * workers
        own, climate = addresses(jobs, first, lanes(base[: WORDS * width].view(np.uint64), 0, WORDS, width))
        return Run(
            tree,
            own,
            climate,
            new_tape(base, at_tape, supervisors + workers, width),
            lanes(base, WORDS, FIXED_COUNT, width),
            lanes(base, at_levers, LEVER_COUNT, width),
            lanes(base, at_supervisors, SUPERVISOR_SLOTS, width),
            lanes(base, at_workers, WORKER_SLOTS, width),
            lanes(base, at_department, DEPARTMENT_SLOTS, width),
        )

    opened = numba.extending.register_jitable(**OPTIONS)(opened)

    def begin(tree: Any, jobs: Any, first: int, runs: int, fixed: Any, base: Any) -> None:
        base[:] = 0.0
        flat = base[: WORDS * width].view(np.uint64)
        for lane in range(width):
            job = first + min(lane, runs - 1)
            flat[UNIT * width + lane] = jobs.unit[job]
            flat[CLIMATE * width + lane] = jobs.climate[job]
            flat[REPLICATION * width + lane] = jobs.replication[job]
            flat[LANE * width + lane] = lane
            for i in range(FIXED_COUNT):
                base[(WORDS + i) * width + lane] = fixed[jobs.row[job], i]
        start.start(opened(tree, jobs, first, base))

    def advance(
        run: Any, jobs: Any, first: int, runs: int, week: int, levers: Any, outcomes: Any, recorder: Any, base: Any
    ) -> None:
        supervisors, workers = len(run.tree.boss), run.tree.team_end[-1]
        at_workers = at_supervisors + SUPERVISOR_SLOTS * supervisors
        for lane in range(width):
            row = jobs.row[first + min(lane, runs - 1)]
            for i in range(LEVER_COUNT):
                base[(at_levers + i) * width + lane] = levers[row, week, i]
        moment, recorded = recorder.moments[week], False
        if moment >= 0:
            for lane in range(runs):
                recorded = recorded or recorder.places[first + lane] >= 0
        flat = base[: WORDS * width].view(np.uint64)
        record_tape(run, week, base, at_workers + WORKER_SLOTS * workers, lanes(flat, 0, WORDS, width)[LANE, 0], width)
        simulate_week(run, week, lanes(base, at_notes, OUTCOME_COUNT, width), recorded)
        for lane in range(runs):
            for i in range(OUTCOME_COUNT):
                outcomes[first + lane, week, i] = base[(at_notes + i) * width + lane]
            place = recorder.places[first + lane]
            if place >= 0 and moment >= 0:
                copy_people(run.tree, base, at_supervisors, at_workers, lane, width, recorder.people[place, moment])

    begin = numba.extending.register_jitable(**OPTIONS)(begin)
    return Steps(begin, opened, numba.extending.register_jitable(**OPTIONS)(advance))


def compiled(driver: str, width: int) -> Any:
    """A driver for `width` runs side by side: compiled on its first call, or read from the cache."""
    begin, opened, advance = steps(driver, width)

    def run_block(
        tree: Any, jobs: Any, first: int, runs: int, fixed: Any, levers: Any, outcomes: Any, recorder: Any, base: Any
    ) -> None:
        """Runs `first`, `first` + 1, … of `jobs` side by side in the workspace `base`."""
        begin(tree, jobs, first, runs, fixed, base)
        run = opened(tree, jobs, first, base)
        for week in range(levers.shape[1]):
            advance(run, jobs, first, runs, week, levers, outcomes, recorder, base)

    run_block = numba.extending.register_jitable(error_model="numpy")(named(run_block, driver, width))

    def run_blocks(tree: Any, jobs: Any, fixed: Any, levers: Any, outcomes: Any, recorder: Any, base: Any) -> None:
        """All blocks of `jobs`: `outcomes` [run, week, outcome] is filled, and what `recorder` asks for.

        `fixed` [row, parameter] and `levers` [row, week, lever]; `base` (numbers,) is memory to work in, which begins on a
        cache line. Threads may call it at the same time, each with its own blocks and memory.
        """
        for block in range(len(jobs.starts) - 1):
            first = jobs.starts[block]
            run_block(tree, jobs, first, jobs.starts[block + 1] - first, fixed, levers, outcomes, recorder, base)

    return cached_in(named(run_blocks, driver, width), name_of(driver, width))
