"""What single scenarios show, as numbers: the statistics of a pattern table that need runs of the default department."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from orgsim.config import load_scenario
from orgsim.engines.run import run
from orgsim.model.calendar import LEVEL_WEEKS, WEEKS_PER_YEAR
from orgsim.model.outcomes import OUTCOME_NAMES
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Recording
from orgsim.surveying.instrument import REPORTED
from orgsim.surveying.results import by_role, scores
from orgsim.surveying.take import survey_weeks, take_survey

Floats = NDArray[np.float64]
TRAP, LED, SHIFT, WEAK, YEAR_ONLY = (
    "management_trap",
    "led_from_the_start",
    "lead_after_turnaround",
    "half_hearted",
    "coached_for_a_year",
)
_FIVE_YEARS, _SMOOTHED = 5.0 * WEEKS_PER_YEAR, 5


@dataclass
class Arcs:
    """Runs of scenarios under one context, each once: the same dice for all. `values` are the context's, by full key."""

    values: Mapping[str, float]
    replications: int = 16
    weeks: int = 312
    seed: int = 1
    organization: Organization = field(default_factory=Organization.synthetic)
    execution: Execution = field(default_factory=Execution)
    _done: dict[str, Any] = field(default_factory=dict, repr=False)

    def outcomes(self, scenario: str, overrides: Mapping[str, Any] | None = None) -> Floats:
        """All weekly outcomes of a scenario, (replication, week, outcome)."""
        key = f"{scenario} {sorted((overrides or {}).items())}"
        if key not in self._done:
            chosen = load_scenario(scenario, {**self.values, **(overrides or {})})
            design = Design(self.replications, self.weeks, self.seed)
            self._done[key] = run(self.organization, chosen, design, execution=self.execution).outcomes
        return np.asarray(self._done[key])

    def each(self, scenario: str, outcome: str, overrides: Mapping[str, Any] | None = None) -> Floats:
        """One outcome, (replication, week)."""
        return self.outcomes(scenario, overrides)[:, :, OUTCOME_NAMES.index(outcome)]

    def mean(self, scenario: str, outcome: str) -> Floats:
        """One outcome's mean over replications, (week,)."""
        return np.asarray(self.each(scenario, outcome).mean(axis=0))

    def last_year(self, scenario: str, outcome: str) -> float:
        """One outcome's mean over replications and the last year."""
        return float(self.mean(scenario, outcome)[-WEEKS_PER_YEAR:].mean())

    def index(self, scenario: str) -> tuple[float, float]:
        """The engagement index that surveys of years 3 to 5 find, and the spread between people."""
        key = f"index {scenario}"
        if key not in self._done:
            chosen = load_scenario(scenario, self.values)
            design = Design(self.replications, int(_FIVE_YEARS), self.seed)
            weeks = survey_weeks(design.weeks, 2 * WEEKS_PER_YEAR)
            everyone = Recording(tuple(range(self.replications)), weeks)
            record = run(self.organization, chosen, design, execution=self.execution, people=everyone)
            answers = take_survey(record, self.organization, chosen, design=design, execution=self.execution)
            mean, spread, _ = by_role(scores(answers), self.organization)
            place = REPORTED.index("engagement_index")
            self._done[key] = float(mean[:, :, 0, place].mean()), float(spread[:, :, 0, place].mean())
        low, spread = self._done[key]
        return low, spread


@dataclass(frozen=True)
class ArcStatistic:
    """One statistic of scenarios: its name in a pattern table, unit and meaning."""

    name: str
    unit: str
    meaning: str
    compute: Callable[[Arcs], float]


ARC_STATISTICS: dict[str, ArcStatistic] = {}


def _offer(unit: str, meaning: str) -> Callable[[Callable[[Arcs], float]], Callable[[Arcs], float]]:
    def offer(function: Callable[[Arcs], float]) -> Callable[[Arcs], float]:
        ARC_STATISTICS[function.__name__] = ArcStatistic(function.__name__, unit, meaning, function)
        return function

    return offer


def _share(high: float, low: float) -> float:
    return high / low - 1.0


