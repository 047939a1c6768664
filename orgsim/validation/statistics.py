"""The statistics that a pattern can ask for, one small function each, in a registry that help and documents read.

Cross-sections take samples (cases, columns), with y, if any, in the last column; persistence takes a panel. NaN means that
there are too few cases or that nothing varies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from orgsim.validation.cases import FEWEST, changes, pairs, samples
from orgsim.validation.panel import Floats, Panel
from orgsim.validation.query import Query, Statistic

#: Every statistic by its name in a pattern table.
STATISTICS: dict[str, Statistic] = {}
_ANY = (-np.inf, np.inf)
CrossSection = Callable[[Floats], float]
Longitudinal = Callable[[Panel, Query], float]


def _cross_section(name: str, meaning: str, unit: str, **uses: object) -> Callable[[CrossSection], CrossSection]:
    """Offer a figure of samples; `level` says what a case is."""

    def offer(function: CrossSection) -> CrossSection:
        made = Statistic(name, meaning, unit, partial(_averaged, function), level="cases")
        STATISTICS[name] = replace(made, **uses)  # type: ignore[arg-type]
        return function

    return offer


def _longitudinal(name: str, meaning: str, unit: str, **uses: object) -> Callable[[Longitudinal], Longitudinal]:
    """Offer a figure of a panel."""

    def offer(function: Longitudinal) -> Longitudinal:
        STATISTICS[name] = replace(Statistic(name, meaning, unit, function), **uses)  # type: ignore[arg-type]
        return function

    return offer


def _averaged(function: CrossSection, panel: Panel, query: Query) -> float:
    found = [function(sample) for sample in samples(panel, query.columns, str(query.level))]
    return float(np.mean(found)) if found else np.nan


@_cross_section("mean", "mean of x", "of x")
def mean(sample: Floats) -> float:
    """Mean of the first column."""
    return float(sample[:, 0].mean())


@_cross_section("sd", "standard deviation of x (n − 1)", "of x", family="spread")
def sd(sample: Floats) -> float:
    """Standard deviation of the first column."""
    return float(sample[:, 0].std(ddof=1))


@_cross_section("range", "largest less smallest x", "of x", family="spread")
def extent(sample: Floats) -> float:
    """Range of the first column."""
    return float(np.ptp(sample[:, 0]))


@_cross_section("correlation", "Pearson correlation of x and y", "−1 to 1", y="required")
def correlation(sample: Floats) -> float:
    """Correlation of the first and the last column; NaN when one of them is constant."""
    x, y = sample[:, 0] - sample[:, 0].mean(), sample[:, -1] - sample[:, -1].mean()
    scale = np.sqrt((x @ x) * (y @ y))
    return float(x @ y / scale) if scale > 0 else np.nan


@_cross_section("slope", "least-squares slope of y on x", "y per unit of x", y="required")
def slope(sample: Floats) -> float:
    """Slope of the last column on the first."""
    x = sample[:, 0] - sample[:, 0].mean()
    return float(x @ sample[:, -1] / (x @ x)) if x @ x > 0 else np.nan


@_cross_section(
    "standardised_weight",
    "weight of the first of several x ('a+b') in the regression of y on all of them, everything standardised",
    "SD of y per SD of x",
    joined="+",
    y="required",
)
def standardised_weight(sample: Floats) -> float:
    """Standardised regression weight of the first column, the last one explained by all others."""
    spread = sample.std(axis=0)
    if len(sample) <= sample.shape[1] or not (spread > 0).all():
        return np.nan
    z = (sample - sample.mean(axis=0)) / spread
    weights, _, rank, _ = np.linalg.lstsq(z[:, :-1], z[:, -1], rcond=None)
    return float(weights[0]) if rank == z.shape[1] - 1 else np.nan


@_cross_section(
    "partial_correlation",
    "correlation of y with the first of several x ('a+b'), the others held constant",
    "−1 to 1",
    joined="+",
    y="required",
)
def partial_correlation(sample: Floats) -> float:
    """Correlation of what the other columns leave unexplained in the first and in the last."""
    if len(sample) <= sample.shape[1]:
        return np.nan
    others = np.column_stack([np.ones(len(sample)), sample[:, 1:-1]])
    ends = sample[:, [0, -1]]
    left = ends - others @ np.linalg.lstsq(others, ends, rcond=None)[0]
    return correlation(np.where(np.abs(left) > 1e-12 * np.abs(ends).max(), left, 0.0))


@_cross_section("difference", "mean of x less mean of y", "of x", y="required")
def difference(sample: Floats) -> float:
    """Mean difference of the first and the last column."""
    return float((sample[:, 0] - sample[:, -1]).mean())


@_cross_section("ratio", "mean of x over mean of y", "ratio", y="required")
def ratio(sample: Floats) -> float:
    """Ratio of the means of the first and the last column."""
    below = sample[:, -1].mean()
    return float(sample[:, 0].mean() / below) if below != 0 else np.nan


@_cross_section(
    "ordering",
    "smallest step down the means of 'a>b>c' in x (or of x over y): positive when the order holds",
    "of x",
    joined=">",
    y="optional",
)
def ordering(sample: Floats) -> float:
    """Smallest difference of neighbouring columns' means."""
    return float((-np.diff(sample.mean(axis=0))).min()) if sample.shape[1] > 1 else np.nan


