"""The kernel's host side: arrays in, arrays out, in chunks that let progress be seen."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

import numba
import numpy as np

from orgsim.engines.kernel.blocks import OUTCOME_COUNT, compiled
from orgsim.engines.kernel.cache import forget, is_compiled
from orgsim.engines.kernel.layout import tree_of
from orgsim.engines.kernel.recording import FIELDS
from orgsim.engines.record import PeopleRecord, Record
from orgsim.model.parameters.table import FIXED, LEVERS
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.study.specification import Design, Execution

#: Runs side by side that were fastest where measured; results do not depend on it.
DEFAULT_LANES = 8
#: Person-weeks to a call between two signs of progress: about a quarter of a second.
CHUNK = 30_000_000
#: numba's simplest threading layer aborts the process when two threads enter at once; they take turns instead.
_ONE_AT_A_TIME = Lock()


@cache
def ready(width: int) -> Any:
    """The kernel for a number of lanes, compiled or from the cache; a damaged cache is thrown away and made again."""
    if not is_compiled(width):
        _say(f"compiling the kernel for {width} runs side by side, once for this machine …")
    for attempt in (1, 2):
        kernel = compiled(width)
        try:
            _compile(kernel)
            return kernel
        except (EOFError, OSError, ValueError, KeyError, pickle.UnpicklingError):
            if attempt == 2:
                raise
            _say("the cached kernel is damaged; compiling it again …")
            forget(width)
            compiled.cache_clear()
    raise AssertionError("unreachable")


def _compile(kernel: Any) -> None:
    """Call the kernel with no weeks to simulate, so that it is compiled, or read from the cache."""
    places, recorded = _nobody(1)
    tree, fixed, levers = tree_of(Organization.from_bosses([-1, 0])), np.zeros(len(FIXED)), np.zeros((0, len(LEVERS)))
    kernel(tree, 0, 0, 0, fixed, levers, np.zeros((1, 0, OUTCOME_COUNT)), places, recorded)


def _say(what: str) -> None:
    if not numba.config.DISABLE_JIT:
        print(f"orgsim: {what}", file=sys.stderr, flush=True)


def _nobody(runs: int) -> tuple[Any, Any]:
    return np.full(runs, -1, dtype=np.int64), np.zeros((0, 0, FIELDS, 0))


def _people(design: Design, organization: Organization, chosen: Sequence[int]) -> tuple[Any, Any]:
    """Each run's place in the record of people, and the record."""
    places, recorded = _nobody(design.replications)
    if chosen:
        recorded = np.full((len(chosen), design.weeks, FIELDS, len(organization)), np.nan)
        for place, replication in enumerate(chosen):
            places[replication - design.first] = place
    return places, recorded


@contextmanager
def _threads(count: int | None) -> Iterator[None]:
    before = numba.get_num_threads()
    numba.set_num_threads(min(count or before, numba.config.NUMBA_NUM_THREADS))
    try:
        yield
    finally:
        numba.set_num_threads(before)


def run_kernel(
    organization: Organization,
    scenario: Scenario,
    design: Design,
    execution: Execution,
    people: Sequence[int] = (),
    progress: Callable[[int], object] | None = None,
) -> Record:
    """All replications of one scenario on the compiled kernel; equal, bit for bit, for any lanes, threads and chunks."""
    width = execution.lanes or DEFAULT_LANES
    kernel = ready(width)
    fixed, levers = scenario.fixed(), scenario.weekly_levers(design.weeks)
    outcomes = np.empty((design.replications, design.weeks, OUTCOME_COUNT))
    places, recorded = _people(design, organization, people)
    tree = tree_of(organization)
    with _ONE_AT_A_TIME, _threads(execution.threads):
        step = width * numba.get_num_threads()
        chunk = max(1, CHUNK // max(1, len(organization) * design.weeks * step)) * step
        for first in range(0, design.replications, chunk):
            part = slice(first, first + chunk)
            start = design.first + first
            kernel(tree, design.seed, design.unit, start, fixed, levers, outcomes[part], places[part], recorded)
            if progress is not None:
                progress(len(outcomes[part]))
    return Record(outcomes, PeopleRecord(tuple(people), recorded) if people else None)
