"""What the estimators take: the method that a design allows, its rows, and the values of an outcome there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from orgsim.analysis.across import Floats, nothing_changes
from orgsim.analysis.sample import Sample
from orgsim.analysis.sensitivity.estimators import FEW, Index, given_indices, morris_indices, sobol_indices
from orgsim.analysis.sensitivity.structure import Saltelli, Trajectories, saltelli, trajectories
from orgsim.analysis.sensitivity.verdict import UNITS
from orgsim.errors import ConfigurationError
from orgsim.spec.values import name_fault

#: What each method is, in words.
METHODS = {
    "sobol": "Sobol indices (Saltelli design)",
    "morris": "Morris screening",
    "given": "first-order indices of a given sample (RBD-FAST)",
}
#: Fewer base rows, trajectories or points than these say nothing.
FEWEST = {"sobol": 32, "morris": 4, "given": 100}
WANTED = {"sobol": 0.1, "morris": 0.25, "given": 0.1}
LEADING = {"sobol": "ST", "morris": "mu_star", "given": "S1"}
_MOST_WEEKS = 40
_PURPOSE, _LARGEST = 107, 1e150
_LOST = 0.05


@dataclass(frozen=True)
class SensitivitySettings:
    """How indices are taken: `wanted` is the width of an interval that is narrow enough; `second` asks for pairs of factors.

    `wanted` is a part of the variance for Sobol and given indices (0.1 unless given), of the largest mu_star for Morris, which
    only screens (0.25).
    """

    confidence: float = 0.95
    wanted: float | None = None
    resamples: int = 200
    second: bool = False
    seed: int = 1


@dataclass(frozen=True)
class Values:
    """Values of an outcome in the design's shape, and the rows of the design that they are of."""

    values: Floats
    rows: NDArray[np.int64]


@dataclass(frozen=True)
class Taken:
    """Everything the estimators need beside an outcome's values."""

    method: str
    design: Saltelli | Trajectories | None
    unit: Floats
    names: tuple[str, ...]
    grouped: tuple[bool, ...]
    how: SensitivitySettings

    @property
    def rows(self) -> NDArray[np.int64]:
        """Points as base rows or trajectories; one a row for any other design."""
        return np.arange(len(self.unit))[:, None] if self.design is None else self.design.rows

    def usable(self, values: Floats) -> tuple[Values, str]:
        """Values (points,) of the rows that have them all, and why they cannot be used, if so."""
        shaped = values[self.rows]
        known = ~np.isnan(shaped).any(axis=1)
        rows = self.rows[known]
        lost = int(np.isnan(values).sum())
        why = ""
        if (~known).mean() > _LOST:
            why = f"has no value at {lost:,} of {len(values):,} points; sensitivity needs nearly all of them"
        elif nothing_changes(shaped[known]):
            why = "has the same value at all points"
        elif (largest := float(np.abs(shaped[known]).max())) > _LARGEST:
            why = f"has values up to {largest:.3g}, whose squares are no longer numbers"
        return Values(values[rows], rows), why

    def indices(self, found: Values, resamples: int | None = None) -> list[Index]:
        """The indices of one outcome; NaN where it changes at so few points that a resample has no variance."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self._indices(found, resamples)

    def _indices(self, found: Values, resamples: int | None) -> list[Index]:
        how, count = self.how, resamples or self.how.resamples
        if isinstance(self.design, Saltelli):
            return sobol_indices(
                self.names,
                found.values,
                self.design,
                second=how.second,
                confidence=how.confidence,
                resamples=count,
                seed=how.seed,
            )
        if isinstance(self.design, Trajectories):
            unit = self.unit[found.rows]
            return morris_indices(
                self.names, unit, found.values, design=self.design, confidence=how.confidence, resamples=count, seed=how.seed
            )
        unit = self.unit[found.rows[:, 0]]
        return given_indices(
            self.names,
            unit,
            found.values[:, 0],
            grouped=self.grouped,
            confidence=how.confidence,
            resamples=count,
            seed=how.seed,
        )

    def halves(self, found: Values) -> list[Floats]:
        """The leading index (factors,) in both halves of the rows, which are drawn at random for a given sample.

        A grid's halves in order would each have half of the values of its slowest factor.
        """
        order, middle = np.arange(len(found.rows)), len(found.rows) // 2
        if self.design is None:
            order = np.random.Generator(np.random.Philox(key=np.array([self.how.seed, _PURPOSE], dtype=np.uint64))).permutation(
                order
            )
        parts = [Values(found.values[some], found.rows[some]) for some in (order[:middle], order[middle:])]
        return [next(i.value for i in self.indices(part, 2) if i.name == LEADING[self.method]) for part in parts]

    def over_time(self, sample: Sample, name: str) -> Iterator[pd.DataFrame]:
        """The indices of an outcome's weekly means, for up to 40 weeks; weeks without spread or values are left out."""
        courses = sample.weekly.get(name)
        if courses is None:
            return
        places = np.unique(np.linspace(0, len(sample.weeks) - 1, _MOST_WEEKS).round().astype(np.int64))
        for place in places:
            values, why = self.usable(courses[:, place])
            if not why:
                for each in self.indices(values, 50):
                    yield index_rows(name, each).assign(week=int(sample.weeks[place]))


