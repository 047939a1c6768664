"""Made-up curves with known answers, to measure estimators on: straight lines, curves that rise for ever, hinges; and noise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Second words of the keys of draws, so that no two uses share their dice: hinges, and the kinds of `WITHOUT_PLATEAU` in order.
HINGE_NOISE, NULL_NOISE = 200, 201


class Noise(NamedTuple):
    """First-order autocorrelated noise: standard deviation and correlation from one week to the next."""

    deviation: float
    correlation: float


def straight(weeks: int, start: float, final: float) -> Floats:
    """A straight line from `start` to `final`; shape (weeks,)."""
    return np.linspace(start, final, weeks)


def rising(weeks: int, start: float, final: float, *, lengths: float = 2.0) -> Floats:
    """A curve whose gains grow smaller week by week and never stop: exponential, over so many time constants; shape (weeks,).

    With 2 the last week still gains e⁻² = 14 % of what the first one did.
    """
    passed = -np.expm1(-lengths * np.linspace(0, 1, weeks)) / -np.expm1(-lengths)
    return np.asarray(start + (final - start) * passed)


def root(weeks: int, start: float, final: float) -> Floats:
    """A curve that rises for ever like the square root of time; shape (weeks,)."""
    return np.asarray(start + (final - start) * np.sqrt(np.linspace(0, 1, weeks)))


def hinge(weeks: int, week: float, start: float, *, height: float, final: float) -> Floats:
    """Two straight pieces that meet in `week` at `height`; shape (weeks,)."""
    return np.interp(np.arange(weeks), [0, week, weeks - 1], [start, height, final])


#: Curves that have no plateau, by name: functions of (weeks, start, final).
WITHOUT_PLATEAU: Mapping[str, Callable[[int, float, float], Floats]] = {
    "straight line": straight,
    "square root": root,
    "slowing rise": rising,
}


def fit_noise(residuals: Floats) -> Noise:
    """The noise in `residuals` (curves, weeks): pooled standard deviation and first-order correlation, at most 0.99."""
    total = float((residuals * residuals).sum())
    if total <= 0 or residuals.shape[1] < 2:
        return Noise(0.0, 0.0)
    weeks = residuals.shape[1]
    correlation = float((residuals[:, 1:] * residuals[:, :-1]).sum()) / total * weeks / (weeks - 1)
    return Noise((total / residuals.size) ** 0.5, min(max(correlation, 0.0), 0.99))


def draw_noise(noise: Noise, shape: tuple[int, int], key: tuple[int, int]) -> Floats:
    """Noise of the shape (curves, weeks), stationary from the first week, normal; the same for the same key (two words)."""
    dice = np.random.Generator(np.random.Philox(key=np.array(key, dtype=np.uint64)))
    shocks = dice.standard_normal(shape)
    scale = (1 - noise.correlation**2) ** 0.5
    for week in range(1, shape[1]):
        shocks[:, week] = noise.correlation * shocks[:, week - 1] + scale * shocks[:, week]
    return noise.deviation * shocks
