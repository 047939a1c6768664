"""Patterns held against a table of units: the figure of each row, how sure it is, and whether it lies in its range."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf, isfinite, isnan
from typing import NamedTuple

import numpy as np
import pandas as pd

from orgsim.validation.panel import Panel, UnitTable
from orgsim.validation.query import Query
from orgsim.validation.statistics import STATISTICS
from orgsim.validation.table import Pattern

#: Resamples of units, where there is one replication.
RESAMPLES = 200
_PURPOSE = 0x7E50


class Figure(NamedTuple):
    """A statistic's value and its standard error, NaN where there is none; `note` says why a value is missing."""

    value: float
    standard_error: float
    note: str = ""


class Total(NamedTuple):
    """Rows passed, failed and not scored, and the weighted share passed: of the rows scored, and of all."""

    passed: int
    failed: int
    not_scored: int
    share_of_scored: float
    share_of_all: float

    @property
    def clean(self) -> bool:
        """Whether every row was scored and passed."""
        return not (self.failed or self.not_scored)


def score(patterns: Sequence[Pattern], units: UnitTable, seed: int = 1, *, resamples: int = RESAMPLES) -> pd.DataFrame:
    """Each pattern's figure in the table of units, a row each in the patterns' order; rows that fail stay.

    Columns: name, statistic, value, standard_error, low, high, weight, passed (True, False, or NA where there is no figure),
    close (the nearer end of the range lies within one standard error of the value), distance (how far outside, in units of
    the range; 0 inside), note, source. A statistic is computed for each replication and averaged, with the standard error of
    that mean; with one replication the standard error is from `resamples` bootstrap samples of units, drawn by `seed`. Raises
    ConfigurationError for cells that are no numbers.
    """
    panels = units.panels(name for pattern in patterns for name in pattern.query.columns)
    again = resampled(panels[0], seed, resamples) if len(panels) == 1 else []
    rows = []
    for pattern in patterns:
        missing = [name for name in pattern.query.columns if not units.has(name)]
        found = _absent(missing, units) if missing else figure(pattern.statistic, pattern.query, panels, again=again)
        rows.append(_row(pattern, found))
    frame = pd.DataFrame(rows)
    frame["passed"] = frame["passed"].astype("boolean")
    return frame


def figure(statistic: str, query: Query, panels: Sequence[Panel], *, again: Sequence[Panel] = ()) -> Figure:
    """The mean of a statistic over panels and its standard error, from the panels themselves or else from resamples."""
    compute = STATISTICS[statistic]
    values = np.array([compute(panel, query) for panel in panels])
    known = values[~np.isnan(values)]
    if not len(known):
        return Figure(np.nan, np.nan, "too few cases, or nothing varies")
    value = float(known.mean())
    if not isfinite(value):
        return Figure(value, np.nan)
    spread = known if len(panels) > 1 else np.array([compute(panel, query) for panel in again])
    spread = spread[np.isfinite(spread)]
    error = float(spread.std(ddof=1)) if len(spread) > 1 else np.nan
    note = f"no figure in {len(values) - len(known)} of {len(values)} replications" if len(known) < len(values) else ""
    return Figure(value, error / np.sqrt(len(known)) if len(panels) > 1 else error, note)


def resampled(panel: Panel, seed: int, resamples: int = RESAMPLES) -> list[Panel]:
    """Bootstrap samples of a panel: as many units, drawn with replacement by addressed random numbers."""
    found = []
    for place in range(resamples):
        draw = np.random.Generator(np.random.Philox(key=seed, counter=[0, 0, place, _PURPOSE]))
        found.append(panel.resampled(draw.integers(0, len(panel.units), len(panel.units))))
    return found


def position(value: float, low: float, high: float) -> float:
    """Where a value lies in its range: 0 at the low end, 1 at the high end.

    A range open at one end has the size of its other end (or 1) as its unit; below 0 is below a low end, above 1 above a high.
    """
    if isfinite(low) and isfinite(high):
        if high > low:
            return (value - low) / (high - low)
        return 0.5 if value == low else (value - low) / (abs(low) or 1.0) + (value > low)
    return (value - low) / (abs(low) or 1.0) if isfinite(low) else 1 + (value - high) / (abs(high) or 1.0)


def distance(value: float, low: float, high: float) -> float:
    """How far outside its range a value lies, in units of the range: negative below, positive above, 0 inside."""
    if isnan(value):
        return np.nan
    return 0.0 if low <= value <= high else position(value, low, high) - (1.0 if value > high else 0.0)


def total(scores: pd.DataFrame) -> Total:
    """How many passed, and their weight in that of all."""
    scored = scores["passed"].notna()
    passed = scores["passed"].fillna(False).astype(bool)
    weight = scores["weight"]
    kept, of_scored, of_all = weight[passed].sum(), weight[scored].sum(), weight.sum()
    shares = (kept / each if each > 0 else np.nan for each in (of_scored, of_all))
    return Total(int(passed.sum()), int((scored & ~passed).sum()), int((~scored).sum()), *map(float, shares))


def _row(pattern: Pattern, found: Figure) -> dict[str, object]:
    value, error, note = found
    low, high = pattern.low, pattern.high
    ends = [abs(value - end) for end in (low, high) if isfinite(end)]
    return {
        "name": pattern.name,
        "statistic": pattern.statistic,
        "value": value,
        "standard_error": error,
        "low": low,
        "high": high,
        "weight": pattern.weight,
        "passed": pd.NA if isnan(value) else low <= value <= high,
        "close": min(ends, default=inf) <= error,
        "distance": distance(value, low, high),
        "note": note,
        "source": pattern.source,
    }


def _absent(names: Iterable[str], units: UnitTable) -> Figure:
    """No figure without its columns; the nearest name is told, never taken."""
    told = [f"'{name}'" + (f" (nearest: '{near}')" if (near := units.near(name)) else "") for name in names]
    return Figure(np.nan, np.nan, f"no column {', '.join(told)}")
