"""Is the module equal to the native kernel? Every double of many runs, bit by bit, under wasmtime."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.config import list_scenarios, load_scenario
from orgsim.engines.kernel.run import run_kernel
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.parameters import Levers
from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import KERNEL, Design, Recording
from orgsim.wasm.host import WasmKernel

SEEDS = (1, 2026, 4_000_000_007)
#: Weeks whose people are compared, beside the last.
WEEKS_BETWEEN = WEEKS_PER_YEAR


@dataclass(frozen=True)
class Case:
    """An organization with the runs to compare; `boss` is as a file would give it, in any order."""

    name: str
    boss: NDArray[np.int64]
    scenarios: tuple[str, ...]
    seeds: tuple[int, ...] = SEEDS
    replications: int = 5
    weeks: int = 312


@dataclass(frozen=True)
class Compared:
    """What came of a case: doubles compared and how many differ, with a line for the first run that does."""

    case: Case
    doubles: int
    different: int
    first: str = ""


def cases() -> tuple[Case, ...]:
    """All scenarios with three seeds on three organizations, and one scenario on 5,000 people."""
    scenarios = tuple(name for name, _, _ in list_scenarios())
    rng = np.random.Generator(np.random.Philox(key=7))
    uneven = Organization.synthetic(leaders=5, managers_per_leader=3, workers_per_manager=6, layers=2, spread=0.9, seed=3)
    heap = (np.arange(5_000, dtype=np.int64) + 6) // 7 - 1
    return (
        Case("default", Organization.synthetic().boss.astype(np.int64), scenarios),
        Case("uneven", shuffled(uneven.boss.astype(np.int64), rng), scenarios),
        Case("small", np.array([1, -1, 1, 0, 0, 2], dtype=np.int64), scenarios),
        Case("large", shuffled(heap, rng), scenarios[:1], SEEDS[:1], replications=2),
    )


def shuffled(boss: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """The same tree with its people in another order."""
    place = rng.permutation(len(boss))
    mixed = np.empty_like(boss)
    mixed[place] = np.where(boss < 0, -1, place[boss])
    return mixed


def compare(kernel: WasmKernel, case: Case) -> Compared:
    """Run a case on the module and natively."""
    organization = Organization.from_bosses(case.boss)
    kernel.organize(case.boss)
    doubles = different = 0
    first = ""
    for name, values, expected in _pairs(kernel, case, organization):
        unequal = int((words(values) != words(expected)).sum()) if values.shape == expected.shape else expected.size
        doubles, different = doubles + expected.size, different + unequal
        first = first or (name if unequal else "")
    return Compared(case, doubles, different, first)


def words(values: NDArray[Any]) -> NDArray[np.unsignedinteger[Any]]:
    """The bits of an array's elements (elements,), so that NaN equals NaN and 0.0 differs from -0.0."""
    flat = np.ascontiguousarray(values).ravel()
    return flat.view(f"u{flat.dtype.itemsize}")


def _pairs(kernel: WasmKernel, case: Case, organization: Organization) -> Iterator[tuple[str, NDArray[Any], NDArray[Any]]]:
    """What the module gives and what Python gives, with a name."""
    yield "the order of people", kernel.get("above"), organization.boss
    yield "levels", kernel.get("level"), organization.level
    weeks = (*range(0, case.weeks - 1, WEEKS_BETWEEN), case.weeks - 1)
    for name in case.scenarios:
        scenario = load_scenario(name)
        levers = scenario.weekly_levers(case.weeks)
        yield f"{name}: levers", by_week(kernel, scenario, case.weeks), levers
        for seed in case.seeds:
            design = Design(case.replications, case.weeks, seed, unit=seed % 5, first=3 * (seed % 2))
            record = run_kernel(organization, scenario, design, replace(KERNEL, threads=1), Recording((design.first,), weeks))
            outcomes, people = kernel.run(scenario.fixed(), levers, design, 1, weeks, step=case.weeks // 3)
            assert record.people is not None
            yield f"{name}, seed {seed}: outcomes", outcomes, record.outcomes
            yield f"{name}, seed {seed}: people", people, record.people.values


def by_week(kernel: WasmKernel, scenario: Scenario, weeks: int) -> NDArray[np.float64]:
    """A scenario's levers by week as the module makes them."""
    timings = [scenario.timing.get(name, scenario.shift) for name in Levers._fields]
    dates = np.array([(each.week, each.ramp, -1 if each.end is None else each.end) for each in timings])
    return kernel.levers(np.array(Levers()), np.array(scenario.levers), dates, weeks)
