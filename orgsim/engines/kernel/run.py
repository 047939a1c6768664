"""The kernel's host side: arrays in, arrays out, in chunks that let progress be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from threading import Lock
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from orgsim.engines.kernel.blocks import OUTCOME_COUNT, compiled, name_of
from orgsim.engines.kernel.cache import made_ready
from orgsim.engines.kernel.layout import tree_of
from orgsim.engines.kernel.recording import FIELDS
from orgsim.engines.record import PeopleRecord, Record
from orgsim.errors import ConfigurationError
from orgsim.model.parameters.table import FIXED, LEVERS
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.study.specification import NOBODY, Design, Execution, Recording

#: Runs side by side that were fastest where measured; results do not depend on it.
DEFAULT_LANES = 8
#: Person-weeks to a call between two signs of progress: about a quarter of a second.
CHUNK = 30_000_000
#: numba's simplest threading layer aborts the process when two threads enter at once; they take turns instead.
_ONE_AT_A_TIME = Lock()


@cache
def ready(width: int) -> Any:
    """The kernel for a number of lanes, compiled or from the cache."""
    what = f"the kernel for {width} runs side by side"
    return made_ready(name_of(width), what, lambda: compiled(width), _compile)


def _compile(kernel: Any) -> None:
    """Call the kernel with no weeks to simulate, so that it is compiled, or read from the cache."""
    organization, design = Organization.from_bosses([-1, 0]), Design(replications=1, weeks=0)
    fixed, levers = np.zeros(len(FIXED)), np.zeros((0, len(LEVERS)))
    outcomes = np.zeros((1, 0, OUTCOME_COUNT))
    kernel(tree_of(organization), 0, 0, 0, 0, fixed, levers, outcomes, *_people(design, organization, NOBODY))


def _people(design: Design, organization: Organization, chosen: Recording) -> tuple[Any, Any, Any]:
    """Each run's and each week's place in the record of people (-1: not recorded), and the record."""
    runs, moments = np.full(design.replications, -1, dtype=np.int64), np.full(design.weeks, -1, dtype=np.int64)
    weeks = chosen.weeks_of(design) if chosen.replications else ()
    for place, replication in enumerate(chosen.replications):
        runs[replication - design.first] = place
    for place, week in enumerate(weeks):
        moments[week] = place
    return runs, moments, np.full((len(chosen.replications), len(weeks), FIELDS, len(organization)), np.nan)


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


def run_points(
    organization: Organization,
    fixed: NDArray[np.float64],
    levers: NDArray[np.float64],
    design: Design,
    execution: Execution,
    units: Sequence[int] | None = None,
) -> NDArray[np.float64]:
    """All replications of several design points: outcomes (point, replication, week, outcome).

    `fixed` (points, parameters) and `levers` (points, weeks, levers) are as `Scenario.fixed` and `Scenario.weekly_levers` give.
    All points have the same dice, unless each has a unit of its own in `units`.
    """
    outcomes = np.empty((len(fixed), design.replications, design.weeks, OUTCOME_COUNT))
    for point, (own, weekly) in enumerate(zip(fixed, levers, strict=True)):
        its_own = design if units is None else replace(design, unit=units[point])
        _run(organization, own, weekly, its_own, execution, NOBODY, None, outcomes[point])
    return outcomes


def run_kernel(
    organization: Organization,
    scenario: Scenario,
    design: Design,
    execution: Execution,
    people: Recording = NOBODY,
    progress: Callable[[int], object] | None = None,
    into: NDArray[np.float64] | None = None,
) -> Record:
    """All replications of one scenario on the compiled kernel; equal, bit for bit, for any lanes, threads and chunks.

    `into` (replication, week, outcome), where given, is filled instead of a new array.
    """
    fixed, levers = scenario.fixed(), scenario.weekly_levers(design.weeks)
    outcomes = np.empty((design.replications, design.weeks, OUTCOME_COUNT)) if into is None else into
    recorded = _run(organization, fixed, levers, design, execution, people, progress, outcomes)
    weeks = people.weeks_of(design)
    return Record(outcomes, PeopleRecord(people.replications, recorded, weeks) if people.replications else None)


def _run(
    organization: Organization,
    fixed: NDArray[np.float64],
    levers: NDArray[np.float64],
    design: Design,
    execution: Execution,
    people: Recording,
    progress: Callable[[int], object] | None,
    outcomes: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Fill `outcomes` (replication, week, outcome); returns the record of people."""
    width = lanes_of(execution)
    kernel = ready(width)
    places, moments, recorded = _people(design, organization, people)
    tree = tree_of(organization)
    with _ONE_AT_A_TIME, _threads(execution.threads):
        step = width * numba.get_num_threads()
        chunk = max(1, CHUNK // max(1, len(organization) * design.weeks * step)) * step
        for first in range(0, design.replications, chunk):
            part = slice(first, first + chunk)
            start = design.first + first
            numbers = (design.seed, design.unit, design.climate_unit, start)
            kernel(tree, *numbers, fixed, levers, outcomes[part], places[part], moments, recorded)
            if progress is not None:
                progress(len(outcomes[part]))
    return recorded
