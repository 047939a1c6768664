"""Lever sets compared over contexts: measures of robustness, who is best by each, and how often that holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from orgsim.analysis.across import Floats, mean_of
from orgsim.analysis.axis import labels_of
from orgsim.analysis.robustness.crossing import Crossing, cross, lever_keys
from orgsim.analysis.robustness.measures import MEASURES, Measure, measures_for, regret, winners
from orgsim.analysis.sample import Sample
from orgsim.errors import ConfigurationError
from orgsim.spec.bounds import DESIGN
from orgsim.spec.values import fault, is_number, name_fault, number_faults

__all__ = ["MEASURES", "Robustness", "RobustnessSettings", "robustness"]
#: With fewer contexts, shares of contexts and worst cases say little.
WANTED = 20
_PURPOSE = 104


@dataclass(frozen=True)
class RobustnessSettings:
    """`better` is more or less of the outcome; `threshold` what is good enough, in the outcome's unit."""

    better: str = "more"
    threshold: float | None = None
    resamples: int = 500
    seed: int = 1


@dataclass(frozen=True)
class Robustness:
    """Lever sets over contexts.

    `values` (sets, contexts) are means over replications, `regrets` the same shape. `table`: a row for each set, with its
    levers, each measure and mean_regret. `chosen`: by measure the place of the most robust set. `how_often`: a row for each
    set, by measure the share of resamples (contexts and replications drawn anew) in which it is the most robust.
    """

    outcome: str
    levers: tuple[str, ...]
    crossing: Crossing
    values: Floats
    regrets: Floats
    table: pd.DataFrame
    chosen: dict[str, int]
    how_often: pd.DataFrame
    settings: RobustnessSettings
    source: str
    notes: list[str] = field(default_factory=list)

    def whole_table(self) -> pd.DataFrame:
        """The table with a column `how_often_<measure>` for each measure."""
        how = self.settings
        often = self.how_often.add_prefix("how_often_")
        return pd.concat([self.table, often], axis=1).assign(outcome=self.outcome, better=how.better, seed=how.seed)

    def name(self, policy: int) -> str:
        """A lever set in words: `coaching 2, invitation 0.5`."""
        row = self.crossing.policies.iloc[policy]
        labels = labels_of(self.levers)
        return ", ".join(f"{labels[key]} {_value(row[key])}" for key in self.levers)


def robustness(
    sample: Sample, outcome: str, levers: Sequence[str] | None = None, *, settings: RobustnessSettings | None = None
) -> Robustness:
    """Compare the lever sets of a sample over its contexts by an outcome.

    `levers` names the factors that are levers (those beginning with levers., shift. or timing. by default); all others make
    the context. Every lever set must have been run in the same contexts.

    Raises ConfigurationError for unknown names, an outcome without any value, settings out of range and a sample that does not
    cross the two.
    """
    how = settings or RobustnessSettings()
    _check(how)
    (name,) = sample.check_outcomes([outcome])
    keys = lever_keys(sample, levers)
    crossing = cross(sample.having([name], "outcome"), name, keys)
    sign = 1.0 if how.better == "more" else -1.0
    measures = measures_for(None if how.threshold is None else sign * how.threshold)
    signed = sign * mean_of(crossing.values, axis=2)
    columns = {key: measure.of(signed) * _unsigned(key, sign) for key, measure in measures.items()}
    table = pd.concat([crossing.policies, pd.DataFrame(columns | {"mean_regret": regret(signed).mean(axis=1)})], axis=1)
    chosen = {key: int(np.argmax(winners(measure, signed))) for key, measure in measures.items()}
    return Robustness(
        name, keys, crossing, sign * signed, regret(signed), table, chosen,
        _how_often(sign * crossing.values, measures, sample.common, how), how, sample.describe([name]), list(_notes(crossing)),
    )  # fmt: skip


def _unsigned(key: str, sign: float) -> float:
    """Measures in the outcome's own unit turn back; regrets and shares are as they are."""
    return sign if key in ("mean", "worst") else 1.0


def _how_often(values: Floats, measures: dict[str, Measure], common: bool, how: RobustnessSettings) -> pd.DataFrame:
    """The share of resamples in which each set is the most robust, by measure."""
    dice = np.random.Generator(np.random.Philox(key=np.array([how.seed, _PURPOSE], dtype=np.uint64)))
    shares = {key: np.zeros(len(values)) for key in measures}
    for _ in range(how.resamples):
        drawn = _resampled(values, common, dice)
        for key, measure in measures.items():
            shares[key] += winners(measure, drawn) / how.resamples
    return pd.DataFrame(shares)


def _resampled(values: Floats, common: bool, dice: np.random.Generator) -> Floats:
    """Means (sets, contexts) with contexts and replications drawn anew; with common dice a replication is drawn for all."""
    sets, contexts, replications = values.shape
    some = values[:, dice.integers(0, contexts, contexts)]
    if replications == 1:
        return np.asarray(some[:, :, 0])
    if common:
        runs = some[:, :, dice.integers(0, replications, replications)]
    else:
        runs = np.take_along_axis(some, dice.integers(0, replications, (sets, contexts, replications)), axis=2)
    means = mean_of(runs, axis=2)
    return np.where(np.isnan(means), mean_of(some, axis=2), means)


def _notes(crossing: Crossing) -> Iterator[str]:
    sets, contexts, replications = crossing.values.shape
    if contexts < WANTED:
        yield (
            f"the sample is small: {contexts} contexts; shares of contexts move in steps of {1 / contexts:.0%}, "
            f"and worst cases are those of few worlds: {WANTED} or more are wanted"
        )
    if replications == 1:
        yield "one replication: what is chance in a single run counts as regret; take several"
    if crossing.dropped:
        yield f"{crossing.dropped:,} contexts do not have all {sets:,} lever sets and are left out"


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float | np.floating) else str(value)


def _check(how: RobustnessSettings) -> None:
    faults = number_faults("seed", how.seed, DESIGN["seed"])
    if how.better not in ("more", "less"):
        faults.append(name_fault("better", how.better, ["more", "less"]))
    if how.threshold is not None and not is_number(how.threshold):
        faults.append(fault("threshold", how.threshold, "a number"))
    if not (is_number(how.resamples, whole=True) and how.resamples >= 1):
        faults.append(fault("resamples", how.resamples, "a whole number from 1"))
    if faults:
        raise ConfigurationError(faults)
