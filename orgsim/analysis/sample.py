"""What a sample of a simulator is to the analyses: points of a design, and what its runs came to. Plain frames, no files."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from textwrap import wrap
from typing import NamedTuple, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.analysis.axis import Axis
from orgsim.errors import ConfigurationError, suggestion
from orgsim.spec.values import name_fault

POINT, REPLICATION = "point", "replication"
_NAMED, _MISSING = 3, "; missing values: "


class Gaps(NamedTuple):
    """How many of `rows` values of an outcome are missing; `infinite` of these were infinite, which no analysis can use."""

    missing: int
    infinite: int
    rows: int


@dataclass(frozen=True)
class Sample:
    """Points of a design and what was measured there; make one with `sample_making.make_sample`, which checks everything.

    `design` has a row for each point, in the order in which the design was made, and a column for each of `axes`. `runs` has
    the columns `place` (of the point in `design`), `replication` and the `outcomes`. `weekly` has means over replications,
    (points, weeks), for outcomes in each of `weeks`. `common`: all points share their dice (common random numbers).
    `crossed`: factors for each of whose values the whole design of the others (Saltelli's or Morris's) was repeated.
    `shares`: outcomes that cannot leave 0 to 1. `gaps`: outcomes that lack values, weekly ones under `weekly NAME`; infinite
    values were taken for missing ones.
    """

    design: pd.DataFrame
    axes: tuple[Axis, ...]
    runs: pd.DataFrame
    outcomes: tuple[str, ...]
    weekly: Mapping[str, Floats] = field(default_factory=dict)
    weeks: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    common: bool = True
    source: str = "sample"
    crossed: tuple[str, ...] = ()
    shares: frozenset[str] = frozenset()
    gaps: Mapping[str, Gaps] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.design)

    @property
    def replications(self) -> int:
        """The largest number of runs that a point has."""
        return int(self.runs["place"].value_counts().max())

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the factors that vary."""
        return tuple(axis.key for axis in self.axes)

    @property
    def measured(self) -> NDArray[np.bool_]:
        """Which points have a run, (points,)."""
        found = np.zeros(len(self), dtype=np.bool_)
        found[self.runs["place"].to_numpy()] = True
        return found

    def within(self, outcome: str, values: Floats) -> Floats:
        """Estimates of an outcome, kept between 0 and 1 where it cannot leave that."""
        return np.clip(values, 0.0, 1.0) if outcome in self.shares else values

    def numbers(self) -> Floats:
        """All factors as numbers, (points, factors)."""
        return np.column_stack([axis.numbers(self.design[axis.key]) for axis in self.axes])

    def unit(self) -> Floats:
        """All factors between 0 and 1 on their scales, (points, factors)."""
        columns = [axis.unit(axis.numbers(self.design[axis.key])) for axis in self.axes]
        return np.column_stack(columns)

    def means(self, outcome: str) -> Floats:
        """Mean over the replications of each point, (points,); NaN where no run has a value."""
        return self.all_means([outcome])[outcome].to_numpy()

    def all_means(self, outcomes: Iterable[str] | None = None) -> pd.DataFrame:
        """The same for several outcomes: a row for each point."""
        names = list(self.outcomes if outcomes is None else outcomes)
        found = self.runs.groupby("place", sort=True)[names].mean()
        return found.reindex(np.arange(len(self))).astype(np.float64)

    def by_replication(self, outcome: str) -> Floats:
        """An outcome of every run, (points, replications); NaN where a point lacks a replication."""
        columns, replication = np.unique(self.runs[REPLICATION].to_numpy(), return_inverse=True)
        values = np.full((len(self), len(columns)), np.nan)
        values[self.runs["place"].to_numpy(), replication] = self.runs[outcome].to_numpy(dtype=np.float64)
        return values

    def axis(self, key: str, asked: str = "factor") -> Axis:
        """The factor of this key, or of this last part of a key. Raises ConfigurationError naming the nearest."""
        found = [axis for axis in self.axes if axis.key == key]
        found = found or [axis for axis in self.axes if key in (axis.label, axis.key.rpartition(".")[2])]
        if len(found) != 1:
            raise ConfigurationError(name_fault(asked, key, self.keys))
        return found[0]

    def check_outcomes(self, names: Sequence[str] | None, known: Iterable[str] | None = None) -> tuple[str, ...]:
        """The outcomes asked for, see `matching`. Raises ConfigurationError with a line for each unknown name."""
        return matching(names, self.outcomes if known is None else known)

    def having(self, outcomes: Sequence[str], key: str) -> Self:
        """The sample with the runs alone that have values of all these outcomes.

        Raises ConfigurationError, which begins with the `key` that asked for them, when there is none.
        """
        known = self.runs[self.runs[list(outcomes)].notna().all(axis=1)]
        if not len(known):
            raise ConfigurationError(f"{key}: {' and '.join(outcomes)} has no value in any of {len(self.runs):,} runs")
        return replace(self, runs=known)

    def describe(self, outcomes: Iterable[str] = ()) -> str:
        """One line: where it is from, its points, factors and replications, points without a run, and what outcomes lack."""
        dice = "the same dice at all points" if self.common else "dice of their own"
        without = int((~self.measured).sum())
        return (
            f"{self.source}: {len(self):,} points of {len(self.axes)} factors, "
            f"{self.replications:,} replication{'s' * (self.replications != 1)} with {dice}"
            + (f"; {without:,} of the points have no run and are left out" if without else "")
            + self._missing(outcomes)
        )

    def _missing(self, outcomes: Iterable[str]) -> str:
        """How many values each of these outcomes lacks; empty when none does."""
        gaps = [(name, self.gaps[name]) for name in outcomes if name in self.gaps]
        parts = [
            f"{name} {each.missing:,} of {each.rows:,}" + (f" ({each.infinite:,} infinite)" if each.infinite else "")
            for name, each in gaps[:_NAMED]
        ]
        more = [f"{len(gaps) - _NAMED:,} more outcomes"] if len(gaps) > _NAMED else []
        return f"{_MISSING}{', '.join(parts + more)}" if gaps else ""


def header(source: str) -> list[str]:
    """A sample's description as the head of an analysis's text: what it lacks stands in lines of its own."""
    whole, _, missing = source.partition(_MISSING)
    return [whole, *wrap(missing and f"{_MISSING[2:]}{missing}", 100, initial_indent="  ", subsequent_indent="    ")]


def matching(names: Sequence[str] | None, known: Iterable[str]) -> tuple[str, ...]:
    """The outcomes of those names, or of patterns such as `final_*`; all of them when None.

    Raises ConfigurationError with a line for each that is none.

    >>> matching(["final_*"], ["final_trust", "final_quits", "mean_trust"])
    ('final_trust', 'final_quits')
    """
    offered = tuple(known)
    if names is None:
        return offered
    found = {name: fnmatch.filter(offered, name) for name in names}
    faults = [
        f"outcome={name}: the sample has no such outcome{suggestion(name, offered)}" for name, each in found.items() if not each
    ]
    if faults:
        raise ConfigurationError(faults)
    return tuple(dict.fromkeys(name for each in found.values() for name in each))
