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
from orgsim.analysis.axis import Axis, labels_of
from orgsim.errors import ConfigurationError, suggestion
from orgsim.spec.values import name_fault, shown

POINT, REPLICATION = "point", "replication"
#: Columns of a design that say which point it is, not what was varied.
NOT_FACTORS = frozenset({POINT, "point_id", "stratum"})
_NAMED, _MISSING = 3, "; missing values: "
_MAY_BE_NUMBERS = (pd.api.types.is_numeric_dtype, pd.api.types.is_object_dtype, pd.api.types.is_string_dtype)


class Gaps(NamedTuple):
    """How many of `rows` values of an outcome are missing; `infinite` of these were infinite, which no analysis can use."""

    missing: int
    infinite: int
    rows: int


@dataclass(frozen=True)
class Sample:
    """Points of a design and what was measured there; make one with `make_sample`, which checks everything.

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


def make_sample(
    design: pd.DataFrame,
    runs: pd.DataFrame,
    bounds: Mapping[str, tuple[float, float]] | None = None,
    *,
    scales: Mapping[str, str] | None = None,
    weekly: pd.DataFrame | None = None,
    common: bool = True,
    source: str = "sample",
    shares: Iterable[str] = (),
) -> Sample:
    """A sample from frames that any simulator can write.

    `design`: a row for each point, a column `point` and one for each factor; columns that do not vary are left out, text
    becomes levels. `runs`: a row for each run or each point, columns `point`, `replication` (0 when missing) and numbers; an
    empty cell is a missing value, and so is an infinite one; both are counted. Columns of text are labels and left out.
    `weekly`: rows of `point` and `week` (several replications are averaged) and numbers. `bounds` of a factor are its smallest
    and largest value unless given; `scales` (`log`) are linear unless given. `shares` are outcomes that cannot leave 0 to 1;
    those that are 0 or 1 in each run are known as such. Points without a run are counted in `describe` and left out.

    Raises ConfigurationError with a line for each fault: missing columns, points twice or unknown, nothing that varies, factors
    with missing or infinite values, text among the numbers of an outcome.

    >>> import pandas as pd
    >>> sample = make_sample(pd.DataFrame({"point": [0, 1], "a": [1, 2]}), pd.DataFrame({"point": [0, 1], "y": [.1, .2]}))
    >>> sample.describe()
    'sample: 2 points of 1 factors, 1 replication with the same dice at all points'
    """
    _check_columns(design, runs, weekly)
    points = pd.Index(design[POINT])
    axes = _axes(design, bounds or {}, scales or {})
    measured = _placed(runs, points, "runs")
    if REPLICATION not in measured:
        measured[REPLICATION] = measured.groupby("place").cumcount()
    doubled = measured.duplicated(["place", REPLICATION])
    if doubled.any():
        row = measured[doubled].iloc[0]
        where = f"point {points[int(row['place'])]}, replication {row[REPLICATION]}"
        raise ConfigurationError(f"runs: {where}: has more than one row; one is wanted")
    numbers, gaps = _numbers(measured.drop(columns=["place", REPLICATION]), points[measured["place"]], "runs")
    outcomes = tuple(map(str, numbers))
    if not outcomes:
        raise ConfigurationError("runs: has no column of numbers beside point and replication; one for each outcome is wanted")
    measured = pd.concat([measured[["place", REPLICATION]], numbers], axis=1)
    courses, weeks, weekly_gaps = _courses(weekly, points)
    bounded = frozenset(name for name in outcomes if _is_share(measured[name], name in shares))
    factors = design[[axis.key for axis in axes]].reset_index(drop=True)
    return Sample(factors, axes, measured, outcomes, courses, weeks, common, source, shares=bounded, gaps=gaps | weekly_gaps)


def _is_share(values: pd.Series, said: bool) -> bool:
    """Whether an outcome is 0 or 1 in each run, or is said to be a share and is one."""
    known = values.dropna()
    return bool(known.between(0, 1).all() and (said or known.isin((0, 1)).all()))


def _check_columns(design: pd.DataFrame, runs: pd.DataFrame, weekly: pd.DataFrame | None) -> None:
    wanted: list[tuple[str, pd.DataFrame, tuple[str, ...]]] = [("design", design, (POINT,)), ("runs", runs, (POINT,))]
    if weekly is not None:
        wanted.append(("weekly", weekly, (POINT, "week")))
    faults = []
    for name, frame, columns in wanted:
        for column in columns:
            if column not in frame:
                known = list(map(str, frame.columns))
                faults.append(f"{name}: has no column {column}{suggestion(column, known)}; it names the {column} of each row")
    if not faults:
        if len(design) < 2:
            faults.append(f"design: has {len(design)} point{'s' * (len(design) != 1)}; two or more are wanted")
        doubled = design[POINT][design[POINT].duplicated()]
        if len(doubled):
            faults.append(f"design: point {doubled.iloc[0]} stands there twice; each has one row")
        if not len(runs):
            faults.append("runs: has no row; nothing has been run yet")
    if faults:
        raise ConfigurationError(faults)


def _placed(frame: pd.DataFrame, points: pd.Index, name: str) -> pd.DataFrame:
    """Rows with the place of their point in the design. Raises ConfigurationError for points that the design lacks."""
    place = points.get_indexer(pd.Index(frame[POINT]))
    if (place < 0).any():
        stranger = frame[POINT].to_numpy()[place < 0][0]
        raise ConfigurationError(f"{name}: point {stranger} is not in the design")
    return frame.drop(columns=[POINT]).assign(place=place)


def _axes(design: pd.DataFrame, bounds: Mapping[str, tuple[float, float]], scales: Mapping[str, str]) -> tuple[Axis, ...]:
    keys = [str(name) for name in design if name not in NOT_FACTORS and design[name].nunique(dropna=False) > 1]
    faults = []
    for key in keys:
        missing, endless = design[key].isna(), design[key].isin([np.inf, -np.inf])
        for which, what in ((missing, "lacks a value"), (endless, "is infinite")):
            if which.any():
                faults.append(
                    f"design: column {key} {what} in {which.sum()} rows, first at point {design[POINT][which].iloc[0]}"
                )
    if not keys:
        faults.append("design: nothing varies; a column for each factor that was varied is wanted")
    if faults:
        raise ConfigurationError(faults)
    labels = labels_of(keys)
    axes = []
    for key in keys:
        column = design[key]
        if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
            axes.append(Axis(key, labels[key], levels=tuple(sorted(column.astype(str).unique()))))
            continue
        low, high = bounds.get(key, (float(column.min()), float(column.max())))
        if scales.get(key, "linear") == "log" and min(low, column.min()) <= 0:
            faults.append(
                f"design: column {key} has values up to {min(low, column.min()):g}; a log scale wants numbers above 0"
            )
        axes.append(Axis(key, labels[key], low, high, scales.get(key, "linear")))
    if faults:
        raise ConfigurationError(faults)
    return tuple(axes)


def _numbers(frame: pd.DataFrame, points: pd.Index, name: str) -> tuple[pd.DataFrame, dict[str, Gaps]]:
    """The outcomes of a frame as floats, NaN where infinite, and what each lacks; `points` are those of its rows.

    A column is an outcome unless most of it is text. Raises ConfigurationError for text among numbers.
    """
    found, gaps, faults = {}, {}, []
    for key, column in frame.items():
        if not any(of_kind(column) for of_kind in _MAY_BE_NUMBERS):
            continue
        numbers = pd.to_numeric(column, errors="coerce").astype(np.float64)
        text = (numbers.isna() & column.notna()).to_numpy()
        if 2 * text.sum() > column.notna().sum():
            continue
        if text.any():
            faults.append(
                f"{name}: column {key} has {shown(column[text].iloc[0])} at point {points[text][0]} among its numbers; "
                "a number is wanted, or nothing where there is none"
            )
        infinite = np.isinf(numbers)
        found[str(key)] = numbers.mask(infinite)
        if missing := int(found[str(key)].isna().sum()):
            gaps[str(key)] = Gaps(missing, int(infinite.sum()), len(column))
    if faults:
        raise ConfigurationError(faults)
    return pd.DataFrame(found, index=frame.index), gaps


def _courses(weekly: pd.DataFrame | None, points: pd.Index) -> tuple[dict[str, Floats], NDArray[np.int64], dict[str, Gaps]]:
    if weekly is None or not len(weekly):
        return {}, np.empty(0, dtype=np.int64), {}
    placed = _placed(weekly, points, "weekly").drop(columns=[REPLICATION], errors="ignore")
    numbers, gaps = _numbers(placed.drop(columns=["place", "week"]), points[placed["place"]], "weekly")
    means = numbers.groupby([placed["place"], placed["week"]]).mean()
    weeks = np.sort(placed["week"].unique()).astype(np.int64)
    whole = pd.MultiIndex.from_product([np.arange(len(points)), weeks], names=["place", "week"])
    means = means.reindex(whole)
    courses = {str(name): means[name].to_numpy(dtype=np.float64).reshape(len(points), len(weeks)) for name in means}
    return courses, weeks, {f"weekly {name}": each for name, each in gaps.items()}
