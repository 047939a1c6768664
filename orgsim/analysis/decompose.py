"""Why is the directed department behind? How much of a gap each mechanism explains, by switching mechanisms off.

The players of the game are groups of mechanisms; a coalition is a model in which those groups are on and the other groups
off; its worth is the gap between the led and the directed scenario in that model, on the same dice. Shapley values divide
the gap among the groups without a remainder but one: the gap that is left with all of them off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from orgsim.analysis.across import Floats, mean_interval, mean_of
from orgsim.analysis.compare import check_confidence, check_outcomes
from orgsim.analysis.shapley import shapley_values
from orgsim.config.building import scenario_from
from orgsim.errors import ConfigurationError
from orgsim.model.calendar import LEVEL_WEEKS
from orgsim.model.mechanisms import ENGAGEMENT_GAP, PLATEAU, check_mechanisms, groups_of, switched_off
from orgsim.model.scenario import Scenario
from orgsim.naming import named
from orgsim.notebook import Shown, frame_cells, number
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Progress
from orgsim.study.trials import Trials

#: More groups than this make more than 4,096 models.
MOST_GROUPS = 12
Groups = Mapping[str, Sequence[str]]


@dataclass(frozen=True, repr=False)
class Decomposition(Shown):
    """A gap taken apart, replication by replication.

    `worth` (2**groups, replication) holds the gap in each model: in model S the groups i with S >> i & 1 are on. `led_level`
    and `directed_level` (replication,) are the statistic of the two scenarios with everything on.
    """

    statistic: str
    led: str
    directed: str
    groups: Mapping[str, tuple[str, ...]]
    worth: Floats
    led_level: Floats
    directed_level: Floats
    design: Design
    confidence: float

    def headline(self) -> str:
        """The gap that is taken apart."""
        gap, level = number(float(self.whole.mean())), number(float(self.led_level.mean()))
        runs = f"{self.design.replications:,} replications"
        return f"{self.statistic}: {self.led} is {gap} above {self.directed}, at {level}; {runs}"

    def cells(self) -> tuple[list[str], Iterator[list[str]]]:
        """The rows of `table`."""
        return frame_cells(self.table())

    @property
    def values(self) -> Floats:
        """The Shapley value of each group, shape (group, replication)."""
        return shapley_values(self.worth)

    @property
    def whole(self) -> Floats:
        """The gap with everything on, led minus directed, shape (replication,)."""
        return np.asarray(self.worth[-1])

    @property
    def unexplained(self) -> Floats:
        """The gap that is left with all groups off, which no switch explains, shape (replication,)."""
        return np.asarray(self.worth[0])

    def table(self) -> pd.DataFrame:
        """One row for each group, in falling order, then `all groups`, `no switch explains`, `the whole gap`.

        Returns
        -------
        pandas.DataFrame
            `value`, `low` and `high` are the mean over replications and its interval, in the statistic's unit; `share` is the
            part of the whole gap. `removal` is by how much the gap shrinks when this group alone is off, `alone` by how much it
            grows from nothing when this group alone is on: where the two differ from each other, mechanisms work together.
        """
        values = self.values
        order = sorted(range(len(self.groups)), key=lambda place: -values[place].mean())
        names, full = list(self.groups), len(self.worth) - 1
        rows = []
        for place in order:
            removal = (self.whole - self.worth[full ^ 1 << place]).mean()
            alone = (self.worth[1 << place] - self.unexplained).mean()
            rows.append(self._row(names[place], values[place]) | {"removal": removal, "alone": alone})
        rows.append(self._row("all groups", self.whole - self.unexplained))
        rows.append(self._row("no switch explains", self.unexplained))
        rows.append(self._row("the whole gap", self.whole))
        return pd.DataFrame(rows, columns=["part", "value", "low", "high", "share", "removal", "alone"])

    def _row(self, part: str, amounts: Floats) -> dict[str, object]:
        mean, whole = mean_interval(amounts, self.confidence), float(self.whole.mean())
        share = float(mean.mean) / whole if whole else np.nan
        return {"part": part, "value": float(mean.mean), "low": float(mean.low), "high": float(mean.high), "share": share}


@named()
def decompose(
    organization: Organization,
    directed: str | Path | Scenario = "management_trap",
    led: str | Path | Scenario = "led_from_the_start",
    *,
    groups: Groups | Sequence[str] | None = None,
    statistic: str = "performance",
    replications: int = 24,
    weeks: int = 312,
    seed: int = 1,
    unit: int = 0,
    confidence: float = 0.95,
    execution: Execution | None = None,
    progress: Progress | None = None,
) -> Decomposition:
    """Take the gap between a led and a directed scenario apart by mechanism.

    The gap is the outcome `statistic`, mean of the last 13 weeks, led minus directed. All 2**groups models are run, under both
    scenarios, on the same dice.

    Parameters
    ----------
    organization : Organization
        The department.
    directed, led : str, Path or Scenario, default "management_trap" and "led_from_the_start"
        The two scenarios: a name, the path of a scenario file, or a `Scenario`.
    groups : mapping of str to sequence of str, or sequence of str, optional
        Each group's mechanisms (`orgsim.model.mechanisms` has the table) by a name, or some mechanisms, each then a group of
        its own. By default the table's candidates: those of the engagement gap for an outcome of engagement, else those of the
        plateau.
    statistic : str, default "performance"
        The outcome whose gap is taken apart.
    replications : int, default 24
        Runs of each scenario.
    weeks : int, default 312
        Length of a run.
    seed : int, default 1
        The dice, a whole number of 32 bits.
    unit : int, default 0
        The department's number in a company, 32 bits; part of its dice.
    confidence : float, default 0.95
        Confidence of intervals, between 0 and 1.
    execution : Execution, optional
        Engine, threads and lanes, which change no number; by default the kernel with all threads.
    progress : callable, optional
        Called with the number of runs finished since the last call.

    Returns
    -------
    Decomposition
        The Shapley value of each group, replication by replication; `table()` has means and intervals.

    Raises
    ------
    ConfigurationError
        For unknown mechanisms, groups that overlap or are too many, and numbers out of range.

    Examples
    --------
    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> found = orgsim.decompose(department, groups=["habit", "peer norm"], replications=2, weeks=26)
    >>> sorted(found.table()["part"])
    ['all groups', 'habit', 'no switch explains', 'peer norm', 'the whole gap']
    """
    (statistic,) = check_outcomes(statistic)
    check_confidence(confidence)
    chosen = _groups(groups, statistic)
    pair = (scenario_from(led), scenario_from(directed))
    trials = Trials(organization, Design(replications, weeks, seed, unit=unit), execution or Execution(), progress)
    names = list(chosen)
    levels = np.empty((2 ** len(names), 2, replications))
    for model in range(len(levels)):
        off = [each for place, name in enumerate(names) if not model >> place & 1 for each in chosen[name]]
        for place, scenario in enumerate(pair):
            weekly = trials.weekly(switched_off(scenario, off), (statistic,))[0]
            levels[model, place] = mean_of(weekly[:, -LEVEL_WEEKS:], axis=1)
    worth = levels[:, 0] - levels[:, 1]
    return Decomposition(
        statistic, pair[0].name, pair[1].name, chosen, worth, levels[-1, 0], levels[-1, 1], trials.design, confidence
    )


def simulations(groups: Groups | Sequence[str] | None, statistic: str, replications: int) -> int:
    """How many replications `decompose` runs in all."""
    return 2 * (1 << len(_groups(groups, statistic))) * replications


def _groups(groups: Groups | Sequence[str] | None, statistic: str) -> dict[str, tuple[str, ...]]:
    """The groups asked for, or the candidates of the gap. Raises ConfigurationError."""
    if groups is None:
        return groups_of(ENGAGEMENT_GAP if statistic.startswith("engagement") else PLATEAU)
    if isinstance(groups, str):
        groups = (groups,)
    chosen = dict(groups) if isinstance(groups, Mapping) else {name: (name,) for name in groups}
    found = {name: (each,) if isinstance(each, str) else tuple(each) for name, each in chosen.items()}
    members = [each for group in found.values() for each in group]
    faults = check_mechanisms(members)
    faults += [f"mechanism {each!r}: in two groups" for each in dict.fromkeys(members) if members.count(each) > 1]
    faults += [f"group {name!r}: has no mechanisms" for name, group in found.items() if not group]
    if not 1 <= len(found) <= MOST_GROUPS:
        faults.append(
            f"groups: {len(found)} given; from 1 to {MOST_GROUPS} can be taken apart, as every set of them is a model"
        )
    if faults:
        raise ConfigurationError(faults)
    return found
