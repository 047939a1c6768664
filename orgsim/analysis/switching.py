"""When to stop directing and start leading: the best week to shift, and what a year of waiting costs.

The scenario's shift is moved over a grid of weeks. Every week is tried on the same replications, so that the choice rests on
paired differences: two shifts are the same company until the earlier one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from orgsim.analysis.across import Floats, mean_interval
from orgsim.analysis.bootstrap import percentile_interval, resampled_means
from orgsim.analysis.compare import check_confidence, check_outcomes
from orgsim.config.building import scenario_from
from orgsim.errors import ConfigurationError
from orgsim.model.calendar import WEEKS_PER_YEAR
from orgsim.model.parameters import Levers
from orgsim.model.scenario import Scenario
from orgsim.naming import named
from orgsim.notebook import Shown, frame_cells, interval
from orgsim.organization import Organization
from orgsim.spec.bounds import TIMING
from orgsim.spec.study import Design, Execution, Progress
from orgsim.spec.values import number_faults
from orgsim.study.trials import Trials

#: The weeks that are tried unless others are given: every quarter of the first five years.
GRID = tuple(range(0, 5 * WEEKS_PER_YEAR + 1, 13))
OUTCOMES = ("performance", "engagement")


@dataclass(frozen=True, repr=False)
class Switching(Shown):
    """What each week of shifting yields: the outcomes averaged from the start to each horizon.

    `values` has the shape (outcome, horizon, replication, week of the grid); `never` (outcome, horizon, replication) is the
    same scenario whose shift lies beyond the last horizon. `horizons` are weeks, the last one that of the whole run;
    `discount` is the yearly rate at which later weeks count less.
    """

    scenario: str
    outcomes: tuple[str, ...]
    weeks: tuple[int, ...]
    horizons: tuple[int, ...]
    values: Floats
    never: Floats
    discount: float
    design: Design
    confidence: float

    def headline(self) -> str:
        """What was tried, and the best week of the first outcome."""
        week, *ends = self.best(self.outcomes[0])
        best = f"best for {self.outcomes[0]}: week {interval(week, (ends[0], ends[1]))}" if week == week else "best: never"
        return f"{self.scenario}: {len(self.weeks)} weeks to shift in, {self.horizons[-1]:,} weeks looked at; {best}"

    def cells(self) -> tuple[list[str], Iterator[list[str]]]:
        """The rows of `table`."""
        return frame_cells(self.table())

    def of(self, outcome: str, horizon: int | None = None) -> Floats:
        """The values of one outcome up to a horizon.

        Parameters
        ----------
        outcome : str
            One of the outcomes looked at.
        horizon : int, optional
            Weeks from the start, one of `horizons`; by default the last.

        Returns
        -------
        array
            Shape (replication, week of the grid), in the outcome's unit.
        """
        return np.asarray(self.values[self.outcomes.index(outcome), self._place(horizon)])

    def best(self, outcome: str, horizon: int | None = None) -> tuple[float, float, float]:
        """The week with the highest mean, and the bootstrap interval of that week over replications.

        Parameters
        ----------
        outcome : str
            One of the outcomes looked at.
        horizon : int, optional
            Weeks from the start, one of `horizons`; by default the last.

        Returns
        -------
        tuple of float
            Week, low, high; NaN stands for never: not within the horizon.
        """
        values, weeks = self._candidates(outcome, horizon)
        resampled = resampled_means(values, seed=self.design.seed).argmax(axis=1)
        low, high = percentile_interval(weeks[resampled], self.confidence)
        return float(weeks[values.mean(axis=0).argmax()]), low, high

    def yearly_cost(self, outcome: str) -> tuple[float, float, float]:
        """What a year of waiting after the best week costs: its value less that of the last week tried, a year.

        Parameters
        ----------
        outcome : str
            One of the outcomes looked at.

        Returns
        -------
        tuple of float
            Mean, low, high, in the outcome's unit over the last horizon; NaN when no week tried is later than the best.
        """
        values, week = self.of(outcome), self.best(outcome)[0]
        years = (self.weeks[-1] - week) / WEEKS_PER_YEAR
        if not years > 0:
            return (float("nan"),) * 3
        found = mean_interval((values[:, self.weeks.index(int(week))] - values[:, -1]) / years, self.confidence)
        return float(found.mean), float(found.low), float(found.high)

    def table(self) -> pd.DataFrame:
        """One row for each outcome and week tried, then never (week NaN), over the last horizon.

        Returns
        -------
        pandas.DataFrame
            `value` is the mean, `loss` by how much it is below the best week's, with the interval `low` to `high` of the paired
            differences, and `next_year` what waiting another year from that week costs, read along the grid.
        """
        return pd.DataFrame([row for outcome in self.outcomes for row in self._rows(outcome)])

    def by_horizon(self) -> pd.DataFrame:
        """One row for each outcome and horizon.

        Returns
        -------
        pandas.DataFrame
            `horizon` in weeks, the best `week` of those tried, with its interval `low` to `high`.
        """
        return pd.DataFrame(
            [
                {"outcome": outcome, "horizon": horizon} | dict(zip(("week", "low", "high"), found, strict=True))
                for outcome in self.outcomes
                for horizon in self.horizons
                for found in (self.best(outcome, horizon),)
            ]
        )

    def _place(self, horizon: int | None) -> int:
        return len(self.horizons) - 1 if horizon is None else self.horizons.index(horizon)

    def _candidates(self, outcome: str, horizon: int | None = None) -> tuple[Floats, Floats]:
        """Values (replication, candidate) of every week within a horizon, and of never, and those weeks (candidate,)."""
        place = self._place(horizon)
        within = [week for week in self.weeks if week < self.horizons[place]]
        never = self.never[self.outcomes.index(outcome), place]
        return np.column_stack([self.of(outcome, horizon)[:, : len(within)], never]), np.array([*within, np.nan])

    def _rows(self, outcome: str) -> list[dict[str, object]]:
        every, weeks = self._candidates(outcome)
        means, known = every.mean(axis=0), weeks[:-1]
        loss = mean_interval(every[:, [means.argmax()]] - every, self.confidence)
        later = np.interp(known + WEEKS_PER_YEAR, known, means[:-1], right=np.nan)
        waiting = np.append(means[:-1] - later, np.nan)
        return [
            {
                "outcome": outcome,
                "week": week,
                "value": float(means[place]),
                "loss": float(loss.mean[place]),
                "low": float(loss.low[place]),
                "high": float(loss.high[place]),
                "next_year": float(waiting[place]),
            }
            for place, week in enumerate(weeks.tolist())
        ]


@named()
def switching(
    organization: Organization,
    scenario: str | Path | Scenario = "lead_after_turnaround",
    *,
    weeks: Sequence[int] = GRID,
    horizon: int = 416,
    outcomes: str | Sequence[str] = OUTCOMES,
    discount: float = 0.0,
    replications: int = 100,
    seed: int = 1,
    unit: int = 0,
    confidence: float = 0.95,
    execution: Execution | None = None,
    progress: Progress | None = None,
) -> Switching:
    """Try a scenario's shift in each week of a grid, on the same dice, and average the outcomes over the horizon.

    The run of `horizon` weeks also tells what is best up to the end of each year before: `Switching.by_horizon`. A shift that
    ends keeps its length. Levers with a timing of their own stay where they are.

    Parameters
    ----------
    organization : Organization
        The department.
    scenario : str, Path or Scenario, default "lead_after_turnaround"
        The scenario whose shift is moved: a name, the path of a scenario file, or a `Scenario`.
    weeks : sequence of int, default every quarter of five years
        The weeks to try, two or more in rising order, before the horizon.
    horizon : int, default 416
        Weeks of a run.
    outcomes : str or sequence of str, default ("performance", "engagement")
        Outcomes by name.
    discount : float, default 0
        A yearly rate from 0 to 1: a week after t years counts (1 + discount)^-t.
    replications : int, default 100
        Runs of each scenario.
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
    Switching
        What each week of shifting yields; `table()` has all weeks, `best(outcome)` the best one with its interval.

    Raises
    ------
    ConfigurationError
        For a scenario that pulls no lever at its shift, weeks that are not in rising order within the horizon, and numbers
        out of range.

    Examples
    --------
    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> found = orgsim.switching(department, weeks=(0, 26), horizon=52, replications=2)
    >>> found.table().columns.tolist()
    ['outcome', 'week', 'value', 'loss', 'low', 'high', 'next_year']
    """
    names = check_outcomes(outcomes)
    check_confidence(confidence)
    base = scenario_from(scenario)
    grid = _grid(base, weeks, horizon, discount)
    trials = Trials(organization, Design(replications, horizon, seed, unit=unit), execution or Execution(), progress)
    horizons = (*range(WEEKS_PER_YEAR, horizon, WEEKS_PER_YEAR), horizon)
    found = [_means(trials.weekly(shifted(base, week), names), horizons, discount) for week in (*grid, horizon)]
    values = np.stack(found, axis=-1)
    return Switching(base.name, names, grid, horizons, values[..., :-1], values[..., -1], discount, trials.design, confidence)


def _means(weekly: Floats, horizons: Sequence[int], discount: float) -> Floats:
    """Discounted means of `weekly` (outcome, replication, week) up to each horizon, shape (outcome, horizon, replication)."""
    weights = (1.0 + discount) ** (-np.arange(weekly.shape[-1]) / WEEKS_PER_YEAR)
    ends = np.array(horizons) - 1
    means = np.cumsum(weekly * weights, axis=-1)[..., ends] / np.cumsum(weights)[ends]
    return np.asarray(np.moveaxis(means, -1, 1))


def shifted(scenario: Scenario, week: int) -> Scenario:
    """The scenario with its shift in another week; an end moves along."""
    shift = scenario.shift
    end = None if shift.end is None else shift.end - shift.week + week
    return replace(scenario, shift=replace(shift, week=week, end=end))


def simulations(weeks: Sequence[int], replications: int) -> int:
    """How many replications `switching` runs in all."""
    return (len(weeks) + 1) * replications


def _grid(scenario: Scenario, weeks: Sequence[int], horizon: int, discount: float) -> tuple[int, ...]:
    """The weeks to try. Raises ConfigurationError with a line for each fault."""
    pulled = [name for name, usual in Levers()._asdict().items() if getattr(scenario.levers, name) != usual]
    faults = (
        []
        if isinstance(discount, int | float) and 0 <= discount <= 1
        else [f"discount={discount}: must be a number from 0 to 1 (a year)"]
    )
    if all(name in scenario.timing for name in pulled):
        faults.append(f"scenario={scenario.name!r}: pulls no lever at its shift, so that there is no week to choose")
    wrong = [line for week in weeks for line in number_faults("weeks", week, TIMING["week"])]
    faults += wrong
    if not wrong and (len(weeks) < 2 or any(a >= b for a, b in pairwise(weeks)) or weeks[-1] >= horizon):
        shown = ", ".join(map(str, weeks))
        faults.append(f"weeks={shown}: must be two or more weeks in rising order, before the horizon of {horizon} weeks")
    if faults:
        raise ConfigurationError(faults)
    return tuple(int(week) for week in weeks)
