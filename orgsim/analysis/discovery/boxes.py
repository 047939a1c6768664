"""Boxes in the space of factors: limits on numbers, levels left of the others, and what of the cases is in a box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from orgsim.analysis.across import Floats
from orgsim.analysis.axis import Axis

Bools = NDArray[np.bool_]


class Limit(NamedTuple):
    """What a box asks of one factor: more than `low`, less than `high` (infinite where open), or one of `levels` (places)."""

    low: float = -np.inf
    high: float = np.inf
    levels: frozenset[int] | None = None

    def admits(self, values: Floats) -> Bools:
        """For each value (points,), whether it is within."""
        if self.levels is not None:
            return np.isin(values, list(self.levels))
        return (values > self.low) & (values < self.high)


class Measures(NamedTuple):
    """A box's measures: part of all cases in it, part of its points that are cases, part of all points in it, its points."""

    coverage: float
    density: float
    mass: float
    points: int


@dataclass(frozen=True)
class Box:
    """Limits by the place of the factor; a factor without one is free."""

    limits: Mapping[int, Limit]

    def inside(self, values: Floats) -> Bools:
        """For each point of values (points, factors), whether it is in the box."""
        found = np.ones(len(values), dtype=np.bool_)
        for place, limit in self.limits.items():
            found &= limit.admits(values[:, place])
        return found

    def with_limit(self, place: int, limit: Limit) -> Box:
        """The box with another limit on one factor; a limit that admits everything is none."""
        others = {each: old for each, old in self.limits.items() if each != place}
        return replace(self, limits=others if limit == Limit() else others | {place: limit})

    def without(self, place: int) -> Box:
        """The box without its limit on one factor."""
        return self.with_limit(place, Limit())

    def words(self, axes: Sequence[Axis]) -> str:
        """The box in words: `coaching < 1.2 and peers > 2.1`; `anything` when it is free."""
        parts = [limit_words(axes[place], self.limits[place]) for place in sorted(self.limits)]
        return " and ".join(parts) or "anything"


def limit_words(axis: Axis, limit: Limit) -> str:
    """One limit in words."""
    if limit.levels is not None:
        return f"{axis.label} is {' or '.join(axis.levels[place] for place in sorted(limit.levels))}"
    low, high = number_words(axis, limit.low), number_words(axis, limit.high)
    if np.isfinite(limit.low) and np.isfinite(limit.high):
        return f"{low} < {axis.label} < {high}"
    return f"{axis.label} > {low}" if np.isfinite(limit.low) else f"{axis.label} < {high}"


def number_words(axis: Axis, value: float) -> str:
    """A limit with as many digits as the factor's range deserves: about a hundredth of it."""
    reach = axis.high - axis.low if axis.scale == "linear" else abs(value)
    digits = int(np.clip(np.round(-np.log10(reach / 100)), 0, 8)) if np.isfinite(reach) and reach > 0 else 2
    text = f"{value:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-0", "0") if float(text) == 0 else text


def measures(box: Box, values: Floats, cases: Bools) -> Measures:
    """Coverage, density and mass of a box among points (points, factors) of which some are cases (points,)."""
    inside = box.inside(values)
    points, hits, total = int(inside.sum()), int((inside & cases).sum()), int(cases.sum())
    return Measures(hits / total if total else np.nan, hits / points if points else np.nan, points / len(cases), points)


def quality(found: Measures, everywhere: float) -> float:
    """How much a box says: √mass · (density − density everywhere), the binomial test's measure (Klösgen 1996).

    It grows with the box's size and with its density, and is 0 for a box that is no denser than the rest.
    """
    return float(found.mass**0.5 * (found.density - everywhere)) if found.points else 0.0
