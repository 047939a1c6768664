"""A verdict: what a claim says must be seen, what was seen, how sure that is, and whether the replications were enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from orgsim.analysis.across import Floats, mean_interval
from orgsim.analysis.power import paired_replications

CLAIM, CONTROL, ALSO = "claim", "control", "also"
ALPHA, POWER = 0.01, 0.95


@dataclass(frozen=True)
class Verdict:
    """One statistic and whether it lies where it must.

    `part` is `claim` for what the experiment is to show, `control` for the run in which its mechanism is off and the effect
    must vanish or reverse, `also` for what is worth seeing beside it. `low` and `high` are the interval of `value`, `wanted`
    says in words where it must lie, `needed` how many replications the smallest effect that counts takes at the stated power
    (0 where that does not apply, such as for a count that is the same in every run). `single` marks a number measured
    once over all runs, of which no interval is known.
    """

    part: str
    statistic: str
    value: float
    low: float
    high: float
    unit: str
    wanted: str
    holds: bool
    replications: int
    needed: int = 0
    single: bool = False

    @property
    def powered(self) -> bool:
        """Whether there were as many replications as the verdict needs."""
        return self.replications >= self.needed


@dataclass(frozen=True)
class Wanted:
    """Where a statistic must lie, ends included; None leaves a side open. `least` is the smallest effect that counts."""

    low: float | None = None
    high: float | None = None
    least: float | None = None

    def words(self, unit: str) -> str:
        """The range in words."""
        low, high = (None if each is None else f"{each:g}" for each in (self.low, self.high))
        if low is None or high is None:
            bare = "anything" if low is None and high is None else f"at least {low}" if high is None else f"at most {high}"
            return f"{bare} {unit}".strip() if bare != "anything" else bare
        return f"{low} to {high} {unit}".strip()

    def holds(self, low: float, high: float) -> bool:
        """Whether the whole interval lies inside."""
        above = self.low is None or low >= self.low
        return bool(above and (self.high is None or high <= self.high))


def judged(
    part: str, statistic: str, values: Floats | Sequence[float], *, wanted: Wanted, unit: str = "", confidence: float = 0.99
) -> Verdict:
    """The verdict on a mean over replications (replication,): it holds when its whole interval lies where it must.

    `needed` is the number of replications with which a paired test finds `wanted.least` at α = 0.01 with power 0.95, given the
    spread of the values. Values that are the same in every run need no more than one.
    """
    sample = np.asarray(values, dtype=np.float64)
    sample = sample[~np.isnan(sample)]
    if not len(sample):
        return Verdict(part, statistic, float("nan"), float("nan"), float("nan"), unit, wanted.words(unit), False, 0)
    found = mean_interval(sample, confidence)
    mean, low, high = float(found.mean), float(found.low), float(found.high)
    if len(sample) == 1 or sample.std() == 0:
        low = high = mean
    needed = _needed(sample, wanted)
    return Verdict(part, statistic, mean, low, high, unit, wanted.words(unit), wanted.holds(low, high), len(sample), needed)


def measured(
    part: str, statistic: str, value: float, *, wanted: Wanted, unit: str = "", replications: int = 0, interval: Any = None
) -> Verdict:
    """The verdict on a single number with an interval of its own, or a single one, of which no interval is known."""
    low, high = (value, value) if interval is None else (float(interval[0]), float(interval[1]))
    single, holds = interval is None, wanted.holds(low, high)
    return Verdict(part, statistic, float(value), low, high, unit, wanted.words(unit), holds, replications, single=single)


def _needed(sample: Floats, wanted: Wanted) -> int:
    if wanted.least is None or len(sample) < 2:
        return 0
    spread = float(sample.std(ddof=1))
    if spread < 1e-12 or abs(wanted.least) / spread > 50:
        return 2
    return paired_replications(abs(wanted.least), spread, ALPHA, power=POWER)
