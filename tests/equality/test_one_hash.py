"""One sha256, whatever computes it: agents, no compiler, every driver and number of lanes, threads, chunks, processors."""

from __future__ import annotations

import hashlib
import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from orgsim.engines.kernel import run as kernel
from orgsim.engines.kernel.blocks import DRIVERS
from orgsim.engines.run import run
from orgsim.model.parameters import Climate, Context, Events, Leaving, NewHead, Shock, Start, Trust
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.bounds import LANES
from orgsim.spec.study import Design, Execution
from tests.engines.processes import ROOT, python

POINTS, REPLICATIONS, WEEKS = 5, 3, 12
ORGANIZATION = Organization.from_bosses([-1, 0, 0, 1, 1, 2, 3, 3, 3])
DESIGN = Design(REPLICATIONS, WEEKS, seed=4_000_000_000, unit=3, first=2**31, climate=8)


def scenarios() -> list[Scenario]:
    """Points that differ in people, trust and events, in which posts are left and heads move on."""
    return [
        Scenario(
            context=Context(
                leaving=Leaving(rate=0.03 + 0.01 * point, succession=0.05),
                climate=Climate(sd=0.1),
                trust=Trust(loss_to_gain=1.0 + point),
            ),
            start=Start(varied=1.0),
            events=Events(Shock(4.0 + point), NewHead(6.0)),
        )
        for point in range(POINTS)
    ]


def sha256(outcomes: NDArray[np.float64]) -> str:
    """The hash of outcomes (point, replication, week, outcome)."""
    return hashlib.sha256(np.ascontiguousarray(outcomes).tobytes()).hexdigest()


def one_by_one(execution: Execution) -> NDArray[np.float64]:
    """Every point by itself."""
    return np.stack([run(ORGANIZATION, scenario, DESIGN, execution=execution).outcomes for scenario in scenarios()])


def together(driver: str, lanes: int | None, threads: int = 1, order: list[int] | None = None) -> NDArray[np.float64]:
    """All points in one call of a driver, in an order of one's own, back in their own order."""
    chosen = list(range(POINTS)) if order is None else order
    points = [scenarios()[place] for place in chosen]
    fixed, levers = (np.stack(each) for each in ([p.fixed() for p in points], [p.weekly_levers(WEEKS) for p in points]))
    execution = Execution("kernel", threads, lanes)
    outcomes = kernel.run_points(ORGANIZATION, fixed, levers, DESIGN, execution, driver=driver)
    return outcomes[np.argsort(chosen)]


@pytest.fixture(scope="module")
def agents() -> str:
    """The hash of the agents, who follow the rules as plain Python."""
    return sha256(one_by_one(Execution("mesa")))


@pytest.mark.parametrize("lanes", LANES)
@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("threads", [1, 2])
def test_drivers_lanes_and_threads(agents: str, driver: str, lanes: int, threads: int) -> None:
    assert sha256(together(driver, lanes, threads)) == agents


@pytest.mark.parametrize("driver", DRIVERS)
def test_points_in_any_order(agents: str, driver: str) -> None:
    assert sha256(together(driver, 2, 2, [3, 0, 4, 2, 1])) == agents


def test_chunks_in_any_order(agents: str) -> None:
    outcomes = np.empty_like(together("runs", 4))
    for first in (2, 0, 1):
        own = Design(1, WEEKS, DESIGN.seed, unit=DESIGN.unit, first=DESIGN.first + first, climate=DESIGN.climate)
        for point in (4, 1, 0, 3, 2):
            outcomes[point, first] = run(ORGANIZATION, scenarios()[point], own, execution=Execution("kernel", 2, 4)).outcomes[0]
    assert sha256(outcomes) == agents


def test_departments_side_by_side_are_what_they_are_alone() -> None:
    units = [9, 0, 2**32 - 1, 4, 3]
    fixed, levers = np.stack([s.fixed() for s in scenarios()]), np.stack([s.weekly_levers(WEEKS) for s in scenarios()])
    side_by_side = kernel.run_points(ORGANIZATION, fixed, levers, DESIGN, Execution("kernel", 2), units)
    for outcomes, unit, scenario in zip(side_by_side, units, scenarios(), strict=True):
        own = Design(REPLICATIONS, WEEKS, DESIGN.seed, unit=unit, first=DESIGN.first, climate=DESIGN.climate)
        assert outcomes.tobytes() == run(ORGANIZATION, scenario, own, execution=Execution("mesa")).outcomes.tobytes()


ELSEWHERE = """
import sys
from tests.equality.test_one_hash import sha256, together
print(*(sha256(together(driver, None)) for driver in sys.argv[1:]))
"""
#: Environments in which the compiler makes other machine code, or none.
PROCESSORS = {
    "no compiler": {"NUMBA_DISABLE_JIT": "1"},
    "generic": {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""},
    "x86-64-v3": {"NUMBA_CPU_NAME": "x86-64-v3", "NUMBA_CPU_FEATURES": ""},
}


@pytest.mark.parametrize("where", PROCESSORS)
def test_processors_and_no_compiler(agents: str, where: str) -> None:
    if where == "x86-64-v3" and not _has_avx2():
        pytest.skip("this processor has no AVX2")
    process = python(["-c", ELSEWHERE, *DRIVERS], ROOT, **PROCESSORS[where])
    assert process.returncode == 0, process.stderr[-3000:]
    assert process.stdout.split() == [agents] * len(DRIVERS)


def _has_avx2() -> bool:
    from llvmlite import binding

    return bool(binding.get_host_cpu_features().get("avx2", False)) and sys.maxsize > 2**32


def test_kernels_from_the_cache_are_linked_apart() -> None:
    """Two kernels out of the cache, each compiled in a process of its own, must not be linked under one name."""
    names = set()
    for driver in DRIVERS:
        for lanes in (1, 8):
            (overload,) = kernel.ready(driver, lanes).overloads.values()
            names.add(overload.fndesc.llvm_func_name.split("B")[0])
    assert len(names) == 2 * len(DRIVERS)
