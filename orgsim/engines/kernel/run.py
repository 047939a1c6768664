"""The kernel's host side: arrays in, arrays out, in chunks that let progress be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from orgsim.engines.kernel import jobs as arrange
from orgsim.engines.kernel.blocks import LINE, OUTCOME_COUNT, Jobs, Recorder, compiled, name_of, workspace_size
from orgsim.engines.kernel.cache import made_ready
from orgsim.engines.kernel.layout import tree_of
from orgsim.engines.kernel.recording import FIELDS
from orgsim.engines.record import PeopleRecord, Record
from orgsim.errors import ConfigurationError
from orgsim.model.parameters.table import FIXED, LEVERS
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.study.specification import KERNEL, NOBODY, Design, Execution, Recording

Floats = NDArray[np.float64]
Progress = Callable[[int], object]

#: Runs side by side that were fastest where measured; results do not depend on it.
DEFAULT_LANES = 8
#: Person-weeks to a call between two signs of progress: about a quarter of a second.
CHUNK = 50_000_000
#: numba's simplest threading layer aborts the process when two threads enter at once; they take turns instead.
_ONE_AT_A_TIME = Lock()
_WHAT = {
    "runs": "the kernel for {} runs side by side",
    "points": "the kernel for {} design points with the same dice side by side",
}


@cache
def ready(driver: str, width: int) -> Any:
    """A driver of the kernel for a number of lanes, compiled or from the cache."""
    name = name_of(driver, width)
    return made_ready(
        name, _WHAT[driver].format(width), lambda: compiled(driver, width), lambda kernel: _compile(kernel, driver, width)
    )


def _compile(kernel: Any, driver: str, width: int) -> None:
    """Call a driver with no weeks to simulate, so that it is compiled, or read from the cache."""
    organization, design = Organization.from_bosses([-1, 0]), Design(replications=1, weeks=0)
    fixed, levers = np.zeros((1, len(FIXED))), np.zeros((1, 0, len(LEVERS)))
    recorder = _recorder(design, organization, NOBODY)
    outcomes = np.zeros((1, 0, OUTCOME_COUNT))
    work = _workspaces(driver, organization, width, numba.get_num_threads())
    kernel(tree_of(organization), arrange.runs(design, width, [0]), fixed, levers, outcomes, recorder, work)


def _recorder(design: Design, organization: Organization, chosen: Recording) -> Recorder:
    """Where the people of each replication and week are recorded, and room for them."""
    runs, moments = np.full(design.replications, -1, dtype=np.int64), np.full(design.weeks, -1, dtype=np.int64)
    weeks = chosen.weeks_of(design) if chosen.replications else ()
    for place, replication in enumerate(chosen.replications):
        runs[replication - design.first] = place
    for place, week in enumerate(weeks):
        moments[week] = place
    return Recorder(runs, moments, np.full((len(chosen.replications), len(weeks), FIELDS, len(organization)), np.nan))


def _nobody(runs: int, weeks: int) -> Recorder:
    """A recorder that records nobody."""
    return Recorder(np.full(runs, -1, dtype=np.int64), np.full(weeks, -1, dtype=np.int64), np.empty((0, 0, FIELDS, 0)))


def _workspaces(driver: str, organization: Organization, width: int, threads: int) -> Floats:
    """Memory for each thread, (threads, numbers), every row of which begins on a cache line."""
    supervisors = organization.supervisors
    size = workspace_size(driver, supervisors, len(organization) - supervisors, width)
    whole = np.zeros(threads * size + LINE)
    start = -whole.ctypes.data % (8 * LINE) // 8
    return whole[start : start + threads * size].reshape(threads, size)


@contextmanager
def _threads(count: int | None) -> Iterator[None]:
    before = numba.get_num_threads()
    numba.set_num_threads(min(count or before, numba.config.NUMBA_NUM_THREADS))
    try:
        yield
    finally:
        numba.set_num_threads(before)


def lanes_of(execution: Execution) -> int:
    """Runs side by side: as asked for, else those that were fastest; one where the compiler is off.

    Plain Python has no lanes. Raises ConfigurationError when more than one is asked for there.
    """
    if not numba.config.DISABLE_JIT:
        return execution.lanes or DEFAULT_LANES
    if execution.lanes not in (None, 1):
        raise ConfigurationError(
            f"lanes={execution.lanes}: must be 1 or null where NUMBA_DISABLE_JIT switches the compiler off"
        )
    return 1


def run_kernel(
    organization: Organization,
    scenario: Scenario,
    design: Design,
    execution: Execution = KERNEL,
    people: Recording = NOBODY,
    progress: Progress | None = None,
    into: Floats | None = None,
) -> Record:
    """All replications of one scenario on the compiled kernel; equal, bit for bit, for any lanes, threads and chunks.

    `into` (replication, week, outcome) is filled where given, so that many calls can share their memory.
    """
    width = lanes_of(execution)
    outcomes = np.empty((design.replications, design.weeks, OUTCOME_COUNT)) if into is None else into
    recorder = _recorder(design, organization, people)
    fixed, levers = scenario.fixed()[None], scenario.weekly_levers(design.weeks)[None]
    jobs = arrange.runs(design, width, [design.unit])
    _run("runs", width, organization, jobs, fixed, levers, outcomes, recorder, execution.threads, progress)
    weeks = people.weeks_of(design)
    return Record(outcomes, PeopleRecord(people.replications, recorder.people, weeks) if people.replications else None)


def run_points(
    organization: Organization,
    fixed: Floats,
    levers: Floats,
    design: Design,
    execution: Execution = KERNEL,
    units: Sequence[int] | None = None,
    progress: Progress | None = None,
    driver: str | None = None,
    into: Floats | None = None,
) -> Floats:
    """All replications of several design points: outcomes (point, replication, week, outcome).

    `fixed` (points, parameters) and `levers` (points, weeks, levers) are as `Scenario.fixed` and `Scenario.weekly_levers` give.
    All points have the same dice, unless each has a unit of its own in `units`: then they are departments, or points compared
    without common random numbers; one row of parameters may hold for all `units`. `progress` is called with the runs finished
    since its last call. `driver` says what stands side by side, `runs` or `points` (None: whatever costs less); it never
    changes a number. `into` (runs or more, week, outcome) is memory for the outcomes, so that many calls can share it.
    """
    width, rows, count = lanes_of(execution), len(fixed), len(fixed if units is None else units)
    expected = (rows, len(FIXED)), (rows, design.weeks, len(LEVERS))
    if (fixed.shape, levers.shape) != expected:  # compiled code would read and write beyond the arrays
        raise ValueError(f"fixed and levers have the shapes {fixed.shape} and {levers.shape}; they must have {expected}")
    if rows not in (1, count):
        raise ValueError(f"units: {count} for {rows} rows of parameters; there must be one row for each, or one for all")
    if driver is None:
        driver = "points" if units is None and arrange.dice_shared(design, width, count) else "runs"
    shared = driver == "points"
    if shared:
        jobs, shape = arrange.points(design, width, count), (design.replications, count)
    else:
        own = [design.unit] * count if units is None else units
        jobs, shape = arrange.runs(design, width, own, None if rows == count else [0] * count), (count, design.replications)
    runs = count * design.replications
    outcomes = np.empty((runs, design.weeks, OUTCOME_COUNT)) if into is None else into[:runs]
    recorder = _nobody(len(outcomes), design.weeks)
    _run(driver, width, organization, jobs, fixed, levers, outcomes, recorder, execution.threads, progress)
    by_run = outcomes.reshape(*shape, design.weeks, OUTCOME_COUNT)
    return by_run.transpose(1, 0, 2, 3) if shared else by_run


def _run(
    driver: str,
    width: int,
    organization: Organization,
    jobs: Jobs,
    fixed: Floats,
    levers: Floats,
    outcomes: Floats,
    recorder: Recorder,
    threads: int | None,
    progress: Progress | None,
) -> None:
    """Fill `outcomes` (run, week, outcome), a chunk of blocks at a time."""
    kernel, tree = ready(driver, width), tree_of(organization)
    with _ONE_AT_A_TIME, _threads(threads):
        together = numba.get_num_threads()
        workspaces = _workspaces(driver, organization, width, together)
        step = max(1, CHUNK // max(1, len(organization) * levers.shape[1] * width * together)) * together
        for start in range(0, len(jobs.starts) - 1, step):
            part = jobs.starts[start : start + step + 1]
            kernel(tree, jobs._replace(starts=part), fixed, levers, outcomes, recorder, workspaces)
            if progress is not None:
                progress(int(part[-1] - part[0]))
