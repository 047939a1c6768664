"""The sensitivity of all outcomes of a sample at once, and over time, by the method that its design allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from orgsim.analysis.compare import check_confidence
from orgsim.analysis.sample import Sample
from orgsim.analysis.sensitivity.chance import Chance, chance
from orgsim.analysis.sensitivity.taking import (
    LEADING,
    METHODS,
    WANTED,
    SensitivitySettings,
    Taken,
    chosen_design,
    few_values,
    index_rows,
)
from orgsim.analysis.sensitivity.verdict import Convergence, judge
from orgsim.errors import ConfigurationError
from orgsim.spec.bounds import DESIGN
from orgsim.spec.values import fault, is_number, number_faults

_JUDGED = ("widest", "stable", "converged", "needed")


@dataclass(frozen=True)
class Sensitivity:
    """Indices of a sample.

    `table`: a row for each outcome, index and factor, with value, low and high. `over_time`: the same for each of some weeks
    (empty without weekly means). `verdicts` and `chance` by outcome. `left_out`: outcomes without indices, and why. `grouped`:
    factors of a given sample whose indices come from the means of groups, since they have few values.
    """

    method: str
    factors: tuple[str, ...]
    table: pd.DataFrame
    over_time: pd.DataFrame
    verdicts: dict[str, Convergence]
    chance: dict[str, Chance]
    left_out: dict[str, str]
    settings: SensitivitySettings
    source: str
    grouped: tuple[str, ...] = ()

    @property
    def described(self) -> str:
        """The method in words."""
        if not self.grouped:
            return METHODS[self.method]
        means = (
            "group means" if len(self.grouped) == len(self.factors) else "RBD-FAST; group means where a factor has few values"
        )
        return METHODS[self.method].replace("RBD-FAST", means)

    @property
    def leading(self) -> str:
        """The index that ranks the factors: ST, mu_star or S1."""
        return LEADING[self.method]

    def whole_table(self) -> pd.DataFrame:
        """All rows: those of runs' outcomes with verdict and chance, then those of weeks, told by the column `week`."""
        of = self.table["outcome"]
        judged = {name: of.map({key: getattr(each, name) for key, each in self.verdicts.items()}) for name in _JUDGED}
        shares = of.map({key: each.share for key, each in self.chance.items()})
        whole = self.table.assign(**judged, stochastic_share=shares, week=np.nan)
        if not self.over_time.empty:
            whole = pd.concat([whole, self.over_time], ignore_index=True)
        return whole.assign(method=self.method, confidence=self.settings.confidence, seed=self.settings.seed)

    def values(self, outcome: str, index: str) -> pd.DataFrame:
        """Rows of one outcome and index, a row for each factor, in the factors' order."""
        rows = self.table[(self.table["outcome"] == outcome) & (self.table["index"] == index)]
        return rows.set_index("factor")[["value", "low", "high"]]


def sensitivity(
    sample: Sample, outcomes: Sequence[str] | None = None, method: str = "auto", *, settings: SensitivitySettings | None = None
) -> Sensitivity:
    """Indices of all outcomes (or those named) of a sample; `method` auto, sobol, morris or given.

    `auto` takes what the design is made for: Sobol where it is Saltelli's, Morris where it consists of trajectories, otherwise
    first-order indices: from the means of groups for levels and for numbers with 12 values or fewer, by RBD-FAST for others. An
    outcome that lacks more than 5 % of its values, hardly ever changes, or goes beyond 1e150, is left out.

    Raises ConfigurationError for a design that the method cannot use or that is too small (with the number needed), unknown
    outcomes, and settings out of range; outcomes that were asked for by name and have no indices.
    """
    how = settings or SensitivitySettings()
    _check(how)
    unit = sample.unit()
    chosen, design = chosen_design(sample, unit, method)
    names = sample.check_outcomes(outcomes)
    grouped = few_values(sample, unit) if chosen == "given" else (False,) * len(sample.axes)
    taken = Taken(chosen, design, unit, tuple(axis.label for axis in sample.axes), grouped, how)
    rows: list[pd.DataFrame] = []
    verdicts, noise, left_out = {}, {}, {}
    means = sample.all_means(names)
    for name in names:
        values, why = taken.usable(means[name].to_numpy())
        if why:
            left_out[name] = why
            continue
        indices = taken.indices(values)
        if not all(np.isfinite([each.value, each.low, each.high]).all() for each in indices):
            left_out[name] = "changes at too few points for its indices to have intervals"
            continue
        rows += [index_rows(name, each) for each in indices]
        leading = next(each for each in indices if each.name == LEADING[chosen])
        verdicts[name] = judge(
            name, chosen, leading, halves=taken.halves(values), size=len(values.rows), wanted=how.wanted or WANTED[chosen]
        )
        noise[name] = chance(sample.by_replication(name), sample.common)
    if not rows or any(name in left_out for name in outcomes or ()):
        raise ConfigurationError([f"outcome={name}: {why}" for name, why in left_out.items()])
    over_time = [row for name in names if name not in left_out for row in taken.over_time(sample, name)]
    over_time += [row for name in sample.weekly if name not in names for row in taken.over_time(sample, name)]
    return Sensitivity(
        chosen, taken.names, pd.concat(rows, ignore_index=True),
        pd.concat(over_time, ignore_index=True) if over_time else pd.DataFrame(),
        verdicts, noise, left_out, how, sample.describe([*names, *(f"weekly {name}" for name in sample.weekly)]),
        tuple(name for name, few in zip(taken.names, grouped, strict=True) if few),
    )  # fmt: skip


def _check(how: SensitivitySettings) -> None:
    check_confidence(how.confidence)
    faults = number_faults("seed", how.seed, DESIGN["seed"])
    if how.wanted is not None and not (is_number(how.wanted) and how.wanted > 0):
        faults.append(fault("wanted", how.wanted, "a number above 0"))
    if not (is_number(how.resamples, whole=True) and how.resamples >= 10):
        faults.append(fault("resamples", how.resamples, "a whole number from 10"))
    if faults:
        raise ConfigurationError(faults)
