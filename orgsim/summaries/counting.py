"""Loops that count values in bins and add them up in whole numbers, which come out the same in any order.

The same source runs as plain Python and compiled.
"""

from __future__ import annotations

import math
from typing import Any

#: Values are rounded to this part of a bin (2 to the power of so many) before they are counted and added up.
FRACTION_BITS = 16
_HALF, _LOWER = 32, 0xFFFFFFFF
#: Weeks counted together: few enough for their bins to stay in the processor's nearest caches.
_WEEKS = 8


def extend(values: Any, low: Any, high: Any) -> None:
    """Lowest and highest of `values` (run, week, outcome) so far, into `low` and `high` (week, outcome); gaps are left out."""
    runs, weeks, outcomes = values.shape
    for run in range(runs):
        for week in range(weeks):
            for place in range(outcomes):
                value = values[run, week, place]
                low[week, place] = value if value < low[week, place] else low[week, place]
                high[week, place] = value if value > high[week, place] else high[week, place]


def count(values: Any, scale: Any, base: Any, counts: Any, totals: Any) -> None:
    """Count and add up `values` (run, week, outcome).

    A value times its `scale` (outcome,), rounded, is the whole number q; q >> FRACTION_BITS is its bin, which stands in column
    `base` (outcome,) + bin of `counts` (week, bin). `totals` (4, week, outcome) get: values, Σ q, and Σ q² in two parts, the
    lower 32 bits of each square and the rest.
    """
    runs, weeks, outcomes = values.shape
    known, total, lower, upper = totals[0], totals[1], totals[2], totals[3]
    for first in range(0, weeks, _WEEKS):
        for run in range(runs):
            for week in range(first, min(first + _WEEKS, weeks)):
                for place in range(outcomes):
                    value = values[run, week, place]
                    if value == value:
                        q = math.floor(value * scale[place] + 0.5)
                        counts[week, base[place] + (q >> FRACTION_BITS)] += 1
                        known[week, place] += 1
                        total[week, place] += q
                        square = q * q
                        lower[week, place] += square & _LOWER
                        upper[week, place] += square >> _HALF