@_offer("share", "the trap's performance in week 51 over that of the first week, less 1")
def rescue(arcs: Arcs) -> float:
    """Gain of the first year under direction."""
    path = arcs.mean(TRAP, "performance")
    return _share(path[WEEKS_PER_YEAR - 1], path[0])


@_offer("share", "the trap's performance in the last week over that of week 51, less 1")
def later_gain(arcs: Arcs) -> float:
    """Gain after the first year under direction."""
    path = arcs.mean(TRAP, "performance")
    return _share(path[-1], path[WEEKS_PER_YEAR - 1])


@_offer("performance", "performance in the last quarter when led from the start, less the trap's")
def plateau_shortfall(arcs: Arcs) -> float:
    """How far the plateau lies below what leading reaches."""
    led, trap = (arcs.mean(name, "performance")[-LEVEL_WEEKS:].mean() for name in (LED, TRAP))
    return float(led - trap)


def _ahead(arcs: Arcs) -> NDArray[np.bool_]:
    difference = arcs.mean(LED, "performance") - arcs.mean(TRAP, "performance")
    return np.convolve(difference, np.ones(_SMOOTHED) / _SMOOTHED, "valid") > 0


@_offer("crossings", "how often led from the start and the trap change places in performance (1 more if led leads at once)")
def crossings(arcs: Arcs) -> float:
    """Changes of the leader over the whole run."""
    ahead = _ahead(arcs)
    return float((ahead[1:] != ahead[:-1]).sum() + ahead[0])


