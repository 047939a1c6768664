"""A sample made of frames that any simulator can write, with every fault of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.analysis.axis import Axis, labels_of
from orgsim.analysis.sample import POINT, REPLICATION, Gaps, Sample
from orgsim.errors import ConfigurationError, suggestion
from orgsim.spec.values import shown

#: Columns of a design that say which point it is, not what was varied.
_NOT_FACTORS = frozenset({POINT, "point_id", "stratum"})
_MAY_BE_NUMBERS = (pd.api.types.is_numeric_dtype, pd.api.types.is_object_dtype, pd.api.types.is_string_dtype)


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
    keys = [str(name) for name in design if name not in _NOT_FACTORS and design[name].nunique(dropna=False) > 1]
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