def chosen_design(sample: Sample, unit: Floats, method: str) -> tuple[str, Saltelli | Trajectories | None]:
    """The method and the design it uses. Raises ConfigurationError with what the method would need."""
    if method not in ("auto", *METHODS):
        raise ConfigurationError(name_fault("method", method, ["auto", *METHODS]))
    if sample.crossed and method != "given":
        key = sample.crossed[0]
        raise ConfigurationError(
            f"the design was repeated for each value of {', '.join(sample.crossed)}: take the points of one value at a time "
            f"(--only {key}={sample.design[key].iloc[0]}), or method=given for all"
        )
    factors = len(sample.axes)
    base = saltelli(unit) if method in ("auto", "sobol") else None
    paths = trajectories(unit) if method == "morris" or (method == "auto" and base is None) else None
    if method == "sobol" and base is None:
        raise ConfigurationError(
            f"method=sobol: these {len(sample):,} points are no Saltelli design, which has N (D + 2) points (N a power of two, "
            f"1,024 x {factors + 2} = {1024 * (factors + 2):,} for {factors} factors); method=given takes any sample"
        )
    if method == "morris" and paths is None:
        raise ConfigurationError(
            f"method=morris: these {len(sample):,} points are no Morris trajectories, which have r (D + 1) points "
            f"(20 x {factors + 1} = {20 * (factors + 1):,} for {factors} factors); method=given takes any sample"
        )
    chosen = "sobol" if base else "morris" if paths else "given"
    design = base or paths
    count = len(sample) if design is None else len(design.rows)
    if count < FEWEST[chosen]:
        points = FEWEST[chosen] * (1 if design is None else design.rows.shape[1])
        raise ConfigurationError(
            f"the sample is too small: {METHODS[chosen]} needs {FEWEST[chosen]} {UNITS[chosen]} or more "
            f"({points:,} points); it has {count} ({len(sample):,} points)"
        )
    return chosen, design


def few_values(sample: Sample, unit: Floats) -> tuple[bool, ...]:
    """Which factors have so few values that points share them. Raises ConfigurationError for too many levels."""
    counts = [len(np.unique(column)) for column in unit.T]
    faults = [
        f"design: column {axis.key} has {count:,} levels at {len(sample):,} points; an index needs two points or more of each "
        "on average: leave the column out, or take more points"
        for axis, count in zip(sample.axes, counts, strict=True)
        if axis.levels and 2 * count > len(sample)
    ]
    if faults:
        raise ConfigurationError(faults)
    return tuple(bool(axis.levels) or count <= FEW for axis, count in zip(sample.axes, counts, strict=True))


def index_rows(outcome: str, index: Index) -> pd.DataFrame:
    """A row for each factor, or pair, of an index."""
    columns: dict[str, Any] = {"outcome": outcome, "index": index.name, "factor": index.parts}
    return pd.DataFrame(columns | {"value": index.value, "low": index.low, "high": index.high})
