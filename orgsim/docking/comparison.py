"""One line of the docking report: what was published, what comes out here, and whether the two agree."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from orgsim.analysis.across import Floats, mean_interval

CONFIDENCE = 0.95
#: Kinds of equality (Axtell, Axelrod, Epstein & Cohen 1996), from the strongest to the weakest.
NUMERICAL, DISTRIBUTIONAL, RELATIONAL = EQUALITIES = ("numerical", "distributional", "relational")
AGREES, UNCLEAR, DIFFERS = "agrees", "unclear", "DIFFERS"
RIGHTLY_APART, NOT_APART = "differs as it should", "DOES NOT DIFFER"


class Comparison(NamedTuple):
    """A published number or range beside ours.

    `published` is as printed by the source; `here` is our number with its interval from `low` to `high` (both NaN where nothing
    is drawn); `least` and `most` are the range within which it counts as the same, and `tolerance` is how they were made from
    the published number; `equality` is the kind of equality that is claimed. A `control` leaves a step of the model out and has
    to differ.
    """

    model: str
    cell: str
    published: str
    here: float
    low: float
    high: float
    least: float
    most: float
    equality: str
    tolerance: str = "-"
    control: bool = False

    @property
    def verdict(self) -> str:
        """`agrees` when our number lies in the range, `DIFFERS` when its whole interval lies outside, else `unclear`.

        For a control: `differs as it should` when its whole interval lies outside, else `DOES NOT DIFFER`.
        """
        inside = self.least <= self.here <= self.most
        apart = not (inside or (self.low <= self.most and self.high >= self.least))  # without an interval NaN compares False
        if self.control:
            return RIGHTLY_APART if apart else NOT_APART
        return AGREES if inside else DIFFERS if apart else UNCLEAR


class Range(NamedTuple):
    """A published range or relation: from `least` to `most`, and in words."""

    least: float
    most: float
    said: str = ""

    @property
    def words(self) -> str:
        """As it is shown."""
        return self.said or f"{self.least:g} to {self.most:g}"

    def holds(self, number: float) -> bool:
        """Whether a number lies in it, ends included."""
        return self.least <= number <= self.most


def near(model: str, cell: str, published: float, tolerance: float, values: Floats, control: bool = False) -> Comparison:
    """The mean of `values` (replication,) beside a published mean, the same within an absolute tolerance: distributional."""
    mean = mean_interval(values, CONFIDENCE)
    ours, ends = (float(mean.mean), float(mean.low), float(mean.high)), (published - tolerance, published + tolerance)
    return Comparison(model, cell, f"{published:.4g}", *ours, *ends, DISTRIBUTIONAL, f"±{tolerance:.2g}", control)


def within(model: str, cell: str, published: Range, ours: tuple[float, float, float]) -> Comparison:
    """A number with its interval (mean, low, high) beside a published range: relational."""
    return Comparison(model, cell, published.words, *ours, published.least, published.most, RELATIONAL)


def exact(model: str, cell: str, here: Floats, published: Floats, tolerance: float) -> Comparison:
    """The largest difference between two series that should be the same numbers: numerical."""
    largest = float(np.abs(here - published).max())
    return Comparison(model, cell, "0", largest, np.nan, np.nan, -tolerance, tolerance, NUMERICAL, f"±{tolerance:g}")
