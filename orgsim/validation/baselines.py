"""Baselines without agents, to beat on spread and persistence of one measure: what a few numbers reproduce by themselves.

- AR(1) with noise: each unit's measure is a stationary AR(1) process plus noise of a single year. With the signal's share s of
  the variance and its coefficient φ, the correlation at lag k is s φᵏ; both follow from lags 1 and 2.
- Random effects: a regression with fixed effects of years and random effects of units; the correlation is the same at every
  lag, r₁. Without reference data its years have no effects.
- Items: the regression of the measure on leadership and involved, its residual redrawn each year; needs reference data.

They are told the mean, the spread and the correlations at lags 1 and 2 (random effects: not lag 2; items: neither), from
reference data or else from the middle of the patterns' ranges. Rows that say those numbers are marked as fitted: to pass there
is no feat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite, sqrt
from typing import NamedTuple

import numpy as np
import pandas as pd

from orgsim.validation.describing import TOGETHER
from orgsim.validation.panel import INDEX, Floats, Panel
from orgsim.validation.query import Query
from orgsim.validation.scoring import distance, figure, position
from orgsim.validation.statistics import STATISTICS
from orgsim.validation.table import Pattern

#: Synthetic tables drawn of each baseline.
TABLES = 20
#: How the table of units that is scored is called beside its baselines.
SCORED = "scored"
_PURPOSE = 0xBA5E


class Moments(NamedTuple):
    """What the baselines are told of a measure, and by whom; `lag_2` is NaN where unknown."""

    mean: float
    sd: float
    lag_1: float
    lag_2: float
    told_by: str

    @property
    def signal(self) -> tuple[float, float]:
        """Coefficient φ of the AR(1) process and its share s of the variance; without a usable lag 2 there is no noise."""
        if 0 < self.lag_2 < self.lag_1 and self.lag_1**2 <= self.lag_2:
            return self.lag_2 / self.lag_1, self.lag_1**2 / self.lag_2
        return self.lag_1, 1.0


#: The rows that say what `Moments` holds.
_TOLD = {"mean": ("mean", None), "sd": ("sd", None), "lag_1": ("lag_correlation", 1), "lag_2": ("lag_correlation", 2)}
AR1, EFFECTS, ITEMS = "AR(1) + noise", "random effects", "items"
#: What each baseline makes use of.
_USES = {AR1: ("mean", "sd", "lag_1", "lag_2"), EFFECTS: ("mean", "sd", "lag_1"), ITEMS: ("mean", "sd")}


def moments_of_panel(panel: Panel, told_by: str, measure: str = INDEX) -> Moments:
    """What a table of real units tells."""
    said = {name: figure(statistic, Query((measure,), lag=lag), [panel]).value for name, (statistic, lag) in _TOLD.items()}
    return Moments(**said, told_by=told_by)


def moments_of_patterns(patterns: Sequence[Pattern], measure: str = INDEX) -> Moments | None:
    """What the middle of the patterns' ranges tells; None when they lack the spread or the correlation at lag 1."""
    said = {}
    for name, (statistic, lag) in _TOLD.items():
        rows = [p for p in patterns if (p.statistic, p.query.lag) == (statistic, lag) and p.query.columns == (measure,)]
        middles = [(row.low + row.high) / 2 for row in rows if row.query.level in (None, "unit_years")]
        said[name] = next((middle for middle in middles if isfinite(middle)), np.nan)
    said["mean"] = 0.0 if np.isnan(said["mean"]) else said["mean"]
    known = isfinite(said["sd"]) and isfinite(said["lag_1"])
    return Moments(**said, told_by="the middle of the patterns' ranges") if known else None


def concerned(patterns: Sequence[Pattern], measure: str = INDEX) -> list[Pattern]:
    """The rows on spread and persistence of the measure alone."""
    return [p for p in patterns if STATISTICS[p.statistic].family and set(p.query.columns) == {measure}]


def is_fitted(pattern: Pattern, baseline: str) -> bool:
    """Whether a row says what the baseline was told."""
    return (pattern.statistic, pattern.query.lag) in [_TOLD[name] for name in _USES[baseline]]


def ar1_with_noise(moments: Moments, shape: Panel, seed: int, *, measure: str = INDEX) -> list[Panel]:
    """Tables of the given shape in which every unit follows a stationary AR(1) process plus noise."""
    coefficient, share = moments.signal

    def draw(normal: np.random.Generator, size: tuple[int, int]) -> Floats:
        steps, noise = normal.standard_normal(size), normal.standard_normal(size)
        state = np.empty(size)
        state[:, 0] = steps[:, 0]
        for year in range(1, size[1]):
            state[:, year] = coefficient * state[:, year - 1] + sqrt(1 - coefficient**2) * steps[:, year]
        return moments.mean + moments.sd * (sqrt(share) * state + sqrt(1 - share) * noise)

    return _tables(draw, shape, seed, 0, measure)


