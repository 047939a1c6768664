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

    Parameters
    ----------
    replications : int, default 200
        Runs, numbered from `first`.
    weeks : int, default 312
        Length of a run.
    seed : int, default 1
        The dice, a whole number of 32 bits.
    unit : int, default 0
        The department's number in a company, 32 bits.
    first : int, default 0
        Number of the first run.
    climate : int, optional
        The unit whose weekly ups and downs the department shares; None: its own.
    departments : int, default 1
        Above 1 every run is a company of so many, numbered from `unit`, and outcomes are their means.

    Examples
    --------
    >>> import orgsim
    >>> orgsim.Design(replications=20, weeks=52).seed
    1
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
    """How it is computed, which never changes a result.

    Parameters
    ----------
    engine : str, default "kernel"
        "kernel" (compiled) or "mesa" (readable agents).
    threads : int, optional
        Threads of the kernel; None: all processors.
    lanes : int, optional
        Runs side by side in a thread; None: as the processor has.

    Examples
    --------
    >>> import orgsim
    >>> orgsim.Execution(threads=2).engine
    'kernel'
    """

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
