"""What is timed: a department, a scenario, and how much of it each implementation is given to do."""

from __future__ import annotations

from dataclasses import dataclass

from orgsim.model.scenario import Scenario
from orgsim.organization import Organization
from orgsim.spec.study import Design

SEED = 1


@dataclass(frozen=True)
class Size:
    """How much is done. Engines that interpret Python get fewer weeks, so that one round of every row takes seconds.

    `tree` is (leaders, managers to a leader, workers to a manager). `batches` are the numbers of replications that NumPy
    computes at once, each tried. `weeks_compared` is what the hash covers: the first weeks of replication 0. `lanes` are the
    numbers of runs side by side that are timed beside the kernel's own choice; `many` runs are a thousand or fewer. `company`
    is the number of people of one company, `streamed` that of runs of which summaries alone are kept.
    """

    name: str
    tree: tuple[int, int, int]
    weeks: int
    runs: int
    rounds: int
    weeks_compared: int
    batches: tuple[int, ...]
    batch_weeks: int
    many: int
    lanes: tuple[int, ...]
    company: int
    streamed: int

    @property
    def organization(self) -> Organization:
        """The department."""
        return Organization.synthetic(*self.tree)

    @property
    def design(self) -> Design:
        """All runs of the compiled kernel."""
        return Design(self.runs, self.weeks, SEED)

    @property
    def compared(self) -> Design:
        """The one replication that slow engines simulate and every engine's hash is taken of."""
        return Design(1, self.weeks_compared, SEED)


#: 1 head, 8 leaders, 40 managers and 400 workers.
FULL = Size("full", (8, 5, 10), 260, 64, 9, 26, (1024, 4096, 16384), 1, 1000, (16, 8, 4, 1), 1_000_000, 100_000)
QUICK = Size("quick", (2, 3, 4), 13, 16, 3, 4, (16,), 2, 32, (), 4_000, 200)
SIZES = {size.name: size for size in (FULL, QUICK)}
SCENARIO = Scenario()
