"""A study: the frozen, validated specification that engines run and results carry with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass

from orgsim.model.scenario import Scenario
from orgsim.organization import Organization

ENGINES = ("kernel", "mesa")
#: Called with the number of replications finished since the last call.
Progress = Callable[[int], object]


@dataclass(frozen=True)
class Design:
    """How often, how long and with which dice: all scenarios of a study share them (common random numbers).

    `replications` runs are numbered from `first`; `seed` and `unit` (the department's number in a company) are 32-bit.
    Departments of one company name the same `climate`, the unit whose weekly ups and downs they share; None: one's own.
    With `departments` above 1 every run is a company of so many, numbered from `unit`, and outcomes are their means.
    """

    replications: int = 200
    weeks: int = 312
    seed: int = 1
    _: KW_ONLY
    unit: int = 0
    first: int = 0
    climate: int | None = None
    departments: int = 1

    @property
    def climate_unit(self) -> int:
        """The unit whose climate the department lives in: its own, unless it shares one."""
        return self.unit if self.climate is None else self.climate


@dataclass(frozen=True)
class Recording:
    """Whose every person is recorded, and when: numbers of replications, and weeks (None: every week)."""

    replications: tuple[int, ...] = ()
    weeks: tuple[int, ...] | None = None

    def weeks_of(self, design: Design) -> tuple[int, ...]:
        """The recorded weeks of a run, in order."""
        return tuple(range(design.weeks)) if self.weeks is None else self.weeks


NOBODY = Recording()


@dataclass(frozen=True)
class Execution:
    """How it is computed, which never changes a result: engine, threads (None: all), runs side by side (lanes)."""

    engine: str = "kernel"
    threads: int | None = None
    lanes: int | None = None


#: The kernel with all threads.
KERNEL = Execution()


@dataclass(frozen=True)
class Study:
    """An organization under one or more scenarios, the first being the one asked about, the others its comparison."""

    organization: Organization
    scenarios: tuple[Scenario, ...]
    design: Design = Design()
    execution: Execution = Execution()
