"""Statistics across replications, the first axis: NaN is left out, and what is NaN throughout stays NaN, silently."""

from __future__ import annotations

from functools import cache
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_NEARLY_NORMAL = 10_000


class Mean(NamedTuple):
    """A mean across replications with its confidence interval, and the replications it rests on; shapes (...,)."""

    mean: Floats
    low: Floats
    high: Floats
    pairs: NDArray[np.int64]


def mean_interval(values: Floats, confidence: float) -> Mean:
    """Mean of `values` (replication, ...) and its Student interval at the given confidence.

    The interval is mean ± t · s / √n with n − 1 degrees of freedom: exact for normal values, close for means of many. One
    replication has a mean and no interval (NaN).
    """
    known = ~np.isnan(values)
    count = known.sum(axis=0)
    enough = np.maximum(count, 1)
    mean = np.where(count > 0, np.where(known, values, 0.0).sum(axis=0) / enough, np.nan)
    spread = np.where(known, values - mean, 0.0)
    variance = (spread * spread).sum(axis=0) / np.maximum(count - 1, 1)
    return interval_of(mean, variance, count, confidence=confidence)


def interval_of(mean: Floats, variance: Floats, count: NDArray[np.int64], *, confidence: float) -> Mean:
    """A mean with its Student interval, from the mean, variance (divisor: count less one) and count of values, all (...,)."""
    sizes, place = np.unique(count, return_inverse=True)
    factors = np.array([student(int(n) - 1, confidence) if n > 1 else np.nan for n in sizes])
    half = factors[place].reshape(count.shape) * np.sqrt(variance / np.maximum(count, 1))
    return Mean(mean, mean - half, mean + half, count)


def nothing_changes(values: Floats) -> bool:
    """Whether values are equal but for rounding; NaN is left out."""
    known = values[~np.isnan(values)]
    return bool(np.ptp(known) <= 1e-12 * np.abs(known).max()) if known.size else True


def mean_of(values: Floats, axis: int) -> Floats:
    """Mean over an axis without NaN; NaN where nothing is left."""
    known = ~np.isnan(values)
    count = known.sum(axis=axis)
    total = np.where(known, values, 0.0).sum(axis=axis)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def quantile(values: Floats, share: float) -> Floats:
    """Quantile across replications of `values` (replication, ...), shape (...,), linear between neighbours."""
    ordered = np.sort(values, axis=0)  # NaN last
    count = (~np.isnan(values)).sum(axis=0)
    position = share * np.maximum(count - 1, 0)
    below = np.floor(position).astype(np.int64)
    above = np.minimum(below + 1, np.maximum(count - 1, 0))
    low = np.take_along_axis(ordered, below[None], axis=0)[0]
    high = np.take_along_axis(ordered, above[None], axis=0)[0]
    return np.asarray(low + (high - low) * (position - below), dtype=np.float64)


def share_above(differences: Floats) -> Floats:
    """Share of replications (replication, ...) whose difference is above zero, ties counting half; shape (...,)."""
    count = (~np.isnan(differences)).sum(axis=0)
    wins = (differences > 0).sum(axis=0) + 0.5 * (differences == 0).sum(axis=0)
    return np.where(count > 0, wins / np.maximum(count, 1), np.nan)


@cache
def student(freedom: int, confidence: float) -> float:
    """The two-sided Student factor: |t| stays below it with probability `confidence`, at `freedom` degrees of freedom.

    By bisection on the closed form for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4).
    """
    if freedom > _NEARLY_NORMAL:
        return NormalDist().inv_cdf(0.5 + 0.5 * confidence)
    low, high = 0.0, 1.0
    while _within(high, freedom) < confidence:
        high *= 2.0
    while (middle := 0.5 * (low + high)) not in (low, high):
        low, high = (middle, high) if _within(middle, freedom) < confidence else (low, middle)
    return middle


def _within(t: float, freedom: int) -> float:
    """P(|T| < t) at whole degrees of freedom."""
    angle = atan(t / sqrt(freedom))
    odd, square = freedom % 2 == 1, cos(angle) ** 2
    term = cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for k in range(3 if odd else 2, freedom - 1, 2):
        term *= square * (k - 1) / k
        total += term
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total
