"""How many leaders must lead before the whole team does? A converted minority reverts, or flips the others.

Leadership teams start with a share of converted leaders and are left to themselves. Without the pull of peers (J = 0) the
others hardly notice; with it, there is a critical share (Centola, Becker, Brackbill & Baronchelli 2018 found about a quarter,
in experiments that are not organizations).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from orgsim.analysis.across import Floats, mean_interval
from orgsim.analysis.bootstrap import percentile_interval, resampled_means
from orgsim.analysis.compare import check_confidence
from orgsim.analysis.norms import field_of
from orgsim.config.building import scenario_from
from orgsim.errors import ConfigurationError
from orgsim.model.calendar import LEVEL_WEEKS, WEEKS_PER_YEAR
from orgsim.model.parameters import BY_KEY
from orgsim.model.rules.style import pressure
from orgsim.model.scenario import Scenario
from orgsim.naming import named
from orgsim.notebook import Shown, frame_cells, interval
from orgsim.organization import Organization
from orgsim.spec.study import Design, Execution, Progress
from orgsim.spec.values import number_faults
from orgsim.study.trials import Trials

#: A norm below this is one of leading.
EVEN = 0.5
MOST_SHARES = 25
_READ = ("directive_norm", "trust", "aspiration", "performance")


@dataclass(frozen=True, repr=False)
class Tipping(Shown):
    """What became of teams that started with some leaders converted.

    `norms` has the shape (strength, share, replication): the leadership team's norm, the share of matters directed, over the
    last 13 weeks. `strengths` are values of J; `shares` are parts of the leadership team. `fields` (strength,) is the mean
    field, in logits, in which teams with the first share end: what draws toward directing apart from norm, habit and boss.
    """

    scenario: str
    strengths: tuple[float, ...]
    shares: tuple[float, ...]
    norms: Floats
    fields: tuple[float, ...]
    design: Design
    confidence: float

    def headline(self) -> str:
        """What was tried, and the critical share of the first strength."""
        critical, low, high = self.critical(self.strengths[0])
        share = f"critical share at J {self.strengths[0]:g}: {interval(critical, (low, high))}"
        return f"{self.scenario}: {len(self.shares)} shares of converted leaders, {self.design.weeks:,} weeks; {share}"

    def cells(self) -> tuple[list[str], Iterator[list[str]]]:
        """The rows of `table`."""
        return frame_cells(self.table())

    def flipped(self, strength: float) -> Floats:
        """Whether a team ended with a norm of leading.

        Parameters
        ----------
        strength : float
            A value of the peer norm J, one of `strengths`.

        Returns
        -------
        array
            1.0 or 0.0, shape (share, replication).
        """
        return np.asarray(self.norms[self.strengths.index(strength)] < EVEN, dtype=np.float64)

    def critical(self, strength: float) -> tuple[float, float, float]:
        """The critical share, at which half of the teams flip, and its bootstrap interval over replications.

        Read along the shares tried, where the chance first reaches ½.

        Parameters
        ----------
        strength : float
            A value of the peer norm J, one of `strengths`.

        Returns
        -------
        tuple of float
            Share, low, high: 0 when teams flip by themselves, NaN when they do not even when everybody has been converted; so
            does an end of the interval.
        """
        flipped = self.flipped(strength).T
        crossings = self._crossing(resampled_means(flipped, seed=self.design.seed))
        low, high = percentile_interval(crossings, self.confidence)
        return float(self._crossing(flipped.mean(axis=0)[None])[0]), low, high

    def table(self) -> pd.DataFrame:
        """One row for each strength and share.

        Returns
        -------
        pandas.DataFrame
            The part of teams that `flipped`, and their `norm` with its interval `low` to `high`.
        """
        rows = []
        for strength, norms in zip(self.strengths, self.norms, strict=True):
            norm, flipped = mean_interval(norms.T, self.confidence), self.flipped(strength).mean(axis=1)
            rows += [
                {
                    "strength": strength,
                    "share": share,
                    "flipped": float(flipped[place]),
                    "norm": float(norm.mean[place]),
                    "low": float(norm.low[place]),
                    "high": float(norm.high[place]),
                }
                for place, share in enumerate(self.shares)
            ]
        return pd.DataFrame(rows)

    def _crossing(self, chances: Floats) -> Floats:
        """Where each curve of chances (curve, share) first reaches ½."""
        shares = np.array(self.shares)
        above = chances >= 0.5
        place = above.argmax(axis=1)
        before = np.maximum(place - 1, 0)
        low, high = (np.take_along_axis(chances, each[:, None], axis=1)[:, 0] for each in (before, place))
        part = np.where(high > low, (0.5 - low) / np.where(high > low, high - low, 1.0), 1.0)
        crossing = shares[before] + part * (shares[place] - shares[before])
        return np.where(above.any(axis=1), np.where(place == 0, shares[0], crossing), np.nan)


@named()
def tipping(
    organization: Organization,
    scenario: str | Path | Scenario = "management_trap",
    *,
    strengths: Sequence[float] | None = None,
    shares: Sequence[float] | None = None,
    weeks: int = 5 * WEEKS_PER_YEAR,
    replications: int = 48,
    seed: int = 1,
    unit: int = 0,
    confidence: float = 0.95,
    execution: Execution | None = None,
    progress: Progress | None = None,
) -> Tipping:
    """Start the leadership team with a share of converted leaders (`start.converted`), and see which norm it has in the end.

    Everything else is the scenario's, whose context decides where the tipping point lies.

    Parameters
    ----------
    organization : Organization
        The department.
    scenario : str, Path or Scenario, default "management_trap"
        A name, the path of a scenario file, or a `Scenario`.
    strengths : sequence of float, optional
        Values of the peer norm J, in logits; by default the scenario's and 0.
    shares : sequence of float, optional
        Shares of the leadership team, two or more in rising order, from 0 to 1; by default one leader after another.
    weeks : int, default 260
        How long the teams are left alone.
    replications : int, default 48
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
    Tipping
        The norm of every team; `table()` has means, `critical(strength)` the share at which half of the teams flip.

    Raises
    ------
    ConfigurationError
        For numbers out of range, and shares that are not in rising order.

    Examples
    --------
    >>> import orgsim
    >>> department = orgsim.Organization.synthetic(leaders=2, managers_per_leader=2, workers_per_manager=3)
    >>> found = orgsim.tipping(department, strengths=(0.0,), shares=(0.0, 1.0), weeks=52, replications=2)
    >>> found.table()["share"].tolist()
    [0.0, 1.0]
    """
    check_confidence(confidence)
    base = scenario_from(scenario)
    chosen = tuple(dict.fromkeys((base.context.style.peers, 0.0) if strengths is None else map(float, strengths)))
    tried = default_shares(organization) if shares is None else tuple(map(float, shares))
    check_strengths(chosen)
    _check(tried)
    trials = Trials(organization, Design(replications, weeks, seed, unit=unit), execution or Execution(), progress)
    norms, fields = np.empty((len(chosen), len(tried), replications)), list[float]()
    for row, strength in enumerate(chosen):
        for column, share in enumerate(tried):
            start = base.start._replace(converted=share)
            weekly = trials.weekly(replace(with_peers(base, strength), start=start), _READ)[:, :, -LEVEL_WEEKS:]
            norms[row, column] = weekly[0].mean(axis=1)
            if column == 0:
                fields.append(_field(with_peers(base, strength), weekly))
    return Tipping(base.name, chosen, tried, norms, tuple(fields), trials.design, confidence)


def _field(scenario: Scenario, weekly: Floats) -> float:
    """The field in which a department ends, from the mean trust and shortfall of its last weeks (`_READ`)."""
    _, trust, aspiration, performance = (float(each) for each in weekly.mean(axis=(1, 2)))
    return field_of(scenario.context.style, trust, pressure(aspiration, performance))


def default_shares(organization: Organization) -> tuple[float, ...]:
    """Shares of one leader after another up to the whole team; of every so many leaders in a large team."""
    leaders = organization.leaders
    step = -(-leaders // (MOST_SHARES - 1))
    return (*(number / leaders for number in range(0, leaders, step)), 1.0)


def with_peers(scenario: Scenario, strength: float) -> Scenario:
    """The scenario with another strength J of the peer norm."""
    context = scenario.context
    return replace(scenario, context=context._replace(style=context.style._replace(peers=strength)))


def check_strengths(strengths: Sequence[float]) -> None:
    """ConfigurationError with a line for each strength that the peer norm cannot have, or when there is none."""
    key = "context.style.peers"
    faults = [line for each in strengths for line in number_faults(key, each, BY_KEY[key].number)]
    if faults or not strengths:
        raise ConfigurationError(faults or "strengths: none given")


def _check(shares: Sequence[float]) -> None:
    key = "start.converted"
    faults = [line for each in shares for line in number_faults(key, each, BY_KEY[key].number)]
    if not faults and (len(shares) < 2 or list(shares) != sorted(set(shares))):
        faults.append(f"shares={', '.join(map(str, shares))}: must be two or more shares in rising order")
    if faults:
        raise ConfigurationError(faults)