@_offer("share of five years", "when led from the start passes the trap for good; 2 for never")
def crossover(arcs: Arcs) -> float:
    """The last crossing, as a share of five years."""
    ahead = _ahead(arcs)
    if not ahead[-1]:
        return 2.0
    changes = np.flatnonzero(ahead[1:] != ahead[:-1])
    return float(changes[-1] + 1 + _SMOOTHED // 2) / _FIVE_YEARS if len(changes) else 0.0


@_offer("share", "deepest loss of the shift against staying in the trap, over four weeks")
def shift_dip(arcs: Arcs) -> float:
    """Worse before better."""
    loss = 1.0 - arcs.mean(SHIFT, "performance") / arcs.mean(TRAP, "performance")
    return float(np.convolve(loss, np.ones(4) / 4, "valid").max())


@_offer("share", "gain of the shift over the trap in the last quarter")
def shift_gain(arcs: Arcs) -> float:
    """What the shift brings in the end."""
    shift, trap = (arcs.mean(name, "performance")[-LEVEL_WEEKS:].mean() for name in (SHIFT, TRAP))
    return _share(float(shift), float(trap))


@_offer("share", "ideas implemented over ideas offered in the trap's last year")
def adoption_directed(arcs: Arcs) -> float:
    """Adoption under direction."""
    return arcs.last_year(TRAP, "ideas_implemented") / max(arcs.last_year(TRAP, "ideas"), 1e-9)


@_offer("share", "ideas implemented over ideas offered in the last year when led from the start")
def adoption_led(arcs: Arcs) -> float:
    """Adoption when led."""
    return arcs.last_year(LED, "ideas_implemented") / max(arcs.last_year(LED, "ideas"), 1e-9)


@_offer("ratio", "ideas offered a year when led from the start over those in the trap")
def idea_ratio(arcs: Arcs) -> float:
    """How many times as many ideas."""
    return arcs.last_year(LED, "ideas") / max(arcs.last_year(TRAP, "ideas"), 1e-9)


@_offer("share", "strategic share of the trap's leadership meetings in the last year")
def agenda_directed(arcs: Arcs) -> float:
    """Operations crowd out strategy."""
    return arcs.last_year(TRAP, "strategic_agenda")


@_offer("ratio", "strategic share of the agenda after the shift over that of the trap")
def agenda_ratio(arcs: Arcs) -> float:
    """The agenda once operations are off the table."""
    return arcs.last_year(SHIFT, "strategic_agenda") / max(arcs.last_year(TRAP, "strategic_agenda"), 0.01)


#: With no exceptions and no erosion performance is 1 less the gaps, so that its path is that of a gap being closed.
_CLOSING = {"context.work.exceptions": 0.0, "context.improvement.erosion": 0.0, "levers.agreed_goal": 1.0}
_VISIBLE_ONLY = {**_CLOSING, "context.improvement.local_start": 0.0, "context.improvement.local_max": 0.0}
_LOCAL_ONLY = {**_CLOSING, "context.improvement.visible_start": 0.0, "context.improvement.visible_max": 0.0}
_MONTHS = 12.0 / WEEKS_PER_YEAR


def _half_life(path: Floats) -> float:
    """Months until half of the first week's gap is closed; beyond the run as its mean rate says, at most a hundred years."""
    gap = 1.0 - path
    closed = np.flatnonzero(gap <= 0.5 * gap[0])
    if len(closed):
        return float(closed[0] * _MONTHS)
    weeks = (len(path) - 1) * np.log(2.0) / max(float(np.log(gap[0] / gap[-1])), 1e-3)
    return float(min(weeks * _MONTHS, 1200.0))


@_offer("months", "half-life of a gap that can be seen from above, closed by direction")
def half_life_simple(arcs: Arcs) -> float:
    """The simple corner: everything can be seen, and one boss's order is enough."""
    return _half_life(np.asarray(arcs.each(TRAP, "performance", _VISIBLE_ONLY).mean(axis=0)))


@_offer(
    "months", "half-life, from the third year on, of a gap only those who do the work can see, across the department, when led"
)
def half_life_complex(arcs: Arcs) -> float:
    """The complex corner: everyone has to see, decide and act; measured once people have learnt to, while they are at it."""
    return _half_life(np.asarray(arcs.each(LED, "performance", _LOCAL_ONLY).mean(axis=0))[2 * WEEKS_PER_YEAR :])


@_offer("points", "engagement index of years 3 to 5 when led from the start, less the trap's")
def engagement_gap(arcs: Arcs) -> float:
    """What the survey finds between a led and a directed department."""
    return arcs.index(LED)[0] - arcs.index(TRAP)[0]


@_offer("points", "spread of the engagement index between people of one department")
def person_sd(arcs: Arcs) -> float:
    """Mean of the spreads in the trap and when led."""
    return 0.5 * (arcs.index(LED)[1] + arcs.index(TRAP)[1])


def _delegated(arcs: Arcs, scenario: str, overrides: Mapping[str, Any] | None = None) -> Floats:
    return np.asarray(arcs.each(scenario, "delegation", overrides)[:, -LEVEL_WEEKS:].mean(axis=1))


@_offer("share", "replications that delegate more than ¾ of matters two years after the shift")
def shift_holds(arcs: Arcs) -> float:
    """How many departments come through the shift."""
    return float((_delegated(arcs, SHIFT) > 0.75).mean())


@_offer("share", "replications that delegate more than ¾ in the end after one year of coaching")
def year_holds(arcs: Arcs) -> float:
    """Success of one year's support."""
    return float((_delegated(arcs, YEAR_ONLY) > 0.75).mean())


@_offer("share", "replications that delegate less than ¼ in the end after one year of coaching")
def year_relapses(arcs: Arcs) -> float:
    """Relapse after one year's support."""
    return float((_delegated(arcs, YEAR_ONLY) < 0.25).mean())


@_offer("share", "replications that delegate more than ¾ in the end when led from the start")
def led_holds(arcs: Arcs) -> float:
    """How many departments that are led stay led."""
    return float((_delegated(arcs, LED) > 0.75).mean())


@_offer("share", "replications that delegate more than ¾ a year after weak coaching of two years has ended")
def weak_holds(arcs: Arcs) -> float:
    """Success of a half-hearted shift."""
    return float((_delegated(arcs, WEAK) > 0.75).mean())


@_offer("share", "replications that delegate less than ¼ a year after weak coaching of two years has ended")
def weak_relapses(arcs: Arcs) -> float:
    """Relapse after a half-hearted shift."""
    return float((_delegated(arcs, WEAK) < 0.25).mean())


@_offer("share", "replications that delegate less than ¼ although weak coaching is kept up")
def weak_fails(arcs: Arcs) -> float:
    """Failure of weak coaching without end."""
    return float((_delegated(arcs, WEAK, {"shift.end": None}) < 0.25).mean())
