"""What is known of a number of the model beside its value: bounds, unit, meaning and source."""

from __future__ import annotations

from dataclasses import dataclass

#: Source of numbers that no study settles; calibration and sensitivity analysis treat them as open.
ASSUMED = "assumed; open to calibration"


@dataclass(frozen=True)
class Number:
    """The annotation of a parameter: its allowed range `[low, high]`, unit, one-line meaning and source."""

    low: float
    high: float
    unit: str
    meaning: str
    source: str = ASSUMED
    whole: bool = False