@_cross_section(
    "quartile_ratio",
    "mean of y where x is in its top quarter over that in its bottom quarter, less 1",
    "relative difference",
    y="required",
)
def quartile_ratio(sample: Floats) -> float:
    """Relative difference of the last column between the ends of the first."""
    low, high = np.quantile(sample[:, 0], [0.25, 0.75])
    bottom, top = sample[sample[:, 0] <= low, -1].mean(), sample[sample[:, 0] >= high, -1].mean()
    return float(top / bottom - 1) if bottom != 0 else np.nan


@_longitudinal("quantile", "quantile of x over units and years; level is the share below it", "of x", level=(0.0, 1.0))
def quantile(panel: Panel, query: Query) -> float:
    """Quantile of x, linear between neighbours."""
    sample = samples(panel, query.x, "unit_years")
    return float(np.quantile(sample[0][:, 0], float(query.level or 0))) if sample else np.nan


@_longitudinal("share_below", "share of units and years whose x lies below level", "0 to 1", level=_ANY)
def share_below(panel: Panel, query: Query) -> float:
    """Share of unit-years below a value."""
    sample = samples(panel, query.x, "unit_years")
    return float((sample[0][:, 0] < float(query.level or 0)).mean()) if sample else np.nan


@_longitudinal(
    "lag_correlation",
    "correlation of x with y (x itself where empty) `lag` years later, pooled over years",
    "−1 to 1",
    y="optional",
    lag=0,
    family="persistence",
)
def lag_correlation(panel: Panel, query: Query) -> float:
    """Correlation over all pairs of years that lie `lag` apart."""
    both = pairs(panel, query.x[0], query.y or query.x[0], lag=query.lag or 1)
    return correlation(both) if len(both) >= FEWEST else np.nan


@_longitudinal(
    "change_sd", "standard deviation of the change of x over `lag` years (1 where empty)", "of x", lag=1, family="persistence"
)
def change_sd(panel: Panel, query: Query) -> float:
    """Standard deviation of changes."""
    found = changes(panel, query.x[0], query.lag or 1)
    return float(found.std(ddof=1)) if len(found) >= FEWEST else np.nan


@_longitudinal(
    "share_beyond",
    "share of changes of x over `lag` years (1 where empty) that are larger than level, up or down",
    "0 to 1",
    lag=1,
    level=(0.0, np.inf),
    family="persistence",
)
def share_beyond(panel: Panel, query: Query) -> float:
    """Share of changes beyond a size."""
    found = changes(panel, query.x[0], query.lag or 1)
    return float((np.abs(found) > float(query.level or 0)).mean()) if len(found) >= FEWEST else np.nan


@_longitudinal(
    "half_life",
    "years in which the lag correlations of x halve: log r on the lag, from 1 to `lag` (5 where empty)",
    "years",
    lag=5,
    family="persistence",
)
def half_life(panel: Panel, query: Query) -> float:
    """ln 2 over the least-squares decay of log r; noise of a single year only shifts the line. Infinite without decay."""
    lags = np.arange(1, (query.lag or 5) + 1)
    found = np.array([lag_correlation(panel, query._replace(y=None, lag=int(lag))) for lag in lags])
    usable = found > 0
    if usable.sum() < FEWEST:
        return np.nan
    decay = -slope(np.column_stack([lags[usable], np.log(found[usable])]))
    return float(np.log(2) / decay) if decay > 0 else np.inf
