"""The kernel's host side: arrays in, arrays out, in chunks that let progress be seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from orgsim.engines.kernel.threads import Part, parts_of, share_out, threads_of
from orgsim.engines.record import PeopleRecord, Record
from orgsim.errors import ConfigurationError
from orgsim.model.parameters.table import FIXED, LEVERS
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import KERNEL, NOBODY, Design, Execution, Recording

Floats = NDArray[np.float64]
Progress = Callable[[int], object]
#: Called with the number of the first of some runs that are finished, and their outcomes (run, week, outcome), by the thread
#: that computed them, while they lie in its processor's cache.
Finished = Callable[[int, Floats], object]

#: Runs side by side that were fastest where measured; results do not depend on it.
DEFAULT_LANES = 8
#: Person-weeks that a thread computes between two signs of progress, at most: about a quarter of a second.
CHUNK = 50_000_000
#: Bytes of outcomes that a thread computes before they are handed on as finished: they stay in the cache.
_HOT = 4 * 2**20
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
    (work,) = _workspaces(driver, organization, width, 1)
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
    finished: Finished | None = None,
) -> Floats:
    """All replications of several design points: outcomes (point, replication, week, outcome).

    `fixed` (points, parameters) and `levers` (points, weeks, levers) are as `Scenario.fixed` and `Scenario.weekly_levers` give.
    All points have the same dice, unless each has a unit of its own in `units`: then they are departments, or points compared
    without common random numbers; one row of parameters may hold for all `units`. `progress` is called with the runs finished
    since its last call. `driver` says what stands side by side, `runs` or `points` (None: whatever costs less); it never
    changes a number. `into` (runs or more, week, outcome) is memory for the outcomes, so that many calls can share it;
    `finished` sees them as they come, in the order in which they lie there.
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
    _run(driver, width, organization, jobs, fixed, levers, outcomes, recorder, execution.threads, progress, finished)
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
    finished: Finished | None = None,
) -> None:
    """Fill `outcomes` (run, week, outcome), a part of the blocks at a time on each thread."""
    kernel, tree, together = ready(driver, width), tree_of(organization), threads_of(threads)
    workspaces, told = _workspaces(driver, organization, width, together), Lock()
    most = max(1, CHUNK // max(1, len(organization) * levers.shape[1] * width))
    if finished is not None:
        most = min(most, max(1, _HOT // max(1, outcomes[:width].nbytes)))

    def work(thread: int, part: Part) -> None:
        starts = jobs.starts[part[0] : part[1] + 1]
        kernel(tree, jobs._replace(starts=starts), fixed, levers, outcomes, recorder, workspaces[thread])
        first, last = int(starts[0]), int(starts[-1])
        if finished is not None:
            finished(first, outcomes[first:last])
        if progress is not None:
            with told:
                progress(last - first)

    blocks = len(jobs.starts) - 1
    share_out(parts_of(blocks, together, most), work, min(together, max(1, blocks)))