def random_effects(
    moments: Moments, shape: Panel, seed: int, *, measure: str = INDEX, years: Floats | None = None
) -> list[Panel]:
    """Tables of the given shape with a random effect of each unit and a fixed one of each year, `years` (zero without)."""
    effects = np.zeros(len(shape.years)) if years is None else years
    share = min(max(moments.lag_1, 0.0), 1.0)
    left = sqrt(max(moments.sd**2 - float(effects.var()), 0.0))

    def draw(normal: np.random.Generator, size: tuple[int, int]) -> Floats:
        unit, rest = normal.standard_normal((size[0], 1)), normal.standard_normal(size)
        return moments.mean + effects + left * (sqrt(share) * unit + sqrt(1 - share) * rest)

    return _tables(draw, shape, seed, 1, measure)


def items_regression(reference: Panel, seed: int, measure: str = INDEX, *, items: Sequence[str] = TOGETHER) -> list[Panel]:
    """The reference's own items, the measure explained by them, and the regression's residual drawn anew each year."""
    stacked = np.stack([np.ones_like(reference[measure]), *(reference[name] for name in items)], axis=-1)
    known = ~np.isnan(stacked).any(axis=-1) & ~np.isnan(reference[measure])
    weights = np.linalg.lstsq(stacked[known], reference[measure][known], rcond=None)[0]
    residual = float((reference[measure] - stacked @ weights)[known].std(ddof=len(weights)))

    def draw(normal: np.random.Generator, size: tuple[int, int]) -> Floats:
        return np.asarray(stacked @ weights + residual * normal.standard_normal(size))

    return _tables(draw, reference, seed, 2, measure)


def baselines(
    patterns: Sequence[Pattern], shape: Panel, reference: Panel | None, *, told_by: str, seed: int, measure: str = INDEX
) -> tuple[Moments | None, dict[str, list[Panel]]]:
    """What the baselines were told, and the tables of each; nothing when neither patterns nor reference say enough."""
    moments = moments_of_patterns(patterns, measure) if reference is None else moments_of_panel(reference, told_by, measure)
    if moments is None or not all(map(isfinite, moments[1:3])):
        return None, {}
    shape = shape if reference is None else reference
    made = {AR1: ar1_with_noise(moments, shape, seed, measure=measure)}
    years = None if reference is None else _year_effects(reference[measure])
    made[EFFECTS] = random_effects(moments, shape, seed, measure=measure, years=years)
    if reference is not None and set(TOGETHER) <= set(reference.values):
        made[ITEMS] = items_regression(reference, seed, measure)
    return moments, made


def compare_baselines(scores: pd.DataFrame, patterns: Sequence[Pattern], tables: dict[str, list[Panel]]) -> pd.DataFrame:
    """The rows on spread and persistence, with the figure scored and that of each baseline, in long form.

    Columns: name, of (`scored` for the table of units, else the baseline), value, low, high, passed, distance, off (how far
    from the middle of the range, in half ranges), fitted. `patterns` are those of `concerned`.
    """
    rows = []
    scored = scores.set_index("name")["value"]
    for pattern in patterns:
        values = {SCORED: float(scored[pattern.name])}
        values |= {name: figure(pattern.statistic, pattern.query, panels).value for name, panels in tables.items()}
        rows += [_compared(pattern, name, value) for name, value in values.items()]
    return pd.DataFrame(rows, columns=list(_COMPARED))


_COMPARED = ("name", "of", "value", "low", "high", "passed", "distance", "off", "fitted")


def _compared(pattern: Pattern, name: str, value: float) -> dict[str, object]:
    low, high = pattern.low, pattern.high
    both = isfinite(low) and isfinite(high)
    off = abs(2 * position(value, low, high) - 1) if both else np.nan
    passed = low <= value <= high
    fitted = name != SCORED and is_fitted(pattern, name)
    return dict(
        zip(_COMPARED, (pattern.name, name, value, low, high, passed, distance(value, low, high), off, fitted), strict=True)
    )


def _tables(
    draw: Callable[[np.random.Generator, tuple[int, int]], Floats], shape: Panel, seed: int, number: int, measure: str
) -> list[Panel]:
    """Synthetic tables with the gaps of the shape, each from addressed random numbers of its own."""
    gaps = np.isnan(shape[measure]) if measure in shape.values else np.zeros((len(shape.units), len(shape.years)), dtype=bool)
    found = []
    for table in range(TABLES):
        normal = np.random.Generator(np.random.Philox(key=seed, counter=[0, number, table, _PURPOSE]))
        values = draw(normal, (len(shape.units), len(shape.years)))
        found.append(Panel(shape.units, shape.years, {measure: np.where(gaps, np.nan, values)}))
    return found


def _year_effects(values: Floats) -> Floats:
    """Mean of each year less the mean of all; zero for years without values."""
    known = ~np.isnan(values)
    means = np.where(known, values, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.where(known.any(axis=0), means - np.nanmean(values), 0.0)
